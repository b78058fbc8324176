"""Turn a catalogue into the plain values that a file holds, and compute their digest."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING

from ..models import Episode
from ..models.plain import Plain, entity_id, plain
from ..models.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..models import DataInfo, Entity
    from ..models.plain import View
    from ..models.sections import Section
    from .indexes import Indexes


def document(indexes: Indexes, *, view: View = "file", language: str | None = None) -> Plain:
    """Return a catalogue as the plain values of one file, without empty ones, or expanded."""
    to_plain = partial(plain, view=view, language=language)
    whole: Plain = {
        "info": to_plain(indexes.info),
        "show": to_plain(indexes.show),
        **{
            section.name: [*map(to_plain, _ordered(indexes, section))]
            for section in reversed(SECTIONS)
        },
        "redirects": [*map(to_plain, indexes.redirects)],
    }
    return {key: value for key, value in whole.items() if value or view != "file"}


def expanded_document(indexes: Indexes, info: DataInfo, language: str | None = None) -> Plain:
    """Return a catalogue as expanded plain values, with the digest in its ``info``."""
    whole = document(indexes, view="expanded", language=language)
    return {**whole, "info": plain(info, view="expanded", language=language)}


def lines(indexes: Indexes) -> Iterator[tuple[str, Plain]]:
    """Yield each record of a catalogue with its noun, after the records that it refers to."""
    yield "info", plain(indexes.info)
    yield "show", plain(indexes.show)
    for section in SECTIONS:
        for record in map(plain, _ordered(indexes, section)):
            yield section.noun, record
    for redirect in indexes.redirects:
        yield "redirect", plain(redirect)


def _ordered(indexes: Indexes, section: Section) -> Sequence[Entity]:
    entities: Sequence[Entity] = getattr(indexes, section.name)
    return entities if section.model is Episode else sorted(entities, key=entity_id)


def digest(indexes: Indexes) -> str:
    """Return the SHA-256 of the canonical form, in hexadecimal.

    The canonical form is the document without its ``info``, as JSON in UTF-8 without white space.
    It is read record by record, because the whole takes several times the memory of the records.
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    found = hashlib.sha256(f'{{"show":{encode(plain(indexes.show))}'.encode())
    lists = [
        (section.name, map(plain, _ordered(indexes, section))) for section in reversed(SECTIONS)
    ]
    for name, records in (*lists, ("redirects", map(plain, indexes.redirects))):
        before = f',"{name}":['
        for record in records:
            found.update(f"{before}{encode(record)}".encode())
            before = ","
        if before == ",":
            found.update(b"]")
    found.update(b"}")
    return found.hexdigest()
