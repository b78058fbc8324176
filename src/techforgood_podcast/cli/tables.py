"""Lay out text tables: cells made of spans, and columns aligned with spaces that fit."""

from __future__ import annotations

import unicodedata
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = 2


class Span(NamedTuple):
    """A part of a cell: some text, where it links to, and whether it is bold or in colour."""

    text: str
    url: str | None = None
    bold: bool = False
    coloured: bool = False


Cell: TypeAlias = "str | tuple[Span, ...]"
Row: TypeAlias = "Sequence[Cell]"


def link(text: str, url: str | None) -> Cell:
    """Return a cell that links to a URL, if there is one."""
    return (Span(text, url),)


def marked(snippet: str) -> tuple[Span, ...]:
    """Return the snippet of a search as a cell, with its matches in bold.

    >>> [(span.text, span.bold) for span in marked("who **wastes** food")]
    [('who ', False), ('wastes', True), (' food', False)]
    """
    return tuple(Span(text, bold=index % 2 == 1) for index, text in enumerate(snippet.split("**")))


def width(text: str) -> int:
    """Return how many terminal columns a text occupies.

    >>> width("été"), width("日本"), width("e\u0301")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(letter) in {"W", "F"})
        for letter in text
    )


def lay_out(
    rows: Sequence[Sequence[tuple[Span, ...]]], room: int | None = None
) -> Iterator[list[Span]]:
    """Yield the lines of a table, with aligned columns; an empty column takes no space.

    Args:
        rows: the cells of each row.
        room: how many columns of a terminal the lines may occupy; cells that do not fit are folded.
    """
    widths = [max(map(_width_of, column)) for column in zip(*rows, strict=True)]
    if room is not None:
        widths = _narrowed(widths, room - _GAP * (len(list(filter(None, widths))) - 1))
    for row in rows:
        folded = [_fold(cell, size) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*folded, fillvalue=()):
            line: list[Span] = []
            spaces = 0
            for part, column in zip(parts, widths, strict=True):
                size = _width_of(part)
                if size:
                    line += [Span(" " * spaces), *part]
                    spaces = 0
                spaces += column - size + (_GAP if column else 0)
            yield line


def _width_of(cell: Iterable[Span]) -> int:
    return sum(width(span.text) for span in cell)


def _narrowed(widths: list[int], room: int) -> list[int]:
    """Return the widths of columns, with the widest ones narrowed alike until all fit."""
    for position, size in enumerate(sorted(widths)):
        share = max(room // (len(widths) - position), 1)
        if size > share:
            return [min(each, share) for each in widths]
        room -= size
    return widths


def _fold(cell: tuple[Span, ...], size: int) -> Iterator[tuple[Span, ...]]:
    """Yield the lines of a cell, broken at spaces, or inside a word that is longer than a line."""
    if _width_of(cell) <= size:
        yield cell
        return
    letters = [span._replace(text=letter) for span in cell for letter in span.text]
    start = space = used = 0
    for position, letter in enumerate(letters):
        used += width(letter.text)
        if letter.text == " ":
            space = position
        elif used > size and position > start:
            end = space if space > start else position
            yield _joined(letters[start:end])
            start = end + (end == space)
            used = _width_of(letters[start : position + 1])
    yield _joined(letters[start:])


def _joined(letters: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans of one letter each as the fewest that look the same."""
    alike = groupby(letters, key=lambda letter: letter[1:])
    return tuple(Span("".join(each.text for each in group), *look) for look, group in alike)
