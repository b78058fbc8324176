"""What a search query asks for: its words and its phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..text.folding import fold
from ..text.stemming import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

# Maximum number of words of a query that are looked up, and of words in its phrases. The time that
# SQLite takes grows with the square of their number if an episode has them all.
MAX_WORDS = 1_000

# The marks that may close each opening quotation mark.
_CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“”"}
_MARKS = '["“”«»„]'


class Question(NamedTuple):
    """A query as folded words.

    Attributes:
        words: the words to look for, sorted; stop words only if there are no others.
        phrases: the phrases that must occur, each a text of words.
        all_words: whether every word must occur.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    all_words: bool


def parse(text: str, *, all_words: bool = False) -> Question:
    """Parse a query.

    >>> parse("qui a dit « pain perdu » ?")
    Question(words=('dit', 'pain', 'perdu'), phrases=('pain perdu',), all_words=False)
    """
    left, phrases = MAX_WORDS, dict[str, None]()
    for quoted in _quoted(text):
        if phrase := fold(quoted).split()[:left]:
            phrases[" ".join(phrase)] = None
            left -= len(phrase)
    every = dict.fromkeys(fold(text).split())
    words = [word for word in every if word not in STOP_WORDS] or list(every)
    return Question(tuple(sorted(words[:MAX_WORDS])), tuple(phrases), all_words)


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
