"""Compare the cost of full-text search with bare SQLite, on the same texts with the same weights.

    python benchmarks/search.py [EPISODES …]

The bare table is filled with the finished text of ours and asked the same FTS5 queries, so that
reading the records, folding and stemming are what is compared.
"""

from __future__ import annotations

import sqlite3
import sys
import tracemalloc
from contextlib import closing
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

import generated
from measuring import Case, Row, Work, compare, row, seconds, table

from techforgood_podcast.catalogue import full_text
from techforgood_podcast.catalogue.indexes import indexes_in
from techforgood_podcast.catalogue.search import table_of
from techforgood_podcast.text.questions import read_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import techforgood_podcast as tfg

# What people might type, in both languages.
QUERIES = (
    *("gaspillage alimentaire", "qui jette la nourriture invendue ?", "chercheurs d'emploi"),
    *("festival d'art numérique", "Karine Gentelet", "imprimantes 3D", "fracture numérique"),
    *("chocolaterie et insertion", "école de code", "intelligence artificielle et droits"),
    *("food waste", "people who lost their job", "who pays for open source", "digital divide"),
    *("art festival in Belgium", "learning to code", "human rights and algorithms", "episode 3"),
)
SIZES = (1_000, 20_000)
GOAL, SNIPPETS_GOAL = 1.5, 5
MANY = 10_000  # from this number of episodes on, fewer pairs are measured, and no snippets
LANGUAGES = ("fr", "en")


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Yield the rows of the table."""
    for size in sizes:
        catalogue = generated.catalogue(size)
        yield from _building(catalogue.episodes)
        yield from _queries(catalogue)


def _building(episodes: Sequence[tfg.Episode]) -> Iterator[Row]:
    count = len(episodes)
    tracemalloc.start()
    full = full_text.build_index(episodes, LANGUAGES)
    beside = tracemalloc.get_traced_memory()[0]  # what SQLite itself allocates is not traced
    tracemalloc.stop()
    texts = _texts(episodes)

    def build() -> None:
        full_text.build_index(episodes, LANGUAGES).connection.close()

    name = f"building the search table of {count:,} episodes vs the bare table with the same text"
    answer = f"A first search among {count:,} episodes builds a table, which takes {{own}}."
    case = Case(name, build, lambda: _bare(texts).close(), GOAL, answer if count >= MANY else "")
    yield compare(case, 9 if count < MANY else 3)
    with closing(_bare(texts)) as bare:
        own, other = _size(full.connection) + beside, _size(bare)
    yield Row(
        what="memory of that table vs the bare one",
        goal=GOAL,
        measured=own / other,
        detail=f"{own / count:,.0f} vs {other / count:,.0f} bytes per episode",
    )


def _queries(catalogue: tfg.Catalogue) -> Iterator[Row]:
    catalogue.search(QUERIES[0])
    table = table_of(indexes_in(catalogue))
    asked = [(text, table.understand(read_question(text, LANGUAGES))) for text in QUERIES]
    queries = [(text, matches.query) for text, matches in asked if matches.query]
    texts = _texts(catalogue.episodes)
    what = f"`search`, top 10 of {len(catalogue.episodes):,}"
    with closing(_bare(texts)) as bare:
        plain = [
            (_time(partial(catalogue.search, text)), _time(partial(_ask, bare, query)))
            for text, query in queries
        ]
    count = len(catalogue.episodes)
    answer = "Each further search of them takes {own}." if count >= MANY else ""
    yield row(f"{what}, vs the bare FTS5 query", GOAL, plain, answer)
    if count < MANY:
        found = [(text, catalogue.search(text)) for text, _ in queries]
        first = [
            (seconds(partial(_read, hits)), _time(partial(catalogue.search, text)))
            for text, hits in found
        ]
        yield row(f"{what}, first reading of their snippets vs the search", SNIPPETS_GOAL, first)


def _texts(episodes: Sequence[tfg.Episode]) -> list[tuple[int | str, ...]]:
    return list(full_text.index_rows(episodes, full_text.Stems(LANGUAGES)))


def _read(hits: Iterable[tfg.Hit]) -> list[str]:
    return [hit.snippet for hit in hits]


def _size(connection: sqlite3.Connection) -> int:
    """Return how many bytes a database takes."""
    ((pages,),) = connection.execute("PRAGMA page_count")
    ((bytes_,),) = connection.execute("PRAGMA page_size")
    return int(pages) * int(bytes_)


def _time(work: Work) -> float:
    return median(seconds(work) for _ in range(3))


def _ask(connection: sqlite3.Connection, query: str) -> list[Any]:
    return connection.execute(full_text.ASK, (query, 10)).fetchall()


def _bare(texts: Iterable[Sequence[int | str]]) -> sqlite3.Connection:
    """Return a database with a table like ours, in SQLite's default settings."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    full_text.TEXTS.create(connection)
    connection.execute("BEGIN")
    connection.executemany(full_text.INSERT, texts)
    connection.execute("COMMIT")
    return connection


if __name__ == "__main__":
    print(table(rows([int(text) for text in sys.argv[1:]] or SIZES)))
