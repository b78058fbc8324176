"""``datapackage``: a folder of tables in CSV, with a description of every column, for research data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="datapackage",
    suffixes=(),
    media_type="application/vnd.datapackage+json",
    summary="A folder of tables in CSV, with a description of every column, for research data.",
    kind="folder",
)


def content(catalogue: Catalogue) -> dict[str, str | bytes]:
    """Return the catalogue."""
    raise NotImplementedError
