"""The tables can be opened as shown on the page about large catalogues."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import pytest
from engines import duckdb, spark
from page import ANSWERS, SHOWN, SPARK, SQL

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

CODES = "SELECT code FROM episodes WHERE season = 1 ORDER BY number NULLS FIRST"


@pytest.fixture(autouse=True)
def _tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tfg.dump(tfg.load_catalogue(), "tables", "parquet", partition_by="season")


def test_duckdb_opens_all_that_the_questions_need(tmp_path: Path) -> None:
    with duckdb(tmp_path) as engine:
        for name in ("opening", "asked", "candidates", "resolved"):
            engine.run(SQL[name])
        assert {name: len(engine.rows(SQL[name])) for name in ANSWERS} == {
            name: len(answer) for name, answer in ANSWERS.items()
        }
        assert engine.rows(CODES) == [(episode.code,) for episode in tfg.load_catalogue().episodes]


@pytest.mark.spark
def test_spark_opens_all_tables_and_prints_what_the_page_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "example.py").write_text(SPARK, encoding="utf-8")
    with spark(tmp_path) as engine:
        runpy.run_path("example.py")
        assert capsys.readouterr().out.strip() == SHOWN.strip()
        assert engine.rows(CODES) == [(episode.code,) for episode in tfg.load_catalogue().episodes]
