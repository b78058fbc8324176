"""Running times: their text in files and pages, their seconds, and other written forms."""

from __future__ import annotations

import datetime as dt
import re
from typing import overload

# MM:SS or H:MM:SS
DURATION = re.compile(
    r"(?:(?P<hours>\d{1,4}):(?=[0-5]\d:))?(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", re.ASCII
)


def parse_duration(text: str) -> dt.timedelta:
    """Read ``MM:SS`` or ``H:MM:SS``, the form of ``DURATION``.

    >>> parse_duration("33:13").total_seconds()
    1993.0
    """
    *hours, minutes, seconds = map(int, text.split(":"))
    return dt.timedelta(hours=sum(hours), minutes=minutes, seconds=seconds)


@overload
def count_seconds(duration: dt.timedelta) -> int: ...
@overload
def count_seconds(duration: dt.timedelta | None) -> int | None: ...
def count_seconds(duration: dt.timedelta | None) -> int | None:
    """Return a running time in seconds, or ``None`` where it is unknown.

    >>> count_seconds(dt.timedelta(minutes=33, seconds=13))
    1993
    """
    return None if duration is None else round(duration.total_seconds())


def format_duration(duration: dt.timedelta) -> str:
    """Write a running time as files and pages print it, the hours only where there are any.

    >>> format_duration(dt.timedelta(minutes=33, seconds=13))
    '33:13'
    >>> format_duration(dt.timedelta(hours=1, minutes=2, seconds=3))
    '1:02:03'
    """
    hours, minutes, seconds = _split(duration)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def format_with_hours(duration: dt.timedelta) -> str:
    """Write a running time with its hours always; spreadsheets read ``33:13`` as 33 hours.

    >>> format_with_hours(dt.timedelta(minutes=33, seconds=13))
    '0:33:13'
    """
    hours, minutes, seconds = _split(duration)
    return f"{hours}:{minutes:02}:{seconds:02}"


def format_in_words(duration: dt.timedelta) -> str:
    r"""Write a running time in whole hours and minutes, as English and French do.

    >>> format_in_words(dt.timedelta(hours=3, minutes=54, seconds=45))
    '3\xa0h\xa054\xa0min'
    >>> format_in_words(dt.timedelta(minutes=31))
    '31\xa0min'
    """
    hours, minutes, _ = _split(duration)
    return f"{hours}\xa0h\xa0{minutes:02}\xa0min" if hours else f"{minutes}\xa0min"


def format_iso_duration(duration: dt.timedelta) -> str:
    """Write a running time in ISO 8601, as XML Schema has it too.

    >>> format_iso_duration(dt.timedelta(minutes=33, seconds=13))
    'PT33M13S'
    >>> format_iso_duration(dt.timedelta(hours=30)), format_iso_duration(dt.timedelta())
    ('PT30H', 'PT0S')
    """
    parts = zip(_split(duration), "HMS", strict=True)
    return "PT" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0S")


def _split(duration: dt.timedelta) -> tuple[int, int, int]:
    """Return the hours, minutes and seconds of a running time.

    >>> _split(dt.timedelta(days=1, minutes=33, seconds=13))
    (24, 33, 13)
    """
    minutes, seconds = divmod(count_seconds(duration), 60)
    hours, minutes = divmod(minutes, 60)
    return hours, minutes, seconds
