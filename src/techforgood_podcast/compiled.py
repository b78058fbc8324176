"""Catalogue ⇄ the compiled form that the build puts into a wheel, read without yaml or cattrs.

The form is nested tuples of plain values: a table for each class, with a column for each of its
slots. A record is referred to by its place among all records, counted from 1; 0 is nothing.
Which classes and slots there are is read off the records, so that no list of them is kept here.

A wheel carries the form as a module, which Python reads as it reads its own code, from a zip as
well. A checkout has no such module: there the YAML itself is read, so that no edit is overlooked.
"""

from __future__ import annotations

import datetime as dt
import sys
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from . import models
from .catalogue.collection import Collection
from .catalogue.indexes import Contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .catalogue.catalogue import Catalogue

FORMAT = 1
"""Goes up when the form changes, so that no form is read that another release wrote."""
MODULE = "_compiled_data"
"""The name of the module in a wheel."""

_PLAIN, _RECORD, _RECORDS, _DAY, _TIME = range(5)
"""What a column holds: values as they are, places, tuples of places, days, running times."""

Column: TypeAlias = tuple[str, int, tuple[Any, ...]]
"""Slot, what it holds, and the values."""
Table: TypeAlias = tuple[str, int, tuple[Column, ...]]
"""Class, number of records, and columns."""
Lists: TypeAlias = tuple[tuple[str, str, tuple[int, ...]], ...]
"""Name, noun and records of each list of a catalogue."""
Form: TypeAlias = tuple[tuple[Table, ...], int, int, tuple[int, ...], Lists]
"""All records; which one is the ``info``, which the show, which are redirects; the lists."""


def bundled() -> Contents | None:
    """Return what the wheel carries, or ``None`` where there is no such form.

    The module is let go of at once: its records are made, and its tables are not needed again.
    """
    package = __name__.rpartition(".")[0]
    name = f"{package}.{MODULE}"
    try:
        module = import_module(name)
    except ModuleNotFoundError:
        return None
    del sys.modules[name]
    vars(sys.modules[package]).pop(MODULE, None)
    return contents(module.FORM) if module.FORMAT == FORMAT else None


def contents(form: Form) -> Contents:
    """Return the contents of a catalogue from their compiled form."""
    tables, info, show, retired, lists = form
    records = _records(tables)
    redirects = tuple([records[place] for place in retired])
    targets = {redirect.id: redirect.to for redirect in redirects}
    collections: dict[str, Collection[Any]] = {
        name: Collection(tuple([records[place] for place in places]), noun, targets)
        for name, noun, places in lists
    }
    return Contents(
        info=records[info], show=records[show], redirects=redirects, checked=True, **collections
    )


def _records(tables: Iterable[Table]) -> Sequence[Any]:
    """Return nothing, and then every record; slots are filled as unpickling fills them."""
    records: list[Any] = [None]
    for name, size, _ in tables:
        model = getattr(models, name)
        records += [model.__new__(model) for _ in range(size)]
    start = 1
    for name, size, columns in tables:
        own = records[start : start + size]
        start += size
        for slot, holds, values in columns:
            put = getattr(getattr(models, name), slot).__set__
            for record, value in zip(own, _cells(holds, values, records), strict=True):
                put(record, value)
    return records


def _cells(holds: int, values: Sequence[Any], records: Sequence[Any]) -> Sequence[Any]:
    if holds == _RECORD:
        return [records[place] for place in values]
    if holds == _RECORDS:
        return [tuple([records[place] for place in places]) for places in values]
    if holds == _DAY:
        return [value and dt.date.fromordinal(value) for value in values]
    if holds == _TIME:
        return [value if value is None else dt.timedelta(seconds=value) for value in values]
    return values


def module(catalogue: Catalogue) -> str:
    """Return the module that holds the compiled form of a catalogue."""
    tables, *others = form(catalogue)
    lines = [
        '"""The bundled catalogue, as the build compiled it from the files in data/."""',
        "",
        f"FORMAT = {FORMAT!a}",
        "FORM = (",
        "    (",
        *(f"        {table!a}," for table in tables),
        "    ),",
        *(f"    {other!a}," for other in others),
        ")",
    ]
    return "\n".join(lines) + "\n"


def form(catalogue: Catalogue) -> Form:
    """Return the compiled form of a catalogue, with its digest worked out."""
    from .models.fields import SECTIONS

    lists = {section: tuple(getattr(catalogue, section.name)) for section in SECTIONS}
    found: dict[int, Any] = {}
    for root in (catalogue.info, catalogue.show, catalogue.redirects, *lists.values()):
        _find(root, found)
    records = sorted(found.values(), key=_class)
    places = {id(record): place for place, record in enumerate(records, start=1)}
    places[id(None)] = 0
    return (
        tuple(_table(name, tuple(own), places) for name, own in groupby(records, _class)),
        places[id(catalogue.info)],
        places[id(catalogue.show)],
        tuple(places[id(redirect)] for redirect in catalogue.redirects),
        tuple(
            (section.name, section.noun, tuple(places[id(record)] for record in own))
            for section, own in lists.items()
        ),
    )


def _class(record: object) -> str:
    return type(record).__name__


def _find(value: Any, found: dict[int, Any]) -> None:
    """Note every record that a value leads to, each once."""
    if _is_record(value):
        if id(value) not in found:
            found[id(value)] = value
            for inner in _slots(value).values():
                _find(inner, found)
    elif value.__class__ is tuple:
        for item in value:
            _find(item, found)


def _is_record(value: Any) -> bool:
    return attrs.has(value.__class__)


def _slots(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in attrs.fields(record.__class__)}


def _table(name: str, records: Sequence[Any], places: dict[int, int]) -> Table:
    rows = [_slots(record) for record in records]
    columns = {slot: [row[slot] for row in rows] for slot in rows[0]}
    told = tuple((slot, *_column(values, places)) for slot, values in columns.items())
    return name, len(records), told


def _column(values: Sequence[Any], places: dict[int, int]) -> tuple[int, tuple[Any, ...]]:
    """Return what a column holds, and its values as they stand in the form."""
    from .models.durations import count_seconds

    sample: Any = next((value for value in values if value is not None and value != ()), None)
    if _is_record(sample):
        return _RECORD, tuple(places[id(value)] for value in values)
    if sample.__class__ is tuple and _is_record(sample[0]):
        return _RECORDS, tuple(tuple(places[id(item)] for item in value) for value in values)
    if isinstance(sample, dt.date):
        return _DAY, tuple(value and value.toordinal() for value in values)
    if isinstance(sample, dt.timedelta):
        return _TIME, tuple(map(count_seconds, values))
    return _PLAIN, tuple(values)
