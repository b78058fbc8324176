"""Write catalogues, selections and episodes in the formats that other tools read.

Each format is a module with the same two names: ``FORMAT``, which describes it, and ``content``,
which returns what to write. The module's docstring says what the format loses, what to know, and
which tools it is tested with; ``docs/formats.md`` is generated from these docstrings.
"""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from ..catalogue.exportable import Exportable, catalogue_of
from ..errors import UnknownFormatError, UnknownOptionError
from ..files import write_file, write_folder
from ..text.suggestions import closest
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
    """Return what there is to know of each format: its name, suffixes, options and so on.

    >>> [format.name for format in formats()][:3]
    ['json', 'yaml', 'jsonl']
    """
    return tuple(writer.FORMAT for writer in _WRITERS)


def dumps(obj: Exportable, format: str, **options: Any) -> str:  # noqa: A002 -- the public name
    """Return a catalogue, a selection of episodes or one episode as text in a format.

    The same object always gives the same text, which ends in a newline.

    Raises:
        TypeError: ``obj`` is none of these.
        UnknownFormatError: there is no such format, or it is not text.
        UnknownOptionError: the format does not take the option, or not with this value.
        UnknownLanguageError: nothing in the catalogue is written in the language.
        CatalogueError: records built in Python hold something that no file may hold.

    >>> import techforgood_podcast as tfg
    >>> print(tfg.dumps(tfg.by_theme("art"), "jsonl").splitlines()[0])
    {"info": {"version": "2026.11.24", "schema_version": 1, "licence": "CC0-1.0"}}
    """
    kind = _writer(format).FORMAT.kind
    if kind != "text":
        known = [name for name, writer in _BY_NAME.items() if writer.FORMAT.kind == "text"]
        reason = f"is a {kind} and not text; write it with dump (--output)"
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

    It is written to a temporary file or folder and then renamed, so that it is never incomplete.

    Args:
        obj: what to write.
        path: where to write it; without ``format``, its suffix names the format.
        format: the name of the format.
        force: replace an existing file, or a folder with nothing else in it.
        options: the options of the format, as for :func:`dumps`.

    Raises:
        TypeError: ``obj`` is none of these.
        TargetExistsError: the file exists, and ``force`` was not given.
        UnknownFormatError: there is no such format or suffix.
        MissingExtraError: the format needs a library that is not installed.
        SearchUnavailableError: the format needs FTS5, which this build of SQLite lacks.
        UnknownOptionError: the format does not take the option, or not with this value.
        UnknownLanguageError: nothing in the catalogue is written in the language.
        CatalogueError: records built in Python hold something that no file may hold.

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
    return writer.content(catalogue_of(obj), **options)


def _writer(format: object) -> Writer:  # noqa: A002
    name = str(format)
    if format != name or name not in _BY_NAME:
        raise UnknownFormatError(name, _BY_NAME, closest(name, _BY_NAME))
    return _BY_NAME[name]


def _format_of(path: str | PathLike[str]) -> str:
    """Return the format that the suffix of a path names, preferring ``.csl.json`` to ``.json``."""
    parts = PurePath(fspath(path)).suffixes
    for length in (2, 1):
        found = _BY_SUFFIX.get("".join(parts[-length:]).lower())
        if found:
            return found
    suffix = "".join(parts[-1:]).lower()
    name = suffix.removeprefix(".")
    reason = f'is not a suffix; pass format="{name}"' if name in _BY_NAME else ""
    raise UnknownFormatError(suffix, _BY_SUFFIX, closest(suffix, _BY_SUFFIX), reason=reason)
