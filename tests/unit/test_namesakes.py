"""``validate`` warns of people, organisations and places that may be one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, read_cases
from search_queries import FOLDER
from techforgood_podcast.text.near_words import Typed

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
        problems = tfg.validate(path)
        assert {problem.severity for problem in problems} <= {"warning"}
        return [f"{problem.path}: {problem.message}" for problem in problems]

    return validate


def people(*names: str) -> str:
    records = (f"  - {{id: p{n}, name: {name!r}}}\n" for n, name in enumerate(names))
    return f"people:\n{''.join(records)}"


CASES = read_cases(FOLDER / "namesakes.cases")


@each_case(*(case for case in CASES if " | " in case.text))
def test_names_that_may_mean_one_person_are_reported_at_the_later_one(
    case: Case, found: Callable[[str], list[str]]
) -> None:
    lines: list[str] = []
    for line in case.text.splitlines():
        names, _, _ = line.partition(" => ")
        reported = "".join(found(people(*names.split(" | ")))) or "others"
        reason = reported.removeprefix('people[1].name: may be the same person as "p0": ')
        lines.append(f"{names} => {reason}\n")
    compare(case, "".join(lines))


@each_case(*(case for case in CASES if " | " not in case.text))
def test_records_that_may_be_one_are_reported(
    case: Case, found: Callable[[str], list[str]]
) -> None:
    records, _, _ = case.text.partition("=> ")
    problems = found(records) or ["nothing"]
    compare(case, "".join(f"=> {problem}\n" for problem in problems), records)


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


def test_a_warning_says_how_to_merge_two_people_or_keep_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(SHOW + people("Ada", "Ada"), encoding="utf-8")
    assert [problem.hint for problem in tfg.validate(path)] == [
        (
            'merge them with "same-person DIR p0 p1";'
            ' if they are different, write "different_from: [p0]"'
        )
    ]


def test_an_alias_that_is_no_text_is_no_name(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text('{"people": [{"id": "a", "name": "Ada", "aliases": [3]}]}', encoding="utf-8")
    assert "people[0].aliases[0]" in {problem.path for problem in tfg.validate(path)}


def test_many_equal_names_are_one_warning_each(found: Callable[[str], list[str]]) -> None:
    assert len(found(people(*["Ada Miller"] * 1_000))) == 999


def test_each_name_is_compared_with_a_few_others_only(
    found: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    class Counting(Typed):
        def distance(self, other: str) -> int:
            compared.append(other)
            return super().distance(other)

    monkeypatch.setattr("techforgood_podcast.reading.namesakes.Typed", Counting)
    names = [f"Ada M{chr(0x4E00 + number)}ller" for number in range(1_000)]
    assert len(found(people(*names))) == 999
    assert 999 <= len(compared) < 10 * len(names)


def test_long_names_are_compared_as_a_whole(found: Callable[[str], list[str]]) -> None:
    words = " ".join(f"word{number}" for number in range(50))
    assert found(people(f"{words} oven", f"{words} ovem", f"{words} oven")) == [
        'people[2].name: may be the same person as "p0": the names have the same words'
    ]
