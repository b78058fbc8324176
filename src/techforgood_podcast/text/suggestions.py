"""Suggest entries of a closed list, such as formats, options or keys, for a mistyped one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .folding import fold
from .names import NameIndex
from .spelling import Spellings, max_typos

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

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
    """Return up to three words that a mistyped text may mean, the closest in spelling.

    If none is spelt alike, they are those with a part in common with it.

    >>> closest("titel", ["id", "title", "kind"]), closest("jsn", ["jsonl", "json", "csl"])
    (('title',), ('json',))
    >>> closest("image", ["title", "image_url"]), closest("employer", ["subject", "affiliation"])
    (('image_url',), ('affiliation',))
    """
    known = _Known.of(tuple(words))
    typed = fold(text)
    meant = known.by_key.get(_SYNONYMS.get(typed, ""))
    if meant is not None:
        return (meant,)
    near = known.spellings.nearest(typed, max_typos(len(typed)))
    if near:
        return tuple(known.by_key[key] for key in near[:_LIMIT])
    return known.names.suggest(text, _LIMIT)


class _Known(NamedTuple):
    """A closed list, indexed by its folded words."""

    by_key: dict[str, str]
    spellings: Spellings
    names: NameIndex

    @classmethod
    @lru_cache(maxsize=100)  # the keys of a record are asked for again with each slip
    def of(cls, words: tuple[str, ...]) -> Self:
        """Return a list, indexed."""
        by_key = {key: word for word in words if (key := fold(word))}
        names = NameIndex({word: (word,) for word in by_key.values()})
        return cls(by_key, Spellings(by_key), names)
