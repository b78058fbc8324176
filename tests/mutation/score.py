"""Mutate the package, run its tests, and report how many mutants they kill."""

from __future__ import annotations

import gc
import math
import os
import resource
import signal
import sys
import time
from collections import Counter
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from mutants import mutants
from targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType

    from mutants import Mutant
    from targets import Target

PACKAGE = "techforgood_podcast"
SOURCE = Path("src", PACKAGE)
MIN_SCORE = 90  # per cent of the mutants of a module
# Limits for the unmutated tests of a module: processor time in seconds, and memory in bytes.
SECONDS, MEMORY = 60, 4 << 30
# A mutant whose tests take this many times longer counts as an endless loop, and as killed.
SLOWDOWN = 4
KILLED, SURVIVED, INVALID = 1, 0, 77
OPTIONS = [
    *("-x", "--hypothesis-profile=mutants", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # for modules imported already
    *("-k", "not code_point"),  # a million cases, half a minute
    *("-m", "not slow"),
]
EXAMPLES = "tests/unit/test_docstrings.py::test_the_examples_of_a_module_give_what_they_show"
PRELOADED = (
    "attrs",
    "cattrs",
    "hypothesis.strategies",
    "importlib_resources",
    "jinja2",
    "packaging.version",
    "platformdirs",
    "yaml",
)


class _Loader(SourceFileLoader):
    """Loads a mutant instead of its module."""

    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._code, self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds a mutant before its module."""

    def __init__(self, name: str, path: Path, code: str) -> None:
        self._name = name
        self._loader = _Loader(name, str(path), code)

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        return spec_from_file_location(fullname, self._loader.path, loader=self._loader)


def main(every: int) -> int:
    """Test every n-th mutant of each module; return 1 if any module scores too low."""
    _prepare()
    found: Counter[tuple[str, int]] = Counter()
    for target in TARGETS:
        start = time.monotonic()
        outcomes = list(_outcomes(target, every))
        for mutant, outcome in outcomes:
            found[target.name, outcome] += 1
            if outcome == SURVIVED:
                print(f"survived: {target.module}, line {mutant}")
        print(
            f"{target.module}: {len(outcomes)} mutants, {time.monotonic() - start:.0f} s",
            flush=True,
        )
    names = dict.fromkeys(target.name for target in TARGETS)
    return int(min([_score(found, name) for name in names]) < MIN_SCORE)


def _prepare() -> None:
    """Import the dependencies of all tests, but neither the package nor the tests."""
    settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutants")
    for name in PRELOADED:
        import_module(name)
    gc.freeze()


def _score(found: Counter[tuple[str, int]], name: str) -> float:
    killed, tested = found[name, KILLED], found[name, KILLED] + found[name, SURVIVED]
    print(f"{name:<12}{killed:>5} of {tested:>4} killed: {100 * killed / tested:5.1f} %")
    return 100 * killed / tested


def _outcomes(target: Target, every: int) -> Iterator[tuple[Mutant, int]]:
    """Yield mutants with their outcomes, in order."""
    path = SOURCE.joinpath(*target.module.split(".")).with_suffix(".py")
    source = path.read_text(encoding="utf-8")
    _, status, used = os.wait4(_start(target, path, lambda: source, SECONDS), 0)
    if status != SURVIVED:
        sys.exit(f"The tests of {target.module} fail without any mutation.")
    seconds = math.ceil(SLOWDOWN * (used.ru_utime + used.ru_stime))
    tried = mutants(source, target.only)[:: every * target.sparser]
    running: dict[int, int] = {}
    outcomes: dict[int, int] = {}
    for index, mutant in enumerate(tried):
        if len(running) == (os.cpu_count() or 1):
            _wait(running, outcomes)
        running[_start(target, path, mutant.code, seconds)] = index
    while running:
        _wait(running, outcomes)
    return ((mutant, outcomes[index]) for index, mutant in enumerate(tried))


def _wait(running: dict[int, int], outcomes: dict[int, int]) -> None:
    pid, status = os.wait()
    outcomes[running.pop(pid)] = {0: SURVIVED, INVALID << 8: INVALID}.get(status, KILLED)


def _start(target: Target, path: Path, code: Callable[[], str | None], seconds: int) -> int:
    """Start a process that runs a module's tests on mutated code, and return its id."""
    pid = os.fork()
    if pid:
        return pid
    changed = code()
    if changed is None:
        os._exit(INVALID)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(10 * seconds)
    sys.meta_path.insert(0, _Finder(f"{PACKAGE}.{target.module}", path, changed))
    devnull = os.open(os.devnull, os.O_RDWR)
    os.dup2(devnull, 1)
    os.dup2(devnull, 2)
    examples = f"{EXAMPLES}[{PACKAGE}.{target.module}]"
    files = [f"tests/unit/test_{name}.py" for name in target.tests]
    os._exit(pytest.main([*OPTIONS, examples, *files]))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
