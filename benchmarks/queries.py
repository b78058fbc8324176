"""Measure lookups and queries at two sizes.

python benchmarks/queries.py
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import generated
from generated import ANSWERS, NEEDLE
from measuring import Case, Row, compare, table

import techforgood_podcast as tfg
from techforgood_podcast.text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL, LARGE = 1_000, 100_000
FEW_NAMES, MANY_NAMES = 2_000, 200_000
ROUNDS = 2_000
GIVEN, FAMILY = ("Ada", "Bao", "Chloé", "Dov", "Élise"), ("Martin", "O’Neill", "Nguyễn", "Lefèvre")


def cases() -> Iterator[Case]:
    """Yield the cases, each the larger size against the smaller one."""
    few, many = map(_names, (FEW_NAMES, MANY_NAMES))
    name = f"exact lookup among {MANY_NAMES:,} names vs {FEW_NAMES:,}"
    yield Case(name, partial(_look_up, many), partial(_look_up, few), 2, parts=ROUNDS)
    small, large = (tfg.loads("".join(generated.lines(n)), "jsonl") for n in (SMALL, LARGE))
    for query in ("by_guest", "by_organisation", "by_theme"):
        name = f"`{query}` with {ANSWERS} results at {LARGE:,} episodes vs {SMALL:,}"
        works = partial(_ask, large, query), partial(_ask, small, query)
        answer = f"`{query}` takes {{own}}, among {LARGE:,} episodes as among {SMALL:,}."
        yield Case(name, *works, 2, answer if query == "by_guest" else "", parts=ROUNDS)


def _names(size: int) -> NameIndex:
    names = {
        f"p{number}": (f"{GIVEN[number % 5]} {FAMILY[number % 4]} {number}",)
        for number in range(size)
    }
    index = NameIndex(names)
    index.exact("anything, to build the index")
    return index


def _look_up(index: NameIndex) -> None:
    for _ in range(ROUNDS):
        assert index.exact("Ada MARTIN 20")


def _ask(catalogue: tfg.Catalogue, query: str) -> None:
    for _ in range(ROUNDS):
        assert len(getattr(catalogue, query)(NEEDLE)) == ANSWERS


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    yield from map(compare, cases())


if __name__ == "__main__":
    print(table(rows()))
