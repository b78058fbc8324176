"""Who the guests of episodes are, as titles and show notes name them.

A name is known by its shape, and by its place between words of the language files.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, dropwhile, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from ...models.records import names_of
from ...quoting import quoted
from ...reading.namesakes import find_alike
from ...text.folding import fold
from ...text.languages import LANGUAGE_TAGS, base_of, load_languages
from ...text.markup import notes_text, without_addresses
from .records import name_key
from .romanising import romanise

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ...catalogue.catalogue import Catalogue
    from .reading import Feed, FeedItem

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_WHOLE: Final = re.compile(rf"{_WORD.pattern}(?: {_WORD.pattern})*")
# Addresses and handles, whose letters are small in any case.
_ADDRESS: Final = re.compile(r"[@#/]|\w\.\w")
# Small words after the first word of a name; "von" is more often before a firm.
_SMALL: Final = re.compile(
    r" (?:(?:van|de[lnr]?|d[aiou]|dos|della|l[ae]|al|el|bin|ben|t[eé][nr]|zu) )+"
)
# The words that may be part of a name; most words, in small letters, are not looked at one by one.
_PART: Final = re.compile(rf"(?<!\w)(?<![^\W\d_]['’.-])(?=[^\W\d_a-z]){_WORD.pattern}")
# Capitals inside a word of a name: "McCoy", "DiCaprio".
_INSIDE: Final = re.compile(r"(?:Ma?c|D[aei]|La|Le|Van|Fitz)(?=[A-Z])")
# The words of a language take the place of "...": just before a name, just after it, or anywhere.
# "MIT" is not German.
_BEFORE: Final = r"\b(?-i:(?![A-Z]{2}))...(?!\w)\s*:?\s*\Z"
_AFTER: Final = r",?(?:\s\([^()]{1,120}\))?\s...\b"  # an address or a handle may be between
# Before a name that a description precedes, in small letters but for a role in German.
_DESCRIBED: Final = r"\b(?-i:(?![A-Z]{2}))...(?-i:(?:\s[^\W\d_A-ZÀ-Þ][\w’'-]*){1,5})\s\Z"
# Another episode, after an indefinite article.
_OTHER: Final = r"\b(?:an|another|une?|otro|eine[mnr]?)\s...\s"
_ANYWHERE: Final = r"\b...\b"
# What joins names, in the languages of many feeds; in notes, a description follows a comma.
_AND: Final = re.compile(r",?\s(?:and|e|et|og|och|und|y|и|&|\+)\s", re.IGNORECASE)
_LIST: Final = re.compile(rf"{_AND.pattern}|,\s", re.IGNORECASE)
# A heading or a person in the table or list of contributors that Podlove writes, and in others.
_CELL: Final = re.compile(
    r"""<t[hd]\b[^<>]{0,200}?\b(?P<kind>contributor-group|title_cell)\b[^<>]{0,200}>"""
    r"""(?P<text>.*?)(?=</?t[hdr]\b|\Z)""",
    re.DOTALL | re.IGNORECASE,
)
_ON_AIR: Final = "on air"
# The words before a name in notes: all, and those that say that a show has guests.
_NOTED: Final = "notes_before interviews"
# The form of what is read in a table.
_LISTED: Final = "listed"
# What precedes the rest of a title: "Bread 12: ", "#12 - ".
_NUMBER: Final = re.compile(r"(?:[^\d:|–—]{0,30}\d[\d.]*\s*[-:.)|–—]*)?\s*")
_SEPARATOR: Final = re.compile(r"\s*[:|,(–—]|\s-\s")
# Words of a name, and letters of a short word.
_WORDS: Final = range(2, 5)
_SHORT: Final = 3
# Letters of a title or of show notes that are read, and those around a name that are quoted.
_READ: Final = 2000
_AROUND: Final = 60
# A person named in at least this many items, and this share of them, is a host. Names at the
# beginning of titles are guests only if as many titles begin with one.
_MANY: Final = 5, 1 / 5
# A word that is written so many times more often with a capital than without is not common.
_SELDOM: Final = 6
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
    role: str = ""


@cache
def _words(*kinds: str) -> frozenset[str]:
    """Return the folded words of some kinds in all languages."""
    return frozenset(fold(word) for kind in kinds for word in _written(kind))


def _written(kind: str) -> Iterator[str]:
    """Yield the words of one kind in all languages."""
    for one in load_languages():
        yield from getattr(one, kind, ()) or one.guests.get(kind, ())


@cache
def _pattern(kinds: str, pattern: str) -> re.Pattern[str]:
    """Return a pattern of the words of some kinds, which take the place of "...", longest first."""
    words = {*chain.from_iterable(map(_written, kinds.split()))}
    in_order = sorted(words, key=lambda word: (-len(word), word))
    any_of = "|".join(map(re.escape, in_order)).replace(r"\ ", r"\s").replace("'", "['’]")
    return re.compile(pattern.replace("...", f"(?:{any_of})"), re.IGNORECASE)


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
    return " ".join([*dropwhile(lambda word: fold(word) in _words("titles"), words)] or words)


def find_guests(
    feed: Feed, catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the guests of new episodes: the id, the name as printed, the words around it, the role.

    A table or list of those who speak goes before titles and sentences, which are not read then.
    What all items have in common says who is a host, and whether titles begin with guests.
    """
    html = [str(item.values.get("notes_html", "")) for item in feed.items]
    texts = [notes_text(text) or "" for text in html]
    listed = [[*_read_lists(*pair)] for pair in zip(html, texts, strict=True)]
    notes = [text[:_READ] for text in texts]
    titles = [item.title[:_READ] for item in feed.items]
    common = _common_words(chain(titles, notes))
    times, begun, about_guests = Counter[str](), set[tuple[str, str]](), 0
    readings: dict[int, list[_Reading]] = {}
    for item, title, text, found in zip(feed.items, titles, notes, listed, strict=True):
        in_title, in_notes = _find_runs(title, _LIST), _find_runs(text, _AND)
        named = {reading.name for reading in found}
        times.update(named.union(run.name for run in chain(*in_title, *in_notes)))
        noted = [*_read_notes(text, in_notes, common)]
        about_guests += bool(noted or _pattern("notes_before", _ANYWHERE).search(text))
        called = {run.name for run in chain(*in_notes)}
        named_so = [
            one for one in _read_title(title, in_title, common) if not _goes_on(one.name, called)
        ]
        readings[id(item)] = found or [*named_so, *noted]
        begun.update((reading.form, reading.name) for reading in readings[id(item)])
    forms = Counter(form for form, _ in begun)
    if base_of(catalogue.show.language) in LANGUAGE_TAGS and (
        about_guests <= _ABOUT_GUESTS * len(notes)
    ):
        forms.clear()
    many = max(_MANY[0], _MANY[1] * len(notes))
    # A feed may name each contributor of each item as one, without saying who is a host.
    hosts = _hosts(feed, catalogue, feed.names), _hosts(feed, catalogue, ())
    often = {name for name, number in times.items() if number >= many}
    read = {one.name for found in readings.values() for one in found if one.form != _LISTED}
    rows = ((name, name, False) for name in (*sorted(often), *sorted(read - often)))
    alike = find_alike(rows, lambda one, other: (one in often) == (other in often), personal=True)
    no_guests = often.union(name for name, *_ in alike)  # spelt wrongly
    for id_, item in new:
        found = readings[id(item)] if not catalogue.episodes[id_].guests else []
        names = {reading.name for reading in found}
        for name, words, form, role in found:
            is_host = name in no_guests or person_key(name) in hosts[form == _LISTED]
            is_longer = any(name.endswith(f" {other}") for other in names)  # by a role
            # A title that is nothing but a name may be a subject, unless most titles are names.
            least = len(notes) / 2 if form == "whole" else many
            is_sure = form in {"", _LISTED} or forms[form] >= least
            if is_sure and not is_host and not is_longer:
                yield id_, name, words, role


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the folded words that texts write with a small letter, too, and not seldom."""
    small, large = Counter[str](), Counter[str]()
    for token, count in Counter(chain.from_iterable(map(str.split, texts))).items():
        for word in () if _ADDRESS.search(token) else _WORD.findall(token):
            (small if word.islower() else large)[fold(word)] += count
    found = (word for word, count in small.items() if count * _SELDOM >= large[word])
    return _words("roles").union(found)


def _hosts(feed: Feed, catalogue: Catalogue, names: Iterable[str]) -> frozenset[str]:
    """Return the keys of the names that are not those of guests: hosts, authors, the show."""
    show = catalogue.show
    not_guests = {
        *chain.from_iterable(map(names_of, catalogue.hosts)),
        *(credit.name for credit in feed.credits),
        *names,
        *filter(None, (feed.title, show.title, show.author, show.owner_name)),
    }
    inside = (run.name for name in not_guests for runs in _find_runs(name, _LIST) for run in runs)
    return frozenset(map(person_key, chain(not_guests, inside)))


def _read_lists(html: str, text: str) -> Iterator[_Reading]:
    """Yield the people in a table of contributors as Podlove writes it, or below a heading."""
    is_read = True
    for cell in _CELL.finditer(html):
        name, *more = filter(None, [*(notes_text(cell["text"]) or "").split("\n"), " "])
        if cell["kind"].lower() == "contributor-group":
            is_read = _is_heading(name)
        elif is_read and (name := without_addresses(name).strip()):
            role = more[0].strip() if more and not _is_heading(more[0]) else ""
            yield _Reading(name, f"contributors: {quoted(name)}", _LISTED, role)
    is_read = False
    for line in text.split("\n"):
        item = line.removeprefix("- ")
        if line and item == line:
            is_read = _is_heading(line)
        elif is_read and (groups := _find_runs(item, _AND)) and not groups[0][0].start:
            end = groups[0][-1].end
            if end == len(item) or _SEPARATOR.match(item, end):
                names = (run.name for run in groups[0] if _is_person(run.name, frozenset()))
                yield from (_Reading(name, f"notes: {quoted(item)}", _LISTED) for name in names)


def _is_heading(text: str) -> bool:
    """Return whether a text is a heading above the names of guests."""
    words = fold(text.rstrip(" :"))
    return words == _ON_AIR or words in _words("before", "notes_before")


def _read_title(
    text: str, groups: Sequence[Sequence[_Run]], common: frozenset[str]
) -> Iterator[_Reading]:
    """Yield the guests whom a title names, known by the words around the names.

    With a word such as "with" before them they are guests; at the beginning they may be.
    """
    words = f"title: {quoted(text)}"
    for group in groups:
        start, end = group[0].start, group[-1].end
        if _pattern("before", _BEFORE).search(text, max(0, start - _AROUND), start):
            yield from (_Reading(name, words) for name in _names_in(group, common))
        elif _NUMBER.fullmatch(text, 0, start) and all(
            _is_person(run.name, common) for run in group
        ):
            is_on = _pattern("after", _AFTER).match(text, end)
            form = "on" if is_on else "separated" if _SEPARATOR.match(text, end) else "whole"
            if form != "whole" or not text[end:].strip():
                yield from (_Reading(run.name, words, form) for run in group)


def _goes_on(name: str, called: Collection[str]) -> bool:
    """Return whether a name has more words in a title, as in "Ann Bell Bakery", than in notes."""
    return name not in called and any(" " in one and name.startswith(f"{one} ") for one in called)


def _read_notes(
    text: str, groups: Sequence[Sequence[_Run]], common: frozenset[str]
) -> Iterator[_Reading]:
    """Yield the guests whom show notes name, but for those in lists of links."""
    for group in groups:
        start, end = group[0].start, group[-1].end
        near = text.rfind(" ", 0, max(0, start - _AROUND)) + 1
        around = (group[0].name.partition(" ")[0], *text[near:start].split()[-1:])
        is_described = any(fold(word).removesuffix("s") in _words("roles") for word in around)
        is_elsewhere = _pattern("no_names", _OTHER).search(text, near, start)
        is_guest = not is_elsewhere and (
            _pattern(_NOTED, _BEFORE).search(text, near, start)
            or (is_described and _pattern(_NOTED, _DESCRIBED).search(text, near, start))
            or (
                _pattern("notes_after", _AFTER).match(text, end)
                and not _pattern("of", _BEFORE).search(text, near, start)
            )
        )
        if is_guest and text[text.rfind("\n", 0, start) + 1].isalpha():
            words = f"notes: {quoted(' '.join(text[near : end + _AROUND].split()))}"
            yield from (_Reading(name, words) for name in _names_in(group, common))


def _names_in(group: Sequence[_Run], common: frozenset[str]) -> Iterator[str]:
    """Return the names of a list, without the words before them, up to what is no name."""
    names = (
        " ".join(dropwhile(lambda word: fold(word) in common, _after_role(run.name.split())))
        for run in group
    )
    return takewhile(lambda name: _is_person(name, common), names)


def _after_role(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a run after the last one that is a role, such as "Senior Engineer"."""
    ends = (end for end, word in enumerate(words, 1) if fold(word) in _words("roles"))
    return words[max(ends, default=0) :]


def _find_runs(text: str, joined: re.Pattern[str]) -> list[list[_Run]]:
    """Return the runs of capitalised words in a text, those that are joined in one list."""
    groups: list[list[_Run]] = []
    for match in _PART.finditer(text):
        word, start = match[0], match.start()
        if word.endswith(".") and len(word) > _SHORT and fold(word) not in _words("titles"):
            word = word[:-1]  # the end of a sentence
        is_initial = word[1:] == "."
        is_no_name = fold(word) in _words("stop_words", "no_names", "before") and not is_initial
        if not word[0].isupper() or is_no_name:
            continue
        end = start + len(word)
        last = groups[-1][-1] if groups else _Run(0, 0, "")
        between = text[last.end : start]
        if last.name and (between == " " or (" " not in last.name and _SMALL.fullmatch(between))):
            groups[-1][-1] = _Run(last.start, end, text[last.start : end])
        elif last.name and joined.fullmatch(between):
            groups[-1].append(_Run(start, end, word))
        else:
            groups.append([_Run(start, end, word)])
    return groups


def _is_person(name: str, common: frozenset[str]) -> bool:
    """Return whether a text has the shape of a person's name, and no common word in it."""
    words = [word.rstrip(".") for word in _SMALL.sub(" ", without_title(name)).split()]
    return (
        len(words) in _WORDS
        and _WHOLE.fullmatch(name) is not None
        and common.isdisjoint(keys := {fold(word) for word in words if len(word) > 1})
        and keys.isdisjoint(_words("stop_words", "no_names", "organisations"))
        # "Ann Bell-Author": many write a hyphen for a dash.
        and (last := fold(words[-1].rpartition("-")[2])) not in common
        and last not in _words("no_names")
        and all(word.isupper() or _INSIDE.sub("", word).istitle() for word in words)
        # A family name may be in capitals, but not an abbreviation.
        and not (words[0].isupper() and len(words[0]) >= _SHORT)
        and not (words[-1].isupper() and len(words[-1]) < _SHORT)
        and (words[-1].isupper() or not any(w.isupper() and len(w) > 1 for w in words[1:-1]))
    )


def find_authors(feed: Feed, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the people whom the feed names as authors or contributors of more than a few items."""
    show = catalogue.show
    titles = {person_key(feed.title), person_key(show.title)}
    few = _MANY[1] * len(feed.names)
    for name, times in Counter(feed.names).items():
        is_often = times >= few or name in (show.author or "")
        has_capitals = name.lower() != name.upper()  # many scripts have none
        is_person = not has_capitals or _is_person(name, frozenset())
        if is_often and is_person and person_key(name) not in titles:
            yield name, f"author or contributor: {quoted(name)}"
