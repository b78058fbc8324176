"""``parquet``: a folder of typed tables, for analysis with DuckDB, Polars, pandas or Spark.

The tables are those of the data dictionary and of `tfg.tables(catalogue)`, each in a file such as
`episode_guests.parquet`.

With `partition_by`, the episodes are a folder in Hive's layout: `episodes/season=1/part-0.parquet`,
and `season=__HIVE_DEFAULT_PARTITION__` for those without a season. The files leave that column out;
DuckDB, Polars, pandas and Spark take it from the path, as in `FROM 'episodes/**/*.parquet'`.

Also lost: what `datapackage` loses, and time zones: moments are in UTC (`published` is the day in
the original zone).

Note: the same bytes are guaranteed only by the same version of pyarrow.

Tested with: DuckDB and Spark, which return every value.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...relational.arrow import parquet, parts, tables_of
from ..format import Format, Partition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...catalogue.catalogue import Catalogue

FORMAT = Format(
    name="parquet",
    suffixes=(),
    media_type="application/vnd.apache.parquet",
    summary="A folder of typed tables, for analysis with DuckDB, Polars, pandas or Spark.",
    family="data",
    kind="folder",
    extra="arrow",
    options=("partition_by",),
)

# The column of the episodes for each value of the option partition_by.
_COLUMNS: Mapping[str, str] = MappingProxyType({"season": "season", "show": "show_id"})
# The name that tools know for a part without a value.
_NOTHING = "__HIVE_DEFAULT_PARTITION__"


def content(
    catalogue: Catalogue, *, partition_by: Partition | None = None
) -> dict[str, str | bytes]:
    """Return a Parquet file for each table.

    Args:
        catalogue: what to write.
        partition_by: `season` or `show`, for a folder in `episodes/` for each season or show; by
            default all episodes are in `episodes.parquet`.

    Raises:
        MissingExtraError: pyarrow is not installed.

    >>> import tempfile
    >>> from pathlib import Path
    >>> import techforgood_podcast as tfg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tfg.dump(tfg.by_theme("art"), f"{folder}/art", "parquet", partition_by="season")
    ...     [path.name for path in Path(folder, "art", "episodes").iterdir()]
    ['season=1']
    """
    files: dict[str, str | bytes] = {}
    for name, table in tables_of(catalogue, "parquet").items():
        if name == "episodes" and partition_by is not None:
            files |= _partitions(table, _COLUMNS[partition_by])
        else:
            files[f"{name}.parquet"] = parquet(table)
    return files


def _partitions(episodes: Any, column: str) -> dict[str, bytes]:
    """Return the files of the folder `episodes`; without episodes, one file without rows."""
    files = {
        f"episodes/{column}={_NOTHING if value is None else value}/part-0.parquet": parquet(part)
        for value, part in parts(episodes, column)
    }
    return files or {"episodes/part-0.parquet": parquet(episodes)}
