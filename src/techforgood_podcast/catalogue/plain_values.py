"""Turn catalogues, collections, mappings and results of queries into plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeGuard

import attrs

from ..messages import dotted
from ..models import Entity, LocalizedText
from ..models.durations import format_duration
from ..models.plain import plain
from ..models.records import Struct
from ..syntax import MAX_DEPTH, wrong_kind
from .catalogue import Catalogue, contents_in
from .document import document, expanded
from .episodes import Episodes

if TYPE_CHECKING:
    from ..models.plain import View

# Steps of a path that a message shows where it leads very deep.
_SHOWN: Final = 3


def plain_values(obj: object, view: View, language: str | None) -> Any:
    """Return anything made of records as plain values.

    Raises:
        TypeError: it is or contains something else.
        UnknownLanguageError: a catalogue or a selection cannot be written in the language.
        ValueError: it contains itself, or two keys of a mapping are records with one id.

    >>> from ..packaged.bundled import load_catalogue
    >>> plain_values({"who": load_catalogue().hosts[:1], "where": None}, "reference", None)
    {'who': [{'id': 'antonin-weber', 'name': 'Antonin Weber'}], 'where': None}
    """
    return _plain(obj, view, language, ())


def _plain(obj: Any, view: View, language: str | None, path: tuple[str | int, ...]) -> Any:  # noqa: PLR0911 -- one answer for each kind of value
    """Return the value at a path as plain values."""
    if isinstance(obj, Struct):
        return plain(obj, view=view, language=language)
    if isinstance(obj, LocalizedText):
        return dict(obj) if language is None else obj.best(language)
    if isinstance(obj, dt.date):
        return obj.isoformat()
    if isinstance(obj, dt.timedelta):
        return format_duration(obj)
    if path and (obj is None or isinstance(obj, str | int | float)):
        return obj
    if language is not None and isinstance(obj, Catalogue | Episodes):
        from .languages import check_language

        check_language(obj, language)
    if isinstance(obj, Catalogue):
        contents = contents_in(obj)
        if view == "file":
            return document(contents, language=language)
        return expanded(contents, obj.info, language)
    return _plain_inside(obj, view, language, path)


def _plain_inside(
    obj: Any, view: View, language: str | None, path: tuple[str | int, ...]
) -> dict[Any, Any] | list[Any]:
    """Return a sequence, a mapping or a result as plain values."""
    if len(path) > MAX_DEPTH:
        where = dotted(path[:_SHOWN])
        raise ValueError(f"{where}…: more than {MAX_DEPTH} levels deep; does it contain itself?")
    if _is_sequence(obj):
        items = enumerate(obj)
        return [_plain(item, view, language, (*path, index)) for index, item in items]
    values: object = attrs.asdict(obj, recurse=False) if attrs.has(obj.__class__) else obj
    if not _is_mapping(values):
        raise _wrong("a record, a collection or a catalogue", obj, path)
    found: dict[Any, Any] = {}
    for key, value in values.items():
        name = _key(key, path)
        if name in found:
            raise ValueError(f"{dotted((*path, name))}: two keys of the mapping have this id")
        found[name] = _plain(value, view, language, (*path, name))
    return found


def _is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    return isinstance(value, Mapping)


def _key(key: object, path: tuple[str | int, ...]) -> Any:
    """Return the key of a mapping as that of a JSON object, which is text."""
    if isinstance(key, Entity):
        return key.id
    if key is None or isinstance(key, str | int | float):
        return key
    raise _wrong("a key that is text, a number or a record with an id", key, path)


def _wrong(expected: str, found: object, path: tuple[str | int, ...]) -> TypeError:
    error = wrong_kind(expected, found)
    return TypeError(f"{dotted(path)}: {error}") if path else error
