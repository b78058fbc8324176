"""What an update says about undoing it: the command of git, or why there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from own_folders import read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from command_line import Run

UNDO = "undo: git -C ./bread stash push --include-untracked ."
CHANGED = "no undo: bread has changes that are not committed; commit them before an update"


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command beside a folder, and a feed with news."""
    monkeypatch.chdir(tmp_path)
    old, new = item(title="1: Oven", guid="1"), item(title="2: Salt", guid="2")
    write(tmp_path, "old.xml", rss(f"<title>Bread</title>{old}"))
    write(tmp_path, "new.xml", rss(f"<title>Bread</title>{old}{new}"))
    assert run("import-feed", "old.xml", "-o", "bread")[0] == 0
    return run


def last_line(run: Run, *options: str) -> str:
    return run("update", "bread", "new.xml", *options)[1].splitlines()[-1]


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=me", "-c", "user.email=me", *arguments],  # noqa: S607
        check=True,
        capture_output=True,
    )


@pytest.fixture
def committed(run: Run) -> Run:
    """Return a function that runs a command beside a folder that git has."""
    git("init", "--quiet")
    git("add", "bread")
    git("commit", "--quiet", "--message", "Mine")
    return run


def test_one_command_brings_back_a_folder_that_git_has(committed: Run) -> None:
    before = read(Path("bread"))
    last = last_line(committed, "--dry-run")
    assert last == last_line(committed, "--withdraw", "e01")
    assert (last, read(Path("bread")) == before) == (UNDO, False)
    git(*last.removeprefix("undo: git ").split())
    assert read(Path("bread")) == before
    assert Path("new.xml").exists()


def test_files_that_git_ignores_do_not_count_unless_the_catalogue_has_them(committed: Run) -> None:
    write(Path(), ".gitignore", "*.tmp\nthemes.yaml\n")
    write(Path("bread"), "notes.tmp", "")
    assert last_line(committed, "--dry-run") == UNDO
    write(Path("bread"), "themes.yaml", "[]\n")
    assert last_line(committed, "--dry-run") == CHANGED


@pytest.mark.parametrize("name", ["show.yaml", "episodes/more.yaml"])
def test_a_folder_with_changes_is_to_be_committed_first(committed: Run, name: str) -> None:
    text = read(Path("bread")).get(name, "id: more\ntitle: More\n")
    write(Path("bread"), name, f"{text}# mine\n")
    assert last_line(committed) == CHANGED


def test_a_folder_outside_of_git_cannot_be_brought_back(run: Run) -> None:
    message = "no undo: bread is not in a git repository; copy it before an update"
    assert last_line(run) == message


@pytest.mark.parametrize("found", [None, "git.exe"])
def test_git_is_not_needed_and_not_taken_from_the_folder_at_hand(
    committed: Run, monkeypatch: pytest.MonkeyPatch, found: str | None
) -> None:
    def which(_: str) -> Any:
        return found

    monkeypatch.setattr(shutil, "which", which)
    assert last_line(committed) == "no undo without git; copy bread before an update"


def test_a_repository_that_git_cannot_read_undoes_nothing(run: Run) -> None:
    Path(".git").mkdir()
    message = "no undo: git cannot tell whether bread is committed; copy it before an update"
    assert last_line(run) == message


@pytest.mark.parametrize("folder", ["nowhere", "new.xml"])
def test_git_is_no_matter_where_there_is_no_folder(committed: Run, folder: str) -> None:
    status, out, err = committed("update", folder, "new.xml")
    assert (status, out, err.startswith(f"techforgood-podcast: {folder}: ")) == (1, "", True)


def test_nothing_is_said_of_undoing_if_only_decisions_were_written(committed: Run) -> None:
    write(Path(), "title.xml", rss(item(title="1: Hob", guid="1")))
    assert "undo" not in committed("update", "bread", "title.xml")[1]
    assert "undo" not in committed("update", "bread", "title.xml", "--keep", "all")[1]
