"""Write the module ``literals`` of a package with a catalogue: its ids as constants.

    python -m techforgood_podcast.authoring.literals src/my_podcast

This rewrites ``literals.py`` in the folder of a package from the catalogue in its folder ``data``.
"""

from __future__ import annotations

import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from ..models.sections import SECTIONS
from ..reading.loading import load

if TYPE_CHECKING:
    from ..catalogue.catalogue import Catalogue

_HEAD = '"""The ids of the catalogue, one class for each kind; generated from the data."""\n'


def literals_of(catalogue: Catalogue) -> str:
    """Return the source of a module with the ids of a catalogue, which needs no library.

    >>> import techforgood_podcast as tfg
    >>> [line for line in literals_of(tfg.load_catalogue()).splitlines() if "karine" in line]
    ['    karine_gentelet: Final = "karine-gentelet"']
    """
    parts = [_HEAD, "\nfrom typing import Final\n"]
    for name in sorted(section.name for section in SECTIONS):
        ids = sorted(record.id for record in getattr(catalogue, name))
        parts.append(f'\n\nclass {name.title()}:\n    """The ids of the {name}."""\n')
        parts += ["\n"] if ids else []
        parts += [f'    {identifier(id_)}: Final = "{id_}"\n' for id_ in ids]
    return "".join(parts)


def identifier(id_: str) -> str:
    """Return the name of an id in a program; no two ids have the same.

    >>> identifier("karine-gentelet"), identifier("3d-printing"), identifier("class")
    ('karine_gentelet', 'id__3d_printing', 'class_')
    """
    name = id_.replace("-", "_")
    if iskeyword(name):
        return f"{name}_"
    return f"id__{name}" if name[0].isdigit() else name


if __name__ == "__main__":
    _package = Path(sys.argv[1])
    _text = literals_of(load(_package / "data"))
    (_package / "literals.py").write_text(_text, encoding="utf-8", newline="\n")
