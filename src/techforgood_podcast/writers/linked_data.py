"""What the formats of linked data have in common: names of things, running times, seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..errors import UnknownOptionError
from .options import address, anchor

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue
    from ..models import Entity, Episode

THEMES: Final = "#themes"
"""The vocabulary of themes, as a whole."""


def base_of(base_url: str | None) -> str | None:
    """Return the address at which a document will stand, if one is given.

    Raises:
        UnknownOptionError: it is no address on the web, or has a fragment.

    >>> base_of("https://example.org/podcast")
    'https://example.org/podcast'
    """
    base = address(base_url)
    if base is not None and "#" in base:
        reason = "has a fragment; those name the things in the document"
        raise UnknownOptionError(base, (), reason=reason)
    return base


def name_of(entity: Entity) -> str:
    """Return the name of an entity, relative to the address of the document.

    >>> from ..models import Theme, LocalizedText
    >>> name_of(Theme(id="emploi", label=LocalizedText(fr="Emploi")))
    '#theme-emploi'
    """
    return f"#{anchor(entity)}"


def season_name(season: int) -> str:
    """Return the name of a season, which is no entity of a catalogue.

    >>> season_name(1)
    '#season-1'
    """
    return f"#season-{season}"


def seasons_of(catalogue: Catalogue) -> dict[int, list[Episode]]:
    """Return the episodes by season, in order."""
    seasons: dict[int, list[Episode]] = {}
    for episode in catalogue.episodes:
        seasons.setdefault(episode.season, []).append(episode)
    return seasons
