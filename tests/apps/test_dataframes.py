"""The catalogue in pandas and Polars, as the documentation loads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pandas = framework("pandas")
polars = framework("polars")

CATALOGUE = tfg.load_catalogue()
# Each reference of a table, and the table that it refers to.
REFERENCES = [
    ("episode_themes", "theme_id", "themes"),
    ("episode_guests", "person_id", "people"),
    ("episode_organisations", "organisation_id", "organisations"),
    ("episode_sources", "source_id", "sources"),
    ("appearances", "person_id", "people"),
    ("appearances", "episode_id", "episodes"),
]


def dangling_in_pandas(referring: Any, column: str, target: Any) -> set[str]:
    known = pandas.DataFrame.from_arrow(target)["id"]
    ids = pandas.DataFrame.from_arrow(referring)[column].dropna()
    return set(ids[~ids.isin(known)])


def dangling_in_polars(referring: Any, column: str, target: Any) -> set[str]:
    rows = polars.DataFrame(referring).drop_nulls(column)
    return set(
        rows.join(polars.DataFrame(target), left_on=column, right_on="id", how="anti")[column]
    )


DANGLING = [dangling_in_pandas, dangling_in_polars]


@pytest.mark.parametrize("dangling", DANGLING)
@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_every_reference_joins(
    dangling: Callable[[Any, str, Any], set[str]], table: str, column: str, target: str
) -> None:
    tables = tfg.tables(CATALOGUE)
    assert dangling(tables[table], column, tables[target]) == set()


@pytest.mark.parametrize("dangling", DANGLING)
def test_a_reference_to_a_row_that_is_missing_is_found(
    dangling: Callable[[Any, str, Any], set[str]],
) -> None:
    tables = tfg.tables(CATALOGUE)
    people = tables.people
    gap = people.column("id").to_pylist().index("karine-gentelet")
    others = people.take([row for row in range(len(people)) if row != gap])
    assert dangling(tables.appearances, "person_id", others) == {"karine-gentelet"}


def test_both_count_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas_page = run("dataframes.md", "pandas", tmp_path, monkeypatch)
    polars_page = run("dataframes.md", "Polars", tmp_path, monkeypatch)
    assert len(pandas_page["episodes"]) == len(CATALOGUE.episodes)
    assert polars_page["guests"].height == sum(len(e.guests) for e in CATALOGUE.episodes)
