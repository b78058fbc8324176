"""What an update says about undoing it: a command of git, where a repository is above."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from own_folders import read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from command_line import Run

UNDO = "commit before an update; `git stash push -u -- 'my show'` undoes it"


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command beside a folder, and a feed with news."""
    monkeypatch.chdir(tmp_path)
    old, new = item(title="1: Oven", guid="1"), item(title="2: Salt", guid="2")
    write(tmp_path, "old.xml", rss(f"<title>Bread</title>{old}"))
    write(tmp_path, "new.xml", rss(f"<title>Bread</title>{old}{new}"))
    assert run("import-feed", "old.xml", "-o", "my show")[0] == 0
    return run


def last_line(run: Run, *options: str) -> str:
    return run("update", "my show", *options)[1].splitlines()[-1]


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=me", "-c", "user.email=me", *arguments],  # noqa: S607
        check=True,
        capture_output=True,
    )


def test_the_command_at_the_end_of_a_report_undoes_the_update(run: Run) -> None:
    git("init", "--quiet")
    git("add", "my show")
    git("commit", "--quiet", "--message", "Mine")
    before = read(Path("my show"))
    last = last_line(run, "new.xml", "--withdraw", "e01")
    assert (last, read(Path("my show")) == before) == (UNDO, False)
    git(*shlex.split(last.split("`")[1])[1:])
    assert read(Path("my show")) == before
    assert Path("new.xml").exists()


def test_a_repository_above_the_folder_counts_and_git_is_not_asked(run: Run) -> None:
    Path(".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert last_line(run, "new.xml", "--dry-run") == UNDO


def test_outside_of_git_nothing_is_said_of_undoing(run: Run) -> None:
    assert "undoes" not in last_line(run, "new.xml")


def test_nothing_is_said_of_undoing_if_only_decisions_were_written(run: Run) -> None:
    Path(".git").mkdir()
    write(Path(), "title.xml", rss(item(title="1: Hob", guid="1")))
    assert "undoes" not in last_line(run, "title.xml")
    assert "undoes" not in last_line(run, "title.xml", "--keep", "all")
