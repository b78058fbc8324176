"""Assemble records made in Python into the contents of a catalogue.

Each record has checked its own values already.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ..errors import CatalogueError, Problem
from ..models import DataInfo, Entity, Redirect, Show
from ..models.records import same
from ..models.sections import SECTIONS
from ..syntax import with_article, wrong_kind
from .indexes import contents_of, reached
from .integrity import broken_redirects, duplicate_id, level_conflicts, shared_aliases, upward_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .indexes import Contents
    from .integrity import Conflict


def checked_contents(
    given: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect], info: DataInfo
) -> Contents:
    """Return records from Python as the contents of a catalogue, with all that they refer to.

    Raises:
        CatalogueError: the records contradict each other, or an episode has another show.
        TypeError: a value is not a record, or not of the kind of its list.
    """
    records: dict[str, tuple[Any, ...]] = {name: tuple(values) for name, values in given.items()}
    retired = tuple(redirects)
    _check_given({**records, "redirects": retired, "info": (info,)})
    (show,) = records["show"]
    lists = reached(entity for entities in records.values() for entity in entities)
    check_together(lists, retired)
    return contents_of(info=info, show=show, lists=lists, redirects=retired)


def _check_given(given: Mapping[str, tuple[Any, ...]]) -> None:
    """Refuse values that are not records of their list, and episodes of another show."""
    kinds: dict[str, type] = {section.name: section.model for section in SECTIONS}
    kinds |= {"show": Show, "redirects": Redirect, "info": DataInfo}
    for name, values in given.items():
        for value in values:
            if not isinstance(value, kinds[name]):
                raise wrong_kind(f"{with_article(kinds[name].__name__)} in {name}", value)
    (show,) = given["show"]
    problems = [
        Problem(path=f"episodes.{e.id}.show", message="differs from the show of the catalogue")
        for e in given["episodes"]
        if not same(e.show, show, set())
    ]
    if problems:
        raise CatalogueError(problems)


def check_together(lists: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect]) -> None:
    """Refuse records that contradict each other.

    Raises:
        CatalogueError: two records contradict each other; each problem names id and field.
    """
    problems = [conflict.problem() for conflict in _conflicts(lists, redirects)]
    if problems:
        raise CatalogueError(problems)


def _conflicts(
    lists: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect]
) -> Iterator[Conflict]:
    targets: dict[str, str | None] = {}
    for redirect in redirects:
        if redirect.id in targets:
            yield duplicate_id("redirects", redirect.id, "keep only one")
        targets[redirect.id] = redirect.to
    by_id = {
        name: {entity.id: entity for entity in sorted(entities, key=attrgetter("id"))}
        for name, entities in lists.items()
    }
    yield from broken_redirects(targets, by_id)
    for section in SECTIONS:
        records = by_id[section.name]
        if upward := upward_field(section.model):
            above = {id_: _ids_in(getattr(record, upward)) for id_, record in records.items()}
            yield from level_conflicts(section.name, upward, above)[0]
        aliases = {id_: getattr(record, "aliases", ()) for id_, record in records.items()}
        yield from shared_aliases(section.name, aliases, {})


def _ids_in(value: Entity | tuple[Entity, ...] | None) -> list[str]:
    """Return the ids of the records in a field that holds several, one or none."""
    if value is None:
        return []
    return [entity.id for entity in value] if isinstance(value, tuple) else [value.id]
