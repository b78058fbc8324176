"""Values that should be records, where each is stated, and what several layers state together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from json import loads
from operator import is_
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import attrs

from .._runtime import cached_property
from ..models.algebra import combine
from ..models.sections import SECTIONS
from ..quoting import dotted
from ..syntax import Path, Position, Positions, decode, is_mapping, json
from . import Traversable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..models.rules import Breach
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
        """All positions; needed only if something is wrong."""
        return self.syntax.positions(self.text)


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

    def positions(self, offset: int) -> Positions:
        """Return the positions in a line; those of the last line asked for are kept."""
        if self._last is None or self._last[0] != offset:
            self._last = offset, json.positions(self.read(offset))
        return self._last[1]


class Line(NamedTuple):
    """One line of JSONL in which nothing is wrong.

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

    @property
    def positions(self) -> Positions:
        """All positions; needed only if something is wrong."""
        return self.lines.positions(self.offset)


# The document of plain values that were not read from a file; it has no positions.
NOWHERE: Final = Document(file="", text="", syntax=json)


@attrs.frozen(eq=False, repr=False)
class RawRecord:
    """A value that should be a record, and where it is stated."""

    document: Document | Line
    path: Path
    _value: Any
    layer: int = 0
    """0 for the catalogue itself, then 1 for each overlay."""
    id: str | None = attrs.field(
        kw_only=True, default=attrs.Factory(lambda self: stated_id(self.read()), takes_self=True)
    )
    """The id, if the record has one that can be read."""

    def read(self) -> Any:
        """Return the value, which is read from the file again if it is on a line of JSONL."""
        if isinstance(self.document, Line):
            value = loads(self.document.lines.read(self.document.offset))
            for step in self.path:
                value = value[step]
            return value
        return self._value

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Return the position in the document of a path inside the record."""
        positions = self.document.positions
        whole = (*self.path, *path)
        found = positions.key(whole) if key else positions.value(whole)
        return found or ((0, 0) if self.document is NOWHERE else (1, 1))

    def location(self, *path: str) -> str:
        """Return the file and line of a field, or of the id, as other problems refer to it."""
        if not self.document.file:
            return dotted(self.path)
        line, _ = self.position(path or ("id",))
        return f"{self.document.file}:{line + self.document.lines_before}"


def stated_id(value: Any) -> str | None:
    """Return the id of a record, if it has one that can be read.

    >>> stated_id({"id": "s01e03"})
    's01e03'
    """
    found = value.get("id") if is_mapping(value) else None
    return str(found) if isinstance(found, str) else None


Remark: TypeAlias = "tuple[RawRecord, Breach]"
"""A record, and what is odd about it."""
Layers: TypeAlias = "list[RawRecord]"
"""The statements about one record, the lowest layer first, one a layer."""
Successors: TypeAlias = "Mapping[str, str | None]"
"""The ids of one list that overlays retire, each with the id that replaces it, if any."""


@attrs.frozen(eq=False, repr=False)
class Stated:
    """What the files of a catalogue and of its overlays state, once all are read.

    Attributes:
        records: the records under each top-level key, in the order in which they were read.
        unread: the keys whose records could not all be read, so that nobody knows their ids.
        location: where the catalogue is; ``None`` if it is in no file.
        show_file: the file that should hold the show.
    """

    records: Mapping[str, list[RawRecord]]
    unread: Collection[str]
    location: Traversable | None
    show_file: str

    @cached_property
    def layers(self) -> dict[str, dict[str, Layers]]:
        """The layers of each record that has an id, by top-level key and id."""
        return {root: _by_id(records) for root, records in self.records.items()}

    @cached_property
    def redirects(self) -> dict[str, tuple[str | None, Layers]]:
        """Target and layers of each redirect, without those whose target is not text."""
        found: dict[str, tuple[str | None, Layers]] = {}
        for id_, layers in self.layers["redirects"].items():
            target: Any = combined(layers).get("to")
            if target is None or isinstance(target, str):
                found[id_] = (None if target is None else str(target)), layers
        return found

    @cached_property
    def successors(self) -> dict[str, Successors]:
        """For each list the ids that overlays retire in it, and where each leads in the end.

        A redirect counts in each list that has its target, a withdrawal in all lists.
        """
        found: dict[str, Successors] = {}
        redirects = self.redirects.items()
        for name in (section.name for section in SECTIONS):
            ids = self.layers[name]
            targets = {id_: to for id_, (to, _) in redirects if to is None or to in ids}
            ends = _ends(targets)
            found[name] = {
                id_: ends[id_] for id_, (_, layers) in redirects if id_ in ends and layers[-1].layer
            }
        return found

    @cached_property
    def in_use(self) -> dict[str, dict[str, Layers]]:
        """The layers of the records of each list that no overlay retires, by id."""
        return {
            name: {id_: some for id_, some in self.layers[name].items() if id_ not in retired}
            if retired
            else self.layers[name]
            for name, retired in self.successors.items()
        }


def _ends(targets: Mapping[str, str | None]) -> Successors:
    """Return where each id leads in the end; in a circle, that is an id that leads on."""
    ends: dict[str, str | None] = {}
    for start in targets:
        line: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in targets and at not in ends and at not in line:
            line[at] = None
            at = targets[at]
        end = None if at is None else ends.get(at, at)
        ends |= dict.fromkeys(line, end)
    return ends


def _by_id(records: Iterable[RawRecord]) -> dict[str, Layers]:
    """Return the layers of each record that has an id; the first statement of a layer counts."""
    found: dict[str, Layers] = {}
    for record in records:
        if record.id is not None:
            layers = found.setdefault(record.id, [])
            if not layers or layers[-1].layer != record.layer:
                layers.append(record)
    return found


def combined(layers: Sequence[RawRecord]) -> Mapping[str, Any]:
    """Return what the layers state together; the highest layer that has a field wins.

    There may be 200,000 records: what a single layer states is not copied.
    """
    alone = layers[0].read() if len(layers) == 1 else None
    fields = alone if is_mapping(alone) else merged(layers)
    if any(value is None for value in fields.values()):
        return {key: value for key, value in fields.items() if value is not None}
    return fields


def merged(layers: Sequence[RawRecord]) -> dict[str, Any]:
    """Return what the layers state together, including keys without a value in any layer."""
    fields: dict[str, Any] = {}
    for record in layers:
        stated = record.read()
        if is_mapping(stated):
            # Whatever the higher layer states counts: True and 1 are equal, but one is a mistake.
            fields, _ = combine(fields, stated, "replace", is_)
    return fields


def stating(layers: Sequence[RawRecord], field: str) -> RawRecord:
    """Return the highest layer that states a field; failing that, one that has its key."""
    if len(layers) == 1:
        return layers[0]
    values = ((record, record.read()) for record in reversed(layers))
    having = [(record, v[field]) for record, v in values if is_mapping(v) and field in v]
    stated = (record for record, value in having if value is not None)
    return next(stated, having[-1][0] if having else layers[-1])
