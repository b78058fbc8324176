"""How the records of a text refer to one another: ids, redirects, and hierarchies."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from mistakes import SHOW, text_problems

EPISODE = "episodes: [{id: e, season: 1, title: T, hosts: [ann]}]\nredirects: [{id: x, to: ann}]\n"


@pytest.mark.parametrize(
    ("people", "problem"),
    [
        ("peopel: [{id: ann, name: Ann}]", '4:1: peopel: unknown key; did you mean "people"?'),
        ("people: {id: ann, name: Ann}", "4:9: people: expected a list, found a mapping"),
        ("people: [!x {id: ann}]", "4:10: people[0]: tags (!name) are not allowed; remove it"),
        ("people: [ann]", '4:10: people[0]: expected keys and values, found "ann"'),
        ("people: [{name: Ann}]", '4:10: people[0]: missing key "id"'),
        (
            "people: [{Id: ann, name: Ann}]",
            '4:11: people[0].Id: unknown key; did you mean "id"?',
        ),
        (
            "people: [{id: *a, name: Ann}]",
            "4:15: people[0].id: aliases (*name) are not allowed; repeat the value",
        ),
        (
            "people: [{<<: {id: ann}, name: Ann}]",
            "4:11: people[0]: merge keys (<<) are not allowed; write the keys out",
        ),
    ],
)
def test_references_to_an_unreadable_list_are_not_reported(people: str, problem: str) -> None:
    assert text_problems(SHOW + EPISODE + people) == [problem]


def test_a_list_that_cannot_be_read_does_not_hide_references_into_another() -> None:
    text = SHOW + EPISODE + "people: [{name: Ann, organisations: [acme]}]"
    assert text_problems(text) == [
        '4:10: people[0]: missing key "id"',
        (
            '4:38: people[0].organisations[0]: no organisation "acme";'
            " correct the id, or add it to the organisations"
        ),
    ]


def test_an_id_is_unique_within_a_list() -> None:
    text = SHOW + "people:\n  - {id: a, name: A}\n  - {id: b, name: A}\n  - {id: a, name: C}\n"
    assert text_problems(text) == ['5:10: people[2].id: duplicate id "a"; first used at <yaml>:3']


def test_an_id_may_be_used_in_several_lists() -> None:
    text = SHOW + "people: [{id: a, name: A}]\nthemes: [{id: a, label: A}]\n"
    assert tfg.loads(text, "yaml").people["a"].id == tfg.loads(text, "yaml").themes["a"].id


def test_an_id_is_retired_once() -> None:
    assert text_problems(SHOW + "redirects: [{id: a}, {id: a}]") == [
        '2:27: redirects[1].id: duplicate id "a"; first used at <yaml>:2'
    ]


def test_a_redirect_leads_to_a_record() -> None:
    text = SHOW + "people: [{id: karine, name: K}]\nredirects: [{id: a, to: karin}, {id: b, to: a}]"
    assert text_problems(text) == [
        '3:25: redirects[0].to: no record has the id "karin"; did you mean "karine"?',
        ('3:45: redirects[1].to: no record has the id "a"; correct the id, or leave it out'),
    ]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("[b]", "expected an id, found a list"),
        ("!x b", "tags (!name) are not allowed; remove it"),
        (
            "B c",
            'expected an id (lower-case words of a-z and 0-9, joined by hyphens), found "B c"',
        ),
    ],
)
def test_a_redirect_to_what_is_no_id_is_one_problem(target: str, message: str) -> None:
    assert text_problems(f"{SHOW}redirects: [{{id: a, to: {target}}}]") == [
        f"2:25: redirects[0].to: {message}"
    ]


def test_a_redirect_that_is_no_mapping_is_one_problem() -> None:
    assert text_problems(SHOW + "redirects: [a]") == [
        '2:13: redirects[0]: expected keys and values, found "a"'
    ]


@pytest.mark.parametrize("to", ["", ", to: b"])
def test_a_retired_id_is_never_used_again(to: str) -> None:
    text = f"{SHOW}people: [{{id: a, name: A}}, {{id: b, name: B}}]\nredirects: [{{id: a{to}}}]"
    assert text_problems(text) == [
        '2:15: people[0].id: the id "a" is retired and cannot be reused; choose another id'
    ]


def test_a_retired_id_is_free_in_a_list_that_it_does_not_lead_to() -> None:
    text = SHOW + "people: [{id: a, name: A}]\nthemes: [{id: b, label: B}]\n"
    catalogue = tfg.loads(text + "redirects: [{id: a, to: b}]", "yaml")
    assert catalogue.people["a"].name == "A"


def test_nothing_is_above_itself() -> None:
    text = SHOW + "themes: [{id: a, label: A, broader: a}]"
    assert text_problems(text) == ["2:37: themes[0].broader: is its own ancestor: a → a"]


def test_a_circle_is_one_problem_that_names_those_in_it() -> None:
    text = SHOW + "organisations:\n"
    for id_, parents in (("x", "[a]"), ("a", "[y, b]"), ("b", "[c]"), ("c", "[a]"), ("y", "[]")):
        text += f"  - {{id: {id_}, name: N, kind: lab, parents: {parents}}}\n"
    assert text_problems(text) == [
        "6:42: organisations[3].parents: is its own ancestor: a → b → c → a"
    ]


def chain(length: int, *, upward: bool) -> str:
    """Return a catalogue with a line of so many places, the widest last or first."""
    steps = range(length) if upward else reversed(range(length))
    places = [
        f"  - {{id: p{step}, name: P, kind: city"
        + (f", part_of: p{step + 1}" if step < length - 1 else "")
        + "}\n"
        for step in steps
    ]
    return f"{SHOW}places:\n{''.join(places)}"


@pytest.mark.parametrize("upward", [True, False])
def test_32_levels_of_records_are_allowed(upward: bool) -> None:  # noqa: FBT001 -- a parameter of pytest's
    assert len(tfg.loads(chain(32, upward=upward), "yaml").places["p0"].lineage) == 32


@pytest.mark.parametrize(("upward", "line"), [(True, 3), (False, 35)])
def test_a_line_of_33_is_too_long_and_one_problem(upward: bool, line: int) -> None:  # noqa: FBT001 -- a parameter of pytest's
    index = line - 3
    assert text_problems(chain(33, upward=upward)) == [
        f"{line}:44: places[{index}].part_of: more than 32 levels above it"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("upward", [True, False])
def test_a_line_of_thousands_is_one_problem(upward: bool) -> None:  # noqa: FBT001 -- a parameter of pytest's
    assert len(text_problems(chain(3_000, upward=upward))) == 1


def test_two_ways_up_may_meet_again() -> None:
    text = SHOW + "organisations:\n"
    for id_, parents in (("a", "[b, c]"), ("b", "[d]"), ("c", "[d]"), ("d", "[]")):
        text += f"  - {{id: {id_}, name: N, kind: lab, parents: {parents}}}\n"
    organisation = tfg.loads(text, "yaml").organisations["a"]
    assert [body.id for body in organisation.lineage] == ["a", "b", "c", "d"]
