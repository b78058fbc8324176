"""The pieces that messages are made of: quoted words, suggestions, paths and safe text."""

from __future__ import annotations

import re
from itertools import accumulate, islice, takewhile, zip_longest
from typing import TYPE_CHECKING, Final
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is spelling though it has no width: joiners after a letter of Arabic, Persian or a script of
# India, and the space of no width between words in Thai, Lao, Khmer and Burmese.
SPELLING: Final = (
    "(?<=[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff])[\u200c\u200d]"
    "|(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b"
)
# Maximum number of suggestions in a message; the attribute holds all of them.
MAX_SUGGESTIONS = 3
# Maximum number of characters of a text in a message.
MAX_LENGTH = 300
# What to do with an address; nothing is fetched from the network.
DOWNLOAD: Final = "download it and pass the file"


def printable(text: str) -> str:
    r"""Escape the characters that are unsafe to print in one line of a terminal.

    >>> print(printable("two\nlines \x1b[2J"))
    two\nlines \x1b[2J
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def harmless(text: str) -> str:
    r"""Escape the same characters, except for the spaces of French typography and joiners.

    >>> harmless("emploi\u202f? \u202e") == "emploi\u202f? \\u202e"
    True
    """
    if text.isprintable():
        return text
    spelling = {found.start() for found in re.finditer(SPELLING, text)}
    return "".join(
        character if category(character) == "Zs" or position in spelling else printable(character)
        for position, character in enumerate(text)
    )


def quoted(text: str) -> str:
    r"""Return what a user gave in quotation marks, escaped and cut.

    >>> print(quoted("two\nlines"))
    "two\nlines"
    """
    return f'"{cut(harmless(cut(text, MAX_LENGTH)), MAX_LENGTH)}"'


def cut(text: str, length: int) -> str:
    """Return a text of at most so many characters; one that is longer ends in an ellipsis.

    >>> cut("Fracture numérique", 9), cut("emploi", 9)
    ('Fracture…', 'emploi')
    """
    return text if len(text) <= length else f"{text[: length - 1]}…"


def width(text: str) -> int:
    """Return how many columns of a terminal a text occupies; a wide letter takes two.

    >>> width("été"), width("日本"), width("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if category(letter) in {"Mn", "Me", "Cf"}
        else 1 + (east_asian_width(letter) in {"W", "F"})
        for letter in text
    )


def cut_columns(text: str, room: int) -> str:
    """Return a text that occupies at most so many columns of a terminal.

    >>> cut_columns("パンと塩", 7), cut_columns("パンと塩", 8)
    ('パンと…', 'パンと塩')
    """
    if width(text) <= room:
        return text
    return f"{text[: fitting(text, room - 1)]}…"


def fitting(letters: Iterable[str], room: int) -> int:
    """Return how many of the first letters occupy at most so many columns.

    >>> fitting("パンと塩", 5)
    2
    """
    return sum(1 for _ in takewhile(lambda used: used <= room, accumulate(map(width, letters))))


def is_address(text: str) -> bool:
    """Return whether a text that should be a path is the address of a page or a file.

    >>> is_address("https://example.org/feed.xml"), is_address("feed.xml")
    (True, False)
    """
    return text.lower().startswith(("http://", "https://"))


def did_you_mean(texts: Iterable[str], aliases: Iterable[str] = ()) -> str:
    """Return a "did you mean" question, or an empty text if there are no suggestions.

    Args:
        texts: the suggestions, closest first.
        aliases: another name of each suggestion, shown with it; empty if none.

    >>> did_you_mean(["title"]), did_you_mean(["Emploi"], ["job"])
    ('did you mean "title"?', 'did you mean "Emploi" (also "job")?')
    """
    shown = [
        f"{quoted(text)} (also {quoted(alias)})" if alias else quoted(text)
        for text, alias in islice(zip_longest(texts, aliases, fillvalue=""), MAX_SUGGESTIONS)
    ]
    return f"did you mean {' or '.join(shown)}?" if shown else ""


def dotted(path: Iterable[str | int]) -> str:
    """Write the way to a value as a person would.

    >>> dotted(("guests", 5, "person"))
    'guests[5].person'
    """
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def join_hint(statement: str, hint: str) -> str:
    """Return a statement with a hint after it, if there is one."""
    return f"{statement}; {hint}" if hint else statement
