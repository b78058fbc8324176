"""Change single values and records in YAML files that people write; every other byte stays.

A change is computed for the text as it is. Whoever applies changes checks what the result says.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from ...syntax.yaml import compose, positions, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...syntax import Path, Positions

# What precedes the first key of a record on its line.
_HYPHEN = re.compile(r" *(-) +")
_EMPTY = re.compile(r" *(?:#|\r?\n|\Z)")


class Edit(NamedTuple):
    """New text in place of what is between two offsets."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after changes that do not overlap; those at one place stay in their order.

    >>> apply("id: ada", [Edit(4, 7, "eve"), Edit(0, 0, "- ")])
    '- id: eve'
    """
    for edit in sorted(edits, key=lambda edit: edit.start)[::-1]:
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


class Splicer:
    r"""A text in YAML, and changes to it.

    >>> text = "- id: ada # mine\n- id: bob\n"
    >>> apply(text, Splicer(text).replace((1, "id"), "eve"))
    '- id: ada # mine\n- id: eve\n'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.positions: Positions = positions(text)
        self.lines: list[int] = [0, *(end.end() for end in re.finditer("\n", text))]
        self.line_break: str = "\r\n" if "\r\n" in text else "\n"

    def offset(self, path: Path) -> int:
        """Return where a value starts."""
        line, column = self.positions.value(path) or (1, 1)
        return self.lines[line - 1] + column - 1

    def replace(self, path: Path, new: str) -> Iterator[Edit]:
        """Yield the change of an id; its quotation marks stay."""
        start = self.offset(path)
        old = re.compile(r"[a-z0-9-]+").search(self.text, start)
        if old and old.start() <= start + 1:
            yield Edit(*old.span(), new)

    def remove_id(self, path: Path) -> Iterator[Edit]:
        r"""Yield the removal of an id from a list, in which it is not the first.

        >>> text = "hosts: [ada, bob]\ncrew:\n- ada\n- eve # mine\n"
        >>> splicer = Splicer(text)
        >>> apply(text, [*splicer.remove_id(("hosts", 1)), *splicer.remove_id(("crew", 1))])
        'hosts: [ada]\ncrew:\n- ada\n'
        """
        start = self.offset(path)
        id_ = re.compile(r"""(["']?)[a-z0-9-]+\1""").match(self.text, start)
        before = self.text[:start].rstrip()
        line = self.lines[bisect_right(self.lines, start) - 1]
        if id_ and before.endswith(","):
            yield Edit(len(before) - 1, id_.end(), "")
        elif id_ and self.text[line:start].strip() == "-":
            end = self.text.find("\n", id_.end()) + 1
            yield Edit(line, end or len(self.text), "")

    def remove_record(self, index: int) -> Iterator[Edit]:
        r"""Yield the removal of a record from a list.

        >>> text = "- id: ada\n# Bob.\n- id: bob\n"
        >>> apply(text, Splicer(text).remove_record(0))
        '# Bob.\n- id: bob\n'
        """
        yield Edit(*self._span(index), "")

    def complete_record(self, index: int, added: Mapping[str, Any]) -> Iterator[Edit]:
        r"""Yield new values of a record of a list: keys that it lacks, and items of its lists.

        >>> text = "- id: ada\n  aliases: [A.]\n"
        >>> apply(text, Splicer(text).complete_record(0, {"aliases": ["Ad"], "given": "Ada"}))
        '- id: ada\n  aliases: [A., "Ad"]\n  given: Ada\n'
        """
        start, end = self._span(index)
        hyphen = _HYPHEN.match(self.text, start)
        record = self.text[start:end]
        if hyphen:
            at = hyphen.start(1) - start
            record = f"{record[:at]} {record[at + 1 :]}"
        node = compose(record)
        if node is None:  # the record is not on lines of its own
            return
        known = {key.value: value for key, value in node.value}
        absent: dict[str, Any] = {}
        for key, value in added.items():
            if key in known and known[key].id == "sequence":
                yield self._insert(start, record, known[key], value)
            elif key not in known:
                absent[key] = value
        if absent:
            yield self._insert(start, record, node, absent)

    def _insert(self, start: int, record: str, node: Any, added: Any) -> Edit:
        """Return the insertion of items into a list or a mapping inside a record."""
        if node.flow_style:
            at = start + node.end_mark.index - 1
            new = json.dumps(added, ensure_ascii=False)[1:-1]
            return Edit(at, at, f", {new}" if node.value else new)
        end = record.find("\n", _end_of(node, record))
        at = start + (len(record) if end < 0 else end + 1)
        indent = " " * node.start_mark.column
        lines = write(added).removesuffix("\n").split("\n")
        new = "".join(f"{indent}{line}{self.line_break}" for line in lines)
        return Edit(at, at, new if end >= 0 else f"{self.line_break}{new}")

    def _span(self, index: int) -> tuple[int, int]:
        """Return where a record of a list starts and ends: before what precedes the next one."""
        first, last = self._line_of((index,)), len(self.lines)
        if (index + 1,) in self.positions:
            last = self._line_of((index + 1,))
        while last > first + 1 and _EMPTY.match(self.text, self.lines[last - 1]):
            last -= 1
        end = self.lines[last] if last < len(self.lines) else len(self.text)
        return self.lines[first], end

    def _line_of(self, path: Path) -> int:
        line, _ = self.positions.value(path) or (1, 1)
        return line - 1


def _end_of(node: Any, text: str) -> int:
    """Return where a value ends, without the line breaks and comments after a block."""
    if node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        return _end_of(last[1] if isinstance(last, tuple) else last, text)
    start: int = node.start_mark.index
    end: int = node.end_mark.index
    return start + len(text[start:end].rstrip())
