"""Records → plain values, as files hold them: the canonical form of a record.

References become ids, and what is not known is left out. ``converters`` goes the other way.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from .durations import format_duration
from .fields import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from .entities import Entity
    from .fields import Field, Form
    from .text import Record

Plain: TypeAlias = dict[str, Any]

# Below this, a float holds every whole number exactly.
_EXACT: Final = 10**15
id_of: Callable[[Entity], str] = attrgetter("id")


def plain(record: Record) -> Plain:
    """Return one record as it is in a file.

    >>> from . import Show
    >>> plain(Show(id="my-show", title="My show", language="en"))
    {'id': 'my-show', 'title': 'My show', 'language': 'en'}
    """
    found: Plain = {}
    for name, get, convert, is_tuple in _steps(cast("Hashable", type(record))):
        value = get(record)
        if value is not None and (value or not is_tuple):
            found[name] = value if convert is None else convert(value)
    return found


def plain_number(number: float) -> float:
    """Return a whole number without its point, so that equal numbers are written alike.

    >>> plain_number(13_000_000.0), plain_number(0.5)
    (13000000, 0.5)
    """
    return int(number) if abs(number) < _EXACT and number == int(number) else number


@cache
def _steps(
    model: Any,
) -> tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any] | None, bool], ...]:
    """Return for each field its name, what reads it, what converts it, and whether it is a tuple.

    Worked out once a class: asking each field of each record anew takes several times as long.
    """
    return tuple(
        (field.name, attrgetter(field.name), _conversion(field), field.many)
        for field in fields_of(model)
    )


def _conversion(field: Field) -> Callable[[Any], Any] | None:
    """Return what makes a value plain, or each item of a tuple; ``None`` where it is plain."""
    convert = _CONVERSIONS.get(field.form)
    if not field.many:
        return convert
    if convert is None:
        return list
    item = convert
    return lambda values: [item(value) for value in values]


_CONVERSIONS: Mapping[Form, Callable[[Any], Any]] = {
    "number": plain_number,
    "date": dt.date.isoformat,
    "duration": format_duration,
    "localized": dict,
    "reference": id_of,
    "record": plain,
}
