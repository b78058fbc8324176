"""Numbers as people write them in a language."""

from __future__ import annotations

from typing import Final

DECIMAL_POINT: Final = frozenset({"en", "he", "hi", "ja", "ko", "th", "zh"})
"""Languages of countries where numbers have a decimal point; elsewhere it is a comma."""


def write_number(number: float, language: str) -> str:
    r"""Return a number with its thousands apart.

    >>> write_number(13_000_000, "en"), write_number(13_000_000.5, "fr")
    ('13,000,000', '13\xa0000\xa0000,5')
    """
    written = f"{number:,.15g}" if abs(number) < 10**15 else f"{number:,.0f}"
    if language.partition("-")[0] in DECIMAL_POINT:
        return written
    return written.translate({ord(","): "\xa0", ord("."): ","})


def write_share(number: float, language: str) -> str:
    r"""Return a part of a whole as a percentage.

    >>> write_share(0.75, "en"), write_share(0.333, "fr")
    ('75%', '33,3\xa0%')
    """
    written = write_number(round(number * 100, 10), language)
    is_apart = language.partition("-")[0] not in DECIMAL_POINT
    return f"{written}\xa0%" if is_apart else f"{written}%"
