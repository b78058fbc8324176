"""Texts in YAML, JSON and JSON Lines → catalogues, with one message for each mistake."""

from __future__ import annotations

import pickle

import pytest

import techforgood_podcast as tfg
from mistakes import SHOW, SHOW_LINE, text_problems


def test_a_text_with_a_lone_surrogate_is_a_problem() -> None:
    assert text_problems(SHOW + "a: \ud800") == [
        "2:4: the byte 0xed is not valid UTF-8; save the file as UTF-8"
    ]


def test_a_text_of_no_known_format_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.loads("", "jsn")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.known == ("json", "yaml", "jsonl")
    assert str(caught.value) == 'no format "jsn"; did you mean "json"?'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: expected keys and values, found nothing"),
        ("- a", "1:1: expected keys and values, found a list"),
        ("a", '1:1: expected keys and values, found "a"'),
        ("!x {}", "1:1: tags (!name) are not allowed; remove it"),
        ("*x", "1:1: aliases (*name) are not allowed; repeat the value"),
        ("<<: *x", "1:1: merge keys (<<) are not allowed; write the keys out"),
        ("{}", " the catalogue has no show"),
        ("people: []", " the catalogue has no show"),
        ("show:", "1:6: show: expected keys and values, found nothing"),
        ("show: !x {}", "1:7: show: tags (!name) are not allowed; remove it"),
        ("shwo: {}", '1:1: shwo: unknown key; did you mean "show"?'),
        (SHOW + "people: a", '2:9: people: expected a list, found "a"'),
        (SHOW + "people: [a]", '2:10: people[0]: expected keys and values, found "a"'),
        (SHOW + "people: [~]", "2:10: people[0]: expected keys and values, found nothing"),
        (SHOW + "people: !x []", "2:9: people: tags (!name) are not allowed; remove it"),
        (
            SHOW + "weather: fair",
            (
                "2:1: weather: unknown key; choose from info, show, episodes, people,"
                " organisations, themes, places, sources, redirects"
            ),
        ),
        (
            SHOW + "people: []\npeople: [{}]",
            '3:1: people: duplicate key "people"; remove one of them',
        ),
    ],
)
def test_one_mistake_in_a_file_is_one_problem(text: str, problem: str) -> None:
    assert text_problems(text) == [problem]


def test_each_line_of_jsonl_is_reported_in_one_pass() -> None:
    lines = [
        SHOW_LINE.strip(),
        '{"person": {"id": "a", "name": 7}}',
        "",
        '{"person": {"id": "a", "name": "A"}}',
        SHOW_LINE.strip(),
        '{"persn": {}}',
        "[]",
        '{"info": {}, "show": {}}',
        "NaN",
        '{"person": NaN}',
        '{"person": {"id": "b", "name": "B", "id": "c"}}',
        "{",
        '  {"theme": {"id": "t"}}',
    ]
    nouns = "source, place, theme, organisation, person, episode, info, show, redirect"
    found = [
        "2:32: person.name: expected a text, found 7",
        '4:19: person.id: duplicate id "a"; first used at <jsonl>:2',
        '5:10: show: duplicate "show"; the first one counts',
        '6:2: persn: unknown key; did you mean "person"?',
        f"7:1: expected an object with one key; the key is one of {nouns}",
        f"8:1: expected an object with one key; the key is one of {nouns}",
        "9:1: NaN is not allowed",
        "10:12: person: NaN is not allowed",
        ('11:37: person.id: duplicate key "id"; remove one of them'),
        "12:2: invalid JSON: Expecting property name enclosed in double quotes",
        '13:13: theme: missing key "label"',
    ]
    assert text_problems("\n".join(lines), "jsonl") == found


def test_a_line_of_jsonl_that_cannot_be_read_is_one_problem() -> None:
    text = (
        SHOW_LINE + '{"person"\n{"episode": {"id": "e", "season": 1, "title": "T", "hosts": ["a"]}}'
    )
    assert len(text_problems(text, "jsonl")) == 1


def test_an_unknown_key_of_a_line_like_no_other_is_reported_with_all_there_are() -> None:
    assert text_problems(SHOW_LINE + '{"weather": 1}', "jsonl") == [
        (
            "2:2: weather: unknown key; choose from source, place, theme, organisation, person,"
            " episode, info, show, redirect"
        )
    ]


def test_a_jsonl_text_without_lines_has_no_show() -> None:
    assert text_problems("", "jsonl") == [" the catalogue has no show"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '{"show": {"id": "s", "title": "S", "language": "fr"},\n "people": [],\n "people": []}',
            ('3:2: people: duplicate key "people"; remove one of them'),
        ),
        ('{"show": NaN}', "1:10: show: NaN is not allowed"),
        ("[]", "1:1: expected keys and values, found a list"),
        ("7", "1:1: expected keys and values, found 7"),
        (
            '{"show": {"id": "s", "title": "S", "language": "fr"},\n "x": '
            + "[" * 99
            + "]" * 99
            + "}",
            "2:38: lists and objects are nested more than 32 levels deep",
        ),
    ],
    ids=["duplicate", "constant", "list", "number", "deep"],
)
def test_one_mistake_in_json_is_one_problem(text: str, problem: str) -> None:
    assert [found.replace("[0]", "") for found in text_problems(text, "json")] == [problem]


def test_the_error_prints_every_problem_and_travels() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads("{}", "yaml")
    assert str(caught.value) == "<yaml>: the catalogue has no show"
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 -- our own
