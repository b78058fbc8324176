"""``markdown``: a page that people read, and that wikis and static sites print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="markdown",
    suffixes=('.md',),
    media_type="text/markdown",
    summary="A page that people read, and that wikis and static sites print.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
