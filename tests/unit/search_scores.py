"""How well a search answers: first answers that are right, recall among three, and MRR.

    python tests/unit/search_scores.py

writes what the search scores now to ``search_figures.json``: no list may fall below that.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import search_strangers as strangers
import techforgood_podcast as tfg
from search_listeners import LISTENERS
from search_queries import HALF_REMEMBERED, NEEDS, PEOPLE_AND_PLACES, QUERIES, UNSEEN
from search_visitors import VISITORS
from search_words import ENGLISH_WORDS, FRENCH_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from search_queries import Queries

FIGURES = Path(__file__).with_name("search_figures.json")
LISTS: Mapping[str, Queries] = {
    "that helped to choose the weights": QUERIES,
    "that did not": UNSEEN,
    "by people who half remember an episode": HALF_REMEMBERED,
    "by people with a need": NEEDS,
    "held out, about people and places": PEOPLE_AND_PLACES,
    "held out, of listeners": LISTENERS,
    "held out, of visitors": VISITORS,
    "held out, of single French words": FRENCH_WORDS,
    "held out, of single English words": ENGLISH_WORDS,
}
STRANGERS: Mapping[str, tuple[tfg.Catalogue, Mapping[str, Queries]]] = {
    "held out, of strangers": (tfg.load_catalogue(), strangers.BUNDLED),
    "held out, of strangers about the example": (
        tfg.load_catalogue(Path(__file__).parents[2] / "examples" / "bread-and-code"),
        strangers.EXAMPLE,
    ),
}
"""Questions about two shows, by kind; those of one kind have no answer."""
FIRST = 3


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


def score(search: Callable[[str], Sequence[str]], queries: Queries = QUERIES) -> Score:
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


def figures(queries: Queries) -> dict[str, float]:
    """Return what the library's search scores, as it is kept."""
    return {name: round(value, 4) for name, value in score(ours, queries)._asdict().items()}


def figures_of_strangers(name: str) -> dict[str, float]:
    """Return the figures of a list, with the share of questions left open that have no answer."""
    catalogue, kinds = STRANGERS[name]

    def search(text: str) -> list[str]:
        return [hit.episode.code for hit in catalogue.search(text)]

    answered = tuple(query for queries in kinds.values() for query in queries if query[1])
    empty = [not search(text) for text, _ in kinds["no answer"]]
    found = {**score(search, answered)._asdict(), "left open": sum(empty) / len(empty)}
    return {figure: round(value, 4) for figure, value in found.items()}


if __name__ == "__main__":
    kept = {name: figures(queries) for name, queries in LISTS.items()}
    kept |= {name: figures_of_strangers(name) for name in STRANGERS}
    FIGURES.write_text(f"{json.dumps(kept, indent=2)}\n", encoding="utf-8")
    sys.stdout.write(f"{FIGURES.name} written\n")
