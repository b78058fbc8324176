"""``csv``: one row for each episode, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="csv",
    suffixes=('.csv',),
    media_type="text/csv",
    summary="One row for each episode, for a spreadsheet.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
