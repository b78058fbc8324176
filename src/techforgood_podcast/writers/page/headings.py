"""What a page is called, the facts about the whole show, and the headings above its episodes."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.catalogue import contents_in
from ...catalogue.indexes import instant_of
from ...models import Episode
from ...models.durations import format_in_words
from ...text.words import words
from ..anchors import season_anchor
from ..text.facts import group_by_season
from .languages import Versions, versions, word_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...catalogue.catalogue import Catalogue
    from ...models import LocalizedText


# A first sentence; what ends sooner is an abbreviation.
_SENTENCE: Final = re.compile(r".{30,}?[.!?…](?=\s|$)", re.DOTALL)


def name_page(catalogue: Catalogue, title: str | None, language: str) -> dict[str, str]:
    """Return the name of a page, which heads it, and its title, which programs show.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue().subset(["S1E3", "S1E7"])
    >>> name_page(catalogue, "Emploi", "fr")
    {'name': 'Emploi', 'title': 'Emploi'}
    >>> name_page(catalogue, "", "fr")["title"]
    '2 épisodes – À qui profite la tech for good ?'
    """
    show, episodes = catalogue.show.title, catalogue.episodes
    if title:
        return {"name": title, "title": title}
    if title is None:
        return {"name": show, "title": show}
    if len(episodes) == 1:
        return {"name": show, "title": f"{episodes[0].code} {episodes[0].title} – {show}"}
    counted = f"{len(episodes)} {words(language)['episodes']} – {show}"
    return {"name": counted, "title": counted}


def write_lead(summary: LocalizedText | None, languages: tuple[str, ...]) -> Versions:
    """Return the first sentence of a summary, in each language of a page.

    >>> from ...models import LocalizedText
    >>> write_lead(LocalizedText(en="A podcast about bread and salt. And wine."), ("en",))
    [('en', 'A podcast about bread and salt.')]
    """
    if summary is None:
        return []
    found = [(tag, _SENTENCE.match(text), text) for tag, text in versions(summary, languages)]
    return [(tag, first[0] if first else text) for tag, first, text in found]


def count_episodes(number: int, languages: tuple[str, ...]) -> Versions:
    """Return how many episodes there are, in each language of a page."""
    found = word_versions("count_many", languages)
    return [(tag, text.replace("{n}", str(number))) for tag, text in found]


def summarize(
    catalogue: Catalogue, languages: tuple[str, ...]
) -> Iterator[tuple[Versions, Versions]]:
    """Yield the facts about the whole show: how many of what, and how long."""
    for number, one, many in (
        (len(catalogue.episodes), "episode", "episodes"),
        (len(catalogue.guests), "guest", "several_guests"),
        (len(catalogue.organisations), "organisation", "organisations"),
    ):
        if number:
            label = word_versions(one if number == 1 else many, languages)
            yield [("", str(number))], label
    if catalogue.episodes.total_duration >= dt.timedelta(minutes=1):
        time = format_in_words(catalogue.episodes.total_duration)
        complete = all(episode.duration is not None for episode in catalogue.episodes)
        over = word_versions("over", languages)
        length = [("", time)] if complete else [(tag, text.format(time)) for tag, text in over]
        yield length, word_versions("of_listening", languages)


# The anchor of what has no season or no day; the script leaves it at the end.
_OTHERS: Final = "others"


@attrs.frozen(kw_only=True)
class Group:
    """Episodes under one heading, or under none where the show has neither seasons nor days."""

    anchor: str
    heading: Versions
    episodes: list[Episode]


def group_episodes(catalogue: Catalogue, languages: tuple[str, ...]) -> list[Group]:
    """Return episodes by season or else by year, in the order in which a page shows them.

    Those in an order of their own are in one group.

    >>> from ...packaged.bundled import load_catalogue
    >>> [(group.anchor, group.heading) for group in group_episodes(load_catalogue(), ("en",))]
    [('season-1', [('en', 'Season 1')])]
    """
    if contents_in(catalogue).ordered:
        return _others([*catalogue.episodes], None, languages)
    seasons = group_by_season(catalogue.episodes)
    if any(season is not None for season in seasons):
        word = word_versions("season", languages, capital=True)
        groups = [
            Group(
                anchor=season_anchor(season),
                heading=[(tag, f"{text} {season}") for tag, text in word],
                episodes=episodes,
            )
            for season, episodes in seasons.items()
            if season is not None
        ]
        return [*groups, *_others(seasons.get(None), "other_episodes", languages)]
    years = _group_by_year(catalogue.episodes)
    undated = years.pop(None, None)
    groups = [
        Group(anchor=f"year-{year}", heading=[("", str(year))], episodes=episodes)
        for year, episodes in years.items()
    ]
    if is_newest_first(catalogue):
        groups = [_turn(group) for group in reversed(groups)]
    return [*groups, *_others(undated, "undated" if groups else None, languages)]


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
    if contents_in(catalogue).ordered or len(episodes) < 2 or not known:  # noqa: PLR2004 -- one has no order
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
    episodes: list[Episode] | None, word: str | None, languages: tuple[str, ...]
) -> list[Group]:
    if not episodes:
        return []
    heading = word_versions(word, languages) if word else []
    return [Group(anchor=_OTHERS, heading=heading, episodes=episodes)]


def _turn(group: Group) -> Group:
    return attrs.evolve(group, episodes=group.episodes[::-1])
