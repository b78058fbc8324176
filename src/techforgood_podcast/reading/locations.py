"""Where the files of a catalogue are: a path, or a folder or file inside a package."""

from __future__ import annotations

import os
import pathlib
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Literal, Protocol

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


Location: TypeAlias = "str | os.PathLike[str] | Traversable"
"""A folder or a file, on disk or inside a package."""


def locate(location: Location) -> Traversable:
    """Return a location as a ``Traversable``.

    >>> locate("my-podcast").name
    'my-podcast'
    """
    if isinstance(location, (str, os.PathLike)):
        return pathlib.Path(location)
    return location


def read(file: Traversable, size: int) -> bytes:
    """Return at most ``size`` bytes of a file, or all of them if it is -1.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(size)
    except OSError:
        raise
    except Exception as error:  # each kind of damage to a zip raises another class of errors
        raise OSError(str(error) or type(error).__name__) from error


def folder_of(location: Traversable, *, is_file: bool) -> str:
    """Return what to print before the names of files in a folder, or of a file itself.

    >>> folder_of(pathlib.Path("overlay.yaml"), is_file=True)
    './'
    """
    if not is_file:
        return f"{str(location).removesuffix('/')}/"
    return str(location).removesuffix(location.name) or "./"


def catalogue_around(location: Traversable | None) -> str:
    """Return the folder of the catalogue that a file or folder is part of, or that a project has.

    Empty if there is none.
    """
    if not isinstance(location, pathlib.Path):
        return ""
    shows = sorted(location.glob("src/*/data/show.yaml"))
    shows += (folder / "show.yaml" for folder in location.parents[:2])
    return next((str(show.parent) for show in shows if show.is_file()), "")


def suffix_of(location: Traversable) -> str:
    """Return the suffix of a name, in lower case.

    >>> suffix_of(pathlib.Path("My podcast.YAML"))
    '.yaml'
    """
    return pathlib.PurePath(location.name).suffix.lower()


def visible_in(folder: Traversable) -> list[Traversable]:
    """Return the entries of a folder, without hidden files, which editors leave."""
    entries = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    return sorted(entries, key=lambda entry: entry.name)


def is_neither(entry: Traversable) -> bool:
    """Return whether an entry is neither file nor folder: a pipe, whose end might never come."""
    if not isinstance(entry, pathlib.Path) or not entry.exists():
        return False
    return not entry.is_file() and not entry.is_dir()


def reason_of(error: OSError | ValueError) -> str:
    """Return why something cannot be read, without its path.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "show.yaml"))
    'No such file or directory'
    """
    return (isinstance(error, OSError) and error.strerror) or str(error)
