"""JSON → plain values, and where each stood; and back.

``json`` reads; only where something is wrong does a scanner look for places.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from contextlib import suppress
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ..syntax import (
    MAX_DEPTH,
    MAX_NODES,
    UNKNOWN,
    Fault,
    Path,
    Position,
    Positions,
    UnreadableError,
    is_list,
    is_mapping,
    position_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_CONSTANTS = {"NaN", "Infinity", "-Infinity"}


_LONG = 18
"""A number of more digits is not one that a catalogue means."""


def read(text: str) -> tuple[Any, list[Fault]]:
    """Return the value of a document, and its faults; ``UNKNOWN`` if it cannot be read to its end.

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
        suspects.append(text)
        value = None
    if not suspects and not _deeper(value, MAX_DEPTH):
        return value, []
    scan = _Scan(text)
    try:
        return scan.value(next(scan.tokens), ()), scan.faults
    except UnreadableError as error:
        return UNKNOWN, [*scan.faults, error.fault]


def _too_deep(text: str) -> Fault | None:
    """Say where the readable beginning of a text is too deep; how deep ``json`` goes varies."""
    scan = _Scan(text)
    with suppress(StopIteration, ValueError):
        try:
            scan.value(next(scan.tokens), ())
        except UnreadableError as error:
            return error.fault
    return None


def _crowded(text: str) -> Fault | None:
    """Say where a text holds a value too many, if it does; a key is no value."""
    if sum(map(text.count, "[{,:")) < MAX_NODES:
        return None
    values = 0
    for token in _TOKEN.finditer(text):
        if token.group() == ":":
            values -= 1
        elif token.group() not in "]},":
            values += 1
            if values > MAX_NODES:
                message = f"the file holds more than {MAX_NODES:,} values"
                return Fault(position_at(text, token.start()), (), message)
    return None


def _unreadable(text: str, error: json.JSONDecodeError) -> Fault:
    """Say why a text is no JSON, and where; each Python has its own words for a last comma."""
    place = text[: error.pos + 1].rstrip("]} \t\n\r")
    if place.endswith(",") and text[len(place) :].lstrip()[:1] in ("]", "}"):
        message = "a comma after the last value"
        return Fault(position_at(text, len(place) - 1), (), message, "remove it")
    words = error.msg.removesuffix(": ").removesuffix(" at").removesuffix(" starting")
    return Fault((error.lineno, error.colno), (), f"invalid JSON: {words}")


def _deeper(value: Any, depth: int) -> bool:
    """Say whether lists and objects stand deeper than so many."""
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
    """Return where everything stands in a document, as far as it can be read."""
    scan = _Scan(text)
    with suppress(UnreadableError):
        scan.value(next(scan.tokens), ())
    return scan.positions


def write(value: Any) -> str:
    """Return plain values as JSON, indented by two spaces.

    ``json`` indents in Python, piece by piece; joining whole lists takes two thirds of the time.

    >>> print(write({"title": "Été"}))
    {
      "title": "Été"
    }
    """
    return _indented(value, "\n")


def _indented(value: Any, margin: str) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    inner = f"{margin}  "
    if is_mapping(value) and value:
        lines = [
            f"{encode_basestring(key)}: {_indented(item, inner)}" for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(lines)}{margin}}}"
    if is_list(value) and value:
        return f"[{inner}{f',{inner}'.join([_indented(item, inner) for item in value])}{margin}]"
    return json.dumps(value)


def write_line(value: Any) -> str:
    """Return plain values as JSON in one line.

    >>> write_line({"title": "Été"})
    '{"title": "Été"}'
    """
    return json.dumps(value, ensure_ascii=False)


class _Scan:
    """A document read token by token, with what was found wrong and where things stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)
        self.faults: list[Fault] = []
        self.positions = Positions({}, {})

    def at(self, token: re.Match[str]) -> Position:
        """Return the line and column of a token."""
        line = bisect_right(self.starts, token.start())
        return line, token.start() - self.starts[line - 1] + 1

    def value(self, token: re.Match[str], path: Path) -> Any:
        """Return the value that begins with a token, and use up the tokens up to its end."""
        self.positions.values.setdefault(path, self.at(token))
        text = token.group()
        if text in "[{":
            if len(path) >= MAX_DEPTH:
                message = f"lists and objects are nested more than {MAX_DEPTH} levels deep"
                raise UnreadableError(Fault(self.at(token), path, message))
            return self.list(path) if text == "[" else self.dict(path)
        if text in _CONSTANTS:
            self.faults.append(Fault(self.at(token), path, f"{text} is not allowed"))
            return UNKNOWN
        digits = text.lstrip("-")
        if digits.isdecimal() and len(digits) > _LONG:
            self.faults.append(Fault(self.at(token), path, "the number is too long"))
            return UNKNOWN
        return json.loads(text)

    def list(self, path: Path) -> list[Any]:
        """Return the list whose opening bracket was just read."""
        found: list[Any] = []
        while (token := next(self.tokens)).group() != "]":
            if token.group() != ",":
                found.append(self.value(token, (*path, len(found))))
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
                message = f'duplicate key "{key}"'
                hint = "remove one of them"
                self.faults.append(Fault(self.at(token), inside, message, hint))
                faults = len(self.faults)
                self.value(next(self.tokens), inside)
                del self.faults[faults:]
            else:
                self.positions.keys[inside] = self.at(token)
                found[key] = self.value(next(self.tokens), inside)
        return found
