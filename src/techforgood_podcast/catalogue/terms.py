"""Which words of a search table a word of a query stands for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .._runtime import cached_property
from ..text.segments import is_letter
from ..text.spelling import Spellings
from ..text.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Minimum length of a word in which one wrong letter is corrected, and two.
_SHORTEST_MISTYPED, _LONG = 5, 9
# Minimum length of a name whose first letter may be wrong, and maximum of a word that is compared
# with names.
_LONG_NAME, _LONGEST_NAME = 6, 60


class Terms:
    """The words of a search table, and how words of a query are found among them.

    Attributes:
        stems: the term of the stem of each word.
        names: the words of names.
    """

    def __init__(self, stems: Mapping[str, str], names: Collection[str]) -> None:
        self.stems = stems
        self.names = names
        self._known_stems = frozenset(stems.values())
        self._spellings: dict[str, Spellings] = {}

    def known(self, word: str) -> tuple[str, ...]:
        """Return the word and its stem if they occur; pairs of letters in a row are one term."""
        if " " in word:
            return (word,) if all(part in self.stems for part in word.split()) else ()
        if is_letter(word):
            return (f"{word}*",) if self.beginning(word) else ()
        if word in self.stems:
            return (word, self.stems[word])
        key = f"/{stem(word)}"
        return (key,) if key in self._known_stems else ()

    def corrected(self, word: str) -> tuple[str, ...]:
        """Return the terms that are most like an unknown word, if any is.

        These are the words spelt nearly alike, or else names that sound alike. If words begin with
        the unknown one, they are rather meant than those spelt alike.
        """
        if len(word) < _SHORTEST_MISTYPED or " " in word:
            return ()
        near = self._nearest(word)
        if near:
            near = self.beginning(word) or near
        elif len(word) <= _LONGEST_NAME:
            near = self._names_like(word)
        return tuple(term for other in near for term in (other, self.stems[other]))

    def beginning(self, word: str) -> tuple[str, ...]:
        """Return the words that begin with a word, in the order of the alphabet."""
        from bisect import bisect_left  # which a first search does without

        every, first = self._sorted, bisect_left(self._sorted, word)
        last = bisect_left(every, f"{word}\U0010ffff", first)
        return tuple(every[first:last])

    def _nearest(self, word: str) -> tuple[str, ...]:
        if word[0] not in self._spellings:
            alike = (known for known in self.stems if known[0] == word[0])
            self._spellings[word[0]] = Spellings(alike)
        return self._spellings[word[0]].nearest(word, 2 if len(word) >= _LONG else 1)

    def _names_like(self, word: str) -> tuple[str, ...]:
        from ..text.sounds import sound

        near = self._name_spellings.nearest(word, 1) if len(word) >= _LONG_NAME else ()
        return near or tuple(self._sounds.get(sound(word), ()))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.stems)

    @cached_property
    def _name_spellings(self) -> Spellings:
        return Spellings(self.names)

    @cached_property
    def _sounds(self) -> Mapping[str, list[str]]:
        from ..text.sounds import sound

        found = defaultdict[str, list[str]](list)
        for name in sorted(self.names):
            found[sound(name)].append(name)
        found.pop("", None)
        return found
