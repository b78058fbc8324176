"""What a query asks for besides its content: episodes by number, days, running times, hosts.

Some queries ask for an episode itself: "S1E5", "the fifth episode", "bande-annonce". What surrounds
a need, as in "I am looking for the episode about bread", is no content either.
"""

from __future__ import annotations

import re
from functools import cache
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

from .folding import fold
from .languages import LANGUAGE_TAGS, language_of, load_languages
from .names import MAX_DIGITS
from .search_terms import is_letter, join_digits, split_query, split_words, stop_words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LAST = -1
"""The number of "the last episode"."""

# What is in quotation marks; one that is never closed quotes nothing.
_QUOTED = '"([^"]*)"|“([^”]*)”|«([^»]*)»|„([^“”]*)[“”]'

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
    "day": r"(?:0?[1-9]|[12]\d|3[01])",
    "suffix": r"(?:er|re|ere|eme|e|st|nd|rd|th)?",
}


# What asks for episodes by running time, by day, and in an order.
_LIMITS = {
    "range": (
        r"(?: (?:<between>))? (?P<LEAST>\d{1,3})(?: ?(?:<minutes>))?(?: (?:<and>|<to>))?"
        r" (?P<MOST>\d{1,3}) ?(?:<minutes>|(?P<HOURLY><hours>))(?= )"
    ),
    "time": (
        r"(?: (?:(?P<UNDER><under>)|(?P<OVER><over>)))?"
        r" (?:(?P<HOURS>\d{1,2}) ?<hours>(?: ?(?P<REST>\d\d))?"
        r"|(?P<MINUTES>\d{1,3}) ?<minutes>)(?= )"
    ),
    "month": (
        r"(?P<WHEN> <when>)?(?: (?P<DAY><day>)<suffix>)? (?P<MONTH><months>)"
        r"(?: (?P<AFTER><day>)<suffix>)?(?: (?P<YEAR>(?:19|20)\d\d))?(?= )"
    ),
    "year": (
        r"(?P<WHEN> <when>)? (?P<YEAR>(?:19|20)\d\d)"
        r"(?: (?P<MONTH>0[1-9]|1[0-2])(?: (?P<DAY><day>))?)?(?= )"
    ),
    "order": r" (?:(?P<SHORTEST><shortest>)|(?P<LONGEST><longest>))(?= )",
}

# What is wanted in a text as typed, and what is not.
_EXCEPT = r"\s*(\S.*?) (?:<except>) \s*(\S.*)"

# The pattern of the days of a year or of a month alone.
MAYBE_WORD = r"\d+-\.\.-\.\.|\.+-\d\d-\.\."

# What asks for something without a number or a word for episodes, seasons and shows.
_SIGNS = "intro", "introduction", "trailer", "last", "months", "shortest", "longest", "hosting"


class Limits(NamedTuple):
    """Which episodes a query is about, by their day and running time, and in which order.

    Attributes:
        day: the pattern of their days, such as "2022-02-.." for a month.
        least: the least number of minutes that they last, rounded down; -1 if it may be unknown.
        most: the most minutes.
        order: 1 for the shortest first, -1 for the longest, 0 for the usual order.
    """

    day: str = "....-..-.."
    least: int = -1
    most: float = inf
    order: Literal[-1, 0, 1] = 0

    @property
    def is_word(self) -> bool:
        """Whether it is a year or a month and nothing else, which may be a word like any other."""
        return re.fullmatch(MAYBE_WORD, self.day) is not None

    def fit(self, day: str, minutes: int) -> bool:
        """Return whether an episode of a day and of so many minutes is within the limits."""
        return self.least <= minutes <= self.most and re.fullmatch(self.day, day) is not None


class Question(NamedTuple):
    """What a query looks for and asks for.

    Attributes:
        text: the query.
        key: the folded query.
        typed: its words as they are indexed, with the digits of each number in a row.
        words: the words of its content, in their order; none if it asks for an episode only. Stop
            words are among them beside a phrase only. Pairs of letters in a row, as of a word in
            Japanese, are one of them.
        phrases: the phrases that must occur, each a text of words.
        literal: its words for a show without the episode that it asks for, where numbers and names
            of parts are words like any others; none if it asks for no episode.
        season: the number of a season.
        numbers: the numbers of episodes; -1 is the last one.
        part: "intro" or "trailer".
        limits: the days and running times that it asks for.
        for_hosts: whether it asks who hosts the show.
        all_words: whether every word must occur.
    """

    text: str
    key: str
    typed: tuple[str, ...]
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()
    season: int | None = None
    numbers: tuple[int, ...] = ()
    part: str = ""
    limits: Limits | None = None
    for_hosts: bool = False
    all_words: bool = False

    @property
    def is_for_episodes(self) -> bool:
        """Whether it asks for episodes by number, season or part."""
        return bool(self.numbers or self.part or self.literal)


class Vocabulary(NamedTuple):
    """The words in which people ask for episodes, in some languages.

    Attributes:
        patterns: regular expressions by what they find in a folded text; a group is a number.
        numbers: the numbers that words stand for.
        plain: the words for episodes, seasons and shows.
        limits: regular expressions for days and running times.
        excluding: the one for a text as typed that says what is not wanted.
        signs: the words of which any of these expressions needs one, with 0 for each number.
        phrases: all phrases by kind, such as "fillers" and "months", with numbers that count them.
        stop_words: the words that carry no meaning.
        small: all words that say nothing about an episode.
    """

    patterns: Mapping[str, str]
    numbers: Mapping[str, int]
    plain: frozenset[str]
    limits: Mapping[str, str]
    excluding: str
    signs: frozenset[str]
    phrases: Mapping[str, Mapping[str, int]]
    stop_words: frozenset[str]
    small: frozenset[str]


@cache
def vocabulary(languages: tuple[str, ...] = LANGUAGE_TAGS) -> Vocabulary:
    """Return the words in which people ask for episodes in some languages, or in all."""
    phrases: dict[str, dict[str, int]] = {kind: {} for kind in (*language_of("").asking, "months")}
    for language in load_languages(languages):
        for kind, some in language.asking.items():
            first = 2 if kind == "cardinals" else 1
            numbered = (
                (form, number)
                for number, word in enumerate(some, first)
                for form in word.split("/")
            )
            phrases[kind].update(numbered)
        # A month comes with the words around it, such as "de mayo de" in "24 de mayo de 2008".
        before, after = re.sub("{day}|{year}", "", language.words["day"]).split("{month}")
        for key in ("months", "short_months"):
            for number, name in enumerate(language.words[key].split(), 1):
                forms = (name, before + name, name + after, before + name + after)
                phrases["months"].update((fold(form), number) for form in forms)

    def fill(name: re.Match[str]) -> str:
        part = _PARTS.get(name[1])
        if part is not None:
            return re.sub("<([a-z]+)>", fill, part)
        # Nothing matches a phrase of which the languages have none.
        return f"(?:{'|'.join(sorted(phrases[name[1]], key=len, reverse=True)) or '(?!)'})"

    plain = frozenset((*phrases["episode"], *phrases["season"], *phrases["show"]))
    asking = (max(one.split(), key=len) for kind in _SIGNS for one in phrases[kind])
    return Vocabulary(
        patterns={kind: re.sub("<([a-z]+)>", fill, pattern) for kind, pattern in _PATTERNS.items()},
        numbers={**dict.fromkeys(phrases["one"], 1), **phrases["cardinals"], **phrases["ordinals"]},
        plain=plain,
        limits={kind: re.sub("<([a-z]+)>", fill, pattern) for kind, pattern in _LIMITS.items()},
        excluding=re.sub("<([a-z]+)>", fill, _EXCEPT),
        signs=plain.union(_numbered(phrases), asking),
        phrases=phrases,
        stop_words=stop_words_of(languages),
        small=stop_words_of(languages) | plain | {"+"},
    )


def _numbered(phrases: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """Yield the words that ask for a number of an episode or of minutes, with 0 for the number."""
    seasons = ("", *(f"{word}0" for word in ("s", *phrases["season"])))
    episodes = ("e", "ep", *phrases["episode"])
    yield from ("0", "s0")
    yield from (f"{season}{episode}0" for season in seasons for episode in episodes)
    for unit in (*phrases["hours"], *phrases["minutes"]):
        yield from (f"0{unit}", f"0{unit}0")


def read_question(text: str, languages: tuple[str, ...] = LANGUAGE_TAGS) -> Question:
    """Return what a query looks for and asks for, in the words of some languages or of all.

    >>> asked = read_question("l'épisode 5 de la saison 2")
    >>> asked.words, asked.literal, asked.season, asked.numbers
    ((), ('5', '2'), 2, (5,))
    >>> read_question("I'm looking for the episode about bread").words
    ('bread',)
    >>> question = read_question("qui a dit « pain perdu » ?")
    >>> question.words, question.phrases
    (('dit', 'pain', 'perdu'), ('pain perdu',))
    """
    known = vocabulary(languages)
    quoted = (_phrase("".join(found.groups(""))) for found in re.finditer(_QUOTED, text))
    phrases = tuple(dict.fromkeys(filter(None, quoted)))
    joined, key = join_digits(text), fold(text)
    typed = key if joined == text else fold(joined)
    question = Question(text, key, (*split_words(typed),), (), phrases)
    if "#" in joined:
        episode = next(iter(known.phrases["episode"]), "")
        typed = fold(re.sub(r"#(?=\d)", f" {episode} ", joined))
    asked = _read(question, f" {typed} ", known)
    return asked._replace(words=_split(asked.words), literal=_split(asked.literal))


def _read(question: Question, key: str, known: Vocabulary) -> Question:
    """Return a question with the words of its folded text, and what these ask for."""
    every = dict.fromkeys(key.split())
    content = _content(key, known) or tuple(word for word in every if word not in known.stop_words)
    if question.phrases:
        return question._replace(words=content or (*every,))
    # Compiling the patterns takes longer than most searches.
    if known.signs.isdisjoint(re.sub(r"\d+", "0", key).split()):
        return question._replace(words=content)
    rest, limits = _take_limits(key, every, known)
    hosting = next((one for one in known.phrases["hosting"] if f" {one} " in rest), "")
    rest = rest.replace(f" {hosting} ", " ", 1)
    is_number = key[1:-1].isdecimal() and len(key) <= MAX_DIGITS + 2
    if limits or hosting:
        left = _content(rest, known)
        found = _read_episodes(question, rest, left, known) if left else question
        return found._replace(
            literal=content,
            numbers=(int(key),) if is_number else found.numbers,
            part="intro" if hosting and not found.words else found.part,
            limits=limits,
            for_hosts=bool(hosting),
        )
    if is_number:
        return question._replace(words=(*every,), numbers=(int(key),))
    if len(content) == 1 and content[0] in known.phrases["last"]:
        return question._replace(literal=content, numbers=(LAST,))
    return _read_episodes(question, key, content, known)


def _split(words: Iterable[str]) -> tuple[str, ...]:
    """Return what words look for, each once."""
    return tuple(dict.fromkeys(part for word in words for part in split_query(word)))


def _phrase(text: str) -> str:
    words = split_words(fold(text))
    # The last letter of a run is indexed, but the run may go on.
    ends_run = len(words) > 1 and words[-2][1:] == words[-1] and is_letter(words[-1])
    return " ".join(words[:-1] if ends_run else words)


def _read_episodes(
    question: Question, key: str, content: tuple[str, ...], known: Vocabulary
) -> Question:
    """Return a question with what its folded text asks for by number, season or part."""
    every = dict.fromkeys(key.split())
    left, season, numbers, part = _take(key, known)
    words = _content(left, known)
    if not (words or numbers or part or known.phrases["show"].keys().isdisjoint(every)):
        part = "intro"
    if numbers or part or (season is not None and not words):
        return question._replace(
            words=words, literal=content, season=season, numbers=numbers, part=part
        )
    return question._replace(words=words or content)


def _take(key: str, known: Vocabulary) -> tuple[str, int | None, tuple[int, ...], str]:
    """Return the rest of a folded query, and the season, numbers and part that it asks for."""
    season, numbers, part = None, list[int](), ""
    for kind, pattern in known.patterns.items():
        found = re.search(pattern, key)
        left = key[: found.start()] + key[found.end() :] if found else key
        if found is None or (kind == "introduction" and (part or _content(left, known))):
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


def _take_limits(key: str, words: Iterable[str], known: Vocabulary) -> tuple[str, Limits | None]:
    """Return the rest of a folded query, and the days and running times that it asks for.

    They must be all that it asks for, or follow a word such as "in" or "under".
    """
    for kind, pattern in known.limits.items():
        if found := re.search(pattern, key):
            rest = f"{key[: found.start()]} {key[found.end() :].lstrip()}"
            parts = {name: text for name, text in found.groupdict().items() if text}
            is_marked = not parts.keys().isdisjoint({"UNDER", "OVER", "WHEN", "LEAST"})
            about_episodes = kind == "order" and not known.plain.isdisjoint(words)
            if is_marked or about_episodes or not _content(rest, known):
                return rest, _limits_of(parts, known.phrases["months"])
    return key, None


def _limits_of(parts: Mapping[str, str], months: Mapping[str, int]) -> Limits:
    if "SHORTEST" in parts or "LONGEST" in parts:
        return Limits(least=0, order=1 if "SHORTEST" in parts else -1)
    if "LEAST" in parts:
        least, most = sorted(int(parts[end]) for end in ("LEAST", "MOST"))
        unit = 60 if "HOURLY" in parts else 1
        return Limits(least=unit * least, most=unit * most)
    hours, rest, minutes = (int(parts.get(name, 0)) for name in ("HOURS", "REST", "MINUTES"))
    if total := 60 * hours + rest + minutes:
        least = total + 1 if "OVER" in parts else 0 if "UNDER" in parts else total
        return Limits(least=least, most=inf if "OVER" in parts else total - ("UNDER" in parts))
    month, day = parts.get("MONTH", ".."), parts.get("DAY") or parts.get("AFTER", "..")
    month = str(months.get(month, month))
    return Limits(f"{parts.get('YEAR', '....')}-{month.zfill(2)}-{day.zfill(2)}")


def split_excluded(text: str, languages: tuple[str, ...] = LANGUAGE_TAGS) -> tuple[str, str]:
    """Return a query before and after words such as "but not"; without them, it is all before.

    >>> split_excluded("bread but not rolls"), split_excluded("all but not")
    (('bread', 'rolls'), ('all but not', ''))
    """
    found = re.fullmatch(vocabulary(languages).excluding, text, re.IGNORECASE | re.DOTALL)
    return (found[1], found[2]) if found else (text, "")


def _content(key: str, known: Vocabulary) -> tuple[str, ...]:
    """Return the distinct words of content of a folded query."""
    words, first = key.split(), 0
    while first < len(words):
        plain = words[first] in known.small
        begun = ((size, " ".join(words[first : first + size])) for size in (3, 2, 1))
        sizes = (size for size, phrase in begun if phrase in known.phrases["fillers"])
        if not (step := 1 if plain else next(sizes, 0)):
            break
        first += step
    content = dict.fromkeys(words[first:])
    return tuple(word for word in content if word not in known.small)
