"""Compare the cost of full-text search with bare SQLite, on the same texts with the same weights.

    python benchmarks/search.py [EPISODES …]

The bare table is filled with the finished text of ours and asked the same FTS5 queries, so that
reading the records, folding, stemming, ranking anew and cutting snippets are what is compared.
"""

from __future__ import annotations

import sqlite3
import sys
import tracemalloc
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import generated
from measuring import Row, Work, compare, row, seconds, table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import fts5
import techforgood_podcast as tfg
from search_queries import QUERIES
from techforgood_podcast.catalogue import full_text
from techforgood_podcast.catalogue import search as _search  # pyright: ignore[reportPrivateUsage]
from techforgood_podcast.catalogue.question import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SIZES = (0, 1_000, 100_000)  # 0 stands for the bundled catalogue
GOAL, QUERY_GOAL, SNIPPETS_GOAL = 1.3, 3, 5
MANY = 50_000  # from this number of episodes on, fewer pairs are measured
SNIPPET = "snippet(texts, -1, '**', '**', '…', 20), bm25("
ASK_SNIPPETS = full_text.ASK.replace("bm25(", SNIPPET, 1)


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Yield the rows of the table."""
    for size in sizes:
        yield from _costs(size)


def _costs(count: int) -> Iterator[Row]:
    catalogue = generated.catalogue(count) if count else tfg.load_catalogue()
    episodes, count = catalogue.episodes, len(catalogue.episodes)
    tracemalloc.start()
    full = _search.SearchTable(episodes)
    beside = tracemalloc.get_traced_memory()[0]  # what SQLite itself allocates is not traced
    tracemalloc.stop()
    texts = list(_search.rows(episodes, _search.Stems(), set()))
    yield compare(
        f"building the search table of {count:,} episodes vs the bare table with the same text",
        GOAL,
        lambda: _search.SearchTable(episodes),
        lambda: _bare(texts).close(),
        9 if count < MANY else 3,
    )
    catalogue.search(QUERIES[0][0])
    asked = [(text, full.matches_of(parse(text))) for text, _ in QUERIES]
    queries = [(text, matches.query) for text, matches in asked if matches]
    with closing(_bare(texts)) as bare:
        own, other = fts5.size(full.connection) + beside, fts5.size(bare)
        yield Row(
            what="memory of that table vs the bare one",
            goal=GOAL,
            measured=own / other,
            detail=f"{own / count:,.0f} vs {other / count:,.0f} bytes per episode",
        )
        plain = [
            (_time(partial(catalogue.search, text)), _time(partial(_ask, bare, query)))
            for text, query in queries
        ]
    what = f"`search`, top 10 of {count:,}"
    yield row(f"{what}, vs the bare FTS5 query", QUERY_GOAL, plain)
    with closing(_bare(texts, keeping=True)) as bare:
        read = [
            (
                _time(partial(_snippets, catalogue, text)),
                _time(partial(_ask, bare, query, ASK_SNIPPETS)),
            )
            for text, query in queries
        ]
    yield row(f"{what} with snippets, vs FTS5 with its `snippet()`", SNIPPETS_GOAL, read)


def _snippets(catalogue: tfg.Catalogue, text: str) -> list[str]:
    return [hit.snippet for hit in catalogue.search(text)]


def _time(work: Work) -> float:
    return median(seconds(work) for _ in range(3))


def _ask(connection: sqlite3.Connection, query: str, ask: str = full_text.ASK) -> list[Any]:
    return connection.execute(ask, (query, 10)).fetchall()


def _bare(texts: Iterable[Sequence[int | str]], *, keeping: bool = False) -> sqlite3.Connection:
    """Return a database with a table like ours, in SQLite's default settings.

    Args:
        texts: its rows.
        keeping: whether it keeps the texts, which excerpts need.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    full_text.TEXTS._replace(**{"content": ""} if keeping else {}).create(connection)
    connection.execute("BEGIN")
    connection.executemany(full_text.INSERT, texts)
    connection.execute("COMMIT")
    return connection


if __name__ == "__main__":
    print(table(rows([int(text) for text in sys.argv[1:]] or SIZES)))
