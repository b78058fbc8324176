"""``sqlite``: a database of typed tables with views and full-text search, for SQL.

The tables are those of the data dictionary. They are strict, dates are checked, and foreign keys
are declared; SQLite enforces them after `PRAGMA foreign_keys = ON`. The views `overview`,
`episodes_by_theme`, `episodes_by_organisation` and `episodes_by_place` answer the most common
questions; a theme, an organisation or a place includes those below it.

The table `episodes_fts` has the words and stems that `Catalogue.search` looks for, with weights for
`bm25`. Its `rowid` is that of `episodes`; as many empty rows follow, for the ranking.
`techforgood_podcast.match_expression` turns any text into a query: `SELECT code,
episodes.title FROM episodes_fts JOIN episodes ON episodes.rowid = episodes_fts.rowid WHERE
episodes_fts MATCH ? ORDER BY episodes_fts.rank, episodes.rowid`. Datasette and sqlite-utils find
the table by themselves, and take words as people write them. To find a record by any of its names,
query the folded text in `names.key`.

The table `descriptions` explains each table and column. To show it in Datasette, run
`sqlite3 catalogue.sqlite 'SELECT json FROM datasette_metadata' > metadata.json`, then
`datasette catalogue.sqlite --metadata metadata.json`, and both again after renaming the file.

Also lost: what `datapackage` loses.

Note: writing and reading need SQLite 3.37 or newer with FTS5. The same bytes are guaranteed only by
the same version of SQLite. The view `datasette_metadata` needs `PRAGMA trusted_schema = ON`, which
is SQLite's default.

Tested with: `integrity_check` and `foreign_key_check` of SQLite, sqlite-utils, Datasette.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING, Final

from ..catalogue.full_text import INSERT, OF_DATABASE, RANK, marks_of
from ..catalogue.indexing import Stems
from ..catalogue.indexing import rows as search_rows
from ..catalogue.passages import KINDS, all_passages
from ..errors import CatalogueError, Problem
from ..relational.appearances import appearances
from ..relational.schema import rows, schema
from ..text.folding import fold
from ..text.segments import split_words
from .format import Format
from .sql_tables import define_table, quote
from .sql_views import VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.passages import Known
    from ..relational.schema import Table, Value

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
# The defaults of these differ between builds of SQLite, and they are part of the file.
_SETTINGS: Final = ("PRAGMA encoding = 'UTF-8'", "PRAGMA page_size = 4096")


def content(catalogue: Catalogue) -> bytes:
    """Return the catalogue as a database.

    Raises:
        CatalogueError: SQLite refuses it, for example with texts in a thousand languages.
        SearchUnavailableError: this build of SQLite has no FTS5.

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
        for statement in define_table(table):
            connection.execute(statement)
        _insert(connection, table.name, len(table.columns), rows(catalogue, table))
    _index(connection, catalogue)
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


def _index(connection: Connection, catalogue: Catalogue) -> None:
    """Create and fill the table for full-text search."""
    OF_DATABASE.create(connection)
    connection.execute("INSERT INTO episodes_fts(episodes_fts, rank) VALUES ('rank', ?)", (RANK,))
    episodes = catalogue.episodes
    rowids = dict(connection.execute("SELECT id, rowid FROM episodes"))
    insert = INSERT.replace(" texts(", " episodes_fts(")
    known: Known = {}
    for episode, (_, *columns) in zip(episodes, search_rows(episodes, Stems(), set()), strict=True):
        words = {word for _, text in all_passages(episode, known) for word in text.split()}
        others = sorted({other for word in words for other in _other_spellings(word)})
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


def _descriptions(tables: tuple[Table, ...]) -> Iterator[tuple[Value, ...]]:
    for table in tables:
        yield table.name, None, None, table.description
        for column in table.columns:
            yield table.name, column.name, column.type, column.description
    for view in VIEWS:
        yield view.name, None, None, view.description
