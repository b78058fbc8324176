"""Full-text search of a catalogue with SQLite's FTS5."""

from __future__ import annotations

from itertools import islice
from operator import index
from os import getpid
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary, finalize

import attrs

from .._gc import uncollected
from .._immutable import cached_property
from ..models import Episode, LocalizedText
from ..models.records import Struct
from ..text.folding import fold
from .full_text import ASK
from .numbering import asked_for, unnumbered_codes
from .question import parse
from .terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import Self

    from .indexes import Contents
    from .indexing import Index
    from .question import Question


class _Unread(Struct):
    """Fills in the snippet and the fields of a hit when one of them is first read."""

    __slots__ = ("_matched",)

    if not TYPE_CHECKING:  # type checkers would accept any attribute

        def __getattr__(self, name: str) -> object:
            if name not in {"snippet", "fields"}:
                message = f"{type(self).__name__!r} object has no attribute {name!r}"
                raise AttributeError(message)
            from .snippets import Marker  # which a first search does without

            found = Marker(*self._matched).mark(self.episode)
            for key, value in zip(("snippet", "fields"), found, strict=True):
                object.__setattr__(self, key, value)
            return object.__getattribute__(self, name)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hit(_Unread):
    """An episode found by a search.

    Asterisks of the passage itself that could be taken for marks have a hair space (U+200A) between
    them.

    Attributes:
        episode: the episode.
        score: how well the episode matches; compare scores within one search only.
        snippet: a passage in its original spelling, with the matches between ``**`` and ``**``.
        fields: the fields that matched, highest weight first.

    >>> import techforgood_podcast as tfg
    >>> hit = tfg.search("Kaplab fablab hôpital")[0]
    >>> hit.episode.code, hit.fields[0]
    ('S1E6', 'title')
    """

    episode: Episode
    score: float
    snippet: str
    fields: tuple[str, ...]

    @classmethod
    def unread(
        cls, episode: Episode, score: float, matched: tuple[Sequence[str], Sequence[str]]
    ) -> Self:
        """Return a hit whose snippet and fields are made from what matched when they are read."""
        hit = cls.__new__(cls)
        set_slot = object.__setattr__
        set_slot(hit, "episode", episode)
        set_slot(hit, "score", score)
        set_slot(hit, "_matched", matched)
        return hit

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from ..models.notebooks import card, facts_of, highlighted

        facts = (*facts_of(self.episode, "code"), ("snippet", highlighted(self.snippet)))
        title = LocalizedText({self.episode.show.language: self.episode.title})
        return card(title, facts, url=self.episode.url)


def search(  # noqa: PLR0913 -- the options of a search
    contents: Contents,
    text: str,
    limit: int,
    *,
    all_words: bool,
    prefix: bool = False,
    among: Container[str] | None = None,
) -> tuple[Hit, ...]:
    """Return the episodes that match a query, best first; ties are in the catalogue's order.

    Raises:
        SearchUnavailableError: this build of SQLite has no FTS5.
    """
    question = parse(text, all_words=all_words, prefix=prefix)
    asked = question.asked
    if index(limit) <= 0 or not (question.words or asked.is_named):
        return ()
    episodes = contents.episodes
    coded = contents.postings(unnumbered_codes).get(fold(text), ())
    named = coded or (asked_for(contents, asked) if asked.is_named else ())
    if not named:
        question = question.without_asked() if asked.named else question
    elif all_words and asked.named:
        within = {episodes[at].id for at in named}
        among = within if among is None else {id_ for id_ in within if id_ in among}
    if among is not None:
        named = tuple(at for at in named if episodes[at].id in among)
    scores: dict[int, float] = {}
    matches = None
    table = table_of(contents)
    with table.lock:
        if question.words and (matches := table.matches_of(question)):
            scores = dict(table.find(matches, limit + len(named), among))
    matched = (matches.terms, question.phrases) if matches else ((), ())
    if all_words and question.words and not coded:
        named = tuple(at for at in named if at in scores)
    above = max(scores.values(), default=0.0) + 1
    found = {at: above + scores.get(at, 0.0) for at in named}
    found.update((at, score) for at, score in scores.items() if at not in found)
    some = islice(found.items(), limit)
    return tuple(Hit.unread(episodes[at], score, matched) for at, score in some)


# The tables by process: a connection of SQLite must not be used after a fork. They are not
# attributes of their catalogues, which can be pickled and copied.
search_tables: WeakKeyDictionary[Contents, dict[int, SearchTable]] = WeakKeyDictionary()


def table_of(contents: Contents) -> SearchTable:
    """Return the table of a catalogue in this process, made on first use."""
    tables = search_tables.setdefault(contents, {})
    process = getpid()
    if process not in tables:  # all threads get the one that is set first
        tables.setdefault(process, SearchTable(contents.episodes, contents.stored_index))
    return tables[process]


class _Matches(NamedTuple):
    """What a question matches.

    Attributes:
        query: the FTS5 query.
        terms: the words and stems in it, pairs of letters in a row, and beginnings with "*".
    """

    query: str
    terms: tuple[str, ...]


class SearchTable:
    """The words and stems of episodes in an FTS5 table.

    Attributes:
        lock: what a thread has to hold that uses the table.
    """

    def __init__(
        self, episodes: Sequence[Episode], stored_index: Callable[[], bytes | None] | None
    ) -> None:
        self.lock: AbstractContextManager[bool] = RLock()
        self._episodes = episodes
        self._stored_index = stored_index

    @cached_property
    def index(self) -> Index:
        """The database of the table and the words in it, opened or built on first use."""
        from . import indexing

        with uncollected():
            data = self._stored_index() if self._stored_index else None
            stored = indexing.open_stored(data) if data else None
            index = stored or indexing.build(self._episodes)
        finalize(self, index.connection.close)
        return index

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.index.stems, self.index.names)

    def matches_of(self, question: Question) -> _Matches | None:
        """Return what a question matches, or ``None`` if no episode can match it."""
        groups = self._groups(question)
        every = dict.fromkeys(term for group in groups.values() for term in group)
        phrases, stems = question.phrases, self._terms.stems
        in_phrases = {word for phrase in phrases for word in phrase.split()}
        if not in_phrases <= stems.keys():
            return None
        if not all(groups.values()) if question.all_words else not (every or phrases):
            return None
        required = groups.values() if question.all_words else [(*phrases[:1], *every)]
        query = " AND ".join([*map(_quote, phrases), *map(_any_of, required)])
        return _Matches(query, (*every,))

    def _groups(self, question: Question) -> dict[str, tuple[str, ...]]:
        """Return the terms of the table for each word of a question."""
        terms = self._terms
        groups = {word: terms.known(word) for word in question.words}
        for pair in question.neighbours:
            joined = "".join(pair)
            if joined in terms.stems:
                for word in pair:
                    groups[word] += terms.known(joined)
        beginning = question.beginning
        if beginning in groups and terms.beginning(beginning):
            groups[beginning] += (f"{beginning}*",)
        if not question.all_words:
            groups = {word: found or terms.corrected(word) for word, found in groups.items()}
        return groups

    def find(
        self, matches: _Matches, limit: int, among: Container[str] | None
    ) -> Iterator[tuple[int, float]]:
        """Return the positions and scores of the best matches, of some ids or of all."""
        count = min(limit, len(self._episodes)) if among is None else -1
        rows: Iterable[tuple[int, float]] = self.index.connection.execute(
            ASK, (matches.query, count)
        )
        if among is not None:
            rows = (row for row in rows if self._episodes[int(row[0])].id in among)
        # SQLite's scores are negative, those of the best matches most.
        return islice(((at, -score) for at, score in rows), limit)


def _any_of(terms: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quote, terms))})"


def _quote(term: str) -> str:
    return f'"{term[:-1]}"*' if term[-1] == "*" else f'"{term}"'
