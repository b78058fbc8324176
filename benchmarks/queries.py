"""Measure lookups, queries and suggestions at two sizes, or against the standard library.

python benchmarks/queries.py
"""

from __future__ import annotations

import difflib
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import bulk
from measuring import Row, compare, table

import techforgood_podcast as tfg
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL, LARGE = 1_000, 100_000
FEW_NAMES, MANY_NAMES = 2_000, 200_000
ROUNDS = 2_000
FOLDS = 20


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    yield from _folding()
    yield from _names()
    yield from _questions()


def _folding() -> Iterator[Row]:
    catalogue = tfg.load_catalogue()
    lists = (catalogue.people, catalogue.organisations, catalogue.themes, catalogue.places)
    names = [name for entities in lists for entity in entities for name in entity.names]
    accented = [name for name in names if not name.isascii()]
    plain = [name for name in names if name.isascii()]
    for what, goal, texts in (("accented", 0.5, accented), ("ASCII", 0.12, plain)):
        yield compare(
            f"`fold` of {len(texts)} {what} names vs NFKD without combining marks",
            goal,
            partial(_each, fold, texts),
            partial(_each, _by_comprehension, texts),
        )


def _each(work: Callable[[str], str], texts: list[str]) -> None:
    for _ in range(FOLDS):
        for text in texts:
            work(text)


def _by_comprehension(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _names() -> Iterator[Row]:
    few, many = (_index(size) for size in (FEW_NAMES, MANY_NAMES))
    yield compare(
        f"exact lookup among {MANY_NAMES:,} names vs {FEW_NAMES:,}",
        2,
        lambda: [many.exact("Ada MARTIN 7") for _ in range(ROUNDS)],
        lambda: [few.exact("Ada MARTIN 7") for _ in range(ROUNDS)],
    )
    hundred = _index(100)
    names = [name for stated in hundred.names.values() for name in stated]
    yield compare(
        "suggestions for a misspelt name among 100 vs `difflib.get_close_matches`",
        0.1,
        lambda: [hundred.suggest("Chloé Lefvre 42") for _ in range(20)],
        lambda: [difflib.get_close_matches("Chloé Lefvre 42", names) for _ in range(20)],
    )


def _index(size: int) -> NameIndex:
    index = NameIndex(
        {
            f"p{number}": (f"{bulk.FIRST[number % 10]} {bulk.LAST[number % 9]} {number}",)
            for number in range(size)
        }
    )
    index.exact("anything, to build the index")
    return index


def _questions() -> Iterator[Row]:
    small, large = (tfg.loads("".join(bulk.lines(n)), "jsonl") for n in (SMALL, LARGE))
    for query in ("by_guest", "by_organisation", "by_theme"):
        yield compare(
            f"`{query}` with {bulk.ANSWERS} results at {LARGE:,} episodes vs {SMALL:,}",
            2,
            partial(_ask, large, query),
            partial(_ask, small, query),
        )


def _ask(catalogue: tfg.Catalogue, query: str) -> None:
    for _ in range(ROUNDS):
        assert len(getattr(catalogue, query)("needle")) == bulk.ANSWERS


if __name__ == "__main__":
    print(table(rows()))
