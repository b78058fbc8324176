"""What a search query asks for: its words and its phrases."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..text.folding import fold
from ..text.search_terms import Asked, is_letter, read_asked, split_query, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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

    def without_asked(self) -> Question:
        """Return the same for a catalogue that lacks what is asked for: words like any others."""
        words = _split(self.asked.named)
        return self._replace(words=tuple(sorted(words)), neighbours=(*pairwise(words),))


def parse(text: str, *, all_words: bool = False, prefix: bool = False) -> Question:
    """Parse a query.

    >>> question = parse("qui a dit « pain perdu » ?")
    >>> question.words, question.phrases
    (('dit', 'pain', 'perdu'), ('pain perdu',))
    """
    left, phrases = MAX_WORDS, dict[str, None]()
    for quoted in _quoted(text):
        if phrase := _phrase(quoted)[:left]:
            phrases[" ".join(phrase)] = None
            left -= len(phrase)
    asked = read_asked(text, content_only=bool(phrases))
    # A letter more would make the last word longer, unless a space or a mark follows it.
    last = fold(text).split()[-1:] if prefix else []
    is_unfinished = last and fold(f"{text}x").split()[-1] != "x"
    beginning = split_query(last[0])[-1] if is_unfinished else ""
    words = _split(asked.words if asked.words or asked.is_named else last * bool(is_unfinished))
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
