"""One record as several layers state it: the catalogue itself, then each overlay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ..syntax import UNKNOWN, is_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def combined(layers: Sequence[Located]) -> dict[str, Any]:
    """Return what the layers state together: each field as the highest that has it."""
    fields: dict[str, Any] = {}
    for record in layers:
        if is_mapping(record.value):
            fields |= {key: value for key, value in record.value.items() if value is not None}
    return fields


def stating(layers: Sequence[Located], field: str) -> Located:
    """Return the highest layer that states a field."""
    return next(
        (r for r in reversed(layers) if is_mapping(r.value) and r.value.get(field) is not None),
        layers[-1],
    )


def counting(record: Located, layers: Iterable[Located]) -> Any:
    """Return what a layer states; nothing is said of the fields that a higher one replaces."""
    above = combined([other for other in layers if other.layer > record.layer])
    if not above or not is_mapping(record.value):
        return record.value
    return {key: UNKNOWN if key in above else value for key, value in record.value.items()}
