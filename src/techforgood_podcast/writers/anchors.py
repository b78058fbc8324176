"""Names of entities, seasons and the list of themes within a document.

A web page has them as anchors, linked data as fragments (``#theme-emploi``), networks as keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..models import Show
from ..models.sections import section_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Entity, Episode

THEMES: Final = "themes"


def anchor_of(entity: Entity) -> str:
    """Return the name of an entity within a document that describes a whole catalogue.

    >>> from ..models import LocalizedText, Source
    >>> anchor_of(Source(id="show-page", title=LocalizedText(en="Page")))
    'source-show-page'
    """
    noun = "show" if isinstance(entity, Show) else section_of(type(entity)).noun
    return f"{noun}-{entity.id}"


def season_anchor(season: int) -> str:
    """Return the name of a season, which is not an entity of a catalogue.

    >>> season_anchor(1)
    'season-1'
    """
    return f"season-{season}"


def group_by_season(episodes: Iterable[Episode]) -> dict[int | None, list[Episode]]:
    """Return episodes by season, in the order given; ``None`` has those without one."""
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    return seasons
