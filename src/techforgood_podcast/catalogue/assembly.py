"""Records that come together in a catalogue: ids, aliases, levels and redirects.

What concerns one record alone, the record has checked itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from ..errors import CatalogueError, Problem
from ..models import DataInfo, Entity, Organisation, Place, Redirect, Show, Theme
from ..models.sections import SECTIONS
from ..models.text import same
from ..syntax import with_article, wrong_kind
from ..text.folding import fold, squash
from .indexes import contents_of, reached

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .indexes import Contents

# How many levels a record may have above it: broader themes, surrounding places, parents.
MAX_LEVELS: Final = 32


def checked_contents(
    given: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect], info: DataInfo
) -> Contents:
    """Return records from Python as the contents of a catalogue, with all that they refer to.

    Raises:
        CatalogueError: they cannot be one catalogue, or an episode has another show.
        TypeError: a value is not a record, or not of the kind of its list.
    """
    records = {name: _several(name, values) for name, values in given.items()}
    retired = _several("redirects", redirects)
    _check_given({**records, "redirects": retired, "info": (info,)})
    (show,) = records["show"]
    lists = reached(entity for entities in records.values() for entity in entities)
    check_together(lists, retired)
    return contents_of(info=info, show=show, lists=lists, redirects=retired)


def _several(name: str, values: Iterable[Any]) -> tuple[Any, ...]:
    if not isinstance(values, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise wrong_kind(f"several {name}", values)
    return tuple(values)


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
    """Refuse records that cannot be one catalogue.

    Raises:
        CatalogueError: they cannot; each problem names id and field.
    """
    problems = tuple(_conflicts(lists, redirects))
    if problems:
        raise CatalogueError(problems)


def _conflicts(
    lists: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect]
) -> Iterator[Problem]:
    targets: dict[str, str | None] = {}
    for redirect in redirects:
        if redirect.id in targets:
            yield Problem(path=f"redirects.{redirect.id}.id", message="this id is retired twice")
        targets[redirect.id] = redirect.to
    ids = {entity.id for entities in lists.values() for entity in entities}
    for id_, to in targets.items():
        if to is not None and to not in ids:
            yield Problem(path=f"redirects.{id_}.to", message=f'no record has the id "{to}"')
    for name, entities in lists.items():
        by_id = {entity.id: entity for entity in entities}
        levels = _levels_above(by_id.values())
        for id_ in sorted(by_id):
            path = f"{name}.{id_}"
            if id_ in targets and (targets[id_] is None or targets[id_] in by_id):
                yield Problem(path=f"{path}.id", message="this id is retired")
            if levels[id_] >= MAX_LEVELS:
                yield Problem(path=path, message=f"more than {MAX_LEVELS} levels above it")
        yield from _shared_aliases(name, by_id)


def _shared_aliases(name: str, by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    """Yield each alias that two entries of a list have."""
    owners: dict[str, str] = {}
    for id_, entity in sorted(by_id.items()):
        aliases: tuple[str, ...] = getattr(entity, "aliases", ())
        for key in {squash(fold(alias)) for alias in aliases} - {""}:
            if owners.setdefault(key, id_) != id_:
                message = f'an alias is also one of "{owners[key]}"'
                yield Problem(path=f"{name}.{id_}.aliases", message=message)


def _levels_above(entities: Iterable[Entity]) -> dict[str, int]:
    """Return by id how many levels each record has above it."""
    levels: dict[str, int] = {}
    pending = list(entities)
    while pending:
        above = _right_above(pending[-1])
        unknown = [entity for entity in above if entity.id not in levels]
        if unknown:
            pending.extend(unknown)
        else:
            levels[pending.pop().id] = max((levels[entity.id] + 1 for entity in above), default=0)
    return levels


def _right_above(entity: Entity) -> tuple[Entity, ...]:
    """Return the records one level above one of the same kind."""
    if isinstance(entity, Organisation):
        return entity.parents
    if isinstance(entity, Place):
        return (entity.part_of,) if entity.part_of else ()
    if isinstance(entity, Theme):
        return (entity.broader,) if entity.broader else ()
    return ()
