"""Who the guests of episodes are, as titles and show notes name them.

A name is known by its shape, and by its place between words of the language files.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, dropwhile, islice, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from ...models.records import names_of
from ...quoting import quoted
from ...text.folding import fold
from ...text.languages import LANGUAGE_TAGS, base_of, load_languages
from ...text.markup import notes_text
from ...text.romanising import romanise
from .records import name_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from ...catalogue.catalogue import Catalogue
    from .reading import Feed, FeedItem

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_WHOLE: Final = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern})*")
# Addresses and handles, whose letters are small in any case.
_ADDRESS: Final = re.compile(r"[@#/]|\w\.\w")
# Small words after the first word of a name.
_SMALL: Final = re.compile(r"v[ao]n|de[lnr]?|d[aiou]|dos|della|l[ae]|al|el|bin|ben|t[eé][nr]|zu")
# The words that may be part of a name; most words, in small letters, are not looked at one by one.
_PART: Final = re.compile(
    rf"(?<!\w)(?<![^\W\d_]['’.-])(?=[^\W\d_a-z]|(?:{_SMALL.pattern})\b){_WORD.pattern}"
)
# Capitals inside a word of a name: "McCoy", "DiCaprio".
_INSIDE: Final = re.compile(r"(?:Ma?c|D[aei]|La|Le|Van|Fitz)(?=[A-Z])")
_ROMAN: Final = re.compile(r"[IVXLC]+")
# Where the words of a language, "...", stand: at the end, at the beginning, or anywhere.
_BEFORE: Final = r"\b...(?!\w)\s*:?\s*\Z"
_AFTER: Final = r",?\s...\b"
_OF: Final = r"\b...\s\Z"
_ANYWHERE: Final = r"\b...\b"
# What joins the names of a list, in the languages of many feeds.
_AND: Final = re.compile(r",?\s(?:and|e|et|og|och|und|y|и|&|\+)\s|,\s", re.IGNORECASE)
# What precedes the rest of a title: "Bread 12: ", "#12 - ".
_NUMBER: Final = re.compile(r"\A(?:[^\d:|–—]{0,30}\d[\d.]*\s*[-:.)|–—]*)?\s*")
_SEPARATOR: Final = re.compile(r"\s*[:|,(–—]|\s-\s")
# Words of a name, letters of a short word, and letters of the longest name.
_WORDS: Final = range(2, 5)
_SHORT: Final = 3
_LONGEST: Final = 40
# Letters of a title or of show notes that are read, and those around a name that are quoted.
_READ: Final = 2000
_AROUND: Final = 60
# Whoever is named in so many items, and in this part of them, is no guest but a host.
_HOST: Final = 5, 1 / 5
# A word that is written so many times more often with a capital than without is not common.
_SELDOM: Final = 4
# So many titles, and this part of them, have to begin with a name before this counts as a guest's.
_STYLE: Final = 5, 1 / 5
# The part of the items with words about guests, where a name at the beginning may be a guest's.
_ABOUT_GUESTS: Final = 1 / 20


class _Run(NamedTuple):
    """A run of capitalised words in a text."""

    start: int
    end: int
    name: str


class _Reading(NamedTuple):
    """A name that was read, the words that it was read from, and the form of the title if any."""

    name: str
    words: str
    form: str = ""


@cache
def _words(kind: str) -> frozenset[str]:
    """Return the words of one kind in all languages."""
    return frozenset(word for one in load_languages() for word in one.guests.get(kind, ()))


@cache
def _pattern(kind: str, pattern: str) -> re.Pattern[str]:
    """Return a pattern of the words of one kind, which take the place of "...", longest first."""
    words = sorted(_words(kind), key=lambda word: (-len(word), word))
    any_of = "|".join(map(re.escape, words)).replace(r"\ ", r"\s")
    return re.compile(pattern.replace("...", f"({any_of})"), re.IGNORECASE)


@cache
def _titles() -> frozenset[str]:
    """Return the folded words that may precede a name."""
    return frozenset(title for one in load_languages() for title in one.titles)


@cache
def _no_names() -> frozenset[str]:
    """Return the folded words that are part of no name; those of organisations are of theirs."""
    stop = (word for one in load_languages() for word in one.stop_words)
    return frozenset(chain(stop, map(fold, _words("no_names")))) - _legal_forms()


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(map(fold, _words("organisations")))


def person_key(name: str) -> str:
    """Return a key that the spellings of a person's name share.

    Titles before the name, the order of its words and accents do not matter.

    >>> person_key("Dr. Jörg Müller") == person_key("Mueller, Joerg")
    True
    """
    words = fold(romanise(without_title(name))).split()
    return " ".join(sorted(re.sub("(?<=[aou])e", "", word) for word in words)) or name_key(name)


def without_title(name: str) -> str:
    """Return a person's name without the titles before it.

    >>> without_title("Prof. Dr. Ann Bell"), without_title("Dr.")
    ('Ann Bell', 'Dr.')
    """
    words = name.split()
    return " ".join([*dropwhile(lambda word: fold(word) in _titles(), words)] or words)


def find_guests(
    feed: Feed, catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the guests of new episodes: the id, the name as printed, and the words around it.

    What all items have in common says who is a host, and whether titles begin with guests.
    """
    htmls = (item.values.get("notes_html", "") for item in feed.items)
    notes = [(notes_text(html) or "")[:_READ] for html in htmls]
    titles = [item.title[:_READ] for item in feed.items]
    common = _common_words(chain(titles, notes))
    times = Counter[str]()
    forms = Counter[str]()
    readings: dict[int, list[_Reading]] = {}
    for item, title, text in zip(feed.items, titles, notes, strict=True):
        in_title, in_notes = _find_runs(title), _find_runs(text)
        found = readings[id(item)] = [
            *_read_title(title, in_title, common),
            *_read_notes(text, in_notes, common),
        ]
        forms.update({reading.form for reading in found})
        times.update({run.name for run in chain.from_iterable(in_title + in_notes)})
    number = len(feed.items)
    if base_of(catalogue.show.language) in LANGUAGE_TAGS:
        about_guests = (text for text in notes if _pattern("notes_before", _ANYWHERE).search(text))
        enough = int(_ABOUT_GUESTS * number) + 1
        if sum(1 for _ in islice(about_guests, enough)) < enough:
            forms.clear()
    styles = {form for form, count in forms.items() if count >= max(_STYLE[0], _STYLE[1] * number)}
    hosts = _hosts(feed, catalogue)
    for id_, item in new:
        own = {person_key(host.name) for host in catalogue.episodes[id_].hosts}
        for name, words, form in readings[id(item)] if not catalogue.episodes[id_].guests else ():
            key = person_key(name)
            is_host = key in hosts | own or times[name] >= max(_HOST[0], _HOST[1] * number)
            if not is_host and (not form or form in styles):
                yield id_, name, words


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words that texts write with a small letter, too, and not seldom."""
    small, large = Counter[str](), Counter[str]()
    for token, count in Counter(chain.from_iterable(map(str.split, texts))).items():
        for word in () if _ADDRESS.search(token) else _WORD.findall(token):
            (small if word.islower() else large)[fold(word)] += count
    found = (word for word, count in small.items() if count * _SELDOM >= large[word])
    stop_words = (language.stop_words for language in load_languages())
    return frozenset(found).union(*stop_words)


def _hosts(feed: Feed, catalogue: Catalogue) -> frozenset[str]:
    """Return the keys of the names that are not those of guests: hosts, authors, the show."""
    show = catalogue.show
    names = {
        *chain.from_iterable(map(names_of, show.hosts)),
        *(credit.name for credit in feed.credits),
        *feed.names,
        *filter(None, (feed.title, show.title, show.author, show.owner_name)),
    }
    inside = (run.name for name in names for runs in _find_runs(name) for run in runs)
    return frozenset(map(person_key, chain(names, inside)))


def _read_title(
    text: str, groups: Sequence[Sequence[_Run]], common: Container[str]
) -> Iterator[_Reading]:
    """Yield the names in a title that stand where guests do.

    With a word such as "with" before them they are guests; at the beginning they may be.
    """
    words = f"title: {quoted(text)}"
    after_word = False
    for group in groups:
        start = group[0].start
        found = _pattern("before", _BEFORE).search(text, max(0, start - _AROUND), start)
        if found and not (len(found[1]) > 1 and found[1].isupper()):  # "MIT" is not German
            for name in _names_in(group, common):
                after_word = True
                yield _Reading(name, words)
    begun = len(text) - len(_NUMBER.sub("", text, count=1))
    for first in (group for group in groups if group[0].start == begun and not after_word):
        names, rest = [run.name for run in first], text[first[-1].end :]
        is_on = _pattern("after", _AFTER).match(rest)
        form = "on" if is_on else "separated" if _SEPARATOR.match(rest) else "whole"
        if (form != "whole" or not rest.strip()) and all(_is_person(one, common) for one in names):
            yield from (_Reading(name, words, form) for name in names)


def _read_notes(
    text: str, groups: Sequence[Sequence[_Run]], common: Container[str]
) -> Iterator[_Reading]:
    """Yield the names in show notes that stand where guests do, but not in lists of links."""
    for group in groups:
        start, end, names = group[0].start, group[-1].end, group
        if not _pattern("notes_before", _BEFORE).search(text, max(0, start - _AROUND), start):
            if not _pattern("notes_after", _AFTER).match(text, end):
                continue
            if "," in text[start:end]:  # the singer of Bread, Ann Bell, explains
                names = group[-1:]
            if _pattern("of", _OF).search(text, max(0, start - _AROUND), names[0].start):
                continue
        if text[text.rfind("\n", 0, start) + 1].isalpha():
            quote = text[max(0, start - _AROUND) : end + _AROUND]
            words = f"notes: {quoted(' '.join(quote.split()))}"
            alone = 1 + sum(1 for _ in takewhile(lambda one: text[one.end] != ",", names[:-1]))
            yield from (_Reading(name, words) for name in _names_in(names[:alone], common))


def _names_in(group: Sequence[_Run], common: Container[str]) -> Iterator[str]:
    """Yield the names of a list, without the words before them, up to what is no name."""
    for run in group:
        words = run.name.split()
        while len(words) > _WORDS.start and fold(words[0]) in common:
            del words[0]
        name = " ".join(words)
        if not _is_person(name, common):
            return
        yield name


def _find_runs(text: str) -> list[list[_Run]]:
    """Return the runs of capitalised words in a text, those of one list of names together."""
    groups: list[list[_Run]] = []
    run: list[tuple[int, int, str]] = []

    def close() -> None:
        while run and _SMALL.fullmatch(run[-1][2]):
            run.pop()
        if run:
            found = _Run(run[0][0], run[-1][1], text[run[0][0] : run[-1][1]])
            is_next = groups and _AND.fullmatch(text, groups[-1][-1].end, found.start)
            groups[-1].append(found) if is_next else groups.append([found])
        run.clear()

    for match in _PART.finditer(text):
        word, end = match[0], match.end()
        if word.endswith(".") and len(word) > _SHORT and fold(word) not in _titles():
            word, end = word[:-1], end - 1  # the end of a sentence
        if run and text[run[-1][1] : match.start()] not in {" ", "\xa0"}:
            close()
        is_small = (
            run and _SMALL.fullmatch(word) and (len(run) == 1 or _SMALL.fullmatch(run[-1][2]))
        )
        if is_small or (word[0].isupper() and fold(word) not in _no_names()):
            if len(run) > 1 and run[-1][2] == "von":  # more often before a firm than in a name
                run.clear()
            run.append((match.start(), end, word))
        else:
            close()
    close()
    return groups


def _is_person(name: str, common: Container[str]) -> bool:
    """Return whether a text has the shape of a person's name, and no common word in it."""
    name = without_title(name)
    words = [word.rstrip(".") for word in name.split() if not _SMALL.fullmatch(word)]
    keys = set(map(fold, words))
    return (
        len(words) in _WORDS
        and len(name) <= _LONGEST
        and _WHOLE.fullmatch(name.replace("\xa0", " ")) is not None
        and keys.isdisjoint(_no_names())
        and keys.isdisjoint(_legal_forms())
        and not any(key in common for key in keys)
        and all(map(_is_part, words))
        # A family name may be in capitals, but not an abbreviation or a number.
        and not (words[0].isupper() and len(words[0]) >= _SHORT)
        and not (words[-1].isupper() and (len(words[-1]) < _SHORT or _ROMAN.fullmatch(words[-1])))
        and len(words[-1]) > 1
    )


def _is_part(word: str) -> bool:
    """Return whether a word begins with a capital, and has no other but as "McCoy" has."""
    parts = (_INSIDE.sub("", part) for part in re.split(r"[-'’.]", word))
    is_mixed = all(part[1:].islower() for part in parts if len(part) > 1)
    return word[0].isupper() and (word.isupper() or is_mixed)


def find_authors(feed: Feed, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the people whom the feed names as authors or contributors, and nobody credits."""
    known = {person_key(name) for person in catalogue.people for name in names_of(person)}
    known |= set(map(person_key, (feed.title, catalogue.show.title)))
    for name in feed.names:
        has_capitals = name.lower() != name.upper()  # many scripts have none
        if (_is_person(name, ()) or not has_capitals) and person_key(name) not in known:
            yield name, f"author or contributor: {quoted(name)}"
