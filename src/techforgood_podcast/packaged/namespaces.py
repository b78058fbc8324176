"""Ids as names: what the module ``literals`` of a package with a catalogue holds."""

from __future__ import annotations

from functools import cache
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from ..models.sections import SECTIONS
from . import load_once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..catalogue.catalogue import Catalogue
    from ..models import Entity

_NAMES = sorted(section.name for section in SECTIONS)


class Namespace:
    """The records of one list of a catalogue by their ids, with ``_`` for ``-``.

    >>> from techforgood_podcast.literals import people
    >>> people.karine_gentelet
    <Person karine-gentelet "Karine Gentelet">
    """

    __slots__ = ("_list", "_package")

    def __init__(self, package: str, list_: str) -> None:
        self._package = package
        self._list = list_

    def __getattr__(self, name: str) -> Any:
        """Return the record of an id; raise ``AttributeError`` where there is none."""
        if name.startswith("_"):  # no id: asked by what copies, pickles or displays an object
            raise AttributeError(name)
        try:
            return _records(self._package, self._list)[name]
        except KeyError:
            message = f"no id in {self._list} of {self._package} is written {name}"
            raise AttributeError(message, name=name, obj=self) from None

    def __dir__(self) -> list[str]:
        """Return the names of all ids."""
        return list(_records(self._package, self._list))

    def __repr__(self) -> str:
        return f"<Namespace {self._list} of {self._package}>"


def namespaces(module: str) -> dict[str, Namespace]:
    """Return the namespaces of a package's catalogue by name, for its module ``literals``.

    There is one for each list of records, such as ``people``. Nothing is read before one of the
    records is asked for.

    >>> print(*namespaces("night_kitchen.literals"))
    episodes organisations people places sources themes
    """
    package = module.rpartition(".")[0]
    return {name: Namespace(package, name) for name in _NAMES}


@cache
def _records(package: str, list_: str) -> Mapping[str, Entity]:
    return {name_of(record.id): record for record in getattr(load_once(package), list_)}


def name_of(id_: str) -> str:
    """Return the name of an id in a program; no two ids have the same.

    >>> name_of("karine-gentelet"), name_of("3d-printing"), name_of("class")
    ('karine_gentelet', 'id__3d_printing', 'class_')
    """
    name = id_.replace("-", "_")
    if iskeyword(name):
        return f"{name}_"
    return f"id__{name}" if name[0].isdigit() else name


def stub(catalogue: Catalogue) -> str:
    """Return the types of the ids of a catalogue, for type checkers and editors."""
    models = {section.name: section.model.__name__ for section in SECTIONS}
    used = sorted(models[list_] for list_ in _NAMES if getattr(catalogue, list_))
    lines = [
        "# The ids of the catalogue as names; the build writes this file from the data.",
        "",
        "from typing import Final",
        *(["", f"from techforgood_podcast import {', '.join(used)}"] if used else []),
    ]
    for list_ in _NAMES:
        names = sorted(name_of(record.id) for record in getattr(catalogue, list_))
        lines += ["", f"class _{list_.title()}:"]
        lines += [f"    {name}: Final[{models[list_]}]" for name in names] or ["    ..."]
    lines += ["", *(f"{list_}: Final[_{list_.title()}]" for list_ in _NAMES)]
    return "\n".join(lines) + "\n"
