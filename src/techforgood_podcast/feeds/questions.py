"""Ask which episode an item of a feed is that may be one under another guid."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from ..catalogue.differences import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..models.plain import Plain
    from .decisions import Answers
    from .matching import Matches


def settle(
    below: Mapping[str, Plain], matches: Matches, answers: Answers
) -> tuple[Difference, ...]:
    """Return which guids episodes would get, once the answers about one episode are followed.

    To accept a guid makes the only item that may be this episode its item; to keep the old one
    makes each item that may be no other episode a new one. Answers that name no episode are not
    about such items.
    """
    asked = [*_questions(below, matches)]
    meant = Counter(chain.from_iterable(matches.uncertain.values()))
    for position, change in asked:
        if not answers.name(change):
            continue
        if answers.accepts(change) and meant[change.id] == 1:
            matches.settle(position, change.id)
            del matches.uncertain[position]
        elif answers.keeps(change) and matches.uncertain[position] == [change.id]:
            del matches.uncertain[position]
    return tuple(change for position, change in asked if position in matches.uncertain)


def _questions(below: Mapping[str, Plain], matches: Matches) -> Iterator[tuple[int, Difference]]:
    """Yield which guid an episode would get if an item were it, with the index of the item."""
    for position, ids in matches.uncertain.items():
        guid = matches.items[position].values.get("guid")
        for id_ in ids:
            if guid is not None and matches.known[id_].guid != matches.signs[position].guid:
                before = below[id_].get("guid")
                yield (
                    position,
                    Difference(
                        change="conflict",
                        kind="episode",
                        id=id_,
                        field="guid",
                        before=before,
                        after=guid,
                    ),
                )
