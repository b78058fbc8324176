"""Numbers as people write them in a language."""

from __future__ import annotations

from typing import Final

from .languages import base_of, find_language

# Languages without a module whose countries write numbers with a decimal point; elsewhere it is a
# comma.
_WITH_POINT: Final = frozenset({"he", "hi", "ja", "ko", "th", "zh"})


def has_decimal_point(language: str) -> bool:
    """Return whether numbers have a decimal point in a language, rather than a comma.

    >>> [has_decimal_point(tag) for tag in ("en-GB", "fr", "ja", "br")]
    [True, False, True, False]
    """
    own = find_language(language)
    return base_of(language) in _WITH_POINT if own is None else own.decimal_mark == "."


def write_number(number: float, language: str) -> str:
    r"""Return a number with its thousands apart.

    >>> write_number(13_000_000, "en"), write_number(13_000_000.5, "fr")
    ('13,000,000', '13\xa0000\xa0000,5')
    """
    written = f"{number:,.15g}" if abs(number) < 10**15 else f"{number:,.0f}"
    if has_decimal_point(language):
        return written
    return written.translate({ord(","): "\xa0", ord("."): ","})
