"""Records together, and the questions to ask of them."""

from .catalogue import Catalogue
from .collection import Collection
from .episodes import Episodes

__all__ = ["Catalogue", "Collection", "Episodes"]
