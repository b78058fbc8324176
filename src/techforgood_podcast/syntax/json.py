"""Read JSON as plain values, with the position of each if it is needed, and write it.

``json`` reads; a scanner of our own finds positions, and runs only if something is wrong.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from contextlib import suppress
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ..messages import quoted
from . import (
    MAX_DEPTH,
    MAX_NODES,
    MAX_PROBLEMS,
    UNKNOWN,
    Fault,
    Path,
    Position,
    Positions,
    Unknown,
    UnreadableError,
    is_list,
    is_mapping,
    position_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# The text may not be JSON. A string that is never closed is one token as well: if the pattern did
# not match there, it would be tried again at each quotation mark in the string.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[{}\[\],:]|[^\s{}\[\],:"]+')
_CONSTANTS = {"NaN", "Infinity", "-Infinity"}
# Digits of the longest number that is read.
_LONG = 18


def read(text: str) -> tuple[Any, list[Fault]]:
    """Return the value of a document, or ``UNKNOWN`` if it cannot be read, and its faults.

    >>> read('{"number": 3}')
    ({'number': 3}, [])
    """
    crowded = _crowded(text)
    if crowded:
        return UNKNOWN, [crowded]
    suspects: list[object] = []

    def object_(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            suspects.append(pairs)
        return found

    def integer(digits: str) -> int:
        if len(digits.lstrip("-")) > _LONG:
            suspects.append(digits)
            return 0
        return int(digits)

    try:
        value = json.loads(
            text, object_pairs_hook=object_, parse_int=integer, parse_constant=suspects.append
        )
    except json.JSONDecodeError as error:
        return UNKNOWN, [_too_deep(text[: error.pos]) or _unreadable(text, error)]
    except RecursionError:
        return _scanned(text)
    if suspects or _deeper(value, MAX_DEPTH):
        return _scanned(text)
    return value, []


def _scanned(text: str) -> tuple[Any, list[Fault]]:
    """Return the value and the faults of invalid JSON."""
    scan = _Scan(text)
    try:
        return scan.document(), scan.faults
    except UnreadableError as error:
        return UNKNOWN, [*scan.faults, error.fault]


def _too_deep(text: str) -> Fault | None:
    """Return the fault for text nested too deeply. The limit of ``json`` depends on Python."""
    scan = _Scan(text)
    with suppress(StopIteration, ValueError):
        try:
            scan.document()
        except UnreadableError as error:
            return error.fault
    return None


def _crowded(text: str) -> Fault | None:
    """Return the fault of a text with too many values; keys do not count."""
    if sum(map(text.count, "[{,:")) < MAX_NODES:
        return None
    values = 0
    for token in _TOKEN.finditer(text):
        if token.group() == ":":
            values -= 1
        elif token.group() not in "]},":
            values += 1
            if values > MAX_NODES:
                message = f"the file contains more than {MAX_NODES:,} values"
                return Fault(position_at(text, token.start()), (), message)
    return None


def _unreadable(text: str, error: json.JSONDecodeError) -> Fault:
    """Return why a text is not JSON. The message about a trailing comma depends on Python."""
    before = text[: error.pos + 1].rstrip("]} \t\n\r")
    if before.endswith(",") and text[len(before) :].lstrip()[:1] in ("]", "}"):
        message = "a comma after the last value"
        return Fault(position_at(text, len(before) - 1), (), message, "remove it")
    words = error.msg.removesuffix(": ").removesuffix(" at").removesuffix(" starting")
    return Fault((error.lineno, error.colno), (), f"invalid JSON: {words}")


def _deeper(value: Any, depth: int) -> bool:
    """Return whether lists and objects are nested deeper than a limit."""
    level: list[Any] = [value]
    for _ in range(depth + 1):
        level = [outer for outer in level if is_mapping(outer) or is_list(outer)]
        if not level:
            return False
        level = [
            item for outer in level for item in (outer.values() if is_mapping(outer) else outer)
        ]
    return True


def positions(text: str) -> Positions:
    """Return the positions of the keys and values in a document, as far as it can be read."""
    scan = _Scan(text)
    with suppress(UnreadableError):
        scan.document()
    return scan.positions


def write(value: Any, indent: int = 2) -> str:
    """Return plain values as JSON, indented by two spaces or another number of them.

    Faster than ``json.dumps(indent=2)``, whose encoder is pure Python.

    >>> print(write({"title": "Été"}))
    {
      "title": "Été"
    }
    """
    return _indented(value, "\n", " " * indent)


def _indented(value: Any, margin: str, step: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    inner = margin + step
    if is_mapping(value) and value:
        lines = [
            f"{encode_basestring(key)}: {_indented(item, inner, step)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    if is_list(value) and value:
        lines = [_indented(item, inner, step) for item in value]
        return f"[{inner}{f',{inner}'.join(lines)}{margin}]"
    return json.dumps(value)


def write_line(value: Any) -> str:
    """Return plain values as JSON on one line.

    >>> write_line({"title": "Été"})
    '{"title": "Été"}'
    """
    return json.dumps(value, ensure_ascii=False)


class _Scan:
    """Reads a document token by token, collecting its faults and the positions in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self.faults: list[Fault] = []
        self.positions = Positions()

    def at(self, token: re.Match[str]) -> Position:
        """Return the line and column of a token."""
        line = bisect_right(self.starts, token.start())
        return line, token.start() - self.starts[line - 1] + 1

    def document(self) -> Any:
        """Return the value of the whole document."""
        token = next(self.tokens)
        self.positions.add((), self.at(token))
        return self.value(token, ())

    def value(self, token: re.Match[str], path: Path) -> Any:
        """Return the value that starts with a token, consuming the tokens up to its end."""
        text = token.group()
        if text in "[{":
            if len(path) >= MAX_DEPTH:
                message = f"lists and objects are nested more than {MAX_DEPTH} levels deep"
                raise UnreadableError(Fault(self.at(token), path, message))
            return self.list(path) if text == "[" else self.dict(path)
        if text in _CONSTANTS:
            return self.refuse(token, path, f"{text} is not allowed")
        digits = text.lstrip("-")
        if digits.isdecimal() and len(digits) > _LONG:
            return self.refuse(token, path, "the number is too long")
        return json.loads(text)

    def refuse(
        self, token: re.Match[str], path: Path, message: str, hint: str | None = None
    ) -> Unknown:
        """Report a token that is not allowed; stop reading if too many are not."""
        fault = Fault(self.at(token), path, message, hint)
        if len(self.faults) > MAX_PROBLEMS:
            raise UnreadableError(fault)
        self.faults.append(fault)
        return UNKNOWN

    def list(self, path: Path) -> list[Any]:
        """Return the list whose opening bracket was just read."""
        found: list[Any] = []
        while (token := next(self.tokens)).group() != "]":
            if token.group() != ",":
                inside = (*path, len(found))
                self.positions.add(inside, self.at(token))
                found.append(self.value(token, inside))
        return found

    def dict(self, path: Path) -> dict[str, Any]:
        """Return the object whose opening brace was just read."""
        found: dict[str, Any] = {}
        while (token := next(self.tokens)).group() != "}":
            if token.group() == ",":
                continue
            key = json.loads(token.group())
            inside = (*path, key)
            next(self.tokens)
            if key in found:
                self.refuse(token, inside, f"duplicate key {quoted(key)}", "remove one of them")
                faults = len(self.faults)
                self.value(next(self.tokens), inside)
                del self.faults[faults:]
            else:
                value = next(self.tokens)
                self.positions.add(inside, self.at(value), self.at(token))
                found[key] = self.value(value, inside)
        return found
