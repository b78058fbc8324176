"""Measure lookups and queries at two sizes.

python benchmarks/queries.py
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import bulk
from measuring import Row, compare, table

import techforgood_podcast as tfg
from techforgood_podcast.text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL, LARGE = 1_000, 100_000
FEW_NAMES, MANY_NAMES = 2_000, 200_000
ROUNDS = 2_000


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    yield from _names()
    yield from _questions()


def _names() -> Iterator[Row]:
    few, many = (_index(size) for size in (FEW_NAMES, MANY_NAMES))
    yield compare(
        f"exact lookup among {MANY_NAMES:,} names vs {FEW_NAMES:,}",
        2,
        lambda: [many.exact("Ada MARTIN 7") for _ in range(ROUNDS)],
        lambda: [few.exact("Ada MARTIN 7") for _ in range(ROUNDS)],
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
