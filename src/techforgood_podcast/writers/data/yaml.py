"""``yaml``: the whole catalogue in one document, for people who edit it; loads again exactly.

The order and the limits are those of ``json``.

Tested with: ruamel.yaml (YAML 1.2) and PyYAML (YAML 1.1), which read the same values; this library;
the JSON Schemas in the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...converters import to_dict
from ...syntax.yaml import write
from ..format import Format

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue

FORMAT = Format(
    name="yaml",
    suffixes=(".yaml", ".yml"),
    media_type="application/yaml",
    summary="The whole catalogue in one document, for people who edit it; loads again exactly.",
    family="data",
)


def content(catalogue: Catalogue) -> str:
    """Return a catalogue as YAML.

    >>> import techforgood_podcast as tfg
    >>> tfg.loads(tfg.dumps(tfg.load_catalogue(), "yaml"), "yaml") == tfg.load_catalogue()
    True
    """
    return write(to_dict(catalogue))
