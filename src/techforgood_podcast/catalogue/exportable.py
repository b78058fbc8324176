"""What formats write: a catalogue, a selection of episodes, or one episode."""

from __future__ import annotations

from typing import TypeAlias

from ..models import Episode
from ..syntax import wrong_kind
from .catalogue import Catalogue
from .episodes import Episodes

Exportable: TypeAlias = Catalogue | Episodes | Episode


def catalogue_of(obj: object) -> Catalogue:
    """Return a catalogue, a selection or one episode as a catalogue of its own.

    Raises:
        TypeError: it is none of these.

    >>> import techforgood_podcast as tfg
    >>> catalogue_of(tfg.by_theme("art")).episodes
    <Episodes: S1E4>
    """
    if isinstance(obj, Episode):
        return Catalogue(show=obj.show, episodes=(obj,))
    if isinstance(obj, Episodes):
        return Catalogue.of(obj._contents).subset(obj)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    if isinstance(obj, Catalogue):
        return obj
    raise wrong_kind("a catalogue, a selection of episodes or an episode", obj)


def is_part(obj: object) -> bool:
    """Return whether something to write is less than the catalogue that it is from.

    >>> import techforgood_podcast as tfg
    >>> is_part(tfg.by_theme("art")), is_part(tfg.load_catalogue().episodes)
    (True, False)
    """
    if isinstance(obj, Episodes):
        return len(obj) < len(obj._contents.episodes)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return isinstance(obj, Episode)
