"""A strict subset of YAML → plain values, and where each stood; and back.

Plain scalars stay text. Anchors, aliases, tags, merge keys, duplicate keys and several documents
are faults. libyaml is used where PyYAML has it; both loaders give the same values and faults.
This is the only module that imports ``yaml``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

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
    Unknown,
    UnreadableError,
    position_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str) -> tuple[Any, list[Fault]]:
    r"""Return the value of a document, and its faults; ``UNKNOWN`` if it cannot be read to its end.

    >>> read("time: 33:13\nnone: ~")
    ({'time': '33:13', 'none': None}, [])
    """
    reading = _Reading(None)
    try:
        return reading.document(text), reading.faults
    except UnreadableError as error:
        return UNKNOWN, [*reading.faults, error.fault]


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

    def document(self, text: str, loader: type[Any] | None = None) -> Any:
        """Return the value of the one document in a text."""
        forbidden = FORBIDDEN.search(text)
        if forbidden:
            message = f"the character U+{ord(forbidden.group()):04X} is not allowed"
            raise UnreadableError(Fault(position_at(text, forbidden.start()), (), message))
        try:
            return self._document(yaml.parse(text, Loader=loader or Loader))
        except yaml.MarkedYAMLError as error:
            if error.problem == _LIBYAML_TOO_DEEP:
                # It read ahead of the events, past the place that is too deep for us.
                self.faults.clear()
                return self.document(text, yaml.SafeLoader)
            mark = error.problem_mark or error.context_mark
            message = f"not readable as YAML: {error.problem or error.context}"
            end = position_at(text, len(text))  # libyaml reports what is missing a line later
            raise UnreadableError(Fault(min(_at(mark), end), (), message)) from None

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
        self._refuse_marks(event, path)
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
        return value if event.tag is None else UNKNOWN

    def _list(self, events: Iterator[Any], path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _dict(self, events: Iterator[Any], path: Path) -> dict[str, Any] | Unknown:
        """Return a mapping; with a key that is no text, nobody knows what it lacks."""
        found: dict[str, Any] = {}
        whole = True
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, events, path)
            if key is None:
                whole = False
                continue
            inside = (*path, key)
            if key in found:
                first = f'the key "{key}" stands here a second time; the first one counts'
                self._fault(event, inside, first, "take one of them out")
                self._skip(next(events), events, inside)
                continue
            if self.positions is not None:
                self.positions.keys[inside] = _at(event.start_mark)
            found[key] = self._value(next(events), events, inside)
        return found if whole else UNKNOWN

    def _key(self, event: Any, events: Iterator[Any], path: Path) -> str | None:
        """Return a key as text, or report that it is none and pass over it and its value."""
        if not isinstance(event, yaml.ScalarEvent):
            self._fault(event, path, "a key has to be text")
            self._skip(event, events, (*path, "?"))
        elif event.value == "<<" and not event.style:
            self._fault(event, path, "merge keys (<<) are not allowed", "write the keys out")
        else:
            self._refuse_marks(event, path)
            return str(event.value)
        self._skip(next(events), events, path)
        return None

    def _skip(self, event: Any, events: Iterator[Any], path: Path) -> None:
        """Pass over a value that counts for nothing, whatever is wrong in it."""
        faults, positions = len(self.faults), self.positions
        self.positions = None
        self._value(event, events, path)
        self.positions = positions
        del self.faults[faults:]

    def _refuse_marks(self, event: Any, path: Path) -> None:
        """Report an anchor and a tag."""
        if event.anchor is not None:
            self._fault(event, path, "anchors (&name) are not allowed", "take it out")
        if event.tag is not None:
            self._fault(event, path, "tags (!name) are not allowed", "take it out")

    def _fault(self, event: Any, path: Path, message: str, hint: str | None = None) -> None:
        self.faults.append(Fault(_at(event.start_mark), path, message, hint))


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


_OTHERS: Final = {
    "bool": r"[yYnN]",
    "int": r"[-+]?0o[0-7_]+",
    "float": r"[-+]?(?:\.[0-9_]+|[0-9_]+(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+)?",
}
"""What readers of YAML 1.2, or of all of YAML 1.1, take for something else than text."""
_untyped: type[Any] = _Dumper
for _kind, _texts in _OTHERS.items():
    _untyped.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", re.compile(f"(?:{_texts})$"), None)


def write(value: Any) -> str:
    r"""Return plain values as YAML that other readers take for the same text.

    >>> write({"time": "33:13", "list": ["a"]})
    "time: '33:13'\nlist:\n  - a\n"
    """
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text
