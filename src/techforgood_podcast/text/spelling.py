"""Find words that are spelt nearly like a typed one.

Words are compared as given; callers fold them first.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words by their letters as bits, as returned by _letters().
WordLetters: TypeAlias = dict[str, int]

# The same, grouped by the length of the words.
WordsByLength: TypeAlias = dict[int, WordLetters]

# Number of groups into which characters are divided, one bit each. With 30, the bits of a word
# without repeated letters fit into a single digit of a Python integer.
_GROUPS = 30

# Maximum number of occurrences of a letter that are counted. More would barely improve the
# comparison and make it slow for long words.
_MAX_OCCURRENCES = 16
_ALL_BITS = (1 << _GROUPS * _MAX_OCCURRENCES) - 1

# Lengths up to which no letter of a word may be wrong, and up to which one may.
_TOO_SHORT, _SHORT = 2, 5


def _letters(word: str) -> int:
    """Return the letters of a word as bits: one for each occurrence of each letter.

    An edit removes at most one bit and adds at most one.
    """
    bits = 0
    for character in word:
        bit = 1 << ord(character) % _GROUPS
        while bits & bit:
            bit = bit << _GROUPS & _ALL_BITS
        bits |= bit
    return bits


class Typed:
    """A typed word, prepared for comparison with many others."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.letters: int = _letters(word)
        self.positions: defaultdict[str, int] = defaultdict(int)
        for position, character in enumerate(word):
            self.positions[character] |= 1 << position

    def distance(self, other: str) -> int:
        """Return the edit distance between the typed word and another.

        An edit inserts, deletes or replaces a character or swaps two neighbours (optimal string
        alignment).
        """
        if other == self.word:
            return 0
        # The bit-parallel algorithm of Hyyrö (2003): each integer holds one column of the table
        # of distances, so that a column costs a dozen operations instead of len(self.word) steps.
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

    def near(self, words: WordsByLength, max_distance: int) -> list[tuple[str, int]]:
        """Return the words within a distance, each with its distance."""
        # Comparing letters as bits rules out nearly all words, at a fraction of the cost of
        # distance(). An insertion or deletion changes one bit, a replacement two.
        size, own = len(self.word), self.letters
        similar = [
            word
            for length in range(max(1, size - max_distance), size + max_distance + 1)
            if length in words
            for max_bits in (2 * max_distance - abs(length - size),)
            for word, letters in words[length].items()
            if (letters ^ own).bit_count() <= max_bits
        ]
        return self._within(max_distance, similar)

    def spelt_alike(self, words: WordsByLength) -> list[tuple[str, int]]:
        """Return the words that may be meant, each with its distance.

        Two letters may be wrong, one if either word has up to five, none if either has up to two.
        The first letter may be wrong only if it is the only one, and not in a word of three.
        """
        return [
            (word, distance)
            for word, distance in self.near(words, max_typos(len(self.word)))
            for shorter in (min(len(word), len(self.word)),)
            if distance <= max_typos(shorter)
            if word[0] == self.word[0] or (distance == 1 and shorter > _TOO_SHORT + 1)
        ]

    def _within(self, max_distance: int, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return the words within a distance, unless every character would have to change."""
        found: list[tuple[str, int]] = []
        for word in words:
            distance = self.distance(word)
            if distance <= max_distance and distance < max(len(self.word), len(word)):
                found.append((word, distance))
        return found


def max_typos(length: int) -> int:
    """Return the number of letters that may be wrong in a word of a length."""
    return 0 if length <= _TOO_SHORT else 1 if length <= _SHORT else 2


def by_length(words: Iterable[str]) -> WordsByLength:
    """Group words by length, each with its letters as bits."""
    grouped: defaultdict[int, WordLetters] = defaultdict(dict)
    for word in words:
        grouped[len(word)][word] = _letters(word)
    return dict(grouped)


class Spellings:
    """An index of words by their spelling.

    >>> Spellings(["titre", "title", "kind"]).nearest("titel", 2)
    ('title',)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = by_length(words)
        self._max_length = max(self._words, default=0)

    def nearest(self, word: str, max_distance: int) -> tuple[str, ...]:
        """Return the closest words within a distance, sorted; several if equally close.

        The first letter may be wrong only if it is the only one.
        """
        if len(word) > self._max_length + max_distance:
            return ()
        near = [
            (other, distance)
            for other, distance in Typed(word).near(self._words, max_distance)
            if other[0] == word[0] or distance == 1
        ]
        smallest = min((distance for _, distance in near), default=0)
        return tuple(sorted(other for other, distance in near if distance == smallest))
