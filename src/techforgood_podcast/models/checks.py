"""Check values: their type, then the rules of their annotation.

Each function returns a message and a hint, or ``None`` if nothing is wrong.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..syntax import describe
from ..text.characters import forbidden_in
from .rules import LANGUAGE_TAG, Matching
from .scalars import SCALARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..syntax import Path
    from .rules import Rule, Wrong

# The largest number that INTEGER matches.
_LARGEST: Final = 10**18 - 1


class Breach(NamedTuple):
    """A broken rule, and where.

    Attributes:
        path: the keys and indexes that lead to the value, from the record.
        message: what is wrong.
        hint: what to do about it.
        key: whether the key is wrong rather than the value.
    """

    path: Path
    message: str
    hint: str | None = None
    key: bool = False

    def below(self, *steps: str | int) -> Breach:
        """Return the breach with a longer path, as seen from an outer record."""
        return self._replace(path=(*steps, *self.path))


def wrong_text(value: object, rules: Iterable[Rule] = (), *, lines: bool = False) -> Wrong:
    """Check a text.

    Args:
        value: what should be a text.
        rules: the rules of its annotation; a text without any must not be empty.
        lines: whether it may have several lines.
    """
    rules = tuple(rules)
    if type(value) is not str:  # a subclass, such as an enum, may be written differently
        noun = next((rule.noun for rule in rules if isinstance(rule, Matching)), "a text")
        return f"expected {noun.rstrip(',')}, found {describe(value)}", None
    forbidden = forbidden_in(value)
    if forbidden:
        return f"the character U+{ord(forbidden.group()):04X} is not allowed", None
    if rules:
        return next((wrong for rule in rules if (wrong := rule(value))), None)
    if not value.strip():
        return "the text is empty", "leave it out if nothing is known"
    if "\n" in value and not lines:
        return "the text has a line break", "write it on one line"
    return None


def wrong_number(value: object, *, whole: bool) -> Wrong:
    """Check a number."""
    if type(value) is int:
        fits = abs(value) <= _LARGEST
    else:
        fits = type(value) is float and not whole and math.isfinite(value)
    noun = "a whole number" if whole else "a number"
    return None if fits else (f"expected {noun}, found {describe(value)}", None)


def wrong_day(value: object) -> Wrong:
    """Check a day."""
    if isinstance(value, dt.datetime):
        return "expected a day, without a time", "pass its date()"
    if isinstance(value, dt.date):
        return None
    return _expected("a day, such as 2022-01-17", dt.date, value)


def wrong_moment(value: object) -> Wrong:
    """Check the type of a moment."""
    if isinstance(value, dt.datetime):
        return None
    return _expected("a moment, such as 2022-01-17T08:30:00+01:00", dt.datetime, value)


def wrong_truth(value: object) -> Wrong:
    """Check a yes or no."""
    if isinstance(value, bool):
        return None
    return f"expected true or false, found {describe(value)}", None


def wrong_duration(value: object) -> Wrong:
    """Check the type of a running time."""
    if isinstance(value, dt.timedelta):
        return None
    return _expected("a running time, such as 33:13 or 1:02:03", dt.timedelta, value)


def _expected(noun: str, kind: type[Any], value: object) -> Wrong:
    """Say what a file should state, or which class to pass instead of a text as files have it."""
    is_number = kind is dt.timedelta and type(value) in {int, float}  # files have it as text
    if is_number or (isinstance(value, str) and isinstance(SCALARS[kind](value, kind), kind)):
        noun = f"a datetime.{kind.__name__}"
    return f"expected {noun}, found {describe(value)}", None


def breaches_of_texts(pairs: Iterable[tuple[Any, Any]]) -> Iterator[Breach]:
    """Yield the breaches of texts by language; each path starts with the language."""
    empty = True
    for tag, text in pairs:
        empty = False
        wrong_tag = LANGUAGE_TAG(tag) if isinstance(tag, str) else ("", None)
        if wrong_tag:
            message = f"expected {LANGUAGE_TAG.noun} {LANGUAGE_TAG.shape}"
            yield Breach((tag,), message, wrong_tag[1], key=True)
        if wrong := wrong_text(text, lines=True):
            yield Breach((tag,), *wrong)
    if empty:
        yield Breach((), "expected a text in at least one language, found none")


def no_texts(value: object) -> Breach:
    """Return the breach of what should be texts by language."""
    return Breach((), f"expected texts by language, found {describe(value)}")
