"""The error for a value that is not in a closed list, such as a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownOptionError
from ..syntax import wrong_kind
from ..text.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_option(value: object, known: Iterable[str]) -> TypeError:
    """Return the error for a value that is not known, or not text.

    >>> unknown_option("suporter", ["subject", "supporter"])
    UnknownOptionError('suporter', ('subject', 'supporter'), ('supporter',), '')
    """
    known = tuple(known)
    if not isinstance(value, str):
        return wrong_kind(f"one of {', '.join(known)}", value)
    return UnknownOptionError(value, known, closest(value, known))
