"""The rules between the records of a catalogue: ids, aliases, levels and redirects.

Most functions take ids and texts rather than records, so that files are checked before any record
is built; ``check_together`` does the same for records made in Python. Each breach comes with the id
of its record, and its path begins there.
"""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from ..errors import CatalogueError, Problem
from ..models.rules import Breach
from ..models.sections import SECTIONS
from ..quoting import did_you_mean, dotted
from ..syntax import describe
from ..syntax.limits import MAX_SUGGESTED
from ..text.folding import fold, squash
from ..text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..models import Entity, Redirect, Show

# How many levels a record may have above it: broader themes, surrounding places, parents.
_MAX_LEVELS: Final = 32
# Ids of a circle that a message shows.
_IDS_OF_CIRCLE: Final = 6


def problem_of(breach: Breach, list_name: str, id_: str) -> Problem:
    """Return a breach in a record made in Python, which has no position, as a problem."""
    path = dotted((list_name, id_, *breach.path))
    return Problem(path=path, message=breach.message, hint=breach.hint)


def duplicate_id(id_: str, hint: str) -> Breach:
    """Return the breach of two records of a list that have one id."""
    return Breach(("id",), f'duplicate id "{id_}"', hint)


def upward_field(model: type[object]) -> str | None:
    """Return the field in which records refer to those one level above, if there is one.

    >>> from techforgood_podcast import Person, Theme
    >>> upward_field(Theme), upward_field(Person)
    ('broader', None)
    """
    from ..models.fields import fields_of

    return next((field.name for field in fields_of(model) if field.model is model), None)


def level_breaches(
    field: str, above: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[str, Breach]], frozenset[str]]:
    """Return what is wrong with the levels of a list, and the ids that therefore have no level.

    That is a circle, of which there may be more, and records with too many levels above.

    Args:
        field: the field that refers to the next level.
        above: by id, the ids one level above.

    >>> ((_, breach),), impossible = level_breaches("broader", {"a": ["b"], "b": ["a"]})
    >>> breach.message, sorted(impossible)
    ('is its own ancestor: a → b → a', ['a', 'b'])
    """
    from graphlib import CycleError, TopologicalSorter

    breaches: list[tuple[str, Breach]] = []
    heights: dict[str, int] = {}
    sorter = TopologicalSorter(above)
    try:
        sorter.prepare()
    except CycleError as error:
        *circle, first = reversed(error.args[1])
        shown = circle if len(circle) < _IDS_OF_CIRCLE else [*circle[: _IDS_OF_CIRCLE - 2], "…"]
        message = f"is its own ancestor: {' → '.join([*shown, first])}"
        breaches.append((circle[-1], Breach((field,), message)))
    # After an error, what is in no circle, and below none, is sorted all the same.
    while ready := sorter.get_ready():
        sorter.done(*ready)
        for id_ in ready:
            heights[id_] = 1 + max((heights[other] for other in above[id_]), default=-1)
    message = f"more than {_MAX_LEVELS} levels above it"
    for id_, height in heights.items():
        if height == _MAX_LEVELS:
            breaches.append((id_, Breach((field,), message)))
    impossible = (id_ for id_ in above if heights.get(id_, _MAX_LEVELS) >= _MAX_LEVELS)
    return breaches, frozenset(impossible)


# The fields that hold other names of a record.
ALIASES: Final = ("aliases", "search_names")


def shared_aliases(
    aliases: Iterable[tuple[str, str, Iterable[object]]],
) -> Iterator[tuple[str, Breach]]:
    """Yield each alias of two records of a list.

    Args:
        aliases: the id of a record, one of its fields and the names in it; what is not text is
            passed over.
    """
    owners: dict[str, str] = {}
    for id_, field, found in aliases:
        for index, alias in enumerate(found):
            key = _key(alias) if isinstance(alias, str) else ""
            if key and (owner := owners.setdefault(key, id_)) != id_:
                message = f'the alias "{alias}" is also an alias of "{owner}"'
                yield id_, Breach((field, index), message, "keep only one")


@lru_cache(4096)
def _key(text: str) -> str:
    return squash(fold(text))


def broken_redirects(
    targets: Mapping[str, str | None], lists: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str, Breach]]:
    """Yield redirects that lead to no record, and records that have a retired id.

    Each comes with its list, which is ``"redirects"`` for a redirect, and its id.

    Args:
        targets: by retired id, the id that replaces it, or ``None`` if it was withdrawn.
        lists: the ids of the records of each list.
    """
    if not targets:
        return
    index = NameIndex({id_: (id_,) for ids in lists.values() for id_ in ids})
    suggestions = MAX_SUGGESTED
    for id_, target in targets.items():
        if target is not None and not any(target in ids for ids in lists.values()):
            suggested = index.suggest(target) if suggestions > 0 else ()
            suggestions -= 1
            hint = did_you_mean(suggested) or "correct the id, or leave it out"
            message = f"no record has the id {describe(target)}"
            yield "redirects", id_, Breach(("to",), message, hint)
        for list_name, ids in lists.items():
            if id_ in ids and (target is None or target in ids):
                message = f'the id "{id_}" is retired and cannot be reused'
                yield list_name, id_, Breach(("id",), message, "choose another id")


def check_together(lists: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect]) -> None:
    """Refuse records that contradict each other.

    Raises:
        CatalogueError: two records contradict each other; each problem names id and field.
    """
    found = _breaches(lists, redirects)
    problems = [problem_of(breach, list_name, id_) for list_name, id_, breach in found]
    if problems:
        raise CatalogueError(problems)


def _breaches(
    lists: Mapping[str, Iterable[Entity]], redirects: Iterable[Redirect]
) -> Iterator[tuple[str, str, Breach]]:
    """Yield the list and the id of each record that contradicts another one, and how."""
    targets: dict[str, str | None] = {}
    for redirect in redirects:
        if redirect.id in targets:
            yield "redirects", redirect.id, duplicate_id(redirect.id, "keep only one")
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
            for id_, breach in level_breaches(upward, above)[0]:
                yield section.name, id_, breach
        aliases = (
            (id_, field, getattr(record, field, ()))
            for id_, record in records.items()
            for field in ALIASES
        )
        for id_, breach in shared_aliases(aliases):
            yield section.name, id_, breach


def _ids_in(value: Entity | tuple[Entity, ...] | None) -> list[str]:
    """Return the ids of the records in a field that holds several, one or none."""
    if value is None:
        return []
    return [entity.id for entity in value] if isinstance(value, tuple) else [value.id]


def check_show(own: Show, other: Show) -> None:
    """Refuse what belongs to another show.

    Raises:
        CatalogueError: the ids of the shows differ.
    """
    if other.id != own.id:
        expected, found = (f'"{show.title}" ({show.id})' for show in (own, other))
        message = f"expected {expected}, the show of this catalogue, found {found}"
        hint = "keep the episodes of two shows apart"
        raise CatalogueError([Problem(path="show.id", message=message, hint=hint)])
