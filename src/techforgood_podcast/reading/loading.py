"""Files → ``Catalogue``. All problems are found in one pass, each with its position."""

from __future__ import annotations

import io
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from .._gc import uncollected
from ..catalogue.catalogue import Catalogue, catalogue_of_contents
from ..errors import CatalogueError, Problem, UnknownFormatError
from ..messages import DOWNLOAD, is_address, printable
from ..models.rules import check_flags
from ..models.sections import SECTIONS
from ..text.suggestions import closest
from .folders import ROOTS, Gathering, TooManyProblemsError, locate
from .raw_records import NOWHERE, Located
from .records import (
    Builder,
    check_aliases,
    check_ids,
    check_levels,
    check_overlays,
    check_redirects,
    check_singles,
    retired,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..catalogue.indexes import Contents
    from .folders import Location

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
    with uncollected(), closing(Gathering()) as gathered:
        return _catalogue(gathered, partial(_read, gathered, path, overlays))


def loads(text: str, format: TextFormat) -> Catalogue:  # noqa: A002 -- the public name
    r"""Return the catalogue in a text.

    Raises:
        CatalogueError: it is invalid; ``problems`` lists every problem with its position.
        UnknownFormatError: the format cannot be loaded.

    >>> text = "show:\n  id: my-show\n  title: My show\n  language: en"
    >>> loads(text, "yaml").show.title
    'My show'
    """
    if format not in _SUFFIXES:
        raise UnknownFormatError(format, _SUFFIXES, closest(format, _SUFFIXES))
    stream = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    gathered = Gathering()
    read = partial(gathered.add_file, f"<{format}>", _SUFFIXES[format], stream)
    with uncollected():
        return _catalogue(gathered, read)


def from_dict(document: Mapping[str, Any]) -> Catalogue:
    """Return the catalogue in plain values such as :func:`to_dict` returns.

    Raises:
        CatalogueError: they are invalid; ``problems`` lists every problem with its path.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> from_dict(tfg.to_dict(catalogue)) == catalogue
    True
    """
    gathered = Gathering()
    gathered.show_file = ""
    read = partial(gathered.add_catalogue, Located(NOWHERE, (), document))
    with uncollected():
        return _catalogue(gathered, read)


def validate(path: Location, *overlays: Location, strict: bool = False) -> tuple[Problem, ...]:
    """Return everything wrong with a catalogue's files; see :func:`techforgood_podcast.validate`.

    >>> validate("nowhere")[0].message
    'there is no such file or folder'
    """
    check_flags(strict=strict)
    with closing(Gathering()) as gathered:
        with suppress(TooManyProblemsError):
            _read(gathered, path, overlays)
            contents = _build(gathered)
            from . import advice  # loading does without it

            advice.warn(gathered)
            if contents is not None:
                check = advice.check_conventions if strict else advice.check_lists
                check(gathered, contents)
        found = gathered.in_order()
    if strict:
        found = [attrs.evolve(problem, severity="error") for problem in found]
    return tuple(found)


def _read(gathered: Gathering, path: Location, overlays: tuple[Location, ...]) -> None:
    if _is_path(gathered, path, "the path"):
        gathered.add_location(locate(path))
    else:
        gathered.unread.update(ROOTS)
    for overlay in overlays:
        if _is_path(gathered, overlay, "the path of an overlay"):
            gathered.add_overlay(locate(overlay))


def _is_path(gathered: Gathering, path: Location, name: str) -> bool:
    """Return whether a location can be a path; report an empty text or a web address."""
    if path == "":
        gathered.report_file("", f"{name} is empty")
        return False
    if isinstance(path, str) and is_address(path):
        gathered.report_file("", f'"{printable(path)}" is an address', DOWNLOAD)
        return False
    return True


def _catalogue(gathered: Gathering, read: Callable[[], object]) -> Catalogue:
    contents: Contents | None = None
    with suppress(TooManyProblemsError):
        read()
        contents = _build(gathered)
    if contents is None:
        raise CatalogueError(p for p in gathered.in_order() if p.severity == "error")
    return catalogue_of_contents(contents)


def _build(gathered: Gathering) -> Contents | None:
    """Return the contents of a catalogue, or report what is wrong and return ``None``."""
    for section in SECTIONS:
        if not all(record.id for record in gathered.records[section.name]):
            gathered.unread.add(section.name)
    for root in ROOTS:
        check_ids(gathered, root)
    check_singles(gathered)
    check_overlays(gathered)
    moved = retired(gathered)
    unbuildable: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        unbuildable[section.name] = check_levels(gathered, section, moved[section.name])
        check_aliases(gathered, section, moved[section.name])
    check_redirects(gathered)
    builder = Builder(gathered, moved, unbuildable)
    contents = builder.build()
    # Its converter refers to it, and the garbage collector would come for the texts much later.
    vars(builder).clear()
    return contents
