"""Hypothesis strategies: the values that the fields of records may hold."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

ItemT = TypeVar("ItemT")

WORDS: dict[str, list[str]] = json.loads(Path(__file__).with_name("tricky.json").read_text("utf-8"))
# Texts that a careless writer or reader takes for something else.
TRICKY = WORDS["tricky"]
CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters=["\ufeff", "\ufffe", "\uffff", *map(chr, range(0xFDD0, 0xFDF0))],
) | st.sampled_from("\t\n\r")
"""Every character that a text of a catalogue may hold."""

LANGUAGES: tuple[str, ...] = ("fr", "en", "de", "pt-BR", "zh-Hant")


@cache
def texts(max_size: int = 12) -> SearchStrategy[str]:
    """Texts that are not blank."""
    free = st.text(CHARACTERS, min_size=1, max_size=max_size).filter(str.strip)
    return st.sampled_from(TRICKY) | free


@cache
def ids() -> SearchStrategy[str]:
    """Ids that no other rule forbids."""
    words = st.text("abcxyz019", min_size=1, max_size=5)
    joined = st.lists(words, min_size=1, max_size=3).map("-".join)
    return joined | st.sampled_from(("no", "012", "1e3", "0", "null", "2024-01-02", "true"))


@cache
def urls() -> SearchStrategy[str]:
    """Addresses on the web."""
    return st.text("ab1é/?&=#%-~", max_size=8).map("https://example.org/".__add__)


@cache
def lines() -> SearchStrategy[str]:
    """Texts on one line that are not blank."""
    return texts().filter(lambda text: "\n" not in text)


@cache
def localized_texts() -> SearchStrategy[tfg.LocalizedText]:
    """Texts in one to three languages."""
    by_language = st.dictionaries(st.sampled_from(LANGUAGES), texts(), min_size=1, max_size=3)
    return by_language.map(tfg.LocalizedText)


@cache
def durations() -> SearchStrategy[dt.timedelta]:
    """Running times in whole seconds."""
    return st.integers(0, 9_999 * 3_600 + 3_599).map(lambda seconds: dt.timedelta(seconds=seconds))


@cache
def numbers() -> SearchStrategy[float]:
    """Whole numbers and others, finite."""
    most = 10**18 - 1
    return st.integers(-most, most) | st.floats(allow_nan=False, allow_infinity=False)


@cache
def zones() -> SearchStrategy[dt.tzinfo]:
    """Time zones with a fixed distance from UTC."""
    minutes = st.integers(-14 * 60, 14 * 60)
    return minutes.map(lambda offset: dt.timezone(dt.timedelta(minutes=offset)))


@cache
def publications() -> SearchStrategy[tuple[dt.date | None, dt.datetime | None]]:
    """The day of publication, with and without the moment."""
    moments = st.datetimes(timezones=zones()).map(lambda moment: moment.replace(microsecond=0))
    days = st.tuples(maybe(st.dates()), st.none())
    return days | moments.map(lambda moment: (moment.date(), moment))


def few(items: SearchStrategy[ItemT], max_size: int = 2) -> SearchStrategy[tuple[ItemT, ...]]:
    """A few values, as a tuple."""
    return st.lists(items, max_size=max_size).map(tuple)


def maybe(items: SearchStrategy[ItemT]) -> SearchStrategy[ItemT | None]:
    """A value, or nothing."""
    return st.none() | items
