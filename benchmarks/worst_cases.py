"""The type of the cases of ``worst_files.py``, ``worst_feeds.py`` and ``worst_queries.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from measuring import Work

    # Prepares work of a size in a folder for temporary files, outside the time that is measured.
    Prepare: TypeAlias = Callable[[int, Path], Work]


class Case(NamedTuple):
    """A size, and what prepares work of a size."""

    size: int
    prepare: Prepare
