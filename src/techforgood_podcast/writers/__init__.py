"""Catalogues, selections and episodes → the formats that other tools read.

Each format is a module with the same names inside: ``FORMAT``, its record, and ``text``, which
writes a catalogue.
"""

from __future__ import annotations

from inspect import signature
from os import PathLike, fspath
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from ..catalogue import Catalogue, catalogue_of
from ..episodes import Episodes
from ..errors import UnknownFormatError, UnknownOptionError
from ..models import Episode
from ..names import closest
from . import json, jsonl, yaml
from ._files import write_file
from ._format import Format

if TYPE_CHECKING:
    from ._format import Writer

__all__ = ["Exportable", "Format", "dump", "dumps", "formats"]

Exportable: TypeAlias = Catalogue | Episodes | Episode

_WRITERS: tuple[Writer, ...] = (json, yaml, jsonl)
_BY_NAME = MappingProxyType({writer.FORMAT.name: writer for writer in _WRITERS})
_BY_SUFFIX = MappingProxyType(
    {suffix: writer.FORMAT.name for writer in _WRITERS for suffix in writer.FORMAT.suffixes}
)


def formats() -> tuple[Format, ...]:
    """Return the record of each format.

    >>> [format.name for format in formats()]
    ['json', 'yaml', 'jsonl']
    """
    return tuple(writer.FORMAT for writer in _WRITERS)


def dumps(obj: Exportable, format: str, **options: Any) -> str:  # noqa: A002 -- the public name
    """Return a catalogue, a selection of episodes or one episode in a format.

    The same object gives the same text, byte for byte; it ends in a newline.

    Raises:
        UnknownFormatError: there is no such format.
        UnknownOptionError: the format does not take this option.

    >>> import techforgood_podcast as tfg
    >>> print(tfg.dumps(tfg.by_theme("art"), "jsonl").splitlines()[0])
    {"info": {"version": "2026.11.24", "schema_version": 1, "licence": "CC0-1.0"}}
    """
    writer = _BY_NAME.get(format)
    if writer is None:
        raise UnknownFormatError(format, _BY_NAME, closest(format, _BY_NAME))
    known = list(signature(writer.text).parameters)[1:]
    unknown = [option for option in options if option not in known]
    if unknown:
        raise UnknownOptionError(unknown[0], known, closest(unknown[0], known))
    return writer.text(catalogue_of(obj), **options)


def dump(
    obj: Exportable,
    path: str | PathLike[str],
    format: str | None = None,  # noqa: A002 -- the public name
    *,
    force: bool = False,
    **options: Any,
) -> None:
    """Write a catalogue, a selection of episodes or one episode to a file.

    The file is written beside its place and then moved there, so that it is never half there.

    Args:
        obj: what to write.
        path: where to; its suffix names the format where none is given.
        format: the name of the format.
        force: replace an existing file.
        options: what the format takes, as for :func:`dumps`.

    Raises:
        TargetExistsError: the file exists, and ``force`` was not given.
        UnknownFormatError: there is no such format or suffix.
        UnknownOptionError: the format does not take this option.

    >>> import tempfile
    >>> import techforgood_podcast as tfg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tfg.dump(tfg.by_theme("emploi"), f"{folder}/emploi.json")
    """
    if format is None:
        suffix = PurePath(fspath(path)).suffix.lower()
        format = _BY_SUFFIX.get(suffix)  # noqa: A001 -- the public name
        if format is None:
            raise UnknownFormatError(suffix, _BY_SUFFIX, closest(suffix, _BY_SUFFIX))
    write_file(path, dumps(obj, format, **options), force=force)
