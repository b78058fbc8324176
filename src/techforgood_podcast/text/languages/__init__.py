"""The rules of each language for formats, search and names, in a module named by its tag.

Adding a module to this folder adds a language; no list names them. Other languages get English.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ENGLISH = "en"

# What languages without a module call themselves.
_NAMES = {"de": "Deutsch", "es": "Español", "it": "Italiano"}

# Languages that are written from the right to the left.
_FROM_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


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


class LanguageRules(NamedTuple):
    """All that is particular to one language.

    Attributes:
        name: what the language calls itself.
        words: the fixed words that formats print.
        relations: the labels of each relation of organisations to episodes and to one another.
        typeset: gives a text its typography.
        decimal_mark: the decimal separator, a point or a comma.
        titles: words that may precede a person's name.
        stop_words: words that carry no meaning in a search, folded.
        asking: the words in which people ask for an episode, folded: "episode" and "mark" before a
            number, "season", "show", "intro", "introduction", "trailer", "last", "and", the number
            "one", the "cardinals" from two and the "ordinals" from first, with a slash between
            forms, and "fillers", phrases that surround a need; an underscore is a space.
        endings: endings that searches replace, each with the minimum number of letters before it
            and what takes its place; plurals and final letters "y" are gone by then.
    """

    name: str
    words: Mapping[str, str]
    relations: Mapping[str, Labels]
    typeset: Callable[[str], str]
    decimal_mark: str
    titles: str
    stop_words: str
    asking: Mapping[str, str]
    endings: Mapping[str, tuple[int, str]]


@cache
def language_tags() -> tuple[str, ...]:
    """Return the tags of the languages that have a module, English last.

    >>> language_tags()[-1]
    'en'
    """
    tags = (module.name for module in iter_modules(__path__))
    return tuple(sorted(tags, key=lambda tag: (tag == _ENGLISH, tag)))


def all_languages() -> tuple[LanguageRules, ...]:
    """Return the languages that have a module, English last."""
    return tuple(map(_load, language_tags()))


def base_of(tag: str) -> str:
    """Return a tag without the region, script and so on.

    >>> base_of("fr-CA")
    'fr'
    """
    return tag.partition("-")[0]


def find_language(tag: str) -> LanguageRules | None:
    """Return the language with a tag, whatever its region, if it has a module.

    >>> find_language("fr-CA").name, find_language("br")
    ('Français', None)
    """
    base = base_of(tag)
    return _load(base) if base in language_tags() else None


def language_of(tag: str) -> LanguageRules:
    """Return the language with a tag, whatever its region, or else English.

    >>> language_of("fr-CA").name, language_of("br").name
    ('Français', 'English')
    """
    return find_language(tag) or _load(_ENGLISH)


@cache
def _load(base: str) -> LanguageRules:
    language: LanguageRules = import_module(f".{base}", __package__).LANGUAGE
    return language


def choose_page_language(tag: str) -> str:
    """Return the language of a page's fixed words.

    >>> choose_page_language("fr-CA"), choose_page_language("br")
    ('fr-CA', 'en')
    """
    return tag if find_language(tag) else _ENGLISH


def name_language(tag: str) -> str:
    """Return what a language calls itself, or else its tag.

    >>> name_language("en"), name_language("de"), name_language("en-GB")
    ('English', 'Deutsch', 'en-GB')
    """
    return _load(tag).name if tag in language_tags() else _NAMES.get(tag, tag)


def direction_of(tag: str) -> str:
    """Return the direction in which a language is written, as HTML names it.

    >>> direction_of("ar-MA"), direction_of("fr")
    ('rtl', 'ltr')
    """
    return "rtl" if base_of(tag) in _FROM_RIGHT else "ltr"
