"""The error for a value that is not in a closed list, such as a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownOptionError
from ..text.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_option(value: str, known: Iterable[str]) -> UnknownOptionError:
    """Return the error for a value that is not known.

    >>> unknown_option("suporter", ["subject", "supporter"])
    UnknownOptionError('suporter', ('subject', 'supporter'), ('supporter',), '')
    """
    known = tuple(known)
    return UnknownOptionError(value, known, closest(value, known))
