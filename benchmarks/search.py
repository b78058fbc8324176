"""Compare full-text search with bare SQLite, on the same texts with the same weights.

    python benchmarks/search.py [EPISODES …]

Quality is measured with the queries of ``tests/search_queries.py``, cost with generated episodes.
The bare table is filled with the finished text of ours and asked the same FTS5 queries, so that
reading the records, folding, stemming and cutting snippets are what is compared.
"""

from __future__ import annotations

import sqlite3
import sys
import tracemalloc
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import generated
from measuring import Row, Work, compare, row, seconds, table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import fts5
from search_listeners import LISTENERS
from search_queries import HALF_REMEMBERED, NEEDS, PEOPLE_AND_PLACES, QUERIES, UNSEEN
from search_scores import RIVALS, Score, ours, score, score_of
from techforgood_podcast.catalogue import full_text
from techforgood_podcast.catalogue import search as _search  # pyright: ignore[reportPrivateUsage]
from techforgood_podcast.catalogue.question import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SIZES = (1_000, 100_000)
GOAL = 1.3
AHEAD = 0.05  # in MRR
QUERY_SETS = (
    (QUERIES, "that helped to choose the weights"),
    (UNSEEN, "that did not"),
    (HALF_REMEMBERED, "by people who half remember an episode (used for the vocabulary)"),
    (NEEDS, "by people with a need (used for the vocabulary)"),
    (PEOPLE_AND_PLACES, "about people and places (held out)"),
    (LISTENERS, "of listeners (held out)"),
)
MANY = 50_000  # from this number of episodes on, fewer pairs are measured


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Yield the rows of the table."""
    yield from _scores()
    for size in sizes:
        yield from _costs(size)


def _scores() -> Iterator[Row]:
    for queries, what in QUERY_SETS:
        found = score(ours, queries)
        naive = {name: score_of(rival, queries) for name, rival in RIVALS.items()}
        details = "; ".join(f"{name}: {_shown(other)}" for name, other in naive.items())
        yield Row(
            what=f"MRR over {len(queries)} queries {what} vs the best naive use of FTS5",
            goal=max(other.mrr for other in naive.values()) + AHEAD,
            measured=found.mrr,
            at_least=True,
            detail=f"hit@1, recall@3 and MRR: {_shown(found)}; FTS5: {details}",
        )


def _shown(found: Score) -> str:
    return ", ".join(f"{value:.3f}" for value in found)


def _costs(count: int) -> Iterator[Row]:
    catalogue = generated.catalogue(count)
    episodes = catalogue.episodes
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
    with closing(_bare(texts)) as bare:
        own, other = fts5.size(full.connection) + beside, fts5.size(bare)
        yield Row(
            what="memory of that table vs the bare one",
            goal=GOAL,
            measured=own / other,
            detail=f"{own / count:,.0f} vs {other / count:,.0f} bytes per episode",
        )
        catalogue.search(QUERIES[0][0])
        asked = [(text, full.matches_of(parse(text))) for text, _ in QUERIES]
        pairs = [
            (
                _time(partial(catalogue.search, text)),
                _time(partial(_ask, bare, matches.query)),
            )
            for text, matches in asked
            if matches
        ]
    what = f"`search`, top 10 of {count:,} with snippets, vs the bare FTS5 query"
    yield row(what, GOAL, pairs)


def _time(work: Work) -> float:
    return median(seconds(work) for _ in range(3))


def _ask(connection: sqlite3.Connection, query: str) -> list[tuple[int, float]]:
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
