"""A writer may be killed at any step, and the next one tidies up."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from settings import examples
from techforgood_podcast.files import write_file, write_folder

if TYPE_CHECKING:
    from pathlib import Path

# Writes in child processes. Each ends a stride of steps later than the one before, as if it were
# killed there; a step is a line of files.py or a call to the operating system. The last one gets
# through.
KILLED_AT_EACH_STEP = """
import json, os, shutil, sys
from pathlib import Path
from techforgood_podcast import files
from techforgood_podcast.errors import TargetExistsError

kind, folder, stride = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
target = folder / "target"
OLD, NEW = {"a.txt": "old", "b/c.txt": "old"}, {"a.txt": "new", "b/c.txt": "new", "d.txt": "new"}

def read():
    if target.is_dir():
        paths = (path for path in target.rglob("*") if path.is_file())
        return {path.relative_to(target).as_posix(): path.read_text() for path in paths}
    return target.read_text() if target.exists() else None

old, new = (None, "new") if "new" in kind else ("old", "new")
if "folder" in kind:
    old, new = old and OLD, NEW
force = "replaced" in kind

def write(content):
    if "folder" in kind:
        files.write_folder(target, content, force=force)
    else:
        files.write_file(target, content, force=force)

def write_up_to(last):
    count = 0
    def step(*_):
        nonlocal count
        count += 1
        if count == last:
            os._exit(9)
        return step
    sys.addaudithook(step)
    sys.settrace(lambda frame, *_: step() if frame.f_code.co_filename == files.__file__ else None)
    write(new)
    os._exit(0)

os.fsync = lambda _: None  # slow, and of no use against a kill
steps, found, left = 1 - stride, [], 0
status = 9
write(new)
shutil.rmtree(target) if target.is_dir() else target.unlink()
while status == 9:
    steps += stride
    if old:
        write(old)
    child = os.fork()
    if not child:
        write_up_to(steps)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    state = read()
    named = {"old": old, "new": new, "nothing": None}
    found.append(next((name for name, value in named.items() if state == value), "torn"))
    left += len(os.listdir(folder)) > (state is not None)
    try:
        write(new)
    except TargetExistsError:
        assert not force and state == new
    assert read() == new
    assert os.listdir(folder) == ["target"], os.listdir(folder)
    shutil.rmtree(target) if target.is_dir() else target.unlink()
print(json.dumps([status, steps, left, sorted(set(found))]))
"""


# `make slow` kills at every seventh step only, and `make fuzz-tests` at each.
STRIDE = max(1, 7 // examples(1))


def kill_at_each_step(kind: str, folder: Path) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT_EACH_STEP, kind, folder, str(STRIDE)],
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["new file", "replaced file", "new folder", "replaced folder"])
def test_a_writer_killed_at_any_line_leaves_old_or_new_and_the_next_one_tidies_up(
    kind: str, tmp_path: Path
) -> None:
    status, steps, left, found = kill_at_each_step(kind, tmp_path)
    assert status == 0
    assert steps > 40
    assert left * STRIDE > 10
    # The old folder is moved away just before the new one takes its place.
    between = {"nothing"} if kind == "replaced folder" else set[str]()
    assert {"new", "old"} <= set(found) <= {"new", "old"} | between


def test_a_folder_moved_away_by_a_killed_writer_is_put_back_by_the_next(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from techforgood_podcast import files\n"
        "rename = Path.rename\n"
        "def end(self, target):\n"
        "    return os._exit(9) if self.parent.name == 'new' and target.name == 'a' and"
        " not target.exists() else rename(self, target)\n"
        "Path.rename = end\n"
        "files.write_folder(sys.argv[1], {'a.txt': 'new'}, force=True)\n"
    )
    write_folder(tmp_path / "a", {"a.txt": "old"})
    done = subprocess.run([sys.executable, "-c", script, tmp_path / "a"], check=False, timeout=300)
    assert done.returncode == 9
    assert not (tmp_path / "a").exists()
    write_file(tmp_path / "b.txt", "another file", force=False)
    assert (tmp_path / "a" / "a.txt").read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b.txt"]
