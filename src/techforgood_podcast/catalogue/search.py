"""Full-text search of a catalogue with SQLite's FTS5: what a query asks for, and what it finds."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from itertools import islice, pairwise
from operator import index
from os import getpid
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias
from weakref import WeakKeyDictionary, finalize

from .._runtime import cached_property, uncollected
from ..text.folding import beginning_with, fold
from ..text.languages import frequent_words
from ..text.names import MAX_LETTERS
from ..text.near_words import Sounds, Spellings
from ..text.questions import LAST, Asked, read_asked, split_excluded
from ..text.search_terms import (
    STOP_WORDS,
    is_letter,
    join_digits,
    other_forms,
    split_query,
    split_words,
    stem,
)
from .answers import Hit
from .collection import names_in
from .full_text import ASK, build_index, marks_of, open_index, parts_of, unnumbered_codes
from .numbering import positions_of
from .search_report import Understood

if TYPE_CHECKING:
    from collections.abc import (
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )
    from contextlib import AbstractContextManager

    from ..models import Episode
    from ..text.names import NameIndex
    from ..text.questions import Limits
    from .full_text import Index
    from .indexes import Indexes


# The marks that may close each opening quotation mark.
_CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“”"}
_MARKS = '["“”«»„]'


class Question(NamedTuple):
    """A query as folded words.

    Attributes:
        text: the query, with the digits of each number in a row.
        words: the words to look for, sorted; stop words only beside a phrase. Pairs of letters in a
            row, as of a word in Japanese, are one of them.
        phrases: the phrases that must occur, each a text of words.
        all_words: whether every word must occur.
        neighbours: the words that follow each other in the query, which may be one.
        asked: the episodes that the query asks for by number or name.
    """

    text: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    all_words: bool
    neighbours: tuple[tuple[str, str], ...]
    asked: Asked

    def taken_literally(self) -> Question:
        """Return the question to a show that lacks what it asks for: numbers are words, too."""
        words = _split(self.asked.literal)
        return self._replace(words=tuple(sorted(words)), neighbours=(*pairwise(words),))


def parse_query(text: str, *, all_words: bool = False) -> Question:
    """Parse a query.

    >>> question = parse_query("qui a dit « pain perdu » ?")
    >>> question.words, question.phrases
    (('dit', 'pain', 'perdu'), ('pain perdu',))
    """
    phrases = dict.fromkeys(phrase for quoted in _quoted(text) if (phrase := _phrase(quoted)))
    text = join_digits(text)
    asked = read_asked(text, content_only=bool(phrases))
    words = _split(asked.words)
    pairs = tuple(pairwise(words))
    return Question(text, tuple(sorted(words)), (*phrases,), all_words, pairs, asked)


def _phrase(text: str) -> str:
    words = split_words(fold(text))
    # The last letter of a run is indexed, but the run may go on.
    ends_run = len(words) > 1 and words[-2][1:] == words[-1] and is_letter(words[-1])
    return " ".join(words[:-1] if ends_run else words)


def _split(words: Iterable[str]) -> list[str]:
    """Return what words look for, each once."""
    return list(dict.fromkeys(part for word in words for part in split_query(word)))


def _quoted(text: str) -> Iterator[str]:
    """Yield what is in quotation marks; a mark that is never closed is ignored."""
    if not any(mark in text for mark in _CLOSING):
        return
    last = {opening: max(map(text.rfind, closing)) for opening, closing in _CLOSING.items()}
    closing, start = "", 0
    for mark in re.finditer(_MARKS, text):
        if closing and mark[0] in closing:
            yield text[start : mark.start()]
            closing = ""
        elif not closing and last.get(mark[0], 0) > mark.start():
            closing, start = _CLOSING[mark[0]], mark.end()


def search(
    indexes: Indexes,
    text: str,
    limit: int,
    *,
    all_words: bool,
    among: Container[str] | None = None,
) -> tuple[tuple[Hit, ...], Understood]:
    """Return the episodes that match a query, best first; ties are in the catalogue's order.

    Raises:
        SearchUnavailableError: this Python has no SQLite, or one without FTS5.
    """
    if index(limit) <= 0:
        return (), Understood()
    text = text[:MAX_LETTERS]
    ask = partial(_answer, indexes, all_words=all_words, among=among)
    wanted, unwanted = split_excluded(text)
    if unwanted:
        found, understood = ask(wanted, len(indexes.episodes))
        last = {hit.episode.id for hit in ask(unwanted, len(indexes.episodes))[0]}
        if found:
            return (*sorted(found, key=lambda hit: hit.episode.id in last)[:limit],), understood
    return ask(text, limit)


def _answer(
    indexes: Indexes,
    text: str,
    limit: int,
    *,
    all_words: bool,
    among: Container[str] | None,
) -> tuple[tuple[Hit, ...], Understood]:
    """Return the episodes that match a query without exclusions, and what it was taken for."""
    question = parse_query(text, all_words=all_words)
    if not (question.words or question.asked.is_for_episodes):
        return (), Understood(text)
    episodes, for_hosts = indexes.episodes, question.asked.for_hosts
    question, first, within, order = _choose(indexes, text, question, among)
    if within is not None:
        ids = {episodes[at].id for at in within}
        among = ids if among is None else {id_ for id_ in ids if id_ in among}
    if among is not None:
        first = tuple(at for at in first if episodes[at].id in among)
    scores: dict[int, float] = {}
    matches = _Matches("", (), (), ())
    table = table_of(indexes)
    with table.lock:
        if question.words:
            matches = table.matches_of(question)
            count = len(episodes) if order else limit + len(first)
            scores = dict(table.find(matches.query, count, among)) if matches.query else {}
    if order and within:
        scores = {at: scores[at] for at in within if at in scores}
    if all_words and question.words and within is not None:
        first = tuple(at for at in first if at in scores)
    above = max(scores.values(), default=0.0) + 1
    ranked = {at: above + scores.get(at, 0.0) for at in first}
    ranked.update((at, score) for at, score in scores.items() if at not in ranked)
    matched = (matches.terms, question.phrases) if matches.query else ((), ())
    hits = (Hit.unread(episodes[at], score, matched) for at, score in ranked.items())
    understood = Understood(text, question.words, matches.taken, matches.missing, for_hosts)
    return tuple(islice(hits, limit)), understood


class _Chosen(NamedTuple):
    """What a question is about in one catalogue.

    Attributes:
        question: the question, whose numbers and names of parts may be words.
        first: the positions of the episodes that it asks for, which come before all others.
        within: the positions of the episodes among which it is asked; ``None`` for all.
        order: 1 for the shortest first, -1 for the longest, 0 for the best.
    """

    question: Question
    first: tuple[int, ...] = ()
    within: tuple[int, ...] | None = None
    order: int = 0


def _choose(
    indexes: Indexes, text: str, question: Question, among: Container[str] | None = None
) -> _Chosen:
    asked, key = question.asked, fold(text)
    coded = indexes.postings(unnumbered_codes).get(key, ())
    if first := coded or (_asked_for(indexes, key, asked, among) if asked.is_for_episodes else ()):
        is_part = question.all_words and asked.literal and not coded
        return _Chosen(question, first, first if is_part else None)
    if asked.limits:
        within = _within(indexes, asked.limits)
        # A year in which no episode was published is a number.
        if within or not asked.limits.is_year:
            first = () if question.words else within
            return _Chosen(question, first, within, asked.limits.order)
    return _Chosen(question.taken_literally() if asked.literal else question)


def _within(indexes: Indexes, limits: Limits) -> tuple[int, ...]:
    """Return the positions of the episodes within limits, in the order that these ask for."""
    every = enumerate(indexes.episodes)
    found = [(at, e) for at, e in every if limits.fit(e.published, e.duration)]
    if limits.order:
        found.sort(key=lambda pair: limits.order * (pair[1].duration or timedelta()))
    return tuple(at for at, _ in found)


def _asked_for(
    indexes: Indexes, key: str, asked: Asked, among: Container[str] | None
) -> tuple[int, ...]:
    """Return the positions of the episodes that a query asks for by number, season or part.

    Episodes whose title is the folded query come first.
    """

    def in_season(positions: Iterable[int]) -> Iterator[int]:
        every = indexes.episodes
        return (at for at in positions if asked.season in {None, every[at].season})

    found = dict.fromkeys(indexes.postings(_titles).get(key, ()))
    for number in asked.numbers:
        wanted = None if number == LAST else number
        found.update(dict.fromkeys(positions_of(indexes, asked.season, wanted, among)))
    if asked.part:
        parts = indexes.postings(parts_of)
        kinds = (asked.part, "trailer") if asked.part == "intro" else (asked.part,)
        some = (tuple(in_season(parts.get(kind, ()))) for kind in kinds)
        found.update(dict.fromkeys(next(filter(None, some), ())))
    if not (asked.numbers or asked.part or asked.season is None):
        found.update(dict.fromkeys(in_season(range(len(indexes.episodes)))))
    return tuple(found)


def _titles(episode: Episode) -> tuple[str, ...]:
    """Return the folded title of an episode."""
    return (fold(episode.title),)


# The tables by process: a connection of SQLite must not be used after a fork. They are not
# attributes of their catalogues, which can be pickled and copied.
search_tables: WeakKeyDictionary[Indexes, dict[int, SearchTable]] = WeakKeyDictionary()


def table_of(indexes: Indexes) -> SearchTable:
    """Return the table of a catalogue in this process, made on first use."""
    tables = search_tables.setdefault(indexes, {})
    process = getpid()
    if process not in tables:  # all threads get the one that is set first
        tables.setdefault(process, SearchTable(indexes))
    return tables[process]


class _Matches(NamedTuple):
    """What a question matches.

    Attributes:
        query: the FTS5 query, empty if no episode can match it.
        terms: the words and stems in it, pairs of letters in a row, and beginnings with "*".
        taken: words that no text has, each with what it was taken for.
        missing: the words that no text has even so.
    """

    query: str
    terms: tuple[str, ...]
    taken: tuple[_Taken, ...]
    missing: tuple[str, ...]


class SearchTable:
    """The words and stems of episodes in an FTS5 table.

    Attributes:
        lock: what a thread has to hold that uses the table.
    """

    def __init__(self, indexes: Indexes) -> None:
        self.lock: AbstractContextManager[bool] = RLock()
        # Not the indexes themselves, with which the table goes away.
        self._episodes = indexes.episodes
        self._stored_index = indexes.stored_index
        self._named = indexes.people, indexes.organisations, indexes.places

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
        return _Terms(self.index.stems, [*map(names_in, self._named)])

    def matches_of(self, question: Question) -> _Matches:
        """Return what a question matches."""
        terms = self._terms
        groups = {word: terms.known(word) for word in question.words}
        for pair in question.neighbours:
            joined = "".join(pair)
            if joined in terms.stems:
                for word in pair:
                    groups[word] += terms.known(joined)
        taken: tuple[_Taken, ...] = ()
        if not question.all_words and not all(groups.values()):
            taken = tuple(terms.correct(groups, fold(question.text).split()))
        missing = tuple(word for word, found in groups.items() if not found)
        every = dict.fromkeys(term for group in groups.values() for term in group)
        phrases = question.phrases
        in_phrases = {word for phrase in phrases for word in phrase.split()}
        is_vain = missing if question.all_words else not (every or phrases)
        if is_vain or not in_phrases <= terms.stems.keys():
            return _Matches("", (), taken, missing)
        required = groups.values() if question.all_words else [(*phrases[:1], *every)]
        query = " AND ".join([*map(_quote, phrases), *map(_any_of, required)])
        return _Matches(query, (*every,), taken, missing)

    def find(
        self, query: str, limit: int, among: Container[str] | None
    ) -> Iterator[tuple[int, float]]:
        """Return the positions and scores of the best matches among some ids, or among all."""
        count = min(limit, len(self._episodes)) if among is None else -1
        rows: Iterable[tuple[int, float]] = self.index.connection.execute(ASK, (query, count))
        if among is not None:
            rows = (row for row in rows if self._episodes[int(row[0])].id in among)
        # SQLite's scores are negative, those of the best matches most.
        return islice(((at, -score) for at, score in rows), limit)


def _terms_of(word: str) -> Iterator[str]:
    """Yield what finds a word: itself and its stem, or pairs of letters in a row as one term.

    Of a number, these are all ways to write it.
    """
    for form in (word, *other_forms(word)):
        if " " in form:
            yield form
        elif is_letter(form):
            yield f"{form}*"
        else:
            yield from (form, f"/{stem(form)}")


def _any_of(terms: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quote, terms))})"


def _quote(term: str) -> str:
    return f'"{term[:-1]}"*' if term[-1:] == "*" else f'"{term}"'


# Minimum length of a word in which one wrong letter is corrected, and two.
_SHORTEST_MISTYPED, _LONG = 5, 9
# Maximum number of words in a name that sounds like words of a query, and of unknown words that are
# compared with names.
_LONGEST_NAME, _MAX_COMPARED = 4, 100

# Words of a query, and what they were taken for: a word, or the id of a name.
_Taken: TypeAlias = tuple[str, str | tuple[str]]


def _runs(words: Sequence[str], place: int) -> Iterator[Sequence[str]]:
    """Yield several words in a row, one of them at a place, the longest first."""
    for size in range(_LONGEST_NAME, 1, -1):
        for start in range(max(0, place - size + 1), place + 1):
            run = words[start : start + size]
            # "phenix et" sounds like "phenix", and "a simplon" nearly like "simplon".
            if len(run) == size and run[-1] not in STOP_WORDS and len(run[0]) > 1:
                yield run


class _Terms:
    """The words of a search table, and how words of a query are found among them.

    Attributes:
        stems: the term of the stem of each word.
        names: the names of people, organisations and places.
    """

    def __init__(self, stems: Mapping[str, str], names: Sequence[NameIndex]) -> None:
        self.stems = stems
        self.names = names
        self._known_stems = frozenset(stems.values())
        self._spellings: dict[str, Spellings] = {}

    def known(self, word: str) -> tuple[str, ...]:
        """Return the terms of a word that occur."""
        return tuple(filter(self._occurs, _terms_of(word)))

    def _occurs(self, term: str) -> bool:
        if term[-1] == "*":
            return bool(self.beginning(term[:-1]))
        return term in self._known_stems or all(part in self.stems for part in term.split())

    def correct(self, groups: dict[str, tuple[str, ...]], words: Sequence[str]) -> Iterator[_Taken]:
        """Add terms to the words that have none, and yield what each was taken for.

        These are names that sound like the word and its neighbours among the words of the query, or
        words that are spelt nearly alike, or names that sound like the word alone.
        """
        places = {word: at for at, word in reversed(list(enumerate(words)))}
        unknown = [word for word, found in groups.items() if not found and word in places]
        in_name = self._words_of_names.union(unknown)
        for word in islice(unknown, _MAX_COMPARED):
            for run in _runs(words, places[word]):
                if not groups[word] and in_name.issuperset(run):
                    yield from self._take_name(run, groups)
        for word in unknown:
            if not groups[word] and len(word) >= _SHORTEST_MISTYPED:
                near = self._nearest(word)
                near = (near and self._ordinary(self.beginning(word))) or near
                groups[word] = tuple(term for other in near for term in self.known(other))
                yield from ((word, other) for other in near)
        for word in islice(unknown, _MAX_COMPARED):
            if not groups[word] and word not in frequent_words():
                yield from self._take_name([word], groups)

    def _take_name(
        self, typed: Sequence[str], groups: dict[str, tuple[str, ...]]
    ) -> Iterator[_Taken]:
        """Take words for the names that sound like them."""
        found, meant = dict[str, None](), dict[str, None]()
        # Of the names of one entity, those in few words have few that are common.
        for id_, own in sorted(self._sounds.nearest("".join(typed)), key=lambda pair: len(pair[1])):
            parts = (part for part in own if part not in STOP_WORDS)
            terms = [term for part in parts for term in self.known(part)]
            if terms and id_ not in meant:
                found.update(dict.fromkeys(terms))
                meant[id_] = None
        if found:
            groups.update(dict.fromkeys({*typed} & groups.keys(), (*found,)))
        yield from ((" ".join(typed), (id_,)) for id_ in meant)

    @cached_property
    def _sounds(self) -> Sounds[tuple[str, list[str]]]:
        spoken = (pair for names in self.names for pair in names.spoken())
        return Sounds(("".join(words), (id_, words)) for id_, words in spoken)

    def beginning(self, word: str) -> Sequence[str]:
        """Return the words that begin with a word, in the order of the alphabet."""
        return beginning_with(word, self._sorted)

    def _nearest(self, word: str) -> tuple[str, ...]:
        if word[0] not in self._spellings:
            alike = (known for known in self.stems if known[0] == word[0])
            self._spellings[word[0]] = Spellings(self._ordinary(alike))
        return self._spellings[word[0]].nearest(word, 2 if len(word) >= _LONG else 1)

    def _ordinary(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the words that are neither names nor parts of the names of people."""
        return tuple(word for word in words if word not in self._single_names)

    @cached_property
    def _single_names(self) -> frozenset[str]:
        return frozenset(word for names in self.names for word in names.single_words)

    @cached_property
    def _words_of_names(self) -> frozenset[str]:
        return STOP_WORDS.union(*(names.words for names in self.names))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.stems)


class Searchable(Protocol):
    """A catalogue, or anything else that is asked for episodes."""

    @property
    def _whole(self) -> Indexes:
        """The records and indexes of the whole catalogue."""
        ...


def match_expression(text: str, catalogue: Searchable) -> str:
    """Return the FTS5 expression of a query, for the search table of an exported database.

    It is valid for any text. The table is `episodes_fts` of the format ``sqlite``.

    Args:
        text: the query.
        catalogue: the catalogue that was exported, whose words correct those of the query, and in
            which "the latest", days and running times have a meaning.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> match_expression("l'épisode sur les invendus", catalogue)
    '("invendus" OR "/invendu")'
    >>> match_expression("the latest", catalogue), match_expression("?", catalogue)
    ('("=s1e8" OR "=s1e8")', '""')
    """
    indexes = catalogue._whole  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
    # Surrogates are no text for SQLite.
    asked = parse_query(text[:MAX_LETTERS].encode(errors="ignore").decode())
    question, first, within, _ = _choose(indexes, asked.text, asked)
    table = table_of(indexes)
    with table.lock:
        query = table.matches_of(question).query if question.words else ""
    marks = [
        mark for at in within or first for mark in islice(marks_of(indexes.episodes[at]), 1, 2)
    ]
    if within is not None:
        return " AND ".join(filter(None, (query and f"({query})", _any_of(marks or [""]))))
    return " OR ".join(filter(None, (_any_of(marks * 2) if marks else "", query))) or '""'
