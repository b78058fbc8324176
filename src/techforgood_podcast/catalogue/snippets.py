"""Find the matches of a search in the texts of an episode, and mark them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..text.folding import WORD, fold, fold_letters
from .passages import SEARCHED_KINDS, all_passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..models import Episode

# Number of characters that a snippet shows on either side of a match.
_AROUND = 80

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
    folded = {character: fold_letters(character) for character in set(text)}
    positions = [index for index, character in enumerate(text) for _ in folded[character]]
    for word in re.finditer(WORD, "".join(map(folded.__getitem__, text))):
        stop = positions[word.end() - 1] + 1
        while stop < len(text) and not folded[text[stop]]:  # accents, which belong to the word
            stop += 1
        yield Span(word[0], positions[word.start()], stop)


class Marker:
    """Marks the matches of a search.

    Attributes:
        stems: the stem of each word that occurs in an episode.
        wanted: the stems of the words that the search matches.
        words: these words themselves.
        phrases: the phrases that the search matches.
    """

    def __init__(
        self,
        stems: Mapping[str, str],
        wanted: frozenset[str],
        words: frozenset[str],
        phrases: Sequence[str],
    ) -> None:
        self.stems = stems
        self.wanted = wanted
        self.words = words
        self.phrases: list[str] = [f" {phrase} " for phrase in phrases]

    def mark(self, episode: Episode) -> tuple[str, tuple[str, ...]]:
        """Return the passage with most matches, marked, and the fields that match."""
        fields: dict[str, None] = {}
        best, most = "", (0, 0, 0)
        passages = all_passages(episode, notes=True)
        for kind, text in sorted(passages, key=lambda one: -SEARCHED_KINDS[one[0]][1]):
            if self._count_matches(fold(text)) == (0, 0, 0):
                continue  # most passages; phrases, however, do not go beyond a line
            for line in text.splitlines():
                matches = self._count_matches(fold(line))
                if any(matches):
                    fields[SEARCHED_KINDS[kind][0]] = None
                if matches > most:
                    best, most = line, matches
        # SQLite compares the first 32,768 bytes of a word, and may find one that differs later.
        return self._snippet(unicodedata.normalize("NFC", best)) if best else "", tuple(fields)

    def _count_matches(self, key: str) -> tuple[int, int, int]:
        """Return the number of phrases, of related words and of exact words that match."""
        words = key.split()
        phrases = sum([phrase in f" {key} " for phrase in self.phrases]) if self.phrases else 0
        related = self.wanted.intersection(map(self.stems.__getitem__, words))
        return phrases, len(related), len(self.words.intersection(words))

    def _snippet(self, text: str) -> str:
        """Return the part of a text with most matches, and mark them."""
        every = list(spans(text))
        in_phrases = self._in_phrases([span.word for span in every])
        marked = [
            span
            for index, span in enumerate(every)
            if index in in_phrases or self.stems[span.word] in self.wanted
        ]
        return _cut(text, marked, self._centre(marked))

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

    def _centre(self, marked: Sequence[Span]) -> Span:
        """Return the first match with most different matches in the characters that follow."""
        best, most, end = marked[0], 0, 0
        window = Counter[str]()
        for span in marked:
            while end < len(marked) and marked[end].stop < span.stop + _AROUND:
                window[self.stems[marked[end].word]] += 1
                end += 1
            if len(window) > most:
                best, most = span, len(window)
            stem = self.stems[span.word]
            window[stem] -= 1
            if not window[stem]:
                del window[stem]
        return best


def _cut(text: str, marked: Sequence[Span], centre: Span) -> str:
    """Return the text around one match, with all matches marked."""
    first = max(0, text.rfind(" ", 0, max(0, centre.start - _AROUND)) + 1)
    end = centre.stop + _AROUND
    last = len(text) if end >= len(text) else max(centre.stop, text.rfind(" ", 0, end))
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


def _joined(text: str, marked: Sequence[Span]) -> Sequence[tuple[int, int]]:
    """Return the positions of matches, with neighbours joined into one."""
    joined: list[tuple[int, int]] = []
    for _, start, stop in marked:
        is_neighbour = joined and text[joined[-1][1] : start] in {"", " "}
        joined.append((joined.pop()[0] if is_neighbour else start, stop))
    return joined
