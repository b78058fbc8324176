"""``json``: the whole catalogue in one document, for programs; loads again exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._json import write
from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="json",
    suffixes=(".json",),
    media_type="application/json",
    summary="The whole catalogue in one document, for programs; loads again exactly.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue as JSON."""
    return write(catalogue.document()) + "\n"
