"""JSON objects without what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def drop_unknown(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that have a value; an empty text, list or object is none.

    >>> drop_unknown({"name": "Ann", "role": None, "organisations": [], "value": 0, "ad": False})
    {'name': 'Ann', 'value': 0, 'ad': False}
    """
    return {name: value for name, value in fields.items() if value or value == 0}
