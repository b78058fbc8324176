"""How well a search answers: first answers that are right, recall among three, and MRR."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import fts5
import techforgood_podcast as tfg
from search_queries import QUERIES, Queries
from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FIRST = 3
_SMALL_WORDS = """
    a ai au aux avec c ce ces cet cette chez comment d dans de des dont du elle en est et etre eux
    fait font il ils j je l la le les leur leurs m ma mais me mon n ne nous on ont ou par pas plus
    pour pourquoi qu que quel quelle quels qui s sa se ses son sont sur t te tes tous tout un une
    vous y
    an and any are as at be by can do does for from get have how in is it its my of on or out that
    the their them they this to up was we what where which who will with without you your
"""
STOP_WORDS = frozenset(_SMALL_WORDS.split())
"""Words that say nothing of what an episode is about, as any program might leave them out."""


class Score(NamedTuple):
    """How well a search answers some queries.

    Attributes:
        hit: the share of queries whose first answer is right.
        recall: the share with a right answer among the first three.
        mrr: the mean of one over the rank of the first right answer.
    """

    hit: float
    recall: float
    mrr: float


def score(
    search: Callable[[str], Sequence[str]],
    queries: Queries = QUERIES,
) -> Score:
    """Return how well a search, which gives codes of episodes, answers the queries."""
    found = reciprocal_ranks(search, queries)
    return Score(
        found.count(1) / len(found),
        sum(one >= 1 / FIRST for one in found) / len(found),
        sum(found) / len(found),
    )


def reciprocal_ranks(
    search: Callable[[str], Sequence[str]], queries: Iterable[tuple[str, tuple[str, ...]]]
) -> list[float]:
    """Return one over the rank of the first right answer to each query, or 0."""
    return [1 / rank if (rank := _rank(search(text), meant)) else 0.0 for text, meant in queries]


def _rank(found: Sequence[str], meant: tuple[str, ...]) -> int | None:
    return next((rank for rank, code in enumerate(found, 1) if code in meant), None)


def ours(text: str) -> list[str]:
    """Return what the library finds."""
    return [hit.episode.code for hit in tfg.search(text)]


class Rival(NamedTuple):
    """A way to put the same question to FTS5: which words, how joined, and what may follow each."""

    words: Callable[[str], Sequence[str]]
    operator: str = "OR"
    ending: str = ""


def _every(text: str) -> Sequence[str]:
    return fold(text).split()


def _telling(text: str) -> Sequence[str]:
    return [word for word in _every(text) if word not in STOP_WORDS]


RIVALS = {
    "any word": Rival(_every),
    "any word but stop words": Rival(_telling),
    "any word but stop words, as beginnings": Rival(_telling, ending="*"),
    "every word but stop words": Rival(_telling, "AND"),
}


def score_of(rival: Rival, queries: Queries = QUERIES) -> Score:
    """Return how well FTS5 answers the queries, over the same texts with the same weights."""
    episodes = tfg.load_catalogue().episodes

    def search(text: str) -> list[str]:
        found = fts5.ask(connection, rival.words(text), 10, rival.operator, rival.ending)
        return [episodes[row].code for row in found]

    with closing(fts5.build(fts5.rows(episodes))) as connection:
        return score(search, queries)
