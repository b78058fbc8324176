"""What formats write: a catalogue, a selection of episodes, hits, or one episode."""

from __future__ import annotations

from typing import Any, TypeAlias

from ..models import Episode
from ..syntax import wrong_kind
from .catalogue import Catalogue, catalogue_of_contents
from .episodes import Episodes, Hits

Exportable: TypeAlias = Catalogue | Episodes | Hits[Any] | Episode


def catalogue_of(obj: object, *, keep_order: bool = False) -> Catalogue:
    """Return a catalogue, a selection, hits or one episode as a catalogue of its own.

    With ``keep_order``, the episodes stay in an order that is not the catalogue's.

    Raises:
        TypeError: it is none of these.

    >>> import techforgood_podcast as tfg
    >>> catalogue_of(tfg.by_theme("art")).episodes
    <Episodes: S1E4>
    >>> newest = tfg.load_catalogue().episodes[:-3:-1]
    >>> catalogue_of(newest).episodes, catalogue_of(newest, keep_order=True).episodes
    (<Episodes: S1E7, S1E8>, <Episodes: S1E8, S1E7>)
    """
    if isinstance(obj, Episode):
        return Catalogue(show=obj.show, episodes=(obj,))
    if isinstance(obj, Hits):
        return catalogue_of(obj.episodes, keep_order=keep_order)
    if isinstance(obj, Episodes):
        ordered = keep_order and obj._ordered  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
        return catalogue_of_contents(obj._contents.subset(obj, ordered=ordered))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    if isinstance(obj, Catalogue):
        return obj
    error = wrong_kind("a catalogue, a selection of episodes or an episode", obj)
    if isinstance(obj, list | tuple):
        raise TypeError(f"{error}; make a selection of it with catalogue.select()")
    raise error


def is_part(obj: object) -> bool:
    """Return whether something to write is less than the catalogue that it is from.

    >>> import techforgood_podcast as tfg
    >>> is_part(tfg.by_theme("art")), is_part(tfg.load_catalogue().episodes)
    (True, False)
    """
    if isinstance(obj, Hits):
        return is_part(obj.episodes)
    if isinstance(obj, Episodes):
        return len(obj) < len(obj._contents.episodes)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return isinstance(obj, Episode)
