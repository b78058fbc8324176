"""Several processes write the same file or folder at once."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.files import write_file, write_folder

PROCESSES = 8
ROUNDS = 15
# Each process waits until all are ready, then writes; it prints what came of it.
RACING = """
import os, sys
from pathlib import Path
from techforgood_podcast import PodcastError, files
kind, target = sys.argv[1], Path(sys.argv[2])
force = "replaced" in kind
if "without links" in kind:
    def refuse(*_):
        raise PermissionError
    os.link = refuse
print("ready", flush=True)
for line in sys.stdin:
    name = line.strip()
    content = f"{os.getpid()}\\n" * 5_000
    try:
        if "folder" in kind:
            texts = {f"{n}/a.txt": content for n in range(9)}
            files.write_folder(target / name, texts, force=force)
        else:
            files.write_file(target / name, content, force=force)
        print("written", flush=True)
    except BaseException as error:
        print(type(error).__name__, flush=True)
"""


def race(kind: str, folder: Path) -> list[Counter[str]]:
    """Let processes write at once, in several rounds; return what came of each round."""
    command = [sys.executable, "-c", RACING, kind, str(folder)]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    outcomes: list[Counter[str]] = []
    assert {_said(racer) for racer in racers} == {"ready"}
    for number in range(ROUNDS):
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write(f"{number}\n")
            racer.stdin.flush()
        outcomes.append(Counter(map(_said, racers)))
    for racer in racers:
        racer.communicate()
    return outcomes


def _said(racer: subprocess.Popen[str]) -> str:
    assert racer.stdout is not None
    return racer.stdout.readline().strip()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def owners(path: Path) -> set[str]:
    """Return the processes whose text is in a file, or in the files of a folder."""
    paths = [path] if path.is_file() else list(path.rglob("*.txt"))
    return {line for part in paths for line in part.read_text("utf-8").split()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["file", "file without links", "folder"])
def test_one_of_eight_processes_writes_a_new_target_and_the_others_are_refused(
    kind: str, tmp_path: Path
) -> None:
    outcomes = race(kind, tmp_path)
    assert outcomes == [Counter(written=1, TargetExistsError=PROCESSES - 1)] * ROUNDS
    assert names(tmp_path) == sorted(map(str, range(ROUNDS)))
    assert {len(owners(path)) for path in tmp_path.iterdir()} == {1}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["replaced file", "replaced folder"])
def test_eight_forced_processes_all_write_and_one_whole_target_remains(
    kind: str, tmp_path: Path
) -> None:
    assert race(kind, tmp_path) == [Counter(written=PROCESSES)] * ROUNDS
    assert names(tmp_path) == sorted(map(str, range(ROUNDS)))
    assert {len(owners(path)) for path in tmp_path.iterdir()} == {1}


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_symbolic_link_that_appears_during_a_write_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def content() -> Any:
        (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere")
        yield "new"

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(tfg.TargetExistsError):
        write_file(tmp_path / "a.txt", content(), force=False)
    assert (tmp_path / "a.txt").is_symlink()
    assert names(tmp_path) == ["a.txt"]


def refuse(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_file_is_written_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "a.txt", "new", force=False)
    assert (tmp_path / "a.txt").read_text("utf-8") == "new"
    assert names(tmp_path) == ["a.txt"]


def test_a_failure_where_there_are_no_hard_links_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError) as caught:
        write_file(tmp_path / "a.txt", "new", force=False)
    assert caught.value.filename == str(tmp_path / "a.txt")
    assert names(tmp_path) == []


def test_without_locks_files_are_written_and_leftovers_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leftover = tmp_path / ".techforgood-podcast-0123456789abcdef"
    leftover.mkdir()
    monkeypatch.setitem(sys.modules, "fcntl", None)
    write_file(tmp_path / "a.txt", "new", force=False)
    write_folder(tmp_path / "b", {"c.txt": "new"})
    assert names(tmp_path) == [leftover.name, "a.txt", "b"]


def test_only_folders_of_drafts_are_taken_for_leftovers(tmp_path: Path) -> None:
    (tmp_path / ".techforgood-podcast-notes").mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / ".techforgood-podcast-0123456789abcdef").symlink_to("mine")
    before = names(tmp_path)
    write_file(tmp_path / "a.txt", "new", force=False)
    assert names(tmp_path) == sorted([*before, "a.txt"])


def test_a_draft_folder_that_was_taken_for_a_leftover_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path.mkdir
    lost: list[Path] = []

    def lose_the_first(self: Path, *arguments: Any, **options: Any) -> None:
        made(self, *arguments, **options)
        if not lost:
            lost.append(self)
            write_file(tmp_path / "b.txt", "another writer", force=False)

    monkeypatch.setattr(Path, "mkdir", lose_the_first)
    write_file(tmp_path / "a.txt", "new", force=False)
    assert lost
    assert names(tmp_path) == ["a.txt", "b.txt"]


def test_a_folder_that_is_moved_while_it_is_looked_at_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "a", {"a.txt": "old"})
    listed = Path.iterdir
    looks: list[Path] = []

    def move_at_the_second_look(self: Path) -> Any:
        looks.extend([self] if self.name == "a" else [])
        if len(looks) == 2 and self.name == "a":
            self.rename(tmp_path / "moved")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", move_at_the_second_look)
    write_folder(tmp_path / "a", {"a.txt": "new"}, force=True)
    assert (tmp_path / "a" / "a.txt").read_text("utf-8") == "new"
    assert (tmp_path / "moved" / "a.txt").read_text("utf-8") == "old"


@pytest.mark.parametrize("force", [False, True])
def test_an_empty_path_is_refused_and_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="the path is empty"):
        write_file("", "new", force=force)
    with pytest.raises(FileNotFoundError, match="the path is empty"):
        write_folder("", {"a.txt": "new"}, force=force)
    assert names(tmp_path) == []


def leave_drafts(folder: Path) -> Path:
    """Leave what a writer leaves that is killed while it replaces a folder."""
    leftover = folder / ".techforgood-podcast-0123456789abcdef"
    (leftover / "new" / "a").mkdir(parents=True)
    (leftover / "old" / "a").mkdir(parents=True)
    (leftover / "old" / "a" / "a.txt").write_text("old", encoding="utf-8")
    return leftover


def test_an_old_folder_is_put_back_only_where_there_is_none(tmp_path: Path) -> None:
    leave_drafts(tmp_path)
    write_file(tmp_path / "b.txt", "another file", force=False)
    assert (tmp_path / "a" / "a.txt").read_text("utf-8") == "old"
    write_folder(tmp_path / "a", {"a.txt": "new"}, force=True)
    leave_drafts(tmp_path)
    write_file(tmp_path / "c.txt", "another file", force=False)
    assert (tmp_path / "a" / "a.txt").read_text("utf-8") == "new"
    assert names(tmp_path) == ["a", "b.txt", "c.txt"]


def test_the_drafts_of_a_living_writer_are_left_alone(tmp_path: Path) -> None:
    leftover = leave_drafts(tmp_path)
    descriptor = os.open(leftover, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    write_file(tmp_path / "b.txt", "another file", force=False)
    assert names(tmp_path) == [leftover.name, "b.txt"]
    os.close(descriptor)
    write_file(tmp_path / "c.txt", "another file", force=False)
    assert names(tmp_path) == ["a", "b.txt", "c.txt"]


def test_a_folder_that_appears_during_a_write_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def come_first(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        write_folder(target, {"b.txt": "first"})
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", come_first)
    with pytest.raises(tfg.TargetExistsError):
        write_folder(tmp_path / "a", {"a.txt": "second"})
    assert names(tmp_path / "a") == ["b.txt"]
