"""Plain strings: folding, names, spelling and stems. Nothing here knows a record."""
