"""The error for a value that is not in a closed list, such as a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownOptionError
from ..text.names import FOUNDERS, closest, is_founder

if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_option(value: str, known: Iterable[str], noun: str = "option") -> UnknownOptionError:
    """Return the error for a value that is not known.

    >>> unknown_option("suporter", ["subject", "supporter"])
    UnknownOptionError('suporter', ('subject', 'supporter'), ('supporter',), '', 'option')
    """
    known = tuple(known)
    if noun == "relation" and is_founder(value):
        reason = f"is not a relation; {FOUNDERS}: use founders_of"
        return UnknownOptionError(value, known, reason=reason)
    return UnknownOptionError(value, known, closest(value, known), noun=noun)
