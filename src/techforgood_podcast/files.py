"""Write files and folders atomically.

Everything is written in a hidden draft folder beside the target and then moved into place. Each
writer has a draft folder of its own, so that no writer meets the drafts of another. A folder that
is written again, such as a site, is locked meanwhile.
"""

from __future__ import annotations

import errno
import json
import os
import re
import time
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TypeAlias

from .errors import TargetExistsError
from .quoting import quoted
from .syntax import UnreadableError, decode, is_list, is_mapping
from .syntax.json import read
from .syntax.limits import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

_Path: TypeAlias = "str | os.PathLike[str]"
_Content: TypeAlias = "str | bytes | Iterator[str]"

_PREFIX: Final = ".techforgood-podcast-"
# Lists what was written into a folder that has files of others too.
LISTED: Final = f"{_PREFIX}files.json"
# A path that is listed; not too long, and with no part that is hidden or leads up.
_NAME: Final = re.compile(r"(?=.{1,255}$)[\w-][\w.-]*(/[\w-][\w.-]*)*", re.ASCII)
# Makes a folder for drafts, and removes it at the end.
_draft_folder = partial(TemporaryDirectory[str], None, _PREFIX, ignore_cleanup_errors=True)


def write_file(path: _Path, content: _Content, *, force: bool) -> None:
    """Write bytes, or text or an iterator of texts as UTF-8, to a file atomically.

    With ``force`` the file replaces an existing one, and symbolic links are followed. Otherwise
    nothing that exists by the end of the writing is replaced or followed.

    Raises:
        TargetExistsError: the file exists and ``force`` is false.
        OSError: nothing can be written there, for instance because it is a folder.
    """
    with _reporting_path(path):
        if os.fspath(path) and Path(path).is_dir():
            if not force:
                raise TargetExistsError(os.fspath(path), replaceable=False)
            raise IsADirectoryError(errno.EISDIR, "this is a folder; name a file in it")
        target = _target(path, force=force)
        if force and target.exists() and not target.is_file():
            # A device such as /dev/stdout cannot be replaced.
            _write(target, content, sync=False)
            return
        with _draft_folder(target.parent) as drafts:
            draft = Path(drafts, "new")
            if force:
                _replace(target, content, draft)
                return
            _write(draft, content)
            try:
                os.link(draft, target)  # renaming it would replace what appeared meanwhile
            except OSError:  # no hard links on this file system: an empty file keeps the place
                target.open("xb").close()
                draft.replace(target)


def write_folder(path: _Path, files: Mapping[str, str | bytes], *, force: bool = False) -> None:
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
                # Thousands of files take long to sync; the next write replaces those that a power
                # cut emptied, if the list names them.
                _write(file, content, sync=name == LISTED or LISTED not in files)
            if not (force and target.exists()):
                draft.rename(target)
                return
            target.rename(aside)
            try:
                _check_replaceable(aside, files)  # somebody may have added a file meanwhile
                draft.rename(target)
            finally:  # the old folder goes with the drafts, or back if there is no new one
                aside.rename(Path(drafts, "old") if target.exists() else target)


def list_files(files: Mapping[str, str | bytes]) -> str:
    r"""Return the list by which :func:`update_folder` knows again what it wrote.

    >>> list_files({"a.txt": "a"})
    '{"a.txt": ["ca978112ca1bbdcafac231b39a23dc4d"]}\n'
    """
    return _write_list({name: {_digest(_encode(text))} for name, text in files.items()})


def update_folder(path: _Path, files: Mapping[str, str | bytes], *, force: bool = False) -> None:
    """Write files into a folder in which others may have theirs, and remove those of before.

    The folder has a list of what was written, ``files[LISTED]``. With ``force`` an existing folder
    is changed: a file is replaced or removed only if it is as it was written, or empty. One that
    would not change is left. Each file is renamed into place. If the process is killed in between,
    the next write completes the folder. A second process waits until the first has finished.

    Raises:
        TargetExistsError: the path exists, and ``force`` is false or something is in the way.
        TimeoutError: another process has been writing there for ten seconds.
        OSError: nothing can be written there.
    """
    with _reporting_path(path), ExitStack() as stack:
        target = _target(path, force=force)
        try:
            if not target.is_dir():
                write_folder(target, files, force=force and target.is_file())
                return
        except TargetExistsError:
            if not (force and target.is_dir()):  # else another process has just written it
                raise
        _lock(target, stack)
        _update(target, {name: _encode(text) for name, text in files.items() if name != LISTED})


def _lock(folder: Path, stack: ExitStack) -> None:
    """Lock a folder until the stack is closed or this process ends, where the system can.

    Raises:
        TimeoutError: another process has had the lock for ten seconds.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows has no such lock
        return
    there = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, there)
    for _ in range(100):
        try:
            flock(there, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        except OSError:  # neither have the file systems of some networks
            return
        else:
            return
    raise TimeoutError(errno.ETIMEDOUT, "another process is writing there; try again later")


def _update(target: Path, contents: Mapping[str, bytes]) -> None:
    """Change the files of an earlier write in a folder into these, and the list of them."""
    listed = _read_list(target)
    new = {name: {_digest(content)} for name, content in contents.items()}
    # A power cut may empty pages, which are not synced.
    own = new | {name: {*old, *new.get(name, ()), _digest(b"")} for name, old in listed.items()}

    def find(name: str) -> str | None:
        """Return the digest of a file, unless somebody else has written the file."""
        found = _digest_in(target, name)
        if found and found not in own[name]:
            raise TargetExistsError(os.fspath(target), name, edited=name in listed)
        return found

    if {name: {find(name)} for name in sorted(contents)} == listed == new:
        return
    with _draft_folder(target.parent) as drafts:
        draft = Path(drafts, "new")
        _replace(target / LISTED, _write_list(own), draft)
        for name, content in contents.items():
            if find(name) not in new[name]:
                (target / name).parent.mkdir(parents=True, exist_ok=True)
                _replace(target / name, content, draft, sync=False)
        for name in sorted(listed.keys() - contents.keys()):
            with suppress(TargetExistsError, FileNotFoundError):
                find(name)
                (target / name).unlink()
                with suppress(OSError):  # there is more in the folder
                    (target / name).parent.rmdir()
        _replace(target / LISTED, _write_list(new), draft)


def pages_in(folder: str) -> list[str]:
    """Return the pages that a folder has, of those that its list names."""
    names = sorted(name for name in _read_list(Path(folder)) if name.endswith(".html"))
    return [name for name in names if Path(folder, name).is_file()]


def _write_list(digests: Mapping[str, set[str]]) -> str:
    found = {name: sorted(digests[name]) for name in sorted(digests)}
    return json.dumps(found).replace("], ", "],\n") + "\n"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]


def _digest_in(folder: Path, name: str) -> str | None:
    """Return the digest of a file in a folder, if there is one.

    Raises:
        TargetExistsError: something else is in the way.
    """
    with suppress(FileNotFoundError), _path_in(folder, name).open("rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        # No page is so large, and hashing a sparse file may take hours.
        return "too large" if size > 1 << 30 else file_digest(stream, sha256).hexdigest()[:32]
    return None


def _read_list(folder: Path) -> dict[str, set[str]]:
    """Return the files that were written into a folder, each with the digests that it may have.

    A list that is none, or that leads out of the folder, lists nothing.

    Raises:
        TargetExistsError: the list is no regular file.
    """
    gone = FileNotFoundError, NotADirectoryError
    with suppress(*gone, UnreadableError), _path_in(folder, LISTED).open("rb") as file:
        found, _ = read(decode(file.read(MAX_BYTES + 1)))
        return {
            name: set(map(str, digests))
            for name, digests in (found.items() if is_mapping(found) else ())
            if is_list(digests) and _NAME.fullmatch(name)
        }
    return {}


def _path_in(folder: Path, name: str) -> Path:
    """Return the path of a file in a folder, if it can be read, or if there is none.

    Raises:
        TargetExistsError: a link, a pipe or a folder is there, or a link or a file above it.
    """
    path = PurePath(name)
    for part in (*path.parents[:-1], path):
        there = folder / part
        is_right = there.is_file if part == path else there.is_dir
        if there.is_symlink() or (there.exists() and not is_right()):
            raise TargetExistsError(os.fspath(folder), foreign=part.as_posix())
    return folder / path


def _target(path: _Path, *, force: bool) -> Path:
    """Return where to write: with ``force`` behind symbolic links, else where nothing exists."""
    if not os.fspath(path):
        raise FileNotFoundError(errno.ENOENT, "the path is empty", "")
    if not force and os.path.lexists(path):
        raise TargetExistsError(os.fspath(path))
    return Path(os.path.realpath(path) if force else path)


def _write(file: Path, content: _Content, *, sync: bool = True) -> None:
    """Write a file, with ``sync`` as far as the disk."""
    parts = (content,) if isinstance(content, (str, bytes)) else content
    with file.open("wb") as stream:
        stream.writelines(map(_encode, parts))
        if sync:
            stream.flush()
            os.fsync(stream.fileno())


def _replace(file: Path, content: _Content, draft: Path, *, sync: bool = True) -> None:
    """Write a draft, and move it into the place of a file, if there is one with its permissions."""
    _write(draft, content, sync=sync)
    with suppress(OSError):  # there is none, or a link to itself
        draft.chmod(file.stat().st_mode & 0o777)
    draft.replace(file)


def _encode(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _check_replaceable(folder: Path, files: Mapping[str, object]) -> None:
    """Refuse to replace a folder that holds other files, or a file.

    Raises:
        TargetExistsError: replacing it would delete other files.
    """
    for entry in _list_files(folder) if os.path.lexists(folder) else ():
        name = entry.relative_to(folder).as_posix()
        if name not in files:
            raise TargetExistsError(os.fspath(folder), foreign=folder.name if name == "." else name)


def _list_files(path: Path) -> Iterator[Path]:
    """Yield a file, or the files in a folder and its subfolders, sorted; links are not followed."""
    if path.is_dir() and not path.is_symlink():
        for entry in sorted(path.iterdir()):
            yield from _list_files(entry)
    else:
        yield path


@contextmanager
def _reporting_path(path: _Path) -> Generator[None]:
    """Make errors report the path that the caller gave, not that of a draft."""
    try:
        yield
    except TargetExistsError as error:
        error.filename = os.fspath(path)
        raise
    except OSError as error:
        # A folder cannot take the place of another one, or of a file.
        in_the_way = error.filename2 and error.errno in {errno.ENOTEMPTY, errno.ENOTDIR}
        if error.errno == errno.EEXIST or in_the_way:
            raise TargetExistsError(os.fspath(path)) from None
        raise OSError(error.errno, error.strerror, os.fspath(path)) from None
