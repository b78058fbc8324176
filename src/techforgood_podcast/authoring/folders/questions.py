"""Ask which episode an item of a feed is that may be one under another guid.

Of an item without a guid, it is asked by the audio file, which identifies it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from ...catalogue.changes import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...models.plain import Plain
    from ..feeds.matching import Matches
    from .decisions import Answers


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
