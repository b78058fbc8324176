"""Runs every benchmark, and writes what came out into ``RESULTS.md``.

    python benchmarks/run.py

Run it with the Python of an environment that holds the wheel, installed, and the group ``peers``;
``make bench`` does. A goal that is missed stays in the table.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version, system
from typing import TYPE_CHECKING

from measuring import table

if TYPE_CHECKING:
    from measuring import Row

RESULTS = Path(__file__).with_name("RESULTS.md")
SECTIONS = {
    "cold_start": "From nothing to the first answer",
    "loading": "Users' own files",
    "positions": "Reading YAML",
    "queries": "Names and questions",
    "search": "Full-text search",
    "documents": "Writing JSON",
    "feeds": "Writing RSS",
}
INTRODUCTION = """\
# Benchmarks

Made by `make bench`. Each figure is a ratio within one run: the median of pairs in which both sides
take turns on the same machine. Another machine gives other times; the ratios are what to look at. A
goal that is missed stays in the table."""
MACHINE = f"CPython {python_version()} on {system()} {machine()}, {os.cpu_count()} processors"
NAMED = (
    *("attrs", "cattrs", "PyYAML", "feedgen", "podgen"),
    *("holidays", "particle", "pycountry", "pystac", "us"),
)


def main() -> None:
    """Run everything, print each section, and write the page."""
    versions = ", ".join(f"{name} {version(name)}" for name in NAMED)
    page = [INTRODUCTION, f"{MACHINE}; SQLite {sqlite3.sqlite_version}; {versions}."]
    met: list[Row] = []
    for name, title in SECTIONS.items():
        rows = list(import_module(name).rows())
        page += [f"## {title}", table(rows)]
        print(page[-2], page[-1], sep="\n\n", end="\n\n", flush=True)
        met += (row for row in rows if row.is_met)
    RESULTS.write_text("\n\n".join(page) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(met)} goals met; {RESULTS.name} written\n")


if __name__ == "__main__":
    main()
