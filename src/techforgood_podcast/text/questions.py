"""What a query asks for besides its content: episodes by number, days, running times, hosts.

Some queries ask for an episode itself: "S1E5", "the fifth episode", "bande-annonce". What surrounds
a need, as in "I am looking for the episode about bread", is no content either.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from .folding import fold
from .languages import all_languages
from .search_terms import STOP_WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

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
