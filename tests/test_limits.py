"""Limits of the readers, set so low that a small text passes them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import _gathering, _json

if TYPE_CHECKING:
    from pathlib import Path

SHOW = '{"show": {"id": "s", "title": "S", "language": "en"}'


def problems(path: str | Path) -> list[str]:
    return [str(problem) for problem in tfg.validate(path)]


def test_json_with_a_value_too_many_is_refused_where_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_json, "MAX_NODES", 4)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(f"{SHOW}}}", "json")
    assert str(caught.value) == "<json>:1:36: the file holds more than 4 values"


def test_json_may_hold_as_many_values_as_the_limit_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_json, "MAX_NODES", 5)
    assert tfg.loads(f"{SHOW}}}", "json").show.id == "s"


def test_problems_are_told_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_gathering, "_MOST_PROBLEMS", 2)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(f'{SHOW}, "xa": 1, "xb": 2, "xc": 3, "xd": 4}}', "json")
    assert sorted(problem.path for problem in caught.value.problems) == ["", "xa", "xb"]
    assert "there are more than 2 problems; mend these first" in str(caught.value)


def test_lines_behind_the_last_problem_told_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_gathering, "_MOST_PROBLEMS", 1)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads("[]\n" * 5, "jsonl")
    assert len(caught.value.problems) == 2


def test_files_behind_the_last_problem_told_are_not_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_gathering, "_MOST_PROBLEMS", 1)
    for name in ("peple", "plces", "thmes"):
        (tmp_path / f"{name}.yaml").write_text("", encoding="utf-8")
    assert len(problems(tmp_path)) == 2


@pytest.mark.parametrize(
    "path",
    ["a\0b.yaml", f"{'a' * 300}.yaml", "\ud800.yaml"],
    ids=["null", "long", "surrogate"],
)
def test_a_path_that_no_system_takes_is_a_problem(path: str) -> None:
    assert len(problems(path)) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mine.yaml")
    assert problems(tmp_path / "mine.yaml") == [
        f"{tmp_path / 'mine.yaml'}: this is neither a file nor a folder"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    os.mkfifo(tmp_path / "people.yaml")
    assert problems(tmp_path) == ["people.yaml: this is neither a file nor a folder"]
