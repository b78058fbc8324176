"""What a search says of its query: what words were taken for, and whom and what the query names.

All of this is worked out from what the search kept, when it is first read.
"""

from __future__ import annotations

from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..models import Organisation, Person, Place, Theme
from ..models.records import names_of
from ..text.folding import fold
from ..text.questions import vocabulary
from ..text.search_terms import join_digits, numbers_in, spans
from .collection import names_in
from .full_text import all_passages, languages_of
from .indexes import ORGANISATION, PERSON, PLACE, THEME

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from typing import Any

    from ..models import Episode
    from .collection import Collection
    from .indexes import Indexes

Named: TypeAlias = Person | Organisation | Theme | Place

# Words of a query, and what they were taken for: a word, or the id of a name.
Taken: TypeAlias = tuple[str, str | tuple[str]]

# What a query may name, in the order in which it is looked for.
_FACETS = (PERSON, ORGANISATION, THEME, PLACE)

# Maximum number of suggestions, and of words that are compared with names.
_MAX_SUGGESTED, _MAX_COMPARED = 10, 20


class Understood(NamedTuple):
    """What a search made of a query.

    Attributes:
        text: the query.
        words: the folded words that it looked for, sorted.
        taken: folded words of the query that no text has, each with what it was taken for: a folded
            word, or the id of a person, an organisation or a place, in a tuple.
        missing: the folded words that no text has even so.
        for_hosts: whether the query asks who hosts the show.
        query: the FTS5 query, empty if no episode can match it.
        terms: the words and stems in it, pairs of letters in a row, and beginnings with "*".
        joined: the words of texts that several words of the query make together.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    missing: tuple[str, ...] = ()
    for_hosts: bool = False
    query: str = ""
    terms: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()

    def corrections(
        self, indexes: Indexes, found: Sequence[Episode]
    ) -> tuple[tuple[str, str], ...]:
        """Return the words that were corrected, as typed, each with what it was taken for."""
        typed = self._typed(words for words, _ in self.taken)
        corrected: list[tuple[str, str]] = []
        for words, meant in sorted(self.taken, key=lambda pair: typed[pair[0]][0]):
            if isinstance(meant, str):
                corrected.append((typed[words][1], _as_written(meant, found)))
            else:
                named = (among.get(meant[0]) for among in _sections(indexes))
                corrected += ((typed[words][1], names_of(one)[0]) for one in named if one)
        return tuple(corrected)

    def unmatched(self) -> tuple[str, ...]:
        """Return the words that no text has, as typed, in their order."""
        return tuple(text for _, text in sorted(self._typed(self.missing).values()))

    def _typed(self, wanted: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Return where folded words first stand in the query, and how they are typed there."""
        found: dict[str, tuple[int, str]] = {}
        every = list(spans(self.text)) if (keys := [*wanted]) else []
        starts: dict[str, list[int]] = {}
        for at, span in enumerate(every):
            starts.setdefault(span.word, []).append(at)
        numbers = numbers_in(self.text) if keys else {}
        for key in keys:
            parts = key.split()
            # Of letters that are repeated very often, the first places do.
            for at in islice(starts.get(parts[0], ()), _MAX_COMPARED):
                some = every[at : at + len(parts)]
                if [span.word for span in some] == parts:
                    found[key] = some[0].start, self.text[some[0].start : some[-1].stop]
                    break
            else:
                found[key] = numbers.get(key, (len(self.text), key))
        return found

    def suggestions(self, indexes: Indexes, *, found: bool) -> tuple[tuple[str, str], ...]:
        """Return the ids and names that resemble what the query lacks, or else titles."""
        missing = self.unmatched()
        if (found or self.words) and not missing:
            return ()
        content = [word for word in fold(self.text).split() if word in self.words]
        whole = " ".join(missing) if found else " ".join(content) or self.text
        texts = dict.fromkeys((whole, *islice(missing, _MAX_COMPARED)))
        near: dict[str, tuple[int, str]] = {}
        for sections in (_sections(indexes), (indexes.episodes,)):
            for text, among in product(texts if not near else (), sections):
                for rank, id_, _ in names_in(among).rank_names(text, _MAX_SUGGESTED):
                    if id_ not in near or rank < near[id_][0]:
                        near[id_] = rank, names_of(among[id_])[0]
        closest = sorted(near, key=lambda id_: near[id_][0])
        return tuple((id_, near[id_][1]) for id_ in closest[:_MAX_SUGGESTED])

    def entities(
        self, indexes: Indexes, among: Sequence[Episode], hits: Sequence[Episode]
    ) -> tuple[Named, ...]:
        """Return whom and what the query names in some episodes: full names before parts."""
        found: dict[Named, None] = {}
        if self.for_hosts:
            best = hits[0].hosts if self.words and hits else indexes.hosts
            found.update(dict.fromkeys(best))
        taken = {meant[0] for _, meant in self.taken if not isinstance(meant, str)}
        sections = _sections(indexes)
        for collection in sections:
            found.update(dict.fromkeys(filter(None, map(collection.get, sorted(taken)))))
        left = f" {fold(join_digits(self.text))} "
        for typed, meant in self.taken:
            left = left if isinstance(meant, str) else left.replace(f" {typed} ", " ")
        small = vocabulary(languages_of(indexes.show)).small
        for section, id_ in _ids_named(left.split(), sections, {*self.words} - small, small):
            found[section[id_]] = None
        if len(among) == len(indexes.episodes):
            return (*found,)
        own = {
            entities[id_]
            for entities, facet in zip(sections, _FACETS, strict=True)
            for id_ in {id_ for episode in among for id_ in facet.ids(episode)}
        }
        return tuple(one for one in found if one in own)


def _sections(indexes: Indexes) -> tuple[Collection[Any], ...]:
    return tuple(facet.among(indexes) for facet in _FACETS)


def _as_written(word: str, episodes: Iterable[Episode]) -> str:
    """Return a folded word as the first of some episodes writes it."""
    for episode in episodes:
        for _, text in all_passages(episode):
            if f" {word} " in f" {fold(text)} ":
                return next(text[one.start : one.stop] for one in spans(text) if one.word == word)
    return word


def _ids_named(
    words: Sequence[str],
    sections: Sequence[Collection[Any]],
    telling: Container[str],
    small: frozenset[str],
) -> Iterator[tuple[Collection[Any], str]]:
    """Yield the ids that words name, by full name, then by the words that are left over."""
    covered: set[int] = set()
    for section in sections:
        for (start, stop), ids in names_in(section).named_in(words).items():
            if not small.issuperset(words[start:stop]):
                covered.update(range(start, stop))
                yield from ((section, id_) for id_ in ids)
    ends = [-1, *sorted(covered), len(words)]
    people = sections[0]
    for before, after in pairwise(ends):
        left = [word for word in words[before + 1 : after] if word in telling]
        text = " ".join(left)
        named = [(section, id_) for section in sections for id_ in names_in(section).partial(text)]
        yield from named or (
            (people, id_)
            for word in left
            for id_ in names_in(people).partial(word)
            if word in fold(people[id_].family or "").split()
        )
