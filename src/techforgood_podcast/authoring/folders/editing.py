"""Change values in YAML files that people write; every other byte stays."""

from __future__ import annotations

import json
import re
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...syntax import is_list, is_mapping
from ...syntax.yaml import compose, read, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...errors import Problem
    from ...syntax import Path

_BREAK: Final = re.compile(r"\r\n|\r|\n")
# What stands before an item of a block list on its line, and between two items in brackets.
_HYPHEN: Final = re.compile(r" *- +")
_COMMA: Final = re.compile(r"\s*,\s*")
# A key and the comment before its block of values or after the head of its block of text.
_COMMENT: Final = re.compile(r"\w+:(?:[ \t]+[|>][-+0-9]*)?([ \t]+#[^\r\n]*)")
# Text that needs no quotation marks in brackets.
_WORD: Final = re.compile(r"[\w-]+")
# Characters that may stand for something else within quotation marks.
_ESCAPED: Final = re.compile(r"""['"\\]""")
_BLOCKS: Final = frozenset({"|", ">"})


class UncertainPlaceError(Exception):
    """A text has a form in which a change has no certain place."""


class _Edit(NamedTuple):
    """New text between two offsets; of two at one place, that of the inner value comes first."""

    start: int
    end: int
    outwards: int
    new: str


class Editor:
    r"""A text in YAML whose values change; what does not change keeps every byte.

    Values and paths are those of the text as it was. Values in brackets stay in brackets, ids keep
    their quotation marks, and a text without a line break at its end stays without one.

    Attributes:
        value: the values of the text, with the changes.

    >>> editor = Editor("- id: ada # mine\n- id: bob\n  aliases: [B.]\n- id: eve\n")
    >>> editor.set((0, "id"), "ann")
    >>> editor.set((1, "aliases"), ["B.", "Bo"])
    >>> editor.set((1, "given"), "Bob")
    >>> editor.remove((2,))
    >>> editor.append((), [{"id": "dan"}])
    >>> print(editor.result(), end="")
    - id: ann # mine
    - id: bob
      aliases: [B., "Bo"]
      given: Bob
    - id: dan
    """

    def __init__(self, text: str) -> None:
        """Read a text.

        Raises:
            UncertainPlaceError: it is not valid.
        """
        found = _BREAK.search(text)
        self._line_break = found[0] if found else "\n"
        self._is_ended = not text or text.endswith(("\n", "\r"))
        self._text = text if self._is_ended else text + self._line_break
        value, problems = read(text)
        self.value: Any = value
        if _has_errors(problems):
            raise UncertainPlaceError
        self._root: Any = compose(self._text)
        self._edits: list[_Edit] = []
        self._removed: list[Path] = []

    def set(self, path: Path, value: Any) -> None:
        """Change the value at a path, or add it to its mapping; inside, only what differs changes.

        Raises:
            UncertainPlaceError: the value has no certain place.
        """
        *above, last = path
        parent = self._value_at(above)
        if parent is None:  # a text that has only comments
            raise UncertainPlaceError
        stated = _as_read(value)
        is_new = is_mapping(parent) and last not in parent
        known: Any = None if is_new else self._value_at(path)
        if is_new:
            self._insert(above, {str(last): value})
        elif is_mapping(known) and is_mapping(value) and known.keys() <= value.keys():
            for name, inner in value.items():
                self.set((*path, name), inner)
            return
        elif is_list(known) and is_list(value) and stated[: len(known)] == known:
            self.append(path, value[len(known) :])
            return
        elif known != stated:
            self._replace(path, value)
        put(self.value, path, stated)

    def append(self, path: Path, items: Sequence[Any]) -> None:
        """Add items at the end of a list, or of a text that has only comments.

        Raises:
            UncertainPlaceError: they have no certain place.
        """
        if not items:
            return
        self._insert(path, list(items))
        known = self._value_at(path)
        stated = [*(known or ()), *map(_as_read, items)]
        if path:
            put(self.value, path, stated)
        else:
            self.value = stated

    def remove(self, path: Path) -> None:
        """Remove an item from a list of several, with the comment on its line.

        Raises:
            UncertainPlaceError: it shares a line with something else.
        """
        *above, index = path
        parent = self._find(above)[1]
        item = parent.value[index]
        start, end = item.start_mark.index, self._end_of(item)
        if not parent.flow_style:
            line = max(self._text.rfind(end, 0, start) for end in "\r\n") + 1
            between = _HYPHEN.fullmatch(self._text, line, start)
            start, end = line, self._line_after(item)
        elif index:
            comma = self._end_of(parent.value[int(index) - 1])
            between = _COMMA.fullmatch(self._text, comma, start)
            start = comma
        else:
            following = parent.value[1].start_mark.index
            between = _COMMA.fullmatch(self._text, end, following)
            end = following
        if not between:
            raise UncertainPlaceError
        self._edit(start, end, path, "")
        self._removed.append(path)

    def result(self) -> str:
        """Return the text with all changes.

        Raises:
            UncertainPlaceError: the text would not read as it should.
        """
        parts: list[str] = []
        start = 0
        for edit in sorted(self._edits, key=lambda edit: edit[:3]):
            parts += (self._text[start : edit.start], edit.new)
            start = edit.end
        text = "".join((*parts, self._text[start:]))
        if not self._is_ended:
            text = text.removesuffix(self._line_break)
        for *above, index in sorted(self._removed, reverse=True):
            del self._value_at(above)[index]
        self._removed.clear()
        found, problems = read(text)
        if found != self.value or _has_errors(problems):
            raise UncertainPlaceError
        return text

    def _insert(self, path: Sequence[str | int], new: dict[str, Any] | list[Any]) -> None:
        """Add entries to a mapping or items to a list: at its end, or at that of the text."""
        node = self._find(path)[1]
        if node is not None and node.id != "scalar" and node.flow_style:
            at = node.end_mark.index - 1
            inner = json.dumps(new, ensure_ascii=False)[1:-1]
            is_first = self._text[node.start_mark.index + 1 : at].rstrip()[-1:] in {"", ","}
            self._edit(at, at, path, inner if is_first else f", {inner}")
            return
        at = self._line_after(node) if path else len(self._text)
        margin = " " * (node.start_mark.column if node else 0)
        lines = indent(write(new), margin)
        self._edit(at, at, path, lines.replace("\n", self._line_break))

    def _replace(self, path: Path, value: Any) -> None:
        """Replace a scalar or what is in brackets in its place, and a block from its key on."""
        key, node, is_in_brackets = self._find(path)
        start, end = node.start_mark.index, self._end_of(node)
        if start == end:  # where the place of nothing is depends on the parser
            raise UncertainPlaceError
        written = write([value])[2:-1]
        is_text = node.id == "scalar" and node.style not in _BLOCKS
        is_line = not is_list(value) and not is_mapping(value) and "\n" not in written
        if is_text and node.style and _is_same_in_quotes(value):
            new = f"{node.style}{value}{node.style}"
        elif is_in_brackets or (node.id != "scalar" and node.flow_style):
            is_word = is_line and _WORD.fullmatch(written)
            new = written if is_word else json.dumps(value, ensure_ascii=False)
        elif is_text and is_line:
            new = written
        elif key is None:
            raise UncertainPlaceError
        else:
            start = key.start_mark.index
            margin = " " * key.start_mark.column
            lines = indent(write({str(path[-1]): value}).removesuffix("\n"), margin)
            head, *others = lines.removeprefix(margin).split("\n")
            comment = _COMMENT.match(self._text, start)
            first = f"{head}{comment[1]}" if comment else head
            new = self._line_break.join((first, *others))
        self._edit(start, end, path, new)

    def _edit(self, start: int, end: int, path: Sequence[str | int], new: str) -> None:
        self._edits.append(_Edit(start, end, -len(path), new))

    def _value_at(self, path: Sequence[str | int]) -> Any:
        value = self.value
        for step in path:
            value = value[step]
        return value

    def _find(self, path: Sequence[str | int]) -> tuple[Any, Any, bool]:
        """Return the node of a key and that of its value, and whether they are in brackets."""
        key, node, is_in_brackets = None, self._root, False
        for step in path:
            is_in_brackets = is_in_brackets or node.flow_style
            if node.id == "mapping":
                key, node = next(pair for pair in node.value if pair[0].value == step)
            else:
                key, node = None, node.value[step]
        return key, node, is_in_brackets

    def _end_of(self, node: Any) -> int:
        """Return where a value ends, without the line breaks and comments after a block."""
        while node.id != "scalar" and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if node.id == "mapping" else last
        start: int = node.start_mark.index
        return start + len(self._text[start : node.end_mark.index].rstrip())

    def _line_after(self, node: Any) -> int:
        """Return where the line after a value starts."""
        found = _BREAK.search(self._text, self._end_of(node))
        return found.end() if found else len(self._text)


def put(record: Any, path: Path, value: Any) -> None:
    """Put a value at a path inside a record."""
    *above, last = path
    for step in above:
        record = record[step]
    record[last] = value


def _is_same_in_quotes(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable() and not _ESCAPED.search(value)


def _as_read(value: Any) -> Any:
    """Return a value as it reads once it is written."""
    return read(write([value]))[0][0]


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)
