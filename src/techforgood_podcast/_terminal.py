"""What the command line prints: one line for an error, aligned tables, JSON for programs."""

from __future__ import annotations

import json
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .errors import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

PROGRAM = "techforgood-podcast"
DONE, NOTHING, USAGE = 0, 1, 2
"""Exit statuses; ``NOTHING`` also stands for files that are invalid."""


def fail(message: object, status: int) -> int:
    """Print an error in one line, and return the exit status."""
    print(f"{PROGRAM}: {one_line(message)}", file=sys.stderr)
    return status


def one_line(message: object) -> str:
    """Return a message that neither breaks the line nor commands the terminal."""
    return printable(" ".join(str(message).splitlines()))


PATIENCE = 1.0
"""So many seconds work may take before anything is said of it."""


@contextmanager
def ticking(what: str) -> Generator[None]:
    """While work takes long, say on a terminal what is done and for how long already."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    ticker = threading.Thread(target=_tick, args=(what, done), daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def _tick(what: str, done: threading.Event) -> None:
    started = time.monotonic()
    shown = ""
    while not done.wait(PATIENCE):
        shown = f"{one_line(what)}: {time.monotonic() - started:.0f} s"
        print(f"\r{shown}", end="", file=sys.stderr, flush=True)
    if shown:
        print(f"\r{' ' * len(shown)}\r", end="", file=sys.stderr, flush=True)


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows with their columns aligned."""
    kept = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    for row in kept:
        print("  ".join(map(str.ljust, row, widths)).rstrip())


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    print_utf8(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_utf8(text: str) -> None:
    """Print in UTF-8, whatever the terminal speaks: files and programs read this."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        print(text, end="")
    else:
        sys.stdout.flush()
        buffer.write(text.encode(errors="backslashreplace"))
