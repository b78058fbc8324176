"""Write files and folders atomically.

Everything is written in a hidden draft folder beside the target and then moved into place.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, cast

from .errors import TargetExistsError
from .quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

_PREFIX: Final = ".techforgood-podcast-"
# Lists what was written into a folder that has files of others too.
LISTED: Final = f"{_PREFIX}files.json"
# A part of a path that is listed; no hidden one, and none that leads up.
_NAME: Final = re.compile(r"[\w-][\w.-]*")
# Makes a folder for drafts, and removes it at the end.
_draft_folder = partial(TemporaryDirectory[str], None, _PREFIX, ignore_cleanup_errors=True)


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
            draft = Path(drafts, "new")
            _write(draft, parts)
            if force:
                with contextlib.suppress(OSError):  # there is none, or a link to itself
                    draft.chmod(target.stat().st_mode & 0o777)
                draft.replace(target)
                return
            try:
                os.link(draft, target)  # renaming it would replace what appeared meanwhile
            except FileExistsError:
                raise
            except OSError:  # no hard links on this file system: an empty file keeps the place
                target.open("xb").close()
                draft.replace(target)


def write_folder(
    path: str | os.PathLike[str],
    files: Mapping[str, str | bytes],
    *,
    force: bool = False,
    sync: bool = True,
) -> None:
    """Write a folder of files atomically, in folders made for it; texts are encoded as UTF-8.

    With ``force`` an existing folder is replaced, but only if every file in it is among those to
    be written. The old folder is moved aside just before the new one takes its place. If the
    process is killed in between, the old folder stays aside, and the next write says where.

    Raises:
        TargetExistsError: the path exists, and ``force`` is false or would delete other files.
        OSError: nothing can be written there.
    """
    with _reporting_path(path):
        target = _target(path, force=force)
        aside = target.with_name(f"{_PREFIX}old-{target.name}")
        if os.path.lexists(aside):
            message = f"a killed write left the old content in {quoted(aside.name)} beside it"
            raise OSError(errno.ENOTEMPTY, f"{message}; rename or delete that")
        _check_replaceable(target, files)
        if not os.path.lexists(target.parent):
            target.parent.mkdir(parents=True, exist_ok=True)
        with _draft_folder(target.parent) as drafts:
            draft = Path(drafts, "new")
            for name, content in files.items():
                file = draft / name
                file.parent.mkdir(parents=True, exist_ok=True)
                _write(file, (content,), sync=sync)
            if not (force and target.exists()):
                draft.rename(target)
                return
            target.rename(aside)
            try:
                draft.rename(target)
            finally:  # the old folder goes with the drafts, or back if there is no new one
                aside.rename(Path(drafts, "old") if target.exists() else target)


def list_files(files: Mapping[str, str | bytes]) -> str:
    r"""Return the list by which :func:`update_folder` knows again what it wrote.

    >>> list_files({"a.txt": "a"})
    '{"a.txt": ["ca978112ca1bbdcafac231b39a23dc4d"]}\n'
    """
    return _write_list({name: [_digest(_encode(content))] for name, content in files.items()})


def update_folder(
    path: str | os.PathLike[str], files: Mapping[str, str | bytes], *, force: bool = False
) -> None:
    """Write files into a folder in which others may have theirs, and remove those of before.

    The folder has a list of what was written, ``files[LISTED]``. With ``force`` an existing folder
    is changed: a file is replaced or removed only if it is as it was written. One that would not
    change is left. Each file is renamed into place; if the process is killed in between, another
    write completes the folder.

    Raises:
        TargetExistsError: the path exists, and ``force`` is false or something is in the way.
        OSError: nothing can be written there.
    """
    with _reporting_path(path):
        target = _target(path, force=force)
        if not target.is_dir():
            # Thousands of files take long to sync, and another run writes again what is damaged.
            write_folder(target, files, force=force, sync=False)
            return
        listed = _read_list(target / LISTED)
        whole = {name: _encode(content) for name, content in files.items()}
        changed = [
            name
            for name, content in whole.items()
            if name != LISTED and _differs(target, name, content, listed)
        ]
        vanished = [
            name
            for name in listed.keys() - whole.keys()
            if _in_the_way(target, name) is None and _is_as_listed(target / name, listed[name])
        ]
        if not (changed or vanished or _differs(target, LISTED, whole[LISTED], listed)):
            return
        drafts = target / f"{_PREFIX}new"
        if drafts.is_symlink() or drafts.is_file():
            raise TargetExistsError(os.fspath(target), foreign=drafts.name)
        with contextlib.suppress(FileNotFoundError):  # a killed write left it
            shutil.rmtree(drafts)
        drafts.mkdir()
        draft = drafts / "file"

        def place(name: str, content: bytes) -> None:
            draft.write_bytes(content)
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(file)

        both = {name: [*listed.get(name, ()), _digest(whole[name])] for name in changed}
        place(LISTED, _encode(_write_list(listed | both)))
        for name in changed:
            place(name, whole[name])
        for name in vanished:
            (target / name).unlink()
            with contextlib.suppress(OSError):  # there is more in the folder
                (target / name).parent.rmdir()
        place(LISTED, whole[LISTED])
        drafts.rmdir()


def _write_list(digests: Mapping[str, list[str]]) -> str:
    return json.dumps(dict(sorted(digests.items()))).replace("], ", "],\n") + "\n"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]


def _read_list(file: Path) -> dict[str, list[str]]:
    """Return the digests that each file may have of those that were written into a folder.

    A list that is none, or that leads out of the folder, lists nothing.
    """
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: [str(digest) for digest in cast("list[object]", digests)]
        for name, digests in cast("dict[str, object]", found).items()
        if isinstance(digests, list) and all(map(_NAME.fullmatch, name.split("/")))
    }


def _differs(folder: Path, name: str, content: bytes, listed: Mapping[str, list[str]]) -> bool:
    """Return whether a file has to be written into a folder.

    Raises:
        TargetExistsError: something is in the way.
    """
    file = folder / name
    parent = _in_the_way(folder, name)
    if parent is not None:
        raise TargetExistsError(os.fspath(folder), foreign=parent.as_posix())
    if not os.path.lexists(file):
        return True
    if file.is_symlink() or not file.is_file():
        raise TargetExistsError(os.fspath(folder), foreign=name)
    present = file.read_bytes()
    if present == content:
        return False
    if name != LISTED and _digest(present) not in listed.get(name, ()):
        raise TargetExistsError(os.fspath(folder), foreign=name)
    return True


def _in_the_way(folder: Path, name: str) -> PurePath | None:
    """Return the link or file that is where the path of a file needs a folder."""
    for parent in list(PurePath(name).parents)[:-1]:
        above = folder / parent
        if above.is_symlink() or (above.exists() and not above.is_dir()):
            return parent
    return None


def _is_as_listed(file: Path, digests: list[str]) -> bool:
    return file.is_file() and not file.is_symlink() and _digest(file.read_bytes()) in digests


def _target(path: str | os.PathLike[str], *, force: bool) -> Path:
    """Return where to write: with ``force`` behind symbolic links, else where nothing exists."""
    if not os.fspath(path):
        raise FileNotFoundError(errno.ENOENT, "the path is empty", "")
    if not force and os.path.lexists(path):
        raise TargetExistsError(os.fspath(path))
    return Path(os.path.realpath(path) if force else path)


def _write(file: Path, parts: Iterable[str | bytes], *, sync: bool = True) -> None:
    """Write a new file, with ``sync`` as far as the disk."""
    with file.open("xb") as stream:
        stream.writelines(map(_encode, parts))
        if sync:
            stream.flush()
            os.fsync(stream.fileno())


def _encode(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _check_replaceable(folder: Path, files: Mapping[str, object]) -> None:
    """Refuse to replace a folder that holds other files, or a file.

    Raises:
        TargetExistsError: replacing it would delete other files.
    """
    if folder.is_dir():
        for entry in _list_files(folder):
            name = entry.relative_to(folder).as_posix()
            if name not in files:
                raise TargetExistsError(os.fspath(folder), foreign=name)
    elif os.path.lexists(folder):
        raise TargetExistsError(os.fspath(folder), foreign=folder.name)


def _list_files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and its subfolders, sorted, without following links."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            yield from _list_files(entry)
        else:
            yield entry


@contextlib.contextmanager
def _reporting_path(path: str | os.PathLike[str]) -> Generator[None]:
    """Make errors report the path that the caller gave, not that of a draft."""
    try:
        yield
    except TargetExistsError as error:
        raise TargetExistsError(os.fspath(path), error.foreign, error.replaceable) from None
    except FileExistsError:
        raise TargetExistsError(os.fspath(path)) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
