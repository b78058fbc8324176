"""Databases to ask: what ``sqlite`` writes, opened in memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from written import bytes_of

if TYPE_CHECKING:
    from collections.abc import Generator

    import techforgood_podcast as tfg


class Database:
    """A database of a catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that answer a query."""
        return self.connection.execute(query, values).fetchall()

    def tables(self) -> dict[str, list[dict[str, Any]]]:
        """Return every row of every table that catalogues have in all formats of tables."""
        names = self.ask(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT IN ('sqlite_schema', 'descriptions')"
        )
        return {name: self.rows(name) for (name,) in names}

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table or view by the names of its columns."""
        cursor = self.connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- a name of ours
        names = [description[0] for description in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


@contextmanager
def opened(catalogue: tfg.Catalogue) -> Generator[Database]:
    """Open the database of a catalogue, with foreign keys enforced."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes_of(catalogue, "sqlite"))
        connection.execute("PRAGMA foreign_keys = ON")
        yield Database(connection)
