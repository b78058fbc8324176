"""Who the guests of episodes are, as titles and show notes name them.

A name is known by its shape, and by its place between words of the language files.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain, dropwhile
from typing import TYPE_CHECKING, Final, NamedTuple

from ...models.records import names_of
from ...quoting import quoted
from ...text.folding import fold
from ...text.languages import all_languages
from ...text.markup import notes_text
from ...text.romanising import romanise
from .records import name_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ...catalogue.catalogue import Catalogue
    from .reading import Feed, FeedItem

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-‐.][^\W\d_]+)*\.?")
_WHOLE: Final = re.compile(rf"{_WORD.pattern}(?:[ \xa0]{_WORD.pattern})*")
# Small words inside a name, of which no more than these are between two others.
_SMALL: Final = frozenset(
    "van von der den de del della di da do dos du la le el al bin ben ter ten zu".split()
)
# Capitals inside a word of a name: "McCoy", "DiCaprio".
_INSIDE: Final = re.compile(r"(?:Ma?c|D[aei]|La|Le|Van|Fitz)(?=[A-Z])")
# What joins the names of a list.
_JOINT: Final = re.compile(r",?\s+(?:and|und|et|y|e|&|\+|og|i|en)\s+|,\s+", re.IGNORECASE)


class Reading(NamedTuple):
    """A name that was read, the pattern that found it, and the words around it."""

    name: str
    pattern: str
    words: str


class _Run(NamedTuple):
    """A run of capitalised words in a text."""

    start: int
    end: int
    name: str


@cache
def _titles() -> frozenset[str]:
    return frozenset(title for one in all_languages() for title in one.titles)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for one in all_languages() for word in one.guests.get(kind, ()))


@cache
def _no_names() -> frozenset[str]:
    stop = (word for one in all_languages() for word in one.stop_words)
    return frozenset(chain(stop, map(fold, _words("no_names") | _words("organisations"))))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    def any_of(kind: str) -> str:
        words = sorted(_words(kind), key=lambda word: (-len(word), word))
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)

    I = re.IGNORECASE
    return {
        "before": re.compile(rf"(?:^|[^\w])(?:{any_of('before')})\s*:?\s*$", I),
        "guest": re.compile(rf"(?:^|[^\w])(?:{any_of('guest')})\s*[:–-]?\s*$", I),
        "after": re.compile(rf"\s+(?:{any_of('after')})\b", I),
        "notes_before": re.compile(rf"(?:^|[^\w])({any_of('notes_before')})\s*:?\s*$", I),
        "notes_after": re.compile(rf",?\s*({any_of('notes_after')})\b", I),
        "number": re.compile(
            r"(?:[\W\d]*(?:episode|folge|épisode|episodio|ep|bonus|special|s\d+|e\d+|#)?[\W\d]*)", I
        ),
    }


def person_key(name: str) -> str:
    """Return a key that the spellings of a person's name share.

    Titles before the name, the order of its words and accents do not matter.

    >>> person_key("Dr. Jörg Müller") == person_key("Mueller, Joerg")
    True
    """
    words = fold(romanise(without_title(name))).split()
    return " ".join(sorted(re.sub("(?<=[aou])e", "", word) for word in words)) or name_key(name)


def without_title(name: str) -> str:
    """Return a person's name without the titles before it."""
    words = name.split()
    return " ".join([*dropwhile(lambda word: fold(word) in _titles(), words)] or words)


def runs(text: str) -> list[list[_Run]]:
    """Return the runs of capitalised words in a text, those of one list of names together."""
    found: list[list[_Run]] = []
    current: list[tuple[int, int, str]] = []

    def flush() -> None:
        while current and current[-1][2] in _SMALL:
            current.pop()
        if current:
            start, end = current[0][0], current[-1][1]
            run = _Run(start, end, text[start:end])
            if found and _JOINT.fullmatch(text, found[-1][-1].end, start):
                found[-1].append(run)
            else:
                found.append([run])
        current.clear()

    for match in _WORD.finditer(text):
        start, end, word = match.start(), match.end(), match[0]
        if word.endswith(".") and len(word) > 3 and fold(word) not in _titles():
            word, end = word[:-1], end - 1
        if current and text[current[-1][1] : start] not in {" ", "\xa0"}:
            flush()
        key = fold(word)
        is_large = word[0].isupper() and (key not in _no_names() or key in _words("organisations"))
        is_small = word in _SMALL and (len(current) == 1 or (current and current[-1][2] in _SMALL))
        if is_large or is_small:
            current.append((start, end, word))
        else:
            flush()
    flush()
    return found


def is_name(name: str, common: Container[str]) -> bool:
    """Return whether a text has the shape of a person's name.

    Args:
        name: the text, without a title.
        common: folded words that are no names.
    """
    words = [word.rstrip(".") for word in name.split() if word not in _SMALL]
    folded = set(map(fold, words))
    return (
        2 <= len(words) <= 4
        and len(name) <= 40
        and _WHOLE.fullmatch(name) is not None
        and folded.isdisjoint(_no_names())
        and not any(word in common for word in folded)
        and all(map(_is_shaped, words))
        and not (words[0].isupper() and len(words[0]) > 2)
        and len(words[-1]) > 1
        and (len(words[-1]) > 2 or not words[-1].isupper())
    )


def _is_shaped(word: str) -> bool:
    """Return whether a word begins with a capital, and has no other inside but as "McCoy" has."""
    if word.isupper():
        return True
    parts = (_INSIDE.sub("", part) for part in re.split(r"[-'’‐.]", word))
    return word[0].isupper() and all(part[1:].islower() for part in parts if len(part) > 1)


_SEP_AFTER = re.compile(r"\s*:|\s+[–—|-]\s|\s*\|")
_SEP_BEFORE = re.compile(r"(?:\s[–—|-]|\||:)\s*$")


def _title_pattern(before: str, after: str) -> str:
    P = _patterns()
    if (m := P["guest"].search(before[-40:])) and not m[0].strip(" :-–").isupper():
        return "t-guest"
    if (m := P["before"].search(before[-40:])) and not (
        m[0].strip().isupper() and len(m[0].strip()) > 1
    ):
        return "t-before"
    if P["number"].fullmatch(before):
        if P["after"].match(after):
            return "t-after"
        if _SEP_AFTER.match(after):
            return "t-start"
        if not after.strip():
            return "t-whole"
        if after.startswith(","):
            return "t-comma"
        if after.startswith(" ("):
            return "t-startparen"
    elif before.rstrip().endswith(("(", "[")) and after.lstrip().startswith((")", "]")):
        return "t-paren"
    elif _SEP_BEFORE.search(before):
        if not after.strip():
            return "t-end" + before.rstrip()[-1:]
        if after.startswith(","):
            return "t-endcomma"
        if re.match(r"\s*[(\[]|\s+[–—|-]\s|\s*\|", after):
            return "t-mid"
        return "t-sep-rest"
    return ""


def read_title(text: str, common: Container[str]) -> Iterator[Reading]:
    for group in runs(text):
        before, after = text[: group[0].start], text[group[-1].end :]
        pattern = _title_pattern(before, after)
        if not pattern:
            continue
        for run in group:
            if is_name(without_title(run.name), common):
                yield Reading(run.name, pattern, text)
            elif pattern in {"t-before", "t-guest"}:
                break


def read_notes(text: str, common: Container[str]) -> Iterator[Reading]:
    P = _patterns()
    for group in runs(text):
        start, end = group[0].start, group[-1].end
        before, after = text[max(0, start - 60) : start], text[end : end + 40]
        pattern = ""
        if m := P["notes_before"].search(before):
            pattern = f"n< {m[1].lower()}"
        elif m := P["notes_after"].match(after):
            pattern = f"n> {m[1].lower()}"
        if pattern:
            for run in group:
                if not is_name(without_title(run.name), common):
                    break
                yield Reading(run.name, pattern, text[max(0, start - 60) : end + 40])


def common_words(texts: Iterable[str], share: float = 0.25) -> frozenset[str]:
    """Return the words that texts also write with a small letter."""
    small, large = Counter[str](), Counter[str]()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match[0].rstrip(".")
            (small if word.islower() else large)[fold(word)] += 1
    return frozenset(word for word, number in small.items() if number >= share * large[word])


def find_guests(
    feed: Feed, catalogue: Catalogue, new: Sequence[tuple[str, FeedItem]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the guests of new episodes: the id, the name as printed, and the words around it."""
    notes = {id(item): notes_text(item.values.get("notes_html", "")) or "" for item in feed.items}
    common = common_words(chain((item.title for item in feed.items), notes.values()))
    hosts = _hosts(feed, catalogue)
    for id_, item in new:
        if catalogue.episodes[id_].guests:
            continue
        own = {person_key(host.name) for host in catalogue.episodes[id_].hosts}
        for found in chain(read_title(item.title, common), read_notes(notes[id(item)], common)):
            if found.pattern == "t-before" and person_key(found.name) not in hosts | own:
                yield id_, found.name, f"title: {quoted(found.words)}"


def _hosts(feed: Feed, catalogue: Catalogue) -> frozenset[str]:
    """Return the keys of the names that are not those of guests: hosts, authors, the show."""
    show = catalogue.show
    names = [
        *chain.from_iterable(map(names_of, show.hosts)),
        *(credit.name for credit in feed.credits),
        *feed.names,
        *filter(None, (feed.title, show.title, show.author, show.owner_name)),
    ]
    return frozenset(map(person_key, names))


def find_authors(feed: Feed, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the names of authors and contributors that nobody credits, each as often as named.

    "Salt & Sons" is one name, "Ann Bell & Bob Cole" are two if each of them stands alone elsewhere.
    """
    known = {person_key(name) for person in catalogue.people for name in names_of(person)}
    known |= set(map(person_key, (feed.title, catalogue.show.title)))
    alone = known | set(map(person_key, feed.names))
    for name in feed.names:
        parts = [part.strip() for part in name.split("&")]
        for one in parts if alone.issuperset(map(person_key, parts)) else [name]:
            # Many scripts have no capitals.
            is_shaped = one.lower() == one.upper() or is_name(without_title(one), ())
            if is_shaped and person_key(one) not in known:
                yield one, f"author or contributor: {quoted(one)}"
