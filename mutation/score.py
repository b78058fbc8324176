"""Break the package in many small ways, and say how often its tests notice."""

from __future__ import annotations

import gc
import math
import os
import resource
import signal
import sys
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
LEAST = 90
"""The score, in per cent, below which a module has too few tests."""
SECONDS, MEMORY = 60, 4 << 30
"""What the tests of one module may use of the processor and of memory."""
SLOWER = 4
"""So many times as slow, tests are taken to loop for ever, which they notice in this way."""
NOTICED, UNNOTICED, NONE = 1, 0, 77
OPTIONS = [
    *("-x", "--noconftest", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # of what is loaded already
    *("-k", "not code_point"),  # a million of them take half a minute
]
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
    """Loads a module's mutant in its place."""

    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._code, self.get_filename(fullname), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds a module's mutant before the module."""

    def __init__(self, name: str, path: Path, code: str) -> None:
        self._name = name
        self._loader = _Loader(name, str(path), code)

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        return spec_from_file_location(fullname, self._loader.path, loader=self._loader)


def main(every: int) -> int:
    """Try every so-manieth mutant of each module; return 1 where too few were noticed."""
    _prepare()
    found: Counter[tuple[str, int]] = Counter()
    for target in TARGETS:
        for mutant, outcome in _outcomes(target, every):
            found[target.name, outcome] += 1
            if outcome == UNNOTICED:
                print(f"not noticed: {target.module}, line {mutant}", flush=True)
    names = dict.fromkeys(target.name for target in TARGETS)
    return int(min([_score(found, name) for name in names]) < LEAST)


def _prepare() -> None:
    """Load what all tests need, but for the package and the tests themselves."""
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
    noticed, tried = found[name, NOTICED], found[name, NOTICED] + found[name, UNNOTICED]
    print(f"{name:<12}{noticed:>5} of {tried:>4} noticed: {100 * noticed / tried:5.1f} %")
    return 100 * noticed / tried


def _outcomes(target: Target, every: int) -> Iterator[tuple[Mutant, int]]:
    """Give mutants, each with what came of it, in order."""
    path = SOURCE.joinpath(*target.module.split(".")).with_suffix(".py")
    source = path.read_text(encoding="utf-8")
    _, status, used = os.wait4(_start(target, path, lambda: source, SECONDS), 0)
    if status != UNNOTICED:
        sys.exit(f"The tests of {target.module} fail where nothing was changed.")
    seconds = math.ceil(SLOWER * (used.ru_utime + used.ru_stime))
    tried = mutants(source, target.only)[::every]
    running: dict[int, int] = {}
    outcomes: dict[int, int] = {}
    for place, mutant in enumerate(tried):
        if len(running) == (os.cpu_count() or 1):
            _wait(running, outcomes)
        running[_start(target, path, mutant.code, seconds)] = place
    while running:
        _wait(running, outcomes)
    return ((mutant, outcomes[place]) for place, mutant in enumerate(tried))


def _wait(running: dict[int, int], outcomes: dict[int, int]) -> None:
    pid, status = os.wait()
    outcomes[running.pop(pid)] = {0: UNNOTICED, NONE << 8: NONE}.get(status, NOTICED)


def _start(target: Target, path: Path, code: Callable[[], str | None], seconds: int) -> int:
    """Start a process in which a module's tests run on other code, and return its id."""
    pid = os.fork()
    if pid:
        return pid
    changed = code()
    if changed is None:
        os._exit(NONE)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(10 * seconds)
    sys.meta_path.insert(0, _Finder(f"{PACKAGE}.{target.module}", path, changed))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest.main([*OPTIONS, *[f"tests/test_{name}.py" for name in target.tests]]))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
