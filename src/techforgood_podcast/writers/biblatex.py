"""``biblatex``: citations of the episodes, for LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._format import Format

if TYPE_CHECKING:
    from ..catalogue import Catalogue

FORMAT = Format(
    name="biblatex",
    suffixes=('.bib',),
    media_type="application/x-bibtex",
    summary="Citations of the episodes, for LaTeX.",
)


def content(catalogue: Catalogue) -> str:
    """Return the catalogue."""
    raise NotImplementedError
