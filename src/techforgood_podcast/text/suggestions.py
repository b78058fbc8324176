"""Suggest entries of a closed list, such as formats, options or keys, for a mistyped one."""

from __future__ import annotations

from difflib import get_close_matches
from operator import ne
from typing import TYPE_CHECKING

from .folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

# Minimum similarity of two words. Unlike difflib's default, it excludes unrelated words ("jsn" and
# "jsonl", "relation" and "duration").
_CUTOFF = 0.8

# Minimum length of a word in which one replaced letter or swapped letters are corrected.
_SHORTEST = 3

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


def closest(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return up to three words that a mistyped text may mean, closest first.

    >>> closest("titel", ["id", "title", "kind"]), closest("jsn", ["jsonl", "json", "csl"])
    (('title',), ('json',))
    >>> closest("employer", ["subject", "affiliation"])
    ('affiliation',)
    """
    typed = fold(text)
    by_key: dict[str, str] = {key: word for word in words if (key := fold(word))}
    meant = _SYNONYMS.get(typed)
    if meant in by_key:
        return (by_key[meant],)
    keys = [key for key in by_key if _is_slip(typed, key)][:_LIMIT]
    return tuple(by_key[key] for key in keys or get_close_matches(typed, by_key, _LIMIT, _CUTOFF))


def _is_slip(typed: str, word: str) -> bool:
    """Return whether a word has one other letter than was typed, or the same in another order."""
    # These weigh too much in the ratio of difflib if a word is short ("uri", "nmae").
    if len(typed) != len(word) or len(word) < _SHORTEST:
        return False
    return sum(map(ne, typed, word)) <= 1 or sorted(typed) == sorted(word)
