"""Write the differences between two versions of a catalogue as a changelog in Markdown."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ..catalogue.answers import show_values
from ..models.sections import SECTIONS
from .text.markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..catalogue.answers import Difference

_HEADINGS = {
    "show": "Show",
    **{section.noun: section.name.capitalize() for section in SECTIONS},
    "redirect": "Retired ids",
}


def write_changes(differences: Iterable[Difference]) -> str:
    """Return differences as Markdown: a heading for each kind of record, and a list below it.

    Texts of the data are code, so that none becomes markup, a link or a mention of somebody.

    >>> from techforgood_podcast import Catalogue, Show
    >>> before, after = (
    ...     Catalogue(show=Show(id="s", title=title, language="en")) for title in ("One", "Two")
    ... )
    >>> print(write_changes(before.diff(after)), end="")
    ## Show
    <BLANKLINE>
    - changed `s`: title `One` → `Two`
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
        return f"{start}: {_code(first.name)}" if first.name else start
    changes = (f"{escape_markdown(d.field or '')} {_values(d)}" for d in differences)
    return f"{start}: {'; '.join(changes)}"


def _values(difference: Difference) -> str:
    """Return the old and the new value."""
    pair = (difference.before, difference.after)
    shown = zip(pair, show_values(*pair), strict=True)
    return " → ".join(text if value is None else _code(text) for value, text in shown)


def _code(text: str) -> str:
    """Return a text as code, between more backticks than it has in a row.

    >>> _code("pain"), _code("`a``")
    ('`pain`', '``` `a`` ```')
    """
    marks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if "`" in {text[:1], text[-1:]} else ""
    return f"{marks}{space}{text}{space}{marks}"
