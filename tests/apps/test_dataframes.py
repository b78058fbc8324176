"""The catalogue in pandas and Polars, as the documentation loads it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

duckdb = framework("duckdb")
pandas = framework("pandas")
polars = framework("polars")
pyarrow = framework("pyarrow")

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


def test_one_join_finds_the_episodes_of_a_theme_and_of_narrower_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = run("dataframes.md", "Episodes of a broad theme", tmp_path, monkeypatch)
    duckdb.register("links", page["links"])
    duckdb.register("lineage", page["lineage"])
    joined = duckdb.sql("from links join lineage using (theme_id)").pl()
    for theme in CATALOGUE.themes:
        expected = {episode.id for episode in CATALOGUE.by_theme(theme)}
        assert set(joined.filter(above_id=theme.id)["episode_id"]) == expected


def test_one_join_finds_the_episodes_of_a_place_and_of_those_inside_it() -> None:
    tables = tfg.tables(CATALOGUE)
    rows = polars.DataFrame(tables.episode_places).join(
        polars.DataFrame(tables.place_lineage), on="place_id"
    )
    for place in CATALOGUE.places:
        expected = {episode.id for episode in CATALOGUE.by_place(place)}
        assert set(rows.filter(above_id=place.id)["episode_id"]) == expected


# ------------------------------------------------------------- rows of plain values, as they come

ROWS = tfg.to_dict(CATALOGUE.episodes, expand=True, language="en")
# What each library makes of a list of rows: its columns, and how many guests each row has.
Read = tuple[list[str], list[int]]


def in_pyarrow() -> Read:
    table = pyarrow.Table.from_pylist(ROWS)
    return table.column_names, [len(guests) for guests in table["guests"].to_pylist()]


def in_pandas() -> Read:
    frame = pandas.DataFrame(ROWS)
    return list(frame.columns), frame["guests"].map(len).to_list()


def in_polars() -> Read:
    frame = polars.DataFrame(ROWS)
    return frame.columns, frame["guests"].list.len().to_list()


def in_duckdb() -> Read:
    found = duckdb.execute("select unnest($1, max_depth := 2)", [ROWS])
    columns = [name for name, *_ in found.description]
    return columns, [len(row[columns.index("guests")]) for row in found.fetchall()]


@pytest.mark.parametrize("read", [in_pyarrow, in_pandas, in_polars, in_duckdb])
def test_a_list_of_rows_keeps_every_column_although_the_first_has_no_guests(
    read: Callable[[], Read],
) -> None:
    assert not CATALOGUE.episodes[0].guests
    assert read() == (list(ROWS[0]), [len(episode.guests) for episode in CATALOGUE.episodes])


def test_the_first_row_names_the_columns_of_a_csv_file() -> None:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, ROWS[0])
    writer.writeheader()
    writer.writerows(ROWS)
    file.seek(0)
    assert [row["code"] for row in csv.DictReader(file)] == [e.code for e in CATALOGUE.episodes]


def test_each_guest_becomes_a_row() -> None:
    guests = pandas.json_normalize(ROWS, "guests", ["code"])
    named = [(e.code, c.credited_as) for e in CATALOGUE.episodes for c in e.guests]
    assert list(zip(guests["code"], guests["credited_as"], strict=True)) == named
