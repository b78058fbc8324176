"""What loading a user's own files costs: a small catalogue in YAML, and a great many episodes.

    python benchmarks/loading.py [EPISODES …]

The great ones are JSONL, made by ``bulk.py``. Each load is a process of its own, which tells the
processor's time and by how much its resident memory grew; processes take turns, so that other load
on the machine falls on all. With 1,000,000 among the sizes the largest takes several minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import bulk
import generated
from measuring import Row, row, table, told

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SMALL = 11
"""So many made-up episodes take the 53 KB that the goal was set with; the bundled take more."""
SIZES = (10_000, 100_000)
ROUNDS = 3
PAIRS = 15
GIBIBYTE = 2**30
LOAD = """\
import json, os, sys, time
import techforgood_podcast as tfg
tfg.loads("show: {id: s, title: T, language: en}", "yaml")

def resident():
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

before, start = resident(), time.process_time()
catalogue = tfg.load_catalogue(sys.argv[1])
print(json.dumps([time.process_time() - start, resident() - before, len(catalogue.episodes)]))
"""
OWN = """\
import sys, techforgood_podcast as tfg
tfg.load_catalogue(sys.argv[1]).by_guest(sys.argv[2])
"""
FLOOR = "import attrs, cattrs, yaml"


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Give every row of the table."""
    with TemporaryDirectory() as folder:
        yield _own(generated.catalogue(SMALL), Path(folder))
        yield _own(tfg.load_catalogue(), Path(folder))
        yield from _bulk(Path(folder), sizes)


def _own(catalogue: tfg.Catalogue, folder: Path) -> Row:
    path = folder / "own.yaml"
    tfg.dump(catalogue, path, force=True)
    asked = (OWN, str(path), catalogue.guests[0].name)
    times = [(_process(*asked), _process(FLOOR)) for _ in range(PAIRS + 1)][1:]
    size = path.stat().st_size // 1000
    what = f"{size} KB of a user's YAML loaded and asked, whole process, beside `{FLOOR}`"
    return row(what, 1.45, times)


def _process(code: str, *arguments: str) -> float:
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)  # noqa: S603 -- our own
    return perf_counter() - start


def _bulk(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    paths = {size: folder / f"{size}.jsonl" for size in sizes}
    for size, path in paths.items():
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(bulk.lines(size))
    small, *larger = sizes
    for size in larger:
        rounds = ROUNDS if size <= SIZES[-1] else 1
        loads = [(_load(paths[small]), _load(paths[size])) for _ in range(rounds)]
        each = [(one[0] / small, other[0] / size) for one, other in loads]
        grown = median(other[1] for _, other in loads)
        bytes_ = paths[size].stat().st_size
        yield Row(
            what=f"loading JSONL, time an episode: {size:,} beside {small:,}",
            goal=1.15,
            measured=median(many / few for few, many in each),
            detail=f"{told(median(many for _, many in each))} to"
            f" {told(median(few for few, _ in each))}, {rounds} pairs",
        )
        yield Row(
            what=f"resident growth at {size:,}, beside the bytes of the file",
            goal=2.7,
            measured=grown / bytes_,
            detail=f"{grown / 1e6:,.0f} MB to {bytes_ / 1e6:,.0f} MB",
        )
        if size >= 10 * SIZES[-1]:
            yield Row(
                what=f"resident growth at {size:,}, beside 6 GiB",
                goal=1,
                measured=grown / (6 * GIBIBYTE),
                detail=f"{grown / GIBIBYTE:.2f} GiB",
            )


def _load(path: Path) -> tuple[float, int]:
    command = [sys.executable, "-c", LOAD, str(path)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own
    seconds, grown, count = json.loads(done.stdout)
    assert count == int(path.stem)
    return seconds, grown


if __name__ == "__main__":
    print(table(rows([int(text) for text in sys.argv[1:]] or SIZES)))
