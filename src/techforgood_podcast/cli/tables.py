"""Lay out text tables: cells made of spans, and columns aligned with spaces."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = 2


class Span(NamedTuple):
    """A part of a cell: some text, where it links to, and whether it is bold on a terminal."""

    text: str
    url: str | None = None
    bold: bool = False


Cell: TypeAlias = "str | tuple[Span, ...]"
Row: TypeAlias = "Sequence[Cell]"


def link(text: str, url: str | None) -> Cell:
    """Return a cell that links to a URL, if there is one."""
    return (Span(text, url),)


def marked(snippet: str) -> Cell:
    """Return the snippet of a search as a cell, with its matches in bold.

    >>> marked("who **wastes** food")
    (Span(text='who ', url=None, bold=False), Span(text='wastes', url=None, bold=True),\
 Span(text=' food', url=None, bold=False))
    """
    return tuple(Span(text, bold=index % 2 == 1) for index, text in enumerate(snippet.split("**")))


def width(text: str) -> int:
    """Return how many terminal columns a text occupies.

    >>> width("été"), width("日本"), width("e\u0301")
    (3, 4, 1)
    """
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(letter) in {"W", "F"})
        for letter in text
    )


def align(rows: Sequence[Sequence[Sequence[Span]]]) -> Iterator[list[Span]]:
    """Yield each row as one line: its spans, and the spaces that align the columns."""
    sizes = [[sum(width(span.text) for span in cell) for cell in row] for row in rows]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    for row, sizes_of_row in zip(rows, sizes, strict=True):
        line: list[Span] = []
        spaces = 0
        for cell, size, column in zip(row, sizes_of_row, widths, strict=True):
            if size:
                line += [Span(" " * spaces), *cell]
                spaces = 0
            spaces += column - size + _GAP
        yield line
