"""What names sound like in French and English, so that "Fénix" finds "Phenix"."""

from __future__ import annotations

import re

_SOUNDS = (
    ("ph", "f"),
    ("sch|sh", "ch"),
    ("ch(?=[rlt])|ck|qu?|kh|c(?![eiyh])", "k"),
    ("x", "ks"),
    ("c(?=[eiy])|z|ss", "s"),
    ("g(?=[eiy])", "j"),
    ("w", "v"),
    ("eaux?|aux?", "o"),
    ("ai|ei|ey|ay|oe", "e"),
    ("y", "i"),
    ("(?<!c)h", ""),
    (r"(.)\1+", r"\1"),
    ("(?<=...)[estdz]+$", ""),
)
_SHORTEST = 4


def sound(word: str) -> str:
    """Return a key that folded names share if they sound alike, empty if it is too short.

    >>> sound("phenix"), sound("fenix"), sound("bardeau"), sound("bardot"), sound("duo")
    ('fenik', 'fenik', 'bardo', 'bardo', '')
    """
    for pattern, replacement in _SOUNDS:
        word = re.sub(pattern, replacement, word)
    return word if len(word) >= _SHORTEST else ""
