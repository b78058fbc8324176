"""Which languages a catalogue can be written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownLanguageError
from ..models.text import match_tag
from ..text.languages import LANGUAGE_TAGS
from ..text.names import closest
from .exportable import catalogue_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .catalogue import Catalogue
    from .episodes import Episodes


def written_languages(catalogue: Catalogue) -> list[str]:
    """Return the languages that a catalogue can be written in, as sorted tags.

    They are the languages with words of their own, and the languages of the texts.
    """
    return sorted({*LANGUAGE_TAGS, *catalogue.languages})


def match_language(tag: str, known: Sequence[str]) -> str:
    """Return the language with a tag, or else the one without its region (en for en-GB).

    Raises:
        UnknownLanguageError: there is neither.

    >>> match_language("en-GB", ["en", "fr"])
    'en'
    """
    found = match_tag(tag, known)
    if found is None:
        raise UnknownLanguageError(tag, known, closest(tag, known))
    return found


def check_language(obj: Catalogue | Episodes, tag: str) -> None:
    """Refuse a language that a catalogue or a selection cannot be written in.

    Raises:
        UnknownLanguageError: nothing in it is written in the language.
    """
    # Finding the languages of a selection takes longer than converting it.
    if match_tag(tag, LANGUAGE_TAGS) is None:
        match_language(tag, written_languages(catalogue_of(obj)))
