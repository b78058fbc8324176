"""``json``: the whole catalogue in one document, for programs; loads again exactly.

Episodes are in the catalogue's order, other records sorted by id. Unknown values are left out.

Note: files of up to 32 MiB and 1,000,000 values load again; for more, use ``jsonl``.

Tested with: jq, this library, and the JSON Schemas in the package, one for each section.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...converters import to_dict
from ...syntax.json import write, write_line
from ..format import Format

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue

FORMAT = Format(
    name="json",
    suffixes=(".json",),
    media_type="application/json",
    summary="The whole catalogue in one document, for programs; loads again exactly.",
    family="data",
    options=("indent",),
)


def content(catalogue: Catalogue, *, indent: int | None = 2) -> str:
    """Return a catalogue as JSON.

    Args:
        catalogue: what to write.
        indent: the spaces by which each level is indented; `None` for everything on one line.

    >>> import techforgood_podcast as tfg
    >>> tfg.loads(tfg.dumps(tfg.load_catalogue(), "json"), "json") == tfg.load_catalogue()
    True
    """
    value = to_dict(catalogue)
    return (write_line(value) if indent is None else write(value, indent)) + "\n"
