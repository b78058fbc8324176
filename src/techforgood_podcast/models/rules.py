"""The rules that fields keep, as part of their annotations; type checkers see ``str`` and ``int``.

A rule is a callable that says what is wrong with a value: a message and a hint, or ``None``.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeAlias

from ..syntax import Unquoted
from ..text.characters import forbidden_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..syntax import Path

    Wrong: TypeAlias = tuple[str, str | None] | None
    """A message and a hint, or ``None`` where nothing is wrong."""
    Rule: TypeAlias = Callable[[Any], Wrong]

INTEGER: Final = r"-?(?:0|[1-9][0-9]{0,17})"
NUMBER: Final = INTEGER + r"(?:\.[0-9]{1,30})?(?:e[+-][0-9]{1,3})?"
# The largest number that INTEGER matches.
_LARGEST: Final = 10**18 - 1
# Characters of a value that a message shows.
_SHOWN: Final = 40
_QUOTE: Final = "quote it if it is meant as text"

compiled = cache(re.compile)


class Breach(NamedTuple):
    """A rule that some value does not keep.

    Attributes:
        path: the keys and indexes that lead to the value, from the record.
        message: what is wrong.
        hint: what to do about it.
        key: whether the key is wrong, and not the value.
    """

    path: Path
    message: str
    hint: str | None = None
    key: bool = False

    def below(self, *steps: str | int) -> Breach:
        """Return the breach as seen from further out."""
        return self._replace(path=(*steps, *self.path))


class Matching:
    """A text that matches a pattern from end to end.

    Attributes:
        form: what such a text is called in the description of a field.
        pattern: the regular expression.
        noun: what a message says was expected, with its article.
        shape: how such a text is written.
    """

    __slots__ = ("form", "noun", "pattern", "shape")

    def __init__(self, form: str, pattern: str, noun: str, shape: str) -> None:
        self.form = form
        self.pattern = pattern
        self.noun = noun
        self.shape = shape

    def __call__(self, value: str) -> Wrong:
        """Say what is wrong with a text."""
        if compiled(self.pattern).fullmatch(value):
            return None
        return f"expected {self.noun} {self.shape}, found {named(value)}", None


class AtLeast:
    """A whole number that is not below another."""

    __slots__ = ("least",)

    def __init__(self, least: int) -> None:
        self.least = least

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
    "media_type", r"[a-zA-Z0-9_.+-]+/[a-zA-Z0-9_.+-]+", "a media type,", 'such as "audio/mpeg"'
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


def named(value: Any) -> str:  # noqa: PLR0911 -- one answer for each kind of value
    """Say what a value is, for a message.

    >>> named(["a"]), named(Unquoted("no")), named(None)
    ('a list', '"no"', 'nothing')
    """
    if isinstance(value, Unquoted) and compiled(NUMBER).fullmatch(value):
        return str(value)
    match value:
        case None:
            return "nothing"
        case str():
            return f'"{value}"' if len(value) <= _SHOWN else f'"{value[: _SHOWN - 1]}…"'
        case bool():
            return str(value).lower()
        case int() | float() | dt.date() | dt.timedelta():
            return str(value)
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return with_article(type(value).__name__)


def with_article(noun: str) -> str:
    """Return a noun with its article.

    >>> with_article("Person"), with_article("Episode")
    ('a Person', 'an Episode')
    """
    return f"{'an' if noun[0].lower() in 'aeiou' else 'a'} {noun}"


def wrong_text(value: object, rules: Iterable[Rule] = (), *, lines: bool = False) -> Wrong:
    """Say what is wrong with a text: its type, its characters, then the rules.

    Args:
        value: what should be a text.
        rules: the rules it keeps; without any it only has to say something.
        lines: whether it may have several lines.
    """
    rules = tuple(rules)
    if not isinstance(value, str):
        noun = next((rule.noun for rule in rules if isinstance(rule, Matching)), "a text")
        hint = _QUOTE if value is None else None
        return f"expected {noun.rstrip(',')}, found {named(value)}", hint
    forbidden = forbidden_in(value)
    if forbidden:
        return f"the character U+{ord(forbidden.group()):04X} is not allowed", None
    if rules:
        return next((wrong for rule in rules if (wrong := rule(value))), None)
    if not value.strip():
        return "the text is empty", "leave the key out if nothing is known"
    if "\n" in value and not lines:
        return "the text has a line break", "write it on one line, or after >-"
    return None


def wrong_number(value: object, *, whole: bool) -> Wrong:
    """Say what is wrong with a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        fits = abs(value) <= _LARGEST
    else:
        fits = isinstance(value, float) and not whole and math.isfinite(value)
    return (
        None
        if fits
        else (f"expected a {'whole ' if whole else ''}number, found {named(value)}", None)
    )


def wrong_day(value: object) -> Wrong:
    """Say what is wrong with a day."""
    if isinstance(value, dt.datetime):
        return "expected a day, without a time", "pass its date()"
    if isinstance(value, dt.date):
        return None
    return f"expected a day, such as 2022-01-17, found {named(value)}", None


def wrong_duration(value: object) -> Wrong:
    """Say what is wrong with a running time."""
    if isinstance(value, dt.timedelta):
        return None
    return f"expected a running time, such as 33:13 or 1:02:03, found {named(value)}", None


def breaches_of_texts(pairs: Iterable[tuple[Any, Any]]) -> Iterator[Breach]:
    """Yield what is wrong with texts by language; each path begins with the language."""
    empty = True
    for tag, text in pairs:
        empty = False
        if not isinstance(tag, str) or LANGUAGE_TAG(tag):
            message = f"expected {LANGUAGE_TAG.noun} {LANGUAGE_TAG.shape}"
            yield Breach((tag,), message, key=True)
        if wrong := wrong_text(text, lines=True):
            yield Breach((tag,), *wrong)
    if empty:
        yield Breach((), "expected a text in at least one language, found none")


def no_texts(value: object) -> Breach:
    """Return the breach of what should be texts by language."""
    return Breach((), f"expected texts by language, found {named(value)}")
