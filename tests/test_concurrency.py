import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import TypeVar

import pytest

import techforgood_podcast as tfg
from techforgood_podcast import _lock, _once

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
import threading

import techforgood_podcast as tfg
from techforgood_podcast import _lock


def ask(catalogue):
    assert catalogue.by_guest("gentelet").by_theme("digital divide")[0].code == "S1E3"
    assert catalogue.search("gaspillage")[0].episode.code == "S1E1"


def hold(started, ended):
    with _lock.lock:
        started.set()
        ended.wait()


if __name__ == "__main__":
    catalogue = tfg.load_catalogue()
    started, ended = threading.Event(), threading.Event()
    thread = threading.Thread(target=hold, args=(started, ended))
    thread.start()
    started.wait()
    child = multiprocessing.get_context(sys.argv[1]).Process(target=ask, args=(catalogue,))
    child.start()
    child.join(60)
    answered = child.exitcode == 0
    child.kill()
    ended.set()
    sys.exit(not answered)
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
    assert done.stdout == "16 1 9\n"


def test_sixteen_threads_get_the_same_lazily_built_parts() -> None:
    catalogue = fresh()
    found = at_once(
        lambda: (
            id(catalogue.episodes),
            id(catalogue.guests),
            id(catalogue.hosts),
            id(catalogue.info),
            id(catalogue.people.resolve("gentelet")),
        )
    )
    assert len(found) == THREADS
    assert len(set(found)) == 1


def test_sixteen_threads_that_ask_at_once_get_the_same_answers() -> None:
    catalogue = fresh()
    found = at_once(
        lambda: (
            [episode.code for episode in catalogue.by_organisation("fing")],
            [episode.code for episode in catalogue.by_theme("emploi").by_place("paca")],
            [person.id for person in catalogue.people.find("lar")],
            catalogue.related(3, limit=1)[0].episode.code,
            [hit.episode.code for hit in catalogue.search("imprimantes")],
        )
    )
    assert (
        found
        == [(["S1E5"], ["S1E2"], ["lara-market", "lara-vigneron"], "S1E7", ["S1E6"])] * THREADS
    )


def test_a_part_is_built_once_and_kept() -> None:
    catalogue = fresh()
    assert catalogue.episodes is catalogue.episodes
    assert catalogue.info is catalogue.info


class Watched(_once.Made):
    """What an owner has built, which tells when it was asked for something."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()

    def __contains__(self, name: object) -> bool:
        found = super().__contains__(name)
        self.asked.set()
        return found


class Owner:
    """Something with one lazily built part."""

    def __init__(self) -> None:
        self._made = Watched()
        self.asked = self._made.asked

    @_once.once
    def part(self) -> object:
        return object()


def test_a_part_built_by_another_thread_in_the_meantime_is_not_rebuilt() -> None:
    owner = Owner()
    with ThreadPoolExecutor(1) as pool:
        with _lock.lock:
            waiting = pool.submit(lambda: owner.part)
            assert owner.asked.wait(60)
            built = owner.part
        assert waiting.result() is built


def test_a_forked_child_does_not_inherit_a_lock_held_in_its_parent() -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with _lock.lock:
            held.set()
            done.wait()

    catalogue = fresh()
    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(60)
        _lock.renew()
        assert catalogue.guests.resolve("gentelet").name == "Karine Gentelet"
    finally:
        done.set()
        holder.join()


@pytest.mark.parametrize("method", get_all_start_methods())
def test_a_child_process_can_use_lazily_built_parts(method: str, tmp_path: Path) -> None:
    script = tmp_path / "ask_in_a_child.py"
    script.write_text(ASK_IN_A_CHILD, encoding="utf-8")
    command = [sys.executable, str(script), method]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_lazily_built_part_has_a_docstring_on_the_class() -> None:
    documentation = tfg.Catalogue.episodes.__doc__
    assert documentation == "All episodes, by season and number, unnumbered ones first."
