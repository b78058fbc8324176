"""The relational tables as a folder of Parquet files."""

from __future__ import annotations

import importlib
import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

parquet: Any = importlib.import_module("pyarrow.parquet")

BUNDLED = tfg.load_catalogue()
EMPTY = BUNDLED.episodes.by_season(7)
SHOW = tfg.Show(id="my-show", title="My show", language="en")
SEASONS = tfg.Catalogue(
    show=SHOW,
    episodes=[
        tfg.Episode(id=f"s{season:02}e01", show=SHOW, season=season, number=1, title="T")
        for season in (1, 2, 10)
    ],
)


def files(path: Path) -> dict[str, bytes]:
    found = sorted(file for file in path.rglob("*") if file.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in found}


def read(data: bytes) -> Any:
    return parquet.ParquetFile(io.BytesIO(data)).read()


@pytest.mark.parametrize(
    "obj", [BUNDLED, HOSTILE, BUNDLED.episode(3), EMPTY], ids=["bundled", "hostile", "one", "empty"]
)
def test_each_table_is_a_file_that_reads_as_the_same_table(
    obj: tfg.Catalogue | tfg.Episode | tfg.Episodes, tmp_path: Path
) -> None:
    tfg.dump(obj, tmp_path / "tables", "parquet")
    found = files(tmp_path / "tables")
    tables = tfg.tables(obj)
    assert found.keys() == {f"{name}.parquet" for name in tables}
    for name, table in tables.items():
        assert read(found[f"{name}.parquet"]).equals(table, check_metadata=True)


def test_the_same_catalogue_gives_the_same_bytes(tmp_path: Path) -> None:
    tfg.dump(BUNDLED, tmp_path / "first", "parquet")
    tfg.dump(tfg.loads(tfg.dumps(BUNDLED, "json"), "json"), tmp_path / "second", "parquet")
    assert files(tmp_path / "first") == files(tmp_path / "second")


def test_each_season_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    tfg.dump(SEASONS, tmp_path / "tables", "parquet", partition_by="season")
    found = files(tmp_path / "tables")
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
    found = files(tmp_path / "tables")
    part = read(found["episodes/show_id=my-show/part-0.parquet"])
    assert part.num_rows == 3
    assert "show_id" not in part.column_names
    assert sum("/" in name for name in found) == 1


@pytest.mark.parametrize("by", ["season", "show"])
def test_the_folder_of_no_episodes_has_a_file_without_lines(by: Any, tmp_path: Path) -> None:
    tfg.dump(EMPTY, tmp_path / "tables", "parquet", partition_by=by)
    part = read(files(tmp_path / "tables")["episodes/part-0.parquet"])
    assert part.equals(tfg.tables(EMPTY).episodes)


def test_a_folder_with_parts_is_replaced_by_force(tmp_path: Path) -> None:
    for _ in range(2):
        tfg.dump(SEASONS, tmp_path / "tables", "parquet", partition_by="season", force=True)
    assert len(files(tmp_path / "tables")) == len(tfg.tables(SEASONS)) + 2


def test_an_unknown_partition_is_refused_with_the_one_meant(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        tfg.dump(BUNDLED, tmp_path / "tables", "parquet", partition_by="saeson")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert (caught.value.known, caught.value.suggestions) == (("season", "show"), ("season",))
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.dump(BUNDLED, tmp_path / "tables", "parquet")
    assert (caught.value.feature, caught.value.extra) == ("parquet", "arrow")
    assert caught.value.command == 'pip install "techforgood-podcast[arrow]"'
    assert list(tmp_path.iterdir()) == []
