"""Arrow tables and Parquet files, read by DuckDB.

Polars is a second reader since it proves another claim: a dataframe takes the tables from memory.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import cases
import pytest

import techforgood_podcast as tfg
from rebuilding import comparable, rebuilt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

duckdb = cases.reader("duckdb")
polars = cases.reader("polars")
Document = dict[str, Any]
Rows = list[Document]

DATABASE = duckdb.connect()


def of_duckdb(relation: Any) -> Rows:
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


def in_file(path: Path) -> Rows:
    return of_duckdb(DATABASE.read_parquet(str(path)))


# Functions that accept a table directly.
TAKERS: dict[str, Callable[[Any], Rows]] = {
    "duckdb": lambda table: of_duckdb(DATABASE.from_arrow(table)),
    "polars": lambda table: polars.DataFrame(table).to_dicts(),
}


def document_of(catalogue: tfg.Catalogue) -> Document:
    found: Document = comparable(tfg.to_dict(catalogue))
    return found


def in_utc(document: Document) -> Document:
    """Return a document with its moments in UTC, since tables lose their zones."""
    for episode in document.get("episodes", ()):
        if "published_at" in episode:
            moment = dt.datetime.fromisoformat(episode["published_at"])
            episode["published_at"] = moment.astimezone(dt.UTC).isoformat()
    return document


@pytest.mark.parametrize("case", cases.CASES)
def test_the_files_hold_every_fact(case: str, tmp_path: Path) -> None:
    tfg.dump(cases.CASES[case], tmp_path / "tables", "parquet")
    found = {file.stem: in_file(file) for file in (tmp_path / "tables").iterdir()}
    catalogue = cases.catalogue_of(cases.CASES[case])
    assert in_utc(rebuilt(found, catalogue.languages)) == in_utc(document_of(catalogue))


@pytest.mark.parametrize("case", cases.CASES)
@pytest.mark.parametrize("taker", TAKERS)
def test_the_tables_hold_every_fact(taker: str, case: str) -> None:
    found = {name: TAKERS[taker](t) for name, t in tfg.tables(cases.CASES[case]).items()}
    catalogue = cases.catalogue_of(cases.CASES[case])
    assert in_utc(rebuilt(found, catalogue.languages)) == in_utc(document_of(catalogue))


def test_a_value_that_was_changed_is_noticed(tmp_path: Path) -> None:
    text = tfg.dumps(cases.BUNDLED, "json").replace("13 millions", "14 millions")
    tfg.dump(tfg.loads(text, "json"), tmp_path / "tables", "parquet")
    found = {file.stem: in_file(file) for file in (tmp_path / "tables").iterdir()}
    assert rebuilt(found, ("fr", "en")) != comparable(tfg.to_dict(cases.BUNDLED))


def test_duckdb_finds_tables_by_the_names_of_variables() -> None:
    episodes = tfg.tables(cases.BUNDLED).episodes
    found = duckdb.sql("SELECT code FROM episodes WHERE duration_seconds > 2000 ORDER BY code")
    longer = cases.BUNDLED.episodes.longer_than(minutes=2000 / 60)
    assert found.fetchall() == [(episode.code,) for episode in longer]
    assert 0 < len(found) < episodes.num_rows


def test_days_and_numbers_have_their_types_in_every_reader() -> None:
    episodes = tfg.tables(cases.BUNDLED).episodes
    types = [polars.DataFrame(episodes).schema[name] for name in ("published", "season", "title")]
    assert types == [polars.Date, polars.Int64, polars.String]
    relation = DATABASE.from_arrow(episodes).select("published, season, title")
    assert [str(kind) for kind in relation.types] == ["DATE", "BIGINT", "VARCHAR"]
    frame = polars.DataFrame(episodes)
    assert frame["duration_seconds"].sum() == cases.BUNDLED.episodes.total_duration.total_seconds()
