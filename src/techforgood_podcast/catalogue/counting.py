"""Count episodes by what they have: guests, themes, seasons and so on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from ..errors import UnknownFieldError
from ..text.suggestions import closest
from .indexes import guest_ids, host_ids, organisation_ids, place_ids, theme_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..models import Episode
    from .collection import Collection
    from .indexes import Contents

Facet: TypeAlias = Literal["guest", "host", "organisation", "theme", "place", "season"]


class Counts(dict[Any, int]):
    """Numbers of episodes by the values of a facet, which notebooks show as a table."""

    def __init__(self, facet: str, counts: Iterable[tuple[Any, int]]) -> None:
        """Take the facet, and each value with its number."""
        super().__init__(counts)
        self.facet = facet

    def _repr_html_(self) -> str:
        """Return a table for notebooks."""
        from ..models.notebooks import counts_table

        return counts_table(self.facet, self)


def count(contents: Contents, episodes: Iterable[Episode], facet: str) -> Counts:
    """Return how many of the episodes have each value of a facet, most frequent first.

    Raises:
        UnknownFieldError: there is no such facet.
    """
    if facet == "season":
        seasons = Counter(episode.season for episode in episodes)
        order = sorted(seasons.items(), key=lambda item: (-item[1], item[0] is None, item[0]))
        return Counts(facet, order)
    facets: Mapping[str, tuple[Collection[Any], Callable[[Episode], Iterable[str]]]] = {
        "guest": (contents.guests, guest_ids),
        "host": (contents.hosts, host_ids),
        "organisation": (contents.organisations, organisation_ids),
        "theme": (contents.themes, theme_ids),
        "place": (contents.places, place_ids),
    }
    if facet not in facets:
        known = get_args(Facet)
        raise UnknownFieldError(facet, known, closest(facet, known))
    everything, ids_of = facets[facet]
    counts = Counter(id_ for episode in episodes for id_ in set(ids_of(episode)))
    found = [entity for entity in everything if entity.id in counts]
    return Counts(facet, ((e, counts[e.id]) for e in sorted(found, key=lambda e: -counts[e.id])))
