"""The caches of the library, emptied for tests that must not find what an earlier test left."""

from __future__ import annotations

import sys


def empty(module: str) -> None:
    """Empty the caches of a module of the library, if it was imported."""
    for known in vars(sys.modules.get(f"techforgood_podcast.{module}", object)).values():
        if hasattr(known, "cache_clear"):
            known.cache_clear()
