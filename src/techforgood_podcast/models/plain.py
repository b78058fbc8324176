"""Records → plain values: as files hold them, or expanded for a reader.

In a file, references are ids, and what is not known is left out. Expanded, references are small
objects with a name, derived values are there, and every key is written, so that rows have the same
columns. ``structuring`` goes the other way.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache, partial
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from .durations import count_seconds, format_duration
from .fields import Field, all_fields, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from .fields import Form

    Getter: TypeAlias = Callable[[Any], Any]
    Key: TypeAlias = tuple[Field, Getter]
    """A key of plain values as a field, and what reads its value off a record."""
    Step: TypeAlias = tuple[str, Getter, Getter | None, bool, bool]

Plain: TypeAlias = dict[str, Any]
View: TypeAlias = Literal["file", "expanded", "reference", "ancestor"]
"""How a record is shown.

As in a file, with more for a reader, in short inside another, or by name alone in a lineage.
"""

# Below this, a float holds every whole number exactly.
_EXACT: Final = 10**15
# Steps kept for a class, a view and a language; the languages may be anything that users type.
_KEPT: Final = 256
entity_id: Callable[[Any], str] = attrgetter("id")


def plain(record: object, *, view: View = "file", language: str | None = None) -> Plain:
    """Return one record as plain values.

    Args:
        record: the record, a hit or a related episode.
        view: which keys it has.
        language: the language of localized texts, or their main one where they do not have it;
            if omitted, they are objects with all their languages.

    >>> from . import LocalizedText, Show
    >>> show = Show(id="s", title="S", language="en", summary=LocalizedText(fr="a", en="b"))
    >>> plain(show)
    {'id': 's', 'title': 'S', 'language': 'en', 'summary': {'fr': 'a', 'en': 'b'}}
    >>> plain(show, language="en")["summary"], plain(show, view="reference")
    ('b', {'id': 's', 'title': 'S'})
    """
    return _follow(_steps(cast("Hashable", type(record)), view, language), record)


def plain_value(field: Field, value: Any) -> Any:
    """Return the value of a field as a file holds it; ``None`` if it is not known.

    >>> from . import Show
    >>> from .fields import stated_fields
    >>> plain_value(stated_fields(Show)["categories"], ("Arts > Food",))
    ['Arts > Food']
    """
    convert = _conversion(field, "file", None)
    return None if value in (None, ()) else value if convert is None else convert(value)


def _follow(steps: Iterable[Step], record: Any) -> Plain:
    found: Plain = {}
    for name, get, convert, unknown_is_absent, empty_is_absent in steps:
        value = get(record)
        if value is None:
            if not unknown_is_absent:
                found[name] = None
        elif value or not empty_is_absent:
            found[name] = value if convert is None else convert(value)
    return found


def keys_of(model: Any, view: View) -> tuple[Key, ...]:
    """Return the keys of a class in a view, in order.

    >>> from . import Episode
    >>> [field.name for field, _ in keys_of(Episode, "reference")]
    ['id', 'code', 'title']
    """
    if view == "file":
        return tuple((field, attrgetter(field.slot)) for field in fields_of(model))
    found: dict[str, Key] = {}
    for field in all_fields(model):
        if field.hidden:
            continue
        found[field.name] = field, attrgetter(field.name)
        if field.name == "id":
            for name in model._derived:  # noqa: SLF001 -- what the class says of itself
                found[name] = _derived_key(model, name)
        elif field.form == "duration":
            name = f"{field.name}_seconds"
            found[name] = field._replace(name=name, form="integer"), _seconds_of(field.name)
    if view == "expanded":
        return tuple(found.values())
    chosen = ((key, *found[name]) for key, name in model._reference)  # noqa: SLF001 -- the same
    return tuple(
        (field._replace(name=key), get)
        for key, field, get in chosen
        if (view, key) != ("ancestor", "lineage")
    )


def _derived_key(model: Any, name: str) -> Key:
    if name == "lineage":
        field = Field(name, "reference", slot=name, owner=model, model=model, many=True)
        return field, lambda record: record.lineage[1:]
    return Field(name, "text", slot=name, owner=model), attrgetter(name)


def reference_view(field: Field) -> View:
    """Return how expanded values show the records to which a field refers."""
    return "ancestor" if field.name == "lineage" else "reference"


def _seconds_of(name: str) -> Getter:
    get = attrgetter(name)
    return lambda record: count_seconds(get(record))


def plain_number(number: float) -> float:
    """Return a whole number without its point, so that equal numbers are written alike.

    >>> plain_number(13_000_000.0), plain_number(0.5)
    (13000000, 0.5)
    """
    return int(number) if abs(number) < _EXACT and number == int(number) else number


@lru_cache(_KEPT)
def _steps(model: Any, view: View, language: str | None) -> tuple[Step, ...]:
    """Return ``(key, getter, converter, unknown_is_absent, empty_is_absent)`` for each key.

    Computed once per class: asking each field of each record would take several times as long.
    """
    sparse = view == "file"
    return tuple(
        (
            field.name,
            get,
            _conversion(field, view, language),
            sparse,
            sparse and field.empty_is_absent,
        )
        for field, get in keys_of(model, view)
    )


def _conversion(field: Field, view: View, language: str | None) -> Getter | None:
    """Return the function that makes a value, or each item of a tuple, plain, if one is needed."""
    convert = _CONVERSIONS.get(field.form)
    if field.form == "localized" and language is not None:
        convert = methodcaller("best", language)
    elif field.form == "record":
        convert = partial(_follow, _steps(cast("Hashable", field.model), view, language))
    elif field.form == "reference" and view != "file":
        inner = reference_view(field)
        convert = partial(_follow, _steps(cast("Hashable", field.model), inner, language))
    if not field.many:
        return convert
    if convert is None:
        return list
    item = convert
    return lambda values: [item(value) for value in values]


_CONVERSIONS: Mapping[Form, Getter] = {
    "number": plain_number,
    "date": dt.date.isoformat,
    "datetime": dt.datetime.isoformat,
    "duration": format_duration,
    "localized": dict,
    "reference": entity_id,
}
