"""Values that should be records, and where they stand."""

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
    def positions(self) -> Positions:
        """Where everything stands; asked only when something is wrong."""
        return self.syntax.positions(self.text)


class Line(NamedTuple):
    """One line of JSONL without faults, read again whenever it is asked for.

    Its value is not kept: those of a million episodes would take more memory than the catalogue.
    """

    file: str
    stream: IO[bytes]
    offset: int
    lines_before: int

    @property
    def root(self) -> str:
        """What the line is, for paths in messages, which begin with the noun."""
        return ""

    @property
    def text(self) -> str:
        """The text of the line."""
        self.stream.seek(self.offset)
        return decode(self.stream.readline())

    @property
    def positions(self) -> Positions:
        """Where everything stands; asked only when something is wrong."""
        from . import json

        return json.positions(self.text)


class Nowhere(NamedTuple):
    """What stands for a document where plain values do not come from one."""

    file: str = ""
    root: str = ""
    lines_before: int = 0

    @property
    def positions(self) -> Positions:
        """No positions."""
        return Positions({}, {})


NOWHERE: Final = Nowhere()


@attrs.frozen(eq=False, repr=False)
class Located:
    """A value that should be a record, and where it stands."""

    document: Document | Line | Nowhere
    path: Path
    _value: Any
    layer: int = 0
    """0 for the catalogue itself, then 1 for each overlay."""
    id: str | None = attrs.field(
        kw_only=True, default=attrs.Factory(lambda self: id_of(self.value), takes_self=True)
    )
    """The id, if the record has one that can be read."""

    @property
    def value(self) -> Any:
        """The value, which is read again where it stands on a line of its own."""
        if isinstance(self.document, Line):
            import json

            value = json.loads(self.document.text)
            for step in self.path:
                value = value[step]
            return value
        return self._value

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Return where in the document stands what is at a path inside the record."""
        positions = self.document.positions
        places = positions.keys if key else positions.values
        return places.get((*self.path, *path), (0, 0) if self.document is NOWHERE else (1, 1))


def id_of(value: Any) -> str | None:
    """Return the id of a record, if it has one that can be read.

    >>> id_of({"id": "s01e03"})
    's01e03'
    """
    found = value.get("id") if is_mapping(value) else None
    return str(found) if isinstance(found, str) else None
