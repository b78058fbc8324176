"""The flat table of episodes, read as its notes explain, and what it lacks of an episode."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias, cast

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value: TypeAlias = str | list[str] | list[list[str]]

NOUNS = {
    "host": "hosts",
    "guest": "guests",
    "mentioned": "mentioned",
    "organisation": "organisations",
    "theme": "themes",
    "keyword": "keywords",
    "place": "places",
    "figure": "figures",
    "source": "sources",
}
"""For each list the column whose items are never empty."""
NESTED = re.compile(r"\w+_organisations|\w+_organisation_ids|\w+_shared_with|figure_values")


def undone(cell: str) -> str:
    return re.sub(
        r"(?<![^,;\t\r\n])'(?=([\x22']|[^\S\t\r\n])*[=+@\t\r\uff1d\uff0b\uff0d\uff20-])", "", cell
    )


def plain(item: str) -> str:
    return item.replace("%3B", ";").replace("%7C", "|").replace("%25", "%")


def understood(row: Mapping[str, str]) -> dict[str, Value]:
    """Return what a row says."""
    values: dict[str, Value] = {}
    for column, cell in row.items():
        first = NOUNS.get(column.partition("_")[0]) or (column in NOUNS.values() and column)
        if not first:
            values[column] = undone(cell)
            continue
        items = undone(cell).split("; ") if row[first] else []
        if NESTED.fullmatch(column):
            values[column] = [[plain(part) for part in item.split(" | ") if part] for item in items]
        else:
            values[column] = [plain(item) for item in items]
    return values


def lost(row: Mapping[str, str], episode: tfg.Episode, language: str) -> dict[str, int]:
    """Return the values of an episode that its row lacks, in the fields that have a column."""
    document = tfg.to_dict(episode, expand=True, language=language)
    document.pop("duration", None)  # its form in a table has hours; the seconds are the same
    nouns = {column.partition("_")[0] for column in row}
    stated = [values for key, values in document.items() if key in row or key in nouns]
    return dict(Counter(values_in(stated)) - Counter(values_in(understood(row))))


def values_in(value: object) -> Iterator[str]:
    """Yield the texts and numbers in plain values.

    No column holds what is true or false, nor what a theme, place or organisation is part of.
    """
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        value = [one for name, one in fields.items() if name != "lineage"]
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from values_in(item)
    elif value not in {None, ""} and not isinstance(value, bool):
        yield str(value)
