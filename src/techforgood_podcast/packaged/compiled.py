"""The compiled form of a catalogue, which loads without yaml.

The form is JSON: plain values nearly as files hold them, the fields of the models that wrote them,
and before all that a checksum. Loading runs none of it: it is data.

The index of the search lies beside the form as a database of SQLite. Only the release that built it
asks it, since another one may split or stem words differently; others build their own.

The build adds the form to a wheel, beside the folder of the YAML files. A checkout has none and
loads those files, so that edits take effect at once. So does a library that finds the form damaged,
or written by models with other fields.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import partial
from itertools import starmap
from typing import TYPE_CHECKING, Any
from zlib import crc32

import attrs

from .. import models
from .._runtime import read_file
from ..catalogue.collection import Collection
from ..catalogue.indexes import Indexes
from ..models.sections import PARTS, SECTIONS
from ..models.text import text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.machinery import ModuleSpec

    from ..catalogue.catalogue import Catalogue

# Increment when the form or the lists of a catalogue change: forms of other releases are ignored.
FORMAT = 2

# The names of the files in a package.
FILE = "_compiled.json"
INDEX = "_search.sqlite"


def indexes_in(spec: ModuleSpec | None) -> Indexes | None:
    """Return the indexes of the catalogue of a package from its compiled form.

    Return ``None`` if there is no such form or if this release cannot be sure what it means.
    """
    return indexes(_read(spec, FILE), partial(_read, spec, INDEX))


def _read(spec: ModuleSpec | None, name: str) -> bytes:
    """Return a file of a package, which is empty if there is none."""
    try:
        return read_file(spec, name)
    except FileNotFoundError:
        return b""


def indexes(data: bytes, read_index: Callable[[], bytes] = bytes) -> Indexes | None:
    """Return the indexes of a catalogue from its compiled form.

    Return ``None`` if the form is damaged, or if models with other fields wrote it.
    """
    import json

    checksum, _, rest = data.partition(b",")
    try:
        if int(checksum[1:]) != crc32(rest):
            return None
        _, form = json.loads(data)
    except ValueError:
        return None
    if form["format"] != FORMAT or not all(starmap(_is_known, form["fields"].items())):
        return None
    described = form["index"]

    def stored_index() -> bytes | None:
        from .._version import __version__

        index = read_index()
        return index if described == [__version__, crc32(index)] else None

    return Indexes(stored_index=stored_index, **_records(form, form["fields"]))


def _is_known(kind: str, fields: list[tuple[str, str, bool]]) -> bool:
    """Return whether a model has the fields that it had where the form was written."""
    model = getattr(models, kind, None)
    slots = [slot for slot, *_ in fields]
    return model is not None and [field.name for field in attrs.fields(model)] == slots


def _records(form: Any, fields: dict[str, list[tuple[str, str, bool]]]) -> dict[str, Any]:
    """Return the records of a form, as the indexes of a catalogue have them."""
    decode: dict[str, Callable[[Any], Any]] = {
        "date": dt.date.fromisoformat,
        "datetime": dt.datetime.fromisoformat,
        "duration": lambda seconds: dt.timedelta(seconds=seconds),
        "localized": lambda texts: text_of(texts.items()),
    }
    # For each class and slot: its name, what fills it, what reads a value, and whether it has many.
    # Filling the slots directly bypasses __init__ and its checks, which the build has made.
    plans: dict[type[Any], list[tuple[str, Any, Callable[[Any], Any] | None, bool]]] = {}

    def fill(record: Any, values: dict[str, Any]) -> Any:
        for slot, store, read, many in plans[type(record)]:
            value: Any = values.get(slot)
            if value is None:
                value = () if many else None
            elif many:
                value = tuple(map(read, value)) if read else tuple(value)
            elif read:
                value = read(value)
            store(record, value)
        return record

    def part(model: type[Any], values: dict[str, Any]) -> Any:
        return fill(object.__new__(model), values)

    decode |= {kind: partial(part, getattr(models, kind)) for kind in fields}
    for *_, kind, _ in form["lists"]:
        # An entity is made when one refers to it, or else when its own values are read.
        by_id = defaultdict[str, Any](partial(object.__new__, getattr(models, kind)))
        decode[kind] = by_id.__getitem__
    for kind, slots in fields.items():
        model = getattr(models, kind)
        plans[model] = [
            (slot, getattr(model, slot).__set__, decode.get(of), many) for slot, of, many in slots
        ]
    redirects = tuple(map(decode["Redirect"], form["redirects"]))
    targets = {redirect.id: redirect.to for redirect in redirects}
    found: dict[str, Any] = {"info": decode["DataInfo"](form["info"]), "redirects": redirects}
    for name, noun, kind, own in form["lists"]:
        records = tuple([fill(decode[kind](values["id"]), values) for values in own])
        found[name] = Collection(records, noun, targets)
    return {**found, "show": found["show"][0]}


def files_of(catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files that a package needs beside its data, by name."""
    import json

    from .._version import __version__
    from ..catalogue.full_text import languages_of, store_index
    from ..models.fields import all_fields

    index = store_index(catalogue.episodes, languages_of(catalogue.show))
    lists: list[Any] = [(s.name, s.noun, s.model, getattr(catalogue, s.name)) for s in SECTIONS]
    lists.append(("show", "show", models.Show, (catalogue.show,)))
    kinds: list[Any] = [*PARTS, models.DataInfo, models.Redirect, *(list_[2] for list_ in lists)]
    form = {
        "format": FORMAT,
        "index": index and (__version__, crc32(index)),
        "fields": {
            kind.__name__: [
                (field.slot, field.model.__name__ if field.model else field.form, field.many)
                for field in all_fields(kind)
            ]
            for kind in kinds
        },
        "info": _values(catalogue.info),
        "redirects": [*map(_values, catalogue.redirects)],
        "lists": [
            (name, noun, model.__name__, [*map(_values, own)]) for name, noun, model, own in lists
        ],
    }
    rest = json.dumps(form, default=_encode, allow_nan=False, separators=(",", ":")) + "]\n"
    data = f"[{crc32(rest.encode())},{rest}".encode("ascii")
    return {FILE: data} if index is None else {FILE: data, INDEX: index}


def _values(record: Any) -> dict[str, Any]:
    """Return what the slots of a record hold, by name, without those that hold nothing."""
    slots = {field.name: getattr(record, field.name) for field in attrs.fields(record.__class__)}
    return {slot: value for slot, value in slots.items() if value not in (None, ())}


def _encode(value: Any) -> Any:
    """Return what JSON has no type for as plain values; an entity in a slot is a reference."""
    if isinstance(value, models.Entity):
        return value.id
    if isinstance(value, models.LocalizedText):
        return dict(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.total_seconds() if isinstance(value, dt.timedelta) else _values(value)
