"""The rules that fields keep, as part of their annotations; type checkers see ``str`` and ``int``.

A rule is a callable that says what is wrong with a value of the right type: a message and a hint,
or ``None``. What checks them is in ``checks``, since reading a catalogue needs the names alone.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    Wrong: TypeAlias = tuple[str, str | None] | None
    """A message and a hint, or ``None`` where nothing is wrong."""
    Rule: TypeAlias = Callable[[Any], Wrong]


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern when it is first needed, and keep it."""
    return re.compile(pattern, flags)


class Matching:
    """A text that matches a pattern from end to end.

    Attributes:
        form: what such a text is called in the description of a field.
        pattern: the regular expression.
        noun: what a message says was expected, with its article.
        shape: how such a text is written.
        flags: how the pattern is read, as for ``re.compile``.
    """

    __slots__ = ("flags", "form", "noun", "pattern", "shape")

    def __init__(self, form: str, pattern: str, noun: str, shape: str, flags: int = 0) -> None:
        self.form: str = form
        self.pattern: str = pattern
        self.noun: str = noun
        self.shape: str = shape
        self.flags: int = flags

    def __call__(self, value: str) -> Wrong:
        """Say what is wrong with a text."""
        if compiled(self.pattern, self.flags).fullmatch(value):
            return None
        from ..syntax import named

        return f"expected {self.noun} {self.shape}, found {named(value)}", None


class AtLeast:
    """A whole number that is not below another."""

    __slots__ = ("least",)

    def __init__(self, least: int) -> None:
        self.least: int = least

    def __call__(self, value: int) -> Wrong:
        """Say what is wrong with a number."""
        if value >= self.least:
            return None
        return f"expected a number from {self.least}, found {value}", None


def is_file_name(value: str) -> Wrong:
    """Refuse the names that Windows reserves for devices: an id names a file."""
    if compiled(r"con|prn|aux|nul|com[0-9]|lpt[0-9]").fullmatch(value):
        return f'"{value}" cannot name a file on Windows', "choose another id"
    return None


def is_whole_seconds(value: dt.timedelta) -> Wrong:
    """Refuse a running time that files cannot state."""
    if dt.timedelta() <= value < dt.timedelta(hours=10_000) and not value.microseconds:
        return None
    return "expected whole seconds, from 0 to 9999:59:59", None


ID: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
WEB_ADDRESS: Final = Matching(
    "url", r"https?://[^\s<>\"{}|\\^`]+", "an address", "that begins with https://"
)
LANGUAGE_TAG: Final = Matching(
    "language", r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag,", 'such as "fr"'
)

_ID_RULE: Final = Matching(
    "id", ID, "an id", "(lower-case words of a-z and 0-9, joined by hyphens)"
)
_MEDIA_TYPE: Final = Matching(
    "media_type", r"[\w.+-]+/[\w.+-]+", "a media type,", 'such as "audio/mpeg"', re.ASCII
)
_COUNTRY_CODE: Final = Matching(
    "country_code", "[A-Z]{2}", "a country code", 'of two letters, such as "FR"'
)
PATTERNS: Final = {
    rule.form: rule.pattern
    for rule in (_ID_RULE, WEB_ADDRESS, LANGUAGE_TAG, _MEDIA_TYPE, _COUNTRY_CODE)
}
"""The regular expression of each form of text that has one."""

Id: TypeAlias = Annotated[str, _ID_RULE, is_file_name]
Url: TypeAlias = Annotated[str, WEB_ADDRESS]
Language: TypeAlias = Annotated[str, LANGUAGE_TAG]
MediaType: TypeAlias = Annotated[str, _MEDIA_TYPE]
CountryCode: TypeAlias = Annotated[str, _COUNTRY_CODE]
Count: TypeAlias = Annotated[int, AtLeast(1)]
Duration: TypeAlias = Annotated[dt.timedelta, is_whole_seconds]
