"""Near words: words spelt or sounding nearly alike, and names that resemble a text.

A search asks for each word that no text has, in this order, until one engine answers:

=================  ===================================  ============================================
engine             asked for                            may answer
=================  ===================================  ============================================
``Sounds``         words of the query in a row          names that sound like them, or nearly
``Spellings``      a word of five letters or more       words of any text, one or two letters off
``Sounds``         a word                               names that sound like it, or nearly
``Resemblances``   a word of six letters or more        words of titles with most letters in common
``Sounds``         a word of six letters or more        words of any text that sound the same
=================  ===================================  ============================================

A look-up by name asks ``SimilarNames``, for names that resemble a text or share words with it.
Where a closed list or the names of records are compared, ``Spellings`` and ``Typed`` answer.

The lengths above are ``LEAST`` in ``search_terms``. Words are compared as given; callers fold them
first. Only a look-up that found nothing, and the check for records of the same name, need this
module.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeAlias, TypeVar

from .folding import beginning_with
from .search_terms import LEAST, stop_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


_ValueT = TypeVar("_ValueT")

# Words by their letters as bits, as returned by _letters().
_WordLetters: TypeAlias = dict[str, int]

# The same, grouped by the length of the words.
_WordsByLength: TypeAlias = dict[int, _WordLetters]

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

    def near(self, words: _WordsByLength, max_distance: int) -> list[tuple[str, int]]:
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
        # A word of which every character would have to change is not near.
        distances = ((word, self.distance(word)) for word in similar)
        return [
            (word, distance)
            for word, distance in distances
            if distance <= max_distance and distance < max(size, len(word))
        ]

    def spelt_alike(self, words: _WordsByLength) -> list[tuple[str, int]]:
        """Return the words that may be meant, each with its distance.

        Two letters may be wrong, one if either word has up to five, none if either has up to two.
        The first letter may be wrong only if it is the only one, and not in a word of three.
        """
        return [
            (word, distance)
            for word, distance in self.near(words, _max_typos(len(self.word)))
            for shorter in (min(len(word), len(self.word)),)
            if distance <= _max_typos(shorter)
            if word[0] == self.word[0] or (distance == 1 and shorter > _TOO_SHORT + 1)
        ]


def _max_typos(length: int) -> int:
    """Return the number of letters that may be wrong in a word of a length."""
    return 0 if length <= _TOO_SHORT else 1 if length <= _SHORT else 2


def _by_length(words: Iterable[str]) -> _WordsByLength:
    """Group words by length, each with its letters as bits."""
    grouped: defaultdict[int, _WordLetters] = defaultdict(dict)
    for word in words:
        grouped[len(word)][word] = _letters(word)
    return dict(grouped)


class Spellings:
    """An index of words by their spelling.

    >>> Spellings(["titre", "title", "kind"]).nearest("titel")
    ('title',)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _by_length(words)

    def nearest(self, word: str, max_distance: int | None = None) -> tuple[str, ...]:
        """Return the closest words, sorted; several if equally close.

        The first letter may be wrong only if it is the only one.

        Args:
            word: the word.
            max_distance: the maximum distance; by default, that for a word of its length.
        """
        most = _max_typos(len(word)) if max_distance is None else max_distance
        near = [
            (other, distance)
            for other, distance in Typed(word).near(self._words, most)
            if other[0] == word[0] or distance == 1
        ]
        smallest = min((distance for _, distance in near), default=0)
        return tuple(sorted(other for other, distance in near if distance == smallest))


# Letters and their sounds, replaced in this order; until the end "C" is the sound of "ch". Who
# hears a name with "w" in French may write "ou", as in "Ouikipédia".
_SPELT: Final = """
    ph:f sch:C sh:C chr:kr chl:kl cht:kt ch:C ck:k qu:k q:k kh:k ce:se ci:si cy:si c:k x:ks z:s
    ge:je gi:ji gy:ji gue:ge gui:gi guy:gi w:v oua:va oue:ve oui:vi eau:o au:o ai:e ei:e ey:e ay:e
    oe:e y:i h:
"""
SOUNDS: Final = [pair.partition(":")[::2] for pair in _SPELT.split()]
SILENT: Final = "estdz"
"""The letters of which up to two at the end of a word are not heard."""
_MAX_SOUNDED = 60


def sound(word: str) -> str:
    """Return a key that folded names share if they sound alike, if it is neither short nor long.

    >>> sound("phenix"), sound("fenix"), sound("bardeau"), sound("bardot"), sound("duo")
    ('fenik', 'fenik', 'bardo', 'bardo', '')
    """
    if len(word) > _MAX_SOUNDED:
        return ""
    for letters, spoken in SOUNDS:
        word = word.replace(letters, spoken)
    word = "".join(letter for letter, _ in groupby(word))
    for _ in range(2):
        word = word[:-1] if len(word) >= LEAST["key"] and word[-1] in SILENT else word
    return word if len(word) >= LEAST["key"] else ""


class Sounds(Generic[_ValueT]):
    """An index of words by how they sound, each with what it stands for.

    >>> Sounds([("phenix", 1), ("bardeau", 2)]).nearest("fenixe")
    [1]
    """

    def __init__(self, words: Iterable[tuple[str, _ValueT]]) -> None:
        self._by_key: dict[str, list[_ValueT]] = {}
        for word, value in words:
            if key := sound(word):
                self._by_key.setdefault(key, []).append(value)
        self._keys = _by_length(self._by_key)

    def nearest(self, word: str, *, exactly: bool = False) -> list[_ValueT]:
        """Return what the words stand for that sound like a word, or else nearly like it."""
        key = sound(word)
        if exactly or key in self._by_key or len(key) < LEAST["slip"]:
            return self._by_key.get(key, [])
        near = sorted(other for other, _ in Typed(key).near(self._keys, 1))
        return [value for other in near for value in self._by_key[other]]


# Minimum share of the pairs and triples of letters that related words have in common.
MIN_ALIKE = 0.55


def _parts_of(word: str) -> frozenset[str]:
    """Return the pairs and triples of letters of a word."""
    return frozenset(word[at : at + size] for size in (2, 3) for at in range(len(word) - size + 1))


class Resemblances:
    """An index of words by the letters that they have in a row.

    >>> Resemblances(["interdiction", "interview"]).nearest("interdire")
    ('interdiction',)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word: _parts_of(word) for word in words}

    def nearest(self, word: str) -> tuple[str, ...]:
        """Return the words that begin like a word and share most letters in a row with it."""
        own = _parts_of(word)
        alike = {
            other: 2 * len(own & parts) / (len(own) + len(parts))
            for other, parts in self._words.items()
            if other[0] == word[0]
        }
        most = max(alike.values(), default=0)
        return tuple(sorted(other for other, share in alike.items() if share == most >= MIN_ALIKE))


# Minimum length of a shared word, and of the beginning of a word that counts as the whole word.
_MIN_SHARED, _MIN_BEGINNING = 3, 4

# A shortened word and a missing word cost as much as so many wrong letters.
_SHORTENED, _MISSING = 1, 3

# How much farther a name is that only shares some words than any that resembles the whole.
_FAR = 1_000


class _ComparedName(NamedTuple):
    """A name to compare with typed ones.

    Attributes:
        entry: the id and the name itself.
        words: its words without stop words.
        initials: the first letters of these words.
        text: these words in one text, with a space before each.
    """

    entry: tuple[str, str]
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
        names: Iterable[tuple[tuple[str, str], Sequence[str]]],
        squashed: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._stop_words = stop_words_of()
        self._squashed = squashed
        self._squashed_by_length = _by_length(squashed)
        self._rows: list[_ComparedName] = []
        self._rows_with: dict[str, list[int]] = {}
        for entry, words in names:
            own = tuple(word for word in words if word not in self._stop_words)
            for word in set(own):
                self._rows_with.setdefault(word, []).append(len(self._rows))
            initials, text = "".join(word[0] for word in own), f" {' '.join(own)}"
            self._rows.append(_ComparedName(entry, own, initials, text))
        self._words_by_length = _by_length(self._rows_with)
        self._sorted_words = sorted(self._rows_with)
        ids = dict.fromkeys(row.entry[0] for row in self._rows)
        self._order = {id_: index for index, id_ in enumerate(ids)}

    def closest(
        self, words: Sequence[str], limit: int, begun: Iterable[int] = ()
    ) -> tuple[tuple[int, str, str], ...]:
        """Return the ids that the words may mean, each with its closest name, closest first.

        Names that only share some words are left out if others resemble the whole. The number
        before each says how far the name is from the words.

        Args:
            words: the words typed.
            limit: the maximum number of ids.
            begun: the positions of the names that begin like the words; they come first.
        """
        squashed = "".join(words)
        readings = [[word for word in words if len(word) == 1 or word not in self._stop_words]]
        if len(words) > 1:
            readings.append([squashed])
        alike: dict[str, tuple[int, str]] = {}
        sharing: dict[str, tuple[int, str]] = {}
        for index in sorted(begun):
            _keep_closer(alike, self._rows[index].entry[0], 0, self._rows[index].entry[1])
        for name, distance in Typed(squashed).spelt_alike(self._squashed_by_length):
            for id_, original in self._squashed[name].items():
                _keep_closer(alike, id_, 2 * distance, original)
        for row, costs in chain.from_iterable(map(self._compared, readings)):
            found = sharing if _MISSING in costs else alike
            rank = 2 * sum(costs) + 1 + _FAR * (found is sharing)
            _keep_closer(found, row.entry[0], rank, row.entry[1])
        found = alike or sharing
        ids = sorted(found, key=lambda id_: (found[id_][0], self._order[id_]))
        return tuple((found[id_][0], id_, found[id_][1]) for id_ in ids[:limit])

    def _compared(self, words: Sequence[str]) -> Iterator[tuple[_ComparedName, list[int]]]:
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
            longer = beginning_with(word, self._sorted_words)
            found = {other: _SHORTENED for other in longer if len(other) <= 2 * len(word)}
        found.update(Typed(word).spelt_alike(self._words_by_length))
        return found


def _keep_closer(found: dict[str, tuple[int, str]], id_: str, rank: int, name: str) -> None:
    """Keep the name with the lower rank; of equal ones the earlier."""
    if id_ not in found or rank < found[id_][0]:
        found[id_] = rank, name


def _cost(word: str, resembled: Mapping[str, int], row: _ComparedName) -> int:
    """Return how badly a typed word fits a name: 0 if it is one of its words."""
    costs = [resembled[own] for own in row.words if own in resembled]
    if costs:
        return min(costs)
    if word in row.initials or f" {word}" in row.text:
        return 0 if len(word) == 1 else _SHORTENED
    # A letter alone may be an elided article as well as an initial.
    return 1 if len(word) == 1 else _MISSING
