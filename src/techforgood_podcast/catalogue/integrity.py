"""The rules between the records of a catalogue: ids, aliases, levels and redirects.

They take ids and texts rather than records, so that files are checked before anything is built.
"""

from __future__ import annotations

from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final, NamedTuple

from ..errors import Problem
from ..messages import did_you_mean, dotted
from ..models.fields import fields_of
from ..syntax import MAX_SUGGESTED, named
from ..text.folding import fold, squash
from ..text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..errors import Severity
    from ..syntax import Path

# How many levels a record may have above it: broader themes, surrounding places, parents.
_MAX_LEVELS: Final = 32
# Ids of a circle that a message shows.
_SHOWN: Final = 6


class Conflict(NamedTuple):
    """A record that contradicts another one.

    Attributes:
        list_name: the list of the record, such as ``"people"``.
        id: the id of the record.
        path: the way to the value inside the record.
        message: what is wrong.
        hint: how to fix it, if known.
        severity: ``"error"`` means that the records cannot be one catalogue.
    """

    list_name: str
    id: str
    path: Path
    message: str
    hint: str | None = None
    severity: Severity = "error"

    def problem(self) -> Problem:
        """Return the conflict as a problem without a position."""
        path = dotted((self.list_name, self.id, *self.path))
        return Problem(path=path, message=self.message, hint=self.hint, severity=self.severity)


def duplicate_id(list_name: str, id_: str, hint: str) -> Conflict:
    """Return the conflict of two records of a list that have one id."""
    return Conflict(list_name, id_, ("id",), f'duplicate id "{id_}"', hint)


def upward_field(model: type[object]) -> str | None:
    """Return the field in which records refer to those one level above, if there is one.

    >>> from techforgood_podcast import Person, Theme
    >>> upward_field(Theme), upward_field(Person)
    ('broader', None)
    """
    return next((field.name for field in fields_of(model) if field.model is model), None)


def level_conflicts(
    list_name: str, field: str, above: Mapping[str, Sequence[str]]
) -> tuple[list[Conflict], frozenset[str]]:
    """Return the conflicts in the levels of a list, and the ids that therefore have no level.

    Conflicts are a circle, of which there may be more, and records with too many levels above.

    Args:
        list_name: the list of the records.
        field: the field that refers to the next level.
        above: by id, the ids one level above.

    >>> (conflict,), impossible = level_conflicts("themes", "broader", {"a": ["b"], "b": ["a"]})
    >>> conflict.message, sorted(impossible)
    ('is its own ancestor: a → b → a', ['a', 'b'])
    """
    conflicts: list[Conflict] = []
    heights: dict[str, int] = {}
    sorter = TopologicalSorter(above)
    try:
        sorter.prepare()
    except CycleError as error:
        *circle, first = reversed(error.args[1])
        shown = circle if len(circle) < _SHOWN else [*circle[: _SHOWN - 2], "…"]
        message = f"is its own ancestor: {' → '.join([*shown, first])}"
        conflicts.append(Conflict(list_name, circle[-1], (field,), message))
    # After an error, what is in no circle, and below none, is sorted all the same.
    while ready := sorter.get_ready():
        sorter.done(*ready)
        for id_ in ready:
            heights[id_] = 1 + max((heights[other] for other in above[id_]), default=-1)
    message = f"more than {_MAX_LEVELS} levels above it"
    for id_, height in heights.items():
        if height == _MAX_LEVELS:
            conflicts.append(Conflict(list_name, id_, (field,), message))
    impossible = (id_ for id_ in above if heights.get(id_, _MAX_LEVELS) >= _MAX_LEVELS)
    return conflicts, frozenset(impossible)


def shared_aliases(
    list_name: str,
    aliases: Mapping[str, Iterable[object]],
    names: Mapping[str, Iterable[str]],
) -> Iterator[Conflict]:
    """Yield each alias of two records; warn of one that is the name of another record.

    Args:
        list_name: the list of the records.
        aliases: by id, the aliases; what is not text is passed over.
        names: by id, the names in each language.
    """
    named_ids: dict[str, str] = {}
    for id_, texts in names.items():
        for text in texts:
            named_ids.setdefault(squash(fold(text)), id_)
    owners: dict[str, str] = {}
    for id_, found in aliases.items():
        for index, alias in enumerate(found):
            key = _key(alias) if isinstance(alias, str) else ""
            if not key:
                continue
            path = ("aliases", index)
            if (owner := owners.setdefault(key, id_)) != id_:
                message = f'the alias "{alias}" is also an alias of "{owner}"'
                yield Conflict(list_name, id_, path, message, "keep only one")
            elif (owner := named_ids.get(key, id_)) != id_:
                message = f'the alias "{alias}" is also the name of "{owner}"'
                hint = "people who type it will be asked which one they mean"
                yield Conflict(list_name, id_, path, message, hint, "warning")


@lru_cache(4096)
def _key(text: str) -> str:
    return squash(fold(text))


def broken_redirects(
    targets: Mapping[str, str | None], lists: Mapping[str, Collection[str]]
) -> Iterator[Conflict]:
    """Yield redirects that lead to no record, and records that have a retired id.

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
            yield Conflict("redirects", id_, ("to",), f"no record has the id {named(target)}", hint)
        for list_name, ids in lists.items():
            if id_ in ids and (target is None or target in ids):
                message = f'the id "{id_}" is retired and cannot be reused'
                yield Conflict(list_name, id_, ("id",), message, "choose another id")
