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
    from collections.abc import Callable, Iterable

Work: TypeAlias = "Callable[[], object]"


@attrs.frozen(kw_only=True)
class Row:
    """One line of the table of results.

    Attributes:
        what: what is measured, and beside what.
        goal: the ratio that it should not pass; or a figure that it should reach.
        measured: the ratio, or the figure.
        detail: what is behind it.
        at_least: whether the goal is to be reached, and not kept below.
    """

    what: str
    goal: float
    measured: float
    detail: str = ""
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the goal is met, to the two decimals that are shown."""
        measured = round(self.measured, 2)
        return measured >= self.goal if self.at_least else measured <= self.goal

    def __str__(self) -> str:
        """Return the line in Markdown."""
        goal = f"{'≥' if self.at_least else '≤'} {self.goal:g}"
        met = "yes" if self.is_met else "**no**"
        return f"| {self.what} | {goal} | {self.measured:.2f} | {met} | {self.detail} |"


def compare(what: str, goal: float, ours: Work, theirs: Work, pairs: int = 9) -> Row:
    """Time two pieces of work in turn; each is tried once before."""
    for work in (ours, theirs):
        work()
    return row(what, goal, [(seconds(ours), seconds(theirs)) for _ in range(pairs)])


def row(what: str, goal: float, pairs: list[tuple[float, float]]) -> Row:
    """Return the row of pairs of times, ours first."""
    own, other = (median(side) for side in zip(*pairs, strict=True))
    return Row(
        what=what,
        goal=goal,
        measured=median(a / b for a, b in pairs),
        detail=f"{told(own)} to {told(other)}, {len(pairs)} pairs",
    )


def seconds(work: Work) -> float:
    """Return what a piece of work takes of the processor, once at least a thousandth has passed."""
    times, start = 0, process_time()
    while (taken := process_time() - start) < 0.001:  # noqa: PLR2004 -- as the docstring says
        work()
        times += 1
    return taken / times


def told(time: float) -> str:
    """Write a time as people read it.

    >>> told(0.0123)
    '12.3 ms'
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if time >= size:
            return f"{time / size:.3g} {unit}"
    return f"{time / 1e-6:.3g} µs"


def table(rows: Iterable[Row]) -> str:
    """Return rows as a table in Markdown."""
    head = ["| what | goal | measured | met | behind it |", "|---|---|---|---|---|"]
    return "\n".join([*head, *map(str, rows)])
