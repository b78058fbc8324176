"""``csl``: citations of the episodes, for Zotero, pandoc and citation processors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="csl",
    suffixes=('.csl.json',),
    media_type="application/vnd.citationstyles.csl+json",
    summary="Citations of the episodes, for Zotero, pandoc and citation processors.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
