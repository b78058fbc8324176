"""``rss``: a feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="rss",
    suffixes=('.rss', '.xml'),
    media_type="application/rss+xml",
    summary="A feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
