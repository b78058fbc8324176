"""Write files and folders atomically.

Everything is written in a hidden draft folder beside the target and then moved into place. The
draft folder stays locked while its writer lives. The system drops the lock when a process ends,
however it ends, so that the next write in the same folder can tell what a killed writer left from
what another one is still writing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .errors import TargetExistsError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

_PREFIX: Final = ".techforgood-podcast-"
_DRAFT_FOLDER: Final = re.compile(rf"{re.escape(_PREFIX)}[0-9a-f]{{16}}")
# Folders inside a draft folder: for what is being written, and for a folder moved out of its way.
_NEW, _OLD = "new", "old"


def write_file(
    path: str | os.PathLike[str], content: str | bytes | Iterator[str], *, force: bool
) -> None:
    """Write bytes, or text or an iterator of texts as UTF-8, to a file atomically.

    With ``force`` the file replaces an existing one, and symbolic links are followed. Otherwise
    nothing that exists by the end of the writing is replaced or followed.

    Raises:
        TargetExistsError: the file exists and ``force`` is false.
        OSError: nothing can be written there, for instance because it is a folder.
    """
    parts = (content,) if isinstance(content, (str, bytes)) else content
    with _reporting_path(path):
        if os.fspath(path) and Path(path).is_dir():
            if not force:
                raise TargetExistsError(os.fspath(path), replaceable=False)
            raise IsADirectoryError(errno.EISDIR, "this is a folder; name a file in it")
        target = _target(path, force=force)
        if force and target.exists() and not target.is_file():
            # A device such as /dev/stdout cannot be replaced.
            with target.open("wb") as stream:
                stream.writelines(map(_encode, parts))
            return
        with _draft_folder(target.parent) as drafts:
            draft = drafts / _NEW / target.name
            _write(draft, parts)
            if force:
                with contextlib.suppress(OSError):  # there is none, or a link to itself
                    draft.chmod(target.stat().st_mode & 0o777)
                draft.replace(target)
            else:
                _publish_exclusively(draft, target)


def write_folder(
    path: str | os.PathLike[str], files: Mapping[str, str | bytes], *, force: bool = False
) -> None:
    """Write a folder of files atomically, in folders made for it; texts are encoded as UTF-8.

    With ``force`` an existing folder is replaced, but only if every file in it is among those to
    be written. It is moved away just before the new one takes its place; if the process is killed
    in between, the next write in the same parent folder puts it back.

    Raises:
        TargetExistsError: the path exists, and ``force`` is false or would delete other files.
        OSError: nothing can be written there.
    """
    with _reporting_path(path):
        target = _target(path, force=force)
        _check_replaceable(target, files)
        if not os.path.lexists(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
        with _draft_folder(target.parent) as drafts:
            draft, old = drafts / _NEW / target.name, drafts / _OLD / target.name
            for name, content in files.items():
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                _write(file, (content,))
            # Each round publishes the draft, raises, or finds what another writer published.
            while not _publish(draft, target, old):
                if not force:
                    raise TargetExistsError(os.fspath(path))
                _check_replaceable(target, files)
                shutil.rmtree(old, ignore_errors=True)  # one that was moved before
                with contextlib.suppress(FileNotFoundError):
                    target.rename(old)


def _target(path: str | os.PathLike[str], *, force: bool) -> Path:
    """Return where to write: with ``force`` behind symbolic links, else where nothing exists.

    First removes what killed writers left there.
    """
    if not os.fspath(path):
        raise FileNotFoundError(errno.ENOENT, "the path is empty", "")
    target = Path(os.path.realpath(path) if force else path)
    _remove_leftovers(target.parent)
    if not force and os.path.lexists(target):
        raise TargetExistsError(os.fspath(path))
    return target


def _write(file: Path, parts: Iterable[str | bytes]) -> None:
    """Write a new file, as far as the disk."""
    with file.open("xb") as stream:
        stream.writelines(map(_encode, parts))
        stream.flush()
        os.fsync(stream.fileno())


def _encode(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _publish_exclusively(draft: Path, target: Path) -> None:
    """Move a file to where nothing exists; renaming it would replace what appeared meanwhile."""
    try:
        try:
            os.link(draft, target)
        except FileExistsError:
            raise
        except OSError:  # no hard links on this file system
            target.open("xb").close()  # an empty file keeps the place
            try:
                draft.replace(target)
            except BaseException:
                target.unlink()
                raise
    except FileExistsError:
        raise TargetExistsError(os.fspath(target)) from None


def _publish(draft: Path, target: Path, old: Path) -> bool:
    """Rename a folder, unless its target exists."""
    try:
        draft.rename(target)
    except OSError as error:
        # What was there may be gone by now, moved away by another writer.
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST} or os.path.lexists(target):
            return False
        raise
    if old.exists():
        old.rename(draft)  # now nobody puts it back
    return True


def _check_replaceable(folder: Path, files: Mapping[str, object]) -> None:
    """Refuse to replace a folder that holds other files; it may be moved meanwhile.

    Raises:
        TargetExistsError: replacing it would delete other files.
    """
    try:
        for entry in _list_files(folder):
            name = entry.relative_to(folder).as_posix()
            if name not in files:
                raise TargetExistsError(os.fspath(folder), foreign=name)
    except NotADirectoryError:
        if not os.path.lexists(folder):
            raise  # a folder above it is a file
        raise TargetExistsError(os.fspath(folder), foreign=folder.name) from None
    except FileNotFoundError:
        return


def _list_files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, sorted, without following links."""
    for entry in sorted(folder.iterdir()):
        # One look, which raises if the entry is gone; is_dir() would call it a file.
        if stat.S_ISDIR(entry.lstat().st_mode):
            yield from _list_files(entry)
        else:
            yield entry


@contextlib.contextmanager
def _draft_folder(parent: Path) -> Generator[Path]:
    """Make a locked folder for drafts in a folder, and remove it at the end."""
    folder = parent / f"{_PREFIX}{os.urandom(8).hex()}"
    with contextlib.ExitStack() as locks:
        try:
            # Until it is locked, another writer may take the folder for a leftover and remove it.
            while not folder.exists():
                folder.mkdir(mode=0o700)
                locks.enter_context(_locked(folder, wait=True))
            for name in (_NEW, _OLD):
                (folder / name).mkdir()
            yield folder
        finally:
            _remove(folder)


def _remove_leftovers(parent: Path) -> None:
    """Remove the draft folders of killed writers; those of living ones are locked."""
    try:
        names = [name for name in os.listdir(parent) if name.startswith(_PREFIX)]  # noqa: PTH208
    except OSError:
        return  # writing there says what is wrong, or works without
    for name in filter(_DRAFT_FOLDER.fullmatch, names):
        with _locked(parent / name, wait=False) as locked:
            if locked:
                _remove(parent / name)


def _remove(folder: Path) -> None:
    """Remove a draft folder, after putting back what was moved out of the way if it is missing."""
    with contextlib.suppress(OSError):
        for old in (folder / _OLD).glob("*"):
            if not os.path.lexists(folder.parent / old.name):
                old.rename(folder.parent / old.name)
        shutil.rmtree(folder)


@contextlib.contextmanager
def _locked(folder: Path, *, wait: bool) -> Generator[bool]:
    """Lock a folder; yield whether that worked, which it never does on Windows."""
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except (ImportError, OSError):
        yield False
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            locked = True
        except OSError:  # locked by another writer, or no locks on this file system
            locked = False
        yield locked
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _reporting_path(path: str | os.PathLike[str]) -> Generator[None]:
    """Make errors report the path that the caller gave, not that of a draft."""
    try:
        yield
    except TargetExistsError as error:
        raise TargetExistsError(os.fspath(path), error.foreign, error.replaceable) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
