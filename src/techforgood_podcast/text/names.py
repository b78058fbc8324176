"""``NameIndex``: names as people type them.

Nothing here knows of people or organisations: ids and names are plain strings.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from .._once import Frozen, once, set_attributes
from .folding import NameKey, fold, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .spelling import Typed, Words

TYPO = 2
"""So many wrong letters are always suggested for."""
MOST_SUGGESTED_FOR = 200
"""A longer text is no name that somebody mistyped."""
MOST_ROTATED = 8
"""A name of more words is not typed in another order."""
SHARED_WORD = 3
"""A word as long as this, shared with a name, is worth a suggestion."""


def closest(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that may have been meant, closest first.

    >>> closest("titel", ["id", "title", "kind"])
    ('title',)
    """
    return NameIndex({word: (word,) for word in words}).suggest(text)


def _rotations(words: list[str]) -> Iterator[NameKey]:
    """Give a name's words from each starting word on: "Gentelet Karine", "Karine Gentelet"."""
    for start in range(len(words)):
        yield NameKey("".join(words[start:] + words[:start]))


def _forms(words: list[str], *, any_order: bool) -> Iterator[NameKey]:
    """Give a name without its spaces, and from each starting word on where that is wanted."""
    if any_order and len(words) <= MOST_ROTATED:
        return _rotations(words)
    return iter((NameKey("".join(words)),))


class NameIndex(Frozen):
    """Ids by their names: exact, in part, and by what was nearly typed.

    Attributes:
        names: the names of each id, the main one first; their order breaks every tie.
        honorifics: a title before the names of an id ("Dr"), which may be typed or left out.
        any_order: whether a name may begin at any of its words ("Gentelet, Karine").

    >>> index = NameIndex({"we-techcare": ["We TechCare", "Wetechcare"]})
    >>> index.exact("wetechcare"), index.partial("techcare"), index.suggest("We Tekcare")
    (('we-techcare',), ('we-techcare',), ('we-techcare',))
    """

    __slots__ = ("any_order", "honorifics", "names")

    names: Mapping[str, Sequence[str]]
    honorifics: Mapping[str, str]
    any_order: bool

    def __init__(
        self,
        names: Mapping[str, Sequence[str]],
        honorifics: Mapping[str, str] | None = None,
        *,
        any_order: bool = False,
    ) -> None:
        set_attributes(self, names=names, honorifics=honorifics or {}, any_order=any_order)

    def exact(self, text: str) -> tuple[str, ...]:
        """Return the ids that bear this name, with or without its spaces and hyphens."""
        if text in self.names:
            return (text,)
        key = fold(text)
        if not key:
            return ()
        return tuple(self._by_key.get(key) or self._by_squashed.get(squash(key)) or ())

    def partial(self, text: str) -> tuple[str, ...]:
        """Return the ids of which one name has every word of the text."""
        words = set(fold(text).split())
        if not words:
            return ()
        first, *others = (self._places.get(word, set[int]()) for word in words)
        places = first.intersection(*others)
        return self._ids(place for place in places if words & self._entries[place][1])

    def search(self, text: str) -> tuple[str, ...]:
        """Return the ids of which one name has words that begin like those of the text.

        Equal names come first, then names with the same words, then the others.
        """
        words = fold(text).split()
        if not words:
            return ()
        first, *others = (
            set[int]().union(*(self._places[word] for word in self._beginning_with(start)))
            for start in words
        )
        places = first.intersection(*others)
        begins = self._ids(place for place in places if self._meant(place, words))
        return tuple(dict.fromkeys((*self.exact(text), *self.partial(text), *begins)))

    def suggest(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Return the ids that may have been meant, closest first."""
        key = fold(text)
        if not 0 < len(key) <= MOST_SUGGESTED_FOR:
            return ()
        ranks: dict[str, int] = {}
        for id_, rank in self._offers(squash(key), key.split()):
            if ranks.get(id_, rank) >= rank:
                ranks[id_] = rank
        in_order = sorted(ranks, key=self._order.__getitem__)
        return tuple(sorted(in_order, key=ranks.__getitem__)[:limit])

    def _offers(self, whole: str, words: list[str]) -> Iterator[tuple[str, int]]:
        """Give ids that may have been meant, each with a number that is lower the closer it is.

        Where names are equally close, those that are so as a whole go before those that are so
        word by word, and these before those that have a word in common.
        """
        from .spelling import Typed

        entries, most = self._entries, max(TYPO, len(whole) // 4)
        for name, distance in Typed(whole).near(self._squashed_by_length, most):
            for id_ in self._by_squashed[NameKey(name)]:
                yield id_, 3 * distance
        longest_first = map(Typed, sorted(words, key=len, reverse=True))
        for place, distance in self._places_nearly_with(*longest_first):
            if distance <= most:
                yield entries[place][0], 3 * distance + 1
        typed = set(words)
        for word in words:
            if len(word) >= SHARED_WORD:
                for place in self._places.get(word, ()):
                    id_, own = entries[place]
                    yield id_, 3 * (most + len(typed - own)) + 2

    def _places_nearly_with(self, longest: Typed, *others: Typed) -> Iterable[tuple[int, int]]:
        """Return each name that has nearly every word, and the sum of the distances.

        The longest word, which the fewest names have, comes first; the others are looked for in
        the names that are left.
        """
        left = self._least(longest.near(self._words_by_length, TYPO))
        for typed in others:
            words_left = {word: own for place in left for word, own in self._lettered_at[place]}
            here = self._least(typed.near_among(words_left, TYPO))
            left = {place: left[place] + more for place, more in here.items() if place in left}
        return left.items()

    def _least(self, near: Iterable[tuple[str, int]]) -> dict[int, int]:
        """Return the places that have one of some words, and the distance of the closest."""
        least: dict[int, int] = {}
        for word, distance in sorted(near, key=itemgetter(1), reverse=True):
            least |= dict.fromkeys(self._places[word], distance)
        return least

    def _beginning_with(self, start: str) -> Iterator[str]:
        from bisect import bisect_left

        words = self._sorted_words
        for place in range(bisect_left(words, start), len(words)):
            if not words[place].startswith(start):
                return
            yield words[place]

    def _meant(self, place: int, starts: Iterable[str]) -> bool:
        """Say whether a word of the name itself was typed, and not its honorific alone."""
        own = self._entries[place][1]
        return any(word.startswith(start) for start in starts for word in own)

    def _ids(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._entries[place][0] for place in sorted(places)))

    @once
    def _order(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.names)}

    @once
    def _keys(self) -> tuple[tuple[str, NameKey], ...]:
        """Return every id with each of its folded names, with and without honorific."""
        keys: list[tuple[str, NameKey]] = []
        for id_, names in self.names.items():
            honorific = self.honorifics.get(id_)
            for name in dict.fromkeys((*names, id_)):
                keys.append((id_, fold(name)))
                if honorific:
                    keys.append((id_, fold(f"{honorific} {name}")))
        return tuple(keys)

    @once
    def _by_key(self) -> dict[NameKey, dict[str, None]]:
        found: dict[NameKey, dict[str, None]] = {}
        for id_, key in self._keys:
            found.setdefault(key, {})[id_] = None
        return found

    @once
    def _by_squashed(self) -> dict[NameKey, dict[str, None]]:
        found: dict[NameKey, dict[str, None]] = {}
        for id_, key in self._keys:
            for form in _forms(key.split(), any_order=self.any_order):
                found.setdefault(form, {})[id_] = None
        return found

    @once
    def _entries(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return the id and the words of each name, without honorific, in order."""
        return tuple(
            (id_, frozenset(fold(name).split()))
            for id_, names in self.names.items()
            for name in dict.fromkeys(names)
        )

    @once
    def _places(self) -> dict[str, set[int]]:
        """Return for each word the places in ``_entries`` that have it, honorifics included."""
        places: dict[str, set[int]] = {}
        for place, words in enumerate(self._words_at):
            for word in words:
                places.setdefault(word, set()).add(place)
        return places

    @once
    def _words_at(self) -> tuple[frozenset[str], ...]:
        """Return for each place in ``_entries`` its words, honorifics included."""
        return tuple(
            words.union(fold(self.honorifics.get(id_, "")).split()) for id_, words in self._entries
        )

    @once
    def _sorted_words(self) -> list[str]:
        return sorted(self._places)

    @once
    def _words_by_length(self) -> Words:
        from .spelling import by_length

        return by_length(self._places)

    @once
    def _lettered_at(self) -> tuple[tuple[tuple[str, int], ...], ...]:
        """Return for each place in ``_entries`` its words, each with its letters as bits."""
        by_length = self._words_by_length
        lettered = {word: (word, by_length[len(word)][word]) for word in self._places}
        return tuple(tuple(map(lettered.__getitem__, words)) for words in self._words_at)

    @once
    def _squashed_by_length(self) -> Words:
        from .spelling import by_length

        return by_length(self._by_squashed)
