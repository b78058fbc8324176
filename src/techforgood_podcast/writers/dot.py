"""``dot``: the network of guests, organisations and themes, for Graphviz to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="dot",
    suffixes=('.dot', '.gv'),
    media_type="text/vnd.graphviz",
    summary="The network of guests, organisations and themes, for Graphviz to draw.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
