"""Days in words, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_FRENCH = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def write_day(day: dt.date, language: str) -> str:
    """Return a day in French, or in English for any other language.

    >>> import datetime as dt
    >>> write_day(dt.date(2023, 3, 7), "en"), write_day(dt.date(2023, 3, 7), "fr")
    ('7 March 2023', '7 mars 2023')
    >>> write_day(dt.date(2023, 3, 1), "fr")
    '1er mars 2023'
    """
    if language.partition("-")[0] != "fr":
        return f"{day.day} {_ENGLISH[day.month - 1]} {day.year}"
    return f"{day.day}{'er' if day.day == 1 else ''} {_FRENCH[day.month - 1]} {day.year}"
