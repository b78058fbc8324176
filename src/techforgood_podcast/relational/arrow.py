"""Arrow tables for pyarrow, Polars, pandas and DuckDB.

Requires the ``arrow`` extra; ``pyarrow`` is imported on first use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from .._runtime import Immutable
from ..catalogue.exportable import Exportable, catalogue_of
from ..errors import MissingExtraError
from .schema import appearances, rows, schema

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from .schema import Table

__all__ = ["Tables", "tables"]

# Rows converted per Arrow batch; more would hold more Python objects at once.
_BATCH: Final = 10_000


class Tables(Immutable, Mapping[str, Any]):
    """The tables of a catalogue, available as attributes and as a mapping.

    Each value is a ``pyarrow.Table``, which Polars, pandas and DuckDB accept directly. A table
    comes after those that its foreign keys refer to; the last, ``appearances``, joins the people of
    each episode with their names, roles and organisations. Texts are ``string``, whole numbers
    ``int64``, other numbers ``double``, dates ``date32`` and moments ``timestamp`` in UTC.
    Localised text has one column per language, such as ``summary_fr``. The ``description`` key in
    the metadata of each table and column explains what it holds; the data dictionary lists them
    all.

    >>> import techforgood_podcast as tfg
    >>> tables = tfg.tables(tfg.load_catalogue())
    >>> tables.places.column_names
    ['id', 'name_fr', 'name_en', 'kind', 'code', 'part_of_id']
    >>> tables["episode_themes"].num_columns
    3
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        # The tables are the attributes of the instance, so that dir() and editors list them.
        vars(self).update(tables)

    if TYPE_CHECKING:  # pyarrow ships no type information

        def __getattr__(self, name: str) -> Any:
            """Return a table."""

    def __getitem__(self, name: str) -> Any:
        return vars(self)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(vars(self))

    def __len__(self) -> int:
        return len(vars(self))

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
    languages = catalogue.languages
    found = (*schema(languages), appearances(languages))
    return Tables({table.name: _arrow_table(pyarrow, catalogue, table) for table in found})


def parts(table: Any, column: str) -> Iterator[tuple[Any, Any]]:
    """Yield each distinct value of a column, sorted, with its rows minus that column."""
    indices: defaultdict[Any, list[int]] = defaultdict(list)
    for index, value in enumerate(table.column(column).to_pylist()):
        indices[value].append(index)
    others = [name for name in table.column_names if name != column]
    for value in sorted(indices, key=lambda value: (value is None, value)):
        yield value, table.select(others).take(indices[value])


def parquet(table: Any) -> bytes:
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


def _arrow_table(pyarrow: Any, catalogue: Catalogue, table: Table) -> Any:
    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "datetime": pyarrow.timestamp("ms", "UTC"),
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
    return pyarrow.Table.from_batches(batches, arrow_schema)
