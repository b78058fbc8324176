"""Write ``__init__.pyi``, which type checkers and editors read, and ``literals.py``.

    python docs/make_stub.py

The public names are in the façade itself, each with its module; the ids are in the data. A test
fails if one of them is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from techforgood_podcast.authoring.literals import literals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKAGE = Path(str(tfg.__file__)).parent
HEAD = "# What the façade imports on first use; docs/make_stub.py writes this file.\n\n"


def pages() -> dict[Path, str]:
    """Return the text of each module by its path."""
    return {
        PACKAGE / "__init__.pyi": facade(),
        PACKAGE / "literals.py": literals_of(tfg.load_catalogue(tfg.data_files())),
    }


def facade() -> str:
    """Return the stub of the façade."""
    module_of: Mapping[str, str] = vars(tfg)["_MODULE_OF"]
    # Editors take only what is imported "as" its own name for public, and offer the module as well
    # after a relative import.
    imports = sorted(
        (f"{tfg.__name__}.{module}".rstrip("."), f"import {name} as {name}\n")
        for name, module in module_of.items()
    )
    names = "".join(f'    "{name}",\n' for name in module_of)
    lines = "".join(f"from {module} {line}" for module, line in imports)
    return f"{HEAD}{lines}\n__all__ = [\n{names}]\n"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} written\n")
