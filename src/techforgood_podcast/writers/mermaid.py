"""``mermaid``: the network of guests, organisations and themes, as a diagram in Markdown pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="mermaid",
    suffixes=('.mmd', '.mermaid'),
    media_type="text/vnd.mermaid",
    summary="The network of guests, organisations and themes, as a diagram in Markdown pages.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
