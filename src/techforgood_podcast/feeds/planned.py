"""A folder as it will be once some files are written, for the reader of folders."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


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
