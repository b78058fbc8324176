"""Functions on plain strings: folding, name lookup, spelling and stemming."""

# Imports inside functions are those that a first answer does not need.
from . import folding

__all__ = ["folding"]
