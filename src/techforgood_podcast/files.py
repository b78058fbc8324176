"""Files and folders that are there as a whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import TargetExistsError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping


def write_file(
    path: str | os.PathLike[str], content: str | bytes | Iterator[str], *, force: bool
) -> None:
    """Write a text or its parts in UTF-8, or bytes, beside their place, and move them there.

    A link is followed.

    Raises:
        TargetExistsError: the file exists, and ``force`` was not given.
    """
    target = Path(path)
    parts = iter((content,)) if isinstance(content, (str, bytes)) else content
    if not force and (target.exists() or target.is_symlink()):
        raise TargetExistsError(os.fspath(path))
    with _naming(path):
        target = Path(os.path.realpath(target))
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:  # a device, or an error
                stream.writelines(map(_encoded, parts))
            return
        draft = _beside(target)
        try:
            with draft.open("xb") as stream:
                stream.writelines(map(_encoded, parts))
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise


def write_folder(
    path: str | os.PathLike[str], files: Mapping[str, str | bytes], *, force: bool = False
) -> None:
    """Write a folder of texts in UTF-8, or of bytes, beside its place, and move it there.

    With ``force`` an existing folder is replaced where all its files have names that are
    written; whatever else lies in it is nobody's to delete.

    Raises:
        TargetExistsError: something stands at the path already, and ``force`` was not given or
            would lose a file.
    """
    target = Path(path)
    replaced = target.exists() or target.is_symlink()
    if replaced:
        if not force:
            raise TargetExistsError(os.fspath(path))
        target = Path(os.path.realpath(target))
        _refuse_foreign(path, target, files)
    draft, old = _beside(target), _beside(target, "old")
    try:
        with _naming(path):
            for name, content in files.items():
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_encoded(content))
            if replaced:
                target.rename(old)
            try:
                draft.rename(target)
            except BaseException:
                if replaced:
                    old.rename(target)
                raise
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(
    path: str | os.PathLike[str], folder: Path, files: Mapping[str, object]
) -> None:
    if not folder.is_dir():
        raise TargetExistsError(os.fspath(path), foreign=folder.name)
    for entry in _within(folder):
        name = entry.relative_to(folder).as_posix()
        if name not in files:
            raise TargetExistsError(os.fspath(path), foreign=name)


def _within(folder: Path) -> Iterator[Path]:
    """Give what would be lost with a folder, in order; what a link leads to would not."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from _within(entry)
        else:
            yield entry


def _encoded(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextlib.contextmanager
def _naming(path: str | os.PathLike[str]) -> Generator[None]:
    """Let errors name the path that was asked for, and not that of a draft."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _beside(target: Path, suffix: str = "draft") -> Path:
    """Return a name beside the target that no other writer uses."""
    return target.with_name(f".{os.getpid()}-{threading.get_ident()}.{suffix}")
