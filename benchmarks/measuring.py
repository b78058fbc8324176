"""Measure two pieces of work in pairs within one run, and report the ratio of their times.

Processor time is measured, the garbage collector stays on, and the two sides take turns, so that
other load on the machine affects both.
"""

from __future__ import annotations

from statistics import median
from time import process_time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Work: TypeAlias = "Callable[[], object]"


class Case(NamedTuple):
    """A row to be measured.

    Attributes:
        name: what is measured, and against what.
        work: the library's work.
        floor: the work that it is compared with.
        goal: how many times as long the library's work may take, if that is limited.
        answer: what the row tells a reader, with ``{own}`` for the time of the library's work.
        parts: how many equal parts the work has; times are those of one.
    """

    name: str
    work: Work
    floor: Work
    goal: float | None
    answer: str = ""
    parts: int = 1


@attrs.frozen(kw_only=True)
class Row:
    """A row of the table of results.

    Attributes:
        what: what is measured, and against what.
        goal: the goal for the measured value, if there is one.
        measured: the measured ratio or other value.
        detail: the measurements behind the value.
        at_least: whether the goal is a minimum rather than a maximum.
        answer: what the row tells a reader, in a sentence at the top of the page.
    """

    what: str
    goal: float | None
    measured: float
    detail: str = ""
    at_least: bool = False
    answer: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the goal is met by the value rounded to two decimals, as shown."""
        if self.goal is None:
            return True
        measured = round(self.measured, 2)
        return measured >= self.goal if self.at_least else measured <= self.goal

    def __str__(self) -> str:
        """Return the row in Markdown."""
        goal, met = "", ""
        if self.goal is not None:
            goal = f"{'≥' if self.at_least else '≤'} {self.goal:g}"
            met = "yes" if self.is_met else "**no**"
        return f"| {self.what} | {goal} | {self.measured:.2f} | {met} | {self.detail} |"


def compare(case: Case, pairs: int = 9) -> Row:
    """Time both sides of a case in turn, after running each once to warm up."""
    case.work()
    case.floor()
    times = [(seconds(case.work), seconds(case.floor)) for _ in range(pairs)]
    each = [(own / case.parts, other / case.parts) for own, other in times]
    return row(case.name, case.goal, each, case.answer)


def row(what: str, goal: float | None, pairs: list[tuple[float, float]], answer: str = "") -> Row:
    """Return a row for pairs of times, ours first, with what the row tells a reader."""
    own, other = (format_time(median(side)) for side in zip(*pairs, strict=True))
    measured = median(a / b for a, b in pairs)
    return Row(
        what=what,
        goal=goal,
        measured=measured,
        detail=f"{own} vs {other}, {len(pairs)} pairs",
        answer=answer.format(own=own, other=other, measured=measured),
    )


def seconds(work: Work) -> float:
    """Return the processor time of a piece of work, repeated for at least a millisecond."""
    times, start = 0, process_time()
    while (taken := process_time() - start) < 0.001:  # noqa: PLR2004 -- as the docstring says
        work()
        times += 1
    return taken / times


def format_time(time: float) -> str:
    """Format a time in a readable unit.

    >>> format_time(0.0123)
    '12.3 ms'
    """
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if time >= size:
            return f"{time / size:.3g} {unit}"
    return f"{time / 1e-6:.3g} µs"


def table(rows: Iterable[Row]) -> str:
    """Return rows as a table in Markdown."""
    head = ["| benchmark | goal | measured | met | details |", "|---|---|---|---|---|"]
    return "\n".join([*head, *map(str, rows)])
