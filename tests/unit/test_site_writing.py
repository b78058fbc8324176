"""The format ``site``: a folder is written again, and what others have in it stays as it is."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

import techforgood_podcast as tfg
from catalogues import LINKED, TWO_SEASONS
from site_pages import files_of
from techforgood_podcast.files import LISTED, list_files, update_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLD = {"a.html": "old a", "b/c.html": "old c", "b/d.html": "old d"}
NEW = {"a.html": "new a", "b/c.html": "old c", "e/f.html": "new f"}


def listed(files: dict[str, str]) -> dict[str, str | bytes]:
    return {**files, LISTED: list_files(dict(files))}


def write(folder: Path, files: dict[str, str], *, force: bool = True) -> None:
    update_folder(folder, listed(files), force=force)


def texts(folder: Path) -> dict[str, str]:
    """Return the texts of all files in a folder but for the list of them."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != LISTED
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with files that were written once."""
    write(tmp_path / "public", OLD)
    return tmp_path / "public"


def test_an_existing_folder_is_kept(folder: Path) -> None:
    with pytest.raises(tfg.TargetExistsError, match="pass force=True"):
        write(folder, NEW, force=False)
    assert texts(folder) == OLD


def test_with_force_files_are_replaced_added_and_removed(folder: Path) -> None:
    write(folder, NEW)
    assert texts(folder) == NEW
    assert sorted(path.name for path in folder.iterdir()) == [LISTED, "a.html", "b", "e"]


def test_a_folder_in_which_nothing_is_left_goes(folder: Path) -> None:
    write(folder, {"a.html": "old a"})
    assert sorted(path.name for path in folder.iterdir()) == [LISTED, "a.html"]


def test_a_file_that_has_not_changed_keeps_its_time(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))
    write(folder, NEW)
    assert (folder / "b/c.html").stat().st_mtime == 0
    assert (folder / "a.html").stat().st_mtime > 0


def test_a_page_that_is_written_again_keeps_its_permissions(folder: Path) -> None:
    (folder / "a.html").chmod(0o600)
    write(folder, NEW)
    assert stat.S_IMODE((folder / "a.html").stat().st_mode) == 0o600


def test_where_nothing_has_changed_nothing_is_touched(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (0, 0))
    write(folder, OLD)
    assert {path.stat().st_mtime for path in (folder, *folder.rglob("*"))} == {0}


def test_the_files_of_others_are_never_touched(folder: Path) -> None:
    (folder / "CNAME").write_text("example.org")
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("[core]")
    (folder / "b/own.html").write_text("own")
    write(folder, {"a.html": "new a"})
    assert texts(folder) == {
        "a.html": "new a",
        "CNAME": "example.org",
        ".git/config": "[core]",
        "b/own.html": "own",
    }


def test_a_file_of_others_in_the_way_is_an_error_before_anything_is_written(folder: Path) -> None:
    (folder / "e").mkdir()
    (folder / "e/f.html").write_text("own")
    with pytest.raises(tfg.TargetExistsError, match=r'would delete "e/f[.]html"') as caught:
        write(folder, NEW)
    assert (caught.value.filename, caught.value.foreign) == (str(folder), "e/f.html")
    assert texts(folder) == {**OLD, "e/f.html": "own"}


def test_a_file_that_somebody_has_changed_is_theirs(folder: Path) -> None:
    (folder / "a.html").write_text("mine")
    with pytest.raises(tfg.TargetExistsError, match=r'"a[.]html" in it was changed by hand') as one:
        write(folder, NEW)
    assert one.value.edited
    write(folder, {"b/c.html": "old c"})
    assert texts(folder) == {"a.html": "mine", "b/c.html": "old c"}


def test_a_file_that_somebody_changes_during_the_write_is_theirs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def change(self: Path, target: Path) -> Path:
        (folder / "a.html").write_text("mine")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", change)
    with pytest.raises(tfg.TargetExistsError, match=r'"a[.]html" in it was changed by hand'):
        write(folder, NEW)
    assert (folder / "a.html").read_text() == "mine"
    monkeypatch.undo()
    (folder / "a.html").unlink()
    write(folder, NEW)
    assert texts(folder) == NEW


def test_a_huge_file_is_not_read_and_is_never_a_page(folder: Path) -> None:
    with (folder / "a.html").open("ab") as stream:
        stream.truncate(1 << 40)
    with pytest.raises(tfg.TargetExistsError, match="changed by hand"):
        write(folder, NEW)


@pytest.mark.parametrize("kind", ["folder", "link", "link above", "file above"])
def test_nothing_is_written_in_place_of_or_behind_what_is_no_file(folder: Path, kind: str) -> None:
    away = folder.parent / "away"
    away.mkdir()
    if kind == "folder":
        (folder / "e/f.html").mkdir(parents=True)
    elif kind == "link":
        (folder / "e").mkdir()
        (folder / "e/f.html").symlink_to(away / "f.html")
    elif kind == "link above":
        (folder / "e").symlink_to(away)
    else:
        (folder / "e").write_text("own")
    with pytest.raises(tfg.TargetExistsError, match='would delete "e'):
        write(folder, NEW)
    assert list(away.iterdir()) == []
    assert (folder / "a.html").read_text() == "old a"


def test_nothing_behind_a_link_is_removed(folder: Path) -> None:
    away = folder.with_name("away")
    (folder / "b").rename(away)
    (folder / "b").symlink_to(away)
    write(folder, {"a.html": "old a"})
    assert texts(away) == {"c.html": "old c", "d.html": "old d"}
    assert (folder / "b").is_symlink()


def test_a_file_in_place_of_the_folder_is_kept(tmp_path: Path) -> None:
    (tmp_path / "public").write_text("own")
    with pytest.raises(tfg.TargetExistsError, match="would delete"):
        write(tmp_path / "public", NEW)
    assert (tmp_path / "public").read_text() == "own"


def test_a_folder_without_a_list_has_only_files_of_others(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("own")
    write(tmp_path, NEW)
    assert texts(tmp_path) == {**NEW, "notes.txt": "own"}


def test_pages_that_a_power_cut_emptied_are_written_again_or_removed(folder: Path) -> None:
    for name in ("a.html", "b/d.html"):
        (folder / name).write_bytes(b"")
    write(folder, NEW)
    assert texts(folder) == NEW


@pytest.mark.parametrize("target", ["a pipe", "a folder", "/dev/zero", "b/c.html"])
@pytest.mark.parametrize("name", [LISTED, "a.html"])
def test_what_is_no_file_is_not_read(folder: Path, name: str, target: str) -> None:
    (folder / name).unlink()
    if target == "a pipe":
        os.mkfifo(folder / name)
    elif target == "a folder":
        (folder / name).mkdir()
    else:
        (folder / name).symlink_to(target)
    with pytest.raises(tfg.TargetExistsError) as caught:
        write(folder, NEW)
    assert caught.value.foreign == name


@pytest.mark.parametrize("text", ["[" * 100_000, "{", "[]", '{"a.html": "old"}', "\ud800"])
def test_a_list_that_is_none_lists_nothing(folder: Path, text: str) -> None:
    (folder / LISTED).write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(tfg.TargetExistsError, match=r'would delete "a[.]html"'):
        write(folder, NEW)


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/passwd", ".git/config", "b/../../x", "a" * 256, ""]
)
def test_a_list_leads_to_no_file_outside_and_to_no_hidden_one(folder: Path, name: str) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("s")
    (folder / ".git").mkdir()
    (folder / ".git/config").write_text("s")
    known = json.loads((folder / LISTED).read_text())
    known[name] = json.loads(list_files({"x": "s"}))["x"]
    (folder / LISTED).write_text(json.dumps(known))
    write(folder, NEW)
    assert texts(folder) == {**NEW, ".git/config": "s"}
    assert secret.read_text() == (folder / ".git/config").read_text() == "s"


@pytest.mark.parametrize("stop", range(1, 6))
def test_a_write_that_ends_anywhere_leaves_whole_files_and_the_next_one_finishes_it(
    folder: Path, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = Path.replace, 0

    def until(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == stop:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", until)
    with contextlib.suppress(KeyboardInterrupt):
        write(folder, NEW)
    left = {name: text for name, text in texts(folder).items() if not name.startswith(".")}
    assert set(left.values()) <= {*OLD.values(), *NEW.values()}
    monkeypatch.undo()
    # What is written next may be something else again.
    other = {**NEW, "a.html": "newer a"}
    write(folder, other)
    assert texts(folder) == other


def test_a_list_larger_than_a_file_may_be_lists_nothing(folder: Path) -> None:
    with (folder / LISTED).open("ab") as stream:
        stream.truncate(4 << 30)
    with pytest.raises(tfg.TargetExistsError, match=r'would delete "a[.]html"'):
        write(folder, NEW)


OTHER = {"a.html": "other a", "b/c.html": "other c", "g/h.html": "other h"}


@pytest.fixture
def locked(folder: Path) -> Iterator[Callable[[], None]]:
    """Lock the folder as another writer does; return what unlocks it."""
    with contextlib.ExitStack() as stack:
        there = os.open(folder, os.O_RDONLY)
        stack.callback(os.close, there)
        fcntl.flock(there, fcntl.LOCK_EX)
        yield stack.close


def test_a_second_writer_waits_until_the_first_has_finished(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, finished = Event(), Event()

    def wait(_: float) -> None:
        waits.set()
        assert finished.wait(60)

    def meet(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        monkeypatch.setattr(time, "sleep", wait)
        second.start()
        assert waits.wait(60)
        return self.replace(target)

    second = Thread(target=write, args=(folder, OTHER))
    monkeypatch.setattr(Path, "replace", meet)
    write(folder, NEW)
    assert texts(folder) == NEW
    finished.set()
    second.join()
    assert texts(folder) == OTHER
    assert (folder / LISTED).read_text() == list_files(dict(OTHER))


def test_a_second_writer_begins_as_soon_as_the_first_has_finished(
    folder: Path, locked: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(_: float) -> None:
        locked()

    monkeypatch.setattr(time, "sleep", wait)
    write(folder, NEW)
    assert texts(folder) == NEW


@pytest.mark.usefixtures("locked")
def test_a_second_writer_is_refused_after_ten_seconds(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    with pytest.raises(TimeoutError, match="another process is writing there; try again") as caught:
        write(folder, NEW)
    assert (caught.value.filename, round(sum(waits))) == (str(folder), 10)
    assert texts(folder) == OLD


def test_the_lock_of_a_killed_writer_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], 0), fcntl.LOCK_EX); print()"
    command = (sys.executable, "-S", "-c", f"{lock}; sys.stdout.flush(); sys.stdin.read()", folder)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()

        def wait(_: float) -> None:
            other.kill()
            other.wait()

        monkeypatch.setattr(time, "sleep", wait)
        write(folder, NEW)
        assert other.returncode == -signal.SIGKILL
    assert texts(folder) == NEW


@pytest.fixture
def second_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that another process writes while this one is about to."""

    def come_first(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        write(tmp_path / "public", OLD)
        return self.rename(target)

    monkeypatch.setattr(Path, "rename", come_first)
    return tmp_path / "public"


def test_of_two_first_writes_the_second_is_refused(second_of_two: Path) -> None:
    with pytest.raises(tfg.TargetExistsError, match="pass force=True"):
        write(second_of_two, NEW, force=False)
    assert texts(second_of_two) == OLD
    assert [path.name for path in second_of_two.parent.iterdir()] == ["public"]


def test_of_two_first_writes_with_force_the_second_changes_what_the_first_has_written(
    second_of_two: Path,
) -> None:
    write(second_of_two, NEW)
    assert texts(second_of_two) == NEW


@pytest.mark.parametrize("missing", ["module", "lock"])
def test_a_folder_is_written_where_a_system_or_a_network_has_no_locks(
    folder: Path, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if missing == "module":
        monkeypatch.setitem(sys.modules, "fcntl", None)
    else:
        monkeypatch.setattr(fcntl, "flock", Mock(side_effect=OSError(errno.ENOLCK, "no locks")))
    write(folder, NEW)
    assert texts(folder) == NEW


def test_a_site_is_written_again_without_the_pages_of_what_is_gone(tmp_path: Path) -> None:
    tfg.dump(TWO_SEASONS, tmp_path / "public", "site")
    tfg.dump(TWO_SEASONS.by_season(1), tmp_path / "public", "site", force=True)
    names = sorted(path.name for path in (tmp_path / "public/episodes").iterdir())
    assert names == ["s01-intro.html", "s01e01.html", "s01e03.html"]
    assert texts(tmp_path / "public").keys() | {LISTED} == files_of(TWO_SEASONS.by_season(1)).keys()


def test_a_zip_has_the_same_files_and_can_be_written_again_when_unpacked(tmp_path: Path) -> None:
    tfg.dump(LINKED, tmp_path / "public.zip", "site")
    with zipfile.ZipFile(tmp_path / "public.zip") as packed:
        assert {name: packed.read(name).decode() for name in packed.namelist()} == files_of(LINKED)
        packed.extractall(tmp_path / "public")
    tfg.dump(TWO_SEASONS, tmp_path / "public", "site", force=True)
    assert texts(tmp_path / "public").keys() | {LISTED} == files_of(TWO_SEASONS).keys()
    stream = io.BytesIO()
    tfg.dump(LINKED, stream, "site")
    assert stream.getvalue() == (tmp_path / "public.zip").read_bytes()


def test_a_second_export_of_a_site_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    public = tmp_path / "public"
    tfg.dump(TWO_SEASONS, public, "site")
    (public / "CNAME").write_text("example.org")
    (public / "episodes" / "own.html").write_text("own")
    tfg.dump(TWO_SEASONS.by_season(1), public, "site", force=True)
    assert (public / "CNAME").read_text() == "example.org"
    assert (public / "episodes" / "own.html").read_text() == "own"
