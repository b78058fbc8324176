"""One record as several layers state it: the catalogue itself, then each overlay."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Any, TypeAlias

from ..models.algebra import combine
from ..syntax import UNKNOWN, is_mapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .positions import Located

Layers: TypeAlias = "list[Located]"
"""The statements about one record, the lowest layer first, one a layer."""


def by_id(records: Iterable[Located]) -> dict[str, Layers]:
    """Return the layers of each record that has an id; the first statement of a layer counts."""
    found: dict[str, Layers] = {}
    for record in records:
        if record.id is not None:
            layers = found.setdefault(record.id, [])
            if not layers or layers[-1].layer != record.layer:
                layers.append(record)
    return found


def extra_statements(records: Iterable[Located], *, single: bool) -> Iterator[Located]:
    """Yield the records that do not count: those without an id, and a layer's duplicates."""
    first: set[tuple[int, str]] = set()
    for record in records:
        key = record.layer, "" if single else record.id or ""
        if (record.id is None and not single) or key in first:
            yield record
        first.add(key)


def layers_below(record: Located, records: Iterable[Located]) -> Layers:
    """Return what lower layers state of the record that a statement is about."""
    if not record.layer:
        return []
    return [
        other
        for layers in by_id(other for other in records if other.id == record.id).values()
        for other in layers
        if other.layer < record.layer
    ]


def combined(layers: Sequence[Located]) -> dict[str, Any]:
    """Return what the layers state together; the highest layer that has a field wins."""
    return {key: value for key, value in merged(layers).items() if value is not None}


def merged(layers: Sequence[Located]) -> dict[str, Any]:
    """Return what the layers state together, including keys without a value in any layer."""
    fields: dict[str, Any] = {}
    for record in layers:
        stated = record.read()
        if is_mapping(stated):
            # Whatever the higher layer states counts: True and 1 are equal, but one is a mistake.
            fields, _ = combine(fields, stated, "replace", is_)
    return fields


def stating(layers: Sequence[Located], field: str) -> Located:
    """Return the highest layer that states a field; failing that, one that has its key."""
    if len(layers) == 1:
        return layers[0]
    values = ((record, record.read()) for record in reversed(layers))
    having = [(record, v[field]) for record, v in values if is_mapping(v) and field in v]
    stated = (record for record, value in having if value is not None)
    return next(stated, having[-1][0] if having else layers[-1])


def replaced(layers: Sequence[Located]) -> dict[int, set[str]]:
    """Return, for each layer, the fields that higher ones replace."""
    found: dict[int, set[str]] = {}
    above: set[str] = set()
    for record in reversed(layers):
        found.setdefault(record.layer, set(above))
        above.update(combined([record]))
    return found


def counting(record: Located, above: Collection[str]) -> Any:
    """Return what a layer states, with ``UNKNOWN`` for the fields that a higher one replaces."""
    stated = record.read()
    if not above or not is_mapping(stated):
        return stated
    return {key: UNKNOWN if key in above else value for key, value in stated.items()}
