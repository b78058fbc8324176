"""What a search makes of words: their parts and stems.

Scripts that are written without spaces are split into pairs of letters, so that any part of a word
is found: each run of Han, Kana, Hangul, Thai, Lao or Khmer letters is indexed as its overlapping
pairs, and looked for as the same pairs one after another.

Stop words and stems are those of some languages, given as sorted tags. The stemmer is a short list
of endings, easy to check, and prefers to strip too little.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from .folding import WORD, fold_letters
from .languages import LANGUAGE_TAGS, load_languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SCRIPTS = (
    "\u0e00-\u0eff\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003fffd"
)
"""The letters of these scripts, as ranges of a regular expression."""

_RUNS = f"([{SCRIPTS}]+)|[^{SCRIPTS}]+"


def _pairs(run: str) -> list[str]:
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
    for run in re.finditer(_RUNS, word):
        start = run.start()
        parts = _pairs(run[0]) if run[1] else [run[0]]
        found += ((part, start + at, start + at + len(part)) for at, part in enumerate(parts))
    return found


class Span(NamedTuple):
    """A folded word of a text and its position in the original spelling."""

    word: str
    start: int
    stop: int


# Nearly all texts have the same letters.
_fold_letter = lru_cache(maxsize=1_000)(fold_letters)


def spans(text: str) -> Iterator[Span]:
    """Yield the words of a text as they are indexed, with their positions.

    >>> list(spans("d’Œuvre"))
    [Span(word='d', start=0, stop=1), Span(word='oeuvre', start=2, stop=7)]
    """
    letters = fold_letters(text)
    folded = {character: _fold_letter(character) for character in set(text)}
    positions: Sequence[int] = range(len(text))
    if any(len(own) != 1 for own in folded.values()):
        positions = [index for index, character in enumerate(text) for _ in folded[character]]
    for found in re.finditer(WORD, letters):
        for word, start, end in segments(found[0]):
            stop = positions[found.start() + end - 1] + 1
            while stop < len(text) and not folded[text[stop]]:  # accents belong to the word
                stop += 1
            yield Span(word, positions[found.start() + start], stop)


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
    runs = re.finditer(_RUNS, word)
    return [" ".join(_pairs(run[0])[:-1]) or run[0] if run[1] else run[0] for run in runs]


# A number as people type it, with its digits in groups or with a letter for thousands or millions.
NUMBER = (
    r"(?<![\w.,])(?:\d{1,3}(?:[ \xa0\u202f.,'\u2019]\d{3})+|\d{1,6}(?=[ \xa0]?[kKmM]\b))"
    r"(?:[ \xa0]?([kKmM]))?\b"
)
_THOUSANDS = {"": 0, "k": 1, "m": 2}


def join_digits(text: str) -> str:
    """Return a text with the digits of each number in a row.

    >>> join_digits("300 000, 15,000 or 13M, not 3D")
    '300000, 15000 or 13000000, not 3D'
    """
    return re.sub(NUMBER, _in_a_row, text) if any(map(str.isdecimal, text)) else text


def _in_a_row(found: re.Match[str]) -> str:
    digits = "".join(filter(str.isdecimal, found[0]))
    return digits + "000" * _THOUSANDS[(found[1] or "").lower()]


def numbers_in(text: str) -> dict[str, tuple[int, str]]:
    """Return where numbers that :func:`join_digits` changes stand in a text, and how.

    >>> numbers_in("300 000 or 15k")
    {'15000': (11, '15k'), '300000': (0, '300 000')}
    """
    every = reversed(list(re.finditer(NUMBER, text)))
    return {_in_a_row(found): (found.start(), found[0]) for found in every}


# Minimum and maximum number of digits of a number that is written in several ways.
_MIN_DIGITS, _MAX_DIGITS = 4, 15


def other_forms(word: str, languages: tuple[str, ...] = LANGUAGE_TAGS) -> list[str]:
    """Return how else texts write a number of four digits or more, as folded words.

    >>> other_forms("13000000", ("en",)), other_forms("2022"), other_forms("300")
    (['13 000 000', '13000k', '13m', '13 million'], ['2 022'], [])
    """
    if not (word.isascii() and word.isdecimal() and _MIN_DIGITS <= len(word) <= _MAX_DIGITS):
        return []
    forms = [f"{int(word):,}".replace(",", " ")]
    for zeros, unit in units_of(languages):
        if word.endswith(zeros):
            forms.append(word.removesuffix(zeros) + unit)
    return forms


@cache
def units_of(languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return what stands for zeros at the end of a number, such as "k", in some languages."""
    some = (language.asking.get("million", ()) for language in load_languages(languages))
    millions = sorted({f" {unit}" for units in some for unit in units})
    return [("000", "k"), *(("000000", unit) for unit in ("m", *millions))]


LEAST: Final = {"mistyped": 5, "twice": 9, "related": 6, "key": 4, "slip": 6}
"""The minimum length of a word in which one letter may be wrong, of one in which two may be, of one
that is taken for a word of the same beginning or sound, of the key of a sound, and of such a key in
which one letter may be wrong."""

# Only words of this length are stemmed.
_MIN_LENGTH, _MAX_LENGTH = 4, 60

# A stem that is longer than this loses a final "i"; one of at least so many letters that ends with
# two equal letters loses the second.
_LONG_STEM, _SHORTEST_CONSONANTS = 6, 4
_SHORTEST_DOUBLED = {"l": 7, "s": 8, **dict.fromkeys("aeiou", 99)}


@cache
def stop_words_of(languages: tuple[str, ...] = LANGUAGE_TAGS) -> frozenset[str]:
    """Return the folded words that carry no meaning in a search in some languages."""
    return frozenset(word for one in load_languages(languages) for word in one.stop_words)


@cache
def _endings_of(languages: tuple[str, ...]) -> Mapping[str, list[tuple[str, int, str]]]:
    """Return the endings that words may have, longest first, by the last one or two letters."""
    merged = {
        ending: rule for one in load_languages(languages) for ending, rule in one.endings.items()
    }
    found: dict[str, list[tuple[str, int, str]]] = {}
    for ending in sorted(merged, key=lambda ending: (-len(ending), ending)):
        found.setdefault(ending[-2:], []).append((ending, *merged[ending]))
    return {tail: [*some, *found.get(tail[1:], ())] for tail, some in found.items()}


@cache
def _exceptions_of(languages: tuple[str, ...]) -> Mapping[str, str]:
    return {word: own for one in load_languages(languages) for word, own in one.exceptions.items()}


def stem(word: str, languages: tuple[str, ...] = LANGUAGE_TAGS) -> str:
    """Reduce a folded word to what related words of some languages share, without plus signs.

    >>> [stem(word) for word in ("imprimantes", "recyclage", "recycling", "charities", "lgbtq+")]
    ['imprim', 'recycl', 'recycl', 'charit', 'lgbtq']
    >>> stem("recycling", ("fr",))
    'recycling'
    """
    letters = word.rstrip("+")
    if not _MIN_LENGTH <= len(letters) <= _MAX_LENGTH or not letters.isalpha():
        return word
    word = _stem_plural(letters)
    if word[-1] == "y":
        word = f"{word[:-1]}i"
    word = _strip_endings(word, languages)
    if word[-1] == "y":
        word = f"{word[:-1]}i"
    shortest = _SHORTEST_DOUBLED.get(word[-1], _SHORTEST_CONSONANTS)
    is_doubled = word[-1] == word[-2] and len(word) >= shortest
    return word[:-1] if is_doubled or (word[-1] == "i" and len(word) > _LONG_STEM) else word


def _stem_plural(word: str) -> str:
    if word.endswith("aux") and not word.endswith("eaux"):
        return f"{word[:-3]}al"
    if word.endswith("eux") and len(word) > _LONG_STEM:
        return f"{word[:-1]}s"
    return word[:-1] if word[-1] in "sx" and word[-2] != "s" else word


def _strip_endings(word: str, languages: tuple[str, ...]) -> str:
    """Replace the longest ending again and again, but none twice."""
    endings, exceptions, used = _endings_of(languages), _exceptions_of(languages), set[str]()
    while word not in exceptions:
        tail = word[-2:]
        for ending, min_left, replacement in endings.get(tail) or endings.get(tail[1:]) or ():
            left = word[: -len(ending)]
            if word.endswith(ending) and ending not in used and len(left) >= min_left:
                used.add(ending)
                shorter = left + replacement
                break
        else:
            return word
        if shorter == word:
            return word
        word = shorter
    return exceptions[word]
