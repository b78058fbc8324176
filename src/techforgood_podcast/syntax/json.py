"""Read JSON as plain values, with the position of each if it is needed, and write it.

``json`` reads. Only if something is wrong, the values are counted off against the tokens of the
text, which have positions.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from contextlib import suppress
from itertools import chain
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, Final

from ..quoting import quoted
from . import UNKNOWN, Path, Position, Positions, is_list, is_mapping, position_at, problem_at
from .limits import MAX_DEPTH, MAX_NODES, MAX_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..errors import Problem

# The text may not be JSON. A string that is never closed is one token as well: if the pattern did
# not match there, it would be tried again at each quotation mark in the string.
_TOKEN: Final = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[{}\[\],:]|[^\s{}\[\],:"]+')
_TOO_DEEP: Final = f"lists and objects are nested more than {MAX_DEPTH} levels deep"
# Digits of the longest number that is read.
_LONG: Final = 18


class _Doubled(dict[str, Any]):
    """An object with duplicate keys; the first value of each counts."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        self.pairs = pairs
        for key, value in pairs:
            self.setdefault(key, value)


def read(text: str) -> tuple[Any, list[Problem]]:
    """Return the value of a document, or ``UNKNOWN`` if it cannot be read, and the problems in it.

    >>> read('{"number": 3}')
    ({'number': 3}, [])
    """
    if sum(map(text.count, "[{,:")) >= MAX_NODES and (problem := _excess(text)):
        return UNKNOWN, [problem]
    try:
        value, is_sound = _parse(text)
    except json.JSONDecodeError as error:
        return UNKNOWN, [_excess(text[: error.pos]) or _unreadable(text, error)]
    except RecursionError:
        return UNKNOWN, [_excess(text) or problem_at((1, 1), (), _TOO_DEEP)]
    return value, [] if is_sound else _locate(value, _places(text), Positions())


def _parse(text: str) -> tuple[Any, bool]:
    """Return the value of a text, with ``UNKNOWN`` for what is refused, and whether nothing is.

    Raises:
        JSONDecodeError: the text is not JSON.
        RecursionError: it is nested too deeply; the limit of ``json`` depends on Python.
    """
    refused: list[object] = []

    def integer(digits: str) -> Any:
        return int(digits) if len(digits.lstrip("-")) <= _LONG else constant(digits)

    def constant(text: str) -> Any:
        refused.append(text)
        return UNKNOWN

    def object_(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        refused.append(pairs)
        return _Doubled(pairs)

    value = json.loads(text, object_pairs_hook=object_, parse_int=integer, parse_constant=constant)
    if (is_mapping(value) or is_list(value)) and _levels(value) > MAX_DEPTH:
        raise RecursionError
    return value, not refused


def _excess(text: str) -> Problem | None:
    """Return the problem of a text with too many values or levels; keys do not count as values."""
    values = depth = 0
    for token in _TOKEN.finditer(text):
        sign = token.group()
        values += (sign not in "]},:") - (sign == ":")
        depth += (sign in "[{") - (sign in "]}")
        if values > MAX_NODES or depth > MAX_DEPTH:
            crowded = f"the file contains more than {MAX_NODES:,} values"
            message = _TOO_DEEP if depth > MAX_DEPTH else crowded
            return problem_at(position_at(text, token.start()), (), message)
    return None


def _unreadable(text: str, error: json.JSONDecodeError) -> Problem:
    """Return why a text is not JSON. The message about a trailing comma depends on Python."""
    before = text[: error.pos + 1].rstrip("]} \t\n\r")
    if before.endswith(",") and text[len(before) :].lstrip()[:1] in ("]", "}"):
        message = "a comma after the last value"
        return problem_at(position_at(text, len(before) - 1), (), message, "remove it")
    words = error.msg.removesuffix(": ").removesuffix(" at").removesuffix(" starting")
    return problem_at((error.lineno, error.colno), (), f"invalid JSON: {words}")


def _levels(value: Any) -> int:
    """Return how many levels of lists and objects a list or object has."""
    level: list[Any] = [value]
    count = 0
    while level:
        count += 1
        inner = chain.from_iterable(one.values() if is_mapping(one) else one for one in level)
        level = [one for one in inner if is_mapping(one) or is_list(one)]
    return count


def positions(text: str) -> Positions:
    """Return the positions of the keys and values in a document; none if it cannot be read."""
    found = Positions()
    with suppress(json.JSONDecodeError, RecursionError):
        _locate(_parse(text)[0], _places(text), found)
    return found


def _places(text: str) -> Iterator[tuple[str, Position]]:
    """Return the first token of each key and value, and its position."""
    lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(token: re.Match[str]) -> tuple[str, Position]:
        line = bisect_right(lines, token.start())
        return token.group(), (line, token.start() - lines[line - 1] + 1)

    return map(place, filter(lambda token: token.group() not in "]},:", _TOKEN.finditer(text)))


def _locate(
    value: Any,
    places: Iterator[tuple[str, Position]],
    found: Positions,
    path: Path = (),
    key: Position = (0, 0),
) -> list[Problem]:
    """Note where a value and all in it start, as ``json`` read them; return the problems."""
    token, position = next(places)
    found.add(path, position, key)
    items: Iterable[tuple[int | str, Any]] = ()
    if value is UNKNOWN:
        is_number = token.lstrip("-").isdecimal()
        message = "the number is too long" if is_number else f"{token} is not allowed"
        return [problem_at(position, path, message)]
    if is_list(value):
        items = enumerate(value)
    elif is_mapping(value):
        items = value.pairs if isinstance(value, _Doubled) else value.items()
    problems: list[Problem] = []
    for step, item in items:
        inside = (*path, step)
        start = next(places)[1] if isinstance(step, str) else (0, 0)
        is_duplicate = inside in found
        below = _locate(item, places, found, inside, start)
        if is_duplicate:
            message = f"duplicate key {quoted(str(step))}"
            below = [problem_at(start, inside, message, "remove one of them")]
        problems += below[: MAX_PROBLEMS + 1 - len(problems)]
    return problems


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


def drop_unknown(value: Any) -> Any:
    """Return plain values without fields that have none; an empty text, list or object is none.

    >>> drop_unknown({"name": "Ann", "role": None, "value": 0, "ad": False, "in": {"city": ""}})
    {'name': 'Ann', 'value': 0, 'ad': False}
    """
    if is_list(value):
        return [drop_unknown(item) for item in value]
    if not is_mapping(value):
        return value
    fields = {name: drop_unknown(item) for name, item in value.items()}
    return {name: item for name, item in fields.items() if item or item == 0}
