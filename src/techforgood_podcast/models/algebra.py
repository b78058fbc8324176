"""Walk records, whatever fields they have."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, cast

from ..syntax import is_list, is_mapping
from .fields import all_fields
from .text import Record, is_tuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from ..syntax import Path
    from .fields import Field, Form


def walk(
    record: object, *forms: Form, model: type[object] | None = None, path: Path = ()
) -> Iterator[tuple[Path, Field, Any]]:
    """Yield each value of some forms in a record, with its path and its field.

    Items of a tuple come one by one, and so do the values of the records inside; an entity that the
    record refers to is not walked. What is unknown is left out.

    Args:
        record: a record, or its plain values; of anything else, nothing comes.
        forms: the forms of the values.
        model: the class of the record; plain values have to name it.
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


@cache
def _fields_with(model: Any, forms: tuple[Form, ...]) -> tuple[Field, ...]:
    """Return the fields of a class that have values of some forms, themselves or inside."""
    return tuple(field for field in all_fields(model) if field.form in {*forms, "record"})
