"""Names of entities, seasons and the list of themes within a document.

A web page has them as anchors, linked data as fragments (``#theme-emploi``), networks as keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..models import Show
from ..models.sections import section_of

if TYPE_CHECKING:
    from ..models import Entity

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
