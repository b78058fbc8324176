"""The pieces that messages are made of: quoted words, suggestions, paths and safe text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Maximum number of suggestions in a message; the attribute holds all of them.
MAX_SHOWN = 3


def printable(text: str) -> str:
    r"""Escape the characters that are unsafe to print in one line of a terminal.

    >>> print(printable("two\nlines \x1b[2J"))
    two\nlines \x1b[2J
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def one_of(texts: Iterable[str]) -> str:
    """Quote texts and join them with "or".

    >>> one_of(["a", "b"])
    '"a" or "b"'
    """
    return " or ".join(f'"{text}"' for text in texts)


def did_you_mean(texts: Iterable[str]) -> str:
    """Return a "did you mean" question, or an empty text if there are no suggestions.

    >>> did_you_mean(["title"])
    'did you mean "title"?'
    """
    shown = tuple(texts)[:MAX_SHOWN]
    return f"did you mean {one_of(shown)}?" if shown else ""


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
