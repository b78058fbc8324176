"""Print to the terminal: one-line errors, progress, aligned tables and JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category

from ..messages import printable
from ..models.html import Link
from .tables import lay_out, wrapped

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from ..models.html import Cell
    from .tables import Line

PROGRAM = "techforgood-podcast"
# Exit statuses: success, nothing found or invalid files, wrong usage.
DONE, NOTHING, USAGE = 0, 1, 2
# Characters that JSON holds as they are and terminals may act on.
_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def fail(message: object, status: int) -> int:
    """Print an error in one line and return the exit status."""
    print(f"{PROGRAM}: {one_line(message)}", file=sys.stderr)
    return status


def one_line(message: object) -> str:
    """Return a message on one line, with control characters escaped."""
    # French typography has no-break spaces, which are harmless.
    return "".join(
        character if category(character) == "Zs" else printable(character)
        for character in " ".join(str(message).splitlines())
    )


# Seconds before progress is first shown, and between updates.
PATIENCE = 1.0


@contextmanager
def ticking(what: str) -> Generator[None]:
    """Show on a terminal what a slow operation is doing, and for how long already."""
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
    """Print rows with aligned columns, wrapped to the width of the terminal."""
    cells = [[Link(cell, None) if isinstance(cell, str) else cell for cell in row] for row in rows]
    safe = [[Link(one_line(cell.text), cell.url) for cell in row] for row in cells]
    console = _console()
    for line in lay_out(safe, _terminal_width()):
        if console is None:
            print("".join(text for text, _ in line))
        else:
            console.print(_styled(line), soft_wrap=True)


def print_line(message: object) -> None:
    """Print a message on one line, with control characters escaped."""
    print(one_line(message))


def print_text(text: str) -> None:
    """Print paragraphs, wrapped to the width of the terminal, with control characters escaped."""
    max_width = _terminal_width()
    text = "\n".join(map(one_line, text.split("\n")))
    print(text if max_width is None else "\n".join(wrapped(text, max_width)))


def _terminal_width() -> int | None:
    """Return the width of the terminal, or ``None`` if the output is not a terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _console() -> Any:
    """Return a rich console for a terminal, if the ``cli`` extra is installed."""
    if _terminal_width() is None or os.environ.get("NO_COLOR"):
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    return Console(file=sys.stdout, highlight=False)


def _styled(line: Line) -> Any:
    """Return a line with links, and with its first part in colour."""
    from string import punctuation
    from urllib.parse import quote

    from rich.style import Style
    from rich.text import Text

    styled = Text()
    for index, (text, url) in enumerate(line):
        # In a link, terminals expect ASCII without control characters.
        link = url and quote(url, safe=punctuation, errors="replace")
        styled.append(text, Style(color=None if index else "cyan", link=link))
    return styled


def print_json(value: Any) -> None:
    """Print a value as indented JSON, with control characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    print_utf8(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")


def print_utf8(text: str) -> None:
    """Print in UTF-8 whatever the locale, since files and programs read this output."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        print(text, end="")
    else:
        sys.stdout.flush()
        buffer.write(text.encode(errors="backslashreplace"))
