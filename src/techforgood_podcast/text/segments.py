"""Parts of words in scripts that are written without spaces, so that any part is found.

Each run of Han, Kana, Hangul, Thai, Lao or Khmer letters is indexed as its overlapping pairs, and
looked for as the same pairs one after another.
"""

from __future__ import annotations

import re
from functools import cache

SCRIPTS = (
    "\u0e00-\u0eff\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The letters of these scripts, as ranges of a regular expression."""


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"([{SCRIPTS}]+)|[^{SCRIPTS}]+")


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of letters of a run, and its last letter."""
    return [run[at : at + 2] for at in range(len(run))]


def is_letter(word: str) -> bool:
    """Return whether a word is a single letter of such a script."""
    return len(word) == 1 and not word.isascii() and re.fullmatch(f"[{SCRIPTS}]", word) is not None


def segments(word: str) -> list[tuple[str, int, int]]:
    """Return the parts of a folded word that are indexed, with their positions in it.

    >>> segments("aiニュース")
    [('ai', 0, 2), ('ニュ', 2, 4), ('ュー', 3, 5), ('ース', 4, 6), ('ス', 5, 6)]
    """
    if word.isascii():
        return [(word, 0, len(word))]
    found: list[tuple[str, int, int]] = []
    for run in _runs().finditer(word):
        start = run.start()
        parts = pairs(run[0]) if run[1] else [run[0]]
        found += ((part, start + at, start + at + len(part)) for at, part in enumerate(parts))
    return found


def split_words(key: str) -> list[str]:
    """Return the words of a folded text as they are indexed.

    >>> split_words("un aiニュース")
    ['un', 'ai', 'ニュ', 'ュー', 'ース', 'ス']
    """
    words = key.split()
    if key.isascii():
        return words
    return [part for word in words for part, _, _ in segments(word)]


def split_query(word: str) -> list[str]:
    """Return what a folded word of a query looks for: words, or pairs in a row.

    >>> split_query("aiニュース")
    ['ai', 'ニュ ュー ース']
    """
    if word.isascii():
        return [word]
    runs = _runs().finditer(word)
    return [" ".join(pairs(run[0])[:-1]) or run[0] if run[1] else run[0] for run in runs]
