"""``jsonl``: a record on each line, for bulk work and line tools; loads again exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._json import write_line
from .._schema import SECTIONS
from ._format import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalogue import Catalogue

FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl",),
    media_type="application/jsonl",
    summary="A record on each line, for bulk work and line tools; loads again exactly.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue with a record on each line, those that others refer to first."""
    return "".join(f"{write_line({noun: record})}\n" for noun, record in _records(catalogue))


def _records(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, Any]]]:
    document = catalogue.document()
    lists = {section.name: section.noun for section in SECTIONS} | {"redirects": "redirect"}
    yield "info", document["info"]
    yield "show", document["show"]
    for name, noun in lists.items():
        for record in document.get(name, ()):
            yield noun, record
