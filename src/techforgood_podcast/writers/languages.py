"""Names of languages, and days as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_NAMES = {"fr": "Français", "en": "English", "de": "Deutsch", "es": "Español", "it": "Italiano"}


def write_day(date: dt.date, language: str) -> str:
    """Return a day as people write it in French or English.

    >>> import datetime as dt
    >>> write_day(dt.date(2022, 1, 1), "fr-CA"), write_day(dt.date(2022, 1, 17), "en")
    ('1er janvier 2022', '17 January 2022')
    """
    language = language.partition("-")[0]
    day = "1er" if (language, date.day) == ("fr", 1) else date.day
    return f"{day} {_MONTHS[language].split()[date.month - 1]} {date.year}"


def choose_page_language(language: str) -> str:
    """Return the language of a page's fixed words, which are French or English.

    >>> choose_page_language("fr-CA"), choose_page_language("de")
    ('fr-CA', 'en')
    """
    return language if language.partition("-")[0] in {"fr", "en"} else "en"


def name_language(language: str) -> str:
    """Return what a language calls itself, or else its tag.

    >>> name_language("en"), name_language("br")
    ('English', 'br')
    """
    return _NAMES.get(language, language)
