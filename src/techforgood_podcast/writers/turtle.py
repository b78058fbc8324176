"""``turtle``: linked data: Dublin Core for episodes, SKOS for the themes, for libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="turtle",
    suffixes=('.ttl',),
    media_type="text/turtle",
    summary="Linked data: Dublin Core for episodes, SKOS for the themes, for libraries.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
