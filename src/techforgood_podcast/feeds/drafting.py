"""An RSS feed → the first draft of a catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..catalogue import Catalogue
from ..models import Appearance, DataInfo, Episode, Person, Show, Source
from ..models.rules import is_file_name
from ..text.folding import fold
from .items import Credit, Feed, FeedItem, read_feed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .xml import FeedSource


def draft_from_feed(feed: FeedSource) -> Catalogue:
    """Return the first draft of a catalogue from a show's RSS feed.

    It has what a feed says for certain: the show, and of each episode season, number, kind,
    title, running time, day, address, sound file and the people in ``podcast:person``. A season
    that is not given counts as the first. Summaries, themes and organisations are left to you.

    Raises:
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].title
    (<Show bread "Bread">, '1. Oven')
    """
    return _Draft(read_feed(feed)).catalogue()


class _Draft:
    """A first draft under way: the ids given so far."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.people: dict[str, Person] = {}
        self.ids: set[str] = set()
        self.bearers: dict[str, int] = {}
        title = feed.title or "Untitled show"
        self.source = Source(id="feed", title=f"RSS: {title}", url=feed.feed_url)
        self.show = Show(
            id=_slug(title) or "show",
            title=title,
            language=feed.language or "und",
            url=feed.url,
            feed_url=feed.feed_url,
            cover_url=feed.cover_url,
            hosts=self.people_of(feed.credits, "host", "co-host"),
            sources=(self.source,),
        )

    def catalogue(self) -> Catalogue:
        """Return the draft."""
        episodes = [self.episode(item) for item in self.feed.items if item.title]
        return Catalogue(show=self.show, episodes=episodes, info=DataInfo())

    def episode(self, item: FeedItem) -> Episode:
        """Return an item as an episode."""
        season = item.season or 1
        name = f"e{item.number:02}" if item.number else f"-{_slug(item.title)[:40].strip('-')}"
        return Episode(
            id=self.id(f"s{season:02}{name}".rstrip("-")),
            show=self.show,
            season=season,
            number=item.number,
            kind=item.kind,
            title=item.title,
            duration=item.duration,
            published=item.published,
            url=item.url,
            guid=item.guid,
            audio=item.audio,
            hosts=self.people_of(item.credits, "host", "co-host"),
            guests=tuple(
                Appearance(person=self.person(credit), credited_as=credit.name)
                for credit in _cast(item.credits, "guest")
            ),
            sources=(self.source,),
        )

    def people_of(self, people: Iterable[Credit], *roles: str) -> tuple[Person, ...]:
        """Return the people of the cast in one of these roles."""
        return tuple(self.person(credit) for credit in _cast(people, *roles))

    def person(self, credit: Credit) -> Person:
        """Return the person of a name; the same folded name is the same person."""
        key = _key(credit.name)
        if key not in self.people:
            id_ = self.id(_slug(credit.name) or "person")
            self.people[key] = Person(id=id_, name=credit.name, sources=(self.source,))
        return self.people[key]

    def id(self, wanted: str) -> str:
        """Return an id that nothing else has."""
        found = wanted
        while found in self.ids:
            self.bearers[wanted] = self.bearers.get(wanted, 1) + 1
            found = f"{wanted}-{self.bearers[wanted]}"
        self.ids.add(found)
        return found


def _cast(people: Iterable[Credit], *roles: str) -> Iterable[Credit]:
    """Give the people of the cast in one of these roles, each name once."""
    found: dict[str, Credit] = {}
    for credit in people:
        if credit.group == "cast" and credit.role in roles:
            found.setdefault(_key(credit.name), credit)
    return found.values()


def _key(name: str) -> str:
    """Return what the spellings of one name have in common."""
    return fold(name) or name


def _slug(text: str) -> str:
    """Return a text as an id, or nothing where no ASCII letter or digit is left of it."""
    words = re.findall(r"[a-z0-9]+", fold(text).encode("ascii", "ignore").decode())
    slug = "-".join(words)[:60].strip("-")
    return f"{slug}-1" if is_file_name(slug) else slug
