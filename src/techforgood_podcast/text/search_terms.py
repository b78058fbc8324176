"""What a search makes of words: their parts and stems, and what a query asks for.

Scripts that are written without spaces are split into pairs of letters, so that any part of a word
is found: each run of Han, Kana, Hangul, Thai, Lao or Khmer letters is indexed as its overlapping
pairs, and looked for as the same pairs one after another.

The stemmer serves all languages at once. It is a short list of endings, easy to check, and prefers
to strip too little.

Some queries ask for an episode itself: "S1E5", "the fifth episode", "bande-annonce". What surrounds
a need, as in "I am looking for the episode about bread", is no content either.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from .folding import fold
from .languages import all_languages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

SCRIPTS = (
    "\u0e00-\u0eff\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
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
_NUMBER = (
    r"(?<![\w.,])(?:\d{1,3}(?:[ \xa0\u202f.,'\u2019]\d{3})+|\d{1,6}(?=[ \xa0]?[kKmM]\b))"
    r"(?:[ \xa0]?([kKmM]))?\b"
)
_THOUSANDS = {"": 0, "k": 1, "m": 2}


def join_digits(text: str) -> str:
    """Return a text with the digits of each number in a row.

    >>> join_digits("300 000, 15,000 or 13M, not 3D")
    '300000, 15000 or 13000000, not 3D'
    """
    return re.sub(_NUMBER, _in_a_row, text) if any(map(str.isdecimal, text)) else text


def _in_a_row(found: re.Match[str]) -> str:
    digits = "".join(filter(str.isdecimal, found[0]))
    return digits + "000" * _THOUSANDS[(found[1] or "").lower()]


def numbers_in(text: str) -> dict[str, tuple[int, str]]:
    """Return where numbers that :func:`join_digits` changes stand in a text, and how.

    >>> numbers_in("300 000 or 15k")
    {'15000': (11, '15k'), '300000': (0, '300 000')}
    """
    every = reversed(list(re.finditer(_NUMBER, text)))
    return {_in_a_row(found): (found.start(), found[0]) for found in every}


# Minimum and maximum number of digits of a number that is written in several ways.
_MIN_DIGITS, _MAX_DIGITS = 4, 15


def other_forms(word: str) -> list[str]:
    """Return how else texts write a number of four digits or more, as folded words.

    >>> other_forms("13000000"), other_forms("2022"), other_forms("300")
    (['13 000 000', '13000k', '13m', '13 million', '13 millions'], ['2 022'], [])
    """
    if not (word.isascii() and word.isdecimal() and _MIN_DIGITS <= len(word) <= _MAX_DIGITS):
        return []
    forms = [f"{int(word):,}".replace(",", " ")]
    if word.endswith("000"):
        forms.append(f"{word[:-3]}k")
    if word.endswith("000000"):
        units = sorted(vocabulary().phrases["million"])
        forms += (f"{word[:-6]}m", *(f"{word[:-6]} {unit}" for unit in units))
    return [form for form in forms if form != word]


# Only words of this length are stemmed.
_MIN_LENGTH, _MAX_LENGTH = 4, 60

# A stem that is longer than this loses a final "i"; one of at least so many letters that ends with
# two equal letters loses the second.
_LONG_STEM, _SHORTEST_CONSONANTS = 6, 4
_SHORTEST_DOUBLED = {"l": 7, "s": 8, **dict.fromkeys("aeiou", 99)}

_VOWELS = frozenset("aeiouy")


def _merge_endings() -> dict[str, tuple[int, str]]:
    """Return the endings of all languages, the longest first."""
    merged: dict[str, tuple[int, str]] = {}
    for language in all_languages():
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

STOP_WORDS = frozenset(word for language in all_languages() for word in language.stop_words)
"""Folded words that carry no meaning in a search, in all languages."""


def stem(word: str) -> str:
    """Reduce a folded word to what related words share, without plus signs.

    >>> [stem(word) for word in ("imprimantes", "recyclage", "recycling", "charities", "lgbtq+")]
    ['imprim', 'recycl', 'recycl', 'charit', 'lgbtq']
    """
    letters = word.rstrip("+")
    if not _MIN_LENGTH <= len(letters) <= _MAX_LENGTH or not letters.isalpha():
        return word
    word = _stem_plural(letters)
    if word[-1] == "y":
        word = f"{word[:-1]}i"
    word = _strip_endings(word)
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


LAST = -1
"""The number that stands for the last episode."""

# Maximum number of digits of the number of an episode.
_DIGITS = 9

# What asks for an episode in a folded query, with a space before and after it; a group is a number.
# A name in angle brackets is the words of all languages for it, or a part below.
_PATTERNS = {
    "whole": r"^ (?:(?:s|(?:<season>) ?)(\d{1,4})(?!\d) ?)?(?:e|(?:<episode>) ?)?(\d{1,9}) $",
    "code": r" (?:s(\d{1,4}) ?)?(?:e|ep)(\d{1,9})(?= )",
    "episode": r" (?:<episode>)(?: (?:<mark>))? <number>(?: (?:<and>) <number>)?(?= )",
    "ordinal": r" <ordinal><suffix> (?:<episode>)(?= )",
    "last": r" (?:<last>) (?:<episode>)(?= )",
    "season": r" (?:(?:<season>) <number>|<ordinal><suffix> (?:<season>)|s(\d{1,4}))(?= )",
    "intro": r" (?:<intro>|(?:<introduction>)(?= (?:\w+ ){0,2}(?:<show>) ))(?= )",
    "introduction": r" (?:<introduction>)(?= )",
    "trailer": r" (?:<trailer>)(?= )",
}
_PARTS = {
    "number": r"(\d{1,9}|<cardinals>|<alone>)",
    # "l'épisode un peu long" is not the first one; "épisode un" and "épisode un, saison 2" are.
    "alone": r"(?:<one>)(?= (?:$|(?:\w+ ){0,2}(?:<season>) ))",
    "ordinal": r"(\d{1,9}(?=e|er|re|ere|eme|st|nd|rd|th)|<ordinals>)",
    "suffix": r"(?:er|re|ere|eme|e|st|nd|rd|th)?",
}


# What asks for episodes by running time, by day, and in an order.
_LIMITS = {
    "time": (
        r"(?: (?:(?P<UNDER><under>)|(?P<OVER><over>)))?"
        r" (?:(?P<HOURS>\d{1,2}) ?<hours>(?: ?(?P<REST>\d\d))?"
        r"|(?P<MINUTES>\d{1,3}) ?<minutes>)(?= )"
    ),
    "month": (
        r"(?P<WHEN> <when>)?(?: (?P<DAY>\d{1,2})<suffix>)? (?P<MONTH><months>)"
        r"(?: (?P<AFTER>\d{1,2})<suffix>)?(?: (?P<YEAR>(?:19|20)\d\d))?(?= )"
    ),
    "year": (
        r"(?P<WHEN> <when>)? (?P<YEAR>(?:19|20)\d\d)"
        r"(?: (?P<MONTH>\d\d)(?: (?P<DAY>\d\d))?)?(?= )"
    ),
    "order": r" (?:(?P<SHORTEST><shortest>)|<longest>)(?= )",
}


class Limits(NamedTuple):
    """Which episodes a query is about, by their day and running time, and in which order.

    Attributes:
        year: the year in which they were published; ``None`` for any.
        month: its month.
        day: its day.
        least: the least number of minutes that they last, rounded down.
        most: the most minutes.
        order: 1 for the shortest first, -1 for the longest, 0 for the usual order.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    least: int = 0
    most: int | None = None
    order: Literal[-1, 0, 1] = 0

    @property
    def is_year(self) -> bool:
        """Whether it is a year and nothing else."""
        return self == Limits(year=self.year)

    def fit(self, published: dt.date | None, duration: dt.timedelta | None) -> bool:
        """Return whether an episode published on a day, of some duration, is within the limits."""
        for part in ("year", "month", "day"):
            wanted = getattr(self, part)
            if wanted is not None and (published is None or getattr(published, part) != wanted):
                return False
        if not (self.least or self.most is not None or self.order):
            return True
        if duration is None:
            return False
        minutes = int(duration.total_seconds() // 60)
        return self.least <= minutes and (self.most is None or minutes <= self.most)


class Asked(NamedTuple):
    """What a query asks for, besides its content.

    Attributes:
        words: the words of its content, in their order; none if it asks for an episode only.
        literal: its words for a show without the episode that it asks for, where numbers and names
            of parts are words like any others; none if it asks for no episode.
        season: the number of a season.
        numbers: the numbers of episodes; -1 is the last one.
        part: "intro" or "trailer".
        limits: the days and running times that it asks for.
        for_hosts: whether it asks who hosts the show.
    """

    words: tuple[str, ...]
    literal: tuple[str, ...] = ()
    season: int | None = None
    numbers: tuple[int, ...] = ()
    part: str = ""
    limits: Limits | None = None
    for_hosts: bool = False

    @property
    def is_for_episodes(self) -> bool:
        """Whether it asks for episodes by number, season or part."""
        return bool(self.numbers or self.part or self.literal)


class Vocabulary(NamedTuple):
    """The words in which people ask for episodes, in all languages.

    Attributes:
        patterns: regular expressions by what they find in a folded text; a group is a number.
        numbers: the numbers that words stand for.
        plain: the words for episodes, seasons and shows.
        signs: the words that a pattern needs to be found, unless there is a code, such as "s1e5".
        limits: regular expressions for days and running times.
        signs_of_limits: the words that these need to be found, unless there is a year.
        phrases: all phrases by kind, such as "fillers" and "months", with numbers that count them.
    """

    patterns: Mapping[str, str]
    numbers: Mapping[str, int]
    plain: frozenset[str]
    signs: frozenset[str]
    limits: Mapping[str, str]
    signs_of_limits: frozenset[str]
    phrases: Mapping[str, Mapping[str, int]]


@cache
def vocabulary() -> Vocabulary:
    """Return the words in which people ask for episodes, in all languages."""
    phrases: dict[str, dict[str, int]] = {}
    for language in all_languages():
        for kind, some in language.asking.items():
            first = 2 if kind == "cardinals" else 1
            numbered = (
                (form, number)
                for number, word in enumerate(some, first)
                for form in word.split("/")
            )
            phrases.setdefault(kind, {}).update(numbered)
        for key in ("months", "short_months"):
            names = enumerate(fold(language.words[key]).split(), 1)
            phrases.setdefault("months", {}).update((name, number) for number, name in names)

    def fill(name: re.Match[str]) -> str:
        part = _PARTS.get(name[1])
        if part is not None:
            return re.sub("<([a-z]+)>", fill, part)
        return f"(?:{'|'.join(sorted(phrases[name[1]], key=len, reverse=True))})"

    plain = frozenset((*phrases["episode"], *phrases["season"], *phrases["show"]))
    parts = (*phrases["intro"], *phrases["introduction"], *phrases["trailer"])
    of_limits = (phrases[kind] for kind in ("months", "hours", "minutes", "shortest", "longest"))
    return Vocabulary(
        patterns={kind: re.sub("<([a-z]+)>", fill, pattern) for kind, pattern in _PATTERNS.items()},
        numbers={**dict.fromkeys(phrases["one"], 1), **phrases["cardinals"], **phrases["ordinals"]},
        plain=plain,
        signs=plain.union(*map(str.split, parts)),
        limits={kind: re.sub("<([a-z]+)>", fill, pattern) for kind, pattern in _LIMITS.items()},
        signs_of_limits=frozenset(word.split()[-1] for some in of_limits for word in some),
        phrases=phrases,
    )


def read_asked(text: str, *, content_only: bool = False) -> Asked:
    """Return what a query asks for, or only its content, which then may be stop words.

    >>> asked = read_asked("l'épisode 5 de la saison 2")
    >>> asked.words, asked.literal, asked.season, asked.numbers
    ((), ('5', '2'), 2, (5,))
    >>> read_asked("I'm looking for the episode about bread").words
    ('bread',)
    """
    if "#" in text:
        text = re.sub(r"#(?=\d)", " episode ", text)
    key = f" {fold(text)} "
    every = dict.fromkeys(key.split())
    content = _content(key) or tuple(word for word in every if word not in STOP_WORDS)
    if content_only:
        return Asked(content or (*every,))
    rest, limits = _take_limits(key, every)
    rest, for_hosts = _take_hosting(rest)
    is_number = key[1:-1].isdecimal() and len(key) <= _DIGITS + 2
    if limits or for_hosts:
        left = _content(rest)
        asked = _read_episodes(rest, left) if left else Asked(())
        part = "intro" if for_hosts and not asked.words else asked.part
        numbers = (int(key),) if is_number else asked.numbers
        found = asked._replace(literal=content, numbers=numbers, part=part)
        return found._replace(limits=limits, for_hosts=for_hosts)
    if is_number:
        return Asked((*every,), numbers=(int(key),))
    if len(content) == 1 and content[0] in vocabulary().phrases["last"]:
        return Asked((), content, numbers=(LAST,))
    return _read_episodes(key, content)


def _read_episodes(key: str, content: tuple[str, ...]) -> Asked:
    """Return what a folded query asks for by number, season or part."""
    every = dict.fromkeys(key.split())
    # Compiling the patterns takes longer than most searches.
    has_code = any(word[-1].isdecimal() and not word[0].isdecimal() for word in every)
    if not (has_code or not vocabulary().signs.isdisjoint(every)):
        return Asked(content)
    left, season, numbers, part = _take(key)
    words = _content(left)
    if not (words or numbers or part or vocabulary().phrases["show"].keys().isdisjoint(every)):
        part = "intro"
    if numbers or part or (season is not None and not words):
        return Asked(words, content, season, numbers, part)
    return Asked(words or content)


def _take(key: str) -> tuple[str, int | None, tuple[int, ...], str]:
    """Return the rest of a folded query, and the season, numbers and part that it asks for."""
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
            is_code = kind in {"whole", "code"}
            numbers += given[-1:] if is_code else given or [LAST]
            season = given[0] if is_code and len(given) > 1 else season
    return key, season, tuple(numbers), part


def _take_limits(key: str, words: Iterable[str]) -> tuple[str, Limits | None]:
    """Return the rest of a folded query, and the days and running times that it asks for.

    They must be all that it asks for, or follow a word such as "in" or "under".
    """
    known = vocabulary()
    if known.signs_of_limits.isdisjoint(words) and not any(word[0].isdecimal() for word in words):
        return key, None
    for kind, pattern in known.limits.items():
        if not (found := re.search(pattern, key)):
            continue
        rest = f"{key[: found.start()]} {key[found.end() :].lstrip()}"
        parts = {name: text for name, text in found.groupdict().items() if text}
        is_marked = not parts.keys().isdisjoint({"UNDER", "OVER", "WHEN"})
        about_episodes = kind == "order" and not known.plain.isdisjoint(words)
        if is_marked or about_episodes or not _content(rest):
            return rest, _limits_of(kind, parts)
    return key, None


def _limits_of(kind: str, parts: Mapping[str, str]) -> Limits:
    if kind == "order":
        return Limits(order=1 if "SHORTEST" in parts else -1)
    if kind == "time":
        hours, rest, minutes = (int(parts.get(name, 0)) for name in ("HOURS", "REST", "MINUTES"))
        total = 60 * hours + rest + minutes
        if "OVER" in parts:
            return Limits(least=total + 1)
        return Limits(most=total - 1) if "UNDER" in parts else Limits(least=total, most=total)
    month, day = parts.get("MONTH", ""), parts.get("DAY") or parts.get("AFTER") or "0"
    return Limits(
        year=int(parts["YEAR"]) if "YEAR" in parts else None,
        month=vocabulary().phrases["months"].get(month) or int(month or 0) or None,
        day=int(day) or None,
    )


def _take_hosting(key: str) -> tuple[str, bool]:
    """Return the rest of a folded query, and whether it asks who hosts the show."""
    for phrase in vocabulary().phrases["hosting"]:
        if f" {phrase} " in key:
            return key.replace(f" {phrase} ", " ", 1), True
    return key, False


def split_excluded(text: str) -> tuple[str, str]:
    """Return a query before and after words such as "but not"; without them, it is all before.

    >>> split_excluded("bread but not rolls"), split_excluded("all but not")
    (('bread', 'rolls'), ('all but not', ''))
    """
    lowered = text.lower()
    for phrase in vocabulary().phrases["except"]:
        before, _, after = lowered.partition(f" {phrase} ")
        if before.strip() and after.strip() and len(lowered) == len(text):
            return text[: len(before)], text[-len(after) :]
    return text, ""


def _content(key: str) -> tuple[str, ...]:
    """Return the distinct words of content of a folded query."""
    known, words, first = vocabulary(), key.split(), 0
    while first < len(words):
        plain = words[first] in STOP_WORDS or words[first] in known.plain
        begun = ((size, " ".join(words[first : first + size])) for size in (3, 2, 1))
        sizes = (size for size, phrase in begun if phrase in known.phrases["fillers"])
        if not (step := 1 if plain else next(sizes, 0)):
            break
        first += step
    content = dict.fromkeys(words[first:])
    return tuple(word for word in content if word not in STOP_WORDS and word not in known.plain)
