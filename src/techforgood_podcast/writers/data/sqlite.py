"""``sqlite``: a database of typed tables with views and full-text search, for SQL.

The tables are those of the data dictionary. They are strict, dates are checked, and foreign keys
are declared; SQLite enforces them after `PRAGMA foreign_keys = ON`. The views `overview`,
`episodes_by_theme`, `episodes_by_organisation` and `episodes_by_place` answer the most common
questions; a theme, an organisation or a place includes those below it.

The table `episodes_fts` has the words and stems that `Catalogue.search` looks for, with weights for
`bm25`. Its `rowid` is that of `episodes`; as many empty rows follow, for the ranking.
`techforgood_podcast.match_expression` turns any text and the catalogue into a query: `SELECT code,
episodes.title FROM episodes_fts JOIN episodes ON episodes.rowid = episodes_fts.rowid WHERE
episodes_fts MATCH ? ORDER BY episodes_fts.rank, episodes.rowid`. Datasette and sqlite-utils find
the table by themselves, and take words as people write them.

To show in Datasette what each table and column means, run `sqlite3 catalogue.sqlite 'SELECT json
FROM datasette_metadata' > metadata.json`, then `datasette catalogue.sqlite --metadata
metadata.json`, and both again after renaming the file.

Also lost: what `datapackage` loses.

Note: writing and reading need SQLite 3.37 or newer with FTS5. The same bytes are guaranteed only by
the same version of SQLite. The view `datasette_metadata` needs `PRAGMA trusted_schema = ON`, which
is SQLite's default.

Tested with: `integrity_check` and `foreign_key_check` of SQLite, and Datasette.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from importlib_resources import files

from ...catalogue.full_text import (
    INSERT,
    KINDS,
    OF_DATABASE,
    RANK,
    Stems,
    all_passages,
    index_rows,
    languages_of,
    marks_of,
    require_sqlite,
)
from ...errors import CatalogueError, Problem
from ...relational.schema import appearances, rows, schema
from ...text.folding import fold
from ...text.search_terms import split_words
from ..format import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from ...catalogue.catalogue import Catalogue
    from ...catalogue.full_text import Known
    from ...relational.schema import Column, Table, Value

FORMAT = Format(
    name="sqlite",
    suffixes=(".sqlite", ".sqlite3", ".db"),
    media_type="application/vnd.sqlite3",
    summary="A database of typed tables with views and full-text search, for SQL.",
    family="data",
    kind="file",
)

# The column of the words of the notes, for spellings that only SQLite tells apart.
_NOTES: Final = list(KINDS).index("notes")
_WORD: Final = re.compile(r"\w+")
_DESCRIPTIONS: Final = """\
CREATE TABLE "descriptions" (
  "table_name" TEXT NOT NULL,
  "column_name" TEXT,
  "type" TEXT,
  "description" TEXT NOT NULL,
  UNIQUE ("table_name", "column_name")
) STRICT"""
_TYPES: Final = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
}
# A view in views.sql: its description, its name, and the statement that creates it.
_VIEW: Final = re.compile(
    r"((?:-- [^\n]*\n)+)(CREATE VIEW (\w+) AS\n.*?);$", re.DOTALL | re.MULTILINE
)
# The columns of a text in a view, one for each language.
_COLUMNS: Final = re.compile(r"\{(\w+)\.(\w+)\}")
# The defaults of these differ between builds of SQLite, and they are part of the file.
_SETTINGS: Final = ("PRAGMA encoding = 'UTF-8'", "PRAGMA page_size = 4096")


class _View(NamedTuple):
    name: str
    description: str
    statement: str


def content(catalogue: Catalogue) -> bytes:
    """Return the catalogue as a database.

    Raises:
        CatalogueError: SQLite refuses it, for example with texts in a thousand languages.
        SearchUnavailableError: this Python has no SQLite, or one without FTS5.

    >>> import sqlite3
    >>> import techforgood_podcast as tfg
    >>> connection = sqlite3.connect(":memory:")
    >>> connection.deserialize(content(tfg.load_catalogue()))
    >>> connection.execute(
    ...     "SELECT code FROM episodes_by_theme WHERE label_en = 'Artificial intelligence'"
    ... ).fetchall()
    [('S1E2',), ('S1E7',)]
    >>> connection.close()
    """
    require_sqlite()
    import sqlite3

    languages = catalogue.languages
    tables = (*schema(languages), appearances(languages))
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            for statement in _SETTINGS:
                connection.execute(statement)
            _fill(connection, catalogue, tables)
            return connection.serialize()
    except sqlite3.Error as error:
        problem = Problem(path="", message=f"SQLite cannot hold this catalogue: {error}")
        raise CatalogueError([problem]) from error


def _fill(connection: Connection, catalogue: Catalogue, tables: tuple[Table, ...]) -> None:
    connection.execute(f"PRAGMA user_version = {catalogue.info.schema_version:d}")
    connection.execute(_DESCRIPTIONS)
    for table in tables:
        for statement in _define_table(table):
            connection.execute(statement)
        _insert(connection, table.name, len(table.columns), rows(catalogue, table))
    _fill_search(connection, catalogue)
    views = list(_views(tables))
    for view in views:
        connection.execute(view.statement)
    _insert(connection, "descriptions", 4, _descriptions(tables, views))
    connection.commit()


def _insert(
    connection: Connection, table: str, width: int, lines: Iterable[tuple[Value, ...]]
) -> None:
    values = ", ".join("?" * width)
    connection.executemany(
        f"INSERT INTO {_quote([table])} VALUES ({values})",  # noqa: S608 -- a fixed name
        (tuple(map(_plain, line)) for line in lines),
    )


def _plain(value: Value) -> str | int | float | None:
    return value.isoformat() if isinstance(value, dt.date) else value


def _fill_search(connection: Connection, catalogue: Catalogue) -> None:
    """Create and fill the table for full-text search."""
    OF_DATABASE.create(connection)
    connection.execute("INSERT INTO episodes_fts(episodes_fts, rank) VALUES ('rank', ?)", (RANK,))
    episodes = catalogue.episodes
    rowids = dict(connection.execute("SELECT id, rowid FROM episodes"))
    insert = INSERT.replace(" texts(", " episodes_fts(")
    known: Known = {}
    stems = Stems(languages_of(catalogue.show))

    @cache
    def spellings(word: str) -> tuple[str, ...]:
        return tuple(_other_spellings(word))

    for episode, (_, *columns) in zip(episodes, index_rows(episodes, stems), strict=True):
        words = {word for _, text in all_passages(episode, known) for word in text.split()}
        others = sorted({other for word in words for other in spellings(word)})
        columns[0] = " ".join((str(columns[0]), "/", *marks_of(episode)))
        columns[_NOTES] = " ".join((str(columns[_NOTES]), "/", *others))
        connection.execute(insert, (rowids[episode.id], *columns))
    # As many empty rows again, as in the table of a search.
    empty = ((max(rowids.values()) + number,) for number in range(1, len(episodes) + 1))
    connection.executemany("INSERT INTO episodes_fts(rowid) VALUES (?)", empty)


def _other_spellings(text: str) -> Iterator[str]:
    """Yield spellings that SQLite, unlike ``fold``, takes for other words.

    These are the words with ligatures and similar letters as they are spelt, and words without
    ligatures as they could be spelt.

    >>> list(_other_spellings("Le coeur et l’œuvre, en smørrebrød"))
    ['cœur', 'œuvre', 'œuvre', 'smørrebrød']
    """
    for word in fold(text).split():
        if "oe" in word or "ae" in word:
            yield word.replace("oe", "œ").replace("ae", "æ")
    if not text.isascii():
        for word in _WORD.findall(unicodedata.normalize("NFC", text.lower())):
            decomposed = unicodedata.normalize("NFD", word)
            plain = "".join(c for c in decomposed if not unicodedata.combining(c))
            # SQLite removes accents, but not those of Japanese, and leaves Korean syllables whole.
            parts = split_words(word)
            if fold(word) != plain or (len(parts) > 1 and word != plain):
                yield from parts


def _quote(names: Iterable[str]) -> str:
    """Return names as SQL identifiers; none of them holds a quotation mark.

    >>> _quote(["id", "position"])
    '"id", "position"'
    """
    return ", ".join(f'"{name}"' for name in names)


def _define_table(table: Table) -> Iterator[str]:
    """Yield the statements that create a table, and an index for each foreign key."""
    yield _create_table(table)
    for key in table.foreign_keys:
        if key.columns != table.primary_key[: len(key.columns)]:
            yield _define_index(table, key.columns)
    if table.name == "names":
        yield _define_index(table, ("key",))


def _create_table(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    if table.primary_key:
        parts.append(f"PRIMARY KEY ({_quote(table.primary_key)})")
    parts += [
        f"FOREIGN KEY ({_quote(key.columns)})"
        f" REFERENCES {_quote([key.table])} ({_quote(key.references)})"
        for key in table.foreign_keys
    ]
    inside = ",\n  ".join(parts)
    return f"CREATE TABLE {_quote([table.name])} (\n  {inside}\n) STRICT"


def _column(column: Column) -> str:
    name = _quote([column.name])
    words = [name, _TYPES[column.type]]
    if column.required:
        words.append("NOT NULL")
    if column.choices:
        words.append(f"CHECK ({name} IN ({', '.join(map(repr, column.choices))}))")
    if column.type == "date":
        words.append(f"CHECK (date({name}) IS {name})")  # with "=", an invalid date would pass
    if column.type == "boolean":
        words.append(f"CHECK ({name} IN (0, 1))")
    if column.type == "datetime":
        local = f"strftime('%Y-%m-%dT%H:%M:%S', substr({name}, 1, 19))"
        zone = "GLOB '*[+-][01][0-9]:[0-5][0-9]'"
        words.append(f"CHECK ({local} || substr({name}, 20, 6) IS {name} AND {name} {zone})")
    return " ".join(words)


def _define_index(table: Table, columns: tuple[str, ...]) -> str:
    name = f"{table.name}_by_{'_'.join(columns)}"
    return f"CREATE INDEX {_quote([name])} ON {_quote([table.name])} ({_quote(columns)})"


def _views(tables: tuple[Table, ...]) -> Iterator[_View]:
    """Read ``views.sql``, and write the columns of each language into the statements."""

    def columns(found: re.Match[str]) -> str:
        name, field = found.groups()
        table = next(table for table in tables if table.name == name)
        localized = (column.name for column in table.columns if column.form == "localized")
        return _quote(column for column in localized if column.startswith(f"{field}_"))

    text = files(__package__).joinpath("views.sql").read_text(encoding="utf-8")
    for comment, statement, name in _VIEW.findall(text):
        description = comment.removeprefix("-- ").rstrip().replace("\n-- ", " ")
        yield _View(name, description, _COLUMNS.sub(columns, statement))


def _descriptions(tables: tuple[Table, ...], views: Iterable[_View]) -> Iterator[tuple[Value, ...]]:
    for table in tables:
        yield table.name, None, None, table.description
        for column in table.columns:
            yield table.name, column.name, column.type, column.description
    for view in views:
        yield view.name, None, None, view.description
