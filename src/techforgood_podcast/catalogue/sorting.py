"""The fields that episodes can be sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ..errors import UnknownFieldError
from ..text.folding import fold
from ..text.names import closest
from .indexes import instant_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..models import Episode

SortField: TypeAlias = Literal[
    "id", "code", "season", "number", "kind", "title", "duration", "published"
]

SORT_KEYS: Mapping[SortField, Callable[[Episode], Any]] = {
    "id": lambda episode: episode.id,
    "code": lambda e: (e.season is None, e.season or 0, e.number or 0, e.code),
    "season": lambda episode: episode.season,
    "number": lambda episode: episode.number,
    "kind": lambda episode: episode.kind,
    "title": lambda episode: fold(episode.title),
    "duration": lambda episode: episode.duration,
    "published": lambda episode: episode.published and (episode.published, instant_of(episode)),
}


def sort_key(field: SortField | Callable[[Episode], Any]) -> Callable[[Episode], Any]:
    """Return the function to sort episodes with, given one or the name of a field.

    Raises:
        UnknownFieldError: episodes cannot be sorted by this field.

    >>> sort_key(len)
    <built-in function len>
    """
    if callable(field):
        return field
    if field not in SORT_KEYS:
        raise UnknownFieldError(field, SORT_KEYS, closest(field, SORT_KEYS))
    return SORT_KEYS[field]
