"""Functions on plain strings: folding, name lookup, spelling and stemming."""

from . import folding

__all__ = ["folding"]
