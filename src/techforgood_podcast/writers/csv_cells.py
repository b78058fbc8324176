"""Rows of comma-separated values, and cells that spreadsheets do not take for formulas.

Releases of Python's ``csv`` differ in what they quote (older ones leave a carriage return bare),
so the rows are written here.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ..models.plain import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell: TypeAlias = str | int | float | dt.date | None

# What needs quotation marks, besides the separator: some readers strip white space at the ends of
# a bare cell.
_SPECIAL: Final = re.compile(r'["\r\n]|^\s|\s$')
# The beginning of a formula, at the start or after what a spreadsheet may split at. Spreadsheets
# that split a row at other characters than it was written with no longer see what is quoted.
_FORMULA: Final = re.compile(
    r"""(?<![^,;\t\r\n])(?=(?:['"]|[^\S\t\r\n])*[=+@\t\r\uff1d\uff0b\uff0d\uff20-])"""
)


def write_rows(header: Sequence[str], rows: Iterable[Iterable[Cell]], separator: str = ",") -> str:
    r"""Return a header and rows, each on its own line; an unknown value is an empty cell.

    >>> write_rows(["title", "season"], [['Say "yes", or', 1], [None, 2]])
    'title,season\n"Say ""yes"", or",1\n,2\n'
    """
    lines = ((_quote(value, separator) for value in row) for row in (header, *rows))
    return "".join(f"{separator.join(line)}\n" for line in lines)


def escape_formula(value: Cell) -> Cell:
    """Put an apostrophe before anything that a spreadsheet could take for a formula.

    A formula begins with ``=``, ``+``, ``-`` or ``@``, of half or full width, a tab or a carriage
    return, with or without blanks and quotation marks before it, at the beginning of a text or
    after a comma, a semicolon, a tab or a line break. A text with apostrophes before such
    a character gets one more, so that removing one apostrophe restores it.

    >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula("'twas"), escape_formula(-1)
    ("'=1+1", "''=1+1", "'twas", -1)
    >>> escape_formula("Bread; =1+1")
    "Bread;' =1+1"
    """
    return _FORMULA.sub("'", value) if isinstance(value, str) else value


def _quote(value: Cell, separator: str) -> str:
    text = write_value(value)
    special = separator in text or _SPECIAL.search(text)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if special else text


def write_value(value: Cell) -> str:
    """Return the text of a cell.

    >>> write_value(13_000_000.0), write_value(0.5), write_value(None)
    ('13000000', '0.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(plain_number(value) if isinstance(value, float) else value)
