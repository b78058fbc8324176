"""Catalogues and collections of records, with the queries on them."""

# Imports inside functions are those that a first answer does not need.
from typing import TYPE_CHECKING

from .catalogue import Catalogue
from .collection import Collection
from .episodes import Episodes, Hits

__all__ = ["Catalogue", "Collection", "Episodes", "Hits"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        # Examples call a catalogue "catalogue", so tfg.catalogue is easily taken for one.
        hint = f"; use load_catalogue().{name}" if hasattr(Catalogue, name) else ""
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}{hint}")
