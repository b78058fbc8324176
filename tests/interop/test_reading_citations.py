"""BibLaTeX, checked by biber, and RIS, read by rispy; pandoc prints every field of BibLaTeX."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

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
    key,
    localized,
    one_line,
    seconds,
    written,
)

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

# Expected: the data model does not define the fields of @audio, and requires a date.
NOISE = re.compile(
    r"Datamodel: audio entry '[^']*' \([^)]*\): "
    r"(?:Invalid field '(?:author|editora|editoratype|howpublished|language|maintitle|note|number"
    r"|publisher|title|volume)' for entrytype 'audio'"
    r"|Missing mandatory field - one of 'date, year' must be defined)"
)


def biber(path: Path) -> list[str]:
    """Return the warnings and errors of biber, except expected ones."""
    done = subprocess.run(
        ["biber", "--tool", "--validate-datamodel", "--output-file", f"{path}.out", str(path)],  # noqa: S607 -- found on PATH
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if not line.startswith("INFO - ")]
    actual = [line for line in lines if not NOISE.fullmatch(line.removeprefix("WARN - "))]
    return actual if done.returncode == 0 else [*actual, f"status {done.returncode}"]


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


def folded(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(one_line(given), one_line(family)) for given, family in names]


# -------------------------------------------------------------------------------------- rispy


def inverted(names: list[tuple[str, str]]) -> list[str]:
    return [f"{family}, {given}" if given else family for given, family in folded(names)]


def record(episode: tfg.Episode, language: str) -> dict[str, Any]:
    """Return what rispy should read for an episode, except notes."""
    day = episode.published
    actual = {
        "type_of_reference": "SOUND",
        "id": key(episode),
        "title": one_line(episode.title),
        "secondary_title": one_line(episode.show.title),
        "authors": inverted(hosts(episode)),
        "secondary_authors": inverted(guests(episode, language)),
        "year": day and f"{day:%Y}",
        "date": day and f"{day:%Y/%m/%d}",
        "volume": episode.season and str(episode.season),
        "note": str(episode.number) if episode.number else None,  # rispy's name for M1
        "type_of_work": "Podcast",
        "publisher": ", ".join(producer.name for producer in episode.show.producers),
        "language": episode.show.language,
        "abstract": episode.summary and one_line(localized(episode.summary, language)),
        "keywords": [one_line(localized(theme.label, language)) for theme in episode.themes],
        "urls": [address(episode)] if address(episode) else None,
    }
    return {name: value for name, value in actual.items() if value}


@OF_ALL
@EVERY
def test_rispy_reads_every_field(case: str, language: str) -> None:
    found = cases.reader("rispy").loads(tfg.dumps(cases.CASES[case], "ris", language=language))
    expected = episodes(case)
    assert len(found) == len(expected)
    for actual, episode in zip(found, expected.values(), strict=True):
        notes = actual.pop("notes", [])
        assert actual == record(episode, language)
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
