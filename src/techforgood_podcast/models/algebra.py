"""Walk, combine and compare records, whatever fields they have."""

from __future__ import annotations

from functools import cache, partial
from operator import eq
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar, cast

import attrs

from ..syntax import is_list, is_mapping
from .fields import all_fields, fields_of
from .records import Record, is_tuple, same

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from ..syntax import Path
    from .fields import Field, Form

RecordT = TypeVar("RecordT", bound=Record)
Policy: TypeAlias = Literal["error", "replace", "fill"]
Outcome: TypeAlias = Literal["filled", "confirmed", "conflict"]

# Fields of which a record states one at most, each with the other one.
_EITHER = {"notes": "notes_html", "notes_html": "notes"}


def walk(
    record: object, *forms: Form, model: type[object] | None = None, path: Path = ()
) -> Iterator[tuple[Path, Field, Any]]:
    """Yield each value of some forms in a record, with its path and its field.

    The items of a tuple are yielded one by one. The parts inside the record are walked as well, the
    entities that it refers to are not. Missing values are left out.

    Args:
        record: a record, or a mapping of plain values; anything else yields nothing.
        forms: the forms of the values.
        model: the class that plain values describe; records know theirs.
        path: the path of the record itself.

    >>> from . import LocalizedText, Place
    >>> france = Place(id="france", name=LocalizedText(fr="France"), kind="country", code="FR")
    >>> [(path, value) for path, _, value in walk(france, "id", "country_code")]
    [(('id',), 'france'), (('code',), 'FR')]
    """
    read: Callable[[str], Any]
    if isinstance(record, Record):
        read = partial(getattr, record)
    elif is_mapping(record):
        read = record.get
    else:
        return
    for field in _fields_with(cast("Hashable", model or type(record)), forms):
        value = read(field.name)
        several = is_tuple(value) or is_list(value)
        for index, item in enumerate(cast("list[Any]", value)) if several else ((None, value),):
            if item is None:
                continue
            steps = (*path, field.name) if index is None else (*path, field.name, index)
            if field.form in forms:
                yield steps, field, item
            if field.form == "record":
                yield from walk(item, *forms, model=field.model, path=steps)


def diff(before: RecordT, after: RecordT) -> Iterator[tuple[Field, Any, Any]]:
    """Yield each field in which two records of one class differ, with both of its values.

    References are compared by id, so that a changed entity differs once, and not wherever it is
    referred to. The same moment in another time zone is a difference.

    >>> from . import Redirect
    >>> before, after = Redirect(id="bread", to="food"), Redirect(id="bread")
    >>> [(field.name, *values) for field, *values in diff(before, after)]
    [('to', 'food', None)]
    """
    for field in fields_of(type(before)):
        old, new = getattr(before, field.slot), getattr(after, field.slot)
        if not same(old, new, set(), by_id=True) or (
            field.form == "datetime" and str(old) != str(new)
        ):
            yield field, old, new


def combine(
    below: Mapping[str, Any],
    above: Mapping[str, Any],
    policy: Policy,
    equal: Callable[[Any, Any], bool] = eq,
) -> tuple[dict[str, Any], dict[str, Outcome]]:
    """Return the combined values of one record, and what happened to each value of ``above``.

    What one side lacks is taken from the other. Where the sides contradict each other, ``replace``
    takes the value above; ``fill`` and ``error`` keep the one below, and the caller reports the
    conflict.

    Args:
        below: the values of one side, by field.
        above: the values of the other, by field; gaps state nothing.
        policy: which side wins.
        equal: says whether two values state the same; the one below is kept then.

    >>> combine({"id": "oven", "guid": None}, {"id": "salt", "guid": "g"}, "fill")
    ({'id': 'oven', 'guid': 'g'}, {'id': 'conflict', 'guid': 'filled'})
    """
    values = dict(below)
    outcomes: dict[str, Outcome] = {}
    for name, value in above.items():
        known = values.get(name)
        other = _EITHER.get(name, "")
        if is_gap(value):
            values.setdefault(name, value)
        elif is_gap(known) and is_gap(above.get(other)) and not is_gap(values.get(other)):
            outcomes[name] = "conflict"
            if policy == "replace":
                values |= {name: value, other: None}
        elif is_gap(known):
            values[name], outcomes[name] = value, "filled"
        elif equal(known, value):
            outcomes[name] = "confirmed"
        else:
            values[name], outcomes[name] = value if policy == "replace" else known, "conflict"
    return values, outcomes


def with_references(record: RecordT, replace: Callable[[Any], Any]) -> RecordT:
    """Return a copy of a record in which each entity that it refers to is replaced.

    >>> from . import LocalizedText, Theme
    >>> art, craft = (Theme(id=id_, label=LocalizedText(en=id_)) for id_ in ("art", "craft"))
    >>> drawing = Theme(id="drawing", label=LocalizedText(en="drawing"), broader=art)
    >>> with_references(drawing, lambda theme: craft).broader
    <Theme craft "craft">
    """
    values: dict[str, Any] = {}
    for field in _fields_with(cast("Hashable", type(record)), ("reference",)):
        convert = partial(with_references, replace=replace) if field.form == "record" else replace
        value = getattr(record, field.name)
        if field.many:
            values[field.name] = tuple(map(convert, value))
        elif value is not None:
            values[field.name] = convert(value)
    return cast("RecordT", attrs.evolve(cast("Any", record), **values))


def is_gap(value: object) -> bool:
    """Return whether a field has no value."""
    return value is None or value == ()


@cache
def _fields_with(model: Any, forms: tuple[Form, ...]) -> tuple[Field, ...]:
    """Return the fields of a class whose values have one of these forms, or contain such values."""
    found: list[Field] = []
    for field in all_fields(model):
        part: Any = field.model if field.form == "record" else None
        if field.form in forms or (part and _fields_with(part, forms)):
            found.append(field)
    return tuple(found)
