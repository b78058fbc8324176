"""A strict subset of YAML → plain values, and where each stood; and back.

Plain scalars stay text. Anchors, aliases, tags, merge keys, duplicate keys and several documents
are faults. libyaml is used where PyYAML has it; both loaders give the same values and faults.
This is the only module that imports ``yaml``.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import yaml

from ._syntax import (
    FORBIDDEN,
    MAX_DEPTH,
    MAX_NODES,
    UNKNOWN,
    Fault,
    Path,
    Plain,
    Position,
    Positions,
    UnreadableError,
    position_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str) -> tuple[Any, list[Fault]]:
    r"""Return the value of a document, and its faults.

    Raises:
        UnreadableError: the rest of the document cannot be read.

    >>> read("time: 33:13\nnone: ~")
    ({'time': '33:13', 'none': None}, [])
    """
    reading = _Reading(None)
    return reading.document(text), reading.faults


def positions(text: str) -> Positions:
    """Return where everything stands in a document, as far as it can be read."""
    places = Positions()
    reading = _Reading(places)
    with suppress(UnreadableError):
        reading.document(text)
    return places


class _Reading:
    """One document under way: what was found wrong, and where things stand if anyone asks."""

    def __init__(self, positions: Positions | None) -> None:
        self.positions = positions
        self.faults: list[Fault] = []
        self.nodes = 0

    def document(self, text: str) -> Any:
        """Return the value of the one document in a text."""
        forbidden = FORBIDDEN.search(text)
        if forbidden:
            message = f"the character U+{ord(forbidden.group()):04X} is not allowed"
            raise UnreadableError(Fault(position_at(text, forbidden.start()), (), message))
        try:
            return self._document(yaml.parse(text, Loader=Loader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            message = f"not readable as YAML: {error.problem or error.context}"
            raise UnreadableError(Fault(_at(mark), (), message)) from None

    def _document(self, events: Iterator[Any]) -> Any:
        value: Any = None
        started = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    self._fault(event, (), "a second document begins here; a file holds one")
                    break
                started = True
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
        return value

    def _value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        """Return the value that begins with an event, and use up the events up to its end."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values"
            raise UnreadableError(Fault(_at(event.start_mark), path, message))
        if self.positions is not None:
            self.positions.values[path] = _at(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, path, "aliases (*name) are not allowed", "write the value again")
            return UNKNOWN
        if event.anchor is not None:
            self._fault(event, path, "anchors (&name) are not allowed", "take it out")
        if isinstance(event, yaml.ScalarEvent):
            value: Any = _scalar(event)
        else:
            if len(path) >= MAX_DEPTH:
                message = f"lists and mappings stand more than {MAX_DEPTH} deep"
                raise UnreadableError(Fault(_at(event.start_mark), path, message))
            if isinstance(event, yaml.SequenceStartEvent):
                value = self._list(events, path)
            else:
                value = self._dict(events, path)
        if event.tag is not None:
            self._fault(event, path, "tags (!name) are not allowed", "take it out")
            return UNKNOWN
        return value

    def _list(self, events: Iterator[Any], path: Path) -> list[Any]:
        found: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _dict(self, events: Iterator[Any], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, events, path)
            inside = (*path, key)
            kept = self.positions
            if key in found:
                first = f'the key "{key}" stands here a second time; the first one counts'
                self._fault(event, inside, first, "take one of them out")
                self.positions = None
            elif kept is not None:
                kept.keys[inside] = _at(event.start_mark)
            value = self._value(next(events), events, inside)
            self.positions = kept
            if key not in found and key != _UNREADABLE_KEY:
                found[key] = value
        return found

    def _key(self, event: Any, events: Iterator[Any], path: Path) -> str:
        """Return a key as text, or report that it is none."""
        if isinstance(event, yaml.ScalarEvent) and event.value == "<<" and not event.style:
            self._fault(event, path, "merge keys (<<) are not allowed", "write the keys out")
        elif isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return str(event.value)
        else:
            self._fault(event, path, "a key has to be text")
            kept, self.positions = self.positions, None
            faults = len(self.faults)
            self._value(event, events, path)
            del self.faults[faults:]
            self.positions = kept
        return _UNREADABLE_KEY

    def _fault(self, event: Any, path: Path, message: str, hint: str | None = None) -> None:
        self.faults.append(Fault(_at(event.start_mark), path, message, hint))


_UNREADABLE_KEY = "\0"
"""Stands for a key that is no text; no document can hold it."""


def _scalar(event: Any) -> str | None:
    if event.style:
        return str(event.value)
    return None if event.value in _NO_VALUE else Plain(event.value)


def _at(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


class _Dumper(yaml.SafeDumper):
    """Writes lists indented below their key, as the files of a catalogue are kept."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 -- as PyYAML calls it
        super().increase_indent(flow, indentless=False)


def write(value: Any) -> str:
    r"""Return plain values as YAML that other readers take for the same text.

    >>> write({"time": "33:13", "list": ["a"]})
    "time: '33:13'\nlist:\n  - a\n"
    """
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text
