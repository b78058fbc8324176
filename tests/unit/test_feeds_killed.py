"""An update may be killed at any step: the folder still loads, and the next update finishes it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from own_folders import SHOW, before_writing, read, write
from rss_strategies import item, rss
from settings import examples

if TYPE_CHECKING:
    from pathlib import Path

# Updates in child processes, each killed a stride of steps later than the one before; a step is a
# line of files.py or a call to the operating system during the writing. An update without the
# answers that comes first does not bring back what was withdrawn.
KILLED_AT_EACH_STEP = """
import json, os, shutil, sys
from pathlib import Path
import techforgood_podcast as tfg
from techforgood_podcast import files

folder, feed, stride = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
answers = json.loads(sys.argv[4])
NOTE = "# update withdraws e02\\n"
mine = folder / "mine"
OLD = {"show.yaml": "id: my-show\\ntitle: My show\\nlanguage: en\\n",
       "redirects.yaml": "- id: rye # mine\\n",
       "episodes/e01.yaml": "id: e01\\nnumber: 1\\ntitle: Oven # mine",
       "episodes/e02.yaml": "id: e02\\nnumber: 2\\ntitle: Rusk # mine"}

def read():
    paths = (path for path in mine.rglob("*") if path.is_file() and ".techforgood" not in str(path))
    return {path.relative_to(mine).as_posix(): path.read_text() for path in paths}

def update_up_to(last):
    count = 0
    def step(*_):
        nonlocal count
        count += 1
        if count == last:
            os._exit(9)
        return step
    def trace(frame, event, _):
        if frame.f_code.co_filename == files.__file__:
            return step()
    write = files.write_file
    sys.settrace(trace)
    tfg.authoring.update_folder(mine, feed, **answers)
    os._exit(0)

def write(texts):
    shutil.rmtree(mine, ignore_errors=True)
    for name, text in texts.items():
        path = mine / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

os.fsync = lambda _: None  # slow, and of no use against a kill
write(OLD)
tfg.authoring.update_folder(mine, feed, **answers)
complete = read()
steps, status, kinds = 1, 9, set()
while status == 9:
    write(OLD)
    child = os.fork()
    if not child:
        update_up_to(steps)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ids = {episode.id for episode in tfg.load_catalogue(mine).episodes}
    state = read()
    kinds.add(len(state))
    for name, text in state.items():
        assert text.removeprefix(NOTE) in (OLD.get(name), complete.get(name)), state
    for first in ({}, answers) if answers else (answers,):
        write(state)
        found = tfg.authoring.update_folder(mine, feed, **first)
        assert "e02" in ids or "e02" not in found.catalogue.episodes
        tfg.authoring.update_folder(mine, feed, **answers)
        assert read() == complete
        assert not tfg.authoring.update_folder(mine, feed).files
    steps += stride
print(json.dumps([status, steps, sorted(kinds)]))
"""

# `make slow` kills at every fortieth step only, and `make fuzz-tests` at more of them.
STRIDE = max(1, 40 // examples(1))


@pytest.mark.slow
@pytest.mark.parametrize(
    "answers", [{}, {"withdraw": ["e02"]}], ids=["fills", "fills and withdraws"]
)
def test_an_update_killed_at_any_step_leaves_a_folder_that_loads_and_the_next_one_finishes_it(
    tmp_path: Path, answers: dict[str, list[str]]
) -> None:
    guest = '<podcast:person role="guest">Bob</podcast:person>'
    feed = rss(
        "<copyright>Ann</copyright>"
        + item(title="Oven", itunes_episode="1", guid="1", more=guest)
        + item(title="Rusk", itunes_episode="2", guid="2", more=guest)
        + item(title="Salt", guid="3", pubDate="2022-01-02", more=guest)
        + item(title="Salt", guid="4", pubDate="2022-01-03")
    )
    done = subprocess.run(
        [
            *(sys.executable, "-c", KILLED_AT_EACH_STEP),
            *(tmp_path, feed, str(STRIDE), json.dumps(answers)),
        ],
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    status, steps, sizes = json.loads(done.stdout)
    assert status == 0
    assert steps > 100
    assert sizes[:5] == [4, 5, 6, 7, 8]


@pytest.mark.parametrize("again", [["e02", "e03"], []])
def test_after_a_kill_between_a_file_and_its_redirect_any_update_withdraws_the_episode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[str]
) -> None:
    feed = rss("".join(item(title=f"{n}: Loaf", guid=f"urn:{n}") for n in range(1, 5)))
    write(tmp_path, "show.yaml", SHOW)
    tfg.authoring.update_folder(tmp_path, feed)

    names: list[str] = []

    def kill(name: str) -> None:
        names.append(name)
        if names.count("redirects.yaml") > 1:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        before_writing(patch, kill)
        with pytest.raises(KeyboardInterrupt):
            tfg.authoring.update_folder(tmp_path, feed, withdraw=["e02", "e03"])
    assert [episode.id for episode in tfg.load_catalogue(tmp_path).episodes] == ["e01", "e04"]
    found = tfg.authoring.update_folder(tmp_path, feed, withdraw=again)
    assert (found.added, found.files) == ((), ("redirects.yaml",))
    assert [past.id for past in tfg.load_catalogue(tmp_path).redirects] == ["e02", "e03"]
    assert tfg.authoring.update_folder(tmp_path, feed).files == ()


def test_what_was_proposed_before_a_kill_is_neither_lost_nor_proposed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(name: str) -> None:
        if name == "e02.yaml":
            raise KeyboardInterrupt

    items = [item(title=f"{n}: Loaf with Ann {name}") for n, name in enumerate(["Bell", "Carr"], 1)]
    folders = [tmp_path / name for name in ("killed", "whole")]
    for folder in folders:
        write(folder, "show.yaml", SHOW)
        tfg.authoring.update_folder(folder, rss(items[0]))
    with monkeypatch.context() as patch:
        before_writing(patch, kill)
        with pytest.raises(KeyboardInterrupt):
            tfg.authoring.update_folder(folders[0], rss("".join(items)))
    for folder in folders:
        tfg.authoring.update_folder(folder, rss("".join(items)))
    assert read(folders[0]) == read(folders[1])
    assert read(folders[0])["proposals.csv"].count("\ne02,") == 1
