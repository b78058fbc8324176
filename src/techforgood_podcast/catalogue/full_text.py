"""The tables of full text: that of a search, in memory, and that of the ``sqlite`` format.

The table of a search holds folded words and their stems, so queries are folded and stemmed as well.
A database is queried with words as people write them, so its table removes accents by itself and
refers to the original texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .passages import SEARCHED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

# The share of its weight that a related form of a word counts. The word itself counts as both.
RELATED = 0.25

# Each kind of text has a column of words and a column of stems. Stems begin with a slash, which no
# folded word has, so that a query need not name columns. A slash alone separates lines.
_COLUMNS = (*SEARCHED_KINDS, *(f"{kind}_stems" for kind in SEARCHED_KINDS))
_WEIGHTS = tuple(part * w for part in (1, RELATED) for _, w in SEARCHED_KINDS.values())

INSERT = (
    f"INSERT INTO texts(rowid, {', '.join(_COLUMNS)})"  # noqa: S608 -- our own names
    f" VALUES (?{', ?' * len(_COLUMNS)})"
)
ASK = (
    f"SELECT rowid, bm25(texts, {', '.join(map(str, _WEIGHTS))}) AS score"  # noqa: S608 -- our own numbers
    " FROM texts WHERE texts MATCH ? ORDER BY score, rowid LIMIT ?"
)


class FullText(NamedTuple):
    """A table of full text.

    Attributes:
        name: its name.
        columns: its columns.
        content: the table that holds the texts; empty if only their words are kept.
        tokenize: how SQLite splits texts into words.
    """

    name: str
    columns: tuple[str, ...]
    content: str
    tokenize: str

    def create(self, connection: Connection) -> None:
        """Create the table, still empty.

        Raises:
            SearchUnavailableError: this build of SQLite has no FTS5.
        """
        import sqlite3

        columns = ", ".join(f'"{column}"' for column in self.columns)
        options = f'content="{self.content}", tokenize="{self.tokenize}"'
        statement = f"CREATE VIRTUAL TABLE {self.name} USING fts5 ({columns}, {options})"
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if "no such module" not in str(error):
                raise
            from ..errors import SearchUnavailableError

            raise SearchUnavailableError(sqlite3.sqlite_version) from error


# The tokenizer "ascii" takes all characters beyond ASCII for letters; the signs are those in ASCII
# that fold() keeps, and the slash.
TEXTS = FullText("texts", _COLUMNS, "", "ascii tokenchars '/$+<=>^`|~'")


def of_database(columns: Iterable[str]) -> FullText:
    """Return the table for a database, with some columns of its table of episodes."""
    return FullText("episodes_fts", (*columns,), "episodes", "unicode61 remove_diacritics 2")
