"""Load a catalogue from files, a text or plain values; or list all problems in the files.

All problems are found in one pass, each with its position.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from .._runtime import uncollected
from ..catalogue.catalogue import Catalogue, catalogue_of_indexes
from ..errors import CatalogueError, Problem, UnknownFormatError
from ..models.rules import check_flags
from ..quoting import DOWNLOAD, is_address, printable, quoted
from ..text.suggestions import closest
from . import Location  # noqa: TC001 -- tools read signatures
from .folders import ROOTS, FolderReader
from .problems import TooManyProblemsError
from .raw_records import NOWHERE, RawRecord
from .records import build

if TYPE_CHECKING:
    from ..catalogue.indexes import Indexes
    from .problems import Problems

__all__ = ["from_dict", "loads"]

TextFormat: TypeAlias = Literal["json", "yaml", "jsonl"]

_SUFFIXES = {"json": ".json", "yaml": ".yaml", "jsonl": ".jsonl"}


def load(path: Location, *overlays: Location) -> Catalogue:
    """Return the catalogue in a folder, or in a ``.yaml``, ``.json`` or ``.jsonl`` file.

    An overlay is a folder or file of the same form, which may be incomplete: it adds records,
    adds or replaces facts, and retires ids.

    Raises:
        CatalogueError: it is invalid; ``problems`` lists every problem with its position.
    """
    return _load(lambda reader: _read(reader, path, overlays))


def loads(text: str, format: TextFormat) -> Catalogue:  # noqa: A002 -- the public name
    r"""Load a catalogue from the content of a file; for its path, use :func:`load_catalogue`.

    Args:
        text: JSON, YAML or JSON Lines.
        format: ``"json"``, ``"yaml"`` or ``"jsonl"``.

    Raises:
        CatalogueError: it is invalid; ``problems`` lists every problem with its position.
        UnknownFormatError: the format cannot be loaded.

    >>> text = "show:\n  id: my-show\n  title: My show\n  language: en"
    >>> loads(text, "yaml").show.title
    'My show'
    """
    if format not in _SUFFIXES:
        raise UnknownFormatError(format, _SUFFIXES, closest(format, _SUFFIXES))
    if text.endswith(tuple(_SUFFIXES.values())) and "\n" not in text:
        message = f"expected the content of a file, found the path {quoted(text)}"
        hint = "pass it to load_catalogue"
        raise CatalogueError([Problem(path="", message=message, hint=hint)])
    stream = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    return _load(lambda reader: reader.add_file(f"<{format}>", _SUFFIXES[format], stream))


def from_dict(document: Mapping[str, Any]) -> Catalogue:
    """Load a catalogue from plain values such as :func:`to_dict` returns for one.

    Args:
        document: the plain values, as in a JSON file, not those of ``expand=True``.

    Raises:
        CatalogueError: they are invalid; ``problems`` lists every problem with its path.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> from_dict(tfg.to_dict(catalogue)) == catalogue
    True
    """
    return load_over(document)


def load_over(document: Mapping[str, Any], *overlays: Location) -> Catalogue:
    """Return the catalogue in plain values, with overlays over it.

    Raises:
        CatalogueError: it is invalid; ``problems`` lists every problem with its path.
    """

    def read(reader: FolderReader) -> None:
        reader.show_file = ""
        reader.add_catalogue(RawRecord(NOWHERE, (), document))
        _read_overlays(reader, overlays)

    return _load(read)


def validate(path: Location, *overlays: Location, strict: bool = False) -> tuple[Problem, ...]:
    """Return everything wrong with a catalogue's files; see :func:`techforgood_podcast.validate`.

    >>> validate("nowhere")[0].message
    'there is no such file or folder'
    """
    check_flags(strict=strict)
    with closing(FolderReader()) as reader:
        with suppress(TooManyProblemsError):
            _read(reader, path, overlays)
            from .advice import advise

            stated, problems = reader.stated(), reader.problems
            advise(stated, problems, build(stated, problems), strict=strict)
        found = reader.problems.in_order()
    if strict:
        found = [attrs.evolve(problem, severity="error") for problem in found]
    return tuple(found)


def _read(reader: FolderReader, path: Location, overlays: tuple[Location, ...]) -> None:
    if _is_path(reader.problems, path, "the path"):
        reader.add_location(path)
    else:
        reader.unread.update(ROOTS)
    _read_overlays(reader, overlays)


def _read_overlays(reader: FolderReader, overlays: tuple[Location, ...]) -> None:
    for overlay in overlays:
        if _is_path(reader.problems, overlay, "the path of an overlay"):
            reader.add_overlay(overlay)


def _is_path(problems: Problems, path: Location, name: str) -> bool:
    """Return whether a location can be a path; report an empty text or a web address."""
    if path == "":
        problems.report_file("", f"{name} is empty")
        return False
    if isinstance(path, str) and is_address(path):
        problems.report_file("", f'"{printable(path)}" is an address', DOWNLOAD)
        return False
    return True


def _load(read: Callable[[FolderReader], None]) -> Catalogue:
    """Return the catalogue that a function reads with a reader.

    Raises:
        CatalogueError: it is invalid.
    """
    indexes: Indexes | None = None
    with uncollected(), closing(FolderReader()) as reader:
        with suppress(TooManyProblemsError):
            read(reader)
            indexes = build(reader.stated(), reader.problems)
        if indexes is None:
            raise CatalogueError(p for p in reader.problems.in_order() if p.severity == "error")
        return catalogue_of_indexes(indexes)
