"""Files → ``Catalogue``; everything wrong with them is found in one pass, each with its place."""

from __future__ import annotations

import io
import os
import pathlib
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from .._once import uncollected
from ..catalogue.catalogue import Catalogue
from ..errors import CatalogueError, Problem, UnknownFormatError
from ..models import DataInfo, Episode, Redirect, Show
from ..models.checking import Checker, References
from ..models.fields import SECTIONS
from ..text.names import closest
from .building import structure
from .folders import ROOTS, SINGLES, Gathering
from .layers import by_id, combined, counting
from .references import (
    check_aliases,
    check_completeness,
    check_ids,
    check_lines,
    check_overlays,
    check_redirects,
    check_singles,
    retired,
    settled_redirects,
)

if TYPE_CHECKING:
    from os import PathLike

    from importlib_resources.abc import Traversable

__all__ = ["loads", "validate"]

TextFormat: TypeAlias = Literal["json", "yaml", "jsonl"]

_SUFFIXES = {"json": ".json", "yaml": ".yaml", "jsonl": ".jsonl"}


Location: TypeAlias = "str | PathLike[str] | Traversable"
"""A folder or a file, or a folder inside a package."""


def load(path: Location, *overlays: str | PathLike[str]) -> Catalogue:
    """Return the catalogue in a folder, or in a ``.yaml``, ``.json`` or ``.jsonl`` file.

    An overlay is a folder or file of the same form that need not be complete: it adds records,
    adds facts to records, replaces single facts, and retires ids.

    Raises:
        CatalogueError: something is wrong with it; every problem is named with its place.
    """
    with uncollected(), closing(_gathered(path, overlays)) as gathered:
        return _catalogue(gathered)


def loads(text: str, format: TextFormat) -> Catalogue:  # noqa: A002 -- the public name
    r"""Return the catalogue in a text.

    Raises:
        CatalogueError: something is wrong with it; every problem is named with its place.
        UnknownFormatError: the format is none that can be loaded.

    >>> text = "show:\n  id: my-show\n  title: My show\n  language: en"
    >>> loads(text, "yaml").show.title
    'My show'
    """
    if format not in _SUFFIXES:
        raise UnknownFormatError(format, _SUFFIXES, closest(format, _SUFFIXES))
    stream = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    with uncollected():
        return _catalogue(Gathering().file(f"<{format}>", _SUFFIXES[format], stream))


def validate(path: Location, *overlays: str | PathLike[str]) -> tuple[Problem, ...]:
    """Return everything wrong with a catalogue's files, and warnings, sorted by place.

    >>> validate("nowhere")[0].message
    'there is no such file or folder'
    """
    with closing(_gathered(path, overlays)) as gathered:
        return _problems(gathered)


def _gathered(path: Location, overlays: tuple[str | PathLike[str], ...]) -> Gathering:
    gathered = Gathering()
    if path == "":
        gathered.at_start("", "the path is empty")
        gathered.unread.update(ROOTS)
    elif isinstance(path, (str, os.PathLike)):
        gathered.path(pathlib.Path(path))
    else:
        gathered.folder(path)
    for overlay in overlays:
        if overlay == "":
            gathered.at_start("", "the path of an overlay is empty")
        else:
            gathered.overlay(pathlib.Path(overlay))
    return gathered


def _catalogue(gathered: Gathering) -> Catalogue:
    problems = _problems(gathered, warns=False)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise CatalogueError(errors)
    records = gathered.records
    moved = retired(gathered)
    contents = structure(
        info=combined(records["info"]),
        show=combined(records["show"]),
        lists={
            section.name: {
                id_: layers
                for id_, layers in by_id(records[section.name]).items()
                if id_ not in moved[section.name]
            }
            for section in SECTIONS
        },
        redirects=settled_redirects(gathered, moved),
        moved=moved,
    )
    return Catalogue.of(contents)


def _problems(gathered: Gathering, *, warns: bool = True) -> tuple[Problem, ...]:
    """Check what was gathered, and return everything wrong with it, sorted by place."""
    models = {"info": DataInfo, "show": Show, "redirects": Redirect}
    models |= {section.name: section.model for section in SECTIONS}
    moved = retired(gathered)
    layers = {root: by_id(gathered.records[root]) for root in models}
    for section in SECTIONS:
        if not all(record.id for record in gathered.records[section.name]):
            gathered.unread.add(section.name)
    ids = References(
        {
            section.name: [id_ for id_ in layers[section.name] if moved[section.name].get(id_, id_)]
            for section in SECTIONS
            if section.name not in gathered.unread and section.model is not Episode
        }
    )
    for root, model in models.items():
        for record in gathered.records[root]:
            below = gathered.records[root] if root in SINGLES else layers[root].get(record.id or "")
            whole = not below or below[0].layer == record.layer
            known = References({}) if record.id in moved.get(root, ()) else ids
            report = partial(gathered.report, record)
            checker = Checker(known, report, whole=whole, warns=warns)
            checker.record(model, counting(record, below or ()), ())
        check_ids(gathered, root)
    check_singles(gathered)
    check_overlays(gathered)
    for section in SECTIONS:
        check_lines(gathered, section, moved[section.name])
        check_aliases(gathered, section, moved[section.name])
    check_redirects(gathered)
    if warns:
        check_completeness(gathered, moved["episodes"])
    return tuple(sorted(gathered.problems, key=lambda p: (p.file, p.line, p.column, p.message)))
