"""What is wrong with a value: its type, then the rules of its annotation."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..syntax import named
from ..text.characters import forbidden_in
from .rules import LANGUAGE_TAG, Matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..syntax import Path
    from .rules import Rule, Wrong

# The largest number that INTEGER matches.
_LARGEST: Final = 10**18 - 1
_QUOTE: Final = "quote it if it is meant as text"


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
