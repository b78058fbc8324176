"""``parquet``: a folder of typed tables, for analysis with DuckDB, Polars, pandas or Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="parquet",
    suffixes=(),
    media_type="application/vnd.apache.parquet",
    summary="A folder of typed tables, for analysis with DuckDB, Polars, pandas or Spark.",
    kind="folder",
    extra="arrow",
)


def content(catalogue: Catalogue) -> dict[str, str | bytes]:
    """Return the catalogue."""
    raise NotImplementedError
