"""The rules between the records of a catalogue: ids, aliases, levels and redirects.

They take ids and texts rather than records, so that files are checked before anything is built.
"""

from __future__ import annotations

from functools import lru_cache
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


class Levels:
    """The levels of the records of a list.

    Attributes:
        heights: by id, the number of levels above a record; ``None`` if it is in a circle.
        circles: by the id that closes it, a circle in words.

    >>> levels = Levels({"a": ["b"], "b": [], "c": ["a", "d"], "d": ["c"]})
    >>> levels.heights
    {'b': 0, 'a': 1, 'd': None, 'c': None}
    >>> levels.circles
    {'d': 'c → d → c'}
    """

    def __init__(self, above: Mapping[str, Sequence[str]]) -> None:
        self.heights: dict[str, int | None] = {id_: 0 for id_, ids in above.items() if not ids}
        self.circles: dict[str, str] = {}
        for start in above:
            if start not in self.heights:
                self._climb(start, above)

    def _climb(self, start: str, above: Mapping[str, Sequence[str]]) -> None:
        """Follow every way up from a record, without recursion, each record once."""
        way = [start]
        index = {start: 0}
        upward = [iter(above[start])]
        # For each record on the way, the first index that it, or what is above it, leads back to:
        # the records from there on are a circle. Marking each circle in full would be quadratic.
        earliest = [len(above)]
        while way:
            higher = next(upward[-1], None)
            if higher is None:
                upward.pop()
                id_, first = way.pop(), earliest.pop()
                if first <= index.pop(id_):
                    self.heights[id_] = None
                else:
                    heights = ((self.heights[other] or 0) + 1 for other in above[id_])
                    self.heights[id_] = max(heights, default=0)
                if way:
                    earliest[-1] = min(earliest[-1], first)
            elif higher in index:
                first = index[higher]
                earliest[-1] = min(earliest[-1], first)
                self.circles.setdefault(way[-1], _in_words(way, first))
            elif higher not in self.heights:
                index[higher] = len(way)
                way.append(higher)
                upward.append(iter(above[higher]))
                earliest.append(len(above))

    @property
    def impossible(self) -> frozenset[str]:
        """The ids that are in a circle or have too many levels above them."""
        return frozenset(
            id_ for id_, height in self.heights.items() if height is None or height >= _MAX_LEVELS
        )

    def conflicts(self, list_name: str, field: str) -> Iterator[Conflict]:
        """Yield the records that are their own ancestors, and the first with too many levels above.

        Args:
            list_name: the list of the records.
            field: the field that refers to the next level.
        """
        for id_, circle in self.circles.items():
            yield Conflict(list_name, id_, (field,), f"is its own ancestor: {circle}")
        for id_, height in self.heights.items():
            if height == _MAX_LEVELS:
                message = f"more than {_MAX_LEVELS} levels above it"
                yield Conflict(list_name, id_, (field,), message)


def _in_words(way: Sequence[str], first: int) -> str:
    """Write out the circle at the end of a way, or its beginning and end."""
    shown = way[first:] if len(way) - first < _SHOWN else [*way[first : first + _SHOWN - 2], "…"]
    return " → ".join([*shown, way[first]])


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
