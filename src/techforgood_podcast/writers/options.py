"""Checks of the options that several formats take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..catalogue.languages import match_language, written_languages
from ..errors import UnknownOptionError
from ..models.rules import WEB_ADDRESS, has_valid_host
from ..models.values import wrong_text
from ..syntax import named
from ..text.suggestions import closest

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

_NODES: Final = ("all", "shared")
_WIDEST: Final = 8
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")


def choose_language(catalogue: Catalogue, language: str | None) -> str:
    """Return the language to write in: the one given, or else that of the show.

    A language that has words of its own is always allowed; any other must be that of some text. A
    longer tag, such as en-GB, means the language that it narrows, unless some text has that tag.

    Raises:
        UnknownLanguageError: nothing in the catalogue is written in it.
        UnknownOptionError: it is not text.
    """
    language = check_text(language)
    if language is None:
        return catalogue.show.language
    return match_language(language, written_languages(catalogue))


def _refused(value: object, *, reason: str) -> UnknownOptionError:
    """Return the error for a value that an option cannot have."""
    try:
        text = str(value)
    except ValueError:  # a number that Python refuses to print
        text = named(value)
    return UnknownOptionError(text, (), reason=reason)


def check_text(value: object) -> str | None:
    """Return an option that is text, if it is given.

    Raises:
        UnknownOptionError: it is not text.

    >>> check_text("season")
    'season'
    """
    if value is None or isinstance(value, str):
        return value
    raise _refused(value, reason="is not text")


def check_flag(value: object) -> bool | None:
    """Return an option that is true or false, if it is given.

    Raises:
        UnknownOptionError: it is neither.

    >>> check_flag(True)
    True
    """
    if value is None or isinstance(value, bool):
        return value
    raise _refused(value, reason="is neither True nor False")


def check_accent(value: object) -> str | None:
    """Return an option that is a colour, if it is given.

    Raises:
        UnknownOptionError: it is not a number sign and six hexadecimal digits.

    >>> check_accent("#A8391F")
    '#a8391f'
    """
    colour = check_text(value)
    if colour is not None and not _COLOUR.fullmatch(colour):
        raise _refused(value, reason="is not a colour such as #a8391f")
    return colour and colour.lower()


def check_indent(value: object) -> int | None:
    """Return an option that is a number of spaces, or ``None`` for one line.

    Raises:
        UnknownOptionError: it is neither.

    >>> check_indent(4)
    4
    """
    if value is None or (type(value) is int and 0 <= value <= _WIDEST):
        return value
    reason = f"is neither None nor a number of spaces from 0 to {_WIDEST}"
    raise _refused(value, reason=reason)


def check_separator(value: object) -> str | None:
    """Return an option that separates cells, if it is given.

    Raises:
        UnknownOptionError: it is neither a comma nor a semicolon.

    >>> check_separator(";")
    ';'
    """
    if value is None or (isinstance(value, str) and value in (",", ";")):
        return value
    raise _refused(value, reason="is neither a comma nor a semicolon")


def check_nodes(value: object) -> str | None:
    """Return which nodes of a network to draw, if that is given.

    Raises:
        UnknownOptionError: it is neither ``"all"`` nor ``"shared"``.

    >>> check_nodes("shared")
    'shared'
    """
    nodes = check_text(value)
    if nodes is not None and nodes not in _NODES:
        raise UnknownOptionError(nodes, _NODES, closest(nodes, _NODES))
    return nodes


def check_address(value: str | None) -> str | None:
    """Return an option that is an address, if it is given.

    Raises:
        UnknownOptionError: it is not an address on the web.

    >>> check_address("https://example.org/")
    'https://example.org/'
    """
    value = check_text(value)
    if value is not None and wrong_text(value, (WEB_ADDRESS,)):
        expected = f"{WEB_ADDRESS.noun} {WEB_ADDRESS.shape}"
        raise UnknownOptionError(value, (), reason=f"is not {expected}")
    if value is not None and (wrong := has_valid_host(value)):
        raise UnknownOptionError(value, (), reason=f"cannot be used: {wrong[0]}")
    return value


def check_base_url(base_url: str | None) -> str | None:
    """Return the address at which a document will be published, if it is given.

    Raises:
        UnknownOptionError: it is not an address on the web, or has a fragment.

    >>> check_base_url("https://example.org/podcast")
    'https://example.org/podcast'
    """
    base = check_address(base_url)
    if base is not None and "#" in base:
        reason = "has a fragment; leave out what follows the #"
        raise UnknownOptionError(base, (), reason=reason)
    return base
