"""Measure how the cost of files, feeds, queries and formats grows with their size.

    python benchmarks/cost.py

Each case of ``worst_files.py``, ``worst_feeds.py`` and ``worst_queries.py`` runs at its size and at
four times that size, each time in a process of its own, which reports its processor time and its
peak memory, preparation included. Nothing runs beside it, and sizes are such that the data of the
larger one are mostly within the processor's cache: memory is slower, whatever the algorithm.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from measuring import Row, format_time, table
from worst_feeds import FEEDS, LARGEST_FEEDS
from worst_files import FILES, LARGEST_FILES
from worst_queries import FORMATS, QUERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

# tests/test_cost.py counts the calls of each case; this measures their time and memory.
CASES = FILES | FEEDS | QUERIES | FORMATS
LARGEST = LARGEST_FILES | LARGEST_FEEDS
GROWTH = 4
GOAL = 5
MEGABYTES = 600
# The shortest time of several rounds counts.
ROUNDS = 3


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    grown = [_growth(name) for name in CASES]
    yield from (row for row, _ in grown)
    yield _memory("any of these cases", max(peak for _, peak in grown))
    yield from map(_largest, LARGEST)


def _growth(name: str) -> tuple[Row, float]:
    """Return the row of a case, and its peak memory at the larger size."""
    size = CASES[name].size
    time, _ = _run(name, size)
    more, peak = _run(name, GROWTH * size)
    row = Row(
        what=f"{name}: {GROWTH * size:,} vs {size:,}",
        goal=GOAL,
        measured=more / time,
        detail=f"{format_time(more)} vs {format_time(time)}; peak {peak:.0f} MB",
    )
    return row, peak


def _largest(name: str) -> Row:
    return _memory(name, _run(name, LARGEST[name].size)[1])


def _memory(name: str, peak: float) -> Row:
    return Row(
        what=f"peak memory, {name}, vs {MEGABYTES} MB",
        goal=1,
        measured=peak / MEGABYTES,
        detail=f"{peak:.0f} MB",
    )


def _run(name: str, size: int) -> tuple[float, float]:
    """Return the processor time in seconds and the peak memory in megabytes of a process."""
    command = [sys.executable, __file__, name, str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 -- our own
    time, peak = json.loads(done.stdout)
    return time, peak


def _measure(name: str, size: int) -> None:
    times: list[float] = []
    for _ in range(ROUNDS if name in CASES else 1):
        with TemporaryDirectory() as folder:
            work = (CASES | LARGEST)[name].prepare(size, Path(folder))
            start = process_time()
            work()
            times.append(process_time() - start)
    # Unlike ru_maxrss, this leaves out the process that started this one; it exists on Linux only.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    peak = int(line.split()[1]) * 1024 / 1_000_000
    print(json.dumps([min(times), peak]))


if __name__ == "__main__":
    if sys.argv[1:]:
        _measure(sys.argv[1], int(sys.argv[2]))
    else:
        print(table(rows()))
