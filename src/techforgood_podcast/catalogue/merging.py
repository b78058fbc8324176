"""Two catalogues of one show → one, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

import attrs

from ..errors import CatalogueError, Problem
from ..models import Entity, Episode, Redirect
from ..models.fields import fields_of
from ..models.sections import PARTS, SECTIONS, section_of
from ..models.text import is_tuple
from .indexes import Contents, contents_of
from .integrity import check_together

if TYPE_CHECKING:
    from collections.abc import Iterable

EntityT = TypeVar("EntityT", bound=Entity)
OnConflict: TypeAlias = Literal["error", "replace"]


def merged(left: Contents, right: Contents, on_conflict: OnConflict) -> Contents:
    """Return the records of both; where one side knows nothing, the other's fact counts.

    Raises:
        CatalogueError: the sides contradict each other, and nothing says which is right.
    """
    merge = _Merge(left, right, replace=on_conflict == "replace")
    lists = {section.name: merge.entities(section.name) for section in SECTIONS}
    redirects = tuple(merge.redirects())
    if merge.problems:
        raise CatalogueError(merge.problems)
    check_together(lists, redirects)
    info = attrs.evolve(left.info, sha256=None)
    return contents_of(info=info, show=merge.show, lists=lists, redirects=redirects)


class _Merge:
    """A merge under way: the records merged so far, and what stands against it."""

    def __init__(self, left: Contents, right: Contents, *, replace: bool) -> None:
        self.sides = (left, right)
        self.replace = replace
        self.problems: list[Problem] = []
        self.given: dict[str, dict[str, list[Entity]]] = {}
        for section in SECTIONS:
            given = self.given[section.name] = {}
            for side in self.sides:
                for entity in getattr(side, section.name):
                    given.setdefault(entity.id, []).append(entity)
        self.done: dict[str, Entity] = {}
        self.pending: set[str] = set()
        self.show = self.combined("show", left.show, right.show)

    def entities(self, section: str) -> list[Entity]:
        """Return the merged records of one list."""
        return [self.entity(given[0]) for given in self.given[section].values()]

    def entity(self, entity: Entity) -> Entity:
        """Return the merged record that stands in place of one side's."""
        section = section_of(type(entity)).name
        path = f"{section}.{entity.id}"
        if path in self.pending:
            self.problems.append(Problem(path=path, message="stands above itself after the merge"))
            return entity
        if path not in self.done:
            self.pending.add(path)
            given = self.given[section][entity.id]
            self.done[path] = self.combined(path, given[0], given[-1])
            self.pending.discard(path)
        return self.done[path]

    def combined(self, path: str, left: EntityT, right: EntityT) -> EntityT:
        """Return one record with the facts of both, its references merged as well."""
        values: dict[str, Any] = {}
        for field in fields_of(type(left)):
            ours, theirs = getattr(left, field.name), getattr(right, field.name)
            chosen = ours
            if theirs not in (None, ()) and _told(ours) != _told(theirs):
                chosen = theirs
                if ours not in (None, ()) and not self.replace:
                    message = f"{_shown(ours)} here, but {_shown(theirs)} in the other catalogue"
                    self.problems.append(Problem(path=f"{path}.{field.name}", message=message))
            values[field.name] = self.linked(chosen)
        if isinstance(left, Episode):
            values["show"] = self.show
        return attrs.evolve(left, **values)

    def linked(self, value: Any) -> Any:
        """Return a field's value with the merged records in the place of the given ones."""
        if isinstance(value, Entity):
            return self.entity(value)
        if is_tuple(value):
            return tuple(self.linked(item) for item in value)
        if isinstance(value, PARTS):
            fields = fields_of(type(value))
            return attrs.evolve(
                value, **{f.name: self.linked(getattr(value, f.name)) for f in fields}
            )
        return value

    def redirects(self) -> Iterable[Redirect]:
        """Return the redirects of both sides."""
        found: dict[str, Redirect] = {}
        for side in self.sides:
            for redirect in side.redirects:
                known = found.get(redirect.id, redirect)
                if known != redirect and not self.replace:
                    message = (
                        f"leads to {known.to} here, but to {redirect.to} in the other catalogue"
                    )
                    self.problems.append(
                        Problem(path=f"redirects.{redirect.id}.to", message=message)
                    )
                found[redirect.id] = redirect
        return found.values()


def _told(value: Any) -> Any:
    """Return what a field tells: entities count by their ids, so that only the field differs."""
    if isinstance(value, Entity):
        return value.id
    if is_tuple(value):
        return tuple(_told(item) for item in value)
    if isinstance(value, PARTS):
        return tuple(_told(getattr(value, field.name)) for field in fields_of(type(value)))
    return value


def _shown(value: Any) -> str:
    """Return a value for a message."""
    if is_tuple(value):
        return f"[{', '.join(_shown(item) for item in value)}]"
    if isinstance(value, Entity):
        return value.id
    return str(value) if not isinstance(value, str) else f'"{value}"'
