"""Arrow tables and Parquet files, read by DuckDB.

Polars is a second reader since it proves another claim: a dataframe takes the tables from memory.
"""

from __future__ import annotations

import datetime as dt
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import cases
import pytest

import techforgood_podcast as tfg
from rebuilding import comparable, rebuilt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
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


@pytest.mark.parametrize("partition_by", ["season", "show"])
@pytest.mark.parametrize("case", ["bundled", "own", "empty"])
def test_a_column_that_is_in_the_path_is_read_like_any_other(
    case: str, partition_by: Any, tmp_path: Path
) -> None:
    obj = cases.CASES[case]
    tfg.dump(obj, tmp_path / "tables", "parquet", partition_by=partition_by)
    relation = DATABASE.sql(f"FROM '{tmp_path}/tables/episodes/**/*.parquet'")
    found = sorted(of_duckdb(relation), key=itemgetter("id"))
    assert found == sorted(tfg.tables(obj).episodes.to_pylist(), key=itemgetter("id"))


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


def database_of(catalogue: tfg.Catalogue) -> Any:
    """Return a DuckDB database with a view of each table."""
    database = duckdb.connect()
    for name, table in tfg.tables(catalogue).items():
        database.register(name, table)
    return database


# Each query returns (record, episode) for every record, including narrower or contained ones.
QUERIES = {
    "guest": "SELECT person_id, episode_id FROM episode_guests WHERE person_id IS NOT NULL",
    "theme": """
        WITH RECURSIVE lineage(id, above) AS (
            SELECT id, id FROM themes
            UNION SELECT lineage.id, broader_id FROM lineage JOIN themes ON themes.id = above
            WHERE broader_id IS NOT NULL
        )
        SELECT above, episode_id FROM episode_themes JOIN lineage ON theme_id = id
    """,
    "organisation": """
        WITH RECURSIVE lineage(id, above) AS (
            SELECT id, id FROM organisations
            UNION SELECT id, parent_id
            FROM lineage JOIN organisation_parents ON organisation_id = above
        ), named AS (
            SELECT organisation_id, episode_id FROM episode_organisations
            UNION SELECT organisation_id, episode_id FROM episode_guest_organisations
            UNION SELECT organisation_id, episode_id FROM episode_mentioned_organisations
        )
        SELECT above, episode_id FROM named JOIN lineage ON organisation_id = id
    """,
}


@pytest.mark.parametrize("case", ["bundled", "hostile", "own"])
@pytest.mark.parametrize("facet", QUERIES)
def test_sql_finds_the_episodes_that_the_library_finds(facet: str, case: str) -> None:
    catalogue = cases.catalogue_of(cases.CASES[case])
    lists: dict[str, tuple[Iterable[Any], Callable[[Any], tfg.Episodes]]] = {
        "guest": (catalogue.guests, catalogue.by_guest),
        "theme": (catalogue.themes, catalogue.by_theme),
        "organisation": (catalogue.organisations, catalogue.by_organisation),
    }
    records, query = lists[facet]
    found = set(database_of(catalogue).sql(QUERIES[facet]).fetchall())
    assert found == {(record.id, episode.id) for record in records for episode in query(record)}


def test_names_are_looked_up_by_their_folded_key() -> None:
    found = database_of(cases.BUNDLED).execute(
        "SELECT episode_id FROM names JOIN episode_guests ON person_id = names.id "
        "WHERE names.kind = 'person' AND names.key = 'karine gentelet' ORDER BY episode_id"
    )
    assert found.fetchall() == [(e.id,) for e in cases.BUNDLED.by_guest("Karine Gentelet")]


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and then nothing of the kind")
    with pytest.raises(duckdb.Error, match="magic bytes"):
        in_file(tmp_path / "broken.parquet")


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    tfg.dump(cases.BUNDLED, tmp_path / "tables", "parquet")
    file = tmp_path / "tables" / "episodes.parquet"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(duckdb.Error, match="magic bytes"):
        in_file(file)
