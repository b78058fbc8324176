"""``ris``: citations of the episodes, for reference managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="ris",
    suffixes=('.ris',),
    media_type="application/x-research-info-systems",
    summary="Citations of the episodes, for reference managers.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
