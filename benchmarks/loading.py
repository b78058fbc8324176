"""Measure loading: small catalogues in YAML, large ones in JSONL, and what a package carries.

    python benchmarks/loading.py [EPISODES …]

Each load runs in a process of its own, which
reports its processor time and the growth of its resident memory. Processes of different sizes take
turns, so that other load on the machine affects all of them. A size of 1,000,000 takes several
minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import generated
from measuring import Row, format_time, row, table

import techforgood_podcast as tfg
from techforgood_podcast.authoring.folders.skeleton import draft_files
from techforgood_podcast.packaged import compiled
from techforgood_podcast.reading.folders import FolderReader
from techforgood_podcast.syntax.limits import MAX_FOLDER, MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Generated episodes in a file of 53 KB, the size for which the goal was set.
SMALL = 11
SIZES = (10_000, 100_000)
ROUNDS = 3
# By how many times the size of the file memory may grow.
_GROWTH = {"load": 4, "search": 7, "export": 7}
PAIRS = 15
GIBIBYTE = 2**30
_TASKS = {"load": "load", "search": "load and search", "export": "load and export to RSS"}
LOAD = """\
import json, os, sys, time
import techforgood_podcast as tfg
tfg.loads("show: {id: s, title: T, language: en}", "yaml")

def resident():
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

before, start = resident(), time.process_time()
catalogue = tfg.load_catalogue(sys.argv[1])
taken, grown = time.process_time() - start, resident() - before
if sys.argv[2] == "search":
    catalogue.search("farine")
elif sys.argv[2] == "export":
    tfg.dump(catalogue, sys.argv[1] + ".rss", force=True)
print(json.dumps([taken, grown, resident() - before, len(catalogue.episodes)]))
"""
OWN = """\
import sys, techforgood_podcast as tfg
tfg.load_catalogue(sys.argv[1]).by_guest(sys.argv[2])
"""
FLOOR = "import attrs, cattrs, yaml"
# The show that a package carries, loaded, asked and searched by processes that report their time.
CARRIED = 2_000
CARRIED_PAIRS = 5
LOAD_CARRIED = """\
import sys, time
from techforgood_podcast.packaged import load_once
from techforgood_podcast.reading import loading
load_once("techforgood_podcast")
start = time.process_time()
load_once(sys.argv[1])
print(time.process_time() - start)
"""
ASK_CARRIED = """\
import sys, time
from techforgood_podcast.packaged import Facade
Facade(sys.argv[1]).by_season(1)
print(time.process_time())
"""
BARE = "import attrs, json, time; print(time.process_time())"
YAML, COMPILED = "yaml_show", "compiled_show"
# What is measured, the code and package on each side, the goal, and what readers learn.
CASES = (
    (
        "loading a package of 2,000 episodes vs loading their YAML",
        (LOAD_CARRIED, COMPILED),
        (LOAD_CARRIED, YAML),
        0.12,
        "Loading 2,000 episodes takes {own} from a package made of them, and {other} from YAML.",
    ),
    (
        "import, load and first query of that package vs `import attrs, json`",
        (ASK_CARRIED, COMPILED),
        (BARE, ""),
        4.5,
        "",
    ),
)


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Yield the rows of the table."""
    with TemporaryDirectory() as folder:
        yield _own(generated.catalogue(SMALL), Path(folder))
        answer = "With {size} KB of your own YAML, the first answer takes {own}."
        yield _own(tfg.load_catalogue(), Path(folder), answer)
        yield from _bulk(Path(folder), sizes)
        yield from _carried(Path(folder))


def _own(catalogue: tfg.Catalogue, folder: Path, answer: str = "") -> Row:
    path = folder / "own.yaml"
    tfg.dump(catalogue, path, force=True)
    asked = (OWN, str(path), catalogue.guests[0].name)
    times = [(_process(*asked), _process(FLOOR)) for _ in range(PAIRS + 1)][1:]
    size = path.stat().st_size // 1000
    what = f"loading and querying {size} KB of a user's YAML, whole process, vs `{FLOOR}`"
    return row(what, 1.5, times, answer.format(size=size, own="{own}"))


def _process(code: str, *arguments: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)  # noqa: S603 -- our own
    return perf_counter() - start


def _bulk(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    paths = {size: folder / f"{size}.jsonl" for size in sizes}
    for size, path in paths.items():
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(generated.lines(size))
    small, *larger = sizes
    for size in larger:
        rounds = ROUNDS if size <= SIZES[-1] else 1
        loads = [(_load(paths[small]), _load(paths[size])) for _ in range(rounds)]
        each = [(one.seconds / small, other.seconds / size) for one, other in loads]
        grown = median(other.grown for _, other in loads)
        bytes_ = paths[size].stat().st_size
        own = format_time(median(many for _, many in each))
        needs = {"load": grown}
        if size <= SIZES[-1]:
            needs |= {task: _load(paths[size], task).after for task in ("search", "export")}
        yield Row(
            what=f"loading JSONL, time per episode: {size:,} vs {small:,} episodes",
            goal=1.2,
            measured=median(many / few for few, many in each),
            detail=f"{own} vs {format_time(median(few for few, _ in each))}, {rounds} pairs",
            answer=f"Loading {size:,} episodes of {bytes_ / size / 1000:.1f} KB from JSONL takes"
            f" {own} for each, and for all {size * median(many for _, many in each):.0f} s and"
            f" {grown / 1e6:,.0f} MB of memory"
            + (f"; with a search, {needs['search'] / 1e6:,.0f} MB." if "search" in needs else "."),
        )
        for task, bytes_grown in needs.items():
            yield Row(
                what=f"growth of resident memory to {_TASKS[task]} {size:,} episodes vs file size",
                goal=_GROWTH[task],
                measured=bytes_grown / bytes_,
                detail=f"{bytes_grown / 1e6:,.0f} MB vs {bytes_ / 1e6:,.0f} MB",
            )
        if size >= 10 * SIZES[-1]:
            yield Row(
                what=f"growth of resident memory at {size:,} episodes vs 6 GiB",
                goal=1,
                measured=grown / (6 * GIBIBYTE),
                detail=f"{grown / GIBIBYTE:.2f} GiB",
            )


class _Load(NamedTuple):
    """The time to load a file, and the growth of memory by loading and by what followed."""

    seconds: float
    grown: int
    after: int


def _load(path: Path, task: str = "load") -> _Load:
    command = [sys.executable, "-c", LOAD, str(path), task]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own
    *measured, count = json.loads(done.stdout)
    assert count == int(path.stem)
    return _Load(*measured)


def _carried(folder: Path) -> Iterator[Row]:
    catalogue = generated.catalogue(CARRIED)
    for name in (YAML, COMPILED):
        for path, text in draft_files(catalogue).items():
            file = folder / name / "data" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (folder / name / "__init__.py").touch()
    for part, data in compiled.files_of(catalogue).items():
        (folder / COMPILED / part).write_bytes(data)
    reader = FolderReader()
    reader.add_location(folder / YAML / "data")
    size = reader.size / CARRIED
    fitting = round(MAX_FOLDER / size, -3)
    yield Row(
        what="how many generated episodes fit into a folder of YAML files",
        goal=None,
        measured=fitting,
        detail=f"{MAX_FOLDER >> 20} MiB in memory; {size / 1000:.1f} KB an episode",
        answer=f"A folder of YAML files may hold about {fitting:,.0f} such episodes, and a JSONL"
        f" file {MAX_LINES:,} records, if memory holds them.",
    )
    for what, ours, theirs, goal, answer in CASES:
        pairs = [
            (_reported(folder, *ours), _reported(folder, *theirs)) for _ in range(CARRIED_PAIRS)
        ]
        yield row(what, goal, pairs, answer)


def _reported(folder: Path, code: str, name: str) -> float:
    """Return the processor time that a process reports."""
    path = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-c", code, name]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603 -- our own
    return float(done.stdout)


if __name__ == "__main__":
    print(table(rows([int(text) for text in sys.argv[1:]] or SIZES)))
