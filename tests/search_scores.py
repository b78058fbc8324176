"""How well a search brings up what people mean: recall among the first three, and MRR."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import fts5
import techforgood_podcast as tfg
from search_queries import QUERIES
from techforgood_podcast.fulltext import Question
from techforgood_podcast.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIRST = 3


class Score(NamedTuple):
    """How often an episode meant is among the first three, and the mean of one over its rank."""

    recall: float
    mrr: float


def score(
    search: Callable[[str], Sequence[str]],
    queries: Sequence[tuple[str, tuple[str, ...]]] = QUERIES,
) -> Score:
    """Return how well a search, which gives codes of episodes, answers the queries."""
    ranks = [_rank(search(text), meant) for text, meant in queries]
    found = [rank for rank in ranks if rank]
    return Score(
        sum(rank <= FIRST for rank in found) / len(ranks),
        sum(1 / rank for rank in found) / len(ranks),
    )


def _rank(found: Sequence[str], meant: tuple[str, ...]) -> int | None:
    return next((rank for rank, code in enumerate(found, 1) if code in meant), None)


def ours(text: str) -> list[str]:
    """Return what the library finds."""
    return [hit.episode.code for hit in tfg.search(text)]


def rivals() -> dict[str, Callable[[str], list[str]]]:
    """Return ways to put the same question to FTS5, over the same texts and weights."""
    codes = [episode.code for episode in tfg.load_catalogue().episodes]
    connection = fts5.build(fts5.rows(tfg.load_catalogue().episodes))

    def asking(
        words: Callable[[str], Sequence[str]], operator: str = "OR", ending: str = ""
    ) -> Callable[[str], list[str]]:
        return lambda text: [
            codes[place] for place in fts5.ask(connection, words(text), 10, operator, ending)
        ]

    return {
        "any word": asking(lambda text: fold(text).split()),
        "any word but stop words": asking(lambda text: Question(text).words),
        "any word but stop words, as beginnings": asking(
            lambda text: Question(text).words, ending="*"
        ),
        "every word but stop words": asking(lambda text: Question(text).words, "AND"),
    }
