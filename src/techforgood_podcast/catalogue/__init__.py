"""Catalogues and collections of records, with the queries on them."""

from .catalogue import Catalogue
from .collection import Collection
from .episodes import Episodes, Hits

__all__ = ["Catalogue", "Collection", "Episodes", "Hits"]
