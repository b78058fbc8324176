"""What the first answer costs, beside what it cannot do without and beside other packages.

    python benchmarks/cold_start.py [ROUNDS]

Run it with the Python of an environment that holds the wheel, installed, and the group ``peers``.
Each row is a whole process, from its start to its end, with warm bytecode. Each round runs every
row, in an order of its own, so that other load on the machine meets them all; a ratio is the
median over the rounds of a row's time by that of its reference in the same round.
"""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
from contextlib import chdir
from importlib import import_module
from importlib.metadata import version
from platform import platform, python_version
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from techforgood_podcast import _compiled

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 25
FACADE = "import techforgood_podcast"
ANSWER = "import techforgood_podcast as tfg; tfg.by_guest('Karine Gentelet')"
FLOOR = "import attrs, json"
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
    "pycountry": (0.95, "import pycountry; pycountry.countries.lookup('france')"),
    "us": (0.95, "import us; us.states.lookup('california')"),
    "holidays": (0.45, "import holidays; holidays.France(years=2022).get('2022-07-14')"),
    "particle": (0.45, "import particle; particle.Particle.from_name('pi+')"),
    "pystac": (0.45, READ_STAC),
}
"""How much of a peer's time our first query may take; the peer's import and first look-up."""


class Row(NamedTuple):
    """One line of the table: what is measured, beside what, and the ratio that is wanted."""

    what: str
    beside: str
    goal: float
    ratios: list[float]

    def __str__(self) -> str:
        """Return the line in Markdown."""
        first, middle, last = quantiles(self.ratios, n=4)
        met = "met" if middle <= self.goal else "**missed**"
        measured = f"{middle:.2f} ({first:.2f}–{last:.2f})"
        return f"| {self.what} | {self.beside} | ≤ {self.goal:.2f} | {measured} | {met} |"


def run(code: str) -> float:
    """Return the seconds that a process takes."""
    start = perf_counter()
    process = os.posix_spawn(sys.executable, [sys.executable, "-I", "-c", code], os.environ)
    _, status = os.waitpid(process, 0)
    seconds = perf_counter() - start
    if status:
        sys.exit(f"failed: {code}")
    return seconds


def peak(code: str) -> int:
    """Return the most memory that a process ever holds, in KiB; Linux tells."""
    told = f"{code}\nprint(open('/proc/self/status').read())"
    command = [sys.executable, "-I", "-c", told]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 -- our own
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1])


def best(call: Callable[[], object]) -> float:
    """Return the seconds of one call, undisturbed."""
    times: list[float] = []
    for _ in range(5):
        start = perf_counter()
        call()
        times.append(perf_counter() - start)
    return min(times)


def decoding(rounds: int) -> Row:
    """Compare decoding and building, warm, with ``json.loads`` of the same values."""
    form = import_module(f"techforgood_podcast.{_compiled.MODULE}").FORM
    data = marshal.dumps(form)
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()
    ratios = [
        best(lambda: _compiled.contents(marshal.loads(data)))  # noqa: S302 -- our own
        / best(lambda: json.loads(text))
        for _ in range(rounds)
    ]
    return Row("decode and build, warm", "`json.loads` of the same values", 2.2, ratios)


def rows(rounds: int) -> list[Row]:
    """Measure everything."""
    codes = {"": "pass", FLOOR: FLOOR, FACADE: FACADE, ANSWER: ANSWER}
    codes |= {name: code for name, (_, code) in PEERS.items()}
    for code in codes.values():
        run(code)
    shuffled = Random(0)  # noqa: S311 -- an order is no secret
    turns = [
        {name: run(codes[name]) for name in shuffled.sample(list(codes), len(codes))}
        for _ in range(rounds)
    ]

    def ratios(name: str, reference: str) -> list[float]:
        return [turn[name] / turn[reference] for turn in turns]

    memory = [peak(ANSWER) / peak(FLOOR) for _ in range(rounds)]
    return [
        Row(f"`{FACADE}`", "Python alone", 1.05, ratios(FACADE, "")),
        Row("import, load, first query", f"`{FLOOR}`", 1.25, ratios(ANSWER, FLOOR)),
        *(
            Row("the same", f"`{name}`: import, load, first look-up", goal, ratios(ANSWER, name))
            for name, (goal, _) in PEERS.items()
        ),
        Row("peak memory of that", f"`{FLOOR}`", 1.15, memory),
        decoding(rounds),
    ]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    names = ("techforgood-podcast", "attrs", *PEERS)
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"CPython {python_version()}, {platform()}; {versions}; {rounds} rounds.")
    print()
    print("| what | beside | goal | median (quartiles) | |")
    print("|---|---|---|---|---|")
    with TemporaryDirectory() as folder, chdir(folder):
        run(WRITE_STAC)
        for row in rows(rounds):
            print(row)


if __name__ == "__main__":
    main()
