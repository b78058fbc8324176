"""The invented show in ``examples/``."""

from __future__ import annotations

from pathlib import Path

import techforgood_podcast as tfg

FOLDER = Path(__file__).parents[2] / "examples" / "bread-and-code"
EXAMPLE = tfg.load_catalogue(FOLDER)
SITE = "https://bread-and-code.example/"


def file_at(address: str) -> Path:
    """Return the file of the folder that has an address of the show's site."""
    assert address.startswith(SITE)
    return FOLDER / address.removeprefix(SITE)
