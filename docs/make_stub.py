"""Write ``__init__.pyi``, which shows the public names to type checkers and editors.

    python docs/make_stub.py

They are in the façade itself, each with its module. A test fails if the stub is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE = Path(str(tfg.__file__)).with_suffix(".pyi")
HEAD = "# What the façade imports on first use; docs/make_stub.py writes this file.\n\n"


def page() -> str:
    """Return the stub."""
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
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
