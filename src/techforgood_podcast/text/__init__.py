"""Functions on plain strings: folding, name lookup, spelling and stemming."""
