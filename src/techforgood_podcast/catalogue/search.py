"""Full-text search of a catalogue with SQLite's FTS5: what a query asks for, and what it finds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import islice, pairwise
from operator import index
from os import getpid
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary, finalize

import attrs

from .._runtime import cached_property, uncollected
from ..models import Episode, LocalizedText
from ..models.records import Struct
from ..text.folding import fold
from ..text.near_words import Spellings
from ..text.search_terms import (
    LAST,
    Asked,
    is_letter,
    read_asked,
    sound,
    split_query,
    split_words,
    stem,
)
from .full_text import ASK, build_index, open_index, parts_of, unnumbered_codes
from .numbering import numbers_of

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )
    from contextlib import AbstractContextManager
    from typing import Self

    from .full_text import Index
    from .indexes import Indexes


_FIELDS = {
    "episode": attrs.field(),
    "score": attrs.field(),
    "snippet": attrs.field(type=str),
    "fields": attrs.field(type=tuple[str, ...]),
}


# attrs describes the fields, as it does those of records, and keeps hits from being changed. Its
# own __init__ would need the snippet, which takes longer to make than to find most hits.
@attrs.frozen(these=_FIELDS, init=False, eq=False, repr=False, slots=False)
class Hit(Struct):
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
    _matched: tuple[tuple[str, ...], tuple[str, ...]]

    def __init__(
        self, *, episode: Episode, score: float, snippet: str, fields: tuple[str, ...]
    ) -> None:
        vars(self).update(episode=episode, score=score, snippet=snippet, fields=fields)

    @classmethod
    def unread(
        cls, episode: Episode, score: float, matched: tuple[tuple[str, ...], tuple[str, ...]]
    ) -> Self:
        """Return a hit that makes its snippet and fields when they are read.

        Args:
            episode: the episode.
            score: how well it matches.
            matched: the terms and the phrases that the search matches.
        """
        hit = cls.__new__(cls)
        vars(hit).update(episode=episode, score=score, _matched=matched)
        return hit

    @cached_property
    def snippet(self) -> str:
        """A passage in its original spelling, with the matches between ``**`` and ``**``."""
        return self._marked[0]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields that matched, highest weight first."""
        return self._marked[1]

    @cached_property
    def _marked(self) -> tuple[str, tuple[str, ...]]:
        from .snippets import Marker  # which a first search does without

        return Marker(*self._matched).mark(self.episode)

    def _repr_html_(self) -> str:
        """Return a card for notebooks."""
        from ..models.notebooks import card, facts_of, highlighted

        facts = (*facts_of(self.episode, "code"), ("snippet", highlighted(self.snippet)))
        title = LocalizedText({self.episode.show.language: self.episode.title})
        return card(title, facts, url=self.episode.url)


# Maximum number of words of a query that are looked up, and of words in its phrases; a pair of
# letters is one. The time that SQLite takes grows with the square of their number if an episode has
# them all.
MAX_WORDS = 1_000

# The marks that may close each opening quotation mark.
_CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“”"}
_MARKS = '["“”«»„]'


class Question(NamedTuple):
    """A query as folded words.

    Attributes:
        words: the words to look for, sorted; stop words only beside a phrase, or if one may be the
            beginning of another word. Pairs of letters in a row, as of a word in Japanese, are one
            of them.
        phrases: the phrases that must occur, each a text of words.
        all_words: whether every word must occur.
        neighbours: the words that follow each other in the query, which may be one.
        beginning: the last word, if it may be the beginning of one.
        asked: the episodes that the query asks for by number or name.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    all_words: bool
    neighbours: tuple[tuple[str, str], ...]
    beginning: str
    asked: Asked

    def taken_literally(self) -> Question:
        """Return the question to a show that lacks what it asks for: numbers are words, too."""
        words = _split(self.asked.literal)
        return self._replace(words=tuple(sorted(words)), neighbours=(*pairwise(words),))


def parse_query(text: str, *, all_words: bool = False, prefix: bool = False) -> Question:
    """Parse a query.

    >>> question = parse_query("qui a dit « pain perdu » ?")
    >>> question.words, question.phrases
    (('dit', 'pain', 'perdu'), ('pain perdu',))
    """
    left, phrases = MAX_WORDS, dict[str, None]()
    for quoted in _quoted(text):
        if phrase := _phrase(quoted)[:left]:
            phrases[" ".join(phrase)] = None
            left -= len(phrase)
    asked = read_asked(text, content_only=bool(phrases))
    # If "x" at the end makes the last word longer, the user is still typing it.
    last = fold(text).split()[-1:] if prefix else []
    is_unfinished = last and fold(f"{text}x").split()[-1] != "x"
    beginning = split_query(last[0])[-1] if is_unfinished else ""
    words = _split(
        asked.words if asked.words or asked.is_for_episodes else last * bool(is_unfinished)
    )
    pairs = tuple(pairwise(words))
    return Question(tuple(sorted(words)), (*phrases,), all_words, pairs, beginning, asked)


def _phrase(text: str) -> list[str]:
    words = split_words(fold(text))
    # The last letter of a run is indexed, but the run may go on.
    return (
        words[:-1]
        if len(words) > 1 and words[-2][1:] == words[-1] and is_letter(words[-1])
        else words
    )


def _split(words: Iterable[str]) -> list[str]:
    """Return what words look for; of pairs in a row, each is counted."""
    found, left = dict[str, None](), MAX_WORDS
    for part in (part for word in words for part in split_query(word)):
        pairs = part.split()[:left]
        if not pairs:
            break
        found[" ".join(pairs)] = None
        left -= len(pairs)
    return list(found)


def _quoted(text: str) -> Iterator[str]:
    """Yield what is in quotation marks; a mark that is never closed is ignored."""
    if _CLOSING.keys().isdisjoint(text):
        return
    last = {opening: max(map(text.rfind, closing)) for opening, closing in _CLOSING.items()}
    closing, start = "", 0
    for mark in re.finditer(_MARKS, text):
        if closing and mark[0] in closing:
            yield text[start : mark.start()]
            closing = ""
        elif not closing and last.get(mark[0], 0) > mark.start():
            closing, start = _CLOSING[mark[0]], mark.end()


def search(  # noqa: PLR0913 -- the options of a search
    indexes: Indexes,
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
    question = parse_query(text, all_words=all_words, prefix=prefix)
    asked = question.asked
    if index(limit) <= 0 or not (question.words or asked.is_for_episodes):
        return ()
    episodes = indexes.episodes
    coded = indexes.postings(unnumbered_codes).get(fold(text), ())
    # The positions of the episodes that the query asks for, which come before all others.
    first = coded or (_asked_for(indexes, asked) if asked.is_for_episodes else ())
    if not first:
        question = question.taken_literally() if asked.literal else question
    elif all_words and asked.literal:
        within = {episodes[at].id for at in first}
        among = within if among is None else {id_ for id_ in within if id_ in among}
    if among is not None:
        first = tuple(at for at in first if episodes[at].id in among)
    scores: dict[int, float] = {}
    matches = None
    table = table_of(indexes)
    with table.lock:
        if question.words and (matches := table.matches_of(question)):
            scores = dict(table.find(matches, limit + len(first), among))
    matched = (matches.terms, question.phrases) if matches else ((), ())
    if all_words and question.words and not coded:
        first = tuple(at for at in first if at in scores)
    above = max(scores.values(), default=0.0) + 1
    found = {at: above + scores.get(at, 0.0) for at in first}
    found.update((at, score) for at, score in scores.items() if at not in found)
    some = islice(found.items(), limit)
    return tuple(Hit.unread(episodes[at], score, matched) for at, score in some)


def _asked_for(indexes: Indexes, asked: Asked) -> tuple[int, ...]:
    """Return the positions of the episodes that a query asks for by number, season or part."""

    def in_season(positions: Iterable[int]) -> Iterator[int]:
        every = indexes.episodes
        return (at for at in positions if asked.season in {None, every[at].season})

    found: dict[int, None] = {}
    for number in asked.numbers:
        known = indexes.postings(numbers_of)
        last = max((at for some in known.values() for at in in_season(some)), default=None)
        if number == LAST:
            found.update({} if last is None else {last: None})
        else:
            found.update(dict.fromkeys(in_season(known.get(number, ()))))
    if asked.part:
        parts = indexes.postings(parts_of)
        kinds = (asked.part, "trailer") if asked.part == "intro" else (asked.part,)
        some = (tuple(in_season(parts.get(kind, ()))) for kind in kinds)
        found.update(dict.fromkeys(next(filter(None, some), ())))
    if not (asked.numbers or asked.part or asked.season is None):
        found.update(dict.fromkeys(in_season(range(len(indexes.episodes)))))
    return tuple(found)


# The tables by process: a connection of SQLite must not be used after a fork. They are not
# attributes of their catalogues, which can be pickled and copied.
search_tables: WeakKeyDictionary[Indexes, dict[int, SearchTable]] = WeakKeyDictionary()


def table_of(indexes: Indexes) -> SearchTable:
    """Return the table of a catalogue in this process, made on first use."""
    tables = search_tables.setdefault(indexes, {})
    process = getpid()
    if process not in tables:  # all threads get the one that is set first
        tables.setdefault(process, SearchTable(indexes.episodes, indexes.stored_index))
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
        with uncollected():
            data = self._stored_index() if self._stored_index else None
            stored = open_index(data) if data else None
            index = stored or build_index(self._episodes)
        finalize(self, index.connection.close)
        return index

    @cached_property
    def _terms(self) -> _Terms:
        return _Terms(self.index.stems, self.index.names)

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
        """Return the positions and scores of the best matches among some ids, or among all."""
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


# Minimum length of a word in which one wrong letter is corrected, and two.
_SHORTEST_MISTYPED, _LONG = 5, 9
# Minimum length of a name whose first letter may be wrong, and maximum of a word that is compared
# with names.
_LONG_NAME, _LONGEST_NAME = 6, 60


class _Terms:
    """The words of a search table, and how words of a query are found among them.

    Attributes:
        stems: the term of the stem of each word.
        names: folded words that occur in names, for corrections of a first letter.
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
        every, first = self._sorted, bisect_left(self._sorted, word)
        last = bisect_left(every, f"{word}\U0010ffff", first)
        return tuple(every[first:last])

    def _nearest(self, word: str) -> tuple[str, ...]:
        if word[0] not in self._spellings:
            alike = (known for known in self.stems if known[0] == word[0])
            self._spellings[word[0]] = Spellings(alike)
        return self._spellings[word[0]].nearest(word, 2 if len(word) >= _LONG else 1)

    def _names_like(self, word: str) -> tuple[str, ...]:
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
        found = defaultdict[str, list[str]](list)
        for name in sorted(self.names):
            found[sound(name)].append(name)
        found.pop("", None)
        return found


def match_expression(text: str) -> str:
    """Return the FTS5 expression of a query, for the search table of an exported database.

    It is valid for any text. The table is `episodes_fts` of the format ``sqlite``.

    >>> match_expression("l'épisode sur les invendus")
    '("invendus" OR "/invendu")'
    >>> match_expression('"pain perdu"'), match_expression("?")
    ('"pain perdu" AND ("pain perdu" OR "pain" OR "/pain" OR "perdu" OR "/perdu")', '""')
    """
    question = parse_query(
        text.encode(errors="ignore").decode()
    )  # surrogates are no text for SQLite
    asked = question.asked
    words = dict.fromkeys((*question.words, *(() if question.words else asked.literal)))
    phrases = [f'"{phrase}"' for phrase in question.phrases]
    terms = dict.fromkeys(question.phrases[:1])
    season = "" if asked.season is None else f"s{asked.season}"
    terms.update(dict.fromkeys(f"={season}e{number}" for number in asked.numbers if number > LAST))
    terms.update({f"={asked.part}": None} if asked.part else {})
    for word in words:
        for term in (word,) if " " in word else (word, f"/{stem(word)}"):
            terms[term] = None
    if not phrases:
        terms.update(
            dict.fromkeys("".join(pair) for pair in question.neighbours if " " not in "".join(pair))
        )
    # FTS5 adds up the terms of a query. An episode that is asked for by its number counts twice,
    # and so comes before an episode in whose texts the number is a word.
    every = [*terms, *(term for term in terms if term[0] == "=")]
    quoted = [f'"{term}"*' if is_letter(term) else f'"{term}"' for term in every]
    return " AND ".join([*phrases, f"({' OR '.join(quoted)})"]) if quoted else '""'
