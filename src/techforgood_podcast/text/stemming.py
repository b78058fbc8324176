"""Stop words and a light stemmer, for all languages at once.

The stemmer is a short list of endings, easy to check, and prefers to strip too little.
"""

from __future__ import annotations

from .languages import all_languages

# Only words of this length are stemmed.
_MIN_LENGTH, _MAX_LENGTH = 4, 60

# Length beyond which a stem loses its last "i", and from which the second of two equal letters.
_LONG_STEM, _SHORTEST_CONSONANTS = 6, 4
_SHORTEST_DOUBLED = {"l": 7, "s": 8, **dict.fromkeys("aeiou", 99)}

_VOWELS = frozenset("aeiouy")

_LANGUAGES = all_languages()


def _merge_endings() -> dict[str, tuple[int, str]]:
    """Return the endings of all languages, the longest first."""
    merged: dict[str, tuple[int, str]] = {}
    for language in _LANGUAGES:
        merged.update(language.endings)
    return dict(sorted(merged.items(), key=lambda pair: (-len(pair[0]), pair[0])))


ENDINGS = _merge_endings()
"""Endings to replace, each with the minimum number of letters before it and its replacement."""


def _by_last_letters() -> dict[str, tuple[tuple[str, int, str], ...]]:
    """Return the endings that a word may have, by its last two letters, or else by the last."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for ending, rule in ENDINGS.items():
        found.setdefault(ending[-2:], []).append((ending, *rule))
    return {tail: (*fit, *(found.get(tail[1:], ()))) for tail, fit in found.items()}


_ENDINGS_BY_LAST_LETTERS = _by_last_letters()

STOP_WORDS = frozenset(word for language in _LANGUAGES for word in language.stop_words.split())
"""Folded words that carry no meaning in a search, in all languages."""


def stem(word: str) -> str:
    """Reduce a folded word to what related words share, without plus signs.

    >>> [stem(word) for word in ("imprimantes", "recyclage", "recycling", "charities", "lgbtq+")]
    ['imprim', 'recycl', 'recycl', 'charit', 'lgbtq']
    """
    letters = word.rstrip("+")
    if not _MIN_LENGTH <= len(letters) <= _MAX_LENGTH or not letters.isalpha():
        return word
    word = _singular(letters)
    if word[-1] == "y":
        word = f"{word[:-1]}i"
    word = _strip_endings(word)
    if word[-1] == "y":
        word = f"{word[:-1]}i"
    shortest = _SHORTEST_DOUBLED.get(word[-1], _SHORTEST_CONSONANTS)
    is_doubled = word[-1] == word[-2] and len(word) >= shortest
    return word[:-1] if is_doubled or (word[-1] == "i" and len(word) > _LONG_STEM) else word


def _singular(word: str) -> str:
    if word.endswith("aux") and not word.endswith("eaux"):
        return f"{word[:-3]}al"
    if word.endswith("eux") and len(word) > _LONG_STEM:
        return f"{word[:-1]}s"
    return word[:-1] if word[-1] in "sx" and word[-2] != "s" else word


def _strip_endings(word: str) -> str:
    """Replace the longest ending again and again, but none twice."""
    used = set[str]()
    while True:
        tail = word[-2:]
        some = _ENDINGS_BY_LAST_LETTERS.get(tail) or _ENDINGS_BY_LAST_LETTERS.get(tail[1:], ())
        for ending, min_left, replacement in some:
            if word.endswith(ending) and ending not in used:
                left = word[: -len(ending)]
                if len(left) >= min_left and not (min_left and _VOWELS.isdisjoint(left)):
                    used.add(ending)
                    shorter = left + replacement
                    break
        else:
            return word
        if shorter == word:
            return word
        word = shorter
