"""Regenerating writes what a test finds into its case, unless that may be a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from case_files import compare, read_cases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TFG_REGENERATE", "1")
    return tmp_path / "sums.cases"


def regenerate(file: Path, text: str, found: str) -> str:
    """Return what the file has of a case with this text when another text has been found."""
    file.write_text(f"=== a sum\n{text}\n=== another\n", encoding="utf-8")
    compare(read_cases(file)[0], found)
    return read_cases(file)[0].text


def test_an_answer_is_written_in_place_of_another(file: Path) -> None:
    assert regenerate(file, ">>> 1 + 1\n3\n", ">>> 1 + 1\n2\n") == ">>> 1 + 1\n2\n"


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (">>> f()\n1\n", ">>> f()\nValueError: substring not found\n"),
        (">>> f()\nUnknownNameError: no f\n", ">>> f()\nAttributeError: no attribute f\n"),
        ("$ rss\n<rss>\n", '$ rss\n! no format "rss"\n'),
        ("$ info\nBread\n", "$ info\n! techforgood-podcast: nothing found\nstatus 1\n"),
    ],
)
def test_an_error_that_a_case_lacks_is_not_written(file: Path, expected: str, found: str) -> None:
    with pytest.raises(pytest.fail.Exception, match='"a sum" of sums'):
        regenerate(file, expected, found)
    assert read_cases(file)[0].text == expected


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (">>> f()\nValueError: no f\n", ">>> f()\nValueError: no function f\n"),
        ("$ info\nBread\n", "$ info\n! techforgood-podcast: note: of 2024\nBread\n"),
    ],
)
def test_an_error_that_a_case_has_and_a_note_are_written(
    file: Path, expected: str, found: str
) -> None:
    assert regenerate(file, expected, found) == found
