"""Merge two catalogues of one show, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, get_args

import attrs

from ..errors import CatalogueError, Problem
from ..models import Entity, Redirect, Show
from ..models.algebra import combine, diff, with_references
from ..models.plain import plain_value
from ..models.sections import SECTIONS, section_of
from .assembly import check_together
from .differences import show_values
from .indexes import Contents, contents_of
from .limits import check_show
from .options import unknown_option

if TYPE_CHECKING:
    from collections.abc import Iterable

EntityT = TypeVar("EntityT", bound=Entity)
OnConflict: TypeAlias = Literal["error", "replace"]


def merge(left: Contents, right: Contents, on_conflict: OnConflict) -> Contents:
    """Return the records of both sides; a field empty on one side is taken from the other.

    Raises:
        CatalogueError: the sides are of two shows, or contradict each other and ``on_conflict`` is
            ``"error"``.
        UnknownOptionError: ``on_conflict`` is neither ``"error"`` nor ``"replace"``.
    """
    if on_conflict not in (known := get_args(OnConflict)):
        raise unknown_option(on_conflict, known)
    check_show(left.show, right.show)
    merger = _Merger(left, right, on_conflict)
    lists = {section.name: merger.merge_list(section.name) for section in SECTIONS}
    redirects = tuple(merger.merge_redirects())
    if merger.problems:
        raise CatalogueError(merger.problems)
    check_together(lists, redirects)
    return contents_of(info=left.info, show=merger.show, lists=lists, redirects=redirects)


class _Merger:
    """The records merged so far, and the conflicts found."""

    def __init__(self, left: Contents, right: Contents, policy: OnConflict) -> None:
        self.sides = (left, right)
        self.policy: OnConflict = policy
        self.problems: list[Problem] = []
        self.given: dict[str, dict[str, list[Entity]]] = {}
        for section in SECTIONS:
            given = self.given[section.name] = {}
            for side in self.sides:
                for entity in getattr(side, section.name):
                    given.setdefault(entity.id, []).append(entity)
        self.done: dict[str, Entity] = {}
        self.pending: set[str] = set()
        self.show = self.combine("show", left.show, right.show)

    def merge_list(self, section: str) -> list[Entity]:
        """Return the merged records of one list."""
        return [self.merge_entity(given[0]) for given in self.given[section].values()]

    def merge_entity(self, entity: Entity) -> Entity:
        """Return the merged record that replaces a record of either side."""
        if isinstance(entity, Show):
            return self.show
        section = section_of(type(entity)).name
        path = f"{section}.{entity.id}"
        if path in self.pending:  # a circle, which the check of the merged records reports
            return entity
        if path not in self.done:
            self.pending.add(path)
            given = self.given[section][entity.id]
            self.done[path] = self.combine(path, given[0], given[-1])
            self.pending.discard(path)
        return self.done[path]

    def combine(self, path: str, left: EntityT, right: EntityT) -> EntityT:
        """Return one record with the fields of both, its references merged as well."""
        found = [*diff(left, right)]
        below = {field.name: ours for field, ours, _ in found}
        above = {field.name: theirs for field, _, theirs in found}
        changes, outcomes = combine(below, above, self.policy)
        for field, *values in found:
            if self.policy == "error" and outcomes.get(field.name) == "conflict":
                shown = show_values(*(plain_value(field, value) for value in values))
                self.disagree(f"{path}.{field.name}", *shown)
        changed = attrs.evolve(left, **changes) if found else left
        return with_references(changed, self.merge_entity)

    def disagree(self, path: str, ours: str, theirs: str) -> None:
        """Report two values that contradict each other."""
        message = f'"{ours}" here, but "{theirs}" in the other catalogue'
        self.problems.append(Problem(path=path, message=message))

    def merge_redirects(self) -> Iterable[Redirect]:
        """Return the redirects of both sides."""
        found: dict[str, Redirect] = {}
        for side in self.sides:
            for redirect in side.redirects:
                known = found.get(redirect.id, redirect)
                if known != redirect and self.policy == "error":
                    ours, theirs = known.to or "withdrawn", redirect.to or "withdrawn"
                    self.disagree(f"redirects.{redirect.id}.to", ours, theirs)
                found[redirect.id] = redirect
        return found.values()
