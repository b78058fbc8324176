"""Compare two versions of a catalogue, and merge two catalogues of one show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from ..errors import CatalogueError, Problem
from ..models import Entity, Episode, Redirect, Show
from ..models.algebra import combine, diff, with_references
from ..models.plain import plain, plain_value
from ..models.records import names_of
from ..models.sections import SECTIONS, section_of
from ..quoting import printable
from ..text.folding import fold
from .answers import Change, Difference, OnConflict, show_values
from .consistency import check_show, check_together
from .episodes import unknown_option
from .indexes import Indexes, indexes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EntityT = TypeVar("EntityT", bound=Entity)


def differences(left: Indexes, right: Indexes) -> tuple[Difference, ...]:
    """Return the differences: the show first, then each list by id, then the redirects.

    Private fields, such as the owner's e-mail address, are left out.

    Raises:
        CatalogueError: an id means something else on the right than on the left.
    """
    problems = [*_reused(left, right)]
    if problems:
        raise CatalogueError(problems)
    found = [*_between("show", {"": left.show}, {"": right.show})]
    for section in reversed(SECTIONS):
        sides = [{record.id: record for record in getattr(c, section.name)} for c in (left, right)]
        found += _between(section.noun, *sides)
    sides = [{redirect.id: redirect for redirect in c.redirects} for c in (left, right)]
    return (*found, *_between("redirect", *sides))


def _between(
    kind: str, left: Mapping[str, Entity | Redirect], right: Mapping[str, Entity | Redirect]
) -> Iterator[Difference]:
    """Yield the records of one kind that were added or removed, and the fields that changed."""
    for key in sorted({*left, *right}):
        ours, theirs = left.get(key), right.get(key)
        found: list[tuple[Change, str | None, Any, Any]] = []
        if theirs is None:
            found = [("removed", None, plain(ours), None)]
        elif ours is None:
            found = [("added", None, None, plain(theirs))]
        elif ours is not theirs:
            found = [
                ("changed", field.name, plain_value(field, old), plain_value(field, new))
                for field, old, new in diff(ours, theirs)
                if not field.private
            ]
        id_ = ours.id if ours else right[key].id
        for change, name, old, new in found:
            yield Difference(change=change, kind=kind, id=id_, field=name, before=old, after=new)


def _reused(left: Indexes, right: Indexes) -> Iterator[Problem]:
    """Yield a problem for each id that means something else on the right."""
    retired = {redirect.id: redirect.to for redirect in left.redirects}
    for section in reversed(SECTIONS):
        known = {record.id: record for record in getattr(left, section.name)}
        for record in getattr(right, section.name):
            path = f"{section.name}.{record.id}.id"
            if record.id in known:
                other = known[record.id]
                if other is not record and _is_another(other, record):
                    message = f'reused: "{names_of(other)[0]}" before, "{names_of(record)[0]}" now'
                    hint = "give the new one another id"
                    yield Problem(path=path, message=printable(message), hint=hint)
            elif (target := retired.get(record.id, "")) is None or target in known:
                yield Problem(path=path, message="this id was retired", hint="choose another id")


def _is_another(before: Any, after: Any) -> bool:
    """Return whether two records with the same id are certainly different things.

    Two episodes are different if their guids and days differ and their titles share no word.
    Without both guids, both need a day. Other records are different if they share no address and
    no word of a name.
    """
    if isinstance(before, Episode):
        if before.guid and after.guid:
            is_other = before.guid != after.guid
        else:
            is_other = bool(before.published and after.published)
        same_day = before.published == after.published
        return is_other and not same_day and not _words(before.title) & _words(after.title)
    addresses = [
        {getattr(r, "url", None), *getattr(r, "same_as", ())} - {None} for r in (before, after)
    ]
    return not (addresses[0] & addresses[1] or _words(*names_of(before)) & _words(*names_of(after)))


def _words(*texts: str) -> set[str]:
    return {*texts, *(word for text in texts for word in fold(text).split())}


def merge(left: Indexes, right: Indexes, on_conflict: OnConflict) -> Indexes:
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
    return indexes_of(info=left.info, show=merger.show, lists=lists, redirects=redirects)


class _Merger:
    """The records merged so far, and the conflicts found."""

    def __init__(self, left: Indexes, right: Indexes, policy: OnConflict) -> None:
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
