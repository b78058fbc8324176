"""Names as people type them: one normalisation of text, and an index over it.

Nothing here knows of people or organisations: ids and names are plain strings.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from ._once import Frozen, hold, once

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

if TYPE_CHECKING:
    from typing import NewType

    NameKey = NewType("NameKey", str)
else:
    NameKey = str  # calling a NewType would take longer than half of what fold() does
"""A text that went through :func:`fold`; only such texts reach an index."""

_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}  # noqa: RUF001 -- the Turkish letter is meant
TYPO = 2
"""So many wrong letters are always suggested for."""
MOST_SUGGESTED_FOR = 200
"""A longer text is no name that somebody mistyped."""
MOST_ROTATED = 8
"""A name of more words is not typed in another order."""
MOST_TIMES_COUNTED = 16
"""A letter that stands more often in a word tells no more of it, and would make long words slow."""
SHARED_WORD = 3
"""A word as long as this, shared with a name, is worth a suggestion."""


def _fold_character(code: int) -> str:
    text = chr(code)
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(map(_plain_letter, unicodedata.normalize("NFKD", text)))


def _plain_letter(character: str) -> str:
    category = unicodedata.category(character)
    if character.isspace() or category[0] in "PZ":
        return " "
    if category[0] == "M" or category in {"Cc", "Cf"}:
        return ""
    return _LETTERS.get(character, character)


class _Folding(dict[int, str]):
    """A translation table that keeps what it worked out for the common characters.

    Folding goes character by character: what decomposition moves about are marks, and these go.
    """

    def __missing__(self, code: int) -> str:
        folded = _fold_character(code)
        if code in _LATIN or code in _PUNCTUATION:
            self[code] = folded
        return folded


_LATIN = range(0x250)
_PUNCTUATION = range(0x2010, 0x2030)
_FOLDING = _Folding()
_SIGNS = {
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85 \xa0": " ",
    "!\"#%&'()*,-./:;?@[\\]_{}¡§¨«¯´¶·¸»¿": " ",
    "ÀÁÂÃÄÅàáâãäåª": "a",
    "Çç": "c",
    "ÈÉÊËèéêë": "e",
    "ÌÍÎÏìíîï": "i",
    "Ññ": "n",
    "ÒÓÔÕÖØòóôõöøº": "o",
    "ÙÚÛÜùúûü": "u",
    "Ýýÿ": "y",
    "1¹": "1",
    "2²": "2",
    "3³": "3",
    **{letter + letter.upper(): letter for letter in "abcdefghijklmnopqrstuvwxyz"},
    **{sign: sign for sign in "$+<=>^`|~0456789"},
}
_PLAIN = {ord(sign): ord(plain) for signs, plain in _SIGNS.items() for sign in signs}
_PLAIN_BYTES = bytes(_PLAIN.get(byte, 0xFF) for byte in range(0x100))
"""What a character of Latin-1 is folded to, if that is one of ASCII, or else what is no UTF-8.

It is spelt out, since working it out would take longer than all other imports of this module.
"""


def fold(text: str) -> NameKey:
    """Reduce a text to what two people who mean the same name have in common.

    Case, accents, punctuation, ligatures and the kind of white space make no difference. Folding
    twice changes nothing, and NFC, NFD and upper case fold alike, for every code point.

    >>> fold("  L’Œuvre d’ÉTÉ ")
    'l oeuvre d ete'
    """
    try:
        key = text.encode("latin-1").translate(_PLAIN_BYTES).decode()
    except UnicodeError:
        key = text.translate(_FOLDING)
    return " ".join(key.split()) if "  " in key else key.strip()  # type: ignore[return-value]  # as above


def squash(key: NameKey) -> NameKey:
    """Take out the spaces, so that "we tech care" equals "WeTechCare".

    >>> squash(fold("We TechCare"))
    'wetechcare'
    """
    return NameKey(key.replace(" ", ""))


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


def _letters(word: str) -> int:
    """Return a word's letters as bits, one for each of the first times that a letter stands in it.

    An edit takes out at most one of them and puts in at most one.
    """
    bits = 0
    times = [0] * 64
    for character in word:
        letter = ord(character) & 63
        if times[letter] < MOST_TIMES_COUNTED:
            bits |= 1 << (64 * times[letter] + letter)
            times[letter] += 1
    return bits


class _Typed:
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
        size = len(self.word)
        every, last = (1 << size) - 1, 1 << size >> 1
        rises, falls, diagonal, before = every, 0, 0, 0
        distance = size
        for character in other:
            match = self.positions.get(character, 0)
            swap = ((~diagonal & match) << 1) & before
            diagonal = (((match & rises) + rises) ^ rises) | match | falls | swap
            right = falls | (every & ~(diagonal | rises))
            left = diagonal & rises
            distance += bool(right & last) - bool(left & last)
            right = right << 1 | 1
            rises = (left << 1 & every) | (every & ~(diagonal | right))
            falls = diagonal & right & every
            before = match
        return distance

    def near(
        self, words: _Words, most: int, among: Container[str] | None = None
    ) -> Iterator[tuple[str, int]]:
        """Give each word within so many edits, and how many; something of it has to be left."""
        size, mine = len(self.word), self.letters
        for length in range(max(1, size - most), size + most + 1):
            edits = min(most, max(size, length) - 1)
            others = 2 * edits - abs(length - size)
            for word in [
                w for w, own in words.get(length, ()) if (own ^ mine).bit_count() <= others
            ]:
                if among is None or word in among:
                    distance = self.distance(word)
                    if distance <= edits:
                        yield word, distance


_Words = dict[int, list[tuple[str, int]]]
"""Words by length, each with its letters as bits."""


def _by_length(words: Iterable[str]) -> _Words:
    grouped: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for word in words:
        grouped[len(word)].append((word, _letters(word)))
    return dict(grouped)


class Spellings:
    """Words, to be found by what was nearly typed.

    >>> Spellings(["titre", "title", "kind"]).nearest("titel", 2)
    ('title',)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _by_length(words)
        self._longest = max(self._words, default=0)

    def nearest(self, word: str, most: int) -> tuple[str, ...]:
        """Return the words within so many edits that are closest, in order where equal."""
        if len(word) > self._longest + most:
            return ()
        near = list(_Typed(word).near(self._words, most))
        least = min((distance for _, distance in near), default=0)
        return tuple(sorted(other for other, distance in near if distance == least))


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
        hold(self, names=names, honorifics=honorifics or {}, any_order=any_order)

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

        def offer(id_: str, distance: int, tier: int) -> None:
            rank = 3 * distance + tier
            if ranks.get(id_, rank) >= rank:
                ranks[id_] = rank

        whole, words = squash(key), key.split()
        most = max(TYPO, len(whole) // 4)
        for name, distance in _Typed(whole).near(self._squashed_by_length, most):
            for id_ in self._by_squashed[NameKey(name)]:
                offer(id_, distance, 0)
        entries, typed = self._entries, set(words)
        for place, distance in self._places_nearly_with(words, most):
            offer(entries[place][0], distance, 1)
        for word in words:
            if len(word) >= SHARED_WORD:
                for place in self._places.get(word, ()):
                    id_, own = entries[place]
                    offer(id_, most + len(typed - own), 2)
        in_order = sorted(ranks, key=self._order.__getitem__)
        return tuple(sorted(in_order, key=ranks.__getitem__)[:limit])

    def _places_nearly_with(self, words: Sequence[str], most: int) -> Iterable[tuple[int, int]]:
        """Give each name that has nearly every word, and the sum of the distances.

        The longest word, which the fewest names have, comes first; the others are looked for in
        the names that are left.
        """
        places, words_at = self._places, self._words_at
        totals: dict[int, int] = {}
        left: set[str] | None = None
        for typed in sorted(words, key=len, reverse=True):
            here: dict[int, int] = {}
            for word, distance in _Typed(typed).near(self._words_by_length, TYPO, left):
                for place in places[word]:
                    here[place] = min(distance, here.get(place, distance))
            if left is not None:
                here = {p: d + here[p] for p, d in totals.items() if p in here}
            totals = {place: total for place, total in here.items() if total <= most}
            left = {word for place in totals for word in words_at[place]}
        return totals.items()

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
    def _words_by_length(self) -> _Words:
        return _by_length(self._places)

    @once
    def _squashed_by_length(self) -> _Words:
        return _by_length(self._by_squashed)
