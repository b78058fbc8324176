"""CSL-JSON, BibLaTeX and RIS, read by pandoc, biber, pybtex and rispy."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import cases
import pytest

import techforgood_podcast as tfg
from citable import read

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast.writers import Exportable

STYLE = cases.HERE / "citations.csl"
NO_DATE = {"fr": "s.d.", "en": "n.d."}
EVERY = pytest.mark.parametrize("language", cases.LANGUAGES)
OF_ALL = pytest.mark.parametrize("case", cases.CASES)
IGNORED = re.compile("[\\s\"'`“”„‘’«»\u2060]")
"""Spaces and quotation marks, which pandoc prints as the language has them, and joiners."""
LOST_IN_NAMES = re.compile(r"[{}`]")
"""Signs of a name in BibLaTeX whose LaTeX commands pandoc does not know."""
RUNNING_TIME = re.compile(r"(?:\d+:)?\d\d:\d\d")


def bare(text: str) -> str:
    return IGNORED.sub("", text)


def one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def localized(text: tfg.LocalizedText, language: str) -> str:
    return text.get(language) or str(text)


def seconds(text: str) -> int:
    """Return the running time that stands in a text."""
    found = RUNNING_TIME.search(text)
    assert found
    total = 0
    for part in found.group().split(":"):
        total = total * 60 + int(part)
    return total


def parts(person: tfg.Person) -> tuple[str, str]:
    """Return given and family name, or nothing and the whole name."""
    if person.given and person.family and "," not in person.given + person.family:
        return person.given, person.family
    return "", person.name


def hosts(episode: tfg.Episode) -> list[tuple[str, str]]:
    return [parts(host) for host in episode.hosts]


def guests(episode: tfg.Episode, language: str) -> list[tuple[str, str]]:
    return [
        parts(guest.person) if guest.person else ("", group(guest, language))
        for guest in episode.guests
    ]


def group(appearance: tfg.Appearance, language: str) -> str:
    assert appearance.group
    return localized(appearance.group, language)


def whole(names: list[tuple[str, str]]) -> list[str]:
    return [bare(f"{given} {family}") for given, family in names]


def address(episode: tfg.Episode) -> str | None:
    return episode.url or (episode.audio.url if episode.audio else None)


def key(episode: tfg.Episode) -> str:
    return f"{episode.show.id}_{episode.id}"


def episodes(case: str) -> dict[str, tfg.Episode]:
    found = cases.catalogue_of(cases.CASES[case]).episodes
    return {key(episode): episode for episode in found}


def written(folder: Path, obj: Exportable, format_: str, language: str, suffix: str) -> Path:
    path = folder / f"cited{suffix}"
    tfg.dump(obj, path, format_, language=language)
    return path


# ------------------------------------------------------------------------------------- pandoc


def pandoc(text: str, source: str, target: str, *arguments: str) -> str:
    found: str = cases.reader("pypandoc").convert_text(
        text, target, format=source, extra_args=[*arguments, "--wrap=none"]
    )
    return found


def printed(path: Path, language: str) -> dict[str, dict[str, str]]:
    """Return what the style prints of each entry, by key and field."""
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
    """Return the text of parts of pandoc's document; nothing in them may be markup."""
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
    for told, episode in zip(found.values(), expected.values(), strict=True):
        assert bare(told["title"]) == bare(episode.title)
        assert bare(told["container-title"]) == bare(episode.show.title)
        assert bare(told.get("host", "")) == "¬".join(whole(hosts(episode)))
        assert bare(told.get("guest", "")) == "¬".join(whole(guests(episode, language)))
        assert told["genre"] == "Podcast"
        assert told["volume"] == str(episode.season)
        assert told.get("number") == (str(episode.number) if episode.number else None)
        day = episode.published
        assert bare(told["issued"]) == (day.isoformat() if day else NO_DATE[language])
        if episode.duration is None:
            assert "dimensions" not in told
        else:
            assert seconds(told["dimensions"]) == episode.duration.total_seconds()
        assert bare(told.get("URL", "")) == bare(address(episode) or "")
        summary = localized(episode.summary, language) if episode.summary else ""
        assert bare(told.get("abstract", "")) == bare(summary)
        themes = ", ".join(localized(theme.label, language) for theme in episode.themes)
        assert bare(told.get("keyword", "")) == bare(themes)
        for text in credited(episode, language):
            assert bare(text) in bare(told["annote"])


def credited(episode: tfg.Episode, language: str) -> list[str]:
    """Return the roles, affiliations, bodies and places of an episode."""
    found = [mention.organisation.name for mention in episode.organisations]
    found += [localized(place.name, language) for place in episode.places]
    for appearance in (*episode.guests, *episode.mentioned):
        found += [localized(appearance.role, language)] if appearance.role else []
        found += [body.name for body in appearance.organisations]
    return found


@OF_ALL
@EVERY
def test_pandoc_reads_csl_and_writes_it_again(case: str, language: str) -> None:
    text = tfg.dumps(cases.CASES[case], "csl", language=language)
    found = {item["id"]: item for item in json.loads(pandoc(text, "csljson", "csljson"))}
    expected = {item["id"]: item for item in json.loads(text)}
    assert list(found) == list(expected)
    for told, item in zip(found.values(), expected.values(), strict=True):
        assert told.keys() == item.keys()
        for name in item.keys() - {"host", "guest"}:  # it reads these from --bibliography only
            same = told[name] == item[name]
            assert same or bare(told[name]) == bare(item[name]), name


@OF_ALL
@EVERY
def test_pandoc_prints_every_field_of_biblatex(case: str, language: str, tmp_path: Path) -> None:
    path = written(tmp_path, cases.CASES[case], "biblatex", language, ".bib")
    found, expected = printed(path, language), episodes(case)
    assert list(found) == list(expected)
    for told, episode in zip(found.values(), expected.values(), strict=True):
        assert bare(told["volume-title"]) == bare(episode.title)
        assert bare(told["title"]) == bare(episode.show.title)
        authors = bare(told.get("author", ""))
        assert authors.count("¬") == max(len(episode.hosts) - 1, 0)
        for given, family in hosts(episode):
            assert bare(LOST_IN_NAMES.sub("", given)) in authors
            assert bare(LOST_IN_NAMES.sub("", family)) in authors
        assert told.get("number") == (str(episode.number) if episode.number else None)
        day = episode.published
        assert bare(told["issued"]) == (day.isoformat() if day else NO_DATE[language])
        if episode.duration is not None:
            assert seconds(told["note"]) == episode.duration.total_seconds()
        assert bare(told.get("URL", "")) == bare(address(episode) or "")
        summary = localized(episode.summary, language) if episode.summary else ""
        assert bare(told.get("abstract", "")) == bare(summary)
        for text in credited(episode, language):
            assert bare(text) in bare(told["annote"])


@pytest.mark.parametrize(("language", "undated"), [("fr", "s. d."), ("en", "n.d.")])
@pytest.mark.parametrize("format_", ["csl", "biblatex"])
def test_the_chicago_style_prints_that_an_episode_has_no_date(
    format_: str, language: str, undated: str, tmp_path: Path
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


# -------------------------------------------------------------------------------------- biber

NOISE = re.compile(
    r"Datamodel: audio entry '[^']*' \([^)]*\): "
    r"(?:Invalid field '(?:author|editora|editoratype|howpublished|language|maintitle|note|number"
    r"|publisher|title|volume)' for entrytype 'audio'"
    r"|Missing mandatory field - one of 'date, year' must be defined)"
)
"""The data model does not say which fields ``@audio`` may have, and wants a date."""


def biber(path: Path) -> list[str]:
    """Return the warnings and errors of biber that are no noise."""
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file", f"{path}.out", str(path)],  # noqa: S607 -- wherever Debian has it
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith("INFO - ")]
    told = [line for line in lines if not NOISE.fullmatch(line.removeprefix("WARN - "))]
    return told if done.returncode == 0 else [*told, f"status {done.returncode}"]


@OF_ALL
@EVERY
def test_biber_has_nothing_to_say(case: str, language: str, tmp_path: Path) -> None:
    path = written(tmp_path, cases.CASES[case], "biblatex", language, ".bib")
    empty = [f"WARN - Data source '{path}' contains no BibTeX entries/macros, ignoring"]
    assert biber(path) == ([] if episodes(case) else empty)
    keys = re.findall(r"^@AUDIO\{(.*),$", (tmp_path / "cited.bib.out").read_text(), re.MULTILINE)
    assert sorted(keys) == sorted(episodes(case))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@audio{a, title = {x}, runtime = {3}}", "Field 'runtime' invalid in data model"),
        ("@audio{a, title = {x}, date = {2022-13-45}}", "Invalid format '2022-13-45'"),
        ("@audio{a, title = {x}}\n@audio{a, title = {y}}", "Duplicate entry key: 'a'"),
        ("@audio{a, title = {x {y}}", "syntax error: at end of input"),
    ],
)
def test_biber_names_what_is_broken(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.bib"
    path.write_text(text, encoding="utf-8")
    assert reason in " ".join(biber(path))


# ------------------------------------------------------------------------------------- pybtex


def parsed(text: str) -> dict[str, Any]:
    parser = cases.reader("pybtex.database.input.bibtex").Parser(
        person_fields=["author", "editora"]
    )
    return dict(parser.parse_string(text).entries)


def unbraced(text: str) -> str:
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


def people(entry: Any, role: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for person in entry.persons.get(role, ()):
        given = [*person.first_names, *person.middle_names]
        family = [*person.prelast_names, *person.last_names]
        assert not person.lineage_names
        found.append((said(given), said(family)))
    return found


def said(words: list[str]) -> str:
    return " ".join(read(unbraced(word)) for word in words)


def folded(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(one_line(given), one_line(family)) for given, family in names]


@OF_ALL
@EVERY
def test_pybtex_reads_every_field(case: str, language: str) -> None:
    found = parsed(tfg.dumps(cases.CASES[case], "biblatex", language=language))
    expected = episodes(case)
    assert list(found) == list(expected)
    for entry, episode in zip(found.values(), expected.values(), strict=True):
        assert entry.type == "audio"
        told = dict(entry.fields.items())
        assert people(entry, "author") == folded(hosts(episode))
        assert people(entry, "editora") == folded(guests(episode, language))
        assert read(unbraced(told["title"])) == one_line(episode.title)
        assert read(unbraced(told["maintitle"])) == one_line(episode.show.title)
        assert told.get("date") == (episode.published.isoformat() if episode.published else None)
        assert told.get("url") == address(episode)
        assert told.get("number") == (str(episode.number) if episode.number else None)
        assert told["volume"] == str(episode.season)
        assert told.get("author+an:role", "").count("host") == len(episode.hosts)
        summary = localized(episode.summary, language) if episode.summary else ""
        assert read(told.get("abstract", "")) == one_line(summary)
        themes = (one_line(localized(theme.label, language)) for theme in episode.themes)
        assert read(told.get("keywords", "")) == ", ".join(t.replace(",", ";") for t in themes)
        if episode.duration is not None:
            assert seconds(told["note"]) == episode.duration.total_seconds()
        for text in credited(episode, language):
            assert one_line(text) in read(told["annotation"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@audio{a, title = {x {y}}", "premature end of file"),
        ("@audio{a, title = {x}}\n@audio{a, title = {y}}", "repeated bibliography entry: a"),
    ],
)
def test_pybtex_refuses_what_is_broken(text: str, reason: str) -> None:
    with pytest.raises(cases.reader("pybtex.exceptions").PybtexError, match=reason):
        parsed(text)


# -------------------------------------------------------------------------------------- rispy


def inverted(names: list[tuple[str, str]]) -> list[str]:
    return [f"{family}, {given}" if given else family for given, family in folded(names)]


def record(episode: tfg.Episode, language: str) -> dict[str, Any]:
    """Return what rispy should read of an episode, notes apart."""
    day = episode.published
    told = {
        "type_of_reference": "SOUND",
        "id": key(episode),
        "title": one_line(episode.title),
        "secondary_title": one_line(episode.show.title),
        "authors": inverted(hosts(episode)),
        "secondary_authors": inverted(guests(episode, language)),
        "year": day and f"{day:%Y}",
        "date": day and f"{day:%Y/%m/%d}",
        "volume": str(episode.season),
        "note": str(episode.number) if episode.number else None,  # rispy's word for M1
        "type_of_work": "Podcast",
        "publisher": ", ".join(producer.name for producer in episode.show.producers),
        "language": episode.show.language,
        "abstract": episode.summary and one_line(localized(episode.summary, language)),
        "keywords": [one_line(localized(theme.label, language)) for theme in episode.themes],
        "urls": [address(episode)] if address(episode) else None,
    }
    return {name: value for name, value in told.items() if value}


@OF_ALL
@EVERY
def test_rispy_reads_every_field(case: str, language: str) -> None:
    found = cases.reader("rispy").loads(tfg.dumps(cases.CASES[case], "ris", language=language))
    expected = episodes(case)
    assert len(found) == len(expected)
    for told, episode in zip(found, expected.values(), strict=True):
        notes = told.pop("notes")
        assert told == record(episode, language)
        if episode.duration is not None:
            assert seconds(notes[0]) == episode.duration.total_seconds()
        for text in credited(episode, language):
            assert one_line(text) in " ".join(notes)


def test_rispy_loses_a_record_without_its_end_and_cuts_one_with_two() -> None:
    rispy = cases.reader("rispy")
    good = "TY  - SOUND\nTI  - a\nER  - \n"
    assert len(rispy.loads(good + good)) == 2
    assert len(rispy.loads(good + good.replace("ER  - \n", ""))) == 1
    cut = rispy.loads("TY  - SOUND\nTI  - a\nER  - \nAB  - b\nER  - \n")
    assert cut == [{"type_of_reference": "SOUND", "title": "a"}]
