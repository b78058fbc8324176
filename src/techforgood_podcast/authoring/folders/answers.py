"""What an owner answers and has decided about a feed, in an update and in ``feed.yaml``."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...catalogue.differences import Difference
from ...errors import CatalogueError, Problem
from ...syntax import is_list, is_mapping
from ...syntax.yaml import read, write
from ..feeds.reading import digest, identity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from ...models.plain import Plain
    from ..feeds.matching import Matches

DECISIONS: Final = "feed.yaml"
_HEAD: Final = (
    "# Written by an update: values and items of the feed that are not to be reported again, and\n"
    "# episodes that have vanished from it and were reported. Delete an entry to be asked again.\n"
)


class Answers(NamedTuple):
    """What an owner answers in an update: fields to accept and to keep, or "all"."""

    accept: frozenset[str]
    keep: frozenset[str]
    only: frozenset[tuple[str, str]] = frozenset()
    """The kinds and ids of the only records that they are about; empty for all records."""

    def accepts(self, change: Difference) -> bool:
        """Return whether the value of the feed is accepted."""
        return self._are_about(change, self.accept)

    def keeps(self, change: Difference) -> bool:
        """Return whether the value of the feed is refused."""
        return self._are_about(change, self.keep)

    def name(self, change: Difference) -> bool:
        """Return whether the owner names the record whose value this is."""
        return (change.kind, change.id) in self.only

    @property
    def keeps_all(self) -> bool:
        """Whether everything is refused."""
        return "all" in self.keep and not self.only

    def _are_about(self, change: Difference, fields: frozenset[str]) -> bool:
        is_meant = not self.only or self.name(change)
        return is_meant and not fields.isdisjoint({"all", change.field})


class Decisions:
    """The decisions in the text of a file.

    Raises:
        CatalogueError: the file holds something else.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        value, faults = read(text)
        stated: dict[str, Any] = value if is_mapping(value) else {}
        kept: Any = stated.get("kept") or []
        left: Any = stated.get("left") or []
        vanished: Any = stated.get("vanished") or []
        is_good = value is None or is_mapping(value)
        is_good = is_good and stated.keys() <= {"kept", "left", "vanished"}
        if faults or not (is_good and is_list(kept) and is_list(left) and is_list(vanished)):
            message, hint = "expected what an update wrote", "delete it to be asked again"
            raise CatalogueError([Problem(file=DECISIONS, path="", message=message, hint=hint)])
        self.kept: dict[tuple[str, str, str], str] = {}
        for entry in filter(is_mapping, kept):
            kind = "show" if "show" in entry else "episode"
            self.kept[kind, str(entry.get(kind)), str(entry.get("field"))] = str(
                entry.get("digest")
            )
        self.left: dict[str, str] = {
            str(entry.get("digest")): str(entry.get("episode"))
            for entry in filter(is_mapping, left)
        }
        self.vanished: list[str] = [str(id_) for id_ in vanished]

    def is_kept(self, change: Difference) -> bool:
        """Return whether the owner refused just this value."""
        return self.kept.get(_key(change)) == _digest(change.after)

    def refused(self, field: str, values: Iterable[str]) -> dict[str, str]:
        """Return those values that the owner refused for an episode, by the id of the episode."""
        known = {_digest(value): value for value in values}
        return {
            id_: known[digest_]
            for (kind, id_, name), digest_ in self.kept.items()
            if (kind, name) == ("episode", field) and digest_ in known
        }

    def keep(self, changes: Iterable[Difference]) -> None:
        """Remember that the owner refused values."""
        self.kept |= {_key(change): _digest(change.after) for change in changes}

    def leave(self, item: Mapping[str, Any], id_: str) -> None:
        """Remember that an item, by its values, is the episode that had a retired id."""
        self.left[digest(identity(item))] = id_

    def is_left(self, item: Mapping[str, Any], retired: Container[str]) -> bool:
        """Return whether an item is known to be an episode whose id is retired."""
        return self.left.get(digest(identity(item)), "") in retired

    def written(self) -> str:
        """Return the text of the file, unchanged if nothing was decided since."""
        kept = [
            {kind: id_, "field": field, "digest": digest_}
            for (kind, id_, field), digest_ in sorted(self.kept.items())
        ]
        left = [
            {"episode": id_, "digest": digest_}
            for digest_, id_ in sorted(self.left.items(), key=itemgetter(1, 0))
        ]
        stated = {"kept": kept, "left": left, "vanished": self.vanished}
        new = {name: value for name, value in stated.items() if value}
        old, _ = read(self.text)
        return self.text if new == (old or {}) else _HEAD + write(new)


def _key(change: Difference) -> tuple[str, str, str]:
    return change.kind, change.id, str(change.field)


def _digest(value: Any) -> str:
    return digest(json.dumps(value, ensure_ascii=False, sort_keys=True))


def settle(
    below: Mapping[str, Plain], matches: Matches, answers: Answers
) -> tuple[Difference, ...]:
    """Return what episodes would get, once the answers about single episodes are followed.

    To accept a guid or audio file makes the only item that may be this episode its item; to keep
    the old ones of all episodes that an item may be makes it a new one. Answers that name no
    episode are not about such items.
    """
    asked = [*_questions(below, matches)]
    meant = Counter(chain.from_iterable(matches.uncertain.values()))
    named: dict[int, list[Difference]] = defaultdict(list)
    for position, change in asked:
        if answers.name(change):
            named[position].append(change)
    for position, changes in named.items():
        first, ids = changes[0], [change.id for change in changes]
        if answers.accepts(first) and len(ids) == 1 and meant[first.id] == 1:
            matches.settle(position, first.id)
            del matches.uncertain[position]
        elif answers.keeps(first) and matches.uncertain[position] == ids:
            del matches.uncertain[position]
    return tuple(change for position, change in asked if position in matches.uncertain)


def _questions(below: Mapping[str, Plain], matches: Matches) -> Iterator[tuple[int, Difference]]:
    """Yield what an episode would get if an item were it, with the index of the item."""
    for position, ids in matches.uncertain.items():
        item, signs = matches.items[position], matches.signs[position]
        field = "audio" if signs.guid is None else "guid"
        for id_ in ids:
            known = getattr(matches.known[id_], field)
            if field in item.values and known != getattr(signs, field):
                yield (
                    position,
                    Difference(
                        change="conflict",
                        kind="episode",
                        id=id_,
                        field=field,
                        before=below[id_].get(field),
                        after=item.values[field],
                    ),
                )
