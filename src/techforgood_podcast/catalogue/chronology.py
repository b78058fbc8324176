"""The order of episodes: by season, then in time or by number."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Episode

_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def in_sequence(episodes: Iterable[Episode]) -> list[Episode]:
    """Return episodes by season, those without one last.

    Within a season they are by moment or day if every episode has one, else by number.

    >>> from techforgood_podcast import Episode, Show
    >>> show = Show(id="s", title="S", language="en")
    >>> [e.id for e in in_sequence(Episode(id=i, show=show, title="T", number=n)
    ...                            for i, n in (("b", 1), ("c", None), ("a", 2)))]
    ['c', 'b', 'a']
    """
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    found: list[Episode] = []
    for season in sorted(seasons, key=lambda season: (season is None, season)):
        by_number = sorted(seasons[season], key=lambda e: (e.number is not None, e.number, e.id))
        found += in_time(by_number)
    return found


def in_time(episodes: list[Episode]) -> list[Episode]:
    """Return episodes by moment or day if every one of them has one, else as they are."""
    if not all(episode.published for episode in episodes):
        return episodes
    found = sorted(episodes, key=instant_of)
    if not all(episode.published_at for episode in found):
        found.sort(key=attrgetter("published"))
    return found


def instant_of(episode: Episode) -> dt.timedelta:
    """Return the moment of publication to sort by; an unknown one is before all others."""
    moment = episode.published_at
    return dt.timedelta.min if moment is None else moment - _EPOCH
