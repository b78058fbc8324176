"""Check what queries are given: running times, days, seasons, numbers of results and shows."""

from __future__ import annotations

import datetime as dt
from operator import index
from sys import maxsize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Show


def count_of(limit: int) -> int:
    """Return the maximum number of results; 0 asks for none.

    Raises:
        TypeError: it is not a whole number.
        ValueError: it is negative.

    >>> count_of(3)
    3
    """
    count = index(limit)
    if count < 0:
        raise ValueError("expected 0 or more as limit, found a negative number")
    return min(count, maxsize)


def seconds_in(minutes: float) -> float:
    """Return the seconds in some minutes, to the microsecond.

    Raises:
        ValueError: it is not a number.

    >>> seconds_in(33.1)
    1986.0
    """
    # Only "not a number" differs from itself; math.isnan refuses very large whole numbers.
    if minutes != minutes:  # noqa: PLR0124
        raise ValueError("expected a number of minutes, found nan")
    return round(minutes * 60, 6)


def days_between(first: dt.date | None, last: dt.date | None) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a period, of which one may be open.

    Raises:
        TypeError: neither is given, or one is not a day.
        ValueError: the first is after the last.

    >>> days_between(dt.date(2022, 1, 17), None)
    (datetime.date(2022, 1, 17), datetime.date(9999, 12, 31))
    """
    if first is None and last is None:
        raise TypeError("expected a first or a last day, found neither")
    begin, end = day_of(first, dt.date.min), day_of(last, dt.date.max)
    if begin > end:
        raise ValueError(f"expected a first day before the last, found {begin} and {end}")
    return begin, end


def day_of(day: dt.date | None, default: dt.date) -> dt.date:
    """Return a day without its time, or a default for ``None``.

    >>> day_of(dt.datetime(2022, 1, 17, 8, 30), dt.date.max)
    datetime.date(2022, 1, 17)
    """
    if isinstance(day, dt.datetime):
        return day.date()
    return default if day is None else day


def check_seasons(seasons: Iterable[int | None]) -> None:
    """Refuse anything but numbers of seasons, and ``None``.

    Raises:
        TypeError: one of them is neither a whole number nor ``None``.
    """
    from ..syntax import wrong_kind  # which a first search does without

    for season in seasons:
        if not isinstance(season, int | None):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise wrong_kind("the number of a season", season)


def check_show(own: Show, other: Show) -> None:
    """Refuse what belongs to another show.

    Raises:
        CatalogueError: the ids of the shows differ.
    """
    if other.id != own.id:
        from ..errors import CatalogueError, Problem

        expected, found = (f'"{show.title}" ({show.id})' for show in (own, other))
        message = f"expected {expected}, the show of this catalogue, found {found}"
        hint = "keep the episodes of two shows apart"
        raise CatalogueError([Problem(path="show.id", message=message, hint=hint)])
