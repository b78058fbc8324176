"""JSON read by ``json``, with positions where something is wrong, and written as it writes it."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from mistakes import json_problems, text_problems
from settings import examples
from strategies import catalogues
from techforgood_podcast.syntax import json as reader

DEEP = "lists and objects are nested more than 32 levels deep"


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.text(max_size=6)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=9,
)

# ------------------------------------------------------------------------------------ reading


@pytest.mark.parametrize("digits", ["1234567890123456789", "-1234567890123456789", "9" * 5_000])
def test_a_whole_number_of_19_digits_is_refused_at_its_position(digits: str) -> None:
    body = f'{{"id": "a", "name": "A", "kind": "ngo",\n "founded": {digits}}}'
    assert json_problems(f'"organisations": [{body}]}}') == [
        "3:13: organisations[0].founded: the number is too long"
    ]


@pytest.mark.parametrize(
    ("text", "column"),
    [("[" * 33 + "]" * 33, 33), ("[" * 10_000, 33), ('{"a":' * 50 + "1" + "}" * 50, 161)],
    ids=["33", "10000", "objects"],
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


@pytest.mark.parametrize("space", ["", " ", "\t", "\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"), [('{"show": [1', "]}"), ('{"show": {"a": 1', "}}"), ('{"show": 1', "}")]
)
def test_a_comma_after_the_last_value_is_located(before: str, space: str, after: str) -> None:
    (problem,) = text_problems(f"{before},{space}{after}", "json")
    assert problem == f"1:{len(before) + 1}: a comma after the last value; remove it"


def test_long_texts_and_numbers_with_a_point_are_read_beside_a_problem() -> None:
    (_, text, number, power), (problem,) = reader.read(f'[NaN, "{"1" * 30}", 0.{"1" * 30}, 1e30]')
    assert (text, number, power) == ("1" * 30, float(f"0.{'1' * 30}"), 1e30)
    assert (problem.line, problem.column) == (1, 2)


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
@given(VALUES)
def test_any_value_is_written_as_the_json_module_writes_it(value: Any) -> None:
    assert reader.write(value) == json.dumps(value, ensure_ascii=False, indent=2)
