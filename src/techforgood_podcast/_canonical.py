"""Records → plain values, as they stand in a file: the canonical form.

References become ids, what is not known is left out, and every list but that of the episodes
stands in the order of its ids. ``_structuring.py`` goes the other way.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ._schema import PARTS, SECTIONS, fields_of
from .models import DataInfo, Entity, Episode, LocalizedText, Redirect, Show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ._contents import Contents
    from ._schema import Section

Plain: TypeAlias = dict[str, Any]

_EXACT = 10**15
"""Below this, every whole number is exact whether it has a point or not."""
_WHOLES = (DataInfo, Redirect, Show, *(section.model for section in SECTIONS))


def format_duration(duration: dt.timedelta) -> str:
    """Write a running time as files and pages print it.

    >>> format_duration(dt.timedelta(minutes=33, seconds=13))
    '33:13'
    >>> format_duration(dt.timedelta(hours=1, minutes=2, seconds=3))
    '1:02:03'
    """
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


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

    converter.register_unstructure_hook(float, _number)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook(dt.timedelta, format_duration)
    converter.register_unstructure_hook(LocalizedText, dict_of)
    for section in SECTIONS:
        converter.register_unstructure_hook(section.model, _id)
    for part in PARTS:
        converter.register_unstructure_hook(part, unstructurer(part))
    return {whole: unstructurer(whole) for whole in _WHOLES}


def _number(number: float) -> float:
    """Return a whole number without its point, so that equal numbers are written alike."""
    return int(number) if abs(number) < _EXACT and number == int(number) else number


def _id(entity: Entity) -> str:
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


def document(contents: Contents) -> Plain:
    """Return a catalogue as one file holds it, without what is empty."""
    whole: Plain = {
        "info": plain(contents.info),
        "show": plain(contents.show),
        **{section.name: list(_plain_list(contents, section)) for section in reversed(SECTIONS)},
        "redirects": [plain(redirect) for redirect in contents.redirects],
    }
    return {key: value for key, value in whole.items() if value}


def lines(contents: Contents) -> Iterator[tuple[str, Plain]]:
    """Give each record of a catalogue with its noun, those that others refer to first."""
    yield "info", plain(contents.info)
    yield "show", plain(contents.show)
    for section in SECTIONS:
        for record in _plain_list(contents, section):
            yield section.noun, record
    for redirect in contents.redirects:
        yield "redirect", plain(redirect)


def _plain_list(contents: Contents, section: Section) -> Iterator[Plain]:
    entities: Sequence[Entity] = getattr(contents, section.name)
    ordered = entities if section.model is Episode else sorted(entities, key=_id)
    return map(plain, ordered)


def digest(contents: Contents) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal.

    That form is the document without its ``info``, as JSON in UTF-8 without white space. It is
    read off record by record, since whole it takes several times the memory of the records.
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    found = hashlib.sha256(f'{{"show":{encode(plain(contents.show))}'.encode())
    lists = [(section.name, _plain_list(contents, section)) for section in reversed(SECTIONS)]
    for name, records in (*lists, ("redirects", map(plain, contents.redirects))):
        before = f',"{name}":['
        for record in records:
            found.update(f"{before}{encode(record)}".encode())
            before = ","
        if before == ",":
            found.update(b"]")
    found.update(b"}")
    return found.hexdigest()
