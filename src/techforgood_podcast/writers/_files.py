"""Files that are there as a whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import TargetExistsError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping


def write_file(path: str | os.PathLike[str], text: str, *, force: bool) -> None:
    """Write a text beside its place in UTF-8, and move it there; a link is followed.

    Raises:
        TargetExistsError: the file exists, and ``force`` was not given.
    """
    target = Path(path)
    if not force and (target.exists() or target.is_symlink()):
        raise TargetExistsError(os.fspath(path))
    with _naming(path):
        target = Path(os.path.realpath(target))
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="\n")  # a device, or an error
            return
        draft = _beside(target)
        try:
            with draft.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise


def write_folder(path: str | os.PathLike[str], files: Mapping[str, str]) -> None:
    """Write a new folder of texts beside its place in UTF-8, and move it there.

    Raises:
        TargetExistsError: something stands at the path already.
    """
    target = Path(path)
    if target.exists() or target.is_symlink():
        raise TargetExistsError(os.fspath(path))
    draft = _beside(target)
    try:
        with _naming(path):
            for name, text in files.items():
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
            draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


@contextlib.contextmanager
def _naming(path: str | os.PathLike[str]) -> Generator[None]:
    """Let errors name the path that was asked for, and not that of a draft."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _beside(target: Path) -> Path:
    """Return a name beside the target that no other writer uses."""
    return target.with_name(f".{os.getpid()}-{threading.get_ident()}.draft")
