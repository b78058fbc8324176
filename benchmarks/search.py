"""Full-text search beside SQLite's FTS5, on the same texts with the same weights.

    python benchmarks/search.py [EPISODES …]

First how well each brings up what people mean, over the queries of ``tests/search_queries.py``;
then what it costs, on made-up episodes. Times are of the processor; each ratio is the median of
pairs within one run, so that other load on the machine cancels out. FTS5 gets its columns ready
made; our index gets its texts ready made as well ("of texts") or has to read them off the episodes.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
import tracemalloc
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import generated

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import fts5
from search_queries import QUERIES, UNSEEN
from search_scores import ours, rivals, score
from techforgood_podcast import _search
from techforgood_podcast._stemming import stem
from techforgood_podcast.fulltext import Question, TextIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (9, 1_000, 100_000)
PAIRS = 9
MANY = 50_000
"""From so many episodes on, fewer pairs are measured."""


def seconds(do: Callable[[], object]) -> float:
    """Return what something takes of the processor, at least a thousandth of a second of it."""
    times, start = 0, process_time()
    while (taken := process_time() - start) < 0.001:  # noqa: PLR2004 -- as the docstring says
        do()
        times += 1
    return taken / times


def print_ratios(name: str, pairs: Sequence[tuple[float, float]]) -> None:
    """Print how long the first of each pair takes, measured in the second."""
    ratios = sorted(one / other for one, other in pairs)
    print(
        f"  {name}: {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f});"
        f" {median(one for one, _ in pairs) * 1000:.3g} ms"
        f" against {median(other for _, other in pairs) * 1000:.3g} ms"
    )


def print_scores() -> None:
    """Print how well each search answers the queries."""
    for title, queries in {"in everyday words": QUERIES, "that chose no weight": UNSEEN}.items():
        print(f"{len(queries)} queries {title}: recall@3, MRR")
        for name, search in {"catalogue.search": ours, **rivals()}.items():
            found = score(search, queries)
            print(f"  {name}: {found.recall:.3f}, {found.mrr:.3f}")


def print_costs(count: int) -> None:
    """Print what building and asking cost for so many episodes."""
    print(f"{count:,} episodes, times FTS5")
    episodes = list(generated.episodes(count))
    rows = list(fts5.rows(episodes))
    known: _search.Known = {}
    texts = [
        (
            [weighted for _, weighted in _search.own(episode)],
            [weighted for _, weighted in _search.shared(episode, known)],
        )
        for episode in episodes
    ]
    gc.collect()
    pairs = PAIRS if count < MANY else 3
    builds = [
        (
            seconds(lambda: TextIndex(texts)),
            seconds(lambda: _search.text_index(episodes)),
            seconds(lambda: fts5.build(rows)),
        )
        for _ in range(pairs)
    ]
    print_ratios("build of texts", [(ours_, other) for ours_, _, other in builds])
    print_ratios("build from episodes", [(ours_, other) for _, ours_, other in builds])
    connection = fts5.build(rows)
    tracemalloc.start()
    index = TextIndex(texts)
    bytes_ = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    theirs = fts5.size(connection)
    print(f"  memory an episode: {bytes_ / count:,.0f} bytes, FTS5 {theirs / count:,.0f}")
    questions = [Question(text) for text, _ in QUERIES]
    for question in questions:
        index.search(question, 10)
    asked = [_asked(index, connection, question) for question in questions]
    print_ratios("top 10, FTS5 without endings", [(one, two) for one, two, _ in asked])
    print_ratios(
        "top 10, FTS5 with words that begin like it", [(one, two) for one, _, two in asked]
    )
    all_ours, plain, beginning = (sum(times) for times in zip(*asked, strict=True))
    print(f"  all queries together: {all_ours / plain:.2f}, {all_ours / beginning:.2f}")


def _asked(
    index: TextIndex, connection: sqlite3.Connection, question: Question
) -> tuple[float, float, float]:
    """Return what a question takes of our index, of FTS5, and of FTS5 with beginnings of words."""
    starts = [stem(word) for word in question.words]
    return (
        seconds(lambda: index.search(question, 10)),
        seconds(lambda: fts5.ask(connection, question.words, 10)),
        seconds(lambda: fts5.ask(connection, starts, 10, ending="*")),
    )


def main() -> None:
    """Print all of it."""
    print(f"SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}")
    print_scores()
    for count in [int(text) for text in sys.argv[1:]] or SIZES:
        print_costs(count)


if __name__ == "__main__":
    main()
