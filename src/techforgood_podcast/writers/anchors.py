"""Names of entities, seasons and the list of themes within a document, and of licences anywhere.

A web page has names as anchors, linked data as fragments (``#theme-emploi``), networks as keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..models import Show
from ..models.sections import section_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Entity

THEMES: Final = "themes"
# The addresses that the licences of Creative Commons give themselves.
_LICENCES: Final[Mapping[str, str]] = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
}
# Identifiers of SPDX end in a version, but for that of MIT among those that data have.
_SPDX: Final = re.compile(r"MIT|[A-Za-z0-9-]+-\d+(?:\.\d+)+(?:-[A-Za-z0-9]+)*")


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


def licence_address(licence: str | None) -> str | None:
    """Return the address of a licence that is one identifier of SPDX, else ``None``.

    >>> licence_address("CC0-1.0"), licence_address("MIT OR Apache-2.0"), licence_address("ours")
    ('https://creativecommons.org/publicdomain/zero/1.0/', None, None)
    >>> licence_address("MIT")
    'https://spdx.org/licenses/MIT'
    """
    if licence is None or not _SPDX.fullmatch(licence):
        return None
    return _LICENCES.get(licence, f"https://spdx.org/licenses/{licence}")
