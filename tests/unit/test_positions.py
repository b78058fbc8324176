"""Where problems are: in lines that are read again, and in values without a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from mistakes import SHOW_LINE
from techforgood_podcast.syntax import json as reader

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast.syntax import Positions

LINES = [
    '{"episode": {"id": "a", "season": "x", "number": "y", "title": "A"}}',
    "",
    '  {"episode": {"id": "b", "title": "B", "season": "x", "number": "y"}}',
    '{"episode": {"title": "C", "id": "c", "season": 1, "number": 1, "hosts": ["z"]}}',
]


def located(problems: tuple[tfg.Problem, ...]) -> list[tuple[str, int, int, str]]:
    return [(p.file, p.line, p.column, p.path) for p in problems if p.severity == "error"]


def test_each_problem_of_several_lines_is_located_in_its_own(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(SHOW_LINE + "\n".join(LINES), encoding="utf-8", newline="")
    assert located(tfg.validate(path)) == [
        ("c.jsonl", 2, 35, "episode.season"),
        ("c.jsonl", 2, 50, "episode.number"),
        ("c.jsonl", 4, 51, "episode.season"),
        ("c.jsonl", 4, 66, "episode.number"),
        ("c.jsonl", 5, 75, "episode.hosts[0]"),
    ]


def test_the_positions_of_a_line_are_found_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned: list[str] = []
    positions = reader.positions

    def noting(text: str) -> Positions:
        scanned.append(text)
        return positions(text)

    monkeypatch.setattr(reader, "positions", noting)
    path = tmp_path / "c.jsonl"
    path.write_text(SHOW_LINE + LINES[0] + "\n", encoding="utf-8")
    assert len(located(tfg.validate(path))) == 2
    assert [json.loads(text)["episode"]["id"] for text in scanned] == ["a"]


def test_values_without_a_file_have_no_positions() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.from_dict({"show": {"id": "s", "title": 3, "language": "en"}, "people": [{"id": "a"}]})
    assert located(caught.value.problems) == [("", 0, 0, "show.title"), ("", 0, 0, "people[0]")]
