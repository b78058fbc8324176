"""Write to open files, and folders as zips."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeGuard, cast

if TYPE_CHECKING:
    from .format import Content, Format, Writable


def is_stream(value: object) -> TypeGuard[Writable[str] | Writable[bytes]]:
    """Return whether a value is an open file, or anything else that is written to like one.

    >>> is_stream(io.StringIO()), is_stream("emploi.json")
    (True, False)
    """
    return callable(getattr(value, "write", None))


def is_zip(path: str, format_: Format) -> bool:
    """Return whether a path names a zip for the files of a folder.

    >>> import techforgood_podcast as tfg
    >>> by_name = {format.name: format for format in tfg.formats()}
    >>> is_zip("emploi.zip", by_name["parquet"]), is_zip("emploi.zip", by_name["json"])
    (True, False)
    """
    return format_.kind == "folder" and path.lower().endswith(".zip")


def write_stream(stream: Any, content: Content) -> None:
    """Write to an open file, which stays open; a folder is written as a zip."""
    data = zipped(content) if isinstance(content, Mapping) else content
    # What wraps a file, such as tempfile's, is no TextIOBase but has the attributes of one.
    is_text = isinstance(stream, io.TextIOBase) or hasattr(stream, "encoding")
    is_raw = isinstance(stream, io.RawIOBase)
    write: Any = cast("Any", partial(_write_all, stream) if is_raw else stream.write)
    for part in (data,) if isinstance(data, str | bytes) else data:
        write(part if is_text or isinstance(part, bytes) else part.encode())


def _write_all(file: io.RawIOBase, data: bytes) -> None:
    """Write to a file without a buffer, which may write only a part of what it is given."""
    rest = memoryview(data)
    while rest:
        written = file.write(rest)
        if written is None:
            raise BlockingIOError("the file takes nothing more at the moment")
        rest = rest[written:]


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of files, whose bytes do not depend on the clock or the system.

    >>> zipfile.ZipFile(io.BytesIO(zipped({"a.txt": "a"}))).namelist()
    ['a.txt']
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980, unlike what ZipFile makes of a name
            entry.create_system = 3  # Unix, as for the permissions
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
