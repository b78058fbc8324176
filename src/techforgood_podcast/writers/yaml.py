"""``yaml``: the whole catalogue in one document, for people who edit it; loads again exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._yaml import write
from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="yaml",
    suffixes=(".yaml", ".yml"),
    media_type="application/yaml",
    summary="The whole catalogue in one document, for people who edit it; loads again exactly.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue as YAML."""
    return write(catalogue.document())
