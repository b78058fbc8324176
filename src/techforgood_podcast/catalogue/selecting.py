"""Make a selection of episodes that are named one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ..models import Episode
from ..syntax import wrong_kind
from .limits import check_show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .appearances import Appearance
    from .episodes import Episodes
    from .related import Related
    from .search import Hit

    Selectable: TypeAlias = Episode | int | str | Hit | Related | Appearance


def select(everything: Episodes, items: Iterable[Selectable]) -> Episodes:
    """Return the episodes that some items mean, in the order given, each once.

    Raises:
        CatalogueError: an episode, or the selection, is of another show.
        TypeError: ``items`` is a text, or an item neither is nor names an episode.
        UnknownNameError: an episode is not in the catalogue.
        AmbiguousNameError: a number or title matches several episodes.
    """
    if isinstance(items, str):
        raise wrong_kind("several episodes", items)
    show = everything._contents.show  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
    # A selection or hits, which may be empty.
    chosen = getattr(items, "episodes", items)
    if isinstance(chosen, type(everything)):
        check_show(show, chosen._contents.show)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
    found: dict[str, Episode] = {}
    for item in items:
        # What a query returned is known by its episode, so that its module need not be imported.
        ref: Any = getattr(item, "episode", None) or item
        episode = _own(everything, ref)
        found.setdefault(episode.id, episode)
    return everything._in_order(found.values())  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own


def _own(everything: Episodes, ref: Episode | int | str) -> Episode:
    """Return the catalogue's episode that equals another; the same id is not enough."""
    if isinstance(ref, Episode) and ref not in everything:
        check_show(everything._contents.show, ref.show)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] -- our own
        from ..errors import UnknownNameError

        differs = "this catalogue's episode with this id differs; pass the id to select it"
        hint = differs if ref.id in everything else ""
        raise UnknownNameError(ref.id, "episode", hint=hint)
    return everything.resolve(ref)
