"""Catalogues, selections and episodes → the formats that other tools read.

Each format is a module with the same names inside: ``FORMAT``, its record, and ``content``,
which returns what is written. The docstring of the module says in paragraphs what is lost, what
to know, and which readers prove it; ``docs/formats.md`` is made of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from ..catalogue.exportable import Exportable, exportable
from ..errors import UnknownFormatError, UnknownOptionError
from ..files import write_file, write_folder
from ..text.names import closest
from . import (
    biblatex,
    csl,
    csv,
    datapackage,
    dot,
    graphml,
    html,
    json,
    jsonfeed,
    jsonl,
    jsonld,
    markdown,
    mermaid,
    parquet,
    ris,
    rss,
    sqlite,
    turtle,
    yaml,
)
from .format import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .format import Content, Writer

__all__ = ["Exportable", "Format", "dump", "dumps", "formats"]

_WRITERS: tuple[Writer, ...] = (
    json,
    yaml,
    jsonl,
    csv,
    datapackage,
    sqlite,
    parquet,
    rss,
    jsonfeed,
    jsonld,
    turtle,
    csl,
    biblatex,
    ris,
    markdown,
    html,
    graphml,
    dot,
    mermaid,
)
_BY_NAME = MappingProxyType({writer.FORMAT.name: writer for writer in _WRITERS})
_BY_SUFFIX = MappingProxyType(
    {suffix: writer.FORMAT.name for writer in _WRITERS for suffix in writer.FORMAT.suffixes}
)


def formats() -> tuple[Format, ...]:
    """Return the record of each format.

    >>> [format.name for format in formats()][:3]
    ['json', 'yaml', 'jsonl']
    """
    return tuple(writer.FORMAT for writer in _WRITERS)


def dumps(obj: Exportable, format: str, **options: Any) -> str:  # noqa: A002 -- the public name
    """Return a catalogue, a selection of episodes or one episode in a format of text.

    The same object gives the same text, byte for byte; it ends in a newline.

    Raises:
        TypeError: ``obj`` is none of these.
        UnknownFormatError: there is no such format, or it is none of text.
        UnknownOptionError: the format does not take this option, or not with this value.
        UnknownLanguageError: nothing is written in the language asked for.
        CatalogueError: records that were built in Python hold what no file may hold.

    >>> import techforgood_podcast as tfg
    >>> print(tfg.dumps(tfg.by_theme("art"), "jsonl").splitlines()[0])
    {"info": {"version": "2026.11.24", "schema_version": 1, "licence": "CC0-1.0"}}
    """
    kind = _writer(format).FORMAT.kind
    if kind != "text":
        known = [name for name, writer in _BY_NAME.items() if writer.FORMAT.kind == "text"]
        reason = f"is a {kind} and not a text; dump (--output) writes it"
        raise UnknownFormatError(format, known, reason=reason)
    content = cast("str | Iterator[str]", _content(obj, format, options))
    return content if isinstance(content, str) else "".join(content)


def dump(
    obj: Exportable,
    path: str | PathLike[str],
    format: str | None = None,  # noqa: A002 -- the public name
    *,
    force: bool = False,
    **options: Any,
) -> None:
    """Write a catalogue, a selection of episodes or one episode to a file or folder.

    It is written beside its place and then moved there, so that it is never half there.

    Args:
        obj: what to write.
        path: where to; its suffix names the format where none is given.
        format: the name of the format.
        force: replace an existing file, or a folder that holds nothing else.
        options: what the format takes, as for :func:`dumps`.

    Raises:
        TypeError: ``obj`` is none of these.
        TargetExistsError: the file exists, and ``force`` was not given.
        UnknownFormatError: there is no such format or suffix.
        MissingExtraError: the format needs a library that is not installed.
        UnknownOptionError: the format does not take this option, or not with this value.
        UnknownLanguageError: nothing is written in the language asked for.
        CatalogueError: records that were built in Python hold what no file may hold.

    >>> import tempfile
    >>> import techforgood_podcast as tfg
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tfg.dump(tfg.by_theme("emploi"), f"{folder}/emploi.json")
    """
    content = _content(obj, _format_of(path) if format is None else format, options)
    if isinstance(content, Mapping):
        write_folder(path, content, force=force)
    else:
        write_file(path, content, force=force)


def _content(obj: Exportable, format: str, options: dict[str, Any]) -> Content:  # noqa: A002
    writer = _writer(format)
    known = writer.FORMAT.options
    for option in options:
        if option not in known:
            raise UnknownOptionError(option, known, closest(option, known))
    return writer.content(exportable(obj), **options)


def _writer(format: object) -> Writer:  # noqa: A002
    name = str(format)
    if format != name or name not in _BY_NAME:
        raise UnknownFormatError(name, _BY_NAME, closest(name, _BY_NAME))
    return _BY_NAME[name]


def _format_of(path: str | PathLike[str]) -> str:
    """Return the format that the suffix of a path names; ``.csl.json`` goes before ``.json``."""
    parts = PurePath(fspath(path)).suffixes
    for length in (2, 1):
        found = _BY_SUFFIX.get("".join(parts[-length:]).lower())
        if found:
            return found
    suffix = "".join(parts[-1:]).lower()
    name = suffix.removeprefix(".")
    reason = f'is no suffix but a name; pass format="{name}"' if name in _BY_NAME else ""
    raise UnknownFormatError(suffix, _BY_SUFFIX, closest(suffix, _BY_SUFFIX), reason=reason)
