"""Ask which episode an item of a feed is that may be one under another guid.

Of an item without a guid, it is asked by the audio file, which identifies it.
"""

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
    """Return what episodes would get, once the answers about single episodes are followed.

    To accept a guid or audio file makes the only item that may be this episode its item; to keep
    the old one makes each item that may be no other episode a new one. Answers that name no episode
    are not about such items.
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
