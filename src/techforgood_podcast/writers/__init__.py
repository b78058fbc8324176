"""Write catalogues, selections and episodes in the formats that other tools read.

Each format is a module with the same two names: ``FORMAT``, which describes it, and ``content``,
which returns what to write. The module's docstring says what to know and which tools the format is
tested with; ``docs/formats.md`` is generated from it and from ``FORMAT``. ``format.py`` lists the
formats, their modules and the checks of their options.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from os import PathLike, fspath
from pathlib import PurePath
from typing import Any, TypeGuard, Unpack, cast, get_args

from ..catalogue.exportable import Exportable, catalogue_of, is_part
from ..errors import UnknownFormatError
from ..files import LISTED, update_folder, write_file, write_folder
from ..models.rules import check_flags
from ..text.suggestions import closest
from .format import (
    MODULES,
    Content,
    Format,
    FormatName,
    FormatOptions,
    TextFormatName,
    Writable,
    Writer,
    check_options,
    keeps_order,
)

__all__ = ["Exportable", "Format", "FormatName", "TextFormatName", "dump", "dumps", "formats"]

_NAMES: tuple[FormatName, ...] = get_args(FormatName)


def formats() -> tuple[Format, ...]:
    """Return all formats, with their names, suffixes, options and so on.

    :func:`dump` and :func:`dumps` accept these as well as their names. To check a name from
    elsewhere, look it up here:

    >>> import techforgood_podcast as tfg
    >>> by_name = {format.name: format for format in formats()}
    >>> tfg.dumps(tfg.by_theme("art"), by_name["jsonl"])[:9]
    '{"info": '
    >>> [format.name for format in formats()][:3]
    ['json', 'yaml', 'jsonl']
    """
    found = [import_writer(name).FORMAT for name in _NAMES]
    families = list(dict.fromkeys(one.family for one in found))
    return tuple(sorted(found, key=lambda one: families.index(one.family)))


def dumps(
    obj: Exportable,
    format: TextFormatName | Format,  # noqa: A002 -- the public name
    **options: Unpack[FormatOptions],
) -> str:
    """Return a catalogue, a selection of episodes or one episode as text in a format.

    The same object always gives the same text, which ends in a newline.

    Args:
        obj: what to write.
        format: the name of the format, or one of :func:`formats`.
        options: the options of the format.

    Raises:
        TypeError: ``obj`` or ``format`` is of another type.
        UnknownFormatError: there is no such format, or it is not text.
        UnknownOptionError: the format does not accept this option, or this value of it.
        UnknownLanguageError: the catalogue has no text in this language.
        CatalogueError: records built in Python contain a value that no file may contain.

    >>> import techforgood_podcast as tfg
    >>> print(tfg.dumps(tfg.by_theme("art"), "rss").splitlines()[0])
    <?xml version="1.0"?>
    """
    writer = _writer(format)
    kind = writer.FORMAT.kind
    if kind != "text":
        known = get_args(TextFormatName)
        reason = f"is a {kind} and not text; write it with dump"
        raise UnknownFormatError(writer.FORMAT.name, known, reason=reason)
    content = cast("str | Iterator[str]", content_of(obj, writer, options))
    return content if isinstance(content, str) else "".join(content)


def dump(
    obj: Exportable,
    path: str | PathLike[str] | Writable[str] | Writable[bytes],
    format: FormatName | Format | None = None,  # noqa: A002 -- the public name
    *,
    force: bool = False,
    **options: Unpack[FormatOptions],
) -> None:
    """Write a catalogue, a selection of episodes or one episode to a file or folder.

    It is written to a temporary file or folder and then renamed, so that it is never incomplete.
    A format that is a folder is written as a zip to a path that ends in ``.zip``. An open file may
    be for text or binary; only a binary one takes ``sqlite``, and folders, as a zip.
    ``json`` and ``yaml`` load again up to 32 MiB and 1,000,000 values; for more, use ``jsonl``.

    Args:
        obj: what to write.
        path: where to write it, or an open file, which stays open.
        format: the name of the format, or one of :func:`formats`; without it, the suffix of the
            path names the format. An open file needs it.
        force: replace an existing file, or a folder with nothing else in it.
        options: the options of the format, as for :func:`dumps`.

    Raises:
        TypeError: ``obj``, ``path`` or ``format`` is of another type, or a file is for text and the
            format is not.
        ValueError: the path is ``"-"``, which only the command line takes for its output.
        TargetExistsError: the file exists, and ``force`` was not given.
        TimeoutError: another process has been writing this ``site`` for ten seconds.
        UnknownFormatError: there is no such format or suffix.
        MissingExtraError: the format needs a library that is not installed.
        SearchUnavailableError: the format needs SQLite with FTS5, which this Python lacks.
        UnknownOptionError: the format does not accept this option, or this value of it.
        UnknownLanguageError: the catalogue has no text in this language.
        CatalogueError: records built in Python contain a value that no file may contain.

    >>> import tempfile
    >>> import techforgood_podcast as tfg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tfg.dump(tfg.by_theme("emploi"), f"{folder}/emploi.json")
    >>> import sys
    >>> tfg.dump(tfg.by_theme("art"), sys.stdout, "ris", language="en")  # doctest: +ELLIPSIS
    TY  - SOUND
    ...
    """
    check_flags(force=force)
    if _is_stream(path):
        if format is None:
            raise TypeError('an open file needs a format; pass format="json", for example')
        writer = _writer(format)
        _write_stream(path, content_of(obj, writer, options, "force"))
        return
    target = fspath(cast("str | PathLike[str]", path))
    if target == "-":
        raise ValueError('"-" is not a file; pass sys.stdout, or "./-" for a file of that name')
    writer = _writer(format_of(target) if format is None else format)
    content = content_of(obj, writer, options, "force")
    if not isinstance(content, Mapping):
        write_file(target, content, force=force)
    elif target.lower().endswith(".zip"):
        write_file(target, _zipped(content), force=force)
    elif LISTED in content:
        update_folder(target, content, force=force)
    else:
        write_folder(target, content, force=force)


def content_of(
    obj: Exportable, writer: Writer, options: Mapping[str, object], *others: str
) -> Content:
    """Return what to write, after the options are checked; an error also names some ``others``.

    >>> from techforgood_podcast.packaged.bundled import load_catalogue
    >>> content_of(load_catalogue().episode(3), import_writer("json"), {"indent": None})[:9]
    '{"info": '
    """
    known = writer.FORMAT.options
    if "title" in known and is_part(obj):
        options = {"title": "", **options}
    catalogue = catalogue_of(obj, keep_order=keeps_order(writer.FORMAT))
    return writer.content(catalogue, **check_options(catalogue, known, options, *others))


def _writer(format: Format | str) -> Writer:  # noqa: A002
    name = format.name if isinstance(format, Format) else format
    if name not in _NAMES:
        known = [one.name for one in formats()]
        raise UnknownFormatError(name, known, closest(name, known))
    return import_writer(name)


def import_writer(name: str) -> Writer:
    """Return the module of a format.

    >>> import_writer("json").FORMAT
    <Format json>
    """
    return cast("Writer", import_module(f".{MODULES[name]}", __package__))


def format_of(path: str | PathLike[str]) -> str:
    """Return the format that the suffix of a path names, preferring ``.csl.json`` to ``.json``.

    Raises:
        UnknownFormatError: the suffix names no format.

    >>> format_of("emploi.csl.json")
    'csl'
    """
    parts = PurePath(fspath(path)).suffixes
    for suffix in dict.fromkeys("".join(parts[-length:]).lower() for length in (2, 1)):
        # Formats named like the suffix are asked first, which often saves importing the others.
        words = suffix.split(".")
        for name in sorted(_NAMES, key=lambda name: name not in words):
            if suffix in import_writer(name).FORMAT.suffixes:
                return name
    suffix = "".join(parts[-1:]).lower()
    known = [suffix for one in formats() for suffix in one.suffixes]
    if not suffix:
        reason = "does not end in the suffix of a format, such as .json"
        raise UnknownFormatError(fspath(path), known, reason=reason)
    word = suffix.removeprefix(".")
    if word == "zip":
        reason = 'is for formats that are folders; pass format="site", "datapackage" or "parquet"'
    else:
        reason = f'is not a suffix; pass format="{word}"' if word in _NAMES else ""
    raise UnknownFormatError(suffix, known, closest(suffix, known), reason=reason)


def _is_stream(value: object) -> TypeGuard[Writable[str] | Writable[bytes]]:
    """Return whether a value is an open file, or anything else that is written to like one.

    >>> _is_stream(io.StringIO()), _is_stream("emploi.json")
    (True, False)
    """
    return callable(getattr(value, "write", None))


def _write_stream(stream: Any, content: Content) -> None:
    """Write to an open file, which stays open; a folder is written as a zip."""
    data = _zipped(content) if isinstance(content, Mapping) else content
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


def _zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of files, whose bytes do not depend on the clock or the system.

    >>> zipfile.ZipFile(io.BytesIO(_zipped({"a.txt": "a"}))).namelist()
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
