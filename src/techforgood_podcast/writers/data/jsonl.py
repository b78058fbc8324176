"""``jsonl``: one record per line, for bulk work and line-based tools; loads again exactly.

Note: unknown values are left out. Each record comes after those that it refers to. Lines are
written one at a time, so memory use does not depend on the number of episodes.

Tested with: jq and this library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...catalogue.document import lines
from ...catalogue.indexes import indexes_in
from ...syntax.json import write_line
from ..format import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...catalogue.catalogue import Catalogue

FORMAT = Format(
    name="jsonl",
    suffixes=(".jsonl",),
    media_type="application/jsonl",
    summary="One record per line, for bulk work and line-based tools; loads again exactly.",
    family="data",
)


def content(catalogue: Catalogue) -> Iterator[str]:
    """Give the lines of a catalogue.

    >>> import techforgood_podcast as tfg
    >>> tfg.dumps(tfg.load_catalogue(), "jsonl").splitlines()[1][:9]
    '{"show": '
    """
    return (f"{write_line({noun: record})}\n" for noun, record in lines(indexes_in(catalogue)))
