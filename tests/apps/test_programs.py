"""Every program in the documentation runs, and prints what the page shows."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain
from typing import TYPE_CHECKING

import programs
import pytest

if TYPE_CHECKING:
    from pathlib import Path


# DuckDB's types refuse `duckdb.sql(...).fetchall()`, which its own documentation shows.
TYPED = [(page, title) for page, title in programs.programs() if page != "dataframes.md"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which mypy keeps what it knows of the frameworks."""
    return tmp_path_factory.mktemp("mypy")


def type_errors(folder: Path, cache: Path, *parts: str) -> str:
    """Return what mypy says of the programs in a folder, or in parts of it.

    Some frameworks have no types.
    """
    untyped = ["--disable-error-code=import-untyped", "--disable-error-code=untyped-decorator"]
    command = ["mypy", "--strict", *untyped, "--no-error-summary", "--cache-dir", str(cache)]
    checked = subprocess.run(
        [sys.executable, "-m", *command, *(parts or ["."])],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return checked.stdout + checked.stderr


@pytest.fixture(scope="module")
def said(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[str]]:
    """Return what mypy says of each section; it checks together those without a file in common."""
    folder = tmp_path_factory.mktemp("sections")
    runs: list[dict[str, set[str]]] = []
    for number, section in enumerate(TYPED):
        part = folder / str(number)
        part.mkdir()
        programs.save(*section, part, f"program_{number}.py")
        names = {path.name for path in part.rglob("*.py")}
        free = [run for run in runs if names.isdisjoint(chain(*run.values()))]
        run = free[0] if free else dict[str, set[str]]()
        if not free:
            runs.append(run)
        run[part.name] = names
    lines = [line for run in runs for line in type_errors(folder, cache, *run).splitlines()]
    found = {
        section: [line for line in lines if line.startswith(f"{number}/")]
        for number, section in enumerate(TYPED)
    }
    assert sum(map(len, found.values())) == len(lines), lines
    return found


@pytest.mark.parametrize(("page", "title"), programs.programs())
def test_a_section_runs_with_nothing_before_it_but_the_introduction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, title: str
) -> None:
    assert programs.run(page, title, tmp_path, monkeypatch)


@pytest.mark.parametrize(("page", "title"), TYPED)
def test_a_section_passes_a_strict_type_check(
    said: dict[tuple[str, str], list[str]], page: str, title: str
) -> None:
    assert said[page, title] == []


def test_the_test_of_an_app_passes_with_a_catalogue_of_its_own(tmp_path: Path) -> None:
    programs.save("test-your-app.md", "A catalogue for a test", tmp_path)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout


@pytest.mark.parametrize(
    "block",
    [">>> 1 + 1\n3\n", ">>> tfg.nothing\n", "raise AssertionError\n", "assert tfg is None\n"],
)
def test_a_program_that_does_not_work_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str
) -> None:
    page = (
        f"```python\n>>> import techforgood_podcast as tfg\n```\n\n## Wrong\n\n```py\n{block}```\n"
    )
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    monkeypatch.setattr(programs, "DOCS", tmp_path)
    assert programs.programs() == [("page.md", "Wrong")]
    with pytest.raises(AssertionError):
        programs.run("page.md", "Wrong", tmp_path, monkeypatch)


def test_a_program_of_wrong_types_fails(tmp_path: Path, cache: Path) -> None:
    program = "import techforgood_podcast as tfg\n\nyear: int = tfg.load_catalogue().show.title\n"
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    assert 'expression has type "str"' in type_errors(tmp_path, cache)


def test_a_program_that_is_edited_passes_again(tmp_path: Path, cache: Path) -> None:
    program = tmp_path / "program.py"
    text = "import techforgood_podcast as tfg\n\nprint([form.name for form in tfg.formats()])\n"
    # What mypy keeps knows a name of a package for a module, if there is one of this name.
    for end in ("", "# edited\n", "# edited again\n"):
        program.write_text(text + end, encoding="utf-8")
        assert type_errors(tmp_path, cache) == ""
