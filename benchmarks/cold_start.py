"""What the first answer costs, beside what it cannot do without and beside other packages.

    python benchmarks/cold_start.py

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
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from measuring import Row, compare, row, table

from techforgood_podcast import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 31
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


def decoding() -> Row:
    """Compare decoding and building, warm, with ``json.loads`` of the same values."""
    form = import_module(f"techforgood_podcast.{compiled.MODULE}").FORM
    data = marshal.dumps(form)
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()
    return compare(
        "decoding and building the compiled form, warm, beside `json.loads` of the same values",
        2.2,
        lambda: compiled.contents(marshal.loads(data)),  # noqa: S302 -- our own
        lambda: json.loads(text),
        ROUNDS,
    )


def rows() -> Iterator[Row]:
    """Give every row of the table."""
    with TemporaryDirectory() as folder, chdir(folder):
        run(WRITE_STAC)
        yield from _processes()
    yield decoding()


def _processes() -> Iterator[Row]:
    codes = {"": "pass", FLOOR: FLOOR, FACADE: FACADE, ANSWER: ANSWER}
    codes |= {name: code for name, (_, code) in PEERS.items()}
    for code in codes.values():
        run(code)
    shuffled = Random(0)  # noqa: S311 -- an order is no secret
    turns = [
        {name: run(codes[name]) for name in shuffled.sample(list(codes), len(codes))}
        for _ in range(ROUNDS)
    ]

    def beside(what: str, goal: float, name: str, reference: str) -> Row:
        return row(what, goal, [(turn[name], turn[reference]) for turn in turns])

    yield beside(f"`{FACADE}`, beside Python alone", 1.05, FACADE, "")
    yield beside(f"import, load and first query, beside `{FLOOR}`", 1.25, ANSWER, FLOOR)
    for name, (goal, _) in PEERS.items():
        yield beside(f"the same, beside import and first look-up of {name}", goal, ANSWER, name)
    own, other = (median(peak(code) for _ in range(5)) for code in (ANSWER, FLOOR))
    yield Row(
        what="peak memory of the same, beside that floor",
        goal=1.15,
        measured=own / other,
        detail=f"{own / 1024:.1f} to {other / 1024:.1f} MiB",
    )


if __name__ == "__main__":
    print(table(rows()))
