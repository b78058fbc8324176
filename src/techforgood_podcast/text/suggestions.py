"""Suggest which word of a closed list was meant: a key, an option, a format, a relation."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .folding import fold
from .names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .near_words import Spellings

# Maximum number of suggestions.
_LIMIT = 3

# Words that people use for a word of a closed list which is spelt differently.
_SYNONYMS = {
    "backer": "supporter",
    "client": "user",
    "customer": "user",
    "developer": "creator",
    "employer": "affiliation",
    "sponsor": "funder",
}

# What to say of a relation that people have to organisations, and organisations have not.
FOUNDERS = "founders are people"


def is_founder(value: object) -> bool:
    """Return whether a relation of an organisation is what a person is to it.

    >>> is_founder("co-founder"), is_founder("funder")
    (True, False)
    """
    return isinstance(value, str) and "founder" in fold(value)


def closest(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return up to three words that a mistyped text may mean, the closest in spelling.

    If none is spelt alike, they are those with a part in common with it.

    >>> closest("titel", ["id", "title", "kind"]), closest("jsn", ["jsonl", "json", "csl"])
    (('title',), ('json',))
    >>> closest("image", ["title", "image_url"]), closest("employer", ["subject", "affiliation"])
    (('image_url',), ('affiliation',))
    """
    known = tuple(words)
    by_key, spellings = _spellings_of(known)
    typed = fold(text)
    meant = by_key.get(_SYNONYMS.get(typed, ""))
    if meant is not None:
        return (meant,)
    near = spellings.nearest(typed)
    if near:
        return tuple(by_key[key] for key in near[:_LIMIT])
    return _names_of(known).suggest(text, _LIMIT)


# The keys of a record are asked for again with each slip.
@lru_cache(maxsize=100)
def _spellings_of(words: tuple[str, ...]) -> tuple[dict[str, str], Spellings]:
    """Return words by their folded forms, and an index of the forms by spelling."""
    from .near_words import Spellings

    by_key = {key: word for word in words if (key := fold(word))}
    return by_key, Spellings(by_key)


@lru_cache(maxsize=100)
def _names_of(words: tuple[str, ...]) -> NameIndex:
    """Return the words indexed as names, which takes time that most slips do not need."""
    return NameIndex({word: (word,) for word in words})
