"""SQLite's full-text search, over the same texts and with the same weights as ours."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from techforgood_podcast.catalogue.search import KINDS, Known, own, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from techforgood_podcast import Episode

TOKENIZER = "unicode61 remove_diacritics 2"


def rows(episodes: Iterable[Episode]) -> Iterator[tuple[str, ...]]:
    """Give for each episode what it is found by, a column for each kind of text."""
    known: Known = {}
    for episode in episodes:
        columns: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for kind, (_, text) in (*own(episode), *shared(episode, known)):
            columns[kind].append(text)
        yield tuple("\n".join(texts) for texts in columns.values())


def build(texts: Iterable[Sequence[str]]) -> sqlite3.Connection:
    """Return a database with an index that keeps none of the texts."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE texts USING fts5({', '.join(f'k_{kind}' for kind in KINDS)},"
        f" content='', tokenize='{TOKENIZER}')"
    )
    marks = ", ".join("?" * (len(KINDS) + 1))
    connection.executemany(
        f"INSERT INTO texts(rowid, {', '.join(f'k_{kind}' for kind in KINDS)})"  # noqa: S608 -- our own names
        f" VALUES ({marks})",
        ((place, *columns) for place, columns in enumerate(texts)),
    )
    connection.commit()
    return connection


def size(connection: sqlite3.Connection) -> int:
    """Return how many bytes the database takes."""
    ((pages,),) = connection.execute("PRAGMA page_count")
    ((bytes_,),) = connection.execute("PRAGMA page_size")
    return int(pages) * int(bytes_)


def ask(
    connection: sqlite3.Connection,
    words: Iterable[str],
    limit: int,
    operator: str = "OR",
    ending: str = "",
) -> list[int]:
    """Return the places of the rows that have the words, ranked by bm25.

    With ``*`` as the ending, words that begin like them count as well.
    """
    match = f" {operator} ".join(f'"{word}"{ending}' for word in words)
    weights = ", ".join(str(weight) for _, weight in KINDS.values())
    found = connection.execute(
        f"SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, {weights}), rowid"  # noqa: S608 -- our own numbers
        " LIMIT ?",
        (match, limit),
    )
    return [place for (place,) in found]
