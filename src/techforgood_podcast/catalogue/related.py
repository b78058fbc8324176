"""Find the episodes that have most in common with a given one."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING, TypeVar

import attrs

from ..models import Entity, Episode, Organisation, Person, Theme
from ..models.records import Struct
from .indexes import by_name, own_theme_ids, speaker_ids, spoken_organisations
from .limits import count_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .collection import Collection
    from .indexes import Contents

EntityT = TypeVar("EntityT", bound=Entity)

# Things shared by more episodes than this are ignored.
_COMMON = 1_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Related(Struct):
    """An episode that has something in common with another.

    Attributes:
        episode: the related episode.
        score: how much they share; rarer things count more.
        people: the people who speak or are mentioned in both.
        organisations: the organisations that both involve.
        themes: the themes of both.

    >>> import techforgood_podcast as tfg
    >>> related = tfg.load_catalogue().related(3)[0]
    >>> related.episode.code, related.people
    ('S1E7', (<Person karine-gentelet "Karine Gentelet">,))
    """

    episode: Episode
    score: float
    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    themes: tuple[Theme, ...]


def related(contents: Contents, start: Episode, limit: int) -> tuple[Related, ...]:
    """Return the episodes that share most with one, closest first."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ids in (speaker_ids, _organisation_ids, own_theme_ids):
        postings = contents.postings(ids)
        for id_ in dict.fromkeys(ids(start)):
            indexes = postings.get(id_, ())
            # What very many episodes share says little, and would make the cost quadratic.
            if 0 < len(indexes) <= _COMMON:
                weight = 1 / len(indexes)
                for index in indexes:
                    scores[index] += weight
    limit = count_of(limit)
    # One more than wanted, since the episode itself is among them.
    least = min(nlargest(limit + 1, scores.values()), default=0)
    close = [index for index, score in scores.items() if score >= least]
    closest = sorted(close, key=lambda index: (-scores[index], index))[: limit + 1]
    others = [index for index in closest if contents.episodes[index].id != start.id]
    return tuple(
        Related(
            episode=(other := contents.episodes[index]),
            score=scores[index],
            people=_shared(contents.people, speaker_ids(start), speaker_ids(other)),
            organisations=_shared(
                contents.organisations, _organisation_ids(start), _organisation_ids(other)
            ),
            themes=_shared(contents.themes, own_theme_ids(start), own_theme_ids(other)),
        )
        for index in others[:limit]
    )


def _organisation_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of an episode's organisations. The crew's are left out: it may make all."""
    return (body.id for body in spoken_organisations(episode))


def _shared(
    among: Collection[EntityT], ours: Iterable[str], theirs: Iterable[str]
) -> tuple[EntityT, ...]:
    """Return the entities that both have, in the order of the catalogue."""
    found = (among.get(id_) for id_ in {*ours} & {*theirs})
    return tuple(sorted(filter(None, found), key=by_name))
