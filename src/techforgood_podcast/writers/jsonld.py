"""``jsonld``: a description in schema.org's terms, for search engines and web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="jsonld",
    suffixes=('.jsonld',),
    media_type="application/ld+json",
    summary="A description in schema.org's terms, for search engines and web pages.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
