"""The citations to copy in the style of APA, beside what pandoc makes of the CSL export."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

import cases
import pytest
from cited import EVERY, key, written
from test_reading_citations_in_print import bare, printed

import techforgood_podcast as tfg
from techforgood_podcast.writers.citations.bibliography import references

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast.writers import Exportable

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
NO_DATE = {"n.d.", "s.d."}
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
        return cited(names, "" if bare(day) in NO_DATE else day, title, number)
    found = WITHOUT.match(text)
    assert found, text
    day = "" if bare(found["day"]) in NO_DATE else found["day"]
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
