"""Records that were built in Python: what loading would refuse in a file is refused here, too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from ..errors import Problem
from ..models import Entity, Episode, Organisation, Place, Theme
from ..models.fields import DEVICES, ID, fields_of
from ..models.rules import RULES
from ..models.text import is_tuple
from ..text.folding import fold, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..models import Redirect, Show
    from ..models.fields import Field

MAX_ABOVE: Final = 32
"""So many records may stand in one line, from a record to the last one above it."""


def flaws(
    show: Show, lists: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect]
) -> Iterator[Problem]:
    """Give what is wrong with the records of a catalogue, each with its id and field."""
    targets: dict[str, str | None] = {}
    for redirect in redirects:
        path = f"redirects.{redirect.id}"
        if not _may_be_id(redirect.id):
            yield Problem(path=f"{path}.id", message=f'"{redirect.id}" cannot be an id')
        if redirect.to is not None and not _may_be_id(redirect.to):
            yield Problem(path=f"{path}.to", message=f'"{redirect.to}" cannot be an id')
        if redirect.id in targets:
            yield Problem(path=f"{path}.id", message="this id is retired twice")
        targets[redirect.id] = redirect.to
    yield from _flaws_of(show, "show")
    for name, entities in lists.items():
        by_id = {entity.id: entity for entity in entities}
        for id_, entity in sorted(by_id.items()):
            path = f"{name}.{id_}"
            if not _may_be_id(id_):
                yield Problem(path=f"{path}.id", message=f'"{id_}" cannot be an id')
            if id_ in targets and (targets[id_] is None or targets[id_] in by_id):
                yield Problem(path=f"{path}.id", message="this id is retired")
            yield from _flaws_of(entity, path)
        yield from _shared_aliases(name, by_id)


def _may_be_id(text: str) -> bool:
    return ID.fullmatch(text) is not None and not DEVICES.fullmatch(text)


def _shared_aliases(name: str, by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    """Give each alias that stands for two entries of a list."""
    owners: dict[str, str] = {}
    for id_, entity in sorted(by_id.items()):
        aliases: tuple[str, ...] = getattr(entity, "aliases", ())
        for key in {squash(fold(alias)) for alias in aliases} - {""}:
            if owners.setdefault(key, id_) != id_:
                message = f'an alias also stands for "{owners[key]}"'
                yield Problem(path=f"{name}.{id_}.aliases", message=message)


def _flaws_of(record: object, path: str) -> Iterator[Problem]:
    """Give what is wrong with one record and with those inside it."""
    fields = fields_of(type(record))
    values: dict[str, Any] = {field.name: getattr(record, field.name) for field in fields}
    for field in fields:
        value = values[field.name]
        if field.many and not is_tuple(value):
            yield Problem(path=f"{path}.{field.name}", message="expected a tuple")
            continue
        for item in value if field.many else (value,):
            if field.form == "record" and item is not None:
                yield from _flaws_of(item, f"{path}.{field.name}")
            else:
                yield from _flaws_of_value(field, item, f"{path}.{field.name}")
    for inner, message in RULES[type(record)](values) if type(record) in RULES else ():
        yield Problem(path=".".join((path, *map(str, inner))), message=message)
    if isinstance(record, Episode) and not _in_whole_seconds(record.duration):
        yield Problem(path=f"{path}.duration", message="expected whole seconds, from 0")
    if _stands_too_low(record):
        message = f"more than {MAX_ABOVE} records stand above one another"
        yield Problem(path=path, message=message)


def _flaws_of_value(field: Field, value: object, path: str) -> Iterator[Problem]:
    if field.form == "text" and isinstance(value, str) and "\n" in value:
        yield Problem(path=path, message="the text has a line break")
    elif field.form == "date" and isinstance(value, dt.datetime):
        yield Problem(path=path, message="expected a day, without a time")


def _in_whole_seconds(duration: dt.timedelta | None) -> bool:
    return duration is None or (duration.days >= 0 and not duration.microseconds)


def _stands_too_low(record: object) -> bool:
    level: dict[str, object] = {"": record}
    for _ in range(MAX_ABOVE):
        level = {above.id: above for below in level.values() for above in _above(below)}
    return bool(level)


def _above(record: object) -> tuple[Entity, ...]:
    """Return the records right above one of the same kind."""
    if isinstance(record, Organisation):
        return record.parents
    if isinstance(record, Place):
        return (record.part_of,) if record.part_of else ()
    if isinstance(record, Theme):
        return (record.broader,) if record.broader else ()
    return ()
