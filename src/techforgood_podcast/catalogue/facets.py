"""The people, organisations, themes and places of a selection, and its total running time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from ..models import Entity, Episode, Organisation, Person, Place, Theme
from .collection import Collection
from .indexes import (
    Contents,
    guest_ids,
    host_ids,
    own_organisation_ids,
    own_place_ids,
    own_theme_ids,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

EntityT = TypeVar("EntityT", bound=Entity)


class FacetedEpisodes(Collection[Episode]):
    """Episodes of a catalogue, with their people, organisations, themes and places."""

    if TYPE_CHECKING:  # at run time, tools would take it for a field of an answer
        _contents: Contents

    @property
    def total_duration(self) -> dt.timedelta:
        """The sum of the known durations.

        >>> import techforgood_podcast as tfg
        >>> print(tfg.by_theme("art").total_duration)
        0:31:06
        """
        known = (episode.duration for episode in self if episode.duration is not None)
        return sum(known, dt.timedelta())

    @property
    def guests(self) -> Collection[Person]:
        """The guests of these episodes."""
        return self._among(self._contents.guests, guest_ids)

    @property
    def hosts(self) -> Collection[Person]:
        """The hosts of these episodes."""
        return self._among(self._contents.hosts, host_ids)

    @property
    def organisations(self) -> Collection[Organisation]:
        """The organisations that these episodes mention or credit people with."""
        return self._among(self._contents.organisations, own_organisation_ids)

    @property
    def themes(self) -> Collection[Theme]:
        """The themes of these episodes."""
        return self._among(self._contents.themes, own_theme_ids)

    @property
    def places(self) -> Collection[Place]:
        """The places in which these episodes are set."""
        return self._among(self._contents.places, own_place_ids)

    @overload
    def count_by(self, facet: Literal["guest", "host"]) -> dict[Person, int]: ...
    @overload
    def count_by(self, facet: Literal["organisation"]) -> dict[Organisation, int]: ...
    @overload
    def count_by(self, facet: Literal["theme"]) -> dict[Theme, int]: ...
    @overload
    def count_by(self, facet: Literal["place"]) -> dict[Place, int]: ...
    @overload
    def count_by(self, facet: Literal["season"]) -> dict[int | None, int]: ...
    def count_by(self, facet: str) -> Mapping[Any, int]:
        """Count these episodes by facet, most frequent value first.

        Each count is the number of episodes that the query of the same name keeps: a theme
        includes its narrower themes, a country its cities, an organisation its descendants.
        Episodes without a season are counted under ``None``.

        Raises:
            UnknownFieldError: there is no such facet.

        >>> import techforgood_podcast as tfg
        >>> counts = tfg.load_catalogue().episodes.count_by("guest")
        >>> next(iter(counts.items()))
        (<Person karine-gentelet "Karine Gentelet">, 2)
        """
        from .counting import count

        return count(self._contents, self, facet)

    def _among(
        self, entities: Collection[EntityT], ids_of: Callable[[Episode], Iterable[str]]
    ) -> Collection[EntityT]:
        """Return the entities whose ids a function finds in these episodes."""
        ids = {id_ for episode in self for id_ in ids_of(episode)}
        return entities._of(e for e in entities if e.id in ids)  # noqa: SLF001 -- same class
