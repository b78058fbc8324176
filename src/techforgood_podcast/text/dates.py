"""Days in words, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import words

if TYPE_CHECKING:
    import datetime as dt


def write_day(day: dt.date, language: str, pattern: str = "day") -> str:
    """Return a day in a language, or in English if it has no words.

    Args:
        day: the day.
        language: the language.
        pattern: the word of the language that says in which order the parts stand.

    >>> import datetime as dt
    >>> write_day(dt.date(2023, 3, 7), "en"), write_day(dt.date(2023, 3, 7), "fr")
    ('7 March 2023', '7 mars 2023')
    >>> write_day(dt.date(2023, 3, 1), "fr")
    '1er mars 2023'
    >>> write_day(dt.date(2023, 3, 7), "en", "day_in_apa")
    '2023, March 7'
    """
    known = words(language)
    return known[pattern].format(
        day=known["first_day"] if day.day == 1 else day.day,
        month=known["months"].split()[day.month - 1],
        short_month=known["short_months"].split()[day.month - 1],
        year=day.year,
    )
