"""Rehearse a release: build, check and install it as users will, and publish nothing.

Builds the wheel and the sdist and checks them. Then installs each of them from an index of its own
on every CPython of this machine, and there runs the examples of the READMEs and the package that is
made of the example podcast. Builds the documentation as for a folder of a web site. Ends with what
a person has to do by hand. What it makes is in ``dist``, ``build`` and a temporary folder.

`make release` runs it with ``MAKE`` and ``TFG_UV``, the programs to use.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from interpreters import missing, usable

if TYPE_CHECKING:
    from collections.abc import Callable

    from interpreters import Interpreter

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
# A site in a folder, where links that begin with a slash would leave it.
URL = "https://docs.example/a/folder/"
# What conftest.py runs the examples of the READMEs with, and what the tests of a package need.
TESTING = ("hatchling", "hypothesis", "pytest", "sybil")
READMES = ("tests/conftest.py", "README.md", "README.fr.md")
LOADED = """
import sys, techforgood_podcast as tfg
assert tfg.__file__.startswith(sys.prefix), tfg.__file__
assert tfg.load_catalogue("package:bread_and_code").show.title == "Bread and code"
"""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Return what a program prints.

    Raises:
        RuntimeError: it failed.
    """
    done = subprocess.run(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"$ {' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def one(pattern: str, file: str) -> str:
    """Return what a pattern finds first in a file of the checkout, or an empty text."""
    found = re.search(pattern, (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else ""


VERSION = one('^__version__ = "(.*)"$', "src/techforgood_podcast/_version.py")
# An empty text before the day of the release is known.
DAY = one(r"^date-released: (.*)$", "CITATION.cff")


def check_version() -> None:
    """Check that the changelog and the citation have the version, and the same day or none."""
    expected = f"[{VERSION}] - {DAY or 'unreleased'}"
    heading, cited = one("^## (.*)$", "CHANGELOG.md"), one("^version: (.*)$", "CITATION.cff")
    if heading != expected:
        raise RuntimeError(
            f"CHANGELOG.md begins with {heading}; _version.py and CITATION.cff say {expected}"
        )
    if cited != VERSION:
        raise RuntimeError(f"CITATION.cff has the version {cited}, and _version.py {VERSION}")


def check_classifiers() -> None:
    """Check that the wheel names every minor version of Python that is here."""
    (wheel,) = DIST.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = archive.read(name).decode()
    here = {f"3.{python.version[1]}" for python in usable() if python.final}
    named = set(re.findall(r"^Classifier: .* Python :: (3\.\d+)$", metadata, re.MULTILINE))
    if here - named:
        raise RuntimeError(f"pyproject.toml has no classifier for {', '.join(here - named)}")


def make_index(folder: Path) -> str:
    """Lay out the wheel and the sdist as an index has them (PEP 503); return its address."""
    project = folder / "techforgood-podcast"
    shutil.copytree(DIST, project)
    links = "".join(f'<a href="{file.name}">{file.name}</a>\n' for file in DIST.iterdir())
    (project / "index.html").write_text(f"<!DOCTYPE html>\n{links}", encoding="utf-8")
    return folder.as_uri()


def try_on(python: Interpreter, kind: str, index: str, folder: Path) -> None:
    """Install the wheel or the sdist, and use it as the READMEs do."""
    here = folder / f"{python}-{kind}"
    programs = here / "bin"
    run(os.environ["TFG_UV"], "venv", "--python", python.path, here)
    # uv looks for other packages in its default index, and for ours in this one alone.
    install = (
        *(os.environ["TFG_UV"], "pip", "install", "--python", programs / "python"),
        *("--index", index, "--refresh-package", "techforgood-podcast"),
        *("--no-binary" if kind == "sdist" else "--only-binary", "techforgood-podcast"),
    )
    run(*install, f"techforgood-podcast[html]=={VERSION}", *TESTING, cwd=here)
    readmes = here / "readmes"
    readmes.mkdir()
    (readmes / "tests").mkdir()
    for name in READMES:
        shutil.copy(ROOT / name, readmes / name)
    pytest = (programs / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider")
    run(*pytest, "--rootdir", readmes, "tests", *READMES[1:], cwd=readmes)
    example = ROOT / "examples" / "bread-and-code"
    made = ("-o", "show", "--name", "bread_and_code")
    run(programs / "podcast-catalogue", "package", example, *made, cwd=here)
    run(*install, here / "show", cwd=here)
    run(programs / "python", "-c", LOADED, cwd=here)
    run(*pytest, here / "show", cwd=here)


def state() -> str:
    """Return which files of the checkout differ from its last commit, and in what."""
    return run("git", "status", "--porcelain") + run("git", "diff", "HEAD")


def step(name: str, action: Callable[[], object]) -> bool:
    """Do something, print how long it took or why it failed, and return whether it succeeded."""
    start = time.monotonic()
    problem = ""
    try:
        action()
    except RuntimeError as error:
        problem = f": FAILED\n{error}"
    print(f"{time.monotonic() - start:4.0f} s  {name}{problem}", flush=True)
    return not problem


def by_hand() -> str:
    """Return the steps of the documentation that a person takes, with the version in them."""
    _, _, text = (ROOT / "docs" / "releasing.md").read_text("utf-8").partition("\n## Steps\n")
    steps, _, more = text.partition("\n## Before the first release\n")
    first = "" if run("git", "tag", "--list", "v*") else more.partition("\n## ")[0]
    return f"By hand, from docs/releasing.md:\n{steps}{first}".replace("X.Y.Z", VERSION).rstrip()


def main() -> int:
    """Rehearse; return the exit status."""
    before, start = state(), time.monotonic()
    make = os.environ["MAKE"]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        first: dict[str, Callable[[], object]] = {
            f"version {VERSION}, {DAY or 'unreleased'}": check_version,
            "wheel and sdist, built twice": partial(run, make, "wheel"),
            "twine check": lambda: run(
                sys.executable, "-m", "twine", "check", "--strict", *DIST.iterdir()
            ),
            "classifiers": check_classifiers,
        }
        if not all(step(name, action) for name, action in first.items()):
            return 1
        index = make_index(Path(folder, "index"))
        then: dict[str, Callable[[], object]] = {
            f"documentation at {URL}": partial(run, make, "docs", f"URL={URL}")
        }
        for python in usable():
            for kind in ("wheel", "sdist"):
                then[f"{kind} on CPython {python}"] = partial(
                    try_on, python, kind, index, Path(folder)
                )
        succeeded = all([*pool.map(step, then, then.values())])
    print(*missing(), sep="\n")
    if state() != before:
        print("The rehearsal changed files of the checkout; see: git status")
        succeeded = False
    if not succeeded:
        return 1
    print(f"All succeeded in {time.monotonic() - start:.0f} s.\n\n{by_hand()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
