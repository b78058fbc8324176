"""Arrow tables for pyarrow, Polars, pandas and DuckDB.

Requires the ``arrow`` extra; ``pyarrow`` is imported on first use.
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
        """The typed subset of ``pyarrow.Table``; pyarrow ships no type information."""

        @property
        def num_rows(self) -> int:
            """Number of rows."""
            ...

        @property
        def num_columns(self) -> int:
            """Number of columns."""
            ...

        @property
        def column_names(self) -> list[str]:
            """Column names."""
            ...

        @property
        def schema(self) -> Any:
            """The ``pyarrow.Schema``."""
            ...

        def column(self, i: int | str, /) -> Any:
            """Return a column as a ``pyarrow.ChunkedArray``."""
            ...

        def filter(self, mask: Any, /) -> ArrowTable:
            """Return the rows selected by a boolean array or an expression."""
            ...

        def select(self, columns: Sequence[int | str], /) -> ArrowTable:
            """Return a table with only these columns."""
            ...

        def take(self, indices: Any, /) -> ArrowTable:
            """Return the rows at these indices."""
            ...

        def to_pylist(self) -> list[dict[str, Any]]:
            """Return the rows as dictionaries."""
            ...

        def to_pydict(self) -> dict[str, list[Any]]:
            """Return the columns as lists."""
            ...

        def to_pandas(self) -> Any:
            """Convert to a ``pandas.DataFrame``."""
            ...

        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            """Export a stream through the Arrow PyCapsule interface."""
            ...


__all__ = ["Tables", "tables"]

# Rows converted per Arrow batch; more would hold more Python objects at once.
_BATCH: Final = 10_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tables(Mapping[str, "ArrowTable"]):
    """The tables of a catalogue, available as attributes and as a mapping.

    Each value is a ``pyarrow.Table``, which Polars, pandas and DuckDB accept directly. A table
    comes after those that its foreign keys refer to. Texts are ``string``, whole numbers
    ``int64``, other numbers ``double`` and dates ``date32``. Localised text has one column per
    language, such as ``summary_fr``. The ``description`` key in the metadata of each table and
    column explains what it holds.

    Attributes:
        info: version, licence and other details of the catalogue itself, in one row.
        redirects: ids that are no longer in use.
        names: every name a record can be looked up by, with its folded form in ``key``.
        sources: the publications that facts were taken from.
        places: countries, regions and cities.
        themes: the vocabulary of themes.
        organisations: organisations that episodes are about, visit or mention.
        organisation_parents: the parent organisations of organisations.
        organisation_same_as: URLs that identify organisations elsewhere.
        organisation_sources: the sources of the facts about organisations.
        people: everyone named in the credits.
        person_organisations: the lasting affiliations of people.
        person_same_as: URLs that identify people elsewhere.
        person_sources: the sources of the facts about people.
        shows: the podcast, in one row.
        show_hosts: the hosts of the podcast.
        show_producers: the organisations that produce the podcast.
        show_themes: the themes of the podcast.
        show_sources: the sources of the facts about the podcast.
        episodes: the episodes.
        episode_hosts: the hosts of each episode.
        episode_guests: who speaks in each episode: a person, or an unnamed group.
        episode_guest_organisations: the affiliations of guests as credited.
        episode_mentioned: people named in an episode who do not speak in it.
        episode_mentioned_organisations: the affiliations of those people as credited.
        episode_organisations: the organisations each episode is about or mentions.
        episode_themes: the themes of each episode.
        episode_places: the places where each episode is set.
        episode_figures: numbers quoted in the notes of each episode.
        episode_sources: the sources of the facts about each episode.

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
        """Return the tables with their row counts."""
        return f"<Tables: {', '.join(f'{name} {table.num_rows}' for name, table in self.items())}>"


def tables(obj: Exportable) -> Tables:
    """Return a catalogue, a selection of episodes or one episode as Arrow tables.

    Other libraries accept the tables directly: ``polars.DataFrame(found.episodes)`` or
    ``pandas.DataFrame.from_arrow(found.episodes)``. DuckDB queries a table through the name of a
    variable: ``episodes = found.episodes``, then ``duckdb.sql("FROM episodes")``.

    Raises:
        MissingExtraError: pyarrow is not installed.
        CatalogueError: records built in Python have values that a catalogue file may not have.

    >>> import techforgood_podcast as tfg
    >>> found = tfg.tables(tfg.by_guest("Karine Gentelet"))
    >>> found.episodes.select(["code", "season", "number"]).to_pylist()
    [{'code': 'S1E3', 'season': 1, 'number': 3}, {'code': 'S1E7', 'season': 1, 'number': 7}]
    """
    catalogue = catalogue_of(obj)
    return tables_of(catalogue, "tables")


def tables_of(catalogue: Catalogue, feature: str) -> Tables:
    """Return the tables of a catalogue that has already been validated.

    Raises:
        MissingExtraError: pyarrow is not installed; the message names ``feature``.
    """
    pyarrow = _pyarrow(feature)
    return Tables(
        **{t.name: _arrow_table(pyarrow, catalogue, t) for t in schema(catalogue.languages)}
    )


def parts(table: ArrowTable, column: str) -> Iterator[tuple[Any, ArrowTable]]:
    """Yield each distinct value of a column, sorted, with its rows minus that column."""
    indices: defaultdict[Any, list[int]] = defaultdict(list)
    for index, value in enumerate(table.column(column).to_pylist()):
        indices[value].append(index)
    others = [name for name in table.column_names if name != column]
    for value in sorted(indices):
        yield value, table.select(others).take(indices[value])


def parquet(table: ArrowTable) -> bytes:
    """Return the bytes of a table as a Parquet file."""
    pyarrow = _pyarrow("parquet")
    stream = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, stream)
    data: bytes = stream.getvalue().to_pybytes()
    return data


def _pyarrow(feature: str) -> Any:
    """Import and return pyarrow with ``pyarrow.parquet`` loaded."""
    try:
        import pyarrow.parquet  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:
        raise MissingExtraError(feature, "arrow") from error
    return pyarrow


def _arrow_table(pyarrow: Any, catalogue: Catalogue, table: Table) -> ArrowTable:
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
    arrow_schema = pyarrow.schema(fields, metadata={"description": table.description})
    remaining = rows(catalogue, table)
    batches: list[Any] = []
    while columns := tuple(zip(*islice(remaining, _BATCH), strict=True)):
        arrays = [pyarrow.array(values, f.type) for values, f in zip(columns, fields, strict=True)]
        batches.append(pyarrow.record_batch(arrays, schema=arrow_schema))
    arrow: ArrowTable = pyarrow.Table.from_batches(batches, arrow_schema)
    return arrow
