"""Files → ``Catalogue``; everything wrong with them is found in one pass, each with its place."""

from __future__ import annotations

import io
import pathlib
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from ._checking import ID, Checker, named
from ._gathering import Gathering, Located
from ._schema import SECTIONS, Section, fields_of
from ._structuring import structure
from ._syntax import MAX_DEPTH, UNKNOWN, is_list, is_mapping
from .catalogue import Catalogue
from .errors import CatalogueError, Problem, UnknownFormatError, did_you_mean
from .models import DataInfo, Redirect, Show
from .names import NameIndex, closest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from importlib_resources.abc import Traversable

TextFormat: TypeAlias = Literal["json", "yaml", "jsonl"]

_SUFFIXES = {"json": ".json", "yaml": ".yaml", "jsonl": ".jsonl"}


def load(path: str | PathLike[str]) -> Catalogue:
    """Return the catalogue in a folder, or in a ``.yaml``, ``.json`` or ``.jsonl`` file.

    Raises:
        CatalogueError: something is wrong with it; every problem is named with its place.
    """
    return _catalogue(Gathering().path(pathlib.Path(path)))


def load_folder(folder: Traversable) -> Catalogue:
    """Return the catalogue in a folder, which may lie inside a zip; raises like :func:`load`."""
    return _catalogue(Gathering().folder(folder))


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
    return _catalogue(Gathering().file(f"<{format}>", _SUFFIXES[format], stream))


def validate(path: str | PathLike[str]) -> tuple[Problem, ...]:
    """Return everything wrong with a catalogue's files, sorted by place.

    >>> validate("nowhere")[0].message
    'there is no such file or folder'
    """
    return _problems(Gathering().path(pathlib.Path(path)))


def _catalogue(gathered: Gathering) -> Catalogue:
    problems = _problems(gathered)
    if any(problem.severity == "error" for problem in problems):
        raise CatalogueError(problems)
    records = gathered.records
    contents = structure(
        info=records["info"][0].value if records["info"] else {},
        show=records["show"][0].value,
        lists={s.name: {str(r.id): r.value for r in records[s.name]} for s in SECTIONS},
        redirects=[record.value for record in records["redirects"]],
    )
    return Catalogue.of(contents)


def _problems(gathered: Gathering) -> tuple[Problem, ...]:
    """Check what was gathered, and return everything wrong with it, sorted by place."""
    records = gathered.records
    gathered.unread.update(s.name for s in SECTIONS if not all(r.id for r in records[s.name]))
    ids = {
        section.name: NameIndex({str(r.id): (str(r.id),) for r in records[section.name]})
        for section in SECTIONS
        if section.name not in gathered.unread
    }
    models = {"info": DataInfo, "show": Show, "redirects": Redirect}
    models |= {section.name: section.model for section in SECTIONS}
    for root, model in models.items():
        for record in records[root]:
            Checker(ids, partial(gathered.report, record)).record(model, record.value, ())
    for root in ("info", "show"):
        for record in records[root][1:]:
            gathered.report(record, (), f'a catalogue has one "{root}"; the first one counts')
    if not records["show"] and "show" not in gathered.unread:
        gathered.at_start(gathered.show_file, "the catalogue has no show")
    for section in SECTIONS:
        _check_ids(records[section.name], gathered)
        _check_lines(gathered, section)
    _check_ids(records["redirects"], gathered)
    _check_redirects(gathered, ids)
    return tuple(sorted(gathered.problems, key=lambda p: (p.file, p.line, p.column, p.message)))


def _check_ids(records: list[Located], gathered: Gathering) -> None:
    """Report ids that stand in a list a second time; a file of its own is known by its name."""
    first: dict[str, Located] = {}
    for record in records:
        if record.id is None or not record.path:
            continue
        earlier = first.setdefault(record.id, record)
        if earlier is not record:
            document = earlier.document
            line, _ = earlier.position(("id",))
            message = f'the id "{record.id}" stands here a second time'
            hint = f"it stands first at {document.file}:{line + document.lines_before}"
            gathered.report(record, ("id",), message, hint)


def _check_lines(gathered: Gathering, section: Section) -> None:
    """Report a record that stands above itself, or below too many others."""
    upward = next((f for f in fields_of(section.model) if f.model is section.model), None)
    if upward is None:
        return
    records = {str(record.id): record for record in gathered.records[section.name] if record.id}
    above = {
        id_: [parent for parent in _ids_in(record.value.get(upward.name)) if parent in records]
        for id_, record in records.items()
    }
    heights: dict[str, int] = {}
    for start in records:
        line = {} if start in heights else {start: iter(above[start])}
        while line:
            id_ = next(reversed(line))
            parent = next(line[id_], None)
            if parent is None:
                del line[id_]
                heights[id_] = max((heights.get(p, -1) + 1 for p in above[id_]), default=0)
                if heights[id_] == MAX_DEPTH:
                    message = f"more than {MAX_DEPTH} records stand above one another"
                    gathered.report(records[id_], (upward.name,), message)
            elif parent in line:
                ids = [*line, parent]
                circle = " → ".join(ids[ids.index(parent) :])
                gathered.report(records[id_], (upward.name,), f"it stands above itself: {circle}")
            elif parent not in heights:
                line[parent] = iter(above[parent])


def _ids_in(value: Any) -> list[str]:
    items: list[Any] = value if is_list(value) else [value]
    return [str(item) for item in items if isinstance(item, str)]


def _check_redirects(gathered: Gathering, ids: Mapping[str, NameIndex]) -> None:
    """Report redirects that lead nowhere, and records that have a retired id."""
    targets: dict[str, str | None] = {}
    for record in gathered.records["redirects"]:
        target: Any = record.value.get("to") if is_mapping(record.value) else UNKNOWN
        if record.id is None or not (target is None or isinstance(target, str)):
            continue
        targets[record.id] = target
        known = not gathered.unread and not any(target in index.names for index in ids.values())
        if target is not None and known and ID.fullmatch(target):
            suggestions = [id_ for index in ids.values() for id_ in index.suggest(target)]
            hint = did_you_mean(suggestions) or "no list of the catalogue has such an id"
            gathered.report(record, ("to",), f"no record has the id {named(target)}", hint)
    for section in SECTIONS:
        taken = {None, *(ids[section.name].names if section.name in ids else ())}
        for record in gathered.records[section.name]:
            if record.id in targets and targets[record.id] in taken:
                message = f'the id "{record.id}" is retired and never used again'
                gathered.report(record, ("id",), message, "choose another id")
