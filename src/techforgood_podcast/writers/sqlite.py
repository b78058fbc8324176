"""``sqlite``: a database of typed tables with views and full-text search, for SQL.

Every list of a catalogue is a table of the same name, with one column per language for texts in
several languages. Every list inside a record is a table of its own (`episode_guests`,
`episode_themes` …) with numbered rows. Tables are strict, dates are checked, and foreign keys are
declared; SQLite enforces them after `PRAGMA foreign_keys = ON`. The views `overview`,
`appearances`, `episodes_by_theme`, `episodes_by_organisation` and `episodes_by_place` answer
the most common questions; a theme, an organisation or a place includes those below it.

Full-text search takes words in lower case without accents and ligatures:
`SELECT code, episodes.title FROM episodes_fts('coeur numerique') AS found JOIN episodes ON
episodes.rowid = found.rowid ORDER BY rank`. Titles and summaries are also found as they are
spelt; people, roles, organisations, themes and places are in `search_text`. To look up a record
by any of its names, reduced in the same way, query `names.key`.

The table `descriptions` explains each table and column. To show it in Datasette, run
`sqlite3 catalogue.sqlite 'SELECT json FROM datasette_metadata' > metadata.json`, then
`datasette catalogue.sqlite --metadata metadata.json`.

Lost: which language of a text is its main one (the first in `names`, for names and labels);
whole numbers in figures beyond 2 ** 53 become the nearest REAL.

Note: writing and reading need SQLite 3.37 or newer with FTS5. One version of SQLite always
writes the same bytes; another may write the same database in other bytes.

Tested with: `integrity_check` and `foreign_key_check` of SQLite, sqlite-utils, Datasette.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING, Final

import attrs

from ..catalogue.indexes import references, texts
from ..errors import CatalogueError, Problem
from ..models import Source
from ..relational.schema import Column, rows, schema
from ..text.folding import fold
from .format import Format
from .sql_tables import define_table, quote
from .sql_views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from ..catalogue.catalogue import Catalogue
    from ..models import Entity, Episode
    from ..relational.schema import Reader, Table, Value

FORMAT = Format(
    name="sqlite",
    suffixes=(".sqlite", ".sqlite3", ".db"),
    media_type="application/vnd.sqlite3",
    summary="A database of typed tables with views and full-text search, for SQL.",
    kind="file",
)

_SEARCH_TEXT: Final = Column(
    name="search_text",
    description="Everything to find the episode by, in small letters without accents.",
    required=True,
)
_DESCRIPTIONS: Final = """\
CREATE TABLE "descriptions" (
  "table_name" TEXT NOT NULL,
  "column_name" TEXT,
  "type" TEXT,
  "description" TEXT NOT NULL,
  UNIQUE ("table_name", "column_name")
) STRICT"""
# The defaults of these differ between builds of SQLite, and they are part of the file.
_SETTINGS: Final = ("PRAGMA encoding = 'UTF-8'", "PRAGMA page_size = 4096")


def content(catalogue: Catalogue) -> bytes:
    """Return the catalogue as a database.

    Raises:
        CatalogueError: SQLite refuses it, for example with texts in a thousand languages.

    >>> import sqlite3
    >>> import techforgood_podcast as tfg
    >>> connection = sqlite3.connect(":memory:")
    >>> connection.deserialize(content(tfg.load_catalogue()))
    >>> connection.execute(
    ...     "SELECT code FROM episodes_by_theme WHERE label_en = 'Digital inclusion'"
    ... ).fetchall()
    [('S1E3',), ('S1E7',)]
    >>> connection.close()
    """
    import sqlite3

    tables = tuple(map(_searchable, schema(catalogue.languages)))
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            for statement in _SETTINGS:
                connection.execute(statement)
            _fill(connection, catalogue, tables)
            return connection.serialize()
    except sqlite3.Error as error:
        problem = Problem(path="", message=f"SQLite cannot hold this catalogue: {error}")
        raise CatalogueError([problem]) from error


def _searchable(table: Table) -> Table:
    """Return a table; that of the episodes gets a column for full-text search."""
    if table.name != "episodes":
        return table
    return attrs.evolve(
        table,
        columns=(*table.columns, _SEARCH_TEXT),
        readers=(*table.readers, _search_text()),
    )


def _fill(connection: Connection, catalogue: Catalogue, tables: tuple[Table, ...]) -> None:
    connection.execute(f"PRAGMA user_version = {catalogue.info.schema_version:d}")
    connection.execute(_DESCRIPTIONS)
    for table in tables:
        for statement in define_table(table):
            connection.execute(statement)
        _insert(connection, table.name, len(table.columns), rows(catalogue, table))
    episodes = next(table for table in tables if table.name == "episodes")
    connection.execute(_full_text(episodes))
    connection.execute("INSERT INTO episodes_fts (episodes_fts) VALUES ('rebuild')")
    by_name = {table.name: table for table in tables}
    for view in VIEWS:
        connection.execute(view.definition(by_name))
    _insert(connection, "descriptions", 4, _descriptions(tables))
    connection.commit()


def _insert(
    connection: Connection, table: str, width: int, lines: Iterable[tuple[Value, ...]]
) -> None:
    values = ", ".join("?" * width)
    connection.executemany(
        f"INSERT INTO {quote([table])} VALUES ({values})",  # noqa: S608 -- a fixed name
        (tuple(map(_plain, line)) for line in lines),
    )


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _full_text(episodes: Table) -> str:
    """Return the statement that creates the full-text index."""
    summaries = (column.name for column in episodes.columns if column.form == "localized")
    return (
        f"CREATE VIRTUAL TABLE episodes_fts USING fts5 (title, {quote(summaries)}, search_text,"
        ' content="episodes", tokenize="unicode61 remove_diacritics 2")'
    )


def _search_text() -> Reader:
    """Return a function that gives all names and texts of an episode, folded.

    Folding takes most of the time, so each entity's names are folded once.
    """
    known: dict[tuple[type[Entity], str], tuple[str, ...]] = {}

    def keys(entity: Entity) -> tuple[str, ...]:
        found = known.get((type(entity), entity.id))
        if found is None:
            lineage: tuple[Entity, ...] = getattr(entity, "lineage", (entity,))
            found = tuple(fold(name) for above in lineage for name in above.names)
            known[type(entity), entity.id] = found
        return found

    def read(episode: Episode) -> str:
        about = (entity for entity in references(episode) if not isinstance(entity, Source))
        return " ".join(
            dict.fromkeys(
                (
                    *map(fold, episode.names),
                    *(key for entity in about for key in keys(entity)),
                    *(fold(text) for localized in texts(episode) for text in localized.texts),
                )
            )
        )

    return read


def _descriptions(tables: tuple[Table, ...]) -> Iterator[tuple[Value, ...]]:
    for table in tables:
        yield table.name, None, None, table.description
        for column in table.columns:
            yield table.name, column.name, column.type, column.description
    for view in VIEWS:
        yield view.name, None, None, view.description
