"""Records → plain values, as they stand in a file: the canonical form.

References become ids, what is not known is left out, and every list but that of the episodes
stands in the order of its ids. ``reading/building.py`` goes the other way.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeGuard

import attrs

from . import DataInfo, Entity, LocalizedText, Redirect, Show
from .durations import format_duration
from .fields import PARTS, SECTIONS, fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


Plain: TypeAlias = dict[str, Any]

# Below this, a whole number is exact as a float and as an int.
_EXACT = 10**15
_WHOLES = (DataInfo, Redirect, Show, *(section.model for section in SECTIONS))


class Unquoted(str):
    """A YAML scalar without quotation marks."""

    __slots__ = ()


class Unknown:
    """What stands in the place of a value that could not be read; nothing more is said of it."""


UNKNOWN: Final = Unknown()


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    """Say whether a value is a mapping; its keys are text, as every reader makes them."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Say whether a value is a list."""
    return isinstance(value, list)


@cache
def _unstructurers() -> Mapping[type[Any], Callable[[Any], Plain]]:
    """Return for each class of whole records the function that makes them plain."""
    import cattrs
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list})

    def unstructurer(model: type[attrs.AttrsInstance]) -> Callable[[Any], Plain]:
        stated = [field.name for field in fields_of(model)]
        fields: dict[str, Any] = {
            attribute.name: override(
                omit=attribute.name not in stated, omit_if_default=attribute.default in (None, ())
            )
            for attribute in attrs.fields(model)
        }
        unstructure = make_dict_unstructure_fn(model, converter, **fields)

        def in_order(record: Any) -> Plain:
            told = unstructure(record)  # cattrs puts the fields without a default first
            return {name: told[name] for name in stated if name in told}

        return in_order

    converter.register_unstructure_hook(float, plain_number)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook(dt.timedelta, format_duration)
    converter.register_unstructure_hook(LocalizedText, dict_of)
    for section in SECTIONS:
        converter.register_unstructure_hook(section.model, id_of)
    for part in PARTS:
        converter.register_unstructure_hook(part, unstructurer(part))
    return {whole: unstructurer(whole) for whole in _WHOLES}


def plain_number(number: float) -> float:
    """Return a whole number as an ``int``, so that equal numbers are written alike.

    >>> plain_number(13_000_000.0), plain_number(0.5)
    (13000000, 0.5)
    """
    return int(number) if abs(number) < _EXACT and number == int(number) else number


def id_of(entity: Entity) -> str:
    """Return the id that stands for an entity in files."""
    return entity.id


def dict_of(text: LocalizedText) -> dict[str, str]:
    """Return a text by language, the main one first.

    >>> dict_of(LocalizedText(fr="emploi", en="employment"))
    {'fr': 'emploi', 'en': 'employment'}
    """
    return dict(zip(text.languages, text.texts, strict=True))


def plain(record: Entity | Redirect | DataInfo) -> Plain:
    """Return one record as it stands in a file.

    >>> plain(Show(id="my-show", title="My show", language="en"))
    {'id': 'my-show', 'title': 'My show', 'language': 'en'}
    """
    return _unstructurers()[type(record)](record)
