"""Add lines and replace values in YAML files that people write; every other byte stays.

Each function returns the new text, or ``None`` if the place for the new lines is not certain: the
new text must read as before, plus what was added.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...syntax import is_mapping
from ...syntax.yaml import positions, read, span, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...syntax import Path

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
