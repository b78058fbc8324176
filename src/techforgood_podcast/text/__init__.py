"""Functions on plain strings: folding, name lookup, spelling and stemming."""

# Inside functions stand the imports that a first answer does without.
from . import folding

__all__ = ["folding"]
