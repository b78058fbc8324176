"""Types and limits shared by the YAML and JSON readers: paths, positions and problems.

A parsed value is ``None``, ``bool``, ``int``, ``float``, ``str``, ``list`` or ``dict`` with
``str`` keys, or ``UNKNOWN`` in place of something unreadable. The YAML reader returns
``Unquoted`` for plain scalars, since the field decides whether one is text, a number or a date.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeGuard

from ..errors import Problem
from ..quoting import cut, dotted, quoted
from .limits import MAX_BYTES

if TYPE_CHECKING:
    from typing import Protocol

    from ..errors import Severity

    class Syntax(Protocol):
        """The functions that the YAML and JSON readers provide."""

        def read(self, text: str) -> tuple[Any, list[Problem]]:
            """Return the value of a document, and the problems in it."""
            ...

        def positions(self, text: str) -> Positions:
            """Return the position of every key and value."""
            ...


# Keys and indexes from a record to a value inside it.
Path: TypeAlias = tuple[str | int, ...]

# Line and column, both counted from 1; columns count characters.
Position: TypeAlias = tuple[int, int]

# Byte order marks of other encodings. UTF-32 comes first, since the UTF-32 mark for little-endian
# begins with that of UTF-16.
_OTHER_MARKS: Final = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


INTEGER: Final = r"-?(?:0|[1-9][0-9]{0,17})"
NUMBER: Final = INTEGER + r"(?:\.[0-9]{1,30})?(?:e[+-][0-9]{1,3})?"
# Larger numbers are not printed in messages; Python refuses to print some.
_LONGEST_NUMBER: Final = 10**40
# Characters of a value that a message shows.
_LETTERS_OF_VALUE: Final = 40


class Unquoted(str):
    """A YAML scalar without quotation marks."""

    __slots__ = ()


class Unknown:
    """A value that could not be read; why is reported already, and nothing else is."""


UNKNOWN: Final = Unknown()


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Say whether a value is a mapping; its keys are text, as every reader makes them."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Say whether a value is a list."""
    return isinstance(value, list)


def problem_at(
    position: Position,
    path: Path,
    message: str,
    hint: str | None = None,
    severity: Severity = "error",
) -> Problem:
    """Return a problem in a text; whoever knows the file adds its name."""
    line, column = position
    return Problem(
        line=line, column=column, path=dotted(path), message=message, hint=hint, severity=severity
    )


class UnreadableError(Exception):
    """A file cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


class Positions(dict[Path, int]):
    """The positions of the keys and values of a document, by path.

    A document may have a million values: the positions of a key and its value are packed into one
    number, which takes a third of the memory of two tuples.
    """

    # No line or column has more bits, since no file has more bytes.
    _BITS: Final = MAX_BYTES.bit_length()

    def add(self, path: Path, value: Position, key: Position = (0, 0)) -> None:
        """Note where a value starts, and its key if it has one; the first note counts."""
        packed = 0
        for number in (*key, *value):
            packed = packed << self._BITS | number
        self.setdefault(path, packed)

    def value(self, path: Path) -> Position | None:
        """Return where a value starts, if it was noted."""
        return self._unpack(path, 0)

    def key(self, path: Path) -> Position | None:
        """Return where the key of a value starts, if it was noted."""
        return self._unpack(path, 2 * self._BITS)

    def _unpack(self, path: Path, shift: int) -> Position | None:
        packed = self.get(path, 0) >> shift
        mask = (1 << self._BITS) - 1
        return (packed >> self._BITS & mask, packed & mask) if packed else None


def position_at(text: str, offset: int) -> Position:
    r"""Return the line and column of a character.

    >>> position_at("a\nbc", 3)
    (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def decode(data: bytes, noun: str = "file") -> str:
    """Decode a file or line in UTF-8, with or without a byte order mark.

    Raises:
        UnreadableError: the data are too long or not valid UTF-8.
    """
    if len(data) > MAX_BYTES:
        message = f"the {noun} is larger than {MAX_BYTES:,} bytes"
        raise UnreadableError(problem_at((1, 1), (), message))
    for mark, encoding in _OTHER_MARKS.items():
        if data.startswith(mark):
            message = f"the file is encoded in {encoding}, not UTF-8"
            raise UnreadableError(problem_at((1, 1), (), message, "save the file as UTF-8"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        message = f"the byte 0x{data[error.start]:02x} is not valid UTF-8"
        position = position_at(before, len(before))
        problem = problem_at(position, (), message, "save the file as UTF-8")
        raise UnreadableError(problem) from None


def describe(value: Any) -> str:  # noqa: PLR0911 -- one answer for each kind of value
    """Say what a value is, for a message.

    >>> describe(["a"]), describe(Unquoted("no")), describe(None)
    ('a list', '"no"', 'nothing')
    """
    if isinstance(value, Unquoted) and re.fullmatch(NUMBER, value):
        return str(value)
    match value:
        case None:
            return "nothing"
        case str() if type(value) in {str, Unquoted}:
            return quoted(cut(value, _LETTERS_OF_VALUE))
        case bool():
            return str(value).lower()
        case int() if abs(value) > _LONGEST_NUMBER:
            return "a very long number"
        case int() | float() | dt.date() | dt.timedelta():
            return str(value)
        case bytes():
            return "bytes"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return with_article(type(value).__name__)


def wrong_kind(expected: str, value: object) -> TypeError:
    """Return the error for an argument of a wrong kind.

    >>> wrong_kind("a name", ["a"]), wrong_kind("a day", None)
    (TypeError('expected a name, found a list'), TypeError('expected a day, found None'))
    """
    return TypeError(f"expected {expected}, found {'None' if value is None else describe(value)}")


def with_article(noun: str) -> str:
    """Return a noun with its article.

    >>> with_article("Person"), with_article("Episode")
    ('a Person', 'an Episode')
    """
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"
