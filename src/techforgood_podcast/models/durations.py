"""Running times as files and pages print them."""

from __future__ import annotations

import datetime as dt
import re

DURATION = re.compile(
    r"(?:(?P<hours>\d{1,4}):(?=[0-5]\d:))?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", re.ASCII
)
"""``MM:SS`` or ``H:MM:SS``."""


def format_duration(duration: dt.timedelta) -> str:
    """Write a running time as files and pages print it.

    >>> format_duration(dt.timedelta(minutes=33, seconds=13))
    '33:13'
    >>> format_duration(dt.timedelta(hours=1, minutes=2, seconds=3))
    '1:02:03'
    """
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def parse_duration(text: str) -> dt.timedelta:
    """Read ``MM:SS`` or ``H:MM:SS``.

    Raises:
        ValueError: the text has another form.

    >>> parse_duration("33:13").total_seconds()
    1993.0
    """
    match = DURATION.fullmatch(text)
    if match is None:
        message = f'expected a running time, such as 33:13 or 1:02:03, found "{text}"'
        raise ValueError(message)
    return dt.timedelta(**{unit: int(digits or 0) for unit, digits in match.groupdict().items()})
