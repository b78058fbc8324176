"""The relational tables as Arrow tables, for pyarrow, Polars, pandas and DuckDB.

They need the extra ``arrow``; ``pyarrow`` is imported on use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import attrs

from ..catalogue.exportable import catalogue_of
from ..errors import MissingExtraError
from .schema import rows, schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Protocol

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.exportable import Exportable
    from .schema import Table

    class ArrowTable(Protocol):
        """What type checkers know of a ``pyarrow.Table``, since pyarrow itself has no types."""

        @property
        def num_rows(self) -> int:
            """How many lines there are."""
            ...

        @property
        def num_columns(self) -> int:
            """How many columns there are."""
            ...

        @property
        def column_names(self) -> list[str]:
            """The names of the columns."""
            ...

        @property
        def schema(self) -> Any:
            """The ``pyarrow.Schema``."""
            ...

        def column(self, i: int | str, /) -> Any:
            """Return a column as a ``pyarrow.ChunkedArray``."""
            ...

        def filter(self, mask: Any, /) -> ArrowTable:
            """Return the lines that an array of truth values, or an expression, chooses."""
            ...

        def select(self, columns: Sequence[int | str], /) -> ArrowTable:
            """Return these columns."""
            ...

        def take(self, indices: Any, /) -> ArrowTable:
            """Return the lines at these places."""
            ...

        def to_pylist(self) -> list[dict[str, Any]]:
            """Return the lines."""
            ...

        def to_pydict(self) -> dict[str, list[Any]]:
            """Return the columns."""
            ...

        def to_pandas(self) -> Any:
            """Return a ``pandas.DataFrame``."""
            ...

        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            """Hand the lines on to any library that knows Arrow's PyCapsule interface."""
            ...


__all__ = ["Tables", "tables"]

_BATCH: Final = 10_000
"""So many lines at a time wait as Python objects."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tables(Mapping[str, "ArrowTable"]):
    """The tables of a catalogue, as attributes and as a mapping, each after those it refers to.

    Each is a ``pyarrow.Table``: hand it to Polars, pandas or DuckDB as it is. Texts are ``string``,
    whole numbers ``int64``, other numbers ``double`` and days ``date32``. A text in several
    languages is a column for each, such as ``summary_fr``; the metadata of a table and of its
    columns say in their ``description`` what they hold.

    Attributes:
        info: what the catalogue says of itself, in one line.
        redirects: ids that are no longer in use.
        names: every text that a record can be found by, folded in ``key``.
        sources: where facts were read.
        places: countries, regions and cities.
        themes: the vocabulary of themes.
        organisations: what episodes are about, visit or name.
        organisation_parents: the bodies that organisations belong to.
        organisation_same_as: addresses that stand for organisations elsewhere.
        organisation_sources: where the facts of organisations were read.
        people: everyone whom the credits name.
        person_organisations: lasting memberships.
        person_same_as: addresses that stand for people elsewhere.
        person_sources: where the facts of people were read.
        shows: the podcast, in one line.
        show_hosts: who makes it.
        show_producers: the bodies that produce it.
        show_themes: what it is about.
        show_sources: where its facts were read.
        episodes: the episodes.
        episode_hosts: who made each.
        episode_guests: who speaks in each: a person, or a group without names.
        episode_guest_organisations: the affiliations that the credits of guests state.
        episode_mentioned: who is named without speaking.
        episode_mentioned_organisations: the affiliations of these.
        episode_organisations: the bodies that each is about or names.
        episode_themes: what each is about.
        episode_places: where each takes place.
        episode_figures: numbers that the notes of each state.
        episode_sources: where the facts of each were read.

    >>> import techforgood_podcast as tfg
    >>> tables = tfg.tables(tfg.load_catalogue())
    >>> tables.places.column_names
    ['id', 'name_fr', 'name_en', 'kind', 'code', 'part_of_id']
    >>> tables["episode_themes"].num_columns
    3
    """

    info: ArrowTable
    redirects: ArrowTable
    names: ArrowTable
    sources: ArrowTable
    places: ArrowTable
    themes: ArrowTable
    organisations: ArrowTable
    organisation_parents: ArrowTable
    organisation_same_as: ArrowTable
    organisation_sources: ArrowTable
    people: ArrowTable
    person_organisations: ArrowTable
    person_same_as: ArrowTable
    person_sources: ArrowTable
    shows: ArrowTable
    show_hosts: ArrowTable
    show_producers: ArrowTable
    show_themes: ArrowTable
    show_sources: ArrowTable
    episodes: ArrowTable
    episode_hosts: ArrowTable
    episode_guests: ArrowTable
    episode_guest_organisations: ArrowTable
    episode_mentioned: ArrowTable
    episode_mentioned_organisations: ArrowTable
    episode_organisations: ArrowTable
    episode_themes: ArrowTable
    episode_places: ArrowTable
    episode_figures: ArrowTable
    episode_sources: ArrowTable

    def __getitem__(self, name: str) -> ArrowTable:
        if name not in attrs.fields_dict(Tables):
            raise KeyError(name)
        table: ArrowTable = getattr(self, name)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(attrs.fields_dict(Tables))

    def __len__(self) -> int:
        return len(attrs.fields_dict(Tables))

    def __repr__(self) -> str:
        """Return how many lines each table has."""
        return f"<Tables: {', '.join(f'{name} {table.num_rows}' for name, table in self.items())}>"


def tables(obj: Exportable) -> Tables:
    """Return a catalogue, a selection of episodes or one episode as Arrow tables.

    Each can be handed on as it is, such as to ``polars.DataFrame(found.episodes)`` or
    ``pandas.DataFrame.from_arrow(found.episodes)``. DuckDB finds one by the name of a variable:
    after ``episodes = found.episodes``, with ``duckdb.sql("FROM episodes")``.

    Raises:
        MissingExtraError: pyarrow is not installed.
        CatalogueError: records that were built in Python hold what no file may hold.

    >>> import techforgood_podcast as tfg
    >>> found = tfg.tables(tfg.by_guest("Karine Gentelet"))
    >>> found.episodes.select(["code", "season", "number"]).to_pylist()
    [{'code': 'S1E3', 'season': 1, 'number': 3}, {'code': 'S1E7', 'season': 1, 'number': 7}]
    """
    catalogue = catalogue_of(obj)
    return tables_of(catalogue, "tables")


def tables_of(catalogue: Catalogue, feature: str) -> Tables:
    """Return the tables of a catalogue that files could hold.

    Raises:
        MissingExtraError: pyarrow, which the feature needs, is not installed.
    """
    pyarrow = _pyarrow(feature)
    found = schema(catalogue.languages)
    return Tables(**{table.name: _arrow(pyarrow, catalogue, table) for table in found})


def parts(table: ArrowTable, column: str) -> Iterator[tuple[Any, ArrowTable]]:
    """Give each value of a column, in order, and its lines without that column."""
    places: defaultdict[Any, list[int]] = defaultdict(list)
    for place, value in enumerate(table.column(column).to_pylist()):
        places[value].append(place)
    others = [name for name in table.column_names if name != column]
    for value in sorted(places):
        yield value, table.select(others).take(places[value])


def parquet(table: ArrowTable) -> bytes:
    """Return a table as a Parquet file."""
    pyarrow = _pyarrow("parquet")
    stream = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, stream)
    data: bytes = stream.getvalue().to_pybytes()
    return data


def _pyarrow(feature: str) -> Any:
    """Return pyarrow, and in it what writes Parquet; neither has types."""
    try:
        import pyarrow.parquet  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:
        raise MissingExtraError(feature, "arrow") from error
    return pyarrow


def _arrow(pyarrow: Any, catalogue: Catalogue, table: Table) -> ArrowTable:
    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
    }
    fields = [
        pyarrow.field(
            column.name,
            types[column.type],
            nullable=not column.required,
            metadata={"description": column.description},
        )
        for column in table.columns
    ]
    heading = pyarrow.schema(fields, metadata={"description": table.description})
    lines = rows(catalogue, table)
    batches: list[Any] = []
    while columns := tuple(zip(*islice(lines, _BATCH), strict=True)):
        arrays = [pyarrow.array(values, f.type) for values, f in zip(columns, fields, strict=True)]
        batches.append(pyarrow.record_batch(arrays, schema=heading))
    arrow: ArrowTable = pyarrow.Table.from_batches(batches, heading)
    return arrow
