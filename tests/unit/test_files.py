"""Files are written as a whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.files import write_file, write_folder

IMPORTS = (
    "import json, os, resource, shutil, signal, sys\n"
    "from pathlib import Path\n"
    "import techforgood_podcast as tfg\n"
    "from techforgood_podcast.authoring.folders.skeleton import write_skeleton\n"
    "from techforgood_podcast.files import write_file, write_folder\n"
    "folder = Path(sys.argv[1])\n"
)


def run(script: str, folder: Path, *more: str) -> Any:
    """Run a script in a process of its own, and return the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS + script, folder, *more],
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_text_is_written_in_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_file(tmp_path / "a.txt", "Été\r\nœ\n", force=False)
    assert (tmp_path / "a.txt").read_bytes() == b"\xc3\x89t\xc3\xa9\r\n\xc5\x93\n"
    assert names(tmp_path) == ["a.txt"]


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_file(str(tmp_path / "a.txt"), "new", force=False)
    assert caught.value.filename == str(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text("utf-8") == "old"


def test_a_link_that_leads_nowhere_is_kept(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(tfg.TargetExistsError):
        write_file(tmp_path / "link", "new", force=False)
    assert names(tmp_path) == ["link"]


def test_an_existing_file_is_replaced_by_force_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_file(path, "new", force=True)
    assert (path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual.txt").write_text("", encoding="utf-8")
    write_file(tmp_path / "new.txt", "", force=False)
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "usual.txt").stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(Path("elsewhere", "a.txt"))
    write_file(tmp_path / "link", "new", force=True)
    assert (tmp_path / "elsewhere" / "a.txt").read_text("utf-8") == "new"
    assert (tmp_path / "link").is_symlink()
    assert names(tmp_path / "elsewhere") == ["a.txt"]


def test_a_link_that_leads_nowhere_is_followed_by_force(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("a.txt")
    write_file(tmp_path / "link", "new", force=True)
    assert (tmp_path / "a.txt").read_text("utf-8") == "new"
    assert (tmp_path / "link").is_symlink()


def test_a_link_that_leads_to_itself_is_replaced_by_force(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("link")
    write_file(tmp_path / "link", "new", force=True)
    assert (tmp_path / "link").read_text("utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_file(os.devnull, "new", force=True)
    assert Path(os.devnull).is_char_device()


def test_a_folder_is_no_file_to_replace(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(IsADirectoryError, match="this is a folder; name a file in it") as caught:
        write_file(tmp_path / "a", "new", force=True)
    assert caught.value.filename == str(tmp_path / "a")
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("parent", ["missing", "file"])
def test_where_nothing_can_be_written_the_error_names_the_path_that_was_asked_for(
    tmp_path: Path, parent: str
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(OSError, match=r"No such file|Not a directory") as caught:
        write_file(tmp_path / parent / "a.txt", "new", force=False)
    assert caught.value.filename == str(tmp_path / parent / "a.txt")
    assert names(tmp_path) == ["file"]


def test_a_text_that_cannot_be_encoded_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_file(tmp_path / "a.txt", "new\ud800", force=True)
    assert (tmp_path / "a.txt").read_text("utf-8") == "old"
    assert names(tmp_path) == ["a.txt"]


def test_two_names_that_fill_a_path_to_its_end_can_be_written(tmp_path: Path) -> None:
    write_file(tmp_path / ("a" * 255), "long", force=False)
    write_folder(tmp_path / ("b" * 255), {"c.txt": "long"})
    assert names(tmp_path) == ["a" * 255, "b" * 255]


def test_a_folder_is_written_with_all_that_is_in_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "Été\r\n", "b/c.txt": "c\n"})
    assert (tmp_path / "mine" / "a.txt").read_bytes() == b"\xc3\x89t\xc3\xa9\r\n"
    assert (tmp_path / "mine" / "b" / "c.txt").read_bytes() == b"c\n"
    assert names(tmp_path) == ["mine"]


def test_a_folder_that_cannot_be_written_to_its_end_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_folder(tmp_path / "mine", {"a.txt": "a", "b.txt": "\ud800"})
    assert names(tmp_path) == []


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_file(tmp_path / "a.bin", b"\x00\xff\r\n", force=False)
    write_folder(tmp_path / "mine", {"b.bin": b"\x00\xff\r\n"})
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff\r\n"
    assert (tmp_path / "mine" / "b.bin").read_bytes() == b"\x00\xff\r\n"


def test_an_existing_folder_is_kept(tmp_path: Path) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "old"})
    with pytest.raises(tfg.TargetExistsError, match="pass force=True"):
        write_folder(tmp_path / "mine", {"a.txt": "new"})
    assert (tmp_path / "mine" / "a.txt").read_text("utf-8") == "old"


def test_a_folder_of_the_same_files_is_replaced_by_force(tmp_path: Path) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "old", "b/c.txt": "old"})
    write_folder(tmp_path / "mine", {"a.txt": "new", "b/c.txt": "new", "d.txt": "d"}, force=True)
    assert (tmp_path / "mine" / "b" / "c.txt").read_text("utf-8") == "new"
    assert names(tmp_path / "mine") == ["a.txt", "b", "d.txt"]
    assert names(tmp_path) == ["mine"]


def test_a_folder_behind_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    write_folder(tmp_path / "there", {"a.txt": "old"})
    (tmp_path / "link").symlink_to("there")
    write_folder(tmp_path / "link", {"a.txt": "new"}, force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "a.txt").read_text("utf-8") == "new"


def test_a_folder_that_holds_anything_else_is_kept_even_from_force(tmp_path: Path) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "old", "notes/b.txt": "mine"})
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder(tmp_path / "mine", {"a.txt": "new"}, force=True)
    assert caught.value.foreign == "notes/b.txt"
    assert (tmp_path / "mine" / "a.txt").read_text("utf-8") == "old"


def test_a_folder_that_holds_a_link_is_kept_even_from_force(tmp_path: Path) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "old"})
    (tmp_path / "there").mkdir()
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "there")
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder(tmp_path / "mine", {"a.txt": "new"}, force=True)
    assert caught.value.foreign == "link"
    assert (tmp_path / "mine" / "link").is_symlink()


def test_a_folder_is_looked_at_no_further_than_to_what_would_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "mine", "b/c.txt": "mine"})
    looked = Path.iterdir

    def counted(self: Path) -> list[Path]:
        assert self.name != "b"
        return list(looked(self))

    monkeypatch.setattr(Path, "iterdir", counted)
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder(tmp_path / "mine", {"z.txt": "new"}, force=True)
    assert caught.value.foreign == "a.txt"


def test_a_file_in_the_place_of_a_folder_is_kept_even_from_force(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder(tmp_path / "mine", {"a.txt": "new"}, force=True)
    assert caught.value.foreign == "mine"
    assert (tmp_path / "mine").read_text("utf-8") == "mine"


def test_a_new_folder_that_cannot_be_moved_in_gives_the_old_one_its_place_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "mine", {"a.txt": "old"})
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EIO, "the disk is gone", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="the disk is gone") as caught:
        write_folder(tmp_path / "mine", {"a.txt": "new"}, force=True)
    with pytest.raises(OSError, match="the disk is gone"):
        write_folder(tmp_path / "other", {"a.txt": "new"})
    assert caught.value.filename == str(tmp_path / "mine")
    assert (tmp_path / "mine" / "a.txt").read_text("utf-8") == "old"
    assert names(tmp_path) == ["mine"]


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("old", encoding="utf-8")
    script = (
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "full = []\n"
        "for write in (\n"
        "    lambda: tfg.dump(tfg.load_catalogue(), folder / 'a.json', force=True),\n"
        "    lambda: tfg.dump(tfg.load_catalogue(), folder / 'b.json'),\n"
        "    lambda: write_skeleton(folder / 'mine'),\n"
        "):\n"
        "    try:\n"
        "        write()\n"
        "    except OSError as error:\n"
        "        full.append(Path(error.filename).name)\n"
        "print(json.dumps(full))\n"
    )
    assert run(script, tmp_path) == ["a.json", "b.json", "mine"]
    assert (tmp_path / "a.json").read_text("utf-8") == "old"
    assert names(tmp_path) == ["a.json"]


def test_an_empty_path_is_refused_and_is_not_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for force in (False, True):
        with pytest.raises(FileNotFoundError, match="the path is empty"):
            write_file("", "new", force=force)
        with pytest.raises(FileNotFoundError, match="the path is empty"):
            write_folder("", {"a.txt": "new"}, force=force)
    assert names(tmp_path) == []


def refuse(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_file_is_written_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "a.txt", "new", force=False)
    assert (tmp_path / "a.txt").read_text("utf-8") == "new"
    assert names(tmp_path) == ["a.txt"]


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


# Replaces a file or folder in child processes, each killed at a later call to the system than the
# one before; prints where the old or new content is after each kill.
KILLED = """
kind, calls, status, found = sys.argv[2], 0, 9, []
target, aside = folder / "target", folder / ".techforgood-podcast-old-target"
def write(text):
    if kind == "file":
        return write_file(target, text, force=True)
    write_folder(target, {"a.txt": text, "b/c.txt": text}, force=True)
def read(path):
    files = [path] if path.is_file() else [path / "a.txt", path / "b" / "c.txt"]
    return "+".join(sorted({file.read_text() for file in files}))
def kill_at(last):
    count = 0
    def step(*_):
        nonlocal count
        count += 1
        if count == last:
            os._exit(9)
    sys.addaudithook(step)
    write("new")
    os._exit(0)
write("new")
while status == 9:
    calls += 1
    write("old")
    child = os.fork()
    if not child:
        kill_at(calls)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    found.append(read(target) if target.exists() else "old, aside")
    if aside.exists():
        assert read(aside) == "old"
        try:
            write("newer")
        except OSError as error:
            assert aside.name in error.strerror
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)
print(json.dumps([status, sorted(set(found))]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "states"), [("file", ["new", "old"]), ("folder", ["new", "old", "old, aside"])]
)
def test_a_writer_killed_at_any_moment_tears_and_loses_nothing(
    kind: str, states: list[str], tmp_path: Path
) -> None:
    assert run(KILLED, tmp_path, kind) == [0, states]


def test_an_old_folder_that_a_killed_write_left_aside_is_named_by_the_next(tmp_path: Path) -> None:
    write_folder(tmp_path / ".techforgood-podcast-old-a", {"a.txt": "old"})
    for force in (False, True):
        with pytest.raises(
            OSError, match=r'old content in "\.techforgood-podcast-old-a"'
        ) as caught:
            write_folder(tmp_path / "a", {"a.txt": "new"}, force=force)
        assert caught.value.filename == str(tmp_path / "a")
    assert names(tmp_path) == [".techforgood-podcast-old-a"]


def test_a_folder_that_appears_during_a_write_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def come_first(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        write_folder(target, {"b.txt": "first"})
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", come_first)
    with pytest.raises(OSError, match="not empty"):
        write_folder(tmp_path / "a", {"a.txt": "second"})
    assert names(tmp_path / "a") == ["b.txt"]
    assert names(tmp_path) == ["a"]


# Each process waits until all are ready, then writes; it prints what came of it.
RACING = """
import os, sys
from techforgood_podcast import files
print("ready", flush=True)
for line in sys.stdin:
    try:
        files.write_file(f"{sys.argv[1]}/{line.strip()}", f"{os.getpid()}\\n" * 5_000, force=False)
        print("written", flush=True)
    except Exception as error:
        print(type(error).__name__, flush=True)
"""


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.slow
def test_one_of_eight_processes_writes_a_new_file_and_the_others_are_refused(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", RACING, str(tmp_path)]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    assert {said(racer) for racer in racers} == {"ready"}
    for number in range(15):
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write(f"{number}\n")
            racer.stdin.flush()
        assert Counter(map(said, racers)) == Counter(written=1, TargetExistsError=7)
        owners = (tmp_path / str(number)).read_text("utf-8").split()
        assert (len(owners), len(set(owners))) == (5_000, 1)
    for racer in racers:
        racer.communicate()
    assert len(names(tmp_path)) == 15
