"""The rows of the picture of running times of a long show: how many episodes are how long."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# The most rows; bins are as narrow as that allows.
_MOST: Final = 20


def count_minutes(minutes: Iterable[float]) -> list[tuple[int, int, int]]:
    """Return bins: from which minute, up to but without which, and how many times are in it.

    A bin is 1, 2, 5, 10, 20, 50 … minutes wide. Bins between others are there even if empty.

    >>> count_minutes([3, 4.5, 6])
    [(3, 4, 1), (4, 5, 1), (5, 6, 0), (6, 7, 1)]
    >>> count_minutes([3, 98])[-1], count_minutes([])
    ((95, 100, 1), [])
    """
    known = tuple(minutes)
    if not known:
        return []
    width = 1
    while max(known) // width - min(known) // width >= _MOST:
        width = width * 5 // 2 if str(width).startswith("2") else width * 2
    found = Counter(int(each // width) for each in known)
    bins = range(min(found), max(found) + 1)
    return [(n * width, (n + 1) * width, found[n]) for n in bins]
