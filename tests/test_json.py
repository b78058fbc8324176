"""JSON read by ``json``, with places where something is wrong."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from techforgood_podcast.reading import json as _json
from techforgood_podcast.syntax import UNKNOWN, Path, Position, Positions

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn


def faults(text: str) -> list[tuple[int, int, str]]:
    return [(*fault.position, fault.message) for fault in _json.read(text)[1]]


def test_values_are_those_of_the_json_module() -> None:
    text = '{"text": "é\\n", "list": [1, -2, 1.5, true, false, null], "object": {}}'
    assert _json.read(text) == (
        {"text": "é\n", "list": [1, -2, 1.5, True, False, None], "object": {}},
        [],
    )


def test_a_duplicate_key_is_located_and_the_first_one_counts() -> None:
    value, found = _json.read('{"a": [1],\n "b": 2,\n "a": [3]}')
    assert value == {"a": [1], "b": 2}
    assert [(fault.position, fault.path, fault.hint) for fault in found] == [
        ((3, 2), ("a",), "take one of them out")
    ]
    assert found[0].message == 'the key "a" stands here a second time; the first one counts'


def test_keys_that_are_escaped_differently_are_equal() -> None:
    assert faults('{"a": 1, "\\u0061": 2}') == [
        (1, 10, 'the key "a" stands here a second time; the first one counts')
    ]


def test_positions_are_those_of_the_first_of_two_equal_keys() -> None:
    places = _json.positions('{"a": 1,\n"a": 2}')
    assert places.keys["a",] == (1, 2)
    assert places.values["a",] == (1, 7)


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_a_constant_that_is_no_json_is_refused_where_it_stands(constant: str) -> None:
    value, found = _json.read(f'{{"a": [1, {constant}]}}')
    assert value == {"a": [1, UNKNOWN]}
    assert [(fault.position, fault.message) for fault in found] == [
        ((1, 11), f"{constant} is not allowed")
    ]


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_whole_number_may_have_18_digits(sign: str) -> None:
    assert _json.read(f"{sign}123456789012345678") == (int(f"{sign}123456789012345678"), [])


@pytest.mark.parametrize("digits", ["1234567890123456789", "-1234567890123456789", "9" * 5_000])
def test_a_whole_number_of_more_digits_is_refused_where_it_stands(digits: str) -> None:
    value, found = _json.read(f'[0,\n {digits}, 1.5, 7, "9"]')
    assert value == [0, UNKNOWN, 1.5, 7, "9"]
    assert [(fault.position, fault.message) for fault in found] == [
        ((2, 2), "the number is too long")
    ]


def test_a_number_beyond_all_bounds_is_infinite() -> None:
    value, found = _json.read("1e999")
    assert math.isinf(value)
    assert found == []


@pytest.mark.parametrize(
    ("text", "column"),
    [("[" * 33 + "]" * 33, 33), ("[" * 100_000, 33), ('{"a":' * 50 + "1" + "}" * 50, 161)],
    ids=["33", "100000", "objects"],
)
def test_a_text_that_is_too_deep_is_refused_where_it_becomes_so(text: str, column: int) -> None:
    value, found = _json.read(text)
    assert value is UNKNOWN
    assert [(fault.position, fault.message) for fault in found] == [
        ((1, column), "lists and objects stand more than 32 deep")
    ]


@pytest.mark.parametrize("text", ["[" * 32 + "]" * 32, '{"a":' * 32 + "1" + "}" * 32])
def test_lists_and_objects_may_stand_32_deep(text: str) -> None:
    assert faults(text) == []


def test_faults_before_the_place_that_is_too_deep_are_kept() -> None:
    assert faults('{"a": NaN, "b": ' + "[" * 40 + "]" * 40 + "}") == [
        (1, 7, "NaN is not allowed"),
        (1, 48, "lists and objects stand more than 32 deep"),
    ]


def test_positions_are_known_up_to_the_place_that_is_too_deep() -> None:
    assert _json.positions('{"a": 1, "b": ' + "[" * 40 + "]" * 40 + "}").values["a",] == (1, 7)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        *(("", 1, 1), ("{} {}", 1, 4), ('{"a": 1}\nb', 2, 1), ("{'a': 1}", 1, 2)),
        *(('{"é": "a\nb"}', 1, 9), ('["\\x"]', 1, 3), ("[01]", 1, 3), ("# a", 1, 1)),
    ],
)
def test_what_is_no_json_is_located(text: str, line: int, column: int) -> None:
    value, found = _json.read(text)
    assert value is UNKNOWN
    assert [fault.position for fault in found] == [(line, column)]
    assert found[0].message.startswith("not readable as JSON: ")


def test_an_escaped_surrogate_is_read_for_the_checks_to_refuse() -> None:
    assert _json.read('["\\ud800"]') == (["\ud800"], [])


def test_written_json_is_indented_and_keeps_every_letter() -> None:
    assert _json.write({"é": ["😀"]}) == '{\n  "é": [\n    "😀"\n  ]\n}'
    assert _json.write_line({"é": ["😀"]}) == '{"é": ["😀"]}'


SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | st.text(max_size=6)
) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.recursive(SCALARS, lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_values_are_written_as_the_json_module_writes_them(value: Any) -> None:
    assert _json.write(value) == json.dumps(value, ensure_ascii=False, indent=2)


@st.composite
def documents(draw: DrawFn) -> tuple[str, Any, Positions]:
    """Build a text, its value, and where each key and value was put down."""
    text = ""
    places = Positions({}, {})

    def put(token: str) -> Position:
        nonlocal text
        text += draw(st.sampled_from(("", " ", "\n", "\r\n\t", " \n ")))
        lines = text.split("\n")
        text += token
        return len(lines), len(lines[-1]) + 1

    def value(path: Path, depth: int) -> Any:
        kind = draw(st.sampled_from(("scalar", "list", "object"))) if depth else "scalar"
        if kind == "scalar":
            scalar = draw(SCALARS)
            places.values[path] = put(json.dumps(scalar, ensure_ascii=draw(st.booleans())))
            return scalar
        places.values[path] = put("[" if kind == "list" else "{")
        found: dict[Any, Any] = {}
        steps: list[Any] = list(range(draw(st.integers(0, 3))))
        if kind == "object":
            steps = draw(st.lists(st.text(max_size=3), max_size=3, unique=True))
        for step in steps:
            if found:
                put(",")
            if kind == "object":
                places.keys[*path, step] = put(json.dumps(step))
                put(":")
            found[step] = value((*path, step), depth - 1)
        put("]" if kind == "list" else "}")
        return list(found.values()) if kind == "list" else found

    whole = value((), 3)
    return text, whole, places


@settings(deadline=None, max_examples=100)
@given(documents())
def test_each_position_is_where_the_key_or_value_begins(
    document: tuple[str, Any, Positions],
) -> None:
    text, _, places = document
    assert _json.positions(text) == places


@settings(deadline=None, max_examples=100)
@given(documents())
def test_the_scanner_reads_what_the_json_module_reads(
    document: tuple[str, Any, Positions],
) -> None:
    text, value, _ = document
    assert _json.read(text) == (value, [])
    assert _json.read(f"[NaN, {text}]")[0] == [UNKNOWN, value]


def test_what_is_too_deep_is_said_before_what_is_wrong_behind_it() -> None:
    value, faults = _json.read("[" * 40)
    assert value is UNKNOWN
    assert [(fault.position, fault.message) for fault in faults] == [
        ((1, 33), "lists and objects stand more than 32 deep")
    ]
