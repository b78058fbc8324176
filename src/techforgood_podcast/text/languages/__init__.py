"""The words of each language for formats, search and names, in a JSON file named by its tag.

Other languages get English.
"""

from __future__ import annotations

import json
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from unicodedata import bidirectional

from ..._runtime import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ENGLISH: Final = "en"

LANGUAGE_TAGS: Final = ("fr", "de", "es", _ENGLISH)
"""The tags of the languages that have a file, English last."""

# What languages call themselves whose file does not say so.
_NAMES = {"it": "Italiano"}

# Languages that are written from the right to the left.
_FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# The direction of letters by their class in Unicode's bidirectional algorithm.
_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class Labels(NamedTuple):
    """The labels of one relation.

    They agree with no gender or number and need no article, since any name may follow them.

    Attributes:
        word: what an organisation is in an episode.
        of: what leads from the organisation to the other one: "Google – supporter of: We TechCare".
        by: what leads back: "We TechCare – supported by: Google".
    """

    word: str
    of: str
    by: str


class LanguageWords(NamedTuple):
    """The words of one language.

    Attributes:
        name: what the language calls itself.
        decimal_mark: the decimal separator, a point or a comma.
        typography: what to replace in texts: a regular expression, and by what each text that it
            finds is replaced; other texts that it finds stay.
        words: the fixed words that formats print, and the labels of relations by keys such as
            "funder.by". "guests" is the heading of those who speak with
            the hosts, "several_guests" the word for them; "founders" is true of some founders, and
            "creators" says it of a programme; "and" is between the last two of several names.
        relations: the labels of each relation of organisations to episodes and to one another.
        titles: words that may precede a person's name, folded.
        stop_words: words that carry no meaning in a search, folded.
        asking: the words in which people ask for an episode, folded: "episode" and "mark" before a
            number, "season", "show", "intro", "introduction", "trailer", "last", "and", "to", the
            number "one", the "cardinals" from two and the "ordinals" from first, with a slash
            between forms, which are regular expressions, and "fillers", phrases that surround a
            need. "minutes" and "hours" follow a number, "under", "over" and "between" precede a
            running time, "when" a day, month or year; "shortest", "longest", "hosting", "except",
            and "million" after a number.
        endings: endings that searches replace, each with the minimum number of letters before it,
            four or more, and what takes its place; plurals and final letters "y" are gone by then.
        exceptions: the stems of at most twenty words that these rules would get wrong.
        guests: the words around the names of guests: "before" and "after" them in a title,
            "notes_before" and "notes_after" in show notes, "of" before where a guest comes from;
            "roles", which may precede a name; "no_names", which are part of no name, and
            "organisations", the legal forms that end theirs.
    """

    name: str
    decimal_mark: str
    typography: tuple[str, Mapping[str, str]]
    words: Mapping[str, str]
    relations: Mapping[str, Labels]
    titles: tuple[str, ...]
    stop_words: tuple[str, ...]
    asking: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[int, str]]
    exceptions: Mapping[str, str]
    guests: Mapping[str, tuple[str, ...]]


def load_languages(tags: Iterable[str] = LANGUAGE_TAGS) -> tuple[LanguageWords, ...]:
    """Return the words of some of the languages that have a file, or of all, English last."""
    return tuple(map(_load, tags))


def languages_with_file(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the languages of some tags that have a file, English last.

    >>> languages_with_file(["en-GB", "br", "fr"])
    ('fr', 'en')
    """
    bases = {*map(base_of, tags)}
    return tuple(tag for tag in LANGUAGE_TAGS if tag in bases)


@cache
def _load(tag: str) -> LanguageWords:
    found: dict[str, Any] = json.loads(read_file(__spec__, f"{tag}.json"))
    # The groups of words are for those who read the file.
    words = {key: word for group in found["words"].values() for key, word in group.items()}
    relations = {key: Labels(**labels) for key, labels in found["relations"].items()}
    for key, labels in relations.items():
        words |= {f"{key}.{end}": label for end, label in labels._asdict().items()}
    asking, endings, guests = (found.get(name, {}) for name in ("asking", "endings", "guests"))
    return LanguageWords(
        name=found["name"],
        decimal_mark=found["decimal_mark"],
        typography=tuple(found.get("typography", ("", {}))),
        words=MappingProxyType(words),
        relations=MappingProxyType(relations),
        titles=tuple(found.get("titles", ())),
        stop_words=tuple(found.get("stop_words", ())),
        asking=MappingProxyType({key: tuple(some) for key, some in asking.items()}),
        endings=MappingProxyType({key: tuple(rule) for key, rule in endings.items()}),
        exceptions=MappingProxyType(found.get("exceptions", {})),
        guests=MappingProxyType({key: tuple(some) for key, some in guests.items()}),
    )


def base_of(tag: str) -> str:
    """Return a tag without the region, script and so on.

    >>> base_of("fr-CA")
    'fr'
    """
    return tag.partition("-")[0]


def find_language(tag: str) -> LanguageWords | None:
    """Return the language with a tag, whatever its region, if it has a file.

    >>> find_language("fr-CA").name, find_language("br")
    ('Français', None)
    """
    base = base_of(tag)
    return _load(base) if base in LANGUAGE_TAGS else None


def language_of(tag: str) -> LanguageWords:
    """Return the language with a tag, whatever its region, or else English.

    >>> language_of("fr-CA").name, language_of("br").name
    ('Français', 'English')
    """
    return find_language(tag) or _load(_ENGLISH)


def choose_page_language(tag: str) -> str:
    """Return the language of a page's fixed words.

    >>> choose_page_language("fr-CA"), choose_page_language("br")
    ('fr-CA', 'en')
    """
    return tag if base_of(tag) in LANGUAGE_TAGS else _ENGLISH


def name_language(tag: str) -> str:
    """Return what a language calls itself, or else its tag.

    >>> name_language("en"), name_language("de"), name_language("en-GB")
    ('English', 'Deutsch', 'en-GB')
    """
    return _load(tag).name if tag in LANGUAGE_TAGS else _NAMES.get(tag, tag)


def direction_of(tag: str) -> str:
    """Return the direction in which a language is written, as HTML names it.

    >>> direction_of("ar-MA"), direction_of("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if base_of(tag) in _FROM_RIGHT else "ltr"


def direction_of_text(text: str, tag: str) -> str:
    """Return the direction in which a text is read among others in a language.

    A text has the direction of the language unless all its letters are read the other way.

    >>> [direction_of_text(text, "he") for text in ("BBC \u05dc\u05d7\u05dd", "BBC!", "2022")]
    ['rtl', 'ltr', 'rtl']
    """
    own = direction_of(tag)
    directions = (_DIRECTIONS.get(bidirectional(letter), "") for letter in text)
    other = next(filter(None, directions), own)
    return own if own in directions else other
