"""Full-text search of a catalogue with SQLite's FTS5: what a query asks for, and what it finds."""

# Imports inside functions are those that a search does without if it knows all words.
from __future__ import annotations

from itertools import filterfalse, islice
from operator import index
from os import getpid
from threading import RLock
from typing import TYPE_CHECKING, TypeAlias
from weakref import WeakKeyDictionary, finalize

from .._runtime import cached_property, uncollected
from ..text.folding import beginning_with, fold
from ..text.names import MAX_LETTERS
from ..text.questions import LAST, read_question, split_excluded
from ..text.search_terms import LEAST, is_letter, other_forms, stem, stop_words_of
from .answers import unread_hit
from .collection import names_in
from .full_text import (
    ASK,
    FIND,
    build_index,
    languages_of,
    marks_of,
    names_about,
    open_index,
    own_names,
    parts_of,
    when,
)
from .indexes import Searchable, indexes_in
from .numbering import positions_of
from .search_report import Understood

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from ..text.near_words import Resemblances, Sounds, Spellings
    from ..text.questions import Limits, Question
    from .answers import Hit
    from .full_text import Index
    from .indexes import Indexes
    from .search_report import Taken


def search(
    indexes: Indexes,
    text: str,
    limit: int,
    *,
    all_words: bool,
    among: Container[str] | None = None,
) -> tuple[tuple[Hit, ...], Understood]:
    """Return the episodes that match a query, best first; ties are in the catalogue's order.

    Those that match what follows words such as "but not" come last.

    Raises:
        SearchUnavailableError: this Python has no SQLite, or one without FTS5.
    """
    if index(limit) <= 0:
        return (), Understood()
    text, every = text[:MAX_LETTERS], len(indexes.episodes)
    languages = table_of(indexes).languages
    wanted, unwanted = split_excluded(text, languages)
    asked = read_question(wanted, languages)._replace(all_words=all_words)
    ranked, understood = _rank(indexes, asked, every if unwanted else limit, among)
    if unwanted and ranked:
        last, _ = _rank(indexes, read_question(unwanted, languages), every)
        ranked = {at: ranked[at] for at in sorted(ranked, key=last.__contains__)}
    elif unwanted:
        asked = read_question(text, languages)._replace(all_words=all_words)
        ranked, understood = _rank(indexes, asked, limit, among)
    terms, phrases = (understood.terms, asked.phrases) if understood.query else ((), ())
    matched = terms, phrases, languages
    best = islice(ranked.items(), limit)
    hits = (unread_hit(indexes.episodes[at], score, matched) for at, score in best)
    return tuple(hits), understood


def _rank(
    indexes: Indexes, question: Question, limit: int, among: Container[str] | None = None
) -> tuple[dict[int, float], Understood]:
    """Return the positions and scores of what matches a question, and what it was taken for."""
    table, episodes, text = table_of(indexes), indexes.episodes, question.text
    if not (question.words or question.is_for_episodes):
        return {}, Understood(text)
    question, first, within, order = _choose(indexes, question, among)
    if within is not None:
        ids = {episodes[at].id for at in within}
        among = ids if among is None else {id_ for id_ in ids if id_ in among}
    if among is not None:
        first = tuple(at for at in first if episodes[at].id in among)
    scores: dict[int, float] = {}
    best: Sequence[int] | set[int] = indexes.postings(names_about).get(question.key, ())
    with table.lock:
        understood = table.understand(question)
        if understood.query:
            best = best or table.having(understood.joined)
            count = len(episodes) if order or best or first else limit
            scores = dict(table.find(understood.query, count, among))
    if order and within:
        scores = {at: scores[at] for at in within if at in scores}
    if question.all_words and question.words and within is not None:
        first = tuple(at for at in first if at in scores)
    first = first or tuple(at for at in scores if at in best)
    above = max(scores.values(), default=0.0) + 1
    ranked = {at: scores.get(at, 0.0) for at in first}
    ranked = {at: above + ranked[at] for at in sorted(ranked, key=lambda at: -ranked[at])}
    ranked.update((at, score) for at, score in scores.items() if at not in ranked)
    return ranked, understood


# What a question is about in one catalogue: the question, whose numbers may be words; the positions
# of the episodes that come first; of those among which it is asked, None for all; and their order.
_Chosen: TypeAlias = "tuple[Question, tuple[int, ...], tuple[int, ...] | None, int]"


def _choose(indexes: Indexes, asked: Question, among: Container[str] | None = None) -> _Chosen:
    if first := indexes.postings(own_names).get(asked.key, ()):
        return asked, first, None, 0
    if first := _asked_for(indexes, asked, among) if asked.is_for_episodes else ():
        return asked, first, first if asked.all_words and asked.literal else None, 0
    if limits := asked.limits:
        within = _within(indexes, limits)
        if within or not limits.is_word:
            return asked, () if asked.words else within, within, limits.order
    # To a show that lacks what is asked for, numbers and months are words, too.
    return asked._replace(words=asked.literal or asked.words), (), None, 0


def _within(indexes: Indexes, limits: Limits) -> tuple[int, ...]:
    """Return the positions of the episodes within limits, in the order that these ask for."""
    every = [when(episode) for episode in indexes.episodes]
    found = (at for at, own in enumerate(every) if limits.fit(*own))
    return tuple(sorted(found, key=lambda at: limits.order * every[at][1]))


def _asked_for(indexes: Indexes, asked: Question, among: Container[str] | None) -> tuple[int, ...]:
    """Return the positions of the episodes that a query asks for by number, season or part."""

    def in_season(positions: Iterable[int]) -> Iterator[int]:
        every = indexes.episodes
        return (at for at in positions if asked.season in {None, every[at].season})

    found = dict[int, None]()
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


def has_table(indexes: Indexes) -> bool:
    """Return whether a catalogue has an index to search, which need not be built."""
    return bool(indexes.stored_index) or "index" in vars(table_of(indexes))


# Maximum number of words in a name that sounds like words of a query, and of unknown words that are
# compared with names.
_LONGEST_NAME, _MAX_COMPARED = 4, 100


MAX_JOINED = 4
"""Maximum number of words of a query that may be one word in a text."""


def _runs(words: Sequence[str], sizes: Iterable[int]) -> Iterator[Sequence[str]]:
    """Yield words in a row, of each size."""
    for size in sizes:
        yield from (words[at : at + size] for at in range(len(words) - size + 1))


class SearchTable:
    """The words and stems of episodes in an FTS5 table.

    Attributes:
        lock: what a thread has to hold that uses the table.
        languages: the languages whose words it reads.
    """

    def __init__(self, indexes: Indexes) -> None:
        self.lock: AbstractContextManager[bool] = RLock()
        # Not the indexes themselves, with which the table goes away.
        self._episodes = indexes.episodes
        self._stored_index = indexes.stored_index
        self._named = indexes.people, indexes.organisations, indexes.places
        self.languages: tuple[str, ...] = languages_of(indexes.show)
        self._stop_words = stop_words_of(self.languages)
        self._spellings: dict[str, Spellings] = {}
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def index(self) -> Index:
        """The database of the table and the words in it, opened or built on first use."""
        with uncollected():
            data = self._stored_index() if self._stored_index else None
            stored = open_index(data) if data else None
            index = stored or build_index(self._episodes, self.languages)
        finalize(self, index.connection.close)
        return index

    def _is_everywhere(self, word: str) -> bool:
        """Return whether half of the episodes have a word of a language without stop words."""
        count = len(self._episodes)
        may_be = count >= LEAST["episodes"] and not self._stop_words
        return may_be and 2 * len(self.having([word])) >= count

    def understand(self, question: Question) -> Understood:
        """Return what a question matches, and what its words were taken for."""
        typed, stems = question.typed, self.index.stems
        groups = {word: self._terms_of(word) for word in sorted(question.words)}
        joined: list[str] = []
        for run in _runs(typed, range(2, MAX_JOINED + 1)):
            whole, phrase, found = "".join(run), " ".join(run), tuple[str, ...]()
            if whole in stems and not whole.isdecimal():
                found = self._terms_of(whole)
                joined += [whole] if groups.keys() >= {*run} and not self._occurs(phrase) else []
            elif phrase.count(" ") == 1 and any(map(str.isdecimal, run)):  # "3.5", "4 million"
                found = (phrase,) if self._occurs(phrase) else ()
            for word in groups.keys() & run:
                groups[word] += found
        taken: tuple[Taken, ...] = ()
        if not question.all_words and not all(groups.values()):
            taken = tuple(self._correct(groups, typed))
        missing = tuple(word for word, found in groups.items() if not found)
        # Words that are everywhere find nothing by themselves, but count where others are found.
        rare = [*filterfalse(self._is_everywhere, groups)] or [*groups]
        every = dict.fromkeys(term for word in rare for term in groups[word])
        phrases = question.phrases
        in_phrases = {word for phrase in phrases for word in phrase.split()}
        is_vain = missing if question.all_words else not (every or phrases)
        query = ""
        if groups and not is_vain and in_phrases <= stems.keys():
            required = [*groups.values()] if question.all_words else [(*phrases[:1], *every)]
            if len(rare) < len(groups) and not question.all_words:
                required.append(tuple(term for group in groups.values() for term in group))
            query = " AND ".join([*map(_quote, phrases), *map(_any_of, required)])
        asked = question.text, (*groups,), taken, missing, question.for_hosts
        return Understood(*asked, query, (*every,), (*joined,))

    def having(self, words: Sequence[str]) -> set[int]:
        """Return the positions of the episodes that have any of some words."""
        rows = self.index.connection.execute(FIND, (_any_of(words),)) if words else ()
        return {at for (at,) in rows}

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

    def _terms_of(self, word: str) -> tuple[str, ...]:
        """Return what finds a word and occurs: itself and its stem, or pairs of letters in a row.

        Of a number, these are all ways to write it.
        """
        if (found := self._known.get(word)) is None:
            forms = (word, *other_forms(word, self.languages))
            every = (term for form in forms for term in self._terms_of_form(form))
            found = (*filter(self._occurs, every),)
            if word in self.index.stems:
                self._known[word] = found
        return found

    def _terms_of_form(self, form: str) -> tuple[str, ...]:
        if " " in form:
            return (form,)
        return (f"{form}*",) if is_letter(form) else (form, f"/{stem(form, self.languages)}")

    def _occurs(self, term: str) -> bool:
        if term[-1] == "*":
            return bool(beginning_with(term[:-1], self._sorted))
        if " " not in term:
            return term in self._known_stems or term in self.index.stems
        return bool(self.index.connection.execute(FIND, (_quote(term),)).fetchone())

    def _correct(self, groups: dict[str, tuple[str, ...]], typed: Sequence[str]) -> Iterator[Taken]:
        """Add terms to the words that have none, and yield what each was taken for.

        The table at the top of ``text/near_words.py`` says by which engine, and in which order.
        """
        unknown = [word for word, found in groups.items() if not found and word in typed]
        in_name = self._words_of_names.union(unknown)
        runs = [
            run
            for run in _runs(typed, range(_LONGEST_NAME, 1, -1))
            # "phenix et" sounds like "phenix", and "a simplon" nearly like "simplon".
            if in_name.issuperset(run) and run[-1] not in self._stop_words and len(run[0]) > 1
        ]
        alone = [(word, [word]) for word in unknown]
        few = alone[:_MAX_COMPARED]
        in_a_row = ((word, run) for word, _ in few for run in runs if word in run)
        asked = (self._names, in_a_row), (self._spelt, alone), (self._names, few), (self._akin, few)
        for find, some in asked:
            for word, run in some:
                if not groups[word] and (found := find(run)):
                    terms = dict.fromkeys(term for own in found.values() for term in own)
                    groups.update(dict.fromkeys({*run} & groups.keys(), (*terms,)))
                    yield from ((" ".join(run), meant) for meant in found)

    def _names(self, run: Sequence[str]) -> dict[tuple[str], list[str]]:
        """Return the ids of the names that words sound like, with the terms of the names."""
        from ..text.near_words import sound

        found: dict[tuple[str], list[str]] = {}
        whole = "".join(run)
        # Of the names of one entity, those in few words have few that are common.
        for id_, own in sorted(self._sounds.nearest(whole), key=lambda pair: len(pair[1])):
            parts = (part for part in own if part not in self._stop_words)
            terms = [term for part in parts for term in self._terms_of(part)]
            # A given name alone has to sound the same.
            is_near = self._given.issuperset(own) and sound(own[0]) != sound(whole)
            if terms and not is_near:
                found.setdefault((id_,), terms)
        return found

    def _spelt(self, run: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the words that are spelt nearly like a word, rather those that begin with it."""
        (word,) = run
        if len(word) < LEAST["mistyped"]:
            return {}
        if word[0] not in self._spellings:
            from ..text.near_words import Spellings

            self._spellings[word[0]] = Spellings(one for one in self._meant if one[0] == word[0])
        near = self._spellings[word[0]].nearest(word, 2 if len(word) >= LEAST["twice"] else 1)
        if len(word) == LEAST["mistyped"]:  # "cobol" is not "cool", but "javas" may be "java"
            near = tuple(one for one in near if len(one) >= len(word) or one in self._titles)
        longer = beginning_with(word, self._sorted) if near else ()
        return {other: self._terms_of(other) for other in longer or near}

    def _akin(self, run: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the words of titles that resemble a word, or else those that sound like it."""
        (word,) = run
        if len(word) < LEAST["related"]:
            return {}
        titles, texts = self._relatives
        near = titles.nearest(word) or texts.nearest(word, exactly=True)
        return {other: self._terms_of(other) for other in near}

    @cached_property
    def _sounds(self) -> Sounds[tuple[str, list[str]]]:
        from ..text.near_words import Sounds

        spoken = (pair for some in self._named for pair in names_in(some).spoken())
        return Sounds(("".join(words), (id_, words)) for id_, words in spoken)

    @cached_property
    def _relatives(self) -> tuple[Resemblances, Sounds[str]]:
        """The words of titles, and all words, for which others may be taken."""
        from ..text.near_words import Resemblances, Sounds

        words = [one for one in self._meant if len(one) >= LEAST["mistyped"]]
        in_titles = Resemblances(one for one in words if one in self._titles)
        return in_titles, Sounds((one, one) for one in words)

    @cached_property
    def _meant(self) -> list[str]:
        """The words for which others may be taken."""
        untaken = self._stop_words | self._given
        return [word for word in self.index.stems if word not in untaken]

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(word for one in self._named[0] for word in fold(one.name).split()[:1])

    @cached_property
    def _titles(self) -> frozenset[str]:
        return frozenset(word for one in self._episodes for word in fold(one.title).split())

    @cached_property
    def _words_of_names(self) -> frozenset[str]:
        return self._stop_words.union(*(names_in(some).words for some in self._named))

    @cached_property
    def _known_stems(self) -> frozenset[str]:
        return frozenset(self.index.stems.values())

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.index.stems)


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
    indexes = indexes_in(catalogue)
    # Surrogates are no text for SQLite.
    text = text[:MAX_LETTERS].encode(errors="ignore").decode()
    table = table_of(indexes)
    asked = read_question(text, table.languages)
    question, first, within, _ = _choose(indexes, asked)
    with table.lock:
        query = table.understand(question).query
    marks = [
        mark for at in within or first for mark in islice(marks_of(indexes.episodes[at]), 1, 2)
    ]
    if within is not None:
        return " AND ".join(filter(None, (query and f"({query})", _any_of(marks or [""]))))
    return " OR ".join(filter(None, (_any_of(marks * 2) if marks else "", query))) or '""'


def _any_of(terms: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quote, terms))})"


def _quote(term: str) -> str:
    return f'"{term[:-1]}"*' if term[-1:] == "*" else f'"{term}"'
