"""A strict subset of YAML → plain values, and where each stood; and back.

Plain scalars stay text. Anchors, aliases, tags, merge keys, duplicate keys and several documents
are faults. libyaml is used where PyYAML has it; both loaders give the same values and faults.
This is the only module that imports ``yaml``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .syntax import (
    MAX_DEPTH,
    MAX_NODES,
    UNKNOWN,
    Fault,
    Path,
    Position,
    Positions,
    Unknown,
    Unquoted,
    UnreadableError,
    position_at,
)
from .text.characters import forbidden_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_SWALLOWED = r"(?m)[ \t]+#(?![\s#!]|$)"
"""A ``#`` after a space that begins a comment, though it looks like part of the text."""
_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_TOO_DEEP = f"lists and mappings stand more than {MAX_DEPTH} deep"
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
_READ_TWICE = 256 * 1024
"""A text of so many characters is read a second time where libyaml gives up on it: the slower
reader is the one whose word counts on what is no YAML."""
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str) -> tuple[Any, list[Fault]]:
    r"""Return the value of a document, and its faults; ``UNKNOWN`` if it cannot be read to its end.

    >>> read("time: 33:13\nnone: ~")
    ({'time': '33:13', 'none': None}, [])
    """
    reading = _Reading(text, None)
    try:
        return reading.document(), reading.faults
    except UnreadableError as error:
        return UNKNOWN, [*reading.faults, error.fault]


def positions(text: str) -> Positions:
    """Return where everything stands in a document, as far as it can be read."""
    places = Positions({}, {})
    reading = _Reading(text, places)
    with suppress(UnreadableError):
        reading.document()
    return places


class _Reading:
    """One document under way: what was found wrong, and where things stand if anyone asks."""

    def __init__(self, text: str, positions: Positions | None) -> None:
        self.text = text
        self.positions = positions
        self.has_comments = " #" in text or "\t#" in text
        self.faults: list[Fault] = []
        self.nodes = 0

    def document(self, loader: type[Any] | None = None) -> Any:
        """Return the value of the one document in the text."""
        text = self.text
        forbidden = forbidden_in(text)
        if forbidden:
            message = f"the character U+{ord(forbidden.group()):04X} is not allowed"
            raise UnreadableError(Fault(_place(text, forbidden.start()), (), message))
        try:
            return self._document(loader or Loader)
        except yaml.MarkedYAMLError as error:
            if (loader or Loader) is not yaml.SafeLoader and len(text) <= _READ_TWICE:
                self.faults.clear()
                self.nodes = 0
                return self.document(yaml.SafeLoader)
            raise UnreadableError(_unreadable(text, error)) from None

    def _document(self, loader: type[Any]) -> Any:
        parser = loader(self.text)
        try:
            return self._only(iter(parser.get_event, None))
        except (ValueError, OverflowError) as error:
            # PyYAML asks chr() for characters that do not exist; here is a place for that.
            raise yaml.MarkedYAMLError(None, None, "unknown escape", parser.get_mark()) from error
        finally:
            parser.dispose()

    def _only(self, events: Iterator[Any]) -> Any:
        value: Any = None
        started = False
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if started:
                    self._fault(event, (), "a second document begins here; a file holds one")
                    break
                started = True
            elif isinstance(event, NodeEvent):
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
        if isinstance(event, AliasEvent):
            self._fault(event, path, "aliases (*name) are not allowed", "write the value again")
            return UNKNOWN
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event, path)
        if isinstance(event, ScalarEvent):
            value: Any = _scalar(event)
            if self.has_comments and not event.style:
                self._warn_of_comment(event, path)
        else:
            if len(path) >= MAX_DEPTH:
                raise UnreadableError(Fault(_at(event.start_mark), path, _TOO_DEEP))
            if isinstance(event, SequenceStartEvent):
                value = self._list(events, path)
            else:
                value = self._dict(events, path)
        return value if event.tag is None else UNKNOWN

    def _warn_of_comment(self, event: Any, path: Path) -> None:
        """Warn where a comment begins that looks like the rest of a text."""
        comment = re.compile(_SWALLOWED).match(self.text, event.end_mark.index)
        if comment:
            position = _at(event.end_mark)[0], _at(event.end_mark)[1] + len(comment.group()) - 1
            message = "what follows this # is taken for a comment"
            hint = "quote the text, or put a space after the # of a comment"
            self.faults.append(Fault(position, path, message, hint, "warning"))

    def _list(self, events: Iterator[Any], path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            found.append(self._value(event, events, (*path, len(found))))
        return found

    def _dict(self, events: Iterator[Any], path: Path) -> dict[str, Any] | Unknown:
        """Return a mapping; with a key that is no text, nobody knows what it lacks."""
        found: dict[str, Any] = {}
        whole = True
        while not isinstance(event := next(events), MappingEndEvent):
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
            value = next(events)
            found[key] = self._value(value, events, inside)
            if self.positions is not None and _is_empty(value):
                # The loaders differ on where nothing stands; here it is behind the colon.
                line, column = _at(event.end_mark)
                follows = self.text[event.end_mark.index : event.end_mark.index + 1]
                self.positions.values[inside] = line, column + (follows not in {"", "\r", "\n"})
        return found if whole else UNKNOWN

    def _key(self, event: Any, events: Iterator[Any], path: Path) -> str | None:
        """Return a key as text, or report that it is none and pass over it and its value."""
        if not isinstance(event, ScalarEvent):
            self._fault(event, path, "a key has to be text")
            self._skip(event, events, (*path, "?"))
        elif event.value == "<<" and not event.style:
            self._fault(event, path, "merge keys (<<) are not allowed", "write the keys out")
        else:
            if event.anchor is not None or event.tag is not None:
                self._refuse_marks(event, path)
            return str(event.value)
        self._skip(next(events), events, path)
        return None

    def _skip(self, event: Any, events: Iterator[Any], path: Path) -> None:
        """Pass over a value that counts for nothing, whatever is wrong in it."""
        faults, positions = len(self.faults), self.positions
        self.positions = None
        try:
            self._value(event, events, path)
        finally:
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
    return None if event.value in _NO_VALUE else Unquoted(event.value)


def _is_empty(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and not event.value and not event.style


def _at(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


def _place(text: str, offset: int) -> Position:
    """Return the line and column of a character; YAML also ends lines in a carriage return."""
    before = re.sub("\r\n?", "\n", text[:offset])
    return position_at(before, len(before))


def _unreadable(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """Say in plain words why a text is no YAML, and where."""
    mark: Any = error.problem_mark
    problem = str(error.problem)
    if problem == _LIBYAML_TOO_DEEP:
        return Fault(_at(mark), (), _TOO_DEEP)
    if error.context_mark is not None and re.search(_AT_ITS_SIGN, problem):
        mark = error.context_mark
    place = mark.index
    if re.search(_ESCAPE, problem):
        place = text.rfind("\\", 0, place + 1)
    began = "line {}, column {}".format(*_at(error.context_mark or mark))
    words, hint = _in_words(problem, text[place : place + 1], began)
    # libyaml reports what is missing a line later.
    position = min(_place(text, place), _place(text, len(text)))
    return Fault(position, (), f"not readable as YAML: {words}", hint)


def _in_words(problem: str, found: str, began: str) -> tuple[str, str | None]:
    """Return what PyYAML or libyaml mean, and a hint."""
    if re.search(_NOT_BEGUN, problem):
        if found == "\t":
            return "a tab stands where only spaces may", "indent with spaces"
        return f"a text cannot begin with {found}", "quote the text"
    for pattern, words, hint in _WORDS:
        if re.search(pattern, problem):
            return words.format(began), hint
    return problem, None


_AT_ITS_SIGN: Final = "URI|tag handle|(?i:utf-8)|alphabetic or numeric"
_ESCAPE: Final = "^(?!.*URI).*(?:escape|hexa?decimal)"
_NOT_BEGUN: Final = "cannot start any token|tab character"
_WORDS: Final = (
    (
        "mapping values are not allowed",
        "a colon and a space make a key, which cannot stand here",
        "quote a text that holds a colon; indent the keys of a mapping alike",
    ),
    (
        "could not find expected ':'",
        "what stands at {} is no key",
        "put a colon and a space after a key, and indent the later lines of a text",
    ),
    (
        "unexpected end of stream|unexpected document",
        "the quotation mark at {} is not closed",
        "close it; between apostrophes, write an apostrophe twice",
    ),
    (
        "expected ',' or",
        "the bracket at {} is not closed",
        "close it, and put commas between what stands in it",
    ),
    (
        "<block end>|expected key|'-' indicator",
        "this does not belong to what begins at {}",
        "indent alike what belongs together, and quote a text as a whole",
    ),
    (
        _ESCAPE,
        "a backslash between quotation marks begins no such character",
        "write it twice, or put the text between apostrophes",
    ),
    (
        "URI|tag handle|(?i:utf-8)",
        "tags (!name) are not allowed",
        "quote a text that begins with !",
    ),
    (
        "node content",
        "a value has to stand here",
        "quote a text that begins with a bracket",
    ),
    (
        "YAML document|directive",
        "a line that begins with % cannot stand here",
        "take it out",
    ),
    ("<document start>", "the document ended before this", "take it out"),
    ("alphabetic or numeric", "a text cannot begin with & or *", "quote the text"),
    (
        "chomping or indentation|comment or (?:a )?line break",
        "a text cannot stand on the line of its | or >",
        "begin it on the next line",
    ),
)
"""What is said of a text, by what PyYAML or libyaml say; ``{}`` is where it began."""


_OTHERS: Final = {
    "bool": r"[yYnN]",
    "int": r"[-+]?0o[0-7_]+",
    "float": r"[-+]?(?:\.[0-9_]+|[0-9_]+(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+)?",
}
"""What readers of YAML 1.2, or of all of YAML 1.1, take for something else than text."""


@cache
def _dumper() -> type[Any]:
    class Dumper(yaml.SafeDumper):
        """Writes lists indented below their key, as the files of a catalogue are kept."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 -- as PyYAML calls it
            super().increase_indent(flow, indentless=False)

    untyped: type[Any] = Dumper
    for kind, texts in _OTHERS.items():
        pattern = re.compile(f"(?:{texts})$")
        untyped.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", pattern, None)
    return untyped


def write(value: Any) -> str:
    r"""Return plain values as YAML that other readers take for the same text.

    >>> write({"time": "33:13", "list": ["a"]})
    "time: '33:13'\nlist:\n  - a\n"
    """
    text: str = yaml.dump(
        value, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=10_000
    )
    return text
