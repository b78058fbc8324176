"""Look up ids by name as people type it.

Ids and names are plain strings; this module knows nothing of people or organisations.
"""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

import attrs

from .folding import fold, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence  # noqa: TC004 -- attrs does not look it up

    from .spelling import ComparableNames, Typed

# Maximum edit distance at which a suggestion is always offered.
MAX_TYPOS = 2

# Maximum length of a folded text for which suggestions are computed.
MAX_SUGGESTED_LENGTH = 200

# Maximum number of words in a name that is also found when it begins at another of its words.
MAX_ROTATED_WORDS = 8

# Minimum length of a word for which names that share it are suggested.
MIN_SHARED_LENGTH = 3


def _rotations(words: list[str]) -> Iterator[str]:
    """Yield the words without spaces, beginning at each in turn: "karinegentelet" and so on."""
    for start in range(len(words)):
        yield "".join(words[start:] + words[:start])


def _squashed_forms(words: list[str], *, any_order: bool) -> Iterator[str]:
    """Yield the words of a name without spaces, in each rotation if ``any_order`` is set."""
    if any_order and len(words) <= MAX_ROTATED_WORDS:
        return _rotations(words)
    return iter(("".join(words),))


@attrs.frozen(eq=False, repr=False)
class NameIndex:
    """An index of ids by name: exact, by some of the words, and with typing errors.

    Attributes:
        names: the names of each id, the main name first; ties are resolved in this order.
        honorifics: a title that may precede the names of an id ("Dr"), by id.
        codes: a code that finds an id only when it is typed exactly ("FR"), by id.
        any_order: whether a name may begin at any of its words ("Gentelet, Karine").

    >>> index = NameIndex({"we-techcare": ["We TechCare", "Wetechcare"]})
    >>> index.exact("wetechcare"), index.partial("techcare"), index.suggest("We Tekcare")
    (('we-techcare',), ('we-techcare',), ('we-techcare',))
    """

    names: Mapping[str, Sequence[str]]
    honorifics: Mapping[str, str] = attrs.field(factory=dict[str, str])
    codes: Mapping[str, str] = attrs.field(factory=dict[str, str], kw_only=True)
    any_order: bool = attrs.field(default=False, kw_only=True)

    def exact(self, text: str) -> tuple[str, ...]:
        """Return the ids that have this name, with or without spaces and hyphens."""
        if text in self.names:
            return (text,)
        key = fold(text)
        if not key:
            return ()
        return tuple(self._by_key.get(key) or self._by_squashed.get(squash(key)) or ())

    def partial(self, text: str) -> tuple[str, ...]:
        """Return the ids that have a name with every word of the text."""
        words = set(fold(text).split())
        if not words:
            return ()
        first, *others = (self._rows.get(word, set[int]()) for word in words)
        rows = first.intersection(*others)
        return self._ids(row for row in rows if words & self._entries[row][1])

    def search(self, text: str) -> tuple[str, ...]:
        """Return the ids that have a name with words beginning like those of the text.

        Equal names come first, then names with the same words, then the others.
        """
        prefixes = fold(text).split()
        if not prefixes:
            return ()
        first, *others = (
            set[int]().union(*(self._rows[word] for word in self._words_beginning_with(prefix)))
            for prefix in prefixes
        )
        rows = first.intersection(*others)
        begins = self._ids(row for row in rows if self._matches_name(row, prefixes))
        return tuple(dict.fromkeys((*self.exact(text), *self.partial(text), *begins)))

    def suggest(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Return the ids that a mistyped text may mean, closest first."""
        key = fold(text)
        if not 0 < len(key) <= MAX_SUGGESTED_LENGTH:
            return ()
        ranks: dict[str, int] = {}
        for id_, rank in self._candidates(squash(key), key.split()):
            if ranks.get(id_, rank) >= rank:
                ranks[id_] = rank
        in_order = sorted(ranks, key=self._comparable.order.__getitem__)
        return tuple(sorted(in_order, key=ranks.__getitem__)[:limit])

    def _candidates(self, squashed: str, words: list[str]) -> Iterator[tuple[str, int]]:
        """Yield ids that may be meant, each with a rank; a lower rank is closer.

        At equal distance, names compared as a whole precede names compared word by word, which
        precede names that merely share a word.
        """
        from .spelling import Typed

        entries = self._entries
        max_distance = max(MAX_TYPOS, len(squashed) // 4)
        for name, distance in Typed(squashed).near(self._comparable.squashed, max_distance):
            for id_ in self._by_squashed[name]:
                yield id_, 3 * distance
        longest_first = map(Typed, sorted(words, key=len, reverse=True))
        for row, distance in self._rows_near_all(*longest_first):
            if distance <= max_distance:
                yield entries[row][0], 3 * distance + 1
        typed = set(words)
        for word in words:
            if len(word) >= MIN_SHARED_LENGTH:
                for row in self._rows.get(word, ()):
                    id_, own = entries[row]
                    yield id_, 3 * (max_distance + len(typed - own)) + 2

    def _rows_near_all(self, longest: Typed, *others: Typed) -> Iterable[tuple[int, int]]:
        """Return the rows with a word near each typed word, and the sum of the distances."""
        # The longest word, which the fewest names have, is compared with all words; the others
        # only with the words of the names that remain.
        distances = self._row_distances(longest.near(self._comparable.words, MAX_TYPOS))
        for typed in others:
            remaining = {
                word: letters for row in distances for word, letters in self._comparable.rows[row]
            }
            near = self._row_distances(typed.near_among(remaining, MAX_TYPOS))
            distances = {
                row: distances[row] + distance for row, distance in near.items() if row in distances
            }
        return distances.items()

    def _row_distances(self, near: Iterable[tuple[str, int]]) -> dict[int, int]:
        """Return the rows that have any of the words, with the distance of the closest word."""
        distances: dict[int, int] = {}
        for word, distance in sorted(near, key=itemgetter(1), reverse=True):
            distances |= dict.fromkeys(self._rows[word], distance)
        return distances

    def _words_beginning_with(self, prefix: str) -> Iterator[str]:
        from bisect import bisect_left

        words = self._sorted_words
        for index in range(bisect_left(words, prefix), len(words)):
            if not words[index].startswith(prefix):
                return
            yield words[index]

    def _matches_name(self, row: int, prefixes: Iterable[str]) -> bool:
        """Return whether a prefix matches the name itself, and not only its honorific."""
        own = self._entries[row][1]
        return any(word.startswith(prefix) for prefix in prefixes for word in own)

    def _ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._entries[row][0] for row in sorted(rows)))

    @cached_property
    def _keys(self) -> tuple[tuple[str, str], ...]:
        """Every id with each of its folded names, with and without the honorific."""
        keys: list[tuple[str, str]] = []
        for id_, names in self.names.items():
            honorific = self.honorifics.get(id_)
            for name in dict.fromkeys((*names, id_)):
                keys.append((id_, fold(name)))
                if honorific:
                    keys.append((id_, fold(f"{honorific} {name}")))
        return tuple(keys)

    @cached_property
    def _by_key(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        # Suggestions leave codes out: "DE" is one letter from "BE", and not Belgium misspelt.
        codes = ((id_, fold(code)) for id_, code in self.codes.items())
        for id_, key in (*self._keys, *codes):
            found.setdefault(key, {})[id_] = None
        return found

    @cached_property
    def _by_squashed(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for id_, key in self._keys:
            for form in _squashed_forms(key.split(), any_order=self.any_order):
                found.setdefault(form, {})[id_] = None
        return found

    @cached_property
    def _entries(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """One row per name: the id and the words of the name, without the honorific."""
        return tuple(
            (id_, frozenset(fold(name).split()))
            for id_, names in self.names.items()
            for name in dict.fromkeys(names)
        )

    @cached_property
    def _rows(self) -> dict[str, set[int]]:
        """The rows of ``_entries`` that have each word, honorifics included."""
        rows: dict[str, set[int]] = {}
        for row, words in enumerate(self._row_words):
            for word in words:
                rows.setdefault(word, set()).add(row)
        return rows

    @cached_property
    def _row_words(self) -> tuple[frozenset[str], ...]:
        """The words of each row of ``_entries``, honorifics included."""
        return tuple(
            words.union(fold(self.honorifics.get(id_, "")).split()) for id_, words in self._entries
        )

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._rows)

    @cached_property
    def _comparable(self) -> ComparableNames:
        """The names and words in the form in which typed ones are compared with them."""
        from .spelling import ComparableNames, by_length

        words = by_length(self._rows)
        letters = {word: (word, words[len(word)][word]) for word in self._rows}
        return ComparableNames(
            order={id_: index for index, id_ in enumerate(self.names)},
            words=words,
            rows=tuple(tuple(map(letters.__getitem__, own)) for own in self._row_words),
            squashed=by_length(self._by_squashed),
        )
