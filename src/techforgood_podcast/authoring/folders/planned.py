"""The files of a folder that is about to change: as they were, as they will be, and the change."""

from __future__ import annotations

import codecs
import io
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Literal

from ...errors import CatalogueError, Problem, TargetExistsError
from ...files import write_file
from ...reading.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from ...catalogue.catalogue import Catalogue
    from ...reading.folders import Location


class Planned:
    """A folder or file with planned content; ``None`` is planned to be removed.

    What is not planned is as on disk.
    """

    def __init__(self, path: Path, files: Mapping[Path, bytes | None]) -> None:
        self.path = path
        self.files = files
        self.name: str = path.name

    def is_file(self) -> bool:
        """Return whether it is a file."""
        return self.path in self.files

    def is_dir(self) -> bool:
        """Return whether it is a folder."""
        return not self.is_file()

    def iterdir(self) -> Iterator[Path | Planned]:
        """Yield the entries of a folder."""
        planned = {*self.files, *(path.parent for path in self.files)} - {self.path}
        on_disk = self.path.iterdir() if self.path.is_dir() else ()
        for path in {*on_disk, *(path for path in planned if path.parent == self.path)}:
            if self.files.get(path, b"") is None:
                continue
            yield Planned(path, self.files) if path in planned else path

    def open(self, _mode: Literal["rb"], /) -> IO[bytes]:
        """Open a file to read its bytes."""
        return io.BytesIO(self.files[self.path] or b"")


class Files:
    """The files of a folder as they were when they were read, each of them once."""

    def __init__(self) -> None:
        self.old: dict[Path, bytes | None] = {}

    def text(self, path: Path) -> str:
        """Return the text of a file; empty if there is none."""
        if path not in self.old and path.exists():
            self.old[path] = path.read_bytes()
        return (self.old.get(path) or b"").decode("utf-8-sig")

    def encode(self, path: Path, text: str) -> bytes:
        """Return the new content of a file, with its byte order mark if it has one."""
        has_mark = (self.old.get(path) or b"").startswith(codecs.BOM_UTF8)
        return text.encode("utf-8-sig" if has_mark else "utf-8")

    def write(self, path: Path, content: bytes | None) -> None:
        """Write a file, or remove it for ``None``.

        Raises:
            CatalogueError: somebody else changed it since it was read.
        """
        before, now = self.old.get(path), path.read_bytes() if path.exists() else None
        self.old[path] = content
        if now == content:  # another run wrote the same
            return
        if now != before:
            raise changed(path)
        if content is None:
            path.unlink()
            return
        path.parent.mkdir(exist_ok=True)
        try:
            write_file(path, content, force=before is not None)
        except TargetExistsError:
            if path.read_bytes() != content:
                raise changed(path) from None


def load_planned(
    folder: Path, files: Mapping[Path, bytes | None], *overlays: Location
) -> Catalogue | None:
    """Return the catalogue that a folder will hold once some files are written.

    ``None`` means that it will not load: a change has no certain place, or somebody else changed a
    file after it was read.
    """
    with suppress(CatalogueError):
        return load(Planned(folder, files), *overlays)
    return None


def changed(path: Path) -> CatalogueError:
    """Return the error that somebody else changed a file or folder since it was read."""
    message = "changed meanwhile"
    return CatalogueError([Problem(file=str(path), path="", message=message, hint="try again")])
