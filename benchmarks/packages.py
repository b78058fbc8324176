"""Measure loading a show of 2,000 episodes that a package carries: compiled, and from its YAML.

    python benchmarks/packages.py

Each load runs in a process of its own, which reports its processor time. Loads of the two forms
take turns, so that other load on the machine affects both.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import generated
from measuring import Row, row, table

from techforgood_podcast.authoring.folders.skeleton import draft_files
from techforgood_podcast.packaged import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    import techforgood_podcast as tfg

EPISODES = 2_000
PAIRS = 5
LOAD = """\
import sys, time
from techforgood_podcast.packaged import load_once
from techforgood_podcast.reading import loading
load_once("techforgood_podcast")
start = time.process_time()
load_once(sys.argv[1])
print(time.process_time() - start)
"""
ANSWER = """\
import os
from techforgood_podcast.packaged import Facade
Facade("compiled_show").by_season(1)
print(sum(os.times()[:2]))
"""
SEARCH = """\
import os
from techforgood_podcast.packaged import Facade
Facade("compiled_show").search("bread")
print(sum(os.times()[:2]))
"""
FLOOR = "import attrs, json, os; print(sum(os.times()[:2]))"


def write_package(folder: Path, name: str, catalogue: tfg.Catalogue) -> Path:
    """Write a package with a catalogue in its data, and return its folder."""
    for path, text in draft_files(catalogue).items():
        file = folder / name / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / name / "__init__.py").touch()
    return folder / name


def measured(folder: Path, code: str, *arguments: str, bytecode: bool = True) -> float:
    """Return the processor time that a process reports."""
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path}
    if not bytecode:
        environment |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": str(folder / "none")}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603 -- our own
    return float(done.stdout)


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        catalogue = generated.catalogue(EPISODES)
        package = write_package(folder, "compiled_show", catalogue)
        write_package(folder, "yaml_show", catalogue)
        for file, data in compiled.files_of(catalogue).items():
            (package / file).write_bytes(data)
        for what, goal, bytecode in (
            ("compiled load of 2,000 episodes vs their YAML", 0.2, True),
            ("the same without bytecode", 0.25, False),
        ):
            pairs = [
                (
                    measured(folder, LOAD, "compiled_show", bytecode=bytecode),
                    measured(folder, LOAD, "yaml_show", bytecode=bytecode),
                )
                for _ in range(PAIRS)
            ]
            yield row(what, goal, pairs)
        pairs = [(measured(folder, ANSWER), measured(folder, FLOOR)) for _ in range(PAIRS)]
        yield row("import, load and first query of them vs `import attrs, json`", 4, pairs)
        stored = [measured(folder, SEARCH) for _ in range(PAIRS)]
        (package / compiled.INDEX).unlink()
        built = [measured(folder, SEARCH) for _ in range(PAIRS)]
        what = "import, load and first search of them vs the same without the stored index"
        yield row(what, 0.3, list(zip(stored, built, strict=True)))


if __name__ == "__main__":
    print(table(rows()))
