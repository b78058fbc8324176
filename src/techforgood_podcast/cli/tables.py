"""Tables of text: columns aligned, and cells wrapped where a terminal is too narrow for them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..models.html import Link

_GAP = 2
_NARROWEST = 8
"""No column gets narrower than this; a terminal that is still too narrow breaks the lines."""


Line: TypeAlias = "list[tuple[str, str | None]]"
"""What stands beside one another in a line, with the gaps, and where each part leads."""


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    >>> width("été"), width("日本"), width("e\u0301")
    (3, 4, 1)
    """
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 1 + (unicodedata.east_asian_width(letter) in {"W", "F"})
        for letter in text
    )


def laid_out(rows: Sequence[Sequence[Link]], room: int | None) -> Iterator[Line]:
    """Give the lines of a table; without a room, each row is one line however long it gets."""
    widths = [max(width(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    if room is not None:
        _narrow(widths, room)
    for row in rows:
        cells = [wrapped(cell.text, size) for cell, size in zip(row, widths, strict=True)]
        for n in range(max(map(len, cells))):
            texts = [cell[n] if n < len(cell) else "" for cell in cells]
            last = max((place for place, text in enumerate(texts) if text), default=-1)
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


def wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines that a room has place for, between words where it can be.

    >>> wrapped("à qui profite la tech", 10)
    ['à qui', 'profite la', 'tech']
    >>> wrapped("techforgood", 8)
    ['techforg', 'ood']
    """
    if width(text) <= room:
        return [text]
    lines = [""]
    for word in text.split():
        if width(f"{lines[-1]} {word}".lstrip()) <= room:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
            continue
        lines.append("")
        for letter in word:
            if width(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest columns until all have room, or none can give more."""
    while sum(widths) + _GAP * (len(widths) - 1) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
