"""Full-text search of a catalogue with SQLite's FTS5, in a table that is built on first use."""

from __future__ import annotations

from itertools import islice
from operator import index
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary, finalize

import attrs

from .. import _lock
from .._gc import uncollected
from ..models import Episode, LocalizedText
from ..models.text import Described, about
from ..text.folding import fold
from ..text.spelling import Spellings
from ..text.stemming import stem
from .full_text import ASK, INSERT, TEXTS
from .passages import SEARCHED_KINDS, own_passages, shared_passages
from .question import parse
from .snippets import Marker

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from sqlite3 import Connection

    from .indexes import Contents
    from .passages import Known, Passage
    from .question import Question

# Minimum length of a word in which one wrong letter is corrected, and two.
_SHORTEST_MISTYPED, _LONG = 5, 8

# Between lines while they are read; no text holds it.
_NEW_LINE = "\0"

# Writing the index in larger parts and merging them less often takes three quarters of the time.
_SETTINGS = (
    "INSERT INTO texts(texts, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO texts(texts, rank) VALUES ('automerge', 0)",
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Hit(Described):
    """An episode found by a search.

    Asterisks of the passage itself that could be taken for marks have a hair space (U+200A) between
    them.

    Attributes:
        episode: the episode.
        score: how well the episode matches; compare scores within one search only.
        snippet: a passage in its original spelling, with the matches between ``**`` and ``**``.
        fields: the fields that matched, highest weight first.

    >>> import techforgood_podcast as tfg
    >>> hit = tfg.search("imprimante 3D")[0]
    >>> hit.episode.code, hit.snippet
    ('S1E6', '**imprimante 3D**')
    """

    episode: Episode = attrs.field(metadata=about("The episode."))
    score: float = attrs.field(
        metadata=about("How well the episode matches; compare scores within one search only.")
    )
    snippet: str = attrs.field(
        metadata=about(
            'A passage in its original spelling, with the matches between "**" and "**".'
        )
    )
    fields: tuple[str, ...] = attrs.field(
        metadata=about("The fields that matched, highest weight first.")
    )

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from ..models.cards import card, facts_of, highlighted

        facts = (*facts_of(self.episode, "code"), ("snippet", highlighted(self.snippet)))
        title = LocalizedText({self.episode.show.language: self.episode.title})
        return card(title, facts, url=self.episode.url)


def search(
    contents: Contents,
    text: str,
    limit: int,
    *,
    all_words: bool,
    among: Container[str] | None = None,
) -> tuple[Hit, ...]:
    """Return the episodes that match a query, best first; ties are in the catalogue's order.

    Raises:
        SearchUnavailableError: this build of SQLite has no FTS5.
    """
    question = parse(text, all_words=all_words)
    if index(limit) <= 0 or not question.words:
        return ()
    episodes = contents.episodes
    with _lock.lock:
        table = table_of(contents)
        matches = table.matches_of(question)
        found = list(table.find(matches, min(limit, len(episodes)), among)) if matches else []
    if not matches:
        return ()
    marker = Marker(table.stems, matches.stems, matches.words, question.phrases)
    hits: list[Hit] = []
    for position, score in found:
        snippet, fields = marker.mark(episodes[position])
        hits.append(Hit(episode=episodes[position], score=score, snippet=snippet, fields=fields))
    return tuple(hits)


# The tables are not attributes of their catalogues, which can be pickled and copied.
search_tables: WeakKeyDictionary[Contents, SearchTable] = WeakKeyDictionary()


def table_of(contents: Contents) -> SearchTable:
    """Return the table of a catalogue, built on first use; the caller holds the lock."""
    if contents not in search_tables:
        with uncollected():
            search_tables[contents] = SearchTable(contents.episodes)
    return search_tables[contents]


class _Stems(dict[str, str]):
    """The stems of words, as they are in the table."""

    def __missing__(self, word: str) -> str:
        found = self[word] = f"/{stem(word)}"
        return found


class _Written(dict[str, tuple[str, str]]):
    """The words and stems in the table for each word as written."""

    # Folding and stemming each distinct word once takes half the time of folding whole texts.

    def __init__(self, stems: dict[str, str]) -> None:
        super().__init__({_NEW_LINE: ("/", "")})
        self._stems = stems

    def __missing__(self, word: str) -> tuple[str, str]:
        words = fold(word).split()
        found = self[word] = " ".join(words), " ".join([self._stems[part] for part in words])
        return found

    def index(self, passage: Passage) -> tuple[str, str]:
        """Return the words and the stems of a passage."""
        text = f" {_NEW_LINE} ".join(passage[1].splitlines())
        words, stems = zip(("", ""), *map(self.__getitem__, text.split()), strict=True)
        return " ".join(words), " ".join(stems)


class _Matches(NamedTuple):
    """What a question matches: an FTS5 query, and the words and stems in it."""

    query: str
    words: frozenset[str]
    stems: frozenset[str]


class SearchTable:
    """The words and stems of episodes in an FTS5 table, for use by one thread at a time.

    Attributes:
        connection: the database of the table.
        stems: the stem of each word that occurs.
    """

    def __init__(self, episodes: Sequence[Episode]) -> None:
        import sqlite3

        self.stems: dict[str, str] = _Stems()
        self._episodes = episodes
        self._spellings: dict[str, Spellings] = {}
        self.connection: Connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        finalize(self, self.connection.close)
        TEXTS.create(self.connection)
        for setting in _SETTINGS:
            self.connection.execute(setting)
        self.connection.execute("BEGIN")
        self.connection.executemany(INSERT, self.rows())
        # FTS5 gives next to no weight to a word that more than half of the rows have, which in a
        # short season are few. With as many empty rows again, only a word of all episodes has none.
        every = len(episodes)
        empty = ((every + number,) for number in range(every))
        self.connection.executemany("INSERT INTO texts(rowid) VALUES (?)", empty)
        self.connection.execute("COMMIT")
        self._known_stems = frozenset(self.stems.values())

    def rows(self) -> Iterator[tuple[int | str, ...]]:
        """Yield the rows of the table, each with the position of its episode first."""
        known: Known = {}
        written = _Written(self.stems)
        indexed: dict[Passage, tuple[str, str]] = {}
        for position, episode in enumerate(self._episodes):
            words: dict[str, list[str]] = {kind: [] for kind in SEARCHED_KINDS}
            stems: dict[str, list[str]] = {kind: [] for kind in SEARCHED_KINDS}
            for passage in own_passages(episode, notes=True):
                own = written.index(passage)
                words[passage[0]].append(own[0])
                stems[passage[0]].append(own[1])
            for passage in shared_passages(episode, known):
                if passage not in indexed:
                    indexed[passage] = written.index(passage)
                shared = indexed[passage]
                words[passage[0]].append(shared[0])
                stems[passage[0]].append(shared[1])
            yield (position, *map(" / ".join, words.values()), *map(" ".join, stems.values()))

    def matches_of(self, question: Question) -> _Matches | None:
        """Return what a question matches, or ``None`` if no episode can match it."""
        terms = [self._terms(word, correct=not question.all_words) for word in question.words]
        every = dict.fromkeys(term for some in terms for term in some)
        phrases = question.phrases
        in_phrases = {word for phrase in phrases for word in phrase.split()}
        if not in_phrases <= self.stems.keys():
            return None
        if not all(terms) if question.all_words else not (every or phrases):
            return None
        required = terms if question.all_words else [(*phrases[:1], *every)]
        return _Matches(
            " AND ".join([*(f'"{phrase}"' for phrase in phrases), *map(_any_of, required)]),
            frozenset(term for term in every if term[0] != "/"),
            frozenset(term for term in every if term[0] == "/"),
        )

    def _terms(self, word: str, *, correct: bool) -> tuple[str, ...]:
        """Return the terms of the table that match a word: the word and its stem if they occur.

        If neither does, the word may be corrected to those that are spelt most like it.
        """
        key = f"/{stem(word)}"
        if key in self._known_stems:
            return (word, key) if word in self.stems else (key,)
        if not correct or len(word) < _SHORTEST_MISTYPED:
            return ()
        if word[0] not in self._spellings:
            alike = (known for known in self.stems if known[0] == word[0])
            self._spellings[word[0]] = Spellings(alike)
        near = self._spellings[word[0]].nearest(word, 2 if len(word) >= _LONG else 1)
        return tuple(term for other in near for term in (other, self.stems[other]))

    def find(
        self, matches: _Matches, limit: int, among: Container[str] | None
    ) -> Iterator[tuple[int, float]]:
        """Yield the positions and scores of the best matches, of some ids or of all."""
        rows: Iterable[tuple[int, float]] = self.connection.execute(
            ASK, (matches.query, limit if among is None else -1)
        )
        if among is not None:
            rows = (row for row in rows if self._episodes[int(row[0])].id in among)
        return ((position, -score) for position, score in islice(rows, limit))


def _any_of(terms: Iterable[str]) -> str:
    quoted = (f'"{term}"' for term in terms)
    return f"({' OR '.join(quoted)})"
