"""The readers know where each key and value of a text is, however it is written.

A catalogue shows the positions of its faults alone; these tests ask the readers themselves.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from settings import examples
from techforgood_podcast.syntax import json as json_reader
from techforgood_podcast.syntax import yaml as yaml_reader
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from typing import TypeAlias

    from hypothesis.strategies import DrawFn

    from techforgood_podcast.syntax import Positions

    Path: TypeAlias = tuple[str | int, ...]

SCALARS = (
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | st.text(max_size=6)
) | st.floats(allow_nan=False, allow_infinity=False)
PLAIN = ("no", "33:13", "é b", "😀", "1.10", "x")


class Ink:
    """A text under way, its value, and where each key and value was put down."""

    def __init__(self, draw: DrawFn, *, is_yaml: bool) -> None:
        self.draw = draw
        self.is_yaml = is_yaml
        self.text = ""
        self.value: Any = None
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}

    def any(self, *ways: str) -> str:
        return self.draw(st.sampled_from(ways))

    def here(self) -> tuple[int, int]:
        lines = self.text.split("\n")
        return len(lines), len(lines[-1]) + 1

    def space(self) -> None:
        self.text += self.any("", " ", "\n", *((" # é\n",) if self.is_yaml else ("\r\n\t",)))

    def scalar(self) -> Any:
        if not self.is_yaml:
            value: Any = self.draw(SCALARS)
            self.text += json.dumps(value, ensure_ascii=self.draw(st.booleans()))
            return value
        style = self.any("plain", "none", "single", "double")
        word = (
            self.any(*PLAIN) if style == "plain" else self.draw(st.text("abé😀 \"'\\", max_size=4))
        )
        self.text += {
            "plain": word,
            "none": "~",
            "single": "'" + word.replace("'", "''") + "'",
            "double": json.dumps(word, ensure_ascii=False),
        }[style]
        return None if style == "none" else word

    def flow(self, path: Path, depth: int) -> Any:
        self.space()
        self.values[path] = self.here()
        kind = self.any("scalar", "list", "mapping") if depth else "scalar"
        if kind == "scalar":
            return self.scalar()
        self.text += "[" if kind == "list" else "{"
        count = self.draw(st.integers(0, 3))
        found: dict[Any, Any] = {}
        for step in range(count) if kind == "list" else [f"é{number}" for number in range(count)]:
            self.space()
            if isinstance(step, str):
                self.keys[*path, step] = self.here()
                plain = (step,) if self.is_yaml else ()
                self.text += self.any(json.dumps(step, ensure_ascii=False), *plain) + ": "
            found[step] = self.flow((*path, step), depth - 1)
            self.space()
            if self.is_yaml or len(found) < count:
                self.text += ","
        self.text += "]" if kind == "list" else "}"
        return list(found.values()) if kind == "list" else found

    def block(self, path: Path, indent: str, depth: int) -> Any:
        kind = self.any("scalar", "list", "mapping") if depth else "scalar"
        if kind == "scalar":
            self.text += " "
            self.values[path] = self.here()
            value = self.scalar()
            self.text += "\n"
            return value
        self.text += "\n"
        found: dict[Any, Any] = {}
        for index in range(self.draw(st.integers(1, 3))):
            self.text += self.any("", "\n", "# é\n") + indent
            self.values.setdefault(path, self.here())
            step: int | str = index if kind == "list" else f"é {index}"
            if isinstance(step, str):
                self.keys[*path, step] = self.here()
            self.text += f"{step}:" if isinstance(step, str) else "-"
            found[step] = self.block((*path, step), f"{indent}  ", depth - 1)
        return list(found.values()) if kind == "list" else found

    def assert_found(self, positions: Positions) -> None:
        assert {path: positions.value(path) for path in self.values} == self.values
        assert {path: positions.key(path) for path in self.keys} == self.keys


@st.composite
def in_yaml(draw: DrawFn) -> Ink:
    ink = Ink(draw, is_yaml=True)
    ink.text = draw(st.sampled_from(("---", "--- ")))
    ink.value = ink.flow((), 3) if ink.text.endswith(" ") else ink.block((), "", 3)
    return ink


@st.composite
def in_json(draw: DrawFn) -> Ink:
    ink = Ink(draw, is_yaml=False)
    ink.value = ink.flow((), 3)
    return ink


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@settings(deadline=None, max_examples=examples(100))
@given(in_yaml())
def test_each_value_in_yaml_is_read_and_located(loader: type[Any], ink: Ink) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use(loader, patch)
        assert yaml_reader.read(ink.text) == (ink.value, [])
        ink.assert_found(yaml_reader.positions(ink.text))


@settings(deadline=None, max_examples=examples(100))
@given(in_json())
def test_each_value_in_json_is_read_and_located_beside_a_fault_as_well(ink: Ink) -> None:
    assert json_reader.read(ink.text) == (ink.value, [])
    ink.assert_found(json_reader.positions(ink.text))
    (_, same), faults = json_reader.read(f"[NaN, {ink.text}]")
    assert same == ink.value
    assert len(faults) == 1


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
def test_positions_in_yaml_are_known_up_to_where_a_text_cannot_be_read(
    loader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(loader, monkeypatch)
    assert yaml_reader.positions("a: b\nc: 'd\n").value(("a",)) == (1, 4)


@pytest.mark.parametrize("text", ["[" * 40 + "]" * 40, '{"a": 1 2}'])
def test_a_text_in_json_that_cannot_be_read_has_no_positions(text: str) -> None:
    assert json_reader.positions(text) == {}
