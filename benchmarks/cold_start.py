"""Measure the time to the first answer against its dependencies and other packages.

    python benchmarks/cold_start.py

Run this in an environment with the installed wheel and the dependency group ``peers``. Each
measurement is the duration of a whole process, with bytecode cached. Every round runs all programs
in random order, so that other load on the machine affects all of them; a ratio is the median over
the rounds of a program's time divided by that of its reference in the same round. Where valgrind
is installed, the instructions of each process are counted as well, which no other load affects.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import chdir
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import attrs
from measuring import Row, row, table

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 31
FACADE = "import techforgood_podcast"
ANSWER = "import techforgood_podcast as tfg; tfg.by_guest('Karine Gentelet')"
FLOOR = "import attrs, json"
SEARCH = "import techforgood_podcast as tfg; tfg.search('imprimantes 3D')"
SEARCH_FLOOR = "import attrs, json, sqlite3"
WRITE_STAC = """\
import datetime, pystac
when = datetime.datetime(2022, 1, 17, tzinfo=datetime.timezone.utc)
catalogue = pystac.Catalog("mine", "Mine")
for number in range(9):
    point = {"type": "Point", "coordinates": [0, number]}
    catalogue.add_item(pystac.Item(str(number), point, [0, number, 0, number], when, {}))
catalogue.normalize_and_save(".", pystac.CatalogType.SELF_CONTAINED)
"""
READ_STAC = """\
import pystac
items = {item.id: item for item in pystac.Catalog.from_file("catalog.json").get_items()}
items["3"]
"""
PEERS = {
    "pycountry": "import pycountry; pycountry.countries.lookup('france')",
    "us": "import us; us.states.lookup('california')",
    "holidays": "import holidays; holidays.France(years=2022).get('2022-07-14')",
    "particle": "import particle; particle.Particle.from_name('pi+')",
    "pystac": READ_STAC,
}
PEER_GOALS = {"pycountry": 1.1, "us": 1.1, "holidays": 0.5, "particle": 0.5, "pystac": 0.5}
# What is measured, the code, that of what it is compared with, the goal, and what readers learn.
CASES = (
    (f"`{FACADE}` vs bare Python", FACADE, "pass", 1.05, ""),
    (
        f"import, load and first query vs `{FLOOR}`",
        ANSWER,
        FLOOR,
        1.5,
        "A first answer of the bundled show takes {own}; `import attrs, json` takes {other}.",
    ),
    (
        f"import, load and first search vs `{SEARCH_FLOOR}`",
        SEARCH,
        SEARCH_FLOOR,
        1.75,
        "",
    ),
    *(
        (
            f"the first query vs import and first lookup of {name}",
            ANSWER,
            PEERS[name],
            goal,
            "",
        )
        for name, goal in PEER_GOALS.items()
    ),
)
MEMORY = (f"peak memory of the first query vs `{FLOOR}`", ANSWER, FLOOR, 1.25)


def run(code: str) -> float:
    """Run code in a new process and return its duration in seconds."""
    start = perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, "-I", "-c", code], os.environ)
    _, status = os.waitpid(process, 0)
    seconds = perf_counter() - start
    if status:
        sys.exit(f"failed: {code}")
    return seconds


def peak(code: str) -> int:
    """Return the peak memory of a process in KiB; works on Linux only."""
    reporting = f"{code}\nprint(open('/proc/self/status').read())"
    command = [sys.executable, "-I", "-c", reporting]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 -- our own
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def instructions(code: str) -> float:
    """Return the millions of instructions of a process, always the same; valgrind counts them."""
    counter = ("valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}")
    done = subprocess.run(  # noqa: S603 -- our own
        [*counter, sys.executable, "-sP", "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    (count,) = re.findall(r"Collected : (\d+)", done.stderr)
    return int(count) / 1e6


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    with TemporaryDirectory() as folder, chdir(folder):
        run(WRITE_STAC)
        yield from _processes()


def _processes() -> Iterator[Row]:
    codes = list(dict.fromkeys(code for _, *both, _, _ in CASES for code in both))
    for code in codes:
        run(code)
    shuffled = Random(0)  # noqa: S311 -- not for cryptography
    rounds = [
        {code: run(code) for code in shuffled.sample(codes, len(codes))} for _ in range(ROUNDS)
    ]
    counted = {code: instructions(code) for code in codes if shutil.which("valgrind")}
    for name, code, floor, goal, answer in CASES:
        found = row(name, goal, [(times[code], times[floor]) for times in rounds], answer)
        if counted:
            own, other = counted[code], counted[floor]
            words = f"{own:.0f} vs {other:.0f} million instructions, {own / other:.2f} times"
            found = attrs.evolve(found, detail=f"{found.detail}; {words}")
        yield found
    name, code, floor, goal = MEMORY
    own, other = (median(peak(code) for _ in range(5)) for code in (code, floor))
    detail = f"{own / 1024:.1f} vs {other / 1024:.1f} MiB"
    yield Row(what=name, goal=goal, measured=own / other, detail=detail)


if __name__ == "__main__":
    print(table(rows()))
