"""What one field of a record says of another, or a value beyond its form.

The rules hold for records from a file, whose numbers are as they were written, and for those
that were built in Python.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias, TypeGuard

from ..syntax import Path, Unquoted
from . import Appearance, Audio, DataInfo, Episode, Figure, Organisation, Place

Rule: TypeAlias = Callable[[Mapping[str, Any]], Iterator[tuple[Path, str]]]
"""Gives the path and the message of each breach in the fields of a record."""

SCHEMA_VERSION: Final = 1
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_MOST: Final = 10**18 - 1
"""The largest number of so many digits."""
NUMBER = re.compile(INTEGER.pattern + r"(?:\.[0-9]{1,30})?(?:e[+-][0-9]{1,3})?")
"""A whole number, or any number as ``repr`` writes it."""


def is_integer(value: Any) -> TypeGuard[str | int]:
    """Say whether a value is a whole number, or is written as one."""
    if isinstance(value, Unquoted):
        return INTEGER.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST


def is_number(value: Any) -> TypeGuard[str | float]:
    """Say whether a value is a number, or is written as one."""
    if isinstance(value, Unquoted):
        return NUMBER.fullmatch(value) is not None and math.isfinite(float(value))
    return is_integer(value) or (isinstance(value, float) and math.isfinite(value))


def _person_or_group(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if (value.get("person") is None) == (value.get("group") is None):
        yield (), 'expected either a "person" or a "group"'


def _value_or_range(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    stated = {key for key in ("value", "low", "high") if value.get(key) is not None}
    if stated not in ({"value"}, {"low", "high"}):
        yield (), 'expected either a "value", or "low" and "high"'
    low, high = value.get("low"), value.get("high")
    if is_number(low) and is_number(high) and float(low) > float(high):
        yield ("high",), f"the range ends at {high}, below {low}, where it begins"


def _from_one(*keys: str) -> Rule:
    def rule(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        for key in keys:
            number = value.get(key)
            if is_integer(number) and int(number) < 1:
                yield (key,), f"expected a number from 1, found {number}"

    return rule


def _country_has_code(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    if value.get("code") is not None and value.get("kind") != "country":
        yield ("code",), "only a country has a code"


def _known_schema(value: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    version: Any = value.get("schema_version")
    if is_integer(version) and int(version) != SCHEMA_VERSION:
        message = f"this library reads version {SCHEMA_VERSION} of the file format, not {version}"
        yield ("schema_version",), message


RULES: Mapping[type[Any], Rule] = {
    Appearance: _person_or_group,
    Audio: _from_one("length"),
    DataInfo: _known_schema,
    Episode: _from_one("season", "number"),
    Figure: _value_or_range,
    Organisation: _from_one("founded"),
    Place: _country_has_code,
}
"""The rules of each model that has any."""
