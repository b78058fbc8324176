"""Words as people mistype them: how far one is from another, and which of many are near.

Nothing here folds: words are taken as they come.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


_LETTERS = 30
"""So many letters are told apart: then those of a word that has each once are one small number."""
_MOST_TIMES = 16
"""A letter that stands more often in a word tells no more of it, and would make long words slow."""
_EVERY = (1 << _LETTERS * _MOST_TIMES) - 1


def _letters(word: str) -> int:
    """Return a word's letters as bits, one for each of the first times that a letter stands in it.

    An edit takes out at most one of them and puts in at most one.
    """
    bits = 0
    for character in word:
        bit = 1 << ord(character) % _LETTERS
        while bits & bit:
            bit = bit << _LETTERS & _EVERY
        bits |= bit
    return bits


class Typed:
    """A typed word, ready to be compared with many others.

    Distances count insertions, deletions, replacements and swaps of neighbours, by the
    bit-parallel method of Hyyrö (2003): one column of the table is one integer.
    """

    def __init__(self, word: str) -> None:
        self.word = word
        self.letters = _letters(word)
        self.positions: defaultdict[str, int] = defaultdict(int)
        for place, character in enumerate(word):
            self.positions[character] |= 1 << place

    def distance(self, other: str) -> int:
        """Return how many edits lead from the typed word to the other."""
        if other == self.word:
            return 0
        where, every = self.positions.get, (1 << len(self.word)) - 1
        rises, falls, diagonal, before = every, 0, 0, 0
        for character in other:
            match = where(character, 0)
            swap = ((~diagonal & match) << 1) & before
            diagonal = (((match & rises) + rises) ^ rises) | match | falls | swap
            right = (falls | (every & ~(diagonal | rises))) << 1 | 1
            left = (diagonal & rises) << 1
            rises = every & (left | ~(diagonal | right))
            falls = every & diagonal & right
            before = match
        return len(other) + rises.bit_count() - falls.bit_count()

    def near(self, words: Words, most: int) -> list[tuple[str, int]]:
        """Return each word within so many edits, and how many."""
        size, own = len(self.word), self.letters
        like = [
            word
            for length in range(max(1, size - most), size + most + 1)
            if length in words
            for others in (2 * most - abs(length - size),)
            for word, letters in words[length].items()
            if (letters ^ own).bit_count() <= others
        ]
        return self._within(most, like)

    def near_among(self, words: Lettered, most: int) -> list[tuple[str, int]]:
        """Return likewise those of some words, which need not be known by their length."""
        others, own = 2 * most, self.letters
        like = [word for word, letters in words.items() if (letters ^ own).bit_count() <= others]
        return self._within(most, like)

    def _within(self, most: int, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return the words within so many edits; something of each has to be left."""
        found: list[tuple[str, int]] = []
        for word in words:
            distance = self.distance(word)
            if distance <= most and distance < max(len(self.word), len(word)):
                found.append((word, distance))
        return found


Lettered: TypeAlias = dict[str, int]
"""Words, each with its letters as bits."""
Words: TypeAlias = dict[int, Lettered]
"""Such words by length."""


def by_length(words: Iterable[str]) -> Words:
    """Return words by their length, each with its letters as bits."""
    grouped: defaultdict[int, Lettered] = defaultdict(dict)
    for word in words:
        grouped[len(word)][word] = _letters(word)
    return dict(grouped)


class Spellings:
    """Words, to be found by what was nearly typed.

    >>> Spellings(["titre", "title", "kind"]).nearest("titel", 2)
    ('title',)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = by_length(words)
        self._longest = max(self._words, default=0)

    def nearest(self, word: str, most: int) -> tuple[str, ...]:
        """Return the words within so many edits that are closest, in order where equal."""
        if len(word) > self._longest + most:
            return ()
        near = Typed(word).near(self._words, most)
        least = min((distance for _, distance in near), default=0)
        return tuple(sorted(other for other, distance in near if distance == least))
