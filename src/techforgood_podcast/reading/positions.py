"""Values that should be records, and their positions."""

from __future__ import annotations

from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from ..syntax import Path, Position, Positions, decode, is_mapping

if TYPE_CHECKING:
    from ..syntax import Syntax  # noqa: TC004 -- attrs does not look it up


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Document:
    """One text to read, and where it comes from."""

    file: str
    text: str
    syntax: Syntax
    root: str = ""
    """What the whole document is, for paths in messages."""
    lines_before: int = 0

    @cached_property
    def _positions(self) -> Positions:
        return self.syntax.positions(self.text)

    def scan(self) -> Positions:
        """Return all positions; called only if something is wrong."""
        return self._positions


@attrs.define(eq=False, repr=False)
class Lines:
    """A JSONL file whose lines are read again on demand."""

    file: str
    stream: IO[bytes]
    _last: tuple[int, Positions] | None = None

    def read(self, offset: int) -> str:
        """Return the line at an offset."""
        self.stream.seek(offset)
        return decode(self.stream.readline())

    def scan(self, offset: int) -> Positions:
        """Return the positions in a line; those of the last line asked for are kept."""
        if self._last is None or self._last[0] != offset:
            from ..syntax import json

            self._last = offset, json.positions(self.read(offset))
        return self._last[1]


class Line(NamedTuple):
    """One line of JSONL without faults.

    Its value is not kept: those of a million episodes would take more memory than the catalogue.
    """

    lines: Lines
    offset: int
    lines_before: int

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.lines.file

    @property
    def root(self) -> str:
        """What the line is, for paths in messages, which begin with the noun."""
        return ""

    def scan(self) -> Positions:
        """Return all positions; called only if something is wrong."""
        return self.lines.scan(self.offset)


class Nowhere(NamedTuple):
    """The document of plain values that were not read from a file; it has no positions."""

    file: str = ""
    root: str = ""
    lines_before: int = 0

    def scan(self) -> Positions:
        """Return no positions."""
        return Positions()


NOWHERE: Final = Nowhere()


@attrs.frozen(eq=False, repr=False)
class Located:
    """A value that should be a record, and its position."""

    document: Document | Line | Nowhere
    path: Path
    _value: Any
    layer: int = 0
    """0 for the catalogue itself, then 1 for each overlay."""
    id: str | None = attrs.field(
        kw_only=True, default=attrs.Factory(lambda self: id_of(self.read()), takes_self=True)
    )
    """The id, if the record has one that can be read."""

    def read(self) -> Any:
        """Return the value, which is read from the file again if it is on a line of JSONL."""
        if isinstance(self.document, Line):
            import json

            value = json.loads(self.document.lines.read(self.document.offset))
            for step in self.path:
                value = value[step]
            return value
        return self._value

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Return the position in the document of a path inside the record."""
        positions = self.document.scan()
        whole = (*self.path, *path)
        found = positions.key(whole) if key else positions.value(whole)
        return found or ((0, 0) if self.document is NOWHERE else (1, 1))


def id_of(value: Any) -> str | None:
    """Return the id of a record, if it has one that can be read.

    >>> id_of({"id": "s01e03"})
    's01e03'
    """
    found = value.get("id") if is_mapping(value) else None
    return str(found) if isinstance(found, str) else None
