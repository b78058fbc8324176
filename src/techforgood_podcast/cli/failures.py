"""Turn the errors of the library into one-line messages with flags and commands."""

from __future__ import annotations

import shlex
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ..errors import (
    CatalogueError,
    FeedError,
    Message,
    PodcastError,
    TargetExistsError,
    UnknownFieldError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownNameError,
    UnknownOptionError,
)
from ..models.sections import SECTIONS
from ..quoting import MAX_LENGTH
from .arguments import STANDARD_INPUT, flag_of
from .selecting import load_from
from .terminal import NOTHING, PROGRAM, USAGE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from ..errors import Problem, Remedy

# For each kind that errors name, the command that lists its records.
_LISTED_BY: Mapping[str, str] = {
    "guest": "guests",
    "host": "hosts",
    **{section.noun: section.name for section in SECTIONS if section.name != "sources"},
}
# For each function that errors name, the command that does the same.
_COMMANDS: Mapping[str, str] = {"by_person": "show", "search": "search"}


def explain(error: PodcastError, options: argparse.Namespace) -> tuple[str, int]:
    """Return the message for an error of the library, and the exit status.

    Args:
        error: the error.
        options: the arguments of the command that failed.
    """
    match error:
        case CatalogueError():
            more = len(error.problems) - 1
            advice = f" (and {more} more{_listing(options)})" if more else ""
            return f"{reworded(error.problems[0], options)}{advice}", NOTHING
        case (
            UnknownFieldError()
            | UnknownFormatError()
            | UnknownLanguageError()
            | UnknownOptionError()
        ):
            return str(error), USAGE
        case UnknownNameError():
            error.hint = _in_flags(error.hint, options)
            return f"{error}{_advice(error, options)}", NOTHING
        case FeedError():
            error.message = _in_flags(error.message, options)
            return str(error), NOTHING
        case TargetExistsError() if error.foreign is None and error.replaceable:
            return f'"{error.filename}" already exists; pass --force to replace it', NOTHING
        case _:
            return str(error), NOTHING


def _listing(options: argparse.Namespace) -> str:
    """Return the command that lists problems; "" if the catalogue has none, but cannot be written.

    It is read again, since whoever found the problems may have read other files as well.
    """
    path, *overlays = _catalogue_of(options)
    if path in {"", STANDARD_INPUT}:
        path = "PATH"
    else:
        with suppress(CatalogueError):
            load_from(path, overlays[1::2])
            return ""
    return f"; run {shlex.join([PROGRAM, 'validate', path, *overlays])} to list them"


def reworded(problem: Problem, options: argparse.Namespace) -> Problem:
    """Return a problem whose hint names options and commands where Python names others."""
    return attrs.evolve(problem, hint=problem.hint and _in_flags(problem.hint, options))


def _in_flags(text: str, options: argparse.Namespace) -> str:
    """Return a message or a hint with options and commands as its remedies."""
    parts = text.parts if isinstance(text, Message) else (text,)
    return "".join(part if isinstance(part, str) else _in_words(part, options) for part in parts)


def _in_words(remedy: Remedy, options: argparse.Namespace) -> str:
    if remedy.name in _COMMANDS:
        return f"{PROGRAM} {_COMMANDS[remedy.name]}"
    argument = remedy.name.removeprefix("by_")
    values = remedy.value if isinstance(remedy.value, list) else ()
    where = "" if hasattr(options, argument) else f" to {PROGRAM} import-feed"
    return f"{shlex.join((flag_of(argument), *values))}{where}"


def _advice(error: UnknownNameError, options: argparse.Namespace) -> str:
    """Return the advice to run a command on the same catalogue; "" if the error has advice."""
    if error.suggestions or error.hint:
        return ""
    if error.kind in _LISTED_BY:
        verb, command = "see", [_LISTED_BY[error.kind]]
    elif 0 < len(error.text.strip()) <= MAX_LENGTH:  # a record of any kind
        verb, command = "try", ["search", error.text]
    else:
        return ""
    data, *overlays = _catalogue_of(options)
    command += ["--data", data] if data else []
    return f"; {verb} {PROGRAM} {shlex.join([*command, *overlays])}"


def _catalogue_of(options: argparse.Namespace) -> list[str]:
    """Return the path of the catalogue, which may be empty, and the options for what is over it."""
    names = ("data", "folder", "source")
    data = next(filter(None, (getattr(options, name, None) for name in names)), "")
    overlays = (("--overlay", overlay) for overlay in getattr(options, "overlay", ()))
    return [str(data), *chain.from_iterable(overlays)]
