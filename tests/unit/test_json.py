"""JSON read by ``json``, with positions where something is wrong, and written as it writes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from mistakes import json_problems, text_problems
from settings import examples
from strategies import catalogues
from techforgood_podcast.syntax import json as reader

if TYPE_CHECKING:
    from typing import TypeAlias

    from hypothesis.strategies import DrawFn

    Path: TypeAlias = tuple[str | int, ...]
    Position: TypeAlias = tuple[int, int]
    Positions: TypeAlias = tuple[dict[Path, Position], dict[Path, Position]]

SHOW = '"show": {"id": "s", "title": "S", "language": "fr"}'
DEEP = "lists and objects are nested more than 32 levels deep"


def founded(number: str) -> int | None:
    """Return the year in which the one organisation of a catalogue was founded."""
    body = f'{{"id": "a", "name": "A", "kind": "ngo", "founded": {number}}}'
    catalogue = tfg.loads(f'{{{SHOW}, "organisations": [{body}]}}', "json")
    return catalogue.organisations["a"].founded


# ------------------------------------------------------------------------------------ reading


def test_values_are_those_of_the_json_module() -> None:
    text = f"""{{{SHOW}, "people": null, "themes": [
      {{"id": "a", "label": "é \\u00e9\\n", "aliases": []}}]}}"""
    catalogue = tfg.loads(text, "json")
    assert len(catalogue.people) == 0
    assert catalogue.themes["a"].label.texts == ("é é\n",)
    assert catalogue.themes["a"].aliases == ()


def test_a_duplicate_key_is_located_and_the_first_one_counts() -> None:
    duplicate = 'episodes[0].season: duplicate key "season"; remove one of them'
    record = '"id": "e", "title": "T",\n '
    assert json_problems(f'"episodes": [{{{record}"season": 1, "season": "x"}}]}}') == [
        f"3:15: {duplicate}"
    ]
    assert json_problems(f'"episodes": [{{{record}"season": "x", "season": 1}}]}}') == [
        '3:12: episodes[0].season: expected a whole number, found "x"',
        f"3:17: {duplicate}",
    ]


def test_a_duplicate_key_is_found_where_no_other_object_is() -> None:
    found = text_problems('{"show": null, "show": null}', "json")
    assert '1:16: show: duplicate key "show"; remove one of them' in found


def test_keys_that_are_escaped_differently_are_equal() -> None:
    (problem,) = json_problems('"people": [{"id": "a", "name": "A", "\\u006eame": "B"}]}')
    assert problem.startswith('2:37: people[0].name: duplicate key "name"')


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_a_constant_that_json_lacks_is_refused(constant: str) -> None:
    people = f'[{{"id": "a", "name": {constant}}}]'
    assert json_problems(f'"people": {people}}}') == [
        f"2:32: people[0].name: {constant} is not allowed"
    ]


def test_a_whole_number_may_have_18_digits() -> None:
    assert founded("123456789012345678") == 123456789012345678
    body = '{"id": "a", "name": "A", "kind": "ngo", "founded": -123456789012345678}'
    (problem,) = json_problems(f'"organisations": [{body}]}}')
    assert problem.endswith(
        "founded: expected a whole number of 1 or more, found -123456789012345678"
    )


@pytest.mark.parametrize("digits", ["1234567890123456789", "-1234567890123456789", "9" * 5_000])
def test_a_whole_number_of_more_digits_is_refused_at_its_position(digits: str) -> None:
    body = f'{{"id": "a", "name": "A", "kind": "ngo",\n "founded": {digits}}}'
    assert json_problems(f'"organisations": [{body}]}}') == [
        "3:13: organisations[0].founded: the number is too long"
    ]


@pytest.mark.parametrize(
    ("text", "column"),
    [("[" * 33 + "]" * 33, 33), ("[" * 100_000, 33), ('{"a":' * 50 + "1" + "}" * 50, 161)],
    ids=["33", "100000", "objects"],
)
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_text_that_is_too_deep_is_refused_where_it_becomes_so(
    text: str, column: int, suffix: Literal["json", "jsonl"]
) -> None:
    (problem,) = text_problems(text, suffix)
    assert problem.partition(";")[0] == f"1:{column}: {DEEP}"


@pytest.mark.parametrize("text", ["[" * 32 + "]" * 32, '{"a":' * 32 + "1" + "}" * 32])
def test_lists_and_objects_may_be_32_deep(text: str) -> None:
    assert DEEP not in "".join(text_problems(text, "json"))


@pytest.mark.parametrize("text", ["[" * 40, "[" * 40 + "]" * 40 + "'"])
def test_a_text_that_is_too_deep_is_not_refused_for_what_is_wrong_behind(text: str) -> None:
    (problem,) = text_problems(text, "json")
    assert problem.endswith(f": {DEEP}")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        *(("", 1, 1), ("{} {}", 1, 4), ('{"a": 1}\nb', 2, 1), ("{'a': 1}", 1, 2)),
        *(('{"é": "a\nb"}', 1, 9), ('["\\x"]', 1, 3), ("[01]", 1, 3), ("# a", 1, 1)),
    ],
)
def test_malformed_json_is_located(text: str, line: int, column: int) -> None:
    (problem,) = text_problems(text, "json")
    assert problem.startswith(f"{line}:{column}: invalid JSON: ")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('["a', "1:2: invalid JSON: Unterminated string"),
        ('["a\nb"]', "1:4: invalid JSON: Invalid control character"),
        ('["\\x"]', "1:3: invalid JSON: Invalid \\escape"),
        ("[1 2]", "1:4: invalid JSON: Expecting ',' delimiter"),
    ],
)
def test_malformed_json_is_refused_in_the_words_of_the_json_module(text: str, reason: str) -> None:
    (problem,) = text_problems(text, "json")
    assert problem.removeprefix(" ") == reason


@pytest.mark.parametrize("space", ["", " ", "\t", "\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"), [('{"show": [1', "]}"), ('{"show": {"a": 1', "}}"), ('{"show": 1', "}")]
)
def test_a_comma_after_the_last_value_is_located(before: str, space: str, after: str) -> None:
    (problem,) = text_problems(f"{before},{space}{after}", "json")
    assert problem == f"1:{len(before) + 1}: a comma after the last value; remove it"


@pytest.mark.parametrize("text", ['{"show": [1,', '{"show": [1, ,2]}', '{"a": "b", "c]": 1 2}'])
def test_another_comma_is_no_comma_after_the_last_value(text: str) -> None:
    (problem,) = text_problems(text, "json")
    assert ": invalid JSON: " in problem


def test_what_is_wrong_inside_the_value_of_a_duplicate_key_is_not_reported() -> None:
    found = json_problems('"people": [], "people": [{"id": NaN, "id": NaN}], "show": 1}')
    assert found == [
        '2:15: people: duplicate key "people"; remove one of them',
        '2:51: show: duplicate key "show"; remove one of them',
    ]


def test_long_texts_and_numbers_with_a_point_are_read_beside_a_problem() -> None:
    (_, text, number, power), (problem,) = reader.read(f'[NaN, "{"1" * 30}", 0.{"1" * 30}, 1e30]')
    assert (text, number, power) == ("1" * 30, float(f"0.{'1' * 30}"), 1e30)
    assert (problem.line, problem.column) == (1, 2)


def test_an_escaped_surrogate_is_refused_as_a_character_of_its_text() -> None:
    assert json_problems('"people": [{"id": "a", "name": "\\ud800"}]}') == [
        "2:32: people[0].name: the character U+D800 is not allowed"
    ]


def test_values_are_counted_without_their_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_NODES", 9)
    people = '[{"id": "a,b:[{", "name": "],:{"}]'
    crowded = people.replace("}", ', "given": {}}')
    assert json_problems(f'"people": {crowded}}}')[0].startswith(
        "2:45: the file contains more than 9 "
    )
    (problem,) = json_problems(f'"people": {people}}}')
    assert problem.startswith("2:19: people[0].id: expected an id")


# ------------------------------------------------------------------------------------ writing


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_a_catalogue_is_written_as_the_json_module_writes_it(catalogue: tfg.Catalogue) -> None:
    text = tfg.dumps(catalogue, "json")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    lines = tfg.dumps(catalogue, "jsonl").splitlines()
    assert len(lines) > 1
    assert lines == [json.dumps(json.loads(line), ensure_ascii=False) for line in lines]


@settings(deadline=None, max_examples=examples(100))
@given(st.deferred(lambda: VALUES))
def test_any_value_is_written_as_the_json_module_writes_it(value: Any) -> None:
    assert reader.write(value) == json.dumps(value, ensure_ascii=False, indent=2)


def test_written_json_is_indented_and_keeps_every_letter() -> None:
    show = tfg.Show(id="s", title="é😀", language="fr")
    catalogue = tfg.Catalogue(show=show)
    title = '"title": "é😀"'
    assert f'\n  "show": {{\n    "id": "s",\n    {title},\n' in tfg.dumps(catalogue, "json")
    line = f'{{"show": {{"id": "s", {title}, "language": "fr"}}}}'
    assert line in tfg.dumps(catalogue, "jsonl").splitlines()


# ---------------------------------------------------------------------------------- positions

# A catalogue shows the positions of its faults alone; what follows asks the reader itself.

SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | st.text(max_size=6)
) | st.floats(allow_nan=False, allow_infinity=False)

VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=9,
)


@st.composite
def documents(draw: DrawFn) -> tuple[str, Any, Positions]:
    """Build a text, its value, and where each key and value was put down."""
    text = ""
    keys: dict[Path, Position] = {}
    values: dict[Path, Position] = {}

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
            values[path] = put(json.dumps(scalar, ensure_ascii=draw(st.booleans())))
            return scalar
        values[path] = put("[" if kind == "list" else "{")
        found: dict[Any, Any] = {}
        steps: list[Any] = list(range(draw(st.integers(0, 3))))
        if kind == "object":
            steps = draw(st.lists(st.text(max_size=3), max_size=3, unique=True))
        for step in steps:
            if found:
                put(",")
            if kind == "object":
                keys[*path, step] = put(json.dumps(step))
                put(":")
            found[step] = value((*path, step), depth - 1)
        put("]" if kind == "list" else "}")
        return list(found.values()) if kind == "list" else found

    whole = value((), 3)
    return text, whole, (keys, values)


@settings(deadline=None, max_examples=examples(100))
@given(documents())
def test_each_position_is_where_the_key_or_value_begins(
    document: tuple[str, Any, Positions],
) -> None:
    text, _, positions = document
    keys, values = positions
    found = reader.positions(text)
    assert {path: found.value(path) for path in values} == values
    assert {path: found.key(path) for path in keys} == keys


@settings(deadline=None, max_examples=examples(100))
@given(documents())
def test_a_text_with_a_fault_has_the_values_that_the_json_module_reads(
    document: tuple[str, Any, Positions],
) -> None:
    text, value, _ = document
    assert reader.read(text) == (value, [])
    (_, same), faults = reader.read(f"[NaN, {text}]")
    assert same == value
    assert len(faults) == 1


@pytest.mark.parametrize("text", ["[" * 40 + "]" * 40, '{"a": 1 2}'])
def test_a_text_that_cannot_be_read_has_no_positions(text: str) -> None:
    assert reader.positions(text) == {}
