import copy
import gc
import pickle
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import packaged

THREADS = 16
ResultT = TypeVar("ResultT")

LOAD_AT_ONCE = f"""
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import techforgood_podcast as tfg

barrier = Barrier({THREADS})

def load(_):
    barrier.wait()
    catalogue = tfg.load_catalogue()
    return id(catalogue), len(catalogue.episodes)

with ThreadPoolExecutor({THREADS}) as pool:
    results = list(pool.map(load, range({THREADS})))
print(len(results), len(set(results)), results[0][1])
"""

ASK_IN_A_CHILD = """
import multiprocessing
import sys

import techforgood_podcast as tfg


def ask(catalogue):
    assert catalogue.by_guest("gentelet").by_theme("digital divide")[0].code == "S1E3"
    assert catalogue.search("gaspillage")[0].episode.code == "S1E1"


if __name__ == "__main__":
    catalogue = tfg.load_catalogue()
    ask(catalogue)
    child = multiprocessing.get_context(sys.argv[1]).Process(target=ask, args=(catalogue,))
    child.start()
    child.join(60)
    sys.exit(child.exitcode != 0)
"""


def at_once(ask: Callable[[], ResultT]) -> list[ResultT]:
    """Return what sixteen threads get that ask at the same moment."""
    barrier = threading.Barrier(THREADS)

    def wait_and_ask(_: int) -> ResultT:
        barrier.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(wait_and_ask, range(THREADS)))


def fresh() -> tfg.Catalogue:
    """Return a catalogue of which nothing has been asked yet."""
    return tfg.loads(tfg.dumps(tfg.load_catalogue(), "json"), "json")


def test_sixteen_threads_that_load_at_once_get_one_object() -> None:
    command = [sys.executable, "-c", LOAD_AT_ONCE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == f"16 1 {len(tfg.load_catalogue().episodes)}\n"


def test_sixteen_threads_get_equal_lazily_built_parts() -> None:
    catalogue = fresh()
    found = at_once(
        lambda: (
            catalogue.episodes,
            catalogue.guests,
            catalogue.hosts,
            catalogue.info,
            catalogue.people.resolve("gentelet"),
        )
    )
    assert found == [found[0]] * THREADS


def test_sixteen_threads_that_ask_at_once_get_the_same_answers() -> None:
    catalogue = fresh()
    found = at_once(
        lambda: (
            [episode.code for episode in catalogue.by_organisation("fing")],
            [episode.code for episode in catalogue.by_theme("emploi").by_place("paca")],
            [person.id for person in catalogue.people.find("lar")],
            catalogue.related(3, limit=1)[0].episode.code,
            catalogue.search("imprimantes")[0].episode.code,
        )
    )
    assert (
        found == [(["S1E5"], ["S1E2"], ["lara-market", "lara-vigneron"], "S1E7", "S1E6")] * THREADS
    )


def test_a_part_is_built_once_and_kept() -> None:
    catalogue = fresh()
    assert catalogue.episodes is catalogue.episodes
    assert catalogue.info is catalogue.info


def test_threads_that_load_at_once_get_the_catalogue_that_is_loaded_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spec_of, loaded = packaged.spec_of, list[tfg.Catalogue]()
    monkeypatch.setattr(packaged, "_LOADED", {})

    def load_meanwhile(package: str) -> object:
        monkeypatch.setattr(packaged, "spec_of", spec_of)
        loaded.append(tfg.load_catalogue())
        return spec_of(package)

    monkeypatch.setattr(packaged, "spec_of", load_meanwhile)
    assert tfg.load_catalogue() is loaded[0]
    assert tfg.load_catalogue() is loaded[0]


def test_copies_and_pickles_leave_lazily_built_parts_behind() -> None:
    catalogue = fresh()
    size = len(pickle.dumps(catalogue))
    assert catalogue.by_guest("gentelet")
    assert catalogue.search("gentelet")
    assert catalogue.info.sha256
    for other in (copy.copy(catalogue), copy.deepcopy(catalogue)):
        assert other == catalogue
        assert other is not catalogue
    assert len(pickle.dumps(catalogue)) == size
    for selection in (catalogue.episodes, catalogue.people):
        assert len(pickle.dumps(copy.deepcopy(selection))) == len(pickle.dumps(selection))
        assert pickle.loads(pickle.dumps(selection)) == selection  # noqa: S301 -- our own


class Called(zipfile.Path):
    """A file that calls a function when somebody reads it."""

    call: Callable[[], object]

    def open(self, *arguments: Any, **options: Any) -> Any:
        self.call()
        return cast("Any", zipfile.Path).open(self, *arguments, **options)


def test_a_garbage_collector_disabled_during_a_pause_stays_disabled(tmp_path: Path) -> None:
    tfg.dump(tfg.load_catalogue(), tmp_path / "c.json")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.write(tmp_path / "c.json", "c.json")
    outer, inner = (Called(tmp_path / "c.zip", "c.json") for _ in range(2))
    found = list[int]()

    def disable() -> None:
        found.append(gc.get_threshold()[0])
        gc.disable()

    outer.call, inner.call = partial(tfg.load_catalogue, inner), disable
    thresholds = gc.get_threshold()
    assert gc.isenabled()
    try:
        tfg.load_catalogue(outer)
        assert found == [0]
        assert not gc.isenabled()
        assert gc.get_threshold() == thresholds
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("method", get_all_start_methods())
def test_a_child_process_can_use_lazily_built_parts(method: str, tmp_path: Path) -> None:
    script = tmp_path / "ask_in_a_child.py"
    script.write_text(ASK_IN_A_CHILD, encoding="utf-8")
    command = [sys.executable, str(script), method]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_the_program_that_forks_in_the_documentation_answers(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "web-frameworks.md").read_text(encoding="utf-8")
    program = tmp_path / "workers.py"
    program.write_text(
        text.partition("```py\n# workers.py\n")[2].partition("```")[0], encoding="utf-8"
    )
    command = [sys.executable, str(program)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.replace("\n", "") == "S1E1" * 4


@pytest.mark.parametrize("name", ["guests", "hosts", "info", "languages"])
def test_a_lazily_built_part_has_a_docstring_on_the_class(name: str) -> None:
    # attrs turns a cached_property of a slotted class into a slot, which has none.
    assert isinstance(getattr(tfg.Catalogue, name).__doc__, str)
