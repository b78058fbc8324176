"""The relational tables as Arrow tables, and as a folder of Parquet files."""

from __future__ import annotations

import copy
import importlib
import io
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from settings import examples
from strategies import catalogues
from techforgood_podcast.relational.schema import rows, schema

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
TABLES = tfg.tables(BUNDLED)
TYPES = {
    "text": "string",
    "integer": "int64",
    "number": "double",
    "boolean": "bool",
    "date": "date32[day]",
    "datetime": "timestamp[ms, tz=UTC]",
}


def lines(table: Any) -> list[tuple[Any, ...]]:
    return [tuple(line.values()) for line in table.to_pylist()]


@pytest.mark.parametrize("languages", [("fr",), ("fr", "en"), ("pt-BR", "de", "en")])
def test_there_is_an_attribute_for_each_relational_table(languages: tuple[str, ...]) -> None:
    text = tfg.LocalizedText(dict.fromkeys(languages, "T"))
    show = tfg.Show(id="s", title="S", language=languages[0], summary=text)
    found = tfg.tables(tfg.Catalogue(show=show))
    assert list(found) == [*(table.name for table in schema(languages)), "appearances"]
    assert set(found) <= set(dir(found))


def check(catalogue: tfg.Catalogue) -> None:
    found = tfg.tables(catalogue)
    for table in schema(catalogue.languages):
        assert lines(found[table.name]) == list(rows(catalogue, table))


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE], ids=["bundled", "hostile"])
def test_a_table_holds_the_rows_of_the_relational_table(catalogue: tfg.Catalogue) -> None:
    check(catalogue)


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_every_catalogue_can_be_converted_to_tables(catalogue: tfg.Catalogue) -> None:
    check(catalogue)


@pytest.mark.slow
def test_a_long_table_is_made_of_several_batches_and_holds_every_line() -> None:
    title = tfg.LocalizedText(en="S")
    sources = [tfg.Source(id=f"s{number}", title=title) for number in range(12_000)]
    found = tfg.tables(tfg.Catalogue(show=SHOW, sources=sources)).sources
    assert 1 < found.column("id").num_chunks < 100
    assert sorted(found.column("id").to_pylist()) == sorted(source.id for source in sources)


def test_columns_have_the_types_and_descriptions_of_the_relational_ones() -> None:
    for table in schema(BUNDLED.languages):
        found = TABLES[table.name].schema
        assert found.metadata == {b"description": table.description.encode()}
        assert [(f.name, str(f.type), f.nullable, f.metadata[b"description"]) for f in found] == [
            (column.name, TYPES[column.type], not column.required, column.description.encode())
            for column in table.columns
        ]


def test_an_empty_table_has_the_same_columns_as_a_full_one() -> None:
    found = tfg.tables(BUNDLED.episodes.by_season(7))
    assert found.episodes.num_rows == 0
    assert found.episodes.schema.equals(TABLES.episodes.schema, check_metadata=True)


def test_tables_of_a_selection_or_an_episode_hold_only_what_they_refer_to() -> None:
    found = tfg.tables(BUNDLED.by_guest("Karine Gentelet"))
    assert found.episodes.column("code").to_pylist()[:2] == ["S1E3", "S1E7"]
    alone = tfg.tables(BUNDLED.episode("S1E3"))
    assert alone.episodes.column("code").to_pylist() == ["S1E3"]
    guests = alone.episode_guests.column("person_id").to_pylist()
    assert guests == [guest.person.id for guest in BUNDLED.episode(3).guests if guest.person]
    assert set(guests) < set(alone.people.column("id").to_pylist())


def test_tables_are_a_mapping_as_well() -> None:
    assert len(TABLES) == len(list(TABLES)) == len(schema(("fr",))) + 1
    assert TABLES["episodes"] is TABLES.episodes
    assert "episodes" in TABLES
    assert dict(TABLES)["people"] is TABLES.people


@pytest.mark.parametrize("name", ["epsiodes", "keys", "__len__"])
def test_an_unknown_table_name_is_not_in_the_mapping(name: str) -> None:
    assert name not in TABLES
    assert TABLES.get(name) is None
    with pytest.raises(KeyError, match=name):
        _ = TABLES[name]


def test_an_unknown_table_name_is_not_an_attribute() -> None:
    with pytest.raises(AttributeError, match="epsiodes"):
        _ = TABLES.epsiodes


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(TABLES, "episodes", TABLES.people)  # noqa: B010 -- type checkers refuse the other way
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(TABLES, "episodes")


def test_tables_are_equal_by_value_also_when_pickled_or_copied() -> None:
    assert tfg.tables(BUNDLED) == TABLES
    assert pickle.loads(pickle.dumps(TABLES)) == TABLES  # noqa: S301 -- its own pickle
    assert copy.deepcopy(TABLES) == TABLES
    assert tfg.tables(BUNDLED.episode(3)) != TABLES


def test_the_repr_says_how_many_lines_each_table_has() -> None:
    assert repr(TABLES).startswith(f"<Tables: info 1, redirects {len(BUNDLED.redirects)}, names ")
    hosts = sum(len(episode.hosts) for episode in BUNDLED.episodes)
    assert f", episodes {len(BUNDLED.episodes)}, episode_hosts {hosts}, " in repr(TABLES)


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(tfg.MissingExtraError, match=r"^tables needs .* pip install pyarrow$"):
        tfg.tables(BUNDLED)
    with pytest.raises(tfg.MissingExtraError, match=r"^parquet needs .* pip install pyarrow$"):
        tfg.dump(BUNDLED, tmp_path / "tables", "parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_pyarrow_is_imported_only_when_tables_are_made() -> None:
    code = (
        "import sys, techforgood_podcast as tfg\n"
        "tfg.tables\n"
        "assert 'pyarrow' not in sys.modules\n"
        "tfg.tables(tfg.load_catalogue())\n"
        "assert 'pyarrow' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


EMPTY = BUNDLED.episodes.by_season(7)
SHOW = tfg.Show(id="my-show", title="My show", language="en")
SEASONS = tfg.Catalogue(
    show=SHOW,
    episodes=[
        tfg.Episode(id=f"s{season:02}e01", show=SHOW, season=season, number=1, title="T")
        for season in (1, 2, 10)
    ],
)


def files_in(path: Path) -> dict[str, bytes]:
    found = sorted(file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in found}


def read(data: bytes) -> Any:
    return importlib.import_module("pyarrow.parquet").ParquetFile(io.BytesIO(data)).read()


@pytest.mark.parametrize(
    "obj", [HOSTILE, BUNDLED.episode(3), EMPTY], ids=["hostile", "one", "empty"]
)
def test_each_table_is_a_file_that_reads_as_the_same_table(
    obj: tfg.Catalogue | tfg.Episode | tfg.Episodes, tmp_path: Path
) -> None:
    tfg.dump(obj, tmp_path / "tables", "parquet")
    found = files_in(tmp_path / "tables")
    tables = tfg.tables(obj)
    assert found.keys() == {f"{name}.parquet" for name in tables}
    for name, table in tables.items():
        assert read(found[f"{name}.parquet"]).equals(table, check_metadata=True)


def test_the_same_catalogue_gives_the_same_bytes(tmp_path: Path) -> None:
    tfg.dump(OWN, tmp_path / "first", "parquet")
    tfg.dump(tfg.loads(tfg.dumps(OWN, "json"), "json"), tmp_path / "second", "parquet")
    assert files_in(tmp_path / "first") == files_in(tmp_path / "second")


def test_each_season_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    tfg.dump(SEASONS, tmp_path / "tables", "parquet", partition_by="season")
    found = files_in(tmp_path / "tables")
    assert "episodes.parquet" not in found
    ids = {name: read(found[name]).column("id").to_pylist() for name in found if "/" in name}
    assert ids == {
        "episodes/season=1/part-0.parquet": ["s01e01"],
        "episodes/season=2/part-0.parquet": ["s02e01"],
        "episodes/season=10/part-0.parquet": ["s10e01"],
    }
    whole = tfg.tables(SEASONS)
    part = read(found["episodes/season=2/part-0.parquet"])
    assert part.column_names == [n for n in whole.episodes.column_names if n != "season"]
    assert found.keys() - ids.keys() == {f"{name}.parquet" for name in whole if name != "episodes"}


def test_each_show_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    tfg.dump(SEASONS, tmp_path / "tables", "parquet", partition_by="show")
    found = files_in(tmp_path / "tables")
    part = read(found["episodes/show_id=my-show/part-0.parquet"])
    assert part.num_rows == 3
    assert "show_id" not in part.column_names
    assert sum("/" in name for name in found) == 1


@pytest.mark.parametrize("by", ["season", "show"])
def test_the_folder_of_no_episodes_has_a_file_without_lines(by: Any, tmp_path: Path) -> None:
    tfg.dump(EMPTY, tmp_path / "tables", "parquet", partition_by=by)
    part = read(files_in(tmp_path / "tables")["episodes/part-0.parquet"])
    assert part.equals(tfg.tables(EMPTY).episodes)


def test_a_folder_with_parts_is_replaced_by_force(tmp_path: Path) -> None:
    for _ in range(2):
        tfg.dump(SEASONS, tmp_path / "tables", "parquet", partition_by="season", force=True)
    assert len(files_in(tmp_path / "tables")) == len(tfg.tables(SEASONS)) + 2


def test_an_unknown_partition_is_refused_with_the_one_meant(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        tfg.dump(SEASONS, tmp_path / "tables", "parquet", partition_by="saeson")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert (caught.value.known, caught.value.suggestions) == (("season", "show"), ("season",))
    assert list(tmp_path.iterdir()) == []
