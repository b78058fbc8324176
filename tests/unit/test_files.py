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


def run(script: str, *more: str) -> Any:
    """Run a script in a process of its own, and return the JSON that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS + script, ".", *more],
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def names(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_a_text_is_written_in_utf_8_with_its_own_line_ends() -> None:
    write_file("a.txt", "Été\r\nœ\n", force=False)
    assert Path("a.txt").read_bytes() == b"\xc3\x89t\xc3\xa9\r\n\xc5\x93\n"
    assert names() == ["a.txt"]


def test_an_existing_file_is_kept() -> None:
    Path("a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_file("a.txt", "new", force=False)
    assert caught.value.filename == "a.txt"
    assert Path("a.txt").read_text("utf-8") == "old"


def test_a_link_that_leads_nowhere_is_kept() -> None:
    Path("link").symlink_to("nowhere")
    with pytest.raises(tfg.TargetExistsError):
        write_file("link", "new", force=False)
    assert names() == ["link"]


def test_an_existing_file_is_replaced_by_force_and_keeps_its_permissions() -> None:
    path = Path("a.txt")
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_file(path, "new", force=True)
    assert (path.read_text("utf-8"), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)


def test_a_new_file_has_the_usual_permissions() -> None:
    Path("usual.txt").write_text("", encoding="utf-8")
    write_file("new.txt", "", force=False)
    assert Path("new.txt").stat().st_mode == Path("usual.txt").stat().st_mode


def test_a_link_is_followed() -> None:
    Path("elsewhere").mkdir()
    Path("elsewhere/a.txt").write_text("old", encoding="utf-8")
    Path("link").symlink_to("elsewhere/a.txt")
    write_file("link", "new", force=True)
    assert Path("elsewhere/a.txt").read_text("utf-8") == "new"
    assert Path("link").is_symlink()
    assert names("elsewhere") == ["a.txt"]


def test_a_link_that_leads_nowhere_is_followed_by_force() -> None:
    Path("link").symlink_to("a.txt")
    write_file("link", "new", force=True)
    assert Path("a.txt").read_text("utf-8") == "new"
    assert Path("link").is_symlink()


def test_a_link_that_leads_to_itself_is_replaced_by_force() -> None:
    Path("link").symlink_to("link")
    write_file("link", "new", force=True)
    assert Path("link").read_text("utf-8") == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_file(os.devnull, "new", force=True)
    assert Path(os.devnull).is_char_device()


def test_a_folder_is_no_file_to_replace() -> None:
    Path("a").mkdir()
    with pytest.raises(IsADirectoryError, match="this is a folder; name a file in it") as caught:
        write_file("a", "new", force=True)
    assert caught.value.filename == "a"
    assert names() == ["a"]


@pytest.mark.parametrize("parent", ["missing", "file"])
def test_where_nothing_can_be_written_the_error_names_the_path_that_was_asked_for(
    parent: str,
) -> None:
    Path("file").write_text("kept", encoding="utf-8")
    with pytest.raises(OSError, match=r"No such file|Not a directory") as caught:
        write_file(f"{parent}/a.txt", "new", force=False)
    assert caught.value.filename == f"{parent}/a.txt"
    assert names() == ["file"]


def test_a_text_that_cannot_be_encoded_leaves_the_old_file() -> None:
    Path("a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_file("a.txt", "new\ud800", force=True)
    assert Path("a.txt").read_text("utf-8") == "old"
    assert names() == ["a.txt"]


def test_two_names_that_fill_a_path_to_its_end_can_be_written() -> None:
    write_file("a" * 255, "long", force=False)
    write_folder("b" * 255, {"c.txt": "long"})
    assert names() == ["a" * 255, "b" * 255]


def test_a_folder_is_written_with_all_that_is_in_it() -> None:
    write_folder("mine", {"a.txt": "Été\r\n", "b/c.txt": "c\n"})
    assert Path("mine/a.txt").read_bytes() == b"\xc3\x89t\xc3\xa9\r\n"
    assert Path("mine/b/c.txt").read_bytes() == b"c\n"
    assert names() == ["mine"]


def test_a_folder_that_cannot_be_written_to_its_end_is_not_there() -> None:
    with pytest.raises(UnicodeEncodeError):
        write_folder("mine", {"a.txt": "a", "b.txt": "\ud800"})
    assert names() == []


def test_bytes_are_written_as_they_are() -> None:
    write_file("a.bin", b"\x00\xff\r\n", force=False)
    write_folder("mine", {"b.bin": b"\x00\xff\r\n"})
    assert Path("a.bin").read_bytes() == b"\x00\xff\r\n"
    assert Path("mine/b.bin").read_bytes() == b"\x00\xff\r\n"


def test_an_existing_folder_is_kept() -> None:
    write_folder("mine", {"a.txt": "old"})
    with pytest.raises(tfg.TargetExistsError, match="pass force=True"):
        write_folder("mine", {"a.txt": "new"})
    assert Path("mine/a.txt").read_text("utf-8") == "old"


def test_a_folder_of_the_same_files_is_replaced_by_force() -> None:
    write_folder("mine", {"a.txt": "old", "b/c.txt": "old"})
    write_folder("mine", {"a.txt": "new", "b/c.txt": "new", "d.txt": "d"}, force=True)
    assert Path("mine/b/c.txt").read_text("utf-8") == "new"
    assert names("mine") == ["a.txt", "b", "d.txt"]
    assert names() == ["mine"]


def test_a_folder_behind_a_link_is_replaced_and_the_link_stays() -> None:
    write_folder("there", {"a.txt": "old"})
    Path("link").symlink_to("there")
    write_folder("link", {"a.txt": "new"}, force=True)
    assert Path("link").is_symlink()
    assert Path("there/a.txt").read_text("utf-8") == "new"


def test_a_folder_that_holds_anything_else_is_kept_even_from_force() -> None:
    write_folder("mine", {"a.txt": "old", "notes/b.txt": "mine"})
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder("mine", {"a.txt": "new"}, force=True)
    assert caught.value.foreign == "notes/b.txt"
    assert Path("mine/a.txt").read_text("utf-8") == "old"


def test_a_folder_that_holds_a_link_is_kept_even_from_force() -> None:
    write_folder("mine", {"a.txt": "old"})
    Path("there").mkdir()
    Path("mine/link").symlink_to("../there")
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder("mine", {"a.txt": "new"}, force=True)
    assert caught.value.foreign == "link"
    assert Path("mine/link").is_symlink()


def test_a_folder_is_looked_at_no_further_than_to_what_would_be_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_folder("mine", {"a.txt": "mine", "b/c.txt": "mine"})
    looked = Path.iterdir

    def counted(self: Path) -> list[Path]:
        assert self.name != "b"
        return list(looked(self))

    monkeypatch.setattr(Path, "iterdir", counted)
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder("mine", {"z.txt": "new"}, force=True)
    assert caught.value.foreign == "a.txt"


def test_a_file_in_the_place_of_a_folder_is_kept_even_from_force() -> None:
    Path("mine").write_text("mine", encoding="utf-8")
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder("mine", {"a.txt": "new"}, force=True)
    assert caught.value.foreign == "mine"
    assert Path("mine").read_text("utf-8") == "mine"


def test_a_new_folder_that_cannot_be_moved_in_gives_the_old_one_its_place_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_folder("mine", {"a.txt": "old"})
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EIO, "the disk is gone", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="the disk is gone") as caught:
        write_folder("mine", {"a.txt": "new"}, force=True)
    with pytest.raises(OSError, match="the disk is gone"):
        write_folder("other", {"a.txt": "new"})
    assert caught.value.filename == "mine"
    assert Path("mine/a.txt").read_text("utf-8") == "old"
    assert names() == ["mine"]


def test_a_full_disk_leaves_the_old_file_and_no_other() -> None:
    Path("a.json").write_text("old", encoding="utf-8")
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
    assert run(script) == ["a.json", "b.json", "mine"]
    assert Path("a.json").read_text("utf-8") == "old"
    assert names() == ["a.json"]


def test_an_empty_path_is_refused_and_is_not_the_current_folder() -> None:
    for force in (False, True):
        with pytest.raises(FileNotFoundError, match="the path is empty"):
            write_file("", "new", force=force)
        with pytest.raises(FileNotFoundError, match="the path is empty"):
            write_folder("", {"a.txt": "new"}, force=force)
    assert names() == []


def refuse(*_: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


def test_a_file_is_written_where_there_are_no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", refuse)
    write_file("a.txt", "new", force=False)
    assert Path("a.txt").read_text("utf-8") == "new"
    assert names() == ["a.txt"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_symbolic_link_that_appears_during_a_write_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def content() -> Any:
        Path("a.txt").symlink_to("elsewhere")
        yield "new"

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(tfg.TargetExistsError):
        write_file("a.txt", content(), force=False)
    assert Path("a.txt").is_symlink()
    assert names() == ["a.txt"]


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
    kind: str, states: list[str]
) -> None:
    assert run(KILLED, kind) == [0, states]


def test_an_old_folder_that_a_killed_write_left_aside_is_named_by_the_next() -> None:
    write_folder(".techforgood-podcast-old-a", {"a.txt": "old"})
    for force in (False, True):
        with pytest.raises(
            OSError, match=r'old content in "\.techforgood-podcast-old-a"'
        ) as caught:
            write_folder("a", {"a.txt": "new"}, force=force)
        assert caught.value.filename == "a"
    assert names() == [".techforgood-podcast-old-a"]


def test_a_folder_that_appears_during_a_write_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def come_first(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        write_folder(target, {"b.txt": "first"})
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", come_first)
    with pytest.raises(tfg.TargetExistsError, match='"a" already exists'):
        write_folder("a", {"a.txt": "second"})
    assert names("a") == ["b.txt"]
    assert names() == ["a"]


def test_a_file_that_appears_in_the_place_of_a_folder_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rename = Path.rename

    def come_first(self: Path, target: Path) -> Path:
        target.write_text("first", encoding="utf-8")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", come_first)
    with pytest.raises(tfg.TargetExistsError, match='"a" already exists'):
        write_folder("a", {"a.txt": "second"})
    assert (names(), Path("a").read_text("utf-8")) == (["a"], "first")


def test_a_file_that_appears_in_a_folder_while_it_is_replaced_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_folder("mine", {"a.txt": "old"})
    rename = Path.rename

    def come_first(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "rename", rename)
        (self / "b.txt").write_text("somebody's", encoding="utf-8")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", come_first)
    with pytest.raises(tfg.TargetExistsError) as caught:
        write_folder("mine", {"a.txt": "new"}, force=True)
    assert (caught.value.filename, caught.value.foreign) == ("mine", "b.txt")
    assert (names(), names("mine")) == (["mine"], ["a.txt", "b.txt"])
    assert Path("mine/a.txt").read_text("utf-8") == "old"


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
def test_one_of_eight_processes_writes_a_new_file_and_the_others_are_refused() -> None:
    command = [sys.executable, "-c", RACING, "."]
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
        owners = Path(str(number)).read_text("utf-8").split()
        assert (len(owners), len(set(owners))) == (5_000, 1)
    for racer in racers:
        racer.communicate()
    assert len(names()) == 15
