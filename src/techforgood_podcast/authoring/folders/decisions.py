"""What an owner answers and has decided about a feed, in an update and in ``feed.yaml``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from ...catalogue.answers import Difference, show_private, show_values
from ...errors import CatalogueError, Problem
from ...models import Show
from ...models.fields import fields_of
from ...quoting import quoted
from ...syntax import is_list, is_mapping
from ...syntax.yaml import read, write
from ..feeds.reading import digest, identity

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from ...models.plain import Plain
    from ..feeds.matching import Matches

DECISIONS: Final = "feed.yaml"
# The fields of a day and of its moment, which are answered together.
MOMENT: Final = frozenset({"published", "published_at"})
# The comments above the choice of notes, and above the decisions that an update writes.
_CHOICE: Final = (
    "# Whether an update takes the show notes of the feed, which are their publisher's texts.\n"
)
_CHOICES: Final = {"": None, "true": True, "false": False}
_HEAD: Final = (
    "# Written by an update: values and items of the feed that are not to be reported again, and\n"
    "# episodes that have vanished from it and were reported. Delete an entry to be asked again.\n"
)


class Answers(NamedTuple):
    """What an owner answers in an update: fields to accept and to keep, or "all"."""

    accept: frozenset[str]
    keep: frozenset[str]
    only: frozenset[tuple[str, str]] = frozenset()
    """The kinds and ids of the only records that they are about; empty for all episodes."""
    moved: bool = False
    """Whether the feed has moved, and its items that agree with an episode are this episode."""

    def accepts(self, change: Difference) -> bool:
        """Return whether the value of the feed is accepted."""
        return self._are_about(change, self.accept)

    def keeps(self, change: Difference) -> bool:
        """Return whether the value of the feed is refused."""
        return self._are_about(change, self.keep)

    def names(self, change: Difference) -> bool:
        """Return whether the owner names the record whose value this is."""
        return (change.kind, change.id) in self.only

    @property
    def keeps_all(self) -> bool:
        """Whether everything is refused."""
        return "all" in self.keep and not self.only

    @property
    def moves(self) -> bool | None:
        """Whether the feed has moved; ``None`` if nothing is said of guids."""
        return self.moved or (False if "guid" in self.accept | self.keep else None)

    def _are_about(self, change: Difference, fields: frozenset[str]) -> bool:
        is_meant = self.names(change) if self.only else change.kind == "episode"
        return is_meant and not fields.isdisjoint({"all", change.field})


class Refused(NamedTuple):
    """A value of the feed that was refused: its digest, and what it is in words."""

    digest: str
    words: str = ""


@attrs.frozen
class Decisions:
    """What an owner has decided about a feed, as ``feed.yaml`` holds it.

    Attributes:
        kept: each value of the feed that was refused, by kind and id of the record and by field.
        retired: the retired id of each item that is not to be added, by the digest of the item.
        vanished: the ids of the episodes that have vanished from the feed and were reported.
        notes: whether show notes are taken; ``None`` if the file does not say.
    """

    kept: Mapping[tuple[str, str, str], Refused]
    retired: Mapping[str, str]
    vanished: tuple[str, ...]
    notes: bool | None = None

    @classmethod
    def read(cls, text: str) -> Decisions:
        """Return the decisions in the text of a file.

        Raises:
            CatalogueError: the file is no YAML, or holds something else.
        """
        value, problems = read(text)
        if problems:
            raise CatalogueError(attrs.evolve(problem, file=DECISIONS) for problem in problems)
        stated: dict[str, Any] = value if is_mapping(value) else {}
        kept: Any = stated.get("kept") or []
        left: Any = stated.get("left") or []
        vanished: Any = stated.get("vanished") or []
        notes = str(stated.get("notes") or "")
        is_good = value is None or is_mapping(value)
        is_good = is_good and stated.keys() <= {"notes", "kept", "left", "vanished"}
        if not (is_good and is_list(kept) and is_list(left) and is_list(vanished)):
            message, hint = "expected what an update wrote", "delete it to be asked again"
            raise CatalogueError([Problem(file=DECISIONS, path="", message=message, hint=hint)])
        if notes not in _CHOICES:
            message = f"expected true or false, found {quoted(notes)}"
            raise CatalogueError([Problem(file=DECISIONS, path="notes", message=message)])
        refused: dict[tuple[str, str, str], Refused] = {}
        for entry in filter(is_mapping, kept):
            kind = "show" if "show" in entry else "episode"
            key = kind, str(entry.get(kind)), str(entry.get("field"))
            refused[key] = Refused(str(entry.get("digest")), str(entry.get("refused") or ""))
        retired = {
            str(entry.get("digest")): str(entry.get("episode"))
            for entry in filter(is_mapping, left)
        }
        return cls(refused, retired, tuple(map(str, vanished)), _CHOICES[notes])

    def is_kept(self, change: Difference) -> bool:
        """Return whether the owner refused just this value."""
        known = self.kept.get(_key(change))
        return known is not None and known.digest == _digest(change.after)

    def refused(self, field: str, values: Iterable[str]) -> dict[str, str]:
        """Return those values that the owner refused for an episode, by the id of the episode."""
        known = {_digest(value): value for value in values}
        return {
            id_: known[value.digest]
            for (kind, id_, name), value in self.kept.items()
            if (kind, name) == ("episode", field) and value.digest in known
        }

    def is_retired(self, item: Mapping[str, Any], retired: Container[str]) -> bool:
        """Return whether an item is known to be an episode whose id is retired."""
        return self.retired.get(digest(identity(item)), "") in retired

    def adding(
        self,
        kept: Iterable[Difference] = (),
        retired: Iterable[tuple[Mapping[str, Any], str]] = (),
        vanished: Iterable[str] | None = None,
    ) -> Decisions:
        """Return the decisions with those of an update.

        Args:
            kept: the values that the owner refused.
            retired: the values of items that are not to be added, each with the retired id.
            vanished: the ids of all episodes that have vanished; ``None`` for those that are known.
        """
        refused = {_key(change): _refused(change) for change in kept}
        left = {digest(identity(item)): id_ for item, id_ in retired}
        return attrs.evolve(
            self,
            kept={**self.kept, **refused},
            retired={**self.retired, **left},
            vanished=self.vanished if vanished is None else tuple(vanished),
        )

    def written(self, before: str) -> str:
        """Return the text of the file, unchanged if nothing was decided since."""
        if self == Decisions.read(before):
            return before
        kept = [
            {kind: id_, "field": field, **({"refused": words} if words else {}), "digest": digest_}
            for (kind, id_, field), (digest_, words) in sorted(self.kept.items())
        ]
        left = [
            {"episode": id_, "digest": digest_}
            for digest_, id_ in sorted(self.retired.items(), key=itemgetter(1, 0))
        ]
        stated = {"kept": kept, "left": left, "vanished": [*self.vanished]}
        decided = {name: value for name, value in stated.items() if value}
        notes = "" if self.notes is None else f"notes: {str(self.notes).lower()}\n"
        choice = _CHOICE + notes if notes else ""
        return choice if choice and not decided else f"{choice}{_HEAD}{write(decided)}"


def choose_notes(before: str = "", *, with_notes: bool) -> str:
    """Return the text of ``feed.yaml`` with the choice whether show notes are taken.

    Raises:
        CatalogueError: the text before holds something else than decisions.
    """
    return attrs.evolve(Decisions.read(before), notes=with_notes).written(before)


def _key(change: Difference) -> tuple[str, str, str]:
    return change.kind, change.id, str(change.field)


def _refused(change: Difference) -> Refused:
    """Return a refused value as ``feed.yaml`` names it; of a private one, a few letters."""
    show = show_private if is_private(change) else show_values
    return Refused(_digest(change.after), show(change.before, change.after)[1])


def is_private(change: Difference) -> bool:
    """Return whether a value of the show is not to be shown."""
    return change.kind == "show" and any(
        field.private and field.name == change.field for field in fields_of(Show)
    )


def _digest(value: Any) -> str:
    return digest(json.dumps(value, ensure_ascii=False, sort_keys=True))


def answer_questions(
    known: Mapping[str, Plain], matches: Matches, answers: Answers
) -> tuple[Matches, tuple[Difference, ...]]:
    """Follow the answers about items that may be an episode; return what is still asked, too.

    To accept "guid" matches an item to the episode, if the item is the only candidate of the
    episode and the episode that of the item. To keep "guid" makes the item a new episode, unless
    its guid is that of an episode; if episodes are named, they have to be all that the item may be.
    For an item without a guid, the answer about an episode that is named is "audio".
    """
    candidates = Counter(chain.from_iterable(matches.uncertain.values()))
    same: dict[int, str] = {}
    new: set[int] = set()
    left: list[Difference] = []
    adds_all, takes_all = (
        not answers.only and "guid" in fields for fields in (answers.keep, answers.accept)
    )
    for position, ids in matches.uncertain.items():
        asked = [*_questions(known, matches, position)]
        guid = matches.signs[position].guid
        has_own_guid = guid is None or all(matches.known[id_].guid != guid for id_ in ids)
        meant = [change for change in asked if answers.names(change)]
        if takes_all and len(ids) == 1:
            meant = [change for change in asked if change.field == "guid"]
        named = [change.id for change in meant]
        if len(named) == 1 and answers.accepts(meant[0]) and candidates[named[0]] == 1:
            same[position] = named[0]
        elif (adds_all and has_own_guid) or (meant and answers.keeps(meant[0]) and [*ids] == named):
            new.add(position)
        else:
            left += asked
    return matches.answered(same, new), tuple(left)


def _questions(known: Mapping[str, Plain], matches: Matches, position: int) -> Iterator[Difference]:
    """Yield what would change if an uncertain item were one of its episodes."""
    item, signs = matches.items[position], matches.signs[position]
    field = "audio" if signs.guid is None else "guid"
    for id_ in matches.uncertain[position]:
        if field in item.values and getattr(matches.known[id_], field) != getattr(signs, field):
            yield Difference(
                change="conflict",
                kind="episode",
                id=id_,
                field=field,
                before=known[id_].get(field),
                after=item.values[field],
            )
