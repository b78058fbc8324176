"""The compiled form of the bundled catalogue, which loads without yaml or cattrs.

The form is nested tuples of plain values: one table per class, with one column per slot. Records
refer to one another by their number among all records, counted from 1; 0 means ``None``.
Classes and slots are derived from the records themselves.

The build adds the form to a wheel as a Python module, which also loads from a zip. A checkout has
no such module and loads the YAML files, so that edits take effect at once.
"""

from __future__ import annotations

import datetime as dt
import sys
from importlib import import_module
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from . import models
from .catalogue.collection import Collection
from .catalogue.indexes import Contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .catalogue.catalogue import Catalogue

# Increment when the form changes, so that a form written by another release is ignored.
FORMAT = 1

# The name of the module in a wheel.
MODULE = "_compiled_data"

# Encodings of a column: plain values, record numbers, tuples of record numbers, days as ordinals,
# moments as texts, durations in seconds.
_PLAIN, _RECORD, _RECORDS, _DAY, _MOMENT, _DURATION = range(6)

# Slot, encoding and values.
Column: TypeAlias = tuple[str, int, tuple[Any, ...]]

# Class, number of records and columns.
Table: TypeAlias = tuple[str, int, tuple[Column, ...]]

# Name, noun and record numbers of each list of a catalogue.
Lists: TypeAlias = tuple[tuple[str, str, tuple[int, ...]], ...]

# The tables; the record numbers of the ``info``, the show and the redirects; the lists.
Form: TypeAlias = tuple[tuple[Table, ...], int, int, tuple[int, ...], Lists]


def bundled() -> Contents | None:
    """Return the contents of the bundled catalogue, or ``None`` without a compiled form."""
    package = __name__.rpartition(".")[0]
    name = f"{package}.{MODULE}"
    try:
        module = import_module(name)
    except ModuleNotFoundError:
        return None
    # Once the records are built, nothing needs the tables; free their memory.
    del sys.modules[name]
    vars(sys.modules[package]).pop(MODULE, None)
    return contents(module.FORM) if module.FORMAT == FORMAT else None


def contents(form: Form) -> Contents:
    """Return the contents of a catalogue from its compiled form."""
    tables, info, show, retired, lists = form
    records = _build_records(tables)
    redirects = tuple([records[number] for number in retired])
    targets = {redirect.id: redirect.to for redirect in redirects}
    collections: dict[str, Any] = {
        name: Collection(tuple([records[number] for number in numbers]), noun, targets)
        for name, noun, numbers in lists
    }
    return Contents(info=records[info], show=records[show], redirects=redirects, **collections)


def _build_records(tables: Iterable[Table]) -> Sequence[Any]:
    """Return the records by number, with ``None`` at 0."""
    # All records exist before their slots are filled, since they refer to one another. Filling
    # the slots directly bypasses __init__ and its checks, which the build has already made.
    records: list[Any] = [None]
    for name, size, _ in tables:
        model = getattr(models, name)
        records += [model.__new__(model) for _ in range(size)]
    start = 1
    for name, size, columns in tables:
        own = records[start : start + size]
        start += size
        for slot, encoding, values in columns:
            set_slot = getattr(getattr(models, name), slot).__set__
            for record, value in zip(own, _decode(encoding, values, records), strict=True):
                set_slot(record, value)
    return records


def _decode(encoding: int, values: Sequence[Any], records: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a column as the records have them."""
    if encoding == _RECORD:
        return [records[number] for number in values]
    if encoding == _RECORDS:
        return [tuple([records[number] for number in numbers]) for numbers in values]
    if encoding == _DAY:
        return [value and dt.date.fromordinal(value) for value in values]
    if encoding == _MOMENT:
        return [value and dt.datetime.fromisoformat(value) for value in values]
    if encoding == _DURATION:
        return [value if value is None else dt.timedelta(seconds=value) for value in values]
    return values


def module(catalogue: Catalogue) -> str:
    """Return the source of a module with the compiled form of a catalogue."""
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
    """Return the compiled form of a catalogue, including its digest."""
    from .models.sections import SECTIONS

    lists = {section: tuple(getattr(catalogue, section.name)) for section in SECTIONS}
    found: dict[int, Any] = {}
    for record in chain((catalogue.info, catalogue.show), catalogue.redirects, *lists.values()):
        _collect(record, found)
    records = sorted(found.values(), key=_class_name)
    numbers = {id(record): number for number, record in enumerate(records, start=1)}
    numbers[id(None)] = 0
    return (
        tuple(_table(name, tuple(own), numbers) for name, own in groupby(records, _class_name)),
        numbers[id(catalogue.info)],
        numbers[id(catalogue.show)],
        tuple(numbers[id(redirect)] for redirect in catalogue.redirects),
        tuple(
            (section.name, section.noun, tuple(numbers[id(record)] for record in own))
            for section, own in lists.items()
        ),
    )


def _class_name(record: object) -> str:
    return type(record).__name__


def _collect(value: Any, found: dict[int, Any]) -> None:
    """Add a record and every one reachable from it, keyed by identity."""
    from .models.algebra import walk

    if id(value) not in found:
        found[id(value)] = value
        for *_, inner in walk(value, "localized", "record", "reference"):
            _collect(inner, found)


def _is_record(value: Any) -> bool:
    return attrs.has(value.__class__) or isinstance(value, models.LocalizedText)


def _slots(record: Any) -> dict[str, Any]:
    if isinstance(record, models.LocalizedText):
        return {name: getattr(record, name) for name in record.__slots__}
    return {field.name: getattr(record, field.name) for field in attrs.fields(record.__class__)}


def _table(name: str, records: Sequence[Any], numbers: dict[int, int]) -> Table:
    rows = [_slots(record) for record in records]
    columns = {slot: [row[slot] for row in rows] for slot in rows[0]}
    encoded = tuple((slot, *_encode(values, numbers)) for slot, values in columns.items())
    return name, len(records), encoded


def _encode(values: Sequence[Any], numbers: dict[int, int]) -> tuple[int, tuple[Any, ...]]:
    """Return the encoding of a column and its encoded values."""
    from .models.durations import count_seconds

    sample: Any = next((value for value in values if value is not None and value != ()), None)
    if _is_record(sample):
        return _RECORD, tuple(numbers[id(value)] for value in values)
    if sample.__class__ is tuple and _is_record(sample[0]):
        return _RECORDS, tuple(tuple(numbers[id(item)] for item in value) for value in values)
    if isinstance(sample, dt.datetime):
        return _MOMENT, tuple(value and value.isoformat() for value in values)
    if isinstance(sample, dt.date):
        return _DAY, tuple(value and value.toordinal() for value in values)
    if isinstance(sample, dt.timedelta):
        return _DURATION, tuple(map(count_seconds, values))
    return _PLAIN, tuple(values)
