"""Write the differences between two versions of a catalogue as a changelog in Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..models.sections import SECTIONS
from .text.markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..catalogue.changes import Difference

_HEADINGS = {
    "show": "Show",
    **{section.noun: section.name.capitalize() for section in SECTIONS},
    "redirect": "Retired ids",
}


def write_changes(differences: Iterable[Difference]) -> str:
    r"""Return differences as Markdown: a heading for each kind of record, and a list below it.

    Punctuation of the data is escaped, so that no text becomes markup or a link.

    >>> from techforgood_podcast import Catalogue, Show
    >>> before, after = (
    ...     Catalogue(show=Show(id="s", title=title, language="en")) for title in ("One", "Two_")
    ... )
    >>> print(write_changes(before.diff(after)), end="")
    ## Show
    <BLANKLINE>
    - changed `s`: title One → Two\_
    """
    return "\n\n".join(_blocks(differences)) + "\n"


def _blocks(differences: Iterable[Difference]) -> Iterator[str]:
    for kind, of_kind in groupby(differences, lambda difference: difference.kind):
        yield f"## {_HEADINGS[kind]}"
        yield "\n".join(
            _line(list(of_id)) for _, of_id in groupby(of_kind, lambda difference: difference.id)
        )


def _line(differences: list[Difference]) -> str:
    """Return all differences of one record on one line."""
    first = differences[0]
    start = f"- {first.change} `{first.id}`"
    if first.field is None:
        name = f": {escape_markdown(first.name)}" if first.name else ""
        return f"{start}{name}"
    changes = (f"{escape_markdown(d.field or '')} {escape_markdown(d.values)}" for d in differences)
    return f"{start}: {'; '.join(changes)}"
