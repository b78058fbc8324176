"""The error for a value that is not in a closed list, such as a relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UnknownOptionError
from ..syntax import wrong_kind
from ..text.suggestions import FOUNDERS, closest, is_founder

if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_option(value: object, known: Iterable[str], noun: str = "option") -> TypeError:
    """Return the error for a value that is not known, or not text.

    >>> unknown_option("suporter", ["subject", "supporter"])
    UnknownOptionError('suporter', ('subject', 'supporter'), ('supporter',), '', 'option')
    """
    known = tuple(known)
    if not isinstance(value, str):
        return wrong_kind(f"one of {', '.join(known)}", value)
    if noun == "relation" and is_founder(value):
        reason = f"is not a relation; {FOUNDERS}: use founders_of"
        return UnknownOptionError(value, known, reason=reason)
    return UnknownOptionError(value, known, closest(value, known), noun=noun)
