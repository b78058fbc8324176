"""``validate`` warns of people, organisations, places and keywords that may be one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.near_words import Name, find_alike

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHOW = "show: {id: s, title: S, language: en}\n"


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return the paths and messages of what is wrong with the records of a catalogue."""

    def validate(records: str) -> list[str]:
        path = tmp_path / "c.yaml"
        path.write_text(SHOW + records, encoding="utf-8")
        assert not any(p.severity == "error" for p in tfg.validate(path))
        return [f"{p.path}: {p.message}" for p in tfg.validate(path)]

    return validate


def people(*names: str, more: str = "") -> str:
    records = (f"  - {{id: p{n}, name: {name!r}{more}}}\n" for n, name in enumerate(names))
    return f"people:\n{''.join(records)}"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Ada Miller", "ADA  MILLER", "the names have the same words"),
        ("Ada Miller", "Dr. Ada Miller", "the names have the same words"),
        ("José Muñoz", "Jose Munoz", "the names have the same words"),
        ("Ada Miller", "Dr. Ada Miller (Mill & Co.)", "one of the names has something in brackets"),
        ("Ada Miller (baker)", "Ada Miller", "one of the names has something in brackets"),
        ("Ada Miller", "Miller, Ada", "the names have the same words"),
        ("Ada Miller", "A. Miller", "one of the names has initials"),
        ("A. Miller", "Ada Miller", "one of the names has initials"),
        ("Ada Jane Miller", "A. J. Miller", "one of the names has initials"),
        ("Ada Miller", "Ada Miler", "the names differ in one letter"),
        ("Ada Miller", "Ada Mliler", "the names differ in one letter"),
        ("Karl Miller", "Carl Miller", "the names differ in one letter"),
        ("Анна Иванова", "А. Иванова", "one of the names has initials"),
    ],
)
def test_names_that_may_mean_one_person_are_reported_at_the_later_one(
    found: Callable[[str], list[str]], one: str, other: str, reason: str
) -> None:
    assert found(people(one, other)) == [
        f'people[1].name: may be the same person as "p0": {reason}'
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Miller", "Eve Miller"),
        ("Ada R. Miller", "Ada Q. Miller"),
        ("Ann Lee", "Amy Lee"),
        ("Ada", "A."),
        ("A. M.", "Ada Miller"),
        ("Web2 Miller", "Web3 Miller"),
        ("李 明", "李 强"),
        ("Ada Miller", "Ada Mooler"),
        ("Ada Omille", "Ada Milleo"),
        ("Anna", "Anne"),
        ("Ada Miller (baker)", "Ada Miller (singer)"),
        ("Ada Miller", "Eve Miller (baker)"),
        ("Ada Miller", "(guest) Ada Miller"),
        ("Ada Jane Miller", "A. Miller"),
        ("Ada Miller", "Ada M."),
        ("Ada Miller", "Ada Jane Miller"),
        ("Dan Miller", "Daniel Miller"),
        ("Ada Mariller", "Ada Marriler"),
        ("...", "!!!"),
    ],
)
def test_other_names_are_not_reported(
    found: Callable[[str], list[str]], one: str, other: str
) -> None:
    assert found(people(one, other)) == []


def test_two_spellings_that_others_have_too_are_no_slip(
    found: Callable[[str], list[str]],
) -> None:
    assert found(people("Maria Sand", "Mario Sand", "Maria Low", "Mario Hill")) == []
    assert len(found(people("Maria Sand", "Mario Sand", "Maria Low"))) == 1


def test_people_who_share_an_address_may_be_the_same(found: Callable[[str], list[str]]) -> None:
    records = """\
people:
  - {id: ada, name: Ada, same_as: ["http://example.org/1/"]}
  - {id: eve, name: Eve, same_as: ["https://example.org/2", "https://example.org/1"]}
"""
    assert found(records) == [
        (
            'people[1].same_as: may be the same person as "ada":'
            " both are the same as https://example.org/1"
        )
    ]


@pytest.mark.parametrize("declaring", ["ada", "ada-2"])
@pytest.mark.parametrize(
    "records",
    [
        "people:\n  - {id: ada, name: Ada}\n  - {id: ada-2, name: Ada}\n",
        (
            "organisations:\n"
            "  - {id: ada, kind: ngo, name: Ada}\n"
            "  - {id: ada-2, kind: lab, name: Ada}\n"
        ),
        "places:\n  - {id: ada, kind: city, name: Ada}\n  - {id: ada-2, kind: city, name: Ada}\n",
        (
            "people:\n"
            '  - {id: ada, name: Ada, same_as: ["https://example.org/1"]}\n'
            '  - {id: ada-2, name: Eve, same_as: ["https://example.org/1"]}\n'
        ),
    ],
)
def test_either_of_two_namesakes_may_say_that_they_are_different(
    found: Callable[[str], list[str]], records: str, declaring: str
) -> None:
    other = {"ada": "ada-2", "ada-2": "ada"}[declaring]
    assert len(found(records)) == 1
    declared = records.replace(f"id: {declaring},", f"id: {declaring}, different_from: [{other}],")
    assert found(declared) == []


def test_a_third_namesake_is_compared_with_the_next_of_those_it_is_not(
    found: Callable[[str], list[str]],
) -> None:
    records = "people:\n  - {id: a, name: Ada}\n  - {id: b, name: Ada, different_from: [a]}\n"
    third = "  - {id: c, name: Ada, different_from: [a]}\n"
    assert found(records + third) == [
        'people[2].name: may be the same person as "b": the names have the same words'
    ]


def test_an_unknown_namesake_is_reported_and_a_retired_one_is_not(
    found: Callable[[str], list[str]],
) -> None:
    records = """\
people:
  - {id: ada, name: Ada, different_from: [old, nobody]}
redirects:
  - {id: old, to: ada}
"""
    assert found(records) == ['people[0].different_from[1]: no person "nobody"']


def test_a_warning_says_how_to_merge_two_people_or_keep_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(SHOW + people("Ada", "Ada"), encoding="utf-8")
    assert [problem.hint for problem in tfg.validate(path)] == [
        (
            'merge them with "same-person DIR p0 p1";'
            ' if they are different, write "different_from: [p0]"'
        )
    ]


def test_an_alias_is_near_a_name_but_not_reported_twice_if_it_is_equal(
    found: Callable[[str], list[str]],
) -> None:
    near = "people:\n  - {id: a, name: Robert, aliases: [Bob Miller]}\n"
    assert found(near + "  - {id: b, name: Bob Miler}\n") == [
        'people[1].name: may be the same person as "a": the names differ in one letter'
    ]
    assert found(near + "  - {id: b, name: Bob Miller}\n") == [
        'people[0].aliases[0]: the alias "Bob Miller" is also the name of "b"'
    ]


def test_an_alias_that_is_no_text_is_no_name(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text('{"people": [{"id": "a", "name": "Ada", "aliases": [3]}]}', encoding="utf-8")
    assert "people[0].aliases[0]" in {problem.path for problem in tfg.validate(path)}


def test_organisations_have_no_initials(
    found: Callable[[str], list[str]],
) -> None:
    names = ("Bread Now", "B. Now", "We Bake", "Webake")
    records = "".join(
        f"  - {{id: o{n}, kind: ngo, name: {name}}}\n" for n, name in enumerate(names)
    )
    assert found(f"organisations:\n{records}") == [
        'organisations[3].name: may be the same organisation as "o2": the names have the same words'
    ]


def test_a_town_may_have_the_name_of_its_country(found: Callable[[str], list[str]]) -> None:
    records = """\
places:
  - {id: luxembourg, kind: country, name: Luxembourg}
  - {id: luxembourg-city, kind: city, name: {en: Luxembourg, fr: Luxembourg}}
"""
    assert found(records) == []


def test_a_keyword_that_is_spelt_in_two_ways_is_reported_at_the_first_other_spelling(
    found: Callable[[str], list[str]],
) -> None:
    records = """\
themes: [{id: t, label: T}]
episodes:
  - {id: a, title: A, summary: A, themes: [t], keywords: [Low-tech, robotics, data, date]}
  - {id: b, title: B, summary: B, themes: [t], keywords: [art, low tech, robotic]}
  - {id: c, title: C, summary: C, themes: [t], keywords: [low tech, Low-tech]}
"""
    assert found(records) == [
        (
            'episodes[1].keywords[1]: may be the same keyword as "Low-tech":'
            " the names have the same words"
        ),
        (
            'episodes[1].keywords[2]: may be the same keyword as "robotics":'
            " the names differ in one letter"
        ),
    ]


def test_many_equal_names_are_one_warning_each() -> None:
    names = [Name(str(number), "Ada Miller") for number in range(1_000)]
    assert len([*find_alike(names, personal=True)]) == 999


def test_each_name_is_compared_with_a_few_others_only() -> None:
    asked: list[str] = []

    def are_apart(one: str, other: str) -> bool:
        asked.append(f"{one} {other}")
        return False

    names = [Name(str(number), f"Ada M{chr(0x4E00 + number)}ller") for number in range(1_000)]
    alike = [*find_alike(names, are_apart, personal=True)]
    assert len(alike) == 999
    assert len(asked) < 10 * len(names)


def test_long_names_are_compared_as_a_whole() -> None:
    words = " ".join(f"word{number}" for number in range(50))
    names = [Name("a", f"{words} oven"), Name("b", f"{words} ovem"), Name("c", f"{words} oven")]
    assert [(one.name.id, one.other.id) for one in find_alike(names, personal=True)] == [("c", "a")]
