"""Find every CPython of this machine on which the package should run.

Prints on standard error which there are and which are not, and on standard output the paths of
those to test the wheel with: the newest of each minor version but the running one, if there are
others.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

OLDEST, NEWEST = 11, 15

_PROBE = """
import json, os, sys
try:
    import ensurepip, venv
    lacks = ""
except ImportError as error:
    lacks = error.name
print(json.dumps([
    sys.implementation.name,
    sys.version_info[:3],
    "".join(sys.version.split()) + sys.abiflags,
    os.path.realpath(sys._base_executable or sys.executable),
    lacks,
]))
"""


class Interpreter(NamedTuple):
    """A CPython, and the module it lacks to make environments, if any."""

    version: tuple[int, ...]
    build: str
    path: str
    lacks: str

    def __str__(self) -> str:
        """Return the version, as in 3.11.7."""
        return ".".join(map(str, self.version))

    @property
    def final(self) -> bool:
        """Whether this is no alpha, beta or release candidate, which have 3.15.0b1 in the build."""
        return self.build.startswith(f"{self}(")


@cache
def interpreters() -> tuple[Interpreter, ...]:
    """Return each CPython that is new enough, the running one first and each build once."""
    found: dict[str, Interpreter] = {}
    for path in dict.fromkeys(_candidates()):
        interpreter = _probe(path)
        if interpreter and all(interpreter.path != other.path for other in found.values()):
            found.setdefault(interpreter.build, interpreter)
    return tuple(found.values())


def usable() -> tuple[Interpreter, ...]:
    """Return those that can make environments."""
    return tuple(interpreter for interpreter in interpreters() if not interpreter.lacks)


def others() -> list[Interpreter]:
    """Return the newest usable one of each other minor version, oldest version first.

    If there is no other, return the newest of the running version.
    """
    found = {one.version[1]: one for one in sorted(usable(), key=lambda one: one.version)}
    elsewhere = [one for minor, one in found.items() if minor != sys.version_info[1]]
    return elsewhere or list(found.values())


def report() -> list[str]:
    """Return a line on each interpreter, and one on each minor version that is not here."""
    lines = [
        f"CPython {found}: {found.path}"
        + (f" has no {found.lacks}, so it is skipped" if found.lacks else "")
        for found in interpreters()
    ]
    return [*lines, *missing()]


def missing() -> list[str]:
    """Return a line on each minor version that is not here."""
    here = {found.version[1] for found in usable()}
    minors = [minor for minor in range(OLDEST, NEWEST + 1) if minor not in here]
    return [f"CPython 3.{minor}: not here, so not tested" for minor in minors]


def _candidates() -> list[str]:
    minors = [f"python3.{minor}" for minor in range(OLDEST, NEWEST + 1)]
    folders = [*os.get_exec_path(), "/usr/bin", "/usr/local/bin"]
    on_path = [shutil.which(name, path=folder) for name in minors for folder in folders]
    roots = (os.environ.get("PYENV_ROOT"), Path.home() / ".pyenv")
    built = chain.from_iterable(
        sorted(Path(root, "versions").glob("*/bin/python3")) for root in roots if root
    )
    return [sys.executable, *(path for path in on_path if path), *map(str, built)]


def _probe(path: str) -> Interpreter | None:
    """Return what a file is, or ``None`` for another Python or a shim with nothing behind it."""
    try:
        done = subprocess.run(
            [path, "-I", "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    implementation, version, build, real, lacks = json.loads(done.stdout)
    if implementation != "cpython" or tuple(version) < (3, OLDEST):
        return None
    return Interpreter(tuple(version), build, real, lacks)


if __name__ == "__main__":
    print(*report(), sep="\n", file=sys.stderr)
    print(*(interpreter.path for interpreter in others()), sep="\n")
