"""Stop words and a light stemmer, for all languages at once.

The stemmer is a short list of endings, easy to check, and prefers to strip too little.
"""

from __future__ import annotations

from .languages import all_languages

# Only words of this length are stemmed.
_MIN_LENGTH, _MAX_LENGTH = 4, 60

_VOWELS = frozenset("aeiouy")

_LANGUAGES = all_languages()


def _merge_endings() -> dict[str, int]:
    """Return the endings of all languages, first those that must leave most of a word."""
    merged: dict[str, int] = {}
    for language in _LANGUAGES:
        for ending, min_left in language.endings.items():
            merged[ending] = max(min_left, merged.get(ending, 0))
    return dict(sorted(merged.items(), key=lambda pair: (-pair[1], -len(pair[0]))))


ENDINGS = _merge_endings()
"""Endings to strip, each with the minimum number of letters that must remain."""
_ALL_ENDINGS = tuple(ENDINGS)

STOP_WORDS = frozenset(word for language in _LANGUAGES for word in language.stop_words.split())
"""Folded words that carry no meaning in a search, in all languages."""


def stem(word: str) -> str:
    """Strip the endings of a folded word, and plus signs.

    >>> [stem(word) for word in ("imprimantes", "recyclage", "recycling", "charities", "lgbtq+")]
    ['imprimant', 'recycl', 'recycl', 'chariti', 'lgbtq']
    """
    letters = word.rstrip("+")
    if not _MIN_LENGTH <= len(letters) <= _MAX_LENGTH or not letters.isalpha():
        return word
    word = letters
    if word.endswith("aux") and not word.endswith("eaux"):
        word = f"{word[:-3]}al"
    elif word[-1] in "sx" and word[-2] != "s":
        word = word[:-1]
    while (shorter := _strip_ending(word)) != word:
        word = shorter
    return f"{word[:-1]}i" if word[-1] == "y" else word


def _strip_ending(word: str) -> str:
    if word.endswith(_ALL_ENDINGS):  # one quick call for words without any
        for ending, min_left in ENDINGS.items():
            left = len(word) - len(ending)
            if left >= min_left and word.endswith(ending) and not _VOWELS.isdisjoint(word[:left]):
                return word[:left]
    return word
