"""The scalars of files as values of fields: texts, numbers, truths, days, moments, durations.

A value of another form is returned unchanged, for the rule of the field to refuse; a number for a
running time as a file has it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

from ..syntax import INTEGER, NUMBER, Unquoted
from .durations import DURATION, parse_duration
from .rules import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
# A number with more digits is named without them.
_LONG = 10**18
_TRUTHS = {"true": True, "false": False}


def read_text(value: Any, _: Any) -> Any:
    """Return an unquoted scalar as text.

    >>> read_text(Unquoted("012"), str)
    '012'
    """
    return str(value) if isinstance(value, Unquoted) else value


def _whole_number(value: Any, _: Any) -> Any:
    if isinstance(value, Unquoted) and compiled(INTEGER).fullmatch(value):
        return int(value)
    return value


def _number(value: Any, _: Any) -> Any:
    if isinstance(value, Unquoted) and compiled(NUMBER).fullmatch(value):
        number = int(value) if compiled(INTEGER).fullmatch(value) else float(value)
        return number if math.isfinite(number) else value
    return value


def _truth(value: Any, _: Any) -> Any:
    return _TRUTHS.get(value, value) if isinstance(value, Unquoted) else value


def _moment(value: Any, _: Any) -> Any:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return value
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        return value


def _day(value: Any, _: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return value


def _duration(value: Any, _: Any) -> Any:
    if type(value) in {int, float} and abs(value) < _LONG:
        return Unquoted(value)
    return parse_duration(value) if isinstance(value, str) and DURATION.fullmatch(value) else value


SCALARS: Mapping[type[Any], Callable[[Any, Any], Any]] = {
    str: read_text,
    int: _whole_number,
    float: _number,
    bool: _truth,
    dt.datetime: _moment,
    dt.date: _day,
    dt.timedelta: _duration,
}
"""What structures a value as each type, as cattrs calls it."""
