"""Read and write a strict subset of YAML, with the position of every key and value.

Plain scalars stay text. Anchors, aliases, tags, merge keys, duplicate keys and multiple documents
are refused. libyaml is used if PyYAML was built with it; both loaders give the same values and
problems. Only libyaml accepts a tab beside a value, a question mark in unquoted text between
brackets, and a comment right after ``|`` or ``>``.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from itertools import repeat
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

from ..quoting import quoted
from ..text.folding import blanks_in, forbidden_in
from . import (
    UNKNOWN,
    Path,
    Position,
    Positions,
    Unknown,
    Unquoted,
    UnreadableError,
    is_list,
    is_mapping,
    position_at,
    problem_at,
)
from .limits import MAX_BLANKS, MAX_DEPTH, MAX_NODES, MAX_PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..errors import Problem

# A "#" that starts a comment although it looks like part of the text, as in "Episode #3".
_SWALLOWED = r"(?m)[ \t]+#(?![\s#!]|$)"
_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_TOO_DEEP = f"lists and mappings are nested more than {MAX_DEPTH} levels deep"
_LIBYAML_TOO_DEEP = "exceeded maximum nesting depth"
# Text of up to this many characters that libyaml rejects is read again by the slower pure-Python
# loader, whose verdict counts: its words and positions are better. That loader would take too much
# memory for longer text, and alone reads a block that begins with a tab.
_READ_TWICE = 1024 * 1024
# Problems that are reported at the sign that introduces the tag, anchor or alias.
_AT_ITS_SIGN: Final = "URI|tag handle|(?i:utf-8)|alphabetic or numeric"
# Text that YAML 1.2 readers, or readers of all of YAML 1.1, would take for another type.
_OTHER_TYPES: Final = {
    "bool": r"[yYnN]",
    "int": r"[-+]?0o[0-7_]+",
    "float": r"[-+]?(?:\.[0-9_]+|[0-9_]+(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+)?",
}
# Text that needs no escape, and text of that kind which needs no quotes either: it is not empty,
# has no space at its ends, and nothing in it looks like markup, a key or a comment.
_PRINTABLE: Final = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff\U0010ffff]*+"
_MARKUP: Final = r"[,\[\]{}#&*!|>'\"%@` ]|[-?](?: |$)|---|\.\.\."
_PLAIN: Final = rf"(?!{_MARKUP}|.*(?:: | #|[: ]$)).+"
# Problems with an escape sequence.
_ESCAPE: Final = "^(?!.*URI).*(?:escape|hexa?decimal)"
_BAD_START: Final = "cannot start any token|tab character"
# A pattern for the loaders' error messages, what to say instead, and a hint; "{}" is replaced by
# the position where the construct starts.
_EXPLANATIONS: Final = (
    (
        "mapping values are not allowed",
        "a colon followed by a space marks a key, which is not allowed here",
        "quote text that contains a colon, or check the indentation",
    ),
    (
        "could not find expected ':'",
        "missing colon after the key at {}",
        "put a colon and a space after each key; indent the continuation lines of a text",
    ),
    (
        "unexpected end of stream|unexpected document",
        "the quotation mark at {} is not closed",
        "inside single quotes, write an apostrophe twice",
    ),
    (
        r"expected ',' or .*got '\?'",
        "unquoted text between brackets cannot contain a question mark",
        "quote the text",
    ),
    (
        "expected ',' or",
        "the bracket at {} is not closed",
        "close it, and separate its items with commas",
    ),
    (
        "<block end>|expected key|'-' indicator",
        "this does not fit into the block that starts at {}",
        "align the lines of a block; if you quote a text, quote all of it",
    ),
    (
        _ESCAPE,
        "invalid escape sequence in double quotes",
        "write a backslash twice, or use single quotes",
    ),
    ("URI|tag handle|(?i:utf-8)", "tags (!name) are not allowed", "quote text that starts with !"),
    ("node content", "missing value", "quote text that starts with a bracket"),
    ("YAML document|directive", "a line that starts with % is not allowed here", "remove it"),
    ("<document start>", "unexpected text after the end of the document", "remove it"),
    ("alphabetic or numeric", "unquoted text cannot start with & or *", "quote the text"),
    (
        "chomping or indentation|comment or (?:a )?line break",
        "text is not allowed on the same line as | or >",
        "start it on the next line",
    ),
)
Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(text: str) -> tuple[Any, list[Problem]]:
    r"""Return the value of a document, and the problems in it.

    The value is ``UNKNOWN`` if the document cannot be read to its end.

    >>> read("time: 33:13\nnone: ~")
    ({'time': '33:13', 'none': None}, [])
    """
    reader = _Reader(text, None)
    try:
        return reader.read_document(), reader.problems
    except UnreadableError as error:
        return UNKNOWN, [*reader.problems, error.problem]


def positions(text: str) -> Positions:
    """Return the positions of the keys and values in a document, as far as it can be read."""
    found = Positions()
    with suppress(UnreadableError):
        _Reader(text, found).read_document()
    return found


class _Reader:
    """Reads one document, collecting the problems and, on request, the positions in it."""

    def __init__(self, text: str, positions: Positions | None) -> None:
        self.text = text
        self.positions = positions
        self.has_comments = " #" in text or "\t#" in text
        self.problems: list[Problem] = []
        self.nodes = 0

    def read_document(self, loader: type[Any] | None = None) -> Any:
        """Return the value of the document."""
        text = self.text
        forbidden = forbidden_in(text)
        if forbidden:
            message = f"the character U+{ord(forbidden.group()):04X} is not allowed"
            raise UnreadableError(problem_at(_position(text, forbidden.start()), (), message))
        # libyaml takes time for each word in proportion to the longest gap before it.
        blanks = blanks_in(text, MAX_BLANKS + 1)
        if blanks:
            message = f"there are more than {MAX_BLANKS:,} spaces or line breaks in a row"
            raise UnreadableError(problem_at(_position(text, blanks.start()), (), message))
        loader = loader or Loader
        try:
            return self._read_events(loader)
        except yaml.MarkedYAMLError as error:
            if loader is not yaml.SafeLoader and len(text) <= _READ_TWICE:
                return self._read_again()
            raise UnreadableError(_unreadable(text, error)) from None

    def _read_again(self) -> Any:
        """Return the value of the document as the slower loader reads it."""
        self.problems.clear()
        self.nodes = 0
        if self.positions is not None:
            self.positions.clear()
        return self.read_document(yaml.SafeLoader)

    def _read_events(self, loader: type[Any]) -> Any:
        parser = loader(self.text)
        events: Iterator[Any] = iter(parser.get_event, None)
        try:
            return self._read_only_document(events)
        except (ValueError, OverflowError) as error:
            # PyYAML calls chr() on escapes beyond Unicode and lets its error through.
            raise yaml.MarkedYAMLError(None, None, "unknown escape", parser.get_mark()) from error
        finally:
            parser.dispose()

    def _read_only_document(self, events: Iterator[Any]) -> Any:
        value: Any = None
        started = False
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if started:
                    self._report(
                        event, (), "a second document starts here; only one per file is allowed"
                    )
                    break
                started = True
            elif isinstance(event, NodeEvent):
                self._note(event, ())
                value = self._read_value(event, events, ())
        return value

    def _read_value(self, event: Any, events: Iterator[Any], path: Path) -> Any:
        """Return the value that starts with an event, consuming the events up to its end."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            message = f"the file contains more than {MAX_NODES:,} values"
            raise UnreadableError(problem_at(_at(event.start_mark), path, message))
        if isinstance(event, AliasEvent):
            self._report(event, path, "aliases (*name) are not allowed", "repeat the value")
            return UNKNOWN
        if event.anchor is not None or event.tag is not None:
            self._report_marks(event, path)
        if isinstance(event, ScalarEvent):
            value: Any = _scalar(event)
            if self.has_comments and not event.style:
                self._warn_of_comment(event, path)
        else:
            if len(path) >= MAX_DEPTH:
                raise UnreadableError(problem_at(_at(event.start_mark), path, _TOO_DEEP))
            if isinstance(event, SequenceStartEvent):
                value = self._read_list(events, path)
            else:
                value = self._read_mapping(events, path)
        return value if event.tag is None else UNKNOWN

    def _warn_of_comment(self, event: Any, path: Path) -> None:
        """Warn about a comment that looks like the rest of a text."""
        comment = re.compile(_SWALLOWED).match(self.text, event.end_mark.index)
        if comment and len(self.problems) <= MAX_PROBLEMS:
            position = _at(event.end_mark)[0], _at(event.end_mark)[1] + len(comment.group()) - 1
            message = "the text after this # is ignored as a comment"
            hint = "quote the value, or put a space after # to mark a comment"
            self.problems.append(problem_at(position, path, message, hint, "warning"))

    def _read_list(self, events: Iterator[Any], path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            inside = (*path, len(found))
            self._note(event, inside)
            found.append(self._if_wanted(self._read_value(event, events, inside)))
        return found

    def _read_mapping(self, events: Iterator[Any], path: Path) -> dict[str, Any] | Unknown:
        """Return a mapping, or ``UNKNOWN`` if a key is invalid and its entry is thus missing."""
        found: dict[str, Any] = {}
        complete = True
        while not isinstance(event := next(events), MappingEndEvent):
            key = self._read_key(event, events, path)
            if key is None:
                complete = False
                continue
            inside = (*path, key)
            if key in found:
                self._report(event, inside, f"duplicate key {quoted(key)}", "remove one of them")
                self._skip(next(events), events, inside)
                continue
            value = next(events)
            self._note(value, inside, event)
            found[key] = self._if_wanted(self._read_value(value, events, inside))
        return found if complete else UNKNOWN

    def _read_key(self, event: Any, events: Iterator[Any], path: Path) -> str | None:
        """Return a key, or report that it is invalid and skip it with its value."""
        if not isinstance(event, ScalarEvent):
            self._report(event, path, "keys must be text")
            self._skip(event, events, (*path, "?"))
        elif event.value == "<<" and not event.style:
            self._report(event, path, "merge keys (<<) are not allowed", "write the keys out")
        else:
            if event.anchor is not None or event.tag is not None:
                self._report_marks(event, path)
            return str(event.value)
        self._skip(next(events), events, path)
        return None

    def _if_wanted(self, value: Any) -> Any:
        """Return a value, or nothing if only positions are wanted, to save memory."""
        return value if self.positions is None else None

    def _note(self, event: Any, path: Path, key: Any = None) -> None:
        """Note the positions of a value and its key, if positions are wanted."""
        if self.positions is None:
            return
        # The loaders disagree on the positions of what is empty: put an empty document at its
        # start, an empty value after the colon, an empty key at its value, or at its mapping if
        # that is empty too.
        position = _at(event.start_mark)
        if key is None:
            self.positions.add(path, position if path or not _is_empty(event) else (1, 1))
            return
        if _is_empty(event):
            line, column = _at(key.end_mark)
            follows = self.text[key.end_mark.index : key.end_mark.index + 1]
            position = line, column + (follows not in {"", "\r", "\n"})
            if _is_empty(key):
                position = self.positions.value(path[:-1]) or position
        self.positions.add(path, position, position if _is_empty(key) else _at(key.start_mark))

    def _skip(self, event: Any, events: Iterator[Any], path: Path) -> None:
        """Discard a value together with any problems in it."""
        problems, positions = len(self.problems), self.positions
        self.positions = None
        try:
            self._read_value(event, events, path)
        finally:
            self.positions = positions
            del self.problems[problems:]

    def _report_marks(self, event: Any, path: Path) -> None:
        """Report the anchor and the tag of a node."""
        if event.anchor is not None:
            self._report(event, path, "anchors (&name) are not allowed", "remove it")
        if event.tag is not None:
            self._report(event, path, "tags (!name) are not allowed", "remove it")

    def _report(self, event: Any, path: Path, message: str, hint: str | None = None) -> None:
        problem = problem_at(_at(event.start_mark), path, message, hint)
        if len(self.problems) > 2 * MAX_PROBLEMS:  # half of them may be warnings
            raise UnreadableError(problem)
        self.problems.append(problem)


def _scalar(event: Any) -> str | None:
    if event.style:
        return str(event.value)
    return None if event.value in _NO_VALUE else Unquoted(event.value)


def _is_empty(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and not event.value and not event.style


def _at(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1


def _position(text: str, offset: int) -> Position:
    """Return the line and column of a character; a lone carriage return ends a line too."""
    before = re.sub("\r\n?", "\n", text[:offset])
    return position_at(before, len(before))


def _unreadable(text: str, error: yaml.MarkedYAMLError) -> Problem:
    """Return a loader's error as a problem in plain words."""
    mark: Any = error.problem_mark
    words = str(error.problem)
    if words == _LIBYAML_TOO_DEEP:
        return problem_at(_at(mark), (), _TOO_DEEP)
    if error.context_mark is not None and re.search(_AT_ITS_SIGN, words):
        mark = error.context_mark
    offset = mark.index
    if re.search(_ESCAPE, words):
        offset = text.rfind("\\", 0, offset + 1)
    start = "line {}, column {}".format(*_at(error.context_mark or mark))
    message, hint = _explain(words, text[offset : offset + 1], start)
    # libyaml may report something missing at the end one line beyond the text.
    position = min(_position(text, offset), _position(text, len(text)))
    return problem_at(position, (), f"invalid YAML: {message}", hint)


def _explain(words: str, found: str, start: str) -> tuple[str, str | None]:
    """Return a message and a hint for an error message of PyYAML or libyaml.

    >>> _explain("mapping values are not allowed here", ":", "line 1, column 1")[1]
    'quote text that contains a colon, or check the indentation'
    """
    if re.search(_BAD_START, words):
        if found == "\t":
            return "a tab is not allowed here", "indent with spaces"
        return f"unquoted text cannot start with {found}", "quote the text"
    for pattern, message, hint in _EXPLANATIONS:
        if re.search(pattern, words):
            return message.format(start), hint
    return words, None


@cache
def _dumper() -> type[Any]:
    class Dumper(yaml.SafeDumper):
        """Indents lists below their key, as in the files of a catalogue."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 -- as PyYAML calls it
            super().increase_indent(flow, indentless=False)

    untyped: type[Any] = Dumper
    for kind, texts in _OTHER_TYPES.items():
        pattern = re.compile(f"(?:{texts})$")
        untyped.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", pattern, None)
    untyped.add_representer(str, _text_node)
    return untyped


def _text_node(dumper: Any, text: str) -> Any:
    """Return a text as YAML; one of several lines is a block, unless a block cannot hold it."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def write(value: dict[str, Any] | list[Any]) -> str:
    r"""Return a mapping or list as YAML, with text in quotes that some reader takes for a number.

    PyYAML takes microseconds for each letter, so only what needs an escape or a block is left to
    it. The keys of mappings are short.

    >>> write({"time": "33:13", "list": ["a"]})
    "time: '33:13'\nlist:\n  - a\n"
    """
    return "".join(_lines(value, "")) or f"{value}\n"


def _lines(value: dict[str, Any] | list[Any], margin: str) -> list[str]:
    """Return the lines of a mapping or list, none if it is empty."""
    found: list[str] = []
    inner = f"{margin}  "
    starts = [f"{_inline(key, '')}:" for key in value] if is_mapping(value) else repeat("-")
    items = value.values() if is_mapping(value) else value
    for start, item in zip(starts, items, strict=False):
        if not item or not (is_mapping(item) or is_list(item)):
            found.append(f"{margin}{start} {_inline(item, margin)}\n")
        elif start == "-":
            first, *others = _lines(item, inner)
            found += (f"{margin}- {first.removeprefix(inner)}", *others)
        else:
            found += (f"{margin}{start}\n", *_lines(item, inner))
    return found


def _inline(value: Any, margin: str) -> str:
    """Return what follows a key or a hyphen: any value but a mapping or list with items."""
    if type(value) is int:
        return str(value)
    if isinstance(value, str) and re.fullmatch(_PRINTABLE, value):
        if re.fullmatch(_PLAIN, value):
            kinds = _dumper().yaml_implicit_resolvers
            if not any(kind.match(value) for _, kind in kinds.get(value[0], []) + kinds[None]):
                return value
        return "'{}'".format(value.replace("'", "''"))
    # PyYAML marks the end of a document after a text that ends in line breaks.
    written: str = yaml.dump(
        {"key": value, "end": 0},
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    return written[len("key: ") : -len("\nend: 0\n")].replace("\n  ", f"\n{margin}  ")


def compose(text: str) -> Any:
    """Return the nodes of a document without errors, each with where it starts and ends.

    They are those of PyYAML; ``None`` means that the text is empty.
    """
    try:
        return yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:  # a text that libyaml alone refuses
        return yaml.compose(text, Loader=yaml.SafeLoader)
