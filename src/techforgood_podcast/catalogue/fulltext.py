"""``TextIndex``: ranked full-text search over numbered documents of weighted texts.

Nothing here knows of episodes: texts are plain strings, and the index keeps none of them. Words
count without their endings. Documents are ranked as BM25 does it, with fields: a
word counts the more, the fewer documents have it, and by the weight of the text that it stands in,
up to a limit. Of several texts with the word the weightiest counts, so that a long list of aliases
wins nothing.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .._once import Made, once, uncollected
from ..text.folding import fold
from ..text.spelling import Spellings
from ..text.stemming import SHORTEST_BEGINNING, STOP_WORDS, beginning, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Weighted: TypeAlias = tuple[float, str]
"""How much a word counts in a text, and the text; phrases do not go beyond a line of it."""

_Postings: TypeAlias = "defaultdict[str, list[tuple[float, array[int]]]]"

_SATURATION, _AT_LEAST = 1.2, 0.5
"""How soon more weight stops counting; what a word counts wherever it stands, so that documents
with more of the words come first."""
_BY_LENGTH, _SHORTEST = 0.2, 1.1
"""How much the length of a document counts, and by how much a score is changed for it at most."""
_SHORTER = _SHORTEST + 1e-9
"""A little more, so that rounding leaves out none that is as good as the last of the best."""
_NOTHING = 0.01
"""A word that counts less, since nearly every document has it, need not be counted."""
_LONGER, _NEAR = 0.25, 0.5
"""What a longer word that begins like the one typed counts, and one that may have been meant."""
_SHORTEST_MISTYPED, _LONG = 5, 8
"""From so many letters on a word may have one wrong letter, or two."""

_CODEC = ("utf-8", "surrogatepass")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]')


class Span(NamedTuple):
    """A word of a text, folded, and where it stands in the original spelling."""

    word: str
    start: int
    stop: int


def spans(text: str) -> Iterator[Span]:
    """Give the words of a text as they are indexed, and where each stands.

    >>> list(spans("d’Œuvre"))
    [Span(word='d', start=0, stop=1), Span(word='oeuvre', start=2, stop=7)]
    """
    word, start, stop = "", 0, 0
    for place, character in enumerate(text):
        first, *others = fold(f"x{character}x")[1:-1].split(" ")
        if first or (word and not others):
            word, start, stop = word + first, start if word else place, place + 1
        for part in others:
            if word:
                yield Span(word, start, stop)
            word, start, stop = part, place, place + 1
    if word:
        yield Span(word, start, stop)


class Question:
    """A query, taken apart: its words, which of them are required, and its phrases.

    The words of phrases are required, or all words where that is wanted. Words without meaning
    count only where there are no others.
    """

    def __init__(self, text: str, *, all_words: bool = False) -> None:
        quoted = (fold("".join(match.groups(""))) for match in _QUOTED.finditer(text))
        self.phrases: tuple[str, ...] = tuple(phrase for phrase in dict.fromkeys(quoted) if phrase)
        every = set(fold(text).split())
        self.words: tuple[str, ...] = tuple(sorted(every - STOP_WORDS or every))
        in_phrases = {word for phrase in self.phrases for word in phrase.split()}
        self.required: set[str] = every if all_words else in_phrases

    def phrases_stand_in(self, texts: Iterable[str]) -> bool:
        """Say whether each phrase stands on one line of one of the texts."""
        lines = [f" {fold(line)} " for text in texts for line in text.splitlines()]
        return all(any(f" {phrase} " in line for line in lines) for phrase in self.phrases)


class _Stems(dict[bytes, tuple[str, ...]]):
    """The stems of each word as it is written; ``known`` has those of each folded word.

    Words are cut out of UTF-8, which takes half the time; what other white space there is inside
    them parts them when they are folded.
    """

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def __missing__(self, word: bytes) -> tuple[str, ...]:
        folded = fold(word.decode(*_CODEC)).split()
        self.known.update({part: stem(part) for part in folded if part not in self.known})
        found = self[word] = tuple(self.known[part] for part in folded)
        return found


class _Appending(dict[bytes, "Callable[[int], object]"]):
    """For each word as it is written, what takes down a place under its stems."""

    def __init__(self, stems: _Stems) -> None:
        self.places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._stems = stems

    def __missing__(self, word: bytes) -> Callable[[int], object]:
        appends = [self.places[key].append for key in self._stems[word]]
        found = self[word] = (
            appends[0] if len(appends) == 1 else lambda place: [each(place) for each in appends]
        )
        return found


class _Own(dict[float, _Appending]):
    """The words of texts that only one document has, by weight."""

    def __init__(self, stems: _Stems) -> None:
        self._stems = stems

    def __missing__(self, weight: float) -> _Appending:
        found = self[weight] = _Appending(self._stems)
        return found

    def add(self, place: int, texts: Iterable[Weighted]) -> int:
        """Take down the words of one document, and return how many there are."""
        length = 0
        for weight, text in texts:
            words = text.encode(*_CODEC).split()
            for append in map(self[weight].__getitem__, set(words)):
                append(place)
            length += len(words)
        return length


class _Shared(dict[Weighted, "array[int]"]):
    """For each text that many documents have, the places of these."""

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
    """A word of a question: what counts for which documents, the best last, and the most."""

    scored: list[tuple[float, array[int]]]
    most: float
    required: bool

    def counted(self, among: set[int] | None) -> dict[int, float]:
        """Return what each document has for the word, or each of some documents."""
        counted: dict[int, float] = {}
        for score, places in self.scored:
            having = places if among is None else among.intersection(places)
            if counted:
                for place in having:
                    counted[place] = score
            else:
                counted = dict.fromkeys(having, score)
        return counted


class TextIndex:
    """Documents by the words of their texts, built at once and never changed.

    A document is two lists of weighted texts: its own, and those that other documents have as
    well. The latter are read once, however many documents have them, and a word counts once in
    each. Documents are known by their place, from 0.

    >>> index = TextIndex([([(1, "Le pain perdu")], []), ([(1, "Pains et gâteaux")], [])])
    >>> [place for place, _ in index.search(Question("gateau pain"), 10)]
    [1, 0]
    """

    def __init__(self, documents: Iterable[tuple[Iterable[Weighted], Iterable[Weighted]]]) -> None:
        self._made = Made()
        self._lengths = array("I")
        """How many words each document has of its own."""
        self._postings: _Postings = defaultdict(list)
        """For each stem the documents that have it, by the weight of the texts that have it."""
        self._counts: dict[str, int] = {}
        stems = _Stems()
        self.stems: Mapping[str, str] = stems.known
        """The stem of each folded word of the documents."""
        with uncollected():
            self._read(documents, stems)

    def _read(
        self, documents: Iterable[tuple[Iterable[Weighted], Iterable[Weighted]]], stems: _Stems
    ) -> None:
        own = _Own(stems)
        shared = _Shared(stems, self._postings)
        for place, (texts, others) in enumerate(documents):
            self._lengths.append(own.add(place, texts))
            for weighted in others:
                shared[weighted].append(place)
        for weight, appending in own.items():
            for key, places in appending.places.items():
                self._postings[key].append((weight, places))

    def search(self, question: Question, limit: int | None = None) -> list[tuple[int, float]]:
        """Return place and score of the documents that answer, best first, by place where equal.

        Every required word is there, and some other word if there are others; whether phrases
        stand together is for those to see who have the texts.

        The words that count most come first. As soon as the rest of them cannot bring a document
        among the best any more, they are looked for only in those that are there already.
        """
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
                scores = {place: scores[place] + score for place, score in found.items()}
            elif scores:
                for place, score in found.items():
                    scores[place] = scores.get(place, 0.0) + score
            else:
                scores = found
            rest -= word.most
            if closed or word.required or rest < every - rest:
                least = self._least(scores, limit)
            closed = closed or word.required or rest < least
            if closed and rest > _NOTHING:
                enough = least - rest
                scores = {place: score for place, score in scores.items() if score >= enough}
        shortness = self._shortness
        ranked = [(-s * shortness[place], place) for place, s in scores.items() if s >= least]
        return [(place, -score) for score, place in sorted(ranked)[:limit]]

    def matching(self, question: Question) -> list[dict[str, float]]:
        """Return for each word of a question the stems that match it, and what each counts.

        The word itself counts most, then longer words that begin like it. Only where there is
        neither, and the word is not required, one that is spelt nearly like it is looked for.
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
            for place in range(bisect_left(vocabulary, start), len(vocabulary)):
                if not vocabulary[place].startswith(start):
                    break
                stems.setdefault(self.stems[vocabulary[place]], _LONGER)
        return stems

    def _near(self, word: str) -> dict[str, float]:
        if len(word) < _SHORTEST_MISTYPED or word[0] not in self._spellings:
            return {}
        near = self._spellings[word[0]].nearest(word, 2 if len(word) >= _LONG else 1)
        return {self.stems[other]: _NEAR for other in near}

    def _sought(self, stems: Mapping[str, float], *, required: bool) -> _Sought:
        """Return the documents that have some stems, scored by how rare the chief ones are."""
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
        """Return how many documents have a stem."""
        if key not in self._counts:
            having = set[int]().union(*(places for _, places in self._postings[key]))
            self._counts[key] = len(having)
        return self._counts[key]

    def _least(self, scores: Mapping[int, float], limit: int | None) -> float:
        """Return what a score has to be to come among the best, whatever the length does to it."""
        if not limit or limit > len(scores):
            return 0.0
        enough, shortness = nlargest(limit, scores.values())[-1], self._shortness
        best = [score * shortness[place] for place, score in scores.items() if score >= enough]
        return nlargest(limit, best)[-1] / _SHORTER

    @once
    def _shortness(self) -> list[float]:
        """What the score of each document is multiplied with for its length."""
        mean = sum(self._lengths) / (len(self._lengths) or 1) or 1
        return [
            max(1 / _SHORTEST, min(_SHORTEST, 1 / (1 - _BY_LENGTH + _BY_LENGTH * length / mean)))
            for length in self._lengths
        ]

    @once
    def _vocabulary(self) -> list[str]:
        return sorted(self.stems)

    @once
    def _spellings(self) -> dict[str, Spellings]:
        """The words by their first letter, which people get right."""
        by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.stems:
            by_letter[word[0]].append(word)
        return {letter: Spellings(words) for letter, words in by_letter.items()}
