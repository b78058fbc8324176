"""Lay out text tables: align columns, and wrap cells to fit the terminal."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..models.html import Link

_GAP = 2
# Columns are never narrower than this; in an even narrower terminal, lines overflow.
_MIN_WIDTH = 8

# The parts of a line, including the gaps between columns, each with the URL that it links to.
Line: TypeAlias = "list[tuple[str, str | None]]"


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


def lay_out(rows: Sequence[Sequence[Link]], max_width: int | None) -> Iterator[Line]:
    """Yield the lines of a table; without a maximum width, each row is one line."""
    widths = [max(width(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    if max_width is not None:
        _narrow(widths, max_width)
    for row in rows:
        cells = [wrapped(cell.text, size) for cell, size in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            texts = [cell[n] if n < len(cell) else "" for cell in cells]
            last = max((index for index, text in enumerate(texts) if text), default=-1)
            gaps = [
                " " * (size - width(text) + _GAP)
                for text, size in zip(texts[:last], widths, strict=False)
            ]
            yield [
                part
                for text, cell, gap in zip(texts, row, [*gaps, ""], strict=False)
                for part in ((text, cell.url), (gap, None))
                if part[0]
            ]


def wrapped(text: str, max_width: int) -> list[str]:
    """Wrap a text to lines of a maximum width, breaking between words where possible.

    >>> wrapped("à qui profite la tech", 10)
    ['à qui', 'profite la', 'tech']
    >>> wrapped("techforgood", 8)
    ['techforg', 'ood']
    """
    if width(text) <= max_width:
        return [text]
    lines = [""]
    for word in text.split():
        if width(f"{lines[-1]} {word}".lstrip()) <= max_width:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
            continue
        lines.append("")
        for letter in word:
            if width(lines[-1] + letter) > max_width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _narrow(widths: list[int], max_width: int) -> None:
    """Shrink the widest columns until the table fits or all columns are at their minimum."""
    while sum(widths) + _GAP * (len(widths) - 1) > max_width and max(widths) > _MIN_WIDTH:
        widths[widths.index(max(widths))] -= 1
