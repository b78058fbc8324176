"""The compiled form of a catalogue, which loads without yaml or cattrs.

The form is JSON: one table per class, with one column per slot. Records refer to one another by
their number among all records, counted from 1; 0 means ``None``. Classes and slots are derived from
the records themselves. Loading runs none of it: it is data.

The index of the search lies beside the form as a database of SQLite. Only the release that built it
asks it, since another one may split or stem words differently; others build their own.

The build adds the form to a wheel, beside the folder of the YAML files. A checkout has none and
loads those files, so that edits take effect at once. So does a library whose models have other
fields than the ones that wrote the form.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from .. import models
from ..catalogue.collection import Collection
from ..catalogue.indexes import Contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from importlib.machinery import ModuleSpec

    from ..catalogue.catalogue import Catalogue

# Increment when the form or the lists of a catalogue change: forms of other releases are ignored.
FORMAT = 1

# The names of the files in a package.
FILE = "_compiled.json"
INDEX = "_search.sqlite"

# How the values of a column become those of the records, but for plain values and for numbers of
# records: one of them ("record") or a tuple of them ("records").
_DECODERS: dict[str, Callable[[Any], Any]] = {
    "tuple": tuple,
    "pairs": lambda pairs: tuple([(first, second) for first, second in pairs]),
    "day": dt.date.fromordinal,
    "moment": dt.datetime.fromisoformat,
    "seconds": lambda seconds: dt.timedelta(seconds=seconds),
}

# The name of a class, the number of its records, and for each slot its name, encoding and values.
Table: TypeAlias = "Sequence[Any]"


def contents_in(spec: ModuleSpec | None) -> Contents | None:
    """Return the contents of the catalogue of a package from its compiled form.

    Return ``None`` if there is no such form or if this release cannot be sure what it means.
    """
    get_data = getattr(spec and spec.loader, "get_data", None)
    if spec is None or get_data is None:
        return None
    # A loader also reads from a zip or a bundle, and needs no import.
    for folder in spec.submodule_search_locations or ():
        try:
            data = get_data(f"{folder}/{FILE}")
        except OSError:
            continue
        return contents(data, partial(get_data, f"{folder}/{INDEX}"))
    return None


def contents(data: str | bytes, read_index: Callable[[], bytes] | None = None) -> Contents | None:
    """Return the contents of a catalogue from its compiled form, or ``None`` if it is another's."""
    import json

    try:
        form = json.loads(data)
        if form["format"] != FORMAT or not all(map(_is_known, form["tables"])):
            return None
    except (LookupError, TypeError, ValueError):  # damaged
        return None
    records = _build_records(form["tables"])
    redirects = tuple([records[number] for number in form["redirects"]])
    targets = {redirect.id: redirect.to for redirect in redirects}
    collections: dict[str, Any] = {
        name: Collection(tuple([records[number] for number in numbers]), noun, targets)
        for name, noun, numbers in form["lists"]
    }
    index = form.get("index")
    return Contents(
        info=records[form["info"]],
        show=records[form["show"]],
        redirects=redirects,
        stored_index=partial(_checked, read_index, *index) if read_index and index else None,
        **collections,
    )


def _checked(read: Callable[[], bytes], release: str, checksum: int) -> bytes | None:
    """Return a file, or ``None`` if it is missing, of another release, or not the one meant."""
    from zlib import crc32

    from .._version import __version__

    if release != __version__:
        return None
    try:
        data = read()
    except OSError:
        return None
    return data if crc32(data) == checksum else None


def _is_known(table: Table) -> bool:
    """Return whether the records of a table have the fields that they have here."""
    name, _, columns = table
    model = getattr(models, name, None)
    return model is not None and _slots(model) == [slot for slot, *_ in columns]


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


def _decode(encoding: str, values: Sequence[Any], records: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a column as the records have them."""
    if encoding == "plain":
        return values
    if encoding == "record":
        return [records[number] for number in values]
    if encoding == "records":
        return [tuple([records[number] for number in numbers]) for numbers in values]
    decode = _DECODERS[encoding]
    return [value if value is None else decode(value) for value in values]


def files_of(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files that a package needs beside its data, by name."""
    from ..catalogue import indexing

    index = indexing.store(catalogue.episodes)
    form = compile_catalogue(catalogue, index).encode("ascii")
    return {FILE: form} if index is None else {FILE: form, INDEX: index}


def compile_catalogue(catalogue: Catalogue, index: bytes | None = None) -> str:
    """Return the compiled form of a catalogue, with its digest, and which index lies beside it."""
    import json
    from zlib import crc32

    from .._version import __version__
    from ..models.sections import SECTIONS

    lists = {section: tuple(getattr(catalogue, section.name)) for section in SECTIONS}
    found: dict[int, Any] = {}
    for record in chain((catalogue.info, catalogue.show), catalogue.redirects, *lists.values()):
        _collect(record, found)
    records = sorted(found.values(), key=_class_name)
    numbers = {id(record): number for number, record in enumerate(records, start=1)}
    numbers[id(None)] = 0
    form = {
        "format": FORMAT,
        "index": None if index is None else (__version__, crc32(index)),
        "info": numbers[id(catalogue.info)],
        "show": numbers[id(catalogue.show)],
        "redirects": [numbers[id(redirect)] for redirect in catalogue.redirects],
        "lists": [
            (section.name, section.noun, [numbers[id(record)] for record in own])
            for section, own in lists.items()
        ],
        "tables": [
            _table(name, tuple(own), numbers) for name, own in groupby(records, _class_name)
        ],
    }
    return json.dumps(form, allow_nan=False, separators=(",", ":")) + "\n"


def _class_name(record: object) -> str:
    return type(record).__name__


def _collect(value: Any, found: dict[int, Any]) -> None:
    """Add a record and every one reachable from it, keyed by identity."""
    from ..models.algebra import walk

    if id(value) not in found:
        found[id(value)] = value
        for *_, inner in walk(value, "localized", "record", "reference"):
            _collect(inner, found)


def _is_record(value: Any) -> bool:
    return attrs.has(value.__class__) or isinstance(value, models.LocalizedText)


def _slots(model: type[Any]) -> list[str]:
    if model is models.LocalizedText:
        return list(model.__slots__)
    return [field.name for field in attrs.fields(model)]


def _table(name: str, records: Sequence[Any], numbers: dict[int, int]) -> Table:
    slots = _slots(getattr(models, name))
    columns = {slot: [getattr(record, slot) for record in records] for slot in slots}
    encoded = [(slot, *_encode(values, numbers)) for slot, values in columns.items()]
    return name, len(records), encoded


def _encode(values: Sequence[Any], numbers: dict[int, int]) -> tuple[str, Sequence[Any]]:
    """Return the encoding of a column and its encoded values."""
    from ..models.durations import count_seconds

    sample: Any = next((value for value in values if value is not None and value != ()), values[0])
    if isinstance(sample, tuple):
        first: Any = next(iter(sample), None)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        if _is_record(first):
            return "records", [[numbers[id(item)] for item in value] for value in values]
        return "pairs" if isinstance(first, tuple) else "tuple", values
    if _is_record(sample):
        return "record", [numbers[id(value)] for value in values]
    if isinstance(sample, dt.datetime):
        return "moment", [value and value.isoformat() for value in values]
    if isinstance(sample, dt.date):
        return "day", [value and value.toordinal() for value in values]
    is_duration = isinstance(sample, dt.timedelta)
    return ("seconds", list(map(count_seconds, values))) if is_duration else ("plain", values)
