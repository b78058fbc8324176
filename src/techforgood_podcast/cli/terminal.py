"""What the command line prints: one line for an error, aligned tables, JSON for programs."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..errors import printable
from ..models.html import Link
from .tables import laid_out, wrapped

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from ..models.html import Cell
    from .tables import Line

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


def print_table(rows: Iterable[Sequence[Cell]]) -> None:
    """Print rows with their columns aligned, and on a terminal no wider than it is."""
    cells = [[Link(cell, None) if isinstance(cell, str) else cell for cell in row] for row in rows]
    kept = [[Link(one_line(cell.text), cell.url) for cell in row] for row in cells]
    console = _console()
    for line in laid_out(kept, _room()):
        if console is None:
            print("".join(text for text, _ in line))
        else:
            console.print(_coloured(line), soft_wrap=True)


def print_text(text: str) -> None:
    """Print a paragraph, on a terminal in lines that it has room for."""
    room = _room()
    print(text if room is None else "\n".join(wrapped(text, room)))


def _room() -> int | None:
    """Return how wide the terminal is, or ``None`` where no terminal is written to."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()  # pyright: ignore[reportUnnecessaryComparison]
    return shutil.get_terminal_size().columns if on_terminal else None


def _console() -> Any:
    """Return what prints in colour on a terminal, where the extra ``cli`` is installed."""
    if _room() is None or os.environ.get("NO_COLOR"):
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(file=sys.stdout, highlight=False)


def _coloured(line: Line) -> Any:
    """Return a line with its first part in colour, and with links."""
    from rich.style import Style
    from rich.text import Text

    coloured = Text()
    for place, (text, url) in enumerate(line):
        coloured.append(text, Style(color=None if place else "cyan", link=url))
    return coloured


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
