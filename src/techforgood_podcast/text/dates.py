"""Days in words, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .languages import language_of

if TYPE_CHECKING:
    import datetime as dt


def write_day(day: dt.date, language: str) -> str:
    """Return a day in a language, or in English if it has no words.

    >>> import datetime as dt
    >>> write_day(dt.date(2023, 3, 7), "en"), write_day(dt.date(2023, 3, 7), "fr")
    ('7 March 2023', '7 mars 2023')
    >>> write_day(dt.date(2023, 3, 1), "fr")
    '1er mars 2023'
    """
    return language_of(language).write_day(day)
