"""Write files and folders atomically."""

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
    """Write bytes, or text or an iterator of texts as UTF-8, to a file atomically.

    The content goes to a temporary file in the same folder, which then replaces the target.
    Symbolic links are followed.

    Raises:
        TargetExistsError: the file exists and ``force`` is false.
    """
    target = Path(path)
    parts = iter((content,)) if isinstance(content, (str, bytes)) else content
    if not force and (target.exists() or target.is_symlink()):
        raise TargetExistsError(os.fspath(path))
    with _reporting_path(path):
        target = Path(os.path.realpath(target))
        if target.exists() and not target.is_file():
            # A device such as /dev/stdout cannot be replaced; opening a folder raises.
            with target.open("wb") as stream:
                stream.writelines(map(_encode, parts))
            return
        draft = _temporary_name(target)
        try:
            with draft.open("xb") as stream:
                stream.writelines(map(_encode, parts))
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
    """Write a folder of files atomically; texts are encoded as UTF-8.

    The files go to a temporary folder beside the target, which is then renamed. With ``force``
    an existing folder is replaced, but only if every file in it is among those to be written.

    Raises:
        TargetExistsError: the path exists, and ``force`` is false or would delete other files.
    """
    target = Path(path)
    replaced = target.exists() or target.is_symlink()
    if replaced:
        if not force:
            raise TargetExistsError(os.fspath(path))
        target = Path(os.path.realpath(target))
        _check_replaceable(path, target, files)
    draft, old = _temporary_name(target), _temporary_name(target, "old")
    try:
        with _reporting_path(path):
            for name, content in files.items():
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(_encode(content))
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


def _check_replaceable(
    path: str | os.PathLike[str], folder: Path, files: Mapping[str, object]
) -> None:
    """Raise :class:`TargetExistsError` if replacing the folder would delete other files."""
    if not folder.is_dir():
        raise TargetExistsError(os.fspath(path), foreign=folder.name)
    for entry in _list_files(folder):
        name = entry.relative_to(folder).as_posix()
        if name not in files:
            raise TargetExistsError(os.fspath(path), foreign=name)


def _list_files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, sorted, without following links."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from _list_files(entry)
        else:
            yield entry


def _encode(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@contextlib.contextmanager
def _reporting_path(path: str | os.PathLike[str]) -> Generator[None]:
    """Make errors report the path that the caller gave, not that of a temporary file."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None


def _temporary_name(target: Path, suffix: str = "draft") -> Path:
    """Return a path beside the target that no other process or thread uses."""
    return target.with_name(f".{os.getpid()}-{threading.get_ident()}.{suffix}")
