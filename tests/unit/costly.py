"""The type of the cases of ``costly_files.py``, ``costly_feeds.py`` and ``costly_queries.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Work: TypeAlias = Callable[[], object]
    # Prepares work of a size in a folder for temporary files; what is counted is the work alone.
    Prepare: TypeAlias = Callable[[int, Path], Work]


class Case(NamedTuple):
    """A size, and what prepares work of a size."""

    size: int
    prepare: Prepare
