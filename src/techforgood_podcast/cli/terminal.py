"""Exit statuses, and what is printed to the terminal: errors, progress, tables, text and JSON."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import threading
import time
from contextlib import contextmanager
from itertools import groupby, zip_longest
from pathlib import Path
from string import punctuation
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from ..quoting import SPELLING, harmless, width

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

# The names of the program; the second is for the owners of other podcasts.
PROGRAMS: Final = ("techforgood-podcast", "podcast-catalogue")
# The name that was typed, which messages and completion use.
PROGRAM: Final = PROGRAMS[Path(*sys.argv[:1]).stem == PROGRAMS[1]]
# Exit statuses: success, nothing found or invalid files, wrong usage, an update that waits for an
# answer, and what shells report of programs that SIGPIPE ends, since nobody reads their output.
DONE, NOTHING, USAGE, WAITS, UNREAD = 0, 1, 2, 3, 141
# Characters that JSON holds as they are and terminals may act on.
_UNSAFE: Final = re.compile(
    f"({SPELLING})|[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def _escape(found: re.Match[str]) -> str:
    return found[1] or f"\\u{ord(found[0]):04x}"


def fail(message: object, status: int) -> int:
    """Print an error in one line and return the exit status."""
    print(f"{PROGRAM}: {one_line(message)}", file=sys.stderr)
    return status


def tell(message: object) -> None:
    """Print on standard error, in one line, what the result itself does not say."""
    fail(message, DONE)


def one_line(message: object) -> str:
    """Return a message on one line, with control characters escaped."""
    return harmless(" ".join(str(message).splitlines()))


def as_argument(path: str, *, windows: bool = os.name == "nt") -> str:
    """Return a path quoted for a shell, and unmistakable for a package name or an option.

    >>> as_argument("night-kitchen"), as_argument("../my show"), as_argument("a b", windows=True)
    ('./night-kitchen', "'../my show'", '"./a b"')
    """
    if not path.startswith(".") and not Path(path).is_absolute():
        path = f"./{path}"
    if not windows:
        return shlex.quote(path)
    return path if re.fullmatch(r"[\w./\\:-]+", path) else f'"{path}"'


def count(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> count(1, "episode"), count(3, "episode")
    ('1 episode', '3 episodes')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# Seconds before progress is first shown, and between updates.
PATIENCE = 1.0


@contextmanager
def ticking(what: str) -> Generator[None]:
    """Show on a terminal what a slow operation is doing, and for how many seconds already."""
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


# Spaces between columns.
_GAP = 2


class Segment(NamedTuple):
    """A part of a cell: text, its link, and whether the text is bold or in colour."""

    text: str
    url: str | None = None
    bold: bool = False
    coloured: bool = False


Cell: TypeAlias = "str | tuple[Segment, ...]"
Row: TypeAlias = "Sequence[Cell]"


def link(text: str, url: str | None) -> Cell:
    """Return a cell that links to a URL, if there is one."""
    return (Segment(text, url),)


def marked(snippet: str) -> tuple[Segment, ...]:
    """Return the snippet of a search as a cell, with its matches in bold.

    >>> [(segment.text, segment.bold) for segment in marked("who **wastes** food")]
    [('who ', False), ('wastes', True), (' food', False)]
    """
    return tuple(
        Segment(text, bold=index % 2 == 1) for index, text in enumerate(snippet.split("**"))
    )


def _lay_out(
    rows: Sequence[Sequence[tuple[Segment, ...]]], room: int | None = None
) -> Iterator[list[Segment]]:
    """Yield the lines of a table with aligned columns; an empty column takes no space.

    Args:
        rows: the cells of each row.
        room: the width of the terminal, if the lines must fit; cells that do not are folded.
    """
    widths = [max(map(_cell_width, column)) for column in zip(*rows, strict=True)]
    if room is not None:
        widths = _narrowed(widths, room - _GAP * (len(list(filter(None, widths))) - 1))
    for row in rows:
        folded = [_fold(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*folded, fillvalue=()):
            line: list[Segment] = []
            spaces = 0
            for part, column in zip(parts, widths, strict=True):
                size = _cell_width(part)
                if size:
                    line += [Segment(" " * spaces), *part]
                    spaces = 0
                spaces += column - size + (_GAP if column else 0)
            yield line


def _cell_width(cell: Iterable[Segment]) -> int:
    return sum(width(segment.text) for segment in cell)


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Return widths that fit: the widest columns are narrowed to one width."""
    for position, size in enumerate(sorted(widths)):
        share = max(room // (len(widths) - position), 1)
        if size > share:
            return [min(each, share) for each in widths]
        room -= size
    return widths


def _fold(cell: tuple[Segment, ...], size: int) -> Iterator[tuple[Segment, ...]]:
    """Yield the lines of a cell, broken at spaces, or inside words longer than a line."""
    if _cell_width(cell) <= size:
        yield cell
        return
    letters = [segment._replace(text=letter) for segment in cell for letter in segment.text]
    start = space = used = 0
    for position, letter in enumerate(letters):
        used += width(letter.text)
        if letter.text == " ":
            space = position
        elif used > size and position > start:
            end = space if space > start else position
            yield _joined(letters[start:end])
            start = end + (end == space)
            used = _cell_width(letters[start : position + 1])
    yield _joined(letters[start:])


def _joined(letters: Sequence[Segment]) -> tuple[Segment, ...]:
    """Join segments of one letter each where neighbours look the same."""
    alike = groupby(letters, key=lambda letter: letter[1:])
    return tuple(Segment("".join(each.text for each in group), *look) for look, group in alike)


def print_table(rows: Iterable[Row], *, indent: int = 0) -> None:
    """Print rows with aligned columns; on a terminal, they fit its width."""
    safe = [
        [_safe(cell, coloured=len(row) > 1 and index == 0) for index, cell in enumerate(row)]
        for row in rows
    ]
    room = shutil.get_terminal_size().columns - indent if sys.stdout.isatty() else None
    console = _console()
    for line in _lay_out(safe, room):
        if console is None:
            print(" " * indent + "".join(map(_rendered, line)))
        else:
            console.print(_styled([Segment(" " * indent), *line]), soft_wrap=True)


def print_line(message: object) -> None:
    """Print a message on one line, with control characters escaped."""
    print(one_line(message))


def print_heading(text: str) -> None:
    """Print a heading after an empty line, in bold on a terminal."""
    print()
    print_table([[(Segment(text, bold=True),)]])


def _safe(cell: Cell, *, coloured: bool) -> tuple[Segment, ...]:
    """Return the segments of a cell, with control characters escaped."""
    segments = (Segment(cell),) if isinstance(cell, str) else cell
    return tuple(
        segment._replace(text=one_line(segment.text), coloured=coloured) for segment in segments
    )


def _console() -> Any:
    """Return a rich console for a terminal, if the ``cli`` extra is installed."""
    if not sys.stdout.isatty():
        return None
    try:
        from rich.console import Console
    except ImportError:
        return None
    no_color = bool(os.environ.get("NO_COLOR"))  # rich 13 would also heed an empty one
    return Console(file=sys.stdout, highlight=False, no_color=no_color)


def _styled(segments: Sequence[Segment]) -> Any:
    """Return a line for rich."""
    from rich.style import Style
    from rich.text import Text

    text = Text()
    for segment in segments:
        # In a link, terminals expect ASCII without control characters.
        url = segment.url and quote(segment.url, safe=punctuation, errors="replace")
        colour = "cyan" if segment.coloured else None
        text.append(segment.text, Style(color=colour, link=url, bold=segment.bold or None))
    return text


def _rendered(segment: Segment) -> str:
    """Return a segment as text, with the codes for bold where a terminal understands them."""
    if segment.bold and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        return f"\x1b[1m{segment.text}\x1b[22m"
    return segment.text


def print_json(value: Any) -> None:
    """Print a value as indented JSON, with control characters escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    print_document(_UNSAFE.sub(_escape, text) + "\n")


def print_document(text: str) -> None:
    """Print in UTF-8 whatever the locale, since files and programs read this output."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        print(text, end="")
    else:
        sys.stdout.flush()
        buffer.write(text.encode(errors="backslashreplace"))
