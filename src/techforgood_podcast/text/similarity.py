"""Names that resemble a text: misspelt, shortened, or with a word in common.

Texts and names are folded. Only a look-up that found nothing needs this module.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .spelling import Typed, by_length
from .stemming import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# An id with one of its names.
Named: TypeAlias = tuple[str, str]

# Minimum length of a shared word, and of the beginning of a word that counts as the whole word.
_MIN_SHARED, _MIN_BEGINNING = 3, 4

# What a shortened word and a missing one count for, in wrong letters.
_SHORTENED, _MISSING = 1, 3


class _Row(NamedTuple):
    """A name, its words without stop words, their initials, and the words in one text."""

    named: Named
    words: tuple[str, ...]
    initials: str
    text: str


class SimilarNames:
    """The names of an index, prepared for comparison with typed ones.

    Args:
        names: each name with its id and its words.
        squashed: the names of each folded text without spaces, by id.
    """

    def __init__(
        self,
        names: Iterable[tuple[Named, Sequence[str]]],
        squashed: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._squashed = squashed
        self._squashed_by_length = by_length(squashed)
        self._rows: list[_Row] = []
        self._rows_with: dict[str, list[int]] = {}
        for named, words in names:
            own = tuple(word for word in words if word not in STOP_WORDS)
            for word in set(own):
                self._rows_with.setdefault(word, []).append(len(self._rows))
            initials, text = "".join(word[0] for word in own), f" {' '.join(own)}"
            self._rows.append(_Row(named, own, initials, text))
        self._words_by_length = by_length(self._rows_with)
        self._sorted_words = sorted(self._rows_with)
        ids = dict.fromkeys(row.named[0] for row in self._rows)
        self._order = {id_: index for index, id_ in enumerate(ids)}

    def closest(
        self, words: Sequence[str], limit: int, begun: Iterable[int] = ()
    ) -> tuple[Named, ...]:
        """Return the ids that the words may mean, each with its closest name, closest first.

        Names that only share some words are left out if others resemble the whole.

        Args:
            words: the words typed.
            limit: the maximum number of ids.
            begun: the positions of the names that begin like the words; they come first.
        """
        squashed = "".join(words)
        readings = [[word for word in words if len(word) == 1 or word not in STOP_WORDS]]
        if len(words) > 1:
            readings.append([squashed])
        alike: dict[str, tuple[int, str]] = {}
        sharing: dict[str, tuple[int, str]] = {}
        for index in sorted(begun):
            _keep_closer(alike, self._rows[index].named[0], 0, self._rows[index].named[1])
        for name, distance in Typed(squashed).spelt_alike(self._squashed_by_length):
            for id_, original in self._squashed[name].items():
                _keep_closer(alike, id_, 2 * distance, original)
        for row, costs in chain.from_iterable(map(self._compared, readings)):
            found = sharing if _MISSING in costs else alike
            _keep_closer(found, row.named[0], 2 * sum(costs) + 1, row.named[1])
        found = alike or sharing
        ids = sorted(found, key=lambda id_: (found[id_][0], self._order[id_]))
        return tuple((id_, found[id_][1]) for id_ in ids[:limit])

    def _compared(self, words: Sequence[str]) -> Iterator[tuple[_Row, list[int]]]:
        """Yield names like the words or sharing some, with what is wrong in each word."""
        resembled = {word: self._resembled_by(word) for word in words}
        longest = max(words, key=len, default="")
        shared = {word for word in words if len(word) >= _MIN_SHARED and word in self._rows_with}
        candidates = shared.union(resembled.get(longest, ()))
        for index in sorted({row for word in candidates for row in self._rows_with[word]}):
            row = self._rows[index]
            costs = [_cost(word, resembled[word], row) for word in words]
            if _MISSING not in costs or not shared.isdisjoint(row.words):
                yield row, costs

    def _resembled_by(self, word: str) -> dict[str, int]:
        """Return the words of names that a typed one may mean, with the number of wrong letters."""
        found: dict[str, int] = {}
        if len(word) >= _MIN_BEGINNING:
            start = bisect_left(self._sorted_words, word)
            longer = (self._sorted_words[index] for index in range(start, len(self._sorted_words)))
            beginning = takewhile(lambda other: other.startswith(word), longer)
            found = {other: _SHORTENED for other in beginning if len(other) <= 2 * len(word)}
        found.update(Typed(word).spelt_alike(self._words_by_length))
        return found


def _keep_closer(found: dict[str, tuple[int, str]], id_: str, rank: int, name: str) -> None:
    """Keep the name with the lower rank; of equal ones the earlier."""
    if id_ not in found or rank < found[id_][0]:
        found[id_] = rank, name


def _cost(word: str, resembled: Mapping[str, int], row: _Row) -> int:
    """Return how badly a typed word fits a name: 0 if it is one of its words."""
    costs = [resembled[own] for own in row.words if own in resembled]
    if costs:
        return min(costs)
    if word in row.initials or f" {word}" in row.text:
        return 0 if len(word) == 1 else _SHORTENED
    # A letter alone may be an elided article as well as an initial.
    return 1 if len(word) == 1 else _MISSING
