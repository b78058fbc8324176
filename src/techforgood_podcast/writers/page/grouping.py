"""The headings under which a page lists episodes, and which end of the list comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.catalogue import indexes_in
from ...catalogue.indexes import instant_of
from ...models import Episode
from ..anchors import group_by_season, season_anchor
from .tongues import Versions, word_versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...catalogue.catalogue import Catalogue

# The anchor of what has no season or no day; the script leaves it at the end.
_OTHERS: Final = "others"


@attrs.frozen(kw_only=True)
class Group:
    """Episodes under one heading, or under none where the show has neither seasons nor days."""

    anchor: str
    heading: Versions
    episodes: list[Episode]


def group_episodes(catalogue: Catalogue, tongues: tuple[str, ...]) -> list[Group]:
    """Return episodes by season or else by year, in the order in which a page shows them.

    Those in an order of their own are in one group.

    >>> from ...packaged.bundled import load_catalogue
    >>> [(group.anchor, group.heading) for group in group_episodes(load_catalogue(), ("en",))]
    [('season-1', [('en', 'Season 1')])]
    """
    if indexes_in(catalogue).ordered:
        return _others([*catalogue.episodes], None, tongues)
    seasons = group_by_season(catalogue.episodes)
    if any(season is not None for season in seasons):
        word = word_versions("season", tongues, capital=True)
        groups = [
            Group(
                anchor=season_anchor(season),
                heading=[(tag, f"{text} {season}") for tag, text in word],
                episodes=episodes,
            )
            for season, episodes in seasons.items()
            if season is not None
        ]
        return [*groups, *_others(seasons.get(None), "other_episodes", tongues)]
    years = _group_by_year(catalogue.episodes)
    undated = years.pop(None, None)
    groups = [
        Group(anchor=f"year-{year}", heading=[("", str(year))], episodes=episodes)
        for year, episodes in years.items()
    ]
    if is_newest_first(catalogue):
        groups = [_turn(group) for group in reversed(groups)]
    return [*groups, *_others(undated, "undated" if groups else None, tongues)]


def is_newest_first(catalogue: Catalogue) -> bool:
    """Return whether the newest episode comes first: without seasons, numbers or a story."""
    episodes = catalogue.episodes
    return (
        catalogue.show.kind != "serial"
        and any(episode.published for episode in episodes)
        and all(episode.season is None and episode.number is None for episode in episodes)
    )


def order_choices(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the words for both orders, that of the page first; none if it has another, or none.

    >>> from ...packaged.bundled import load_catalogue
    >>> order_choices(load_catalogue())
    ('oldest', 'newest')
    """
    episodes = catalogue.episodes
    known = any(episode.published or episode.number is not None for episode in episodes)
    if indexes_in(catalogue).ordered or len(episodes) < 2 or not known:  # noqa: PLR2004 -- one has no order
        return ()
    return ("newest", "oldest") if is_newest_first(catalogue) else ("oldest", "newest")


def _group_by_year(episodes: Iterable[Episode]) -> dict[int | None, list[Episode]]:
    """Return episodes by year, each year by day; those without a day are under ``None``."""
    years: dict[int | None, list[Episode]] = {}
    for episode in sorted(episodes, key=lambda e: (str(e.published or ""), instant_of(e))):
        year = episode.published.year if episode.published else None
        years.setdefault(year, []).append(episode)
    return years


def _others(
    episodes: list[Episode] | None, word: str | None, tongues: tuple[str, ...]
) -> list[Group]:
    if not episodes:
        return []
    heading = word_versions(word, tongues) if word else []
    return [Group(anchor=_OTHERS, heading=heading, episodes=episodes)]


def _turn(group: Group) -> Group:
    return attrs.evolve(group, episodes=group.episodes[::-1])
