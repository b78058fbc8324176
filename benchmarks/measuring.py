"""How everything here is measured: in pairs within one run, and told as a ratio.

The processor's time is read, the garbage collector is left on, and the two sides take turns, so
that other load on the machine falls on both.
"""

from __future__ import annotations

from statistics import median
from time import process_time
from typing import TYPE_CHECKING, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

Work: TypeAlias = "Callable[[], object]"


@attrs.frozen(kw_only=True)
class Row:
    """One line of the table of results.

    Attributes:
        what: what is measured, and beside what.
        goal: the ratio that it should not pass.
        measured: the ratio.
        detail: the two figures behind it, and how many pairs.
    """

    what: str
    goal: float
    measured: float
    detail: str

    @property
    def is_met(self) -> bool:
        """Whether the goal is met."""
        return self.measured <= self.goal


def compare(what: str, goal: float, ours: Work, theirs: Work, pairs: int = 9) -> Row:
    """Time two pieces of work in turn; each is tried once before."""
    for work in (ours, theirs):
        work()
    times = [(seconds(ours), seconds(theirs)) for _ in range(pairs)]
    own, other = (median(side) for side in zip(*times, strict=True))
    return Row(
        what=what,
        goal=goal,
        measured=median(a / b for a, b in times),
        detail=f"{told(own)} to {told(other)}, {pairs} pairs",
    )


def seconds(work: Work) -> float:
    """Return what a piece of work takes of the processor."""
    start = process_time()
    work()
    return process_time() - start


def told(time: float) -> str:
    """Write a time as people read it.

    >>> told(0.0123)
    '12.3 ms'
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if time >= size:
            return f"{time / size:.3g} {unit}"
    return f"{time / 1e-6:.3g} µs"


def table(rows: list[Row]) -> str:
    """Return rows as a table in Markdown."""
    lines = [
        f"| {row.what} | ≤ {row.goal:g} | {row.measured:.2f} | {'yes' if row.is_met else '**no**'}"
        f" | {row.detail} |"
        for row in rows
    ]
    return "\n".join(
        ["| what | goal | measured | met | behind it |", "|---|---|---|---|---|", *lines]
    )
