"""``jsonfeed``: a feed in JSON, for web pages and feed readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="jsonfeed",
    suffixes=('.feed.json',),
    media_type="application/feed+json",
    summary="A feed in JSON, for web pages and feed readers.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
