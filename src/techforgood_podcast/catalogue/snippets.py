"""Find the matches of a search in the texts of an episode, and mark them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from ..text.folding import WORD, fold, fold_letters
from ..text.search_terms import segments, split_words, stem
from .full_text import KINDS, all_passages, values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..models import Episode
    from .full_text import Known, Passage

# Number of characters that a snippet shows on either side of a match, the maximum number of words
# on both, and the number of words from which it says more than its matches.
_AROUND, _WORDS, _FEW_WORDS = 80, 28, 8

# Where a mark begins or ends until the snippet is written; no text holds it.
_MARK = "\0"
# Asterisks of a text are kept apart from marks and from one another by a hair space.
_ASTERISKS = r"(?<=[*\0])(?=[*\0])"


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
    letters = fold_letters(text)
    folded = {character: fold_letters(character) for character in set(text)}
    positions: Sequence[int] = range(len(text))
    if any(len(own) != 1 for own in folded.values()):
        positions = [index for index, character in enumerate(text) for _ in folded[character]]
    for found in re.finditer(WORD, letters):
        for word, start, end in segments(found[0]):
            stop = positions[found.start() + end - 1] + 1
            while stop < len(text) and not folded[text[stop]]:  # accents belong to the word
                stop += 1
            yield Span(word, positions[found.start() + start], stop)


@lru_cache(maxsize=10_000)
def _term_of(word: str) -> str:
    return f"/{stem(word)}"


@lru_cache(maxsize=64)
def _spans(text: str) -> list[tuple[Span, str]]:
    """Return the words of a text with their positions, each with its stem."""
    return [(span, _term_of(span.word)) for span in spans(text)]


# Kinds of text that say nothing about an episode, but that words find it by; kinds that do say
# something, and are shown instead.
_SEARCHED: Final = frozenset({"alias", "phrase", "broader"})
_TELLING: Final = frozenset({"summary", "definition", "figure"})


# A word and its stem begin with the same letters, as many as this.
_SAME: Final = 3


class _Line(NamedTuple):
    """A line of a passage: its kind, its words and their stems."""

    kind: str
    text: str
    words: list[str]
    stems: list[str]


# Episodes share most of their passages, and the best episodes are found again and again.
@lru_cache(maxsize=2_000)
def _folded(text: str) -> str:
    """Return the folded words of a passage, with a space before and after each."""
    return f" {fold(text)} "


@lru_cache(maxsize=500)
def _read(passage: Passage) -> tuple[list[_Line], dict[str, list[int]]]:
    """Return the lines of a passage, and the positions of those with each stem."""
    lines: list[_Line] = []
    having: dict[str, list[int]] = {}
    for line in passage[1].splitlines():
        words = split_words(fold(line))
        stems = [*map(_term_of, words)]
        for term in set(stems):
            having.setdefault(term, []).append(len(lines))
        lines.append(_Line(passage[0], line, words, stems))
    return lines, having


@lru_cache(maxsize=64)
def _passages_of(episode: Episode) -> list[tuple[str, Passage]]:
    """Return the passages of an episode with their folded words, those of most weight first."""
    if len(_known) > _MAX_KNOWN:
        _known.clear()
    passages = sorted(all_passages(episode, _known), key=lambda one: -KINDS[one[0]][1])
    return [(_folded(passage[1]), passage) for passage in passages]


# The passages of people, organisations, themes and places that were read.
_known: Known = {}
_MAX_KNOWN: Final = 2_000


class Marker:
    """Marks the matches of a search.

    Attributes:
        wanted: the stems of the words that the search matches.
        words: these words themselves.
        beginnings: the beginnings of words that it matches.
        phrases: the phrases that it matches.
    """

    def __init__(self, terms: Collection[str], phrases: Sequence[str]) -> None:
        single = [term for term in terms if " " not in term]
        self.wanted: frozenset[str] = frozenset(term for term in single if term[0] == "/")
        self.words: frozenset[str] = frozenset(term for term in single if term[0] != "/")
        self.beginnings: tuple[str, ...] = tuple(term[:-1] for term in single if term[-1] == "*")
        several = (*phrases, *(term for term in terms if " " in term))
        self.phrases: list[str] = [f" {phrase} " for phrase in several]
        starts = {*(term[1 : 1 + _SAME] for term in self.wanted), *self.beginnings}
        self._starts = [*(f" {start}" for start in sorted(starts)), *self.phrases]

    def mark(self, episode: Episode) -> tuple[str, tuple[str, ...]]:
        """Return the passage that shows most matches, marked, and the fields that match.

        An episode that is asked for by its number may match by nothing: its title is shown. What is
        only a word to search for gives way to a sentence.
        """
        fields: dict[str, None] = {}
        best, most, kind = episode.title, (0, 0, False, 0), ""
        telling, most_telling = "", most
        for line in self._matching(episode):
            fields[KINDS[line.kind][0]] = None
            shown = self._count_shown(line)
            if shown > most:
                best, most, kind = line.text, shown, line.kind
            if line.kind in _TELLING and not line.text.isdecimal() and shown > most_telling:
                telling, most_telling = line.text, shown
        if kind in _SEARCHED or best.isdecimal():
            best = telling or _explain(episode, best) or best
        # SQLite compares the first 32,768 bytes of a word, and may find one that differs later.
        return self._snippet(unicodedata.normalize("NFC", best)), tuple(fields)

    def _matching(self, episode: Episode) -> Iterator[_Line]:
        """Yield the lines of an episode that match, those of most weight first."""
        starts = self._starts
        for key, passage in _passages_of(episode):
            # Stemming takes most of the time, and a word and its stem begin with the same letters.
            if not [start for start in starts if start in key] and key.isascii():
                continue
            lines, having = _read(passage)
            found = {at for term in self.wanted & having.keys() for at in having[term]}
            if self.beginnings or self.phrases:
                found.update(at for at, line in enumerate(lines) if self._has(line.words))
            yield from (lines[at] for at in sorted(found))

    def _has(self, words: Sequence[str]) -> bool:
        """Return whether words have one of the beginnings or phrases."""
        return any(word.startswith(self.beginnings) for word in words) or bool(
            self._count_phrases(words)
        )

    def _count_phrases(self, words: Sequence[str]) -> int:
        key = f" {' '.join(words)} "
        return sum([phrase in key for phrase in self.phrases])

    def _count_shown(self, line: _Line) -> tuple[int, int, bool, int]:
        """Return what a line is compared by: how much of the search its snippet would show.

        These are the phrases, the different matches, whether the line is long enough to say more
        than its matches, and the words that match exactly.
        """
        phrases = self._count_phrases(line.words) if self.phrases else 0
        exact = len(self.words.intersection(line.words))
        matched = [
            (at, term)
            for at, own in enumerate(line.stems)
            if (term := self._term(line.words[at], own))
        ]
        most, window, end = 0, Counter[str](), 0
        for start, term in matched:
            while end < len(matched) and matched[end][0] <= start + _WORDS // 2:
                window[matched[end][1]] += 1
                end += 1
            most = max(most, len(window))
            window[term] -= 1
            if not window[term]:
                del window[term]
        return phrases, most, len(line.words) >= _FEW_WORDS, exact

    def _term(self, word: str, word_stem: str) -> str:
        """Return the stem or the beginning by which a word matches, or an empty text."""
        if word_stem in self.wanted:
            return word_stem
        if not word.startswith(self.beginnings):
            return ""
        return next(start for start in self.beginnings if word.startswith(start))

    def _snippet(self, text: str) -> str:
        """Return the part of a text with most matches, and mark them."""
        stemmed = _spans(text)
        every = [span for span, _ in stemmed]
        in_phrases = self._in_phrases([span.word for span in every]) if self.phrases else set[int]()
        marked = [
            (index, span, term)
            for index, (span, own) in enumerate(stemmed)
            if (term := self._term(span.word, own)) or index in in_phrases
        ]
        first = marked[_centre(marked)][0] if marked else 0
        return _cut(text, every, [span for _, span, _ in marked], first)

    def _in_phrases(self, words: Sequence[str]) -> set[int]:
        """Return the indexes of the words that belong to a phrase."""
        starts, length = dict[int, int](), 1
        for index, word in enumerate(words):
            starts[length - 1] = index
            length += len(word) + 1
        key, found = f" {' '.join(words)} ", set[int]()
        for phrase in self.phrases:
            size, position = phrase.count(" ") - 1, key.find(phrase)
            while position >= 0:
                first = starts[position]
                found.update(range(first, first + size))
                position = key.find(phrase, position + len(phrase) - 1)
        return found


def _explain(episode: Episode, line: str) -> str:
    """Return the definition of the theme, or the statement of the figure, that a line is of."""
    language = episode.show.language
    for theme in (above for own in episode.themes for above in own.lineage):
        if line in (*theme.label.texts, *theme.aliases, *theme.search_words) and theme.definition:
            return theme.definition.best(language)
    said = (one.statement for one in episode.figures if line in map(str, values_of(one)))
    return next((text.best(language) for text in said), "")


def _centre(marked: Sequence[tuple[int, Span, str]]) -> int:
    """Return the index of the match with most different matches in the text that follows."""
    best, most, end = 0, 0, 0
    window = Counter[str]()
    for number, (index, span, term) in enumerate(marked):
        while end < len(marked) and (
            marked[end][0] <= index + _WORDS // 2 and marked[end][1].stop < span.stop + _AROUND
        ):
            window[marked[end][2]] += 1
            end += 1
        if len(window) > most:
            best, most = number, len(window)
        window[term] -= 1
        if not window[term]:
            del window[term]
    return best


def _cut(text: str, every: Sequence[Span], marked: Sequence[Span], centre: int) -> str:
    """Return the text around one match, with all matches marked."""
    begin, end = _window(every, centre)
    first = every[begin].start if begin else 0
    last = every[end - 1].stop if end < len(every) else len(text)
    pieces, position = ["… " if first else ""], first
    shown = [span for span in marked if first <= span.start and span.stop <= last]
    for start, stop in _joined(text, shown):
        pieces += [text[position:start], _MARK, text[start:stop], _MARK]
        position = stop
    pieces += [text[position:last], "" if last == len(text) else " …"]
    snippet = "".join(pieces)
    if "*" in snippet:
        snippet = re.sub(_ASTERISKS, "\u200a", snippet)
    return snippet.replace(_MARK, "**")


def _window(every: Sequence[Span], centre: int) -> tuple[int, int]:
    """Return the indexes of the words around one of them that a snippet shows."""
    if not every:
        return 0, 0
    # Pairs of letters overlap, and a letter of such a script tells more than one of others.
    is_dense = any(one.stop > other.start for one, other in pairwise(every[centre : centre + 3]))
    around, words = (_AROUND // 2, _AROUND) if is_dense else (_AROUND, _WORDS)
    start, stop = every[centre].start, every[centre].stop
    begin, end = centre, centre + 1
    while (
        begin
        and centre - begin < words // 2
        and (every[begin - 1].stop > start - around or end - begin < _FEW_WORDS // 2)
    ):
        begin -= 1
    while (
        end < len(every)
        and end - centre <= words // 2
        and (every[end].stop <= stop + around or end - begin < _FEW_WORDS)
    ):
        end += 1
    while begin and end - begin < _FEW_WORDS:
        begin -= 1
    return begin, end


def _joined(text: str, marked: Sequence[Span]) -> Sequence[tuple[int, int]]:
    """Return the positions of matches, with neighbours joined into one."""
    joined: list[tuple[int, int]] = []
    for _, start, stop in marked:
        is_neighbour = joined and text[joined[-1][1] : start] in {"", " "}
        joined.append((joined.pop()[0] if is_neighbour else start, stop))
    return joined
