"""Rehearse a release: build, check and install it as users will, and publish nothing.

Builds the wheel and the sdist and checks them. Then installs each of them from an index of its own
on every CPython of this machine, and there runs the examples of the READMEs; and makes, builds,
checks, installs and tests the package of the example podcast. Builds the documentation as for a
folder of a web site. Ends with what a person has to do by hand. What it makes is in ``dist``,
``build`` and a temporary folder.

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
    from collections.abc import Callable, Iterator

    from interpreters import Interpreter

ROOT = Path(__file__).parents[2]
DIST = ROOT / "dist"
DATA = "src/techforgood_podcast/data"
# A site in a folder, where links that begin with a slash would leave it.
URL = "https://docs.example/a/folder/"
# Older releases of twine read metadata with the packaging of their time.
TWINES = (
    ("twine==6.1.0", "packaging==25.0"),
    ("twine==6.2.0", "packaging==25.0"),
    ("twine==7.0.0",),
)
# What the first release is not made with: an address at which nobody can be reached, and, in what
# people read and run, what is true only before it.
REACHABLE = (
    "CITATION.cff",
    "SECURITY.md",
    *(f"{DATA}/{name}" for name in ("README.md", "catalogue.yaml", "show.yaml")),
)
READ = ("README*.md", "docs/**/*.md", "docs/*.yml", "src/**/*.md", "src/**/*.txt")
NOBODY = re.compile(r"[^\s<]*\.example\b")
EARLY = re.compile(
    "nothing is published|project is not published|not before the first|published, and not before"
    "|once (?:the package|it) is published|rien n’est encore publié|projet n'est pas publié"
    r"|une fois (?:le paquet publié|la bibliothèque publiée)|pip install \"\.\[",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"(?:\]\(|\b(?:src|srcset|href)=\")(?!https?://|mailto:|#)([^)\s\"]+)")
ADDRESSES = ("Changelog", "Documentation", "Issues", "Repository")
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


def metadata() -> str:
    """Return the metadata of the wheel, which end in the long description."""
    (wheel,) = DIST.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        return archive.read(name).decode()


def check_files(dist: Path = DIST) -> None:
    """Check with each twine what is to be published, and that the wheel has its search index."""
    for twine, *others in TWINES:
        beside = [argument for other in others for argument in ("--with", other)]
        tool = (os.environ["TFG_UV"], "tool", "run", "--python", sys.executable, "--from", twine)
        run(*tool, *beside, "twine", "check", "--strict", *dist.iterdir())
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        if not any(name.endswith("/_search.sqlite") for name in archive.namelist()):
            raise RuntimeError(f"{wheel.name} has no search index; build with another SQLite")


def check_classifiers() -> None:
    """Check that the wheel names every minor version of Python that is here."""
    here = {f"3.{python.version[1]}" for python in usable() if python.final}
    named = set(re.findall(r"^Classifier: .* Python :: (3\.\d+)$", metadata(), re.MULTILINE))
    if here - named:
        raise RuntimeError(f"pyproject.toml has no classifier for {', '.join(here - named)}")


def leftovers() -> Iterator[str]:
    """Yield what has to change before the first release, with the file that it is in."""
    about, _, description = metadata().partition("\n\n")
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in REACHABLE}
    for name, text in {"the metadata": about, "README.md": description, **texts}.items():
        yield from (f"{name}: nobody can be reached at {found}" for found in NOBODY.findall(text))
    pages = (path for pattern in READ for path in sorted(ROOT.glob(pattern)))
    for path in pages:
        name = path.relative_to(ROOT).as_posix()
        if name != "docs/releasing.md":  # says what is refused here
            text = " ".join(path.read_text(encoding="utf-8").split())
            yield from (f'{name}: "{words}"' for words in EARLY.findall(text))
    for link in RELATIVE.findall(description):
        yield f"README.md: {link} leads nowhere from the page on PyPI"
    for label in ADDRESSES:
        if f"\nProject-URL: {label}, " not in f"\n{about}":
            yield f"the metadata: [project.urls] has no {label}"
    if "\nrepository-code: " not in f"\n{texts['CITATION.cff']}":
        yield "CITATION.cff: no repository-code"


def check_first_release() -> None:
    """Check, once the day is known, that nothing is left of the time before the first release."""
    if DAY and (left := [*leftovers()]):
        raise RuntimeError("\n".join(left))


def make_index(folder: Path) -> str:
    """Lay out the wheel and the sdist as an index has them (PEP 503); return its address."""
    project = folder / "techforgood-podcast"
    shutil.copytree(DIST, project)
    links = "".join(f'<a href="{file.name}">{file.name}</a>\n' for file in DIST.iterdir())
    (project / "index.html").write_text(f"<!DOCTYPE html>\n{links}", encoding="utf-8")
    return folder.as_uri()


def try_on(python: Interpreter, kind: str, index: str, folder: Path) -> None:
    """Install the wheel or the sdist, use it as the READMEs do, and release a package with it."""
    here = folder / f"{python}-{kind}"
    programs = here / "bin"
    run(os.environ["TFG_UV"], "venv", "--python", python.path, here)
    # uv looks for other packages in its default index, and for ours in this one alone.
    ours = (
        *("--python", programs / "python", "--index", index),
        *("--refresh-package", "techforgood-podcast"),
    )
    install = (
        *(os.environ["TFG_UV"], "pip", "install", *ours),
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
    build = (os.environ["TFG_UV"], "build", *ours, "--no-create-gitignore", "--out-dir")
    run(*build, here / "dist", "show", cwd=here)
    check_files(here / "dist")
    (sdist,) = (here / "dist").glob("*.tar.gz")
    run("tar", "-xzf", sdist, cwd=here)
    run(*build, here / "again", sdist.name.removesuffix(".tar.gz"), cwd=here)
    for file in (here / "dist").iterdir():
        if file.read_bytes() != (here / "again" / file.name).read_bytes():
            raise RuntimeError(f"{file.name} differs when it is built from its sdist")
    run(*install, *(here / "dist").glob("*.whl"), cwd=here)
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
            "twine and the search index": check_files,
            "classifiers": check_classifiers,
            "nothing left of the time before the first release": check_first_release,
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
