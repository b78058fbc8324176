"""Files that are there as a whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from ..errors import TargetExistsError


def write_file(path: str | os.PathLike[str], text: str, *, force: bool) -> None:
    """Write a text beside its place in UTF-8, and move it there; a link is followed.

    Raises:
        TargetExistsError: the file exists, and ``force`` was not given.
    """
    target = Path(path)
    if target.exists() and not force:
        raise TargetExistsError(os.fspath(path))
    target = target.resolve()
    handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(_mode(target))
        Path(draft).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
