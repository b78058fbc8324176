"""Texts in YAML, JSON and JSON Lines → catalogues; ``faults/`` has what is wrong with others."""

from __future__ import annotations

import pickle

import pytest

import techforgood_podcast as tfg
from mistakes import SHOW, text_problems


def test_a_text_with_a_lone_surrogate_is_a_problem() -> None:
    assert text_problems(SHOW + "a: \ud800") == [
        "2:4: the byte 0xed is not valid UTF-8; save the file as UTF-8"
    ]


def test_a_text_of_no_known_format_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.loads("", "jsn")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.known == ("json", "yaml", "jsonl")
    assert str(caught.value) == 'no format "jsn"; did you mean "json"?'


def test_the_error_prints_every_problem_and_travels() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads("{}", "yaml")
    assert str(caught.value) == "<yaml>: the catalogue has no show"
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 -- our own


def test_a_plain_empty_value_counts_as_absent() -> None:
    catalogue = tfg.loads(f"{SHOW}people: [{{id: a, name: A, given: ~, aliases: null}}]", "yaml")
    assert catalogue.people["a"] == tfg.Person(id="a", name="A")


def test_a_text_alone_is_in_the_language_of_the_show() -> None:
    catalogue = tfg.loads(f"{SHOW}themes: [{{id: a, label: Emploi}}]", "yaml")
    assert catalogue.themes["a"].label == tfg.LocalizedText(fr="Emploi")


def test_a_text_by_language_keeps_its_order() -> None:
    catalogue = tfg.loads(f"{SHOW}themes: [{{id: a, label: {{en: Jobs, no: Jobb}}}}]", "yaml")
    assert catalogue.themes["a"].label.languages == ("en", "no")


def test_a_text_may_contain_every_kind_of_space() -> None:
    text = f'{SHOW}people: [{{id: a, name: "A\\_\\u202fB\\tC"}}]'
    assert tfg.loads(text, "yaml").people["a"].name == "A\xa0\u202fB\tC"


def test_the_version_of_the_data_is_text() -> None:
    assert tfg.loads(f"{SHOW}info: {{version: 1.10}}", "yaml").info.version == "1.10"


def test_an_id_may_be_used_in_several_lists() -> None:
    text = SHOW + "people: [{id: a, name: A}]\nthemes: [{id: a, label: A}]\n"
    assert tfg.loads(text, "yaml").people["a"].id == tfg.loads(text, "yaml").themes["a"].id


def test_a_retired_id_is_free_in_a_list_that_it_does_not_lead_to() -> None:
    text = SHOW + "people: [{id: a, name: A}]\nthemes: [{id: b, label: B}]\n"
    catalogue = tfg.loads(text + "redirects: [{id: a, to: b}]", "yaml")
    assert catalogue.people["a"].name == "A"


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
