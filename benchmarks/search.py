"""Compare full-text search with SQLite's FTS5, on the same texts with the same weights.

    python benchmarks/search.py [EPISODES …]

Quality is measured with the queries of ``tests/search_queries.py``, cost with generated episodes.
Both sides get finished texts.
"""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import generated
from measuring import Row, compare, row, seconds, table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from techforgood_podcast.catalogue.fulltext import Question, TextIndex

import fts5
from search_queries import QUERIES, UNSEEN
from search_scores import RIVALS, ours, score, score_of
from techforgood_podcast.catalogue import search as _search  # pyright: ignore[reportPrivateUsage]
from techforgood_podcast.text.stemming import stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

# Numbers of episodes, with the maximum ratio of the time to build the index to that of FTS5.
SIZES = {1_000: 1.5, 100_000: 1.1}
MANY = 50_000  # from this number of episodes on, fewer pairs are measured


def rows(sizes: Sequence[int] = tuple(SIZES)) -> Iterator[Row]:
    """Yield the rows of the table."""
    yield from _scores()
    for size in sizes:
        yield from _costs(size)


def _scores() -> Iterator[Row]:
    for queries, how in ((QUERIES, "in everyday words"), (UNSEEN, "not used to choose weights")):
        found = score(ours, queries)
        others = {name: score_of(rival, queries) for name, rival in RIVALS.items()}
        details = "; ".join(f"{name}: {s.recall:.3f}, {s.mrr:.3f}" for name, s in others.items())
        yield Row(
            what=f"recall@3 over {len(queries)} queries {how}",
            goal=0.95,
            measured=found.recall,
            at_least=True,
            detail=f"recall@3 and MRR of FTS5: {details}",
        )
        yield Row(
            what="MRR over the same vs the best of FTS5",
            goal=max(other.mrr for other in others.values()),
            measured=found.mrr,
            at_least=True,
        )


def _costs(count: int) -> Iterator[Row]:
    episodes = list(generated.episodes(count))
    columns = list(fts5.rows(episodes))
    known: _search.Known = {}
    texts = [
        (
            [weighted for _, weighted in _search.own(episode)],
            [weighted for _, weighted in _search.shared(episode, known)],
        )
        for episode in episodes
    ]
    yield compare(
        f"building the full-text index of {count:,} episodes vs FTS5",
        SIZES.get(count, SIZES[100_000]),
        lambda: TextIndex(texts),
        lambda: fts5.build(columns).close(),
        9 if count < MANY else 3,
    )
    connection = fts5.build(columns)
    tracemalloc.start()
    index = TextIndex(texts)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    yield Row(
        what="memory of that index vs FTS5",
        goal=1,
        measured=size / fts5.size(connection),
        detail=f"{size / count:,.0f} vs {fts5.size(connection) / count:,.0f} bytes per episode",
    )
    questions = [Question(text) for text, _ in QUERIES]
    for question in questions:
        index.search(question, 10)
    asked = [_asked(index, connection, question) for question in questions]
    what = f"the first 10 of {count:,} for {len(questions)} queries vs bm25 of FTS5"
    yield row(what, 0.5, [(one, plain) for one, plain, _ in asked])
    beginnings = [(one, starts) for one, _, starts in asked]
    yield row(
        "the same vs FTS5 with prefix queries, which find related words as we do", 0.5, beginnings
    )


def _asked(
    index: TextIndex, connection: sqlite3.Connection, question: Question
) -> tuple[float, float, float]:
    """Return the time for a question to our index, to FTS5, and to FTS5 with prefix queries."""
    starts = [stem(word) for word in question.words]
    return (
        median(seconds(lambda: index.search(question, 10)) for _ in range(3)),
        median(seconds(lambda: fts5.ask(connection, question.words, 10)) for _ in range(3)),
        median(seconds(lambda: fts5.ask(connection, starts, 10, ending="*")) for _ in range(3)),
    )


if __name__ == "__main__":
    print(table(rows([int(text) for text in sys.argv[1:]] or tuple(SIZES))))
