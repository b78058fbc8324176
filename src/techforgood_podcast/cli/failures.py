"""Say what went wrong in one line, in the words of a terminal."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import (
    CatalogueError,
    PodcastError,
    TargetExistsError,
    UnknownFormatError,
    UnknownLanguageError,
    UnknownNameError,
    UnknownOptionError,
)
from .terminal import NOTHING, PROGRAM, USAGE

if TYPE_CHECKING:
    from collections.abc import Mapping

# The command that lists the entries of a kind, by the kind that errors name.
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


def explain(error: PodcastError) -> tuple[str, int]:
    """Return the message for an error of the library, and the exit status."""
    match error:
        case CatalogueError():
            more = len(error.problems) - 1
            advice = f" (and {more} more; run {PROGRAM} validate PATH to list them)" if more else ""
            return f"{error.problems[0]}{advice}", NOTHING
        case UnknownFormatError() | UnknownLanguageError() | UnknownOptionError():
            return str(error), USAGE
        case UnknownNameError():
            hinted = error.suggestions or error.hint or error.kind not in _LISTED_BY
            listing = "" if hinted else f"; see {PROGRAM} {_LISTED_BY[error.kind]}"
            return f"{error}{listing}", NOTHING
        case TargetExistsError() if error.foreign is None and error.replaceable:
            return f'"{error.filename}" already exists; pass --force to replace it', NOTHING
        case _:
            return str(error), NOTHING
