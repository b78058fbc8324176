"""Either loader of PyYAML knows where each key and value is, and the faster one is used.

A catalogue shows the positions of its faults alone; these tests ask the reader itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mistakes import SHOW
from settings import examples
from techforgood_podcast.syntax import yaml as reader
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from typing import TypeAlias

    from hypothesis.strategies import DrawFn

    Path: TypeAlias = tuple[str | int, ...]
    Position: TypeAlias = tuple[int, int]


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
        for index in range(self.draw(st.integers(0, 3))):
            self.text += self.draw(gap)
            step: int | str = index
            if kind == "mapping":
                step = f"é{index}"
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
        for index in range(self.draw(st.integers(1, 3))):
            self.text += self.draw(st.sampled_from(("", "\n", "# é\n"))) + indent
            self.values.setdefault(path, self.here())
            step: int | str = index
            if kind == "mapping":
                step = f"é {index}"
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


each_loader = pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)


@each_loader
@settings(deadline=None, max_examples=examples(100))
@given(documents())
def test_each_position_is_where_the_key_or_value_begins(loader: type[Any], ink: _Ink) -> None:
    with pytest.MonkeyPatch.context() as patch:
        use(loader, patch)
        assert reader.read(ink.text)[1] == []
        positions = reader.positions(ink.text)
    assert {path: positions.value(path) for path in ink.values} == ink.values
    assert {path: positions.key(path) for path in ink.keys} == ink.keys


@each_loader
def test_positions_are_known_up_to_where_a_text_cannot_be_read(
    loader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(loader, monkeypatch)
    assert reader.positions("a: b\nc: 'd\n").value(("a",)) == (1, 4)


def loader_of_a_new_process(preparation: str) -> str:
    """Return which loader of PyYAML reads a catalogue in a process of its own."""
    code = f"""
import yaml
{preparation}
asked = []
for name in ("SafeLoader", "CSafeLoader"):
    if hasattr(yaml, name):
        base = getattr(yaml, name)
        def start(self, *arguments, name=name, base=base):
            asked.append(name)
            base.__init__(self, *arguments)
        setattr(yaml, name, type(name, (base,), {{"__init__": start}}))
import techforgood_podcast as tfg
tfg.loads({SHOW!r}, "yaml")
print(*asked)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_libyaml_is_used_where_there_is_one() -> None:
    expected = "CSafeLoader" if hasattr(yaml, "CSafeLoader") else "SafeLoader"
    assert loader_of_a_new_process("") == expected


def test_the_slower_loader_is_used_where_there_is_no_libyaml() -> None:
    assert loader_of_a_new_process("vars(yaml).pop('CSafeLoader', None)") == "SafeLoader"
