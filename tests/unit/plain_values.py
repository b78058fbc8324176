"""Plain values as the tests need them: what they are, and how files write some of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeGuard

import techforgood_podcast as tfg

if TYPE_CHECKING:
    import datetime as dt

    from techforgood_podcast.writers import Exportable


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Say whether a value is a mapping, whose keys are text in everything that is tested."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Say whether a value is a list."""
    return isinstance(value, list)


def clock(duration: dt.timedelta) -> str:
    """Return a running time as files have it: ``MM:SS`` or ``H:MM:SS``."""
    seconds = int(duration.total_seconds())
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours or ''}{':' if hours else ''}{minutes:02}:{seconds % 60:02}"


def one_line(text: str) -> str:
    """Return a text with white space as one space, and none around it."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def document(obj: Exportable) -> dict[str, Any]:
    """Return the plain values that a file of a catalogue holds."""
    found: dict[str, Any] = json.loads(tfg.dumps(obj, "json"))
    return found
