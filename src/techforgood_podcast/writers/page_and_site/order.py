"""In which order page and site show the episodes, and under which headings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

import attrs

from ...catalogue.chronology import in_sequence, in_time, instant_of
from ...catalogue.indexes import indexes_in
from ...models import Entity, Episode, Person
from ...models.durations import format_in_words
from ...text.folding import fold
from ..anchors import season_anchor
from ..text.facts import group_by_season
from .languages import Versions, word_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...catalogue.catalogue import Catalogue
    from ...models import Organisation

EntityT = TypeVar("EntityT", bound=Entity)

ThingT_co = TypeVar("ThingT_co", covariant=True)

_MINUTE: Final = dt.timedelta(minutes=1)
# From so many minutes on, a round number is a multiple of so many.
_STEPS: Final = ((60, 15), (10, 5), (0, 1))
# Shorter lists of names have no letters.
_LETTERS: Final = 20
# The anchor of what has no season or no day; the script leaves it at the end.
_OTHERS: Final = "others"


@attrs.frozen(kw_only=True)
class Group(Generic[ThingT_co]):
    """Episodes, or names, under one heading, or under none: no seasons, and no days or letters."""

    anchor: str
    heading: Versions
    things: Sequence[ThingT_co]


Groups: TypeAlias = list[Group[Episode]]


@attrs.frozen(kw_only=True)
class Listing:
    """The episodes of a page in the order in which it shows them first.

    Attributes:
        groups: the episodes under their headings.
        sequence: the episodes from the first that was published to the last, or in the order that
            somebody chose; each leads to the next.
        orders: the groups of each order to choose from, that of the page first, by the words for
            the orders; none if nothing is known by which to order them.
        ages: the place of each episode among all, the oldest first, if the page shows them first
            in an order of their own.
    """

    groups: Groups
    sequence: list[Episode]
    orders: dict[str, Groups]
    ages: list[int] = attrs.field(factory=list[int])

    @property
    def episodes(self) -> list[Episode]:
        """The episodes as the page shows them first."""
        return _in(self.groups)


def list_episodes(catalogue: Catalogue, languages: tuple[str, ...]) -> Listing:
    """Return the episodes as page and site show them, by season or by year.

    A serial show begins with its first episode: if all have numbers, by these, whatever their days.
    A show with episodes without a day begins with its first one, too, and every other show with its
    newest. Where somebody chose another order, that one comes first.

    >>> from ...packaged.bundled import load_catalogue
    >>> listing = list_episodes(load_catalogue(), ("en",))
    >>> [(group.anchor, group.heading) for group in listing.groups], [*listing.orders]
    ([('season-1', [('en', 'Season 1')])], ['oldest', 'newest'])
    """
    episodes = catalogue.episodes
    is_serial = catalogue.show.kind == "serial"
    is_timed = not is_serial and all(one.published for one in episodes)
    if is_timed:
        oldest = _group_by_time(episodes, languages)
    elif is_serial and all(one.number is not None for one in episodes):
        oldest = _group_by_number(episodes, languages)
    else:
        oldest = _group(episodes, languages)
    choices = {"oldest": oldest, "newest": _turn(oldest)}
    known = any(episode.published or episode.number is not None for episode in episodes)
    orders = choices if known and len(episodes) > 1 else {}
    if indexes_in(catalogue).ordered:
        chosen = [*episodes]
        for order, groups in choices.items():
            if _in(groups) == chosen:
                return Listing(groups=groups, sequence=chosen, orders=_first(order, orders))
        place = {episode.id: place for place, episode in enumerate(_in(oldest))}
        groups = _others(chosen, None, languages)
        return Listing(
            groups=groups,
            sequence=chosen,
            orders={"as_exported": groups, **orders} if orders else {},
            ages=[place[episode.id] for episode in episodes],
        )
    order = "newest" if is_timed else "oldest"
    return Listing(groups=choices[order], sequence=_in(oldest), orders=_first(order, orders))


def group_by_length(episodes: Iterable[Episode], languages: tuple[str, ...]) -> Groups:
    """Return the episodes of known running times by thirds of these, whose limits are round.

    Two thirds with the same limits are one; where all episodes are in one class, there is none.

    >>> from ...packaged.bundled import load_catalogue
    >>> groups = group_by_length(load_catalogue().episodes, ("en",))
    >>> [(group.anchor, len(group.things)) for group in groups]
    [('short', 2), ('medium', 5), ('long', 1)]
    """
    timed = [(e, e.duration / _MINUTE) for e in episodes if e.duration is not None]
    lengths = sorted(length for _, length in timed)
    if not lengths:
        return []
    low, high = (_round(lengths[len(lengths) * n // 3]) for n in (1, 2))
    low = low or high
    limits = [format_in_words(one * _MINUTE) for one in sorted({low, high})]
    classes = {
        "short": (limits[:1], [episode for episode, length in timed if length < low]),
        "medium": (limits, [episode for episode, length in timed if low <= length < high]),
        "long": (limits[-1:], [episode for episode, length in timed if length >= high]),
    }
    groups = [
        Group(
            anchor=name,
            heading=[(tag, text.format(*said)) for tag, text in word_versions(name, languages)],
            things=found,
        )
        for name, (said, found) in classes.items()
        if found
    ]
    return groups if groups[1:] else []


def _round(minutes: float) -> int:
    """Return a running time in round numbers.

    >>> [_round(minutes) for minutes in (4, 23, 51, 100)]
    [4, 25, 50, 105]
    """
    step = next(step for least, step in _STEPS if minutes >= least)
    return round(minutes / step) * step


def _in(groups: Iterable[Group[Episode]]) -> list[Episode]:
    return [episode for group in groups for episode in group.things]


def _first(order: str, orders: dict[str, Groups]) -> dict[str, Groups]:
    return dict(sorted(orders.items(), key=lambda one: one[0] != order))


def _group_by_time(episodes: Iterable[Episode], languages: tuple[str, ...]) -> Groups:
    """Return episodes that all have days by season, where each season follows another, or by year.

    Some seasons overlap, and some episodes have none; years keep them in time.
    """
    in_order = in_time(in_sequence(episodes))
    seasons = [episode.season for episode in in_order if episode.season is not None]
    if len(seasons) == len(in_order) and seasons == sorted(seasons):
        return _seasons(in_order, languages)
    return _years(sorted(in_order, key=_day), languages)


def _group_by_number(episodes: Iterable[Episode], languages: tuple[str, ...]) -> Groups:
    """Return episodes that all have numbers by season, or else by year, unless years contradict."""
    seasons = group_by_season(in_sequence(episodes))
    in_order = [one for some in seasons.values() for one in sorted(some, key=attrgetter("number"))]
    if seasons.keys() != {None}:
        return _seasons(in_order, languages)
    years = [one.published.year for one in in_order if one.published]
    if len(years) == len(in_order) and years == sorted(years):
        return _years(in_order, languages)
    return _others(in_order, None, languages)


def _group(episodes: Iterable[Episode], languages: tuple[str, ...]) -> Groups:
    """Return episodes by season, or else by year, the oldest first."""
    in_order = in_sequence(episodes)
    has_seasons = any(episode.season is not None for episode in in_order)
    if has_seasons:
        return _seasons(in_order, languages)
    return _years(sorted(in_order, key=_day), languages)


def _day(episode: Episode) -> tuple[str, dt.timedelta]:
    return str(episode.published or ""), instant_of(episode)


def _seasons(episodes: Iterable[Episode], languages: tuple[str, ...]) -> Groups:
    seasons = group_by_season(episodes)
    word = word_versions("season", languages, capital=True)
    groups = [
        Group(
            anchor=season_anchor(season),
            heading=[(tag, f"{text} {season}") for tag, text in word],
            things=found,
        )
        for season, found in seasons.items()
        if season is not None
    ]
    return [*groups, *_others(seasons.get(None), "other_episodes", languages)]


def _years(episodes: Iterable[Episode], languages: tuple[str, ...]) -> Groups:
    """Return episodes by year, in the order given; those without a day are last."""
    years: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        year = episode.published.year if episode.published else None
        years.setdefault(year, []).append(episode)
    undated = years.pop(None, None)
    groups = [
        Group(anchor=f"year-{year}", heading=[("", str(year))], things=found)
        for year, found in years.items()
    ]
    return [*groups, *_others(undated, "undated" if groups else None, languages)]


def _others(episodes: list[Episode] | None, word: str | None, languages: tuple[str, ...]) -> Groups:
    if not episodes:
        return []
    heading = word_versions(word, languages) if word else []
    return [Group(anchor=_OTHERS, heading=heading, things=episodes)]


def _turn(groups: Groups) -> Groups:
    """Return groups from their other end, as turn() in filters.js does; the others stay last."""
    turned = [attrs.evolve(group, things=group.things[::-1]) for group in reversed(groups)]
    return sorted(turned, key=lambda group: group.anchor == _OTHERS)


def by_family(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Return people by the first letter of their family name, else of the last word of the name.

    A family name is filed without the "de" before it, as French does.

    >>> ada = Person(id="ada", name="Ada de Rufz", given="Ada", family="de Rufz")
    >>> by_family([ada, Person(id="bo", name="Bo Miller")])
    {'': [<Person bo "Bo Miller">, <Person ada "Ada de Rufz">]}
    """
    return _by_letter(people, lambda one: f"{_filed(one)} {one.name}")


def _filed(person: Person) -> str:
    return re.sub(r"^(?:de\s+|d['’])(?=\S)", "", person.family or person.name.split()[-1])


def by_name(organisations: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    """Return organisations by the first letter of their name."""
    return _by_letter(organisations, lambda one: one.name)


def _by_letter(
    entities: Iterable[EntityT], name: Callable[[EntityT], str]
) -> dict[str, list[EntityT]]:
    """Return entities in the order of their names, by the first letter if there are many."""
    ordered = sorted((fold(name(entity)), entity.id, entity) for entity in entities)
    letters: dict[str, list[EntityT]] = {}
    for key, _, entity in ordered:
        letter = key[:1].upper() if len(ordered) > _LETTERS else ""
        letters.setdefault(letter if letter.isalpha() or not letter else "#", []).append(entity)
    return letters


def tree_of(
    entities: Iterable[EntityT],
    above: Callable[[EntityT], EntityT | None],
    name: Callable[[EntityT], str],
) -> dict[str, list[EntityT]]:
    """Return the children of each entity by its id, sorted by name; the roots are under ``""``."""
    tree: dict[str, list[EntityT]] = {}
    for entity in sorted(entities, key=lambda entity: fold(name(entity))):
        parent = above(entity)
        tree.setdefault(parent.id if parent else "", []).append(entity)
    return tree
