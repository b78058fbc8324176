"""``sqlite``: a database of typed tables with views and full-text search, for SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="sqlite",
    suffixes=('.sqlite', '.sqlite3', '.db'),
    media_type="application/vnd.sqlite3",
    summary="A database of typed tables with views and full-text search, for SQL.",
    kind="file",
)


def content(catalogue: Catalogue) -> bytes:
    """Return the catalogue."""
    raise NotImplementedError
