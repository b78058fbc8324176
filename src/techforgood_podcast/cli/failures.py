"""Turn the errors of the library into one-line messages with flags and commands."""

from __future__ import annotations

import re
import shlex
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import (
    CatalogueError,
    PodcastError,
    TargetExistsError,
    UnknownFieldError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownNameError,
    UnknownOptionError,
)
from ..quoting import MAX_LENGTH
from .arguments import STANDARD_INPUT, flag_of
from .terminal import NOTHING, PROGRAM, USAGE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

# For each kind that errors name, the command that lists its records.
_LISTED_BY: Mapping[str, str] = MappingProxyType(
    {
        "episode": "episodes",
        "person": "people",
        "guest": "guests",
        "host": "hosts",
        "organisation": "organisations",
        "theme": "themes",
        "place": "places",
    }
)


def explain(error: PodcastError, options: argparse.Namespace) -> tuple[str, int]:
    """Return the message for an error of the library, and the exit status.

    Args:
        error: the error.
        options: the arguments of the command that failed.
    """
    match error:
        case CatalogueError():
            more = len(error.problems) - 1
            path, *overlays = _catalogue_of(options)
            known = path if path not in {"", STANDARD_INPUT} else "PATH"
            command = shlex.join([PROGRAM, "validate", known, *overlays])
            advice = f" (and {more} more; run {command} to list them)" if more else ""
            return f"{error.problems[0]}{advice}", NOTHING
        case (
            UnknownFieldError()
            | UnknownFormatError()
            | UnknownLanguageError()
            | UnknownOptionError()
        ):
            return str(error), USAGE
        case UnknownNameError(kind="guest" | "host") if error.hint:
            message = str(error).replace("use by_person", f"see {PROGRAM} show")
            return re.sub("use by_(guest|host) or by_person", r"use --\1", message), NOTHING
        case UnknownNameError():
            message = str(error).replace("; search finds", f"; {PROGRAM} search finds")
            return f"{message}{_advice(error, options)}", NOTHING
        case TargetExistsError() if error.foreign is None and error.replaceable:
            return f'"{error.filename}" already exists; pass --force to replace it', NOTHING
        case _:
            return _in_flags(str(error), options), NOTHING


def _in_flags(message: str, options: argparse.Namespace) -> str:
    """Return a message about a feed, with flags in place of arguments in Python."""
    for argument, value in (("recover", "=True"), ("max_bytes", "")):
        way = "pass" if hasattr(options, argument) else f"run {PROGRAM} import-feed with"
        message = message.replace(f"pass {argument}{value}", f"{way} {flag_of(argument)}")
    return message


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
    data = getattr(options, "data", None) or getattr(options, "folder", None) or ""
    overlays = (("--overlay", overlay) for overlay in getattr(options, "overlay", ()))
    return [str(data), *chain.from_iterable(overlays)]
