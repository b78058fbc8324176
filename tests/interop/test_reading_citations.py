"""BibLaTeX, checked by biber, RIS, read by rispy, and CSL-JSON and BibLaTeX, printed by pandoc.

The citations to copy in the style of APA are compared with what pandoc makes of CSL-JSON.
"""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import cases
import pytest

import techforgood_podcast as tfg
from citable import read
from plain_values import one_line
from techforgood_podcast.writers.citations.styles import references

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast import FormatName
    from techforgood_podcast.writers import Exportable

EVERY = pytest.mark.parametrize("language", cases.LANGUAGES)
OF_ALL = pytest.mark.parametrize("case", cases.CASES)
RUNNING_TIME = re.compile(r"(?:\d+:)?\d\d:\d\d")
STYLE = cases.HERE / "citations.csl"
NO_DATE = {"fr": "s.d.", "en": "n.d."}
# Spaces and quotation marks, which pandoc localises, and joiners.
IGNORED = re.compile("[\\s\"'`“”„‘’«»\u2060]")
# Characters whose LaTeX commands pandoc does not support in BibLaTeX names.
LOST_IN_NAMES = re.compile(r"[{}`]")


def localized(text: tfg.LocalizedText, language: str) -> str:
    return text.get(language) or str(text)


def seconds(text: str) -> int:
    """Return the duration in seconds contained in a text."""
    found = RUNNING_TIME.search(text)
    assert found
    total = 0
    for part in found.group().split(":"):
        total = total * 60 + int(part)
    return total


def parts(person: tfg.Person) -> tuple[str, str]:
    """Return the given and family name, or an empty string and the full name."""
    if person.given and person.family and "," not in person.given + person.family:
        return person.given, person.family
    return "", person.name


def hosts(episode: tfg.Episode) -> list[tuple[str, str]]:
    return [parts(host) for host in episode.hosts]


def guests(episode: tfg.Episode) -> list[tuple[str, str]]:
    people = dict.fromkeys(guest.person for guest in episode.guests if guest.person)
    return [parts(person) for person in people]


def address(episode: tfg.Episode) -> str | None:
    return episode.url or (episode.audio.url if episode.audio else None) or episode.show.url


def key(episode: tfg.Episode) -> str:
    return f"{episode.show.id}_{episode.id}"


def episodes(case: str) -> dict[str, tfg.Episode]:
    found = cases.catalogue_of(cases.CASES[case]).episodes
    return {key(episode): episode for episode in found}


def written(folder: Path, obj: Exportable, format_: FormatName, language: str, suffix: str) -> Path:
    path = folder / f"cited{suffix}"
    tfg.dump(obj, path, format_, language=language)
    return path


def credited(episode: tfg.Episode, language: str) -> list[str]:
    """Return the groups, roles, affiliations, organisations and places of an episode."""
    found = [mention.organisation.name for mention in episode.organisations]
    found += [localized(place.name, language) for place in episode.places]
    for credit in (*episode.guests, *episode.mentioned):
        found += [localized(text, language) for text in (credit.group, credit.role) if text]
        found += [body.name for body in credit.organisations]
    return found


# -------------------------------------------------------------------------------------- biber

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
        "secondary_authors": inverted(guests(episode)),
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


# ------------------------------------------------------------------------------------- pandoc


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
        assert bare(actual.get("guest", "")) == "¬".join(full_names(guests(episode)))
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


# ------------------------------------------------------------------------- citations to copy

NAMES = tfg.loads(
    """
show: {id: my-show, title: My show, language: fr}
people:
  - {id: jean-marc, name: Jean-Marc B. Petit, given: Jean-Marc B., family: Petit}
  - {id: elodie, name: Élodie O'Neil, given: Élodie, family: O'Neil}
  - {id: radio, name: Radio Pirate}
episodes:
  - {id: e1, number: 1, title: "L'eau : pour qui ?", published: 2024-01-01, hosts: [jean-marc]}
  - {id: e2, season: 1, number: 2, title: Two, published: 2024-12-31, hosts: [elodie, jean-marc]}
  - {id: e3, season: 1, title: Three, hosts: [jean-marc, radio, elodie]}
""",
    "yaml",
)
CASES: dict[str, Exportable] = {**cases.CASES, "names": NAMES}
NUMBER = r"(?: \((?:No\. |n° |Season \d+, Episode |saison \d+, épisode )(\d+)\))?"
HOSTS = r"(.*) \((?:Hosts?|Présentation)\)\. "
KIND = r" \[(?:Audio podcast episode|Épisode de podcast audio)\]\. "
WITH_HOSTS = re.compile(rf"{HOSTS}\((.*?)\)\. (.*?){NUMBER}{KIND}")
WITHOUT = re.compile(rf"()(?P<title>.*?){NUMBER}{KIND}\((?P<day>.*?)\)\. ")


class Cited(NamedTuple):
    """What a citation says, without spaces and quotation marks; the parts of a day sorted."""

    hosts: str
    day: list[str]
    title: str
    number: str | None


def cited(hosts: str, day: str, title: str, number: str | None) -> Cited:
    parts = re.findall(r"\w+", re.sub(r"\b1er\b", "1", day))
    return Cited(bare(hosts), sorted(parts), bare(title), number)


def read_apa(text: str) -> Cited:
    text = text.replace("\xa0", " ")
    if found := WITH_HOSTS.match(text):
        hosts, day, title, number = found.groups()
        names = re.sub(r"(?:,? &| et) (?=[^&]*$)", ", ", hosts)
        return cited(names, "" if bare(day) in NO_DATE.values() else day, title, number)
    found = WITHOUT.match(text)
    assert found, text
    day = "" if bare(found["day"]) in NO_DATE.values() else found["day"]
    return cited("", day, found["title"], found[3])


def processed(path: Path, language: str) -> dict[str, Cited]:
    """Return what pandoc's processor prints for each entry of a CSL file."""
    return {
        name: cited(
            fields.get("initials", "").replace("¬", ", "),
            fields.get("day", ""),
            fields["title"],
            fields.get("number"),
        )
        for name, fields in printed(path, language).items()
    }


def copied(case: str, language: str) -> dict[str, Cited]:
    """Return what the citations of a case in the style of APA say."""
    obj = CASES[case]
    episodes = obj.episodes if isinstance(obj, tfg.Catalogue) else cases.catalogue_of(obj).episodes
    return {key(one): read_apa(references(one, language)["APA"]) for one in episodes}


@EVERY
@pytest.mark.parametrize("case", CASES)
def test_a_processor_says_the_same_of_an_episode(case: str, language: str, tmp_path: Path) -> None:
    found, expected = (
        copied(case, language),
        processed(written(tmp_path, CASES[case], "csl", language, ".json"), language),
    )
    assert list(found) == list(expected)
    for name, actual in found.items():
        # Processors take the small words in hostile names for particles.
        hosts = actual.hosts if case == "hostile" else expected[name].hosts
        assert actual == expected[name]._replace(hosts=hosts)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", [{"family": "Quill", "given": "Zoé"}]),
        ("issued", {"date-parts": [[2024, 12, 30]]}),
        ("title", "Too"),
        ("number", "3"),
    ],
)
def test_the_comparison_notices_another_value(field: str, value: object, tmp_path: Path) -> None:
    path = written(tmp_path, NAMES.episode("e2"), "csl", "en", ".json")
    (item,) = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([{**item, field: value}]), encoding="utf-8")
    broken, found = processed(path, "en"), copied("names", "en")
    assert broken["my-show_e2"] != found["my-show_e2"]
