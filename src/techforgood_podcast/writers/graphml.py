"""``graphml``: the network of guests, organisations and themes, for Gephi and graph libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="graphml",
    suffixes=('.graphml',),
    media_type="application/graphml+xml",
    summary="The network of guests, organisations and themes, for Gephi and graph libraries.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
