"""Ranked full-text search over numbered documents of weighted texts.

Texts are plain strings, and the index keeps none of them. Words are compared by their stems.
Documents are ranked like BM25 with fields: a word counts more the fewer documents have it, and by
the weight of the text in which it occurs, up to a limit. If several texts of a document have the
word, only the one with the highest weight counts, so that a long list of aliases gains nothing.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .._gc import uncollected
from ..text.folding import fold
from ..text.spelling import Spellings
from ..text.stemming import SHORTEST_BEGINNING, STOP_WORDS, beginning, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# The weight of a text and the text; phrases never match across its lines.
Weighted: TypeAlias = tuple[float, str]

_Postings: TypeAlias = "defaultdict[str, list[tuple[float, array[int]]]]"

# The saturation of weights, and the minimum that a word counts in any text, so that documents with
# more of the words come first.
_SATURATION, _AT_LEAST = 1.2, 0.5

# How strongly the length of a document counts, and the maximum factor by which it changes a score.
_BY_LENGTH, _SHORTEST = 0.2, 1.1

# The same with a margin, so that rounding excludes no document that ties with the last one kept.
_SHORTER = _SHORTEST + 1e-9

# Words that count less than this, since nearly every document has them, may be skipped.
_NOTHING = 0.01

# The share that a longer word with the same prefix counts, and that of a corrected spelling.
_LONGER, _NEAR = 0.25, 0.5

# Minimum length of a word in which one wrong letter is corrected, and two.
_SHORTEST_MISTYPED, _LONG = 5, 8

_CODEC = ("utf-8", "surrogatepass")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]')


class Span(NamedTuple):
    """A folded word of a text and its position in the original spelling."""

    word: str
    start: int
    stop: int


def spans(text: str) -> Iterator[Span]:
    """Yield the words of a text as they are indexed, with their positions.

    >>> list(spans("d’Œuvre"))
    [Span(word='d', start=0, stop=1), Span(word='oeuvre', start=2, stop=7)]
    """
    word, start, stop = "", 0, 0
    for position, character in enumerate(text):
        first, *others = fold(f"x{character}x")[1:-1].split(" ")
        if first or (word and not others):
            word, start, stop = word + first, start if word else position, position + 1
        for part in others:
            if word:
                yield Span(word, start, stop)
            word, start, stop = part, position, position + 1
    if word:
        yield Span(word, start, stop)


class Question:
    """A parsed query: its words, the required ones among them, and its phrases.

    The words of phrases are required, or all words with ``all_words``. Stop words are ignored
    unless there are no others.
    """

    def __init__(self, text: str, *, all_words: bool = False) -> None:
        quoted = (fold("".join(match.groups(""))) for match in _QUOTED.finditer(text))
        self.phrases: tuple[str, ...] = tuple(phrase for phrase in dict.fromkeys(quoted) if phrase)
        every = set(fold(text).split())
        self.words: tuple[str, ...] = tuple(sorted(every - STOP_WORDS or every))
        in_phrases = {word for phrase in self.phrases for word in phrase.split()}
        self.required: set[str] = every if all_words else in_phrases

    def phrases_stand_in(self, texts: Iterable[str]) -> bool:
        """Return whether each phrase occurs in one line of one of the texts."""
        lines = [f" {fold(line)} " for text in texts for line in text.splitlines()]
        return all(any(f" {phrase} " in line for line in lines) for phrase in self.phrases)


class _Stems(dict[bytes, tuple[str, ...]]):
    """The stems of each word as written; ``known`` has the stem of each folded word.

    Splitting UTF-8 bytes takes half the time of splitting text. White space that is not ASCII
    separates words when they are folded.
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __missing__(self, word: bytes) -> tuple[str, ...]:
        folded = fold(word.decode(*_CODEC)).split()
        self.known.update({part: stem(part) for part in folded if part not in self.known})
        found = self[word] = tuple(self.known[part] for part in folded)
        return found


class _Appending(dict[bytes, "Callable[[int], object]"]):
    """For each word as written, a function that adds a document to the postings of its stems."""

    def __init__(self, stems: _Stems) -> None:
        self.postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._stems = stems

    def __missing__(self, word: bytes) -> Callable[[int], object]:
        appends = [self.postings[key].append for key in self._stems[word]]
        found = self[word] = (
            appends[0] if len(appends) == 1 else lambda index: [each(index) for each in appends]
        )
        return found


class _Own(dict[float, _Appending]):
    """The words of the texts that belong to one document only, by weight."""

    def __init__(self, stems: _Stems) -> None:
        self._stems = stems

    def __missing__(self, weight: float) -> _Appending:
        found = self[weight] = _Appending(self._stems)
        return found

    def add(self, document: int, texts: Iterable[Weighted]) -> int:
        """Add the words of one document, and return their number."""
        length = 0
        for weight, text in texts:
            words = text.encode(*_CODEC).split()
            for append in map(self[weight].__getitem__, set(words)):
                append(document)
            length += len(words)
        return length


class _Shared(dict[Weighted, "array[int]"]):
    """For each text that several documents share, the numbers of these documents."""

    def __init__(self, stems: _Stems, postings: _Postings) -> None:
        self._stems = stems
        self._postings = postings

    def __missing__(self, weighted: Weighted) -> array[int]:
        weight, text = weighted
        found = self[weighted] = array("I")
        for key in dict.fromkeys(
            key for word in text.encode(*_CODEC).split() for key in self._stems[word]
        ):
            self._postings[key].append((weight, found))
        return found


class _Sought(NamedTuple):
    """A word of a query: its scores and documents in ascending order, and the highest score."""

    scored: list[tuple[float, array[int]]]
    most: float
    required: bool

    def counted(self, among: set[int] | None) -> dict[int, float]:
        """Return the score of each document for the word, or of each of some documents."""
        counted: dict[int, float] = {}
        for score, documents in self.scored:
            having = documents if among is None else among.intersection(documents)
            if counted:
                for document in having:
                    counted[document] = score
            else:
                counted = dict.fromkeys(having, score)
        return counted


class TextIndex:
    """An immutable index of documents by the words of their texts.

    A document is two lists of weighted texts: its own, and those that it shares with others. A
    shared text is read once, however many documents have it. Documents are numbered from 0.

    >>> index = TextIndex([([(1, "Le pain perdu")], []), ([(1, "Pains et gâteaux")], [])])
    >>> [document for document, _ in index.search(Question("gateau pain"), 10)]
    [1, 0]
    """

    def __init__(self, documents: Iterable[tuple[Iterable[Weighted], Iterable[Weighted]]]) -> None:
        self._lengths = array("I")  # number of words in the own texts of each document
        self._postings: _Postings = defaultdict(list)  # weights and documents of each stem
        self._counts: dict[str, int] = {}
        stems = _Stems()
        self.stems: Mapping[str, str] = stems.known  # the stem of each folded word
        with uncollected():
            self._read(documents, stems)

    def _read(
        self, documents: Iterable[tuple[Iterable[Weighted], Iterable[Weighted]]], stems: _Stems
    ) -> None:
        own = _Own(stems)
        shared = _Shared(stems, self._postings)
        for index, (texts, others) in enumerate(documents):
            self._lengths.append(own.add(index, texts))
            for weighted in others:
                shared[weighted].append(index)
        for weight, appending in own.items():
            for key, indexes in appending.postings.items():
                self._postings[key].append((weight, indexes))

    def search(self, question: Question, limit: int | None = None) -> list[tuple[int, float]]:
        """Return the number and score of the matching documents, best first.

        Ties are in the order of the documents. A match has every required word, and some other
        word if there are others. The caller, who has the texts, checks the phrases.
        """
        # The words that count most come first. As soon as the remaining words cannot lift a new
        # document into the best ones, they are looked up only in the documents found so far.
        words = [
            self._sought(stems, required=word in question.required)
            for word, stems in zip(question.words, self.matching(question), strict=True)
        ]
        scores: dict[int, float] = {}
        every = rest = sum(word.most for word in words)
        least, closed = 0.0, False
        for word in sorted(words, key=lambda word: (not word.required, -word.most)):
            if closed and not word.required and word.most < _NOTHING:
                break
            found = word.counted(set(scores) if closed else None)
            if closed and word.required:
                scores = {document: scores[document] + score for document, score in found.items()}
            elif scores:
                for document, score in found.items():
                    scores[document] = scores.get(document, 0.0) + score
            else:
                scores = found
            rest -= word.most
            if closed or word.required or rest < every - rest:
                least = self._least(scores, limit)
            closed = closed or word.required or rest < least
            if closed and rest > _NOTHING:
                enough = least - rest
                scores = {document: s for document, s in scores.items() if s >= enough}
        shortness = self._shortness
        ranked = [(-s * shortness[index], index) for index, s in scores.items() if s >= least]
        return [(index, -score) for score, index in sorted(ranked)[:limit]]

    def matching(self, question: Question) -> list[dict[str, float]]:
        """Return the stems that match each word of a query, with the share that each counts.

        The word itself counts most, then longer words with the same prefix. Corrected spellings
        are used only if there are neither and the word is not required.
        """
        return [
            self._like(word) or ({} if word in question.required else self._near(word))
            for word in question.words
        ]

    def _like(self, word: str) -> dict[str, float]:
        own, start = stem(word), beginning(word)
        stems = {own: 1.0} if own in self._postings else {}
        if len(start) >= SHORTEST_BEGINNING:
            vocabulary = self._vocabulary
            for index in range(bisect_left(vocabulary, start), len(vocabulary)):
                if not vocabulary[index].startswith(start):
                    break
                stems.setdefault(self.stems[vocabulary[index]], _LONGER)
        return stems

    def _near(self, word: str) -> dict[str, float]:
        if len(word) < _SHORTEST_MISTYPED or word[0] not in self._spellings:
            return {}
        near = self._spellings[word[0]].nearest(word, 2 if len(word) >= _LONG else 1)
        return {self.stems[other]: _NEAR for other in near}

    def _sought(self, stems: Mapping[str, float], *, required: bool) -> _Sought:
        """Return the documents that have some stems, scored by the rarity of the best stems."""
        most = max(stems.values(), default=0)
        having = sum(self._having(key) for key, share in stems.items() if share == most)
        rarity = log(1 + (max(0, len(self._lengths) - having) + 0.5) / (having + 0.5))
        postings = sorted(
            (share, share * weight, key, n)
            for key, share in stems.items()
            for n, (weight, _) in enumerate(self._postings[key])
        )
        scored = [
            (rarity * (_AT_LEAST + weight / (weight + _SATURATION)), self._postings[key][n][1])
            for _, weight, key, n in postings
        ]
        return _Sought(scored, max((score for score, _ in scored), default=0.0), required)

    def _having(self, key: str) -> int:
        """Return the number of documents that have a stem."""
        if key not in self._counts:
            having = set[int]().union(*(documents for _, documents in self._postings[key]))
            self._counts[key] = len(having)
        return self._counts[key]

    def _least(self, scores: Mapping[int, float], limit: int | None) -> float:
        """Return the minimum score of the best documents, before it is adjusted for length."""
        if not limit or limit > len(scores):
            return 0.0
        enough, shortness = nlargest(limit, scores.values())[-1], self._shortness
        best = [score * shortness[index] for index, score in scores.items() if score >= enough]
        return nlargest(limit, best)[-1] / _SHORTER

    @cached_property
    def _shortness(self) -> list[float]:
        """The factor by which the length of each document changes its score."""
        mean = sum(self._lengths) / (len(self._lengths) or 1) or 1
        return [
            max(1 / _SHORTEST, min(_SHORTEST, 1 / (1 - _BY_LENGTH + _BY_LENGTH * length / mean)))
            for length in self._lengths
        ]

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self.stems)

    @cached_property
    def _spellings(self) -> dict[str, Spellings]:
        """The words by their first letter, which is assumed to be typed correctly."""
        by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.stems:
            by_letter[word[0]].append(word)
        return {letter: Spellings(words) for letter, words in by_letter.items()}
