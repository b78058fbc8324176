"""Find the matches of a search in the texts of an episode, and mark them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from ..text.search_terms import spans
from .full_text import KINDS, Stems, Written, all_passages, hidden_names_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..models import Episode
    from ..text.search_terms import Span
    from .full_text import Known, Passage

# Number of characters that a snippet shows on either side of a match, the maximum number of words
# on both, and the number of words from which it says more than its matches.
_AROUND, _WORDS, _FEW_WORDS = 80, 28, 8

# Where a mark begins or ends until the snippet is written; no text holds it.
_MARK = "\0"
# Asterisks of a text are kept apart from marks and from one another by a hair space.
_ASTERISKS = r"(?<=[*\0])(?=[*\0])"


_Languages: TypeAlias = tuple[str, ...]


@lru_cache(maxsize=64)
def _spans(text: str, languages: _Languages) -> list[tuple[Span, str]]:
    """Return the words of a text with their positions, each with its stem."""
    stems = _written_in(languages).stems
    return [(span, stems[span.word]) for span in spans(text)]


# Kinds of text that say little about an episode, but that words find it by.
_SEARCHED: Final = frozenset({"alias", "phrase", "broader"})
_ADDRESS: Final = r"\s*\(?(?:https?://|www\.)\S+\s*"


class _Line(NamedTuple):
    """A line of a passage: its kind, its words and their stems.

    The key is its words in one text, with a space before and after each.
    """

    kind: str
    text: str
    words: list[str]
    stems: list[str]
    key: str


@lru_cache(maxsize=500)
def _read(passage: Passage, languages: _Languages) -> list[_Line]:
    """Return the lines of a passage."""
    kind, text = passage
    written = _written_in(languages)
    keys = written.index(passage)[0].split("/")
    lines: list[_Line] = []
    for line, words in zip(text.splitlines(), map(str.split, keys), strict=True):
        stems = [written.stems[word] for word in words]
        lines.append(_Line(kind, line, words, stems, f" {' '.join(words)} "))
    return lines


# Episodes share most of their passages, and the best episodes are found again and again.
@lru_cache(maxsize=2_000)
def _stems_of(passage: Passage, languages: _Languages) -> str:
    """Return the stems of a passage, with a space before and after each."""
    return f"{_written_in(languages).index(passage)[1]} "


@lru_cache(maxsize=64)
def _passages_of(episode: Episode, languages: _Languages) -> list[tuple[str, Passage]]:
    """Return the passages of an episode with their stems, those of most weight first."""
    written = _written_in(languages)
    caches: tuple[dict[Any, Any], ...] = _known, written.stems, written
    for cache in caches:
        if len(cache) > _MAX_KNOWN:
            cache.clear()
    passages = sorted(all_passages(episode, _known), key=lambda one: -KINDS[one[0]][1])
    return [(_stems_of(passage, languages), passage) for passage in passages]


# The passages of people, organisations, themes and places that were read, and words.
_known: Known = {}


@lru_cache(maxsize=8)
def _written_in(languages: _Languages) -> Written:
    return Written(Stems(languages))


_MAX_KNOWN: Final = 20_000


class Marker:
    """Marks the matches of a search.

    Attributes:
        wanted: the stems of the words that the search matches.
        words: these words themselves.
        letters: the letters with which words begin that it matches.
        phrases: the phrases that it matches.
    """

    def __init__(
        self, terms: Collection[str], phrases: Sequence[str], languages: _Languages
    ) -> None:
        self._languages = languages
        single = [term for term in terms if " " not in term]
        self.wanted: frozenset[str] = frozenset(term for term in single if term[0] == "/")
        self.words: frozenset[str] = frozenset(term for term in single if term[0] != "/")
        self.letters: tuple[str, ...] = tuple(term[0] for term in single if term[-1] == "*")
        several = (*phrases, *(term for term in terms if " " in term))
        self.phrases: list[str] = [f" {phrase} " for phrase in several]
        self._terms = [f" {term} " for term in self.wanted]
        self._parts = [*(f" {letter}" for letter in self.letters), *self.phrases]

    def mark(self, episode: Episode) -> tuple[str, tuple[str, ...]]:
        """Return the passage that shows most matches, marked, and the fields that match.

        Where nothing can be marked, as in a day, a number, a search word or a hidden name, the
        beginning of the summary or of the notes is shown, or else the title.
        """
        fields: dict[str, None] = {}
        best, most = "", (False, (0, 0, False, 0))
        hidden = hidden_names_in(episode)
        for line in self._matching(episode):
            fields[KINDS[line.kind][0]] = None
            is_hidden = line.kind == "search_word" or line.text in hidden
            is_shown = not is_hidden and _says_something(line.text)
            if is_shown or line.kind == "title":
                shown = line.kind not in _SEARCHED, self._count_shown(line)
                if shown > most:
                    best, most = line.text, shown
        snippet = unicodedata.normalize("NFC", best or _beginning(episode))
        return self._snippet(snippet), tuple(fields)

    def _matching(self, episode: Episode) -> Iterator[_Line]:
        """Yield the lines of an episode that match, those of most weight first."""
        for stems, passage in _passages_of(episode, self._languages):
            if self._parts or [term for term in self._terms if term in stems]:
                for line in _read(passage, self._languages):
                    parts = (part for part in self._parts if part in line.key)
                    if not self.wanted.isdisjoint(line.stems) or any(parts):
                        yield line

    def _count_shown(self, line: _Line) -> tuple[int, int, bool, int]:
        """Return what a line is compared by: how much of the search its snippet would show.

        These are the phrases, the different matches, whether the line is long enough to say more
        than its matches, and the words that match exactly.
        """
        matched = [
            (at, 0, term)
            for at, own in enumerate(line.stems)
            if (term := self._term(line.words[at], own))
        ]
        phrases = sum([phrase in line.key for phrase in self.phrases])
        exact = len(self.words.intersection(line.words))
        return phrases, _densest(matched)[1], len(line.words) >= _FEW_WORDS, exact

    def _term(self, word: str, word_stem: str) -> str:
        """Return the stem or the first letter by which a word matches, or an empty text."""
        if word_stem in self.wanted:
            return word_stem
        return word[0] if word[0] in self.letters else ""

    def _snippet(self, text: str) -> str:
        """Return the part of a text with most matches, and mark them."""
        stemmed = _spans(text, self._languages)
        every = [span for span, _ in stemmed]
        in_phrases = self._in_phrases([span.word for span in every]) if self.phrases else set[int]()
        marked = [
            (index, span.stop, term)
            for index, (span, own) in enumerate(stemmed)
            if (term := self._term(span.word, own)) or index in in_phrases
        ]
        first = marked[_densest(marked)[0]][0] if marked else 0
        return _cut(text, every, [every[index] for index, _, _ in marked], first)

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


def _says_something(line: str) -> bool:
    """Return whether a line is more than a number or an address."""
    return not (line.isdecimal() or re.fullmatch(_ADDRESS, line))


def _beginning(episode: Episode) -> str:
    """Return the first line of the summary or of the notes that says something, or the title."""
    summary = episode.summary.best(episode.show.language) if episode.summary else ""
    lines = (line for text in (summary, episode.notes or "") for line in text.splitlines())
    return next(filter(_says_something, filter(str.strip, lines)), episode.title)


def _densest(marked: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Return the match with most different matches in the text that follows, and their number.

    Args:
        marked: the index of the word of each match, where the word ends, and what it matches.
    """
    best, most, end = 0, 0, 0
    window = Counter[str]()
    for number, (index, stop, term) in enumerate(marked):
        while end < len(marked) and (
            marked[end][0] <= index + _WORDS // 2 and marked[end][1] < stop + _AROUND
        ):
            window[marked[end][2]] += 1
            end += 1
        if len(window) > most:
            best, most = number, len(window)
        window[term] -= 1
        if not window[term]:
            del window[term]
    return best, most


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
