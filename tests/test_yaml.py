"""The strict subset of YAML, read alike by both of PyYAML's loaders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from strategies import TRICKY, texts
from techforgood_podcast import yaml as _yaml
from techforgood_podcast.models.plain import UNKNOWN, Unquoted
from techforgood_podcast.syntax import MAX_NODES, Fault, Path, Position, Positions

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

LOADERS: dict[str, type[Any]] = {
    "pure": yaml.SafeLoader,
    "libyaml": getattr(yaml, "CSafeLoader", yaml.SafeLoader),
}


@pytest.fixture(autouse=True, params=[*LOADERS.values()], ids=[*LOADERS])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_yaml, "Loader", request.param)


def faults(text: str) -> list[tuple[int, int, str]]:
    return [(*fault.position, fault.message) for fault in _yaml.read(text)[1]]


@pytest.mark.parametrize(
    "text",
    [
        *("33:13", "1:02:03", "08:05", "no", "on", "yes", "off", "true", "012", "0o14", "0x1F"),
        *("1_000", "1.10", "1e3", "2024-01-02", "2024-02-30", ".inf", "12", "=", "été"),
    ],
)
def test_a_plain_scalar_stays_the_text_that_it_is(text: str) -> None:
    assert _yaml.read(f"key: {text}") == ({"key": text}, [])


@pytest.mark.parametrize("text", ["no", "on", "yes", "33:13", "012", "1.10", "2024-01-02", "true"])
def test_a_plain_key_stays_the_text_that_it_is(text: str) -> None:
    assert _yaml.read(f"{text}: value") == ({text: "value"}, [])


def test_a_scalar_without_quotation_marks_is_told_from_one_with_them() -> None:
    value, _ = _yaml.read("""[7, "7", '7']""")
    assert [type(item) for item in value] == [Unquoted, str, str]


@pytest.mark.parametrize("text", ["", " ", "~", "null", "Null", "NULL"])
def test_a_plain_empty_value_is_no_value(text: str) -> None:
    assert _yaml.read(f"key: {text}") == ({"key": None}, [])


@pytest.mark.parametrize("text", ["''", '""', "'~'", '"null"'])
def test_a_quoted_value_is_text_whatever_it_holds(text: str) -> None:
    assert _yaml.read(f"key: {text}") == ({"key": text[1:-1]}, [])


def test_block_scalars_are_text() -> None:
    text = "folded: >-\n  a\n  b\nliteral: |\n  a\n  b\nempty: |\n"
    assert _yaml.read(text) == ({"folded": "a b", "literal": "a\nb\n", "empty": ""}, [])


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n...\n"])
def test_a_text_without_a_document_has_no_value(text: str) -> None:
    assert _yaml.read(text) == (None, [])


def test_lines_may_end_in_carriage_return_and_line_feed() -> None:
    assert _yaml.read("a: 1\r\nb:\r\n  - 2\r\n") == ({"a": "1", "b": ["2"]}, [])


def test_columns_count_characters_and_not_bytes() -> None:
    assert _yaml.positions("é: {😀: x}").values == {
        (): (1, 1),
        ("é",): (1, 4),
        ("é", "😀"): (1, 8),
    }


def test_a_duplicate_key_is_located_and_the_first_one_counts() -> None:
    value, found = _yaml.read("a: 1\nb: 2\na: 3\n")
    assert value == {"a": "1", "b": "2"}
    assert [(fault.position, fault.path, fault.hint) for fault in found] == [
        ((3, 1), ("a",), "remove one of them")
    ]
    assert found[0].message == 'duplicate key "a"'


def test_positions_are_those_of_the_first_of_two_equal_keys() -> None:
    places = _yaml.positions("a: [1]\na: [2]\n")
    assert places.keys["a",] == (1, 1)
    assert places.values["a", 0] == (1, 5)


def test_what_is_wrong_below_a_duplicate_key_is_not_reported_as_well() -> None:
    assert faults("a: 1\na: {b: &x 1, b: *x}\n") == [(2, 1, 'duplicate key "a"')]


def test_an_anchor_is_refused_where_it_stands_and_its_value_kept() -> None:
    assert _yaml.read("a:\n  - &x text\n")[0] == {"a": ["text"]}
    assert faults("a:\n  - &x text\n") == [(2, 5, "anchors (&name) are not allowed")]


def test_an_alias_is_refused_where_it_stands_and_its_value_unknown() -> None:
    assert _yaml.read("a: *x")[0] == {"a": UNKNOWN}
    assert faults("a: *x") == [(1, 4, "aliases (*name) are not allowed")]


def test_a_list_that_holds_itself_is_refused() -> None:
    assert faults("&a [*a]") == [
        (1, 1, "anchors (&name) are not allowed"),
        (1, 5, "aliases (*name) are not allowed"),
    ]


@pytest.mark.parametrize(
    "tagged",
    ["!!int abc", "!!str 5", "!include x", "!!python/object:os.system {}", "! x", "!a [b]"],
)
def test_a_tag_is_refused_where_it_stands_and_its_value_unknown(tagged: str) -> None:
    value, found = _yaml.read(f"a: {tagged}")
    assert value == {"a": UNKNOWN}
    assert [(fault.position, fault.message) for fault in found] == [
        ((1, 4), "tags (!name) are not allowed")
    ]


@pytest.mark.parametrize("mark", ["&x", "!x"])
def test_a_mark_before_a_key_is_refused_and_the_key_kept(mark: str) -> None:
    value, found = _yaml.read(f"{mark} a: 1\n")
    assert value == {"a": "1"}
    assert [fault.position for fault in found] == [(1, 1)]


def test_a_merge_key_is_refused_in_one_message_with_its_alias() -> None:
    assert faults("a: 1\n<<: *base\n") == [(2, 1, "merge keys (<<) are not allowed")]


def test_a_mapping_with_a_merge_key_is_unknown_for_nobody_knows_what_it_lacks() -> None:
    assert _yaml.read("a:\n  <<: {b: c}\n  d: e\n")[0] == {"a": UNKNOWN}


def test_a_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert _yaml.read("'<<': a") == ({"<<": "a"}, [])


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? [a]\n", "*x "])
def test_a_key_that_is_no_text_is_refused(key: str) -> None:
    value, found = _yaml.read(f"{key}: c\n")
    assert value is UNKNOWN
    assert [fault.message for fault in found] == ["keys must be text"]


def test_an_escaped_control_character_makes_a_key_of_its_own() -> None:
    assert _yaml.read('"\\0": a')[0] == {"\0": "a"}


def test_a_second_document_is_refused_where_it_begins() -> None:
    value, found = _yaml.read("a: 1\n---\nb: 2\n")
    assert value == {"a": "1"}
    assert [(fault.position, fault.message) for fault in found] == [
        ((2, 1), "a second document starts here; only one per file is allowed")
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        *(("\0", "U+0000"), ("\x1b", "U+001B"), ("\x7f", "U+007F"), ("\x85", "U+0085")),
        *(("\u2028", "U+2028"), ("\ufeff", "U+FEFF"), ("\ud800", "U+D800"), ("\uffff", "U+FFFF")),
    ],
)
def test_a_forbidden_character_is_named_and_located(character: str, name: str) -> None:
    assert faults(f"a: b\nc: é{character}\n") == [(2, 5, f"the character {name} is not allowed")]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        *(("[" * 33, 33), ("[" * 500, 33), ("[" * 100_000, 33), ("- " * 100_000, 65)),
        *(("{a: " * 500, 129), ("{" * 500, 33), ("? " * 500, 65)),
    ],
    ids=["33", "500", "100000", "block", "mappings", "keys", "explicit-keys"],
)
def test_a_text_that_is_too_deep_is_refused_where_it_becomes_so(text: str, column: int) -> None:
    value, found = _yaml.read(text)
    assert value is UNKNOWN
    assert found[-1].position == (1, column)
    assert found[-1].message == "lists and mappings are nested more than 32 levels deep"


def test_lists_may_stand_32_deep() -> None:
    _, found = _yaml.read("[" * 32 + "]" * 32)
    assert found == []


def test_a_text_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_yaml, "MAX_NODES", 3)
    assert MAX_NODES == 1_000_000
    assert _yaml.read("[a, b]") == (["a", "b"], [])
    assert faults("[a, b, c]") == [(1, 8, "the file holds more than 3 values")]


def test_an_alias_bomb_costs_no_more_than_it_is_long() -> None:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    found = faults("\n".join(["a0: &a0 [x]", *rows]))
    assert len(found) == 9 + 8 * 9


@pytest.mark.parametrize(
    ("text", "line"), [("a: [b\nc: d\n", 2), ("a: 'b", 1), ("a: b: c", 1), ("a\nb: c", 2), ("}", 1)]
)
def test_what_is_no_yaml_is_located(text: str, line: int) -> None:
    value, found = _yaml.read(text)
    assert value is UNKNOWN
    assert [fault.position[0] for fault in found] == [line]
    assert found[0].message.startswith("invalid YAML: ")


def test_faults_before_the_place_that_cannot_be_read_are_kept() -> None:
    _, found = _yaml.read("a: *x\nb: 'c\n")
    assert [fault.position[0] for fault in found] == [1, 3]


def test_positions_are_known_up_to_the_place_that_cannot_be_read() -> None:
    assert _yaml.positions("a: b\nc: 'd\n").values["a",] == (1, 4)


@pytest.mark.parametrize("text", TRICKY)
def test_every_reader_takes_written_text_for_the_same_text(text: str) -> None:
    written = _yaml.write({text: [text]})
    assert yaml.safe_load(written) == {text: [text]}
    assert _yaml.read(written) == ({text: [text]}, [])


@pytest.mark.parametrize("text", ["1e3", "0o14", ".5", "5.", "y", "N", "1_000", "012", "0x1F"])
def test_text_that_some_reader_takes_for_a_number_is_quoted(text: str) -> None:
    assert _yaml.write({"a": text}) == f"a: '{text}'\n"


def test_lists_are_written_indented_below_their_key() -> None:
    assert _yaml.write({"a": ["b", {"c": ["d"]}]}) == "a:\n  - b\n  - c:\n      - d\n"


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(texts(), st.lists(texts(40), max_size=3), max_size=3))
def test_what_is_written_is_read_again(value: dict[str, list[str]]) -> None:
    assert _yaml.read(_yaml.write(value)) == (value, [])
    assert yaml.safe_load(_yaml.write(value)) == value


class _Ink:
    """A text under way, and where each key and value was put down."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.text = ""
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}

    def here(self) -> Position:
        lines = self.text.split("\n")
        return len(lines), len(lines[-1]) + 1

    def scalar(self) -> str:
        word = self.draw(st.text("abé😀 \"'\\", max_size=4))
        style = self.draw(st.sampled_from(("plain", "single", "double")))
        if style == "plain":
            return self.draw(st.sampled_from(("no", "33:13", "é b", "~", "😀", "1.10", "x")))
        return "'" + word.replace("'", "''") + "'" if style == "single" else _quoted(word)

    def flow(self, path: Path, depth: int) -> None:
        gap = st.sampled_from(("", " ", "\n", " # é\n", "\n  "))
        self.text += self.draw(gap)
        self.values[path] = self.here()
        kind = self.draw(st.sampled_from(("scalar", "list", "mapping"))) if depth else "scalar"
        if kind == "scalar":
            self.text += self.scalar()
            return
        self.text += "[" if kind == "list" else "{"
        for place in range(self.draw(st.integers(0, 3))):
            self.text += self.draw(gap)
            step: int | str = place
            if kind == "mapping":
                step = f"é{place}"
                self.keys[*path, step] = self.here()
                self.text += self.draw(st.sampled_from((step, f'"{step}"'))) + ": "
            self.flow((*path, step), depth - 1)
            self.text += self.draw(gap) + ","
        self.text += "]" if kind == "list" else "}"

    def block(self, path: Path, indent: str, depth: int) -> None:
        kind = self.draw(st.sampled_from(("flow", "list", "mapping"))) if depth else "flow"
        if kind == "flow":
            self.text += " "
            self.values[path] = self.here()
            self.text += self.scalar() + "\n"
            return
        self.text += "\n"
        for place in range(self.draw(st.integers(1, 3))):
            self.text += self.draw(st.sampled_from(("", "\n", "# é\n"))) + indent
            self.values.setdefault(path, self.here())
            step: int | str = place
            if kind == "mapping":
                step = f"é {place}"
                self.keys[*path, step] = self.here()
                self.text += step + ":"
            else:
                self.text += "-"
            self.block((*path, step), indent + "  ", depth - 1)


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


@st.composite
def documents(draw: DrawFn) -> _Ink:
    ink = _Ink(draw)
    if draw(st.booleans()):
        ink.text = "---"
        ink.block((), "", 3)
    else:
        ink.text = "--- "
        ink.flow((), 3)
    return ink


@settings(deadline=None, max_examples=100)
@given(documents())
def test_each_position_is_where_the_key_or_value_begins(ink: _Ink) -> None:
    assert _yaml.read(ink.text)[1] == []
    assert _yaml.positions(ink.text) == Positions(keys=ink.keys, values=ink.values)


WORDS = ("a", "é", "😀", ": ", " ", "\n", "\n  ", "- ", "[", "]", "{", "}", '"', "'", " #", ",")
MARKS = ("&a ", "*a", "!t ", "<<: ", "|\n", ">\n", "---\n", "a: ", "a: ", "\r\n", "~")


def read_by_both(text: str) -> list[tuple[Any, list[Fault]]]:
    """Read a text with both loaders; of one that cannot be read, say no more than that."""
    found: list[tuple[Any, list[Fault]]] = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in LOADERS.values():
            patch.setattr(_yaml, "Loader", loader)
            value, faults = _yaml.read(text)
            readable = not any(fault.message.startswith("not readable") for fault in faults)
            found.append((value, faults) if readable else (UNKNOWN, []))
    return found


def positions_by_both(text: str) -> list[Positions]:
    """Ask both loaders where everything stands."""
    found: list[Positions] = []
    with pytest.MonkeyPatch.context() as patch:
        for loader in LOADERS.values():
            patch.setattr(_yaml, "Loader", loader)
            found.append(_yaml.positions(text))
    return found


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(WORDS + MARKS), max_size=12).map("".join))
def test_both_loaders_give_the_same_values_and_faults(text: str) -> None:
    pure, libyaml = read_by_both(text)
    assert pure == libyaml


@settings(deadline=None, max_examples=100)
@given(documents(), st.sampled_from(("&a ", "*a", "!t ", "")), st.data())
def test_both_loaders_give_the_same_positions(ink: _Ink, mark: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([n for n, sign in enumerate(ink.text) if sign == " "]))
    text = f"{ink.text[:place]} {mark}{ink.text[place:]}"
    pure, libyaml = read_by_both(text)
    assert pure == libyaml
    if pure != (UNKNOWN, []):
        places, others = positions_by_both(text)
        assert places == others
