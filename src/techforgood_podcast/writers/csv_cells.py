"""Comma-separated values: rows, and cells that spreadsheets take for text and not for formulas.

Written here rather than by ``csv``, whose releases differ in what they put between quotation
marks: a carriage return was left bare until it was found to end a line.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ..models.plain import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell: TypeAlias = str | int | float | dt.date | None

_SPECIAL: Final = re.compile(r'[",\r\n]|^\s|\s$')
"""What does not stand bare in a row; white space at the ends is what some readers strip."""
_FORMULA: Final = re.compile("'*[=+@\t\r-]")
"""How formulas begin, and texts that look like one made harmless."""


def write_rows(header: Sequence[str], rows: Iterable[Iterable[Cell]]) -> str:
    r"""Return a header and rows, each on a line of its own; what is not known is an empty cell.

    >>> write_rows(["title", "season"], [['Say "yes", or', 1], [None, 2]])
    'title,season\n"Say ""yes"", or",1\n,2\n'
    """
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in (header, *rows))


def escape_formula(value: Cell) -> Cell:
    """Return a value as a spreadsheet may see it: no text begins as a formula does.

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets an
    apostrophe in front, and so does one that has apostrophes before such a sign. To get the
    text back, take away one apostrophe wherever these signs follow the apostrophes that a cell
    begins with.

    >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula("'twas"), escape_formula(-1)
    ("'=1+1", "''=1+1", "'twas", -1)
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _quoted(value: Cell) -> str:
    text = write_value(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _SPECIAL.search(text) else text


def write_value(value: Cell) -> str:
    """Return a value as its cell shows it.

    >>> write_value(13_000_000.0), write_value(0.5), write_value(None)
    ('13000000', '0.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(plain_number(value) if isinstance(value, float) else value)
