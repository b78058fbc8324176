"""Files → ``Catalogue``; every problem with its file, line and column."""

# Imports inside functions are those that loading, or a folder without YAML, does not need.

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from typing import IO, Literal, Protocol, TypeAlias


class Traversable(Protocol):
    """A folder or file that need not be on disk.

    ``importlib.resources.files`` returns one, as do ``importlib_resources.files`` and
    ``zipfile.Path``; a ``pathlib.Path`` is another.
    """

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...

    def is_dir(self) -> bool:
        """Return whether it is a folder."""
        ...

    def is_file(self) -> bool:
        """Return whether it is a file."""
        ...

    def iterdir(self) -> Iterator[Traversable]:
        """Yield the entries of a folder."""
        ...

    def open(self, mode: Literal["rb"], /) -> IO[bytes]:
        """Open a file to read its bytes."""
        ...


Location: TypeAlias = str | PathLike[str] | Traversable
"""A folder or a file, on disk or inside a package."""
