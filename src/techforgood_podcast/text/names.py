"""Look up ids by name as people type it.

Ids and names are plain strings; this module knows nothing about the records that have them, nor
which names are shown: that is ``hidden_names_of`` in ``models/records.py``.
"""

from __future__ import annotations

from itertools import chain, dropwhile
from typing import TYPE_CHECKING

from .._runtime import Immutable, cached_property
from .folding import beginning_with, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from .near_words import SimilarNames

# Letters of a query or a name that are read. One letter may be folded to 18, and the time that
# SQLite takes grows with the square of the number of words if an episode has them all.
MAX_LETTERS = 500

# Maximum number of digits of the number of an episode.
MAX_DIGITS = 9

# Maximum length of a folded text for which suggestions are computed.
MAX_SUGGESTED_LENGTH = 200

# Maximum number of words in a name that is also found when it begins at another of its words.
MAX_ROTATED_WORDS = 8

# Maximum length of a folded honorific that is also found together with each name of its person.
MAX_HONORIFIC_LENGTH = 100

# Minimum length of a word that may be a plural.
MIN_PLURAL_LENGTH = 4

# Minimum length of the beginning of a word that suggests every name with such a word.
MIN_BEGINNING = 3


def _squashed_forms(words: list[str], *, personal: bool) -> Iterator[str]:
    """Yield the words of a name without spaces, beginning at each in turn if it is a person's."""
    is_rotated = personal and len(words) <= MAX_ROTATED_WORDS
    for start in range(len(words) if is_rotated else 1):
        yield "".join(words[start:] + words[:start])


def _drop_plural(word: str) -> str:
    """Return a word without the ending of a French or English plural."""
    is_plural = len(word) >= MIN_PLURAL_LENGTH and word[-1] in "sx" and word[-2] != "s"
    return word[:-1] if is_plural else word


class NameIndex(Immutable):
    """An index of ids by name: exact, by some of the words, and with typing errors.

    Attributes:
        names: the names of each id, the main name first; ties are resolved in this order.
        honorifics: a title that may be part of a name ("Dr"), by id.
        personal: whether the names are people's, so that they may begin at any of their words
            ("Gentelet, Karine") and follow any of the usual titles ("Mme Gentelet").

    >>> index = NameIndex({"we-techcare": ["We TechCare", "Wetechcare"]})
    >>> index.exact("wetechcare"), index.partial("techcare"), index.suggest("We Tekcare")
    (('we-techcare',), ('we-techcare',), ('we-techcare',))
    """

    names: Mapping[str, Sequence[str]]
    honorifics: Mapping[str, str]
    personal: bool

    def __init__(
        self,
        names: Mapping[str, Sequence[str]],
        honorifics: Mapping[str, str] | None = None,
        *,
        personal: bool = False,
    ) -> None:
        vars(self).update(names=names, honorifics=honorifics or {}, personal=personal)

    def exact(self, text: str) -> tuple[str, ...]:
        """Return the ids that have this name, with or without spaces and hyphens.

        Titles before a person's name are ignored; so is the plural of any other name.
        """
        if text in self.names:
            return (text,)
        return self._first(self._exact, text)

    def _exact(self, words: Sequence[str]) -> tuple[str, ...]:
        found = self._by_key.get(" ".join(words)) or self._by_squashed.get("".join(words))
        return tuple(found or ()) if words else ()

    def partial(self, text: str) -> tuple[str, ...]:
        """Return the ids that have a name with every word of the text.

        Titles before a person's name are ignored; the plural of any other word also matches
        its singular.
        """
        return self._first(self._partial, text)

    def _partial(self, words: Iterable[str]) -> tuple[str, ...]:
        typed = frozenset(words)
        if not typed:
            return ()
        first, *others = map(self._rows_with, typed)
        rows = first.intersection(*others)
        # An honorific alone is not part of a name.
        return self._ids(
            row
            for row in rows
            if not self.honorifics or not typed.isdisjoint(self._entries[row][1].split())
        )

    def _rows_with(self, word: str) -> set[int]:
        """Return the rows of ``_entries`` that have a word, or the singular of a plural."""
        rows = self._rows.get(word, set[int]())
        singular = word if self.personal else _drop_plural(word)
        return rows if singular == word else rows | self._rows.get(singular, set[int]())

    def _first(self, find: Callable[[list[str]], tuple[str, ...]], text: str) -> tuple[str, ...]:
        """Return the result of the first reading of a text that finds anything."""
        return next((ids for words in self._readings(text) if (ids := find(words))), ())

    def _readings(self, text: str) -> Iterator[list[str]]:
        """Yield the folded words of a text, then those without titles or plural endings."""
        text = text[: self._limit]
        words = fold(text).split()
        yield words
        if not self.personal:
            yield [_drop_plural(word) for word in words]
        elif len(words) > 1:  # a title alone is no name
            yield self._without_titles(text)

    def _without_titles(self, text: str) -> list[str]:
        """Return the folded words of a text without the titles before a name."""
        # A title may follow the family name: "Gentelet, Mme Karine".
        parts = (fold(part).split() for part in text.split(","))
        return [word for part in parts for word in dropwhile(self._titles.__contains__, part)]

    def search(self, text: str) -> tuple[str, ...]:
        """Return the ids that have a name with words beginning like those of the text.

        Equal names come first, then names with the same words, then the others.
        """
        begins = self._first(self._search, text)
        return tuple(dict.fromkeys((*self.exact(text), *self.partial(text), *begins)))

    def _search(self, prefixes: list[str]) -> tuple[str, ...]:
        return self._ids(self._begun(prefixes))

    def _begun(self, prefixes: list[str]) -> list[int]:
        """Return the rows of the names with words that begin like each of these."""
        if not prefixes:
            return []
        first, *others = map(self._rows_beginning_with, dict.fromkeys(prefixes))
        # A word of the name itself is among them, and not only its honorific.
        own = ((row, self._entries[row][1].split()) for row in first.intersection(*others))
        begins = tuple(prefixes)
        return [row for row, words in own if any(word.startswith(begins) for word in words)]

    def _rows_beginning_with(self, prefix: str) -> set[int]:
        """Return the rows that have a word beginning like this."""
        words = beginning_with(prefix, self._sorted_words)
        return set[int]().union(*(self._rows[word] for word in words))

    def begun(self, text: str) -> tuple[str, ...]:
        """Return the ids that have a name which begins with a text of two words or more."""
        key = fold(text[: self._limit])
        rows = (row for row, (_, name) in enumerate(self._entries) if name.startswith(key))
        return self._ids(rows) if " " in key else ()

    def suggest(self, text: str, limit: int = 10) -> tuple[str, ...]:
        """Return the ids that a mistyped text may mean, closest first."""
        return tuple(id_ for id_, _ in self.suggest_names(text, limit))

    def suggest_names(self, text: str, limit: int = 10) -> tuple[tuple[str, str], ...]:
        """Return the ids that a mistyped text may mean, each with its most similar name.

        Those with names that begin like the text come first.
        """
        return tuple((id_, name) for _, id_, name in self.rank_names(text, limit))

    def rank_names(self, text: str, limit: int = 10) -> tuple[tuple[int, str, str], ...]:
        """Return what :meth:`suggest_names` returns, each with how far it is from the text."""
        text = text[: self._limit]
        typed = fold(text).split()
        words = self._without_titles(text) if self.personal else typed
        if len(" ".join(words or typed)) > MAX_SUGGESTED_LENGTH:
            return ()
        # A title alone may be the beginning of a name.
        begins = words or typed
        is_long = max(map(len, begins), default=0) >= MIN_BEGINNING
        return self._similar.closest(words, limit, self._begun(begins) if is_long else ())

    def spoken(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each id with the folded words that may stand for it: those of a whole name.

        Of a person's name, the last words may stand alone, but not a given name.
        """
        for id_, name in self._entries:
            words = name.split()
            for start in range(len(words) if self.personal else 1):
                yield id_, words[start:]

    @property
    def words(self) -> Collection[str]:
        """The folded words of all names and honorifics."""
        return self._rows.keys()

    def named_in(self, words: Sequence[str]) -> dict[tuple[int, int], tuple[str, ...]]:
        """Return the ids whose names stand among folded words, by the first and last position.

        A longer name hides those inside it.
        """
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        start = 0
        while start < len(words):
            for stop in range(min(len(words), start + MAX_ROTATED_WORDS), start, -1):
                some = words[start:stop]
                ids = self._exact(some) or (
                    () if self.personal else self._exact([_drop_plural(word) for word in some])
                )
                if ids and len("".join(some)) >= MIN_BEGINNING:
                    found[start, stop] = ids
                    start = stop - 1
                    break
            start += 1
        return found

    def _ids(self, rows: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._entries[row][0] for row in sorted(rows)))

    @cached_property
    def _limit(self) -> int:
        """The number of letters of a text that are read: 500, or those of the longest name."""
        lengths = map(len, chain.from_iterable(self.names.values()))
        return max(MAX_LETTERS, *lengths, 0)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """The folded words that may precede a person's name."""
        from .languages import load_languages

        titles = (title for language in load_languages() for title in language.titles)
        return frozenset((*titles, *fold(" ".join(self.honorifics.values())).split()))

    @cached_property
    def _folded_honorifics(self) -> dict[str, str]:
        """The honorifics, folded, as far as they are short enough to be part of a name."""
        folded = ((id_, fold(honorific)) for id_, honorific in self.honorifics.items())
        return {id_: key for id_, key in folded if len(key) <= MAX_HONORIFIC_LENGTH}

    @cached_property
    def _keys(self) -> tuple[tuple[str, str, str], ...]:
        """Every id with each of its names, folded with and without the honorific."""
        keys: list[tuple[str, str, str]] = []
        for id_, names in self.names.items():
            honorific = self._folded_honorifics.get(id_)
            for name in dict.fromkeys((*names, id_)):
                key = fold(name)
                keys.append((id_, name, key))
                if honorific:
                    keys.append((id_, name, f"{honorific} {key}".rstrip()))
        return tuple(keys)

    @cached_property
    def _by_key(self) -> dict[str, dict[str, str]]:
        """The ids of each folded name, each with the name itself."""
        found: dict[str, dict[str, str]] = {}
        for id_, name, key in self._keys:
            found.setdefault(key, {}).setdefault(id_, name)
        return found

    @cached_property
    def _by_squashed(self) -> dict[str, dict[str, str]]:
        """The ids of each folded name without spaces, each with the name itself."""
        found: dict[str, dict[str, str]] = {}
        for id_, name, key in self._keys:
            for form in _squashed_forms(key.split(), personal=self.personal):
                found.setdefault(form, {}).setdefault(id_, name)
        return found

    @cached_property
    def _entries(self) -> tuple[tuple[str, str], ...]:
        """One row per name: the id and the folded name, without the honorific."""
        return tuple((id_, fold(name)) for id_, name in self._named)

    @property
    def _named(self) -> Iterator[tuple[str, str]]:
        """Each id with each of its names."""
        return ((id_, one) for id_, names in self.names.items() for one in dict.fromkeys(names))

    @cached_property
    def _rows(self) -> dict[str, set[int]]:
        """The rows of ``_entries`` that have each word, honorifics included."""
        rows: dict[str, set[int]] = {}
        for row, (id_, key) in enumerate(self._entries):
            for word in (*key.split(), *self._folded_honorifics.get(id_, "").split()):
                rows.setdefault(word, set()).add(row)
        return rows

    @cached_property
    def _sorted_words(self) -> list[str]:
        return sorted(self._rows)

    @cached_property
    def _similar(self) -> SimilarNames:
        """The names in the form in which mistyped ones are compared with them."""
        from .near_words import SimilarNames

        words = (name.split() for _, name in self._entries)
        return SimilarNames(zip(self._named, words, strict=True), self._by_squashed)
