"""Numbers, days, running times and plain scalars: nothing is coerced."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from mistakes import SHOW, episode, json_problems, problems
from plain_values import clock, document
from settings import examples
from techforgood_podcast.models.durations import parse_duration
from value_strategies import durations, numbers


def figure(value: str) -> tfg.Figure:
    """Return the one figure of a catalogue in YAML."""
    text = f"value: {value}, unit: u, statement: s, as_printed: p"
    return episode(f"season: 1, figures: [{{{text}}}]").figures[0]


@pytest.mark.parametrize(
    "text", ["33:13", "no", "on", "012", "1_000", "1.10", "2024-01-02", "true", "1e3", "0x1F"]
)
def test_a_text_field_takes_a_plain_scalar_unchanged(text: str) -> None:
    catalogue = tfg.loads(f"{SHOW}people: [{{id: a, name: {text}, aliases: [{text}]}}]", "yaml")
    person = catalogue.people["a"]
    assert (person.name, person.aliases, type(person.name)) == (text, (text,), str)


@pytest.mark.parametrize("id_", ["no", "012", "1e3", "2024-01-02", "true"])
def test_an_id_may_look_like_something_else(id_: str) -> None:
    text = f"{SHOW}people: [{{id: {id_}, name: A}}]\nepisodes:\n"
    text += f"  - {{id: e, title: T, season: 1, hosts: [{id_}]}}"
    assert tfg.loads(text, "yaml").episodes["e"].hosts[0].id == id_


def test_the_field_decides_whether_a_scalar_is_a_number_a_date_or_a_duration() -> None:
    found = episode("season: 2, number: 12, duration: 33:13, published: 2022-01-17")
    assert (found.season, found.number) == (2, 12)
    assert found.duration == dt.timedelta(minutes=33, seconds=13)
    assert found.published == dt.date(2022, 1, 17)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("0:00", 0), ("08:05", 485), ("999:59", 59_999), ("1:02:03", 3_723), ("100:00:00", 360_000)],
)
def test_a_duration_has_minutes_and_seconds_and_optional_hours(text: str, seconds: int) -> None:
    assert episode(f"season: 1, duration: '{text}'").duration == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["33", "33:60", "1:2:03", "1:60:00", "1:99:03", "-1:00", "62 min", "1:00:00:00", "٣:١٣"]
)
def test_any_other_form_of_duration_is_refused(text: str) -> None:
    assert problems(f"episodes: [{{id: e, title: T, season: 1, duration: '{text}'}}]") == [
        (
            f"2:51: episodes[0].duration: expected a running time, such as 33:13 or 1:02:03,"
            f' found "{text}"'
        )
    ]


def test_parsing_a_duration_in_another_form_says_what_was_expected() -> None:
    with pytest.raises(ValueError, match=re.escape('such as 33:13 or 1:02:03, found "33"')):
        parse_duration("33")


@settings(deadline=None)
@given(durations())
def test_any_duration_survives_a_round_trip(duration: dt.timedelta) -> None:
    text = clock(duration)
    found = episode(f"season: 1, duration: {text}")
    assert found.duration == duration
    assert document(found)["episodes"][0]["duration"] == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("13000000", 13_000_000), ("-1", -1), ("1.5", 1.5), ("0.25", 0.25), ("1.0e-05", 0.00001)],
)
def test_a_number_field_reads_whole_numbers_and_others(text: str, value: float) -> None:
    assert figure(text).value == value
    assert type(figure(text).value) is type(value)


@settings(deadline=None, max_examples=examples(30))
@given(numbers())
def test_every_number_that_python_writes_is_read_again(number: float) -> None:
    assert figure(repr(number)).value == number


@pytest.mark.parametrize(
    "text", ["'1'", "1_000", "012", "1.", ".5", "1e999", "1.0e+999", ".inf", "nan", "13 millions"]
)
def test_any_other_form_of_number_is_refused(text: str) -> None:
    found = "value: " + text + ", unit: u, statement: s, as_printed: p"
    bare = text.strip("'")
    shown = bare if text == "1.0e+999" else f'"{bare}"'
    assert problems(f"episodes: [{{id: e, title: T, season: 1, figures: [{{{found}}}]}}]") == [
        f"2:59: episodes[0].figures[0].value: expected a number, found {shown}"
    ]


@pytest.mark.parametrize("text", ["'7'", "1.0", "1e1", "0x1", "1_0", "07", "no", "1٣", "9" * 19])
def test_a_whole_number_is_written_with_plain_digits(text: str) -> None:
    bare = text.strip("'")
    shown = bare if text == "1.0" else f'"{bare}"'
    assert problems(f"episodes: [{{id: e, title: T, season: {text}}}]") == [
        f"2:38: episodes[0].season: expected a whole number, found {shown}"
    ]


@pytest.mark.parametrize("text", ["2024-02-30", "2024-1-2", "02/01/2024", "20240102", "٢٠٢٤-٠١-٠٢"])
def test_a_date_must_exist_in_the_calendar(text: str) -> None:
    shown = text if text == "20240102" else f'"{text}"'
    assert problems(f"sources: [{{id: a, title: T, consulted: {text}}}]") == [
        f"2:40: sources[0].consulted: expected a day, such as 2022-01-17, found {shown}"
    ]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ('"season": true', "season: expected a whole number, found true"),
        ('"season": 1.9', "season: expected a whole number, found 1.9"),
        ('"season": "7"', 'season: expected a whole number, found "7"'),
        ('"season": 1e999', "season: expected a whole number, found inf"),
        ('"season": [1]', "season: expected a whole number, found a list"),
        (
            '"duration": 33.13',
            ("duration: expected a running time, such as 33:13 or 1:02:03, found 33.13"),
        ),
        ('"published": 20220117', "published: expected a day, such as 2022-01-17, found 20220117"),
        ('"guid": 7', "guid: expected a text, found 7"),
        ('"guid": true', "guid: expected a text, found true"),
        ('"guid": {"fr": "a"}', "guid: expected a text, found a mapping"),
        ('"summary": 7', "summary: expected a text, found 7"),
        ('"kind": false', "kind: unknown kind false; choose from full, trailer, bonus"),
        ('"audio": "a"', 'audio: expected keys and values, found "a"'),
        (
            '"hosts": "abc"',
            (
                'hosts: expected a list, found "abc"; write each item on a line of'
                " its own, after a hyphen"
            ),
        ),
    ],
)
def test_a_value_of_another_type_is_refused_and_not_converted(field: str, message: str) -> None:
    others = '"id": "e", "title": "T"' + ("" if "season" in field else ', "season": 1')
    column = len('"episodes": [{') + 1 + field.index(": ") + 2
    assert json_problems(f'"episodes": [{{{field}, {others}}}]}}') == [
        f"2:{column}: episodes[0].{message}"
    ]


@pytest.mark.parametrize("number", ["1.5", "-0.5", "3"])
def test_a_number_in_json_is_taken_as_it_is(number: str) -> None:
    text = f'{{"id": "e", "title": "T", "season": 1, "figures": [{{"value": {number},'
    text += '"unit": "u", "statement": "s", "as_printed": "p"}]}'
    show = '{"show": {"id": "s", "title": "S", "language": "fr"}, "episodes": ['
    found = tfg.loads(f"{show}{text}]}}", "json").episodes["e"].figures[0]
    assert found.value == float(number)


@pytest.mark.parametrize("number", ["1e999", "true", '"1.5"'])
def test_a_number_in_json_must_be_finite(number: str) -> None:
    text = f'{{"value": {number}, "unit": "u", "statement": "s", "as_printed": "p"}}'
    text = f'"episodes": [{{"id": "e", "title": "T", "season": 1, "figures": [{text}]}}]}}'
    shown = number.replace("1e999", "inf")
    assert json_problems(text) == [
        f"2:75: episodes[0].figures[0].value: expected a number, found {shown}"
    ]
