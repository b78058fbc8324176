"""Who appears in an episode, and which episodes are related."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from ..models import Entity
from .answers import Appearance, Related
from .collection import count_of
from .indexes import (
    by_name,
    guest_and_mentioned_ids,
    host_ids,
    organisations_without_crew,
    own_theme_ids,
    place_ids,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..models import Credit, Episode
    from .collection import Collection
    from .indexes import Indexes

EntityT = TypeVar("EntityT", bound=Entity)

# Things shared by more episodes than this are ignored.
_COMMON = 1_000


def everyone_in(episode: Episode) -> Iterator[tuple[int, Appearance]]:
    """Yield everyone in an episode: hosts, guests, crew, then those who are mentioned.

    Each comes with the position in the list of the episode, from 1.
    """
    for position, host in enumerate(episode.hosts, 1):
        yield position, Appearance(episode=episode, part="host", person=host)
    credited: tuple[tuple[Literal["guest", "crew", "mentioned"], tuple[Credit, ...]], ...] = (
        ("guest", episode.guests),
        ("crew", episode.crew),
        ("mentioned", episode.mentioned),
    )
    for part, credits_ in credited:
        for position, credit in enumerate(credits_, 1):
            person = credit.person
            yield position, Appearance(episode=episode, part=part, person=person, credit=credit)


# A show of fewer episodes needs no help to find the next.
_FEW_EPISODES = 3


def related(indexes: Indexes, start: Episode, limit: int) -> tuple[Related, ...]:
    """Return the episodes that share most with one, closest first.

    If no other has its guests, organisations or themes, these are the episodes with its hosts and
    places, or else the next episode and the one before.
    """
    limit = count_of(limit)
    return (
        _sharing(indexes, start, limit, (guest_and_mentioned_ids, _organisation_ids, own_theme_ids))
        or _sharing(indexes, start, limit, (host_ids, place_ids))
        or _next_and_previous(indexes, start)[:limit]
    )


def _next_and_previous(indexes: Indexes, start: Episode) -> tuple[Related, ...]:
    """Return the episode after one and the episode before it."""
    if len(indexes.episodes) < _FEW_EPISODES:
        return ()
    nothing: dict[str, Any] = {"score": 0.0, "people": (), "organisations": (), "themes": ()}
    both = (indexes.beside(start, step) for step in (1, -1))
    return tuple(Related(episode=episode, **nothing) for episode in both if episode)


def _sharing(
    indexes: Indexes,
    start: Episode,
    limit: int,
    kinds: Sequence[Callable[[Episode], Iterable[str]]],
) -> tuple[Related, ...]:
    """Return the episodes that share most ids of some kinds with one, closest first."""
    people_ids, most = guest_and_mentioned_ids, _COMMON
    if host_ids in kinds:  # those of all episodes say nothing
        people_ids, most = host_ids, min(_COMMON, len(indexes.episodes) - 1)
    scores: defaultdict[int, float] = defaultdict(float)
    for ids in kinds:
        postings = indexes.postings(ids)
        for id_ in dict.fromkeys(ids(start)):
            positions = postings.get(id_, ())
            # What very many episodes share says little, and would make the cost quadratic.
            if 0 < len(positions) <= most:
                weight = 1 / len(positions)
                for index in positions:
                    scores[index] += weight
    # One more than wanted, since the episode itself is among them.
    least = min(nlargest(limit + 1, scores.values()), default=0)
    close = [index for index, score in scores.items() if score >= least]
    closest = sorted(close, key=lambda index: (-scores[index], index))[: limit + 1]
    others = [index for index in closest if indexes.episodes[index].id != start.id]
    return tuple(
        Related(
            episode=(other := indexes.episodes[index]),
            score=scores[index],
            people=_shared(indexes.people, people_ids(start), people_ids(other)),
            organisations=_shared(
                indexes.organisations, _organisation_ids(start), _organisation_ids(other)
            ),
            themes=_shared(indexes.themes, own_theme_ids(start), own_theme_ids(other)),
        )
        for index in others[:limit]
    )


def _organisation_ids(episode: Episode) -> Iterator[str]:
    """Yield the ids of an episode's organisations, without the crew's: it may make all episodes."""
    return (body.id for body in organisations_without_crew(episode))


def _shared(
    among: Collection[EntityT], ours: Iterable[str], theirs: Iterable[str]
) -> tuple[EntityT, ...]:
    """Return the entities whose ids are on both sides, in the order of the catalogue."""
    found = (among.get(id_) for id_ in {*ours} & {*theirs})
    return tuple(sorted(filter(None, found), key=by_name))
