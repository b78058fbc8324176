"""Queries that ask for an episode itself: "S1E5", "the fifth episode", "bande-annonce".

What surrounds a need, as in "I am looking for the episode about bread", is no content either.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import NamedTuple

from .folding import fold
from .languages import all_languages
from .stemming import STOP_WORDS

LAST = -1
"""The number that stands for the last episode."""

# Maximum number of digits of the number of an episode.
_DIGITS = 9


class Asked(NamedTuple):
    """What a query asks for, besides its content.

    Attributes:
        words: the words of its content, in their order; none if it asks for an episode only.
        named: the other words that it would have if what it asks for did not exist.
        season: the number of a season.
        numbers: the numbers of episodes; -1 is the last one.
        part: "intro" or "trailer".
    """

    words: tuple[str, ...]
    named: tuple[str, ...] = ()
    season: int | None = None
    numbers: tuple[int, ...] = ()
    part: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it asks for episodes by number or name."""
        return bool(self.numbers or self.part or self.named)


def _words(key: str) -> list[str]:
    texts = (language.asking[key] for language in all_languages())
    return [word.replace("_", " ") for word in dict.fromkeys(" ".join(texts).split())]


def _numbers(key: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for language in all_languages():
        for number, forms in enumerate(language.asking[key].split(), first):
            found.update(dict.fromkeys(forms.split("/"), number))
    return found


class Vocabulary:
    """The words in which people ask for episodes, in all languages.

    Attributes:
        patterns: regular expressions by what they find in a folded text; a group is a number.
        numbers: the numbers that words stand for.
        plain: the words for episodes, seasons and shows.
        shows: the words for shows.
        signs: the words that a pattern needs to be found, unless there is a code, such as "s1e5".
        fillers: the phrases that surround a need.
    """

    def __init__(self) -> None:
        one = dict.fromkeys(_words("one"), 1)
        cardinals, ordinals = _numbers("cardinals", 2), _numbers("ordinals", 1)
        kinds = "episode mark season show intro introduction trailer last and"
        episode, mark, season, show, intro, introduction, trailer, last, both = (
            "|".join(_words(kind)) for kind in kinds.split()
        )
        # "l'épisode un peu long" is not the first one; "épisode un" and "épisode un, saison 2" are.
        alone = rf"(?:{'|'.join(one)})(?= (?:$|(?:\w+ ){{0,2}}(?:{season}) ))"
        number = rf"(\d{{1,9}}|{'|'.join(cardinals)}|{alone})"
        ordinal = rf"(\d{{1,9}}(?=e|er|re|ere|eme|st|nd|rd|th)|{'|'.join(ordinals)})"
        plain = frozenset(chain(_words("episode"), _words("season"), _words("show")))
        endings = "(?:er|re|ere|eme|e|st|nd|rd|th)?"
        self.patterns: dict[str, str] = {
            "code": r" (?:s(\d{1,4}) ?)?(?:e|ep)(\d{1,9})(?= )",
            "episode": rf" (?:{episode})(?: (?:{mark}))? {number}"
            rf"(?: (?:{both}) {number})?(?= )",
            "ordinal": rf" {ordinal}{endings} (?:{episode})(?= )",
            "last": rf" (?:{last}) (?:{episode})(?= )",
            "season": rf" (?:(?:{season}) {number}|{ordinal}{endings} (?:{season})"
            r"|s(\d{1,4}))(?= )",
            "intro": rf" (?:{intro}|(?:{introduction})(?= (?:\w+ ){{0,2}}(?:{show}) ))(?= )",
            "introduction": rf" (?:{introduction})(?= )",
            "trailer": rf" (?:{trailer})(?= )",
        }
        self.numbers: dict[str, int] = {**one, **cardinals, **ordinals}
        self.plain: frozenset[str] = plain
        self.shows: frozenset[str] = frozenset(_words("show"))
        parts = f"{intro}|{introduction}|{trailer}".split("|")
        self.signs: frozenset[str] = plain.union(*map(str.split, parts))
        self.fillers: frozenset[str] = frozenset(_words("fillers"))


@cache
def vocabulary() -> Vocabulary:
    """Return the words in which people ask for episodes, in all languages."""
    return Vocabulary()


def read_asked(text: str, *, content_only: bool = False) -> Asked:
    """Return what a query asks for, or only its content, which then may be stop words.

    >>> read_asked("l'épisode 5 de la saison 2")
    Asked(words=(), named=('5', '2'), season=2, numbers=(5,), part='')
    >>> read_asked("I'm looking for the episode about bread").words
    ('bread',)
    """
    if "#" in text:
        text = re.sub(r"#(?=\d)", " episode ", text)
    key = f" {fold(text)} "
    every = dict.fromkeys(key.split())
    if key[1:-1].isdecimal() and len(key) <= _DIGITS + 2 and not content_only:
        return Asked((*every,), numbers=(int(key),))
    content = _content(key) or tuple(word for word in every if word not in STOP_WORDS)
    if content_only:
        return Asked(content or (*every,))
    # Compiling the patterns takes longer than most searches.
    has_code = any(word[0] in "se" and word[-1].isdecimal() for word in every)
    if not (has_code or not vocabulary().signs.isdisjoint(every)):
        return Asked(content)
    left, season, numbers, part = _take(key)
    words = _content(left)
    if not words and not (numbers or part) and not vocabulary().shows.isdisjoint(every):
        part = "intro"
    if numbers or part or (season is not None and not words):
        return Asked(words, content, season, numbers, part)
    return Asked(words or content)


def _take(key: str) -> tuple[str, int | None, tuple[int, ...], str]:
    """Return a folded query without what asks for episodes; their season, numbers and part."""
    known = vocabulary()
    season, numbers, part = None, list[int](), ""
    for kind, pattern in known.patterns.items():
        found = re.search(pattern, key)
        left = key[: found.start()] + key[found.end() :] if found else key
        if found is None or (kind == "introduction" and (part or _content(left))):
            continue
        key = left
        given = [known.numbers.get(group) or int(group) for group in found.groups() if group]
        if kind in {"intro", "introduction", "trailer"}:
            part = part or ("trailer" if kind == "trailer" else "intro")
        elif kind == "season":
            season = given[0]
        else:
            numbers += given[-1:] if kind == "code" else given or [LAST]
            season = given[0] if kind == "code" and len(given) > 1 else season
    return key, season, tuple(numbers), part


def _content(key: str) -> tuple[str, ...]:
    """Return the distinct words of content of a folded query."""
    known, words, first = vocabulary(), key.split(), 0
    while first < len(words):
        plain = words[first] in STOP_WORDS or words[first] in known.plain
        sizes = (
            size for size in (3, 2, 1) if " ".join(words[first : first + size]) in known.fillers
        )
        if not (step := 1 if plain else next(sizes, 0)):
            break
        first += step
    content = dict.fromkeys(words[first:])
    return tuple(word for word in content if word not in STOP_WORDS and word not in known.plain)
