"""Options that several formats take, checked once and refused in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownLanguageError, UnknownOptionError
from ..models import Show
from ..models.checking import PATTERNS
from ..models.fields import section_of
from ..text.characters import forbidden_in
from ..text.names import closest
from ..text.words import WORDS

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from ..models import Entity, LocalizedText


def language_of(catalogue: Catalogue, language: str | None) -> str:
    """Return the language to write in: the one asked for, or else that of the show.

    French and English are always known; any other has to be that of some text.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in it.
        UnknownOptionError: it is no text.
    """
    language = text_or_none(language)
    if language is None:
        return catalogue.show.language
    known = sorted({*WORDS, *catalogue.languages})
    if language not in known:
        raise UnknownLanguageError(language, known, closest(language, known))
    return language


def in_language(text: LocalizedText, language: str) -> str:
    """Return a text in a language, or in its main one where it does not exist in that.

    >>> from ..models import LocalizedText
    >>> in_language(LocalizedText(fr="emploi", en="employment"), "en")
    'employment'
    >>> in_language(LocalizedText(fr="emploi"), "en")
    'emploi'
    """
    return text.get(language) or str(text)


def text_or_none(value: object) -> str | None:
    """Return the text that an option holds, if it holds one.

    Raises:
        UnknownOptionError: it is anything else.

    >>> text_or_none("season")
    'season'
    """
    if value is None or isinstance(value, str):
        return value
    raise UnknownOptionError(str(value), (), reason="is no text")


def flag(value: object) -> bool | None:
    """Return what an option says that is either true or false, or not given.

    Raises:
        UnknownOptionError: it is neither.

    >>> flag(True)
    True
    """
    if value is None or isinstance(value, bool):
        return value
    raise UnknownOptionError(str(value), (), reason="is neither True nor False")


def address(value: str | None) -> str | None:
    """Return the address that an option holds, if it holds one.

    Raises:
        UnknownOptionError: it is no address on the web.

    >>> address("https://example.org/")
    'https://example.org/'
    """
    value = text_or_none(value)
    pattern, expected = PATTERNS["url"]
    if value is not None and (not pattern.fullmatch(value) or forbidden_in(value)):
        raise UnknownOptionError(value, (), reason=f"is not {expected}")
    return value


def anchor(entity: Entity) -> str:
    """Return the name of an entity within a document that describes a whole catalogue.

    >>> from ..models import Source
    >>> anchor(Source(id="show-page", title="Page"))
    'source-show-page'
    """
    noun = "show" if isinstance(entity, Show) else section_of(type(entity)).noun
    return f"{noun}-{entity.id}"
