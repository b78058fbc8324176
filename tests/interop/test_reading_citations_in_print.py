"""CSL-JSON and BibLaTeX, printed by pandoc."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Literal

import cases
import pytest
from cited import (
    EVERY,
    OF_ALL,
    address,
    credited,
    episodes,
    guests,
    hosts,
    localized,
    seconds,
    written,
)

import techforgood_podcast as tfg
from citable import read

if TYPE_CHECKING:
    from pathlib import Path

STYLE = cases.HERE / "citations.csl"
NO_DATE = {"fr": "s.d.", "en": "n.d."}
# Spaces and quotation marks, which pandoc localises, and joiners.
IGNORED = re.compile("[\\s\"'`“”„‘’«»\u2060]")
# Characters whose LaTeX commands pandoc does not support in BibLaTeX names.
LOST_IN_NAMES = re.compile(r"[{}`]")


def bare(text: str) -> str:
    return IGNORED.sub("", text)


def full_names(names: list[tuple[str, str]]) -> list[str]:
    return [bare(f"{given} {family}") for given, family in names]


def pandoc(text: str, source: str, target: str, *arguments: str) -> str:
    found: str = cases.reader("pypandoc").convert_text(
        text, target, format=source, extra_args=[*arguments, "--wrap=none"]
    )
    return found


def printed(path: Path, language: str) -> dict[str, dict[str, str]]:
    """Return the output of the style for each entry, by key and field."""
    nothing_but_references = '---\nnocite: "@*"\n---\n'
    arguments = ("--citeproc", "--csl", str(STYLE), "--bibliography", str(path))
    document = json.loads(
        pandoc(nothing_but_references, "markdown", "json", *arguments, "-M", f"lang={language}")
    )
    entries: list[Any] = document["blocks"][0]["c"][1] if document["blocks"] else []
    return {entry["c"][0][0].removeprefix("ref-"): fields(entry) for entry in entries}


def fields(entry: dict[str, Any]) -> dict[str, str]:
    pairs = (field.partition("=") for field in text_of(entry["c"][1]).split("¦"))
    return {name: value for name, _, value in pairs}


def text_of(nodes: list[dict[str, Any]]) -> str:
    """Return the text of elements of a pandoc document; fail on any markup."""
    return "".join(map(text_of_one, nodes))


def text_of_one(node: dict[str, Any]) -> str:
    kind, content = node["t"], node.get("c", " ")
    if kind == "RawInline":
        assert content[0] == "latex"
        return read(content[1])
    if kind in {"Str", "Space", "SoftBreak"}:
        return str(content)
    assert kind in {"Para", "Plain", "Quoted", "Span", "Link"}, kind
    return text_of(content if kind in {"Para", "Plain"} else content[1])


@OF_ALL
@EVERY
def test_pandoc_prints_every_field_of_csl(case: str, language: str, tmp_path: Path) -> None:
    path = written(tmp_path, cases.CASES[case], "csl", language, ".json")
    found, expected = printed(path, language), episodes(case)
    assert list(found) == list(expected)
    for actual, episode in zip(found.values(), expected.values(), strict=True):
        assert bare(actual["title"]) == bare(episode.title)
        assert bare(actual["container-title"]) == bare(episode.show.title)
        assert bare(actual.get("host", "")) == "¬".join(full_names(hosts(episode)))
        assert bare(actual.get("guest", "")) == "¬".join(full_names(guests(episode, language)))
        assert actual["genre"] == "Podcast"
        assert actual.get("volume") == (str(episode.season) if episode.season else None)
        assert actual.get("number") == (str(episode.number) if episode.number else None)
        day = episode.published
        assert bare(actual["issued"]) == (day.isoformat() if day else NO_DATE[language])
        if episode.duration is None:
            assert "dimensions" not in actual
        else:
            assert seconds(actual["dimensions"]) == episode.duration.total_seconds()
        assert bare(actual.get("URL", "")) == bare(address(episode) or "")
        summary = localized(episode.summary, language) if episode.summary else ""
        assert bare(actual.get("abstract", "")) == bare(summary)
        themes = ", ".join(localized(theme.label, language) for theme in episode.themes)
        assert bare(actual.get("keyword", "")) == bare(themes)
        for text in credited(episode, language):
            assert bare(text) in bare(actual["annote"])


@OF_ALL
@EVERY
def test_pandoc_reads_csl_and_writes_it_again(case: str, language: str) -> None:
    text = tfg.dumps(cases.CASES[case], "csl", language=language)
    found = {item["id"]: item for item in json.loads(pandoc(text, "csljson", "csljson"))}
    expected = {item["id"]: item for item in json.loads(text)}
    assert list(found) == list(expected)
    for actual, item in zip(found.values(), expected.values(), strict=True):
        assert actual.keys() == item.keys()
        for name in item.keys() - {"host", "guest"}:  # pandoc reads these from --bibliography only
            same = actual[name] == item[name]
            assert same or bare(actual[name]) == bare(item[name]), name


@OF_ALL
@EVERY
def test_pandoc_prints_every_field_of_biblatex(case: str, language: str, tmp_path: Path) -> None:
    path = written(tmp_path, cases.CASES[case], "biblatex", language, ".bib")
    found, expected = printed(path, language), episodes(case)
    assert list(found) == list(expected)
    for actual, episode in zip(found.values(), expected.values(), strict=True):
        assert bare(actual["volume-title"]) == bare(episode.title)
        assert bare(actual["title"]) == bare(episode.show.title)
        authors = bare(actual.get("author", ""))
        assert authors.count("¬") == max(len(episode.hosts) - 1, 0)
        for given, family in hosts(episode):
            assert bare(LOST_IN_NAMES.sub("", given)) in authors
            assert bare(LOST_IN_NAMES.sub("", family)) in authors
        assert actual.get("number") == (str(episode.number) if episode.number else None)
        day = episode.published
        assert bare(actual["issued"]) == (day.isoformat() if day else NO_DATE[language])
        if episode.duration is not None:
            assert seconds(actual["note"]) == episode.duration.total_seconds()
        assert bare(actual.get("URL", "")) == bare(address(episode) or "")
        summary = localized(episode.summary, language) if episode.summary else ""
        assert bare(actual.get("abstract", "")) == bare(summary)
        for text in credited(episode, language):
            assert bare(text) in bare(actual["annote"])


@pytest.mark.parametrize(("language", "undated"), [("fr", "s. d."), ("en", "n.d.")])
@pytest.mark.parametrize("format_", ["csl", "biblatex"])
def test_the_chicago_style_prints_that_an_episode_has_no_date(
    format_: Literal["csl", "biblatex"], language: str, undated: str, tmp_path: Path
) -> None:
    suffix = {"csl": ".json", "biblatex": ".bib"}[format_]
    path = written(tmp_path, cases.BUNDLED, format_, language, suffix)
    arguments = ("--citeproc", "--bibliography", str(path), "-M", f"lang={language}")
    text = pandoc('---\nnocite: "@*"\n---\n', "markdown", "plain", *arguments)
    without = [episode for episode in cases.BUNDLED.episodes if episode.published is None]
    assert without
    assert re.sub(r"\s", " ", text).count(undated) == len(without)


@pytest.mark.parametrize(
    ("suffix", "text", "reason"),
    [
        (".json", '[{"id": "a", "type": "broadcast"', "end-of-input"),
        (".json", '[{"id": "a", "type": "broadcast", "host": "Ann"}]', "expected Array"),
        (".bib", "@audio{a, title = {x}", "unexpected end of input"),
        (".bib", "@audio{a, title = {x {y}}", "unexpected end of input"),
    ],
)
def test_pandoc_refuses_what_is_broken(suffix: str, text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / f"broken{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuntimeError, match=reason):
        printed(path, "en")


def test_pandoc_takes_a_tag_for_markup_that_is_not_parted(tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('[{"id": "a", "type": "broadcast", "title": "<b>x</b>"}]', encoding="utf-8")
    with pytest.raises(AssertionError, match="Strong"):
        printed(path, "en")
