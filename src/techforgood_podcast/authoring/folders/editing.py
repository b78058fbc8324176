"""Change YAML files that people write; every other byte stays."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from ...syntax import is_mapping
from ...syntax.yaml import compose, positions, read, span, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...syntax import Path, Positions

# What precedes the first key or item of a block on its line.
_HYPHEN = re.compile(r"(\s*)-\s+")
# A key and the comment before its block of values or after the head of its block of text.
_COMMENT = re.compile(r"\w+:(?:[ \t]+[|>][-+0-9]*)?([ \t]+#[^\r\n]*)")


def keys_of(text: str) -> frozenset[str]:
    r"""Return the keys of a mapping, including those without a value.

    >>> sorted(keys_of("id: s01e01\nguid:\n"))
    ['guid', 'id']
    """
    value, _ = read(text)
    return frozenset(value) if is_mapping(value) else frozenset()


def add_entries(text: str, entries: Mapping[str, Any]) -> str | None:
    r"""Add keys with their values at the end of a mapping.

    >>> add_entries("id: s01e01 # first\n", {"guid": "urn:1"})
    'id: s01e01 # first\nguid: urn:1\n'
    >>> add_entries("{id: s01e01}\n", {"guid": "urn:1"})
    """
    before, _ = read(text)
    if not is_mapping(before) or not before:
        return None
    line, column = positions(text).key((next(iter(before)),)) or (1, 1)
    indent = _lines(text)[line - 1][: column - 1]
    added, _ = read(write(dict(entries)))
    return _certain(_append(text, write(dict(entries)), indent), before | added)


def add_inside(text: str, key: str, entries: Mapping[str, Any]) -> str | None:
    r"""Add keys with their values at the end of the mapping under a key.

    >>> add_inside("audio:\n  url: https://example.org/1.mp3\nid: s01e01\n", "audio", {"length": 9})
    'audio:\n  url: https://example.org/1.mp3\n  length: 9\nid: s01e01\n'
    """
    before, _ = read(text)
    last = (key, [*before[key]][-1])
    line, column = positions(text).key(last) or (1, 1)
    lines = _lines(text)
    indent = lines[line - 1][: column - 1]
    new = write(dict(entries))
    added, _ = read(new)
    head = _append("".join(lines[:line]), new, indent)
    return _certain("".join((head, *lines[line:])), before | {key: before[key] | added})


def replace_value(text: str, key: str, value: Any) -> str | None:
    r"""Replace the value of a key; of a mapping, the values that differ.

    >>> replace_value("title: Oven # mine\nguid: 1\n", "title", "The oven")
    'title: The oven # mine\nguid: 1\n'
    """
    before, _ = read(text)
    if key not in before:
        return None
    added, _ = read(write({key: value}))
    changes: dict[tuple[str, ...], Any] = {(key,): value}
    known, stated = before[key], added[key]
    if is_mapping(known) and is_mapping(value) and known.keys() == value.keys():
        changes = {(key, name): value[name] for name in value if stated[name] != known[name]}
    new_text = text
    for path, new in changes.items():
        new_text = _spliced(new_text, path, new)
    return _certain(new_text, before | added)


def _spliced(text: str, path: tuple[str, ...], value: Any) -> str:
    """Return a text in which the value at a path of keys is another one."""
    found = span(text, path)
    written = write({path[-1]: value}).removesuffix("\n")
    if found.is_scalar and "\n" not in written:
        return f"{text[: found.start]}{written.partition(': ')[2]}{text[found.end :]}"
    breaks = re.findall(r"\r\n|\r|\n", text)[:1] or ["\n"]
    head, *lines = written.split("\n")
    comment = _COMMENT.match(text, found.key)
    first = f"{head}{comment[1]}" if comment else head
    new = f"{breaks[0]}{' ' * found.indent}".join((first, *lines))
    return f"{text[: found.key]}{new}{text[found.end :]}"


def append_records(text: str, records: Sequence[Mapping[str, Any]]) -> str | None:
    r"""Add records at the end of a list, or to a file that has only comments.

    >>> append_records("- id: ann\n  name: Ann\n", [{"id": "bob", "name": "Bob"}])
    '- id: ann\n  name: Ann\n- id: bob\n  name: Bob\n'
    """
    before, _ = read(text)
    indent = _indent(text, (0,)) if before else ""
    if indent is None:
        return None
    new = write([dict(record) for record in records])
    added, _ = read(new)
    return _certain(_append(text, new, indent), [*(before or ()), *added])


def append_item(text: str, key: str, item: str) -> str | None:
    r"""Add a word at the end of the list under a key.

    >>> append_item("sources:\n  - page # mine\nid: s01e01\n", "sources", "feed")
    'sources:\n  - page # mine\n  - feed\nid: s01e01\n'
    """
    before, _ = read(text)
    last = (key, len(before[key]) - 1)
    indent = _indent(text, last)
    if indent is None:
        return None
    line, _ = positions(text).value(last) or (1, 1)
    lines = _lines(text)
    head = _append("".join(lines[:line]), f"- {item}\n", indent)
    return _certain("".join((head, *lines[line:])), before | {key: [*before[key], item]})


def _append(text: str, new: str, indent: str) -> str:
    """Return a text with new lines after it, with its own kind of line breaks."""
    breaks = re.findall(r"\r\n|\r|\n", text) or ["\n"]
    lines = [f"{indent}{line}" if line else line for line in new.split("\n")[:-1]]
    block = breaks[-1].join(lines)
    if not text or text.endswith(("\n", "\r")):
        return f"{text}{block}{breaks[-1]}"
    return f"{text}{breaks[-1]}{block}"


def _indent(text: str, path: Path) -> str | None:
    """Return what precedes the hyphen of an item of a block list."""
    line, column = positions(text).value(path) or (1, 1)
    hyphen = _HYPHEN.fullmatch(_lines(text)[line - 1][: column - 1])
    return hyphen[1] if hyphen else None


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _certain(text: str, expected: object) -> str | None:
    """Return a text if it reads as expected."""
    found, faults = read(text)
    return text if found == expected and not any(f.severity == "error" for f in faults) else None


# What precedes the first key of a record on its line.
_RECORD = re.compile(r" *(-) +")
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
        hyphen = _RECORD.match(self.text, start)
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
