"""Draft a catalogue from an RSS feed."""

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
    """Draft a catalogue from a show's RSS feed.

    The draft has what the feed states explicitly: the show, and for each episode the season,
    number, kind, title, duration, date, URL, audio file and the people in ``podcast:person``. An
    item without a season is put in season 1. Summaries, themes and organisations are left to you.

    Args:
        feed: the document itself (``str`` or ``bytes``), or the path of a file.

    Raises:
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].title
    (<Show bread "Bread">, '1. Oven')
    """
    return _Drafter(read_feed(feed)).build_catalogue()


class _Drafter:
    """Builds a catalogue from a feed, giving every record an id of its own."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.people: dict[str, Person] = {}
        self.ids: set[str] = set()
        self.uses: dict[str, int] = {}
        title = feed.title or "Untitled show"
        self.source = Source(id="feed", title=f"RSS: {title}", url=feed.feed_url)
        self.show = Show(
            id=_slug(title) or "show",
            title=title,
            language=feed.language or "und",
            url=feed.url,
            feed_url=feed.feed_url,
            cover_url=feed.cover_url,
            hosts=self.add_people(feed.credits, "host", "co-host"),
            sources=(self.source,),
        )

    def build_catalogue(self) -> Catalogue:
        """Return the draft."""
        episodes = [self.build_episode(item) for item in self.feed.items if item.title]
        return Catalogue(show=self.show, episodes=episodes, info=DataInfo())

    def build_episode(self, item: FeedItem) -> Episode:
        """Return an item as an episode."""
        season = item.season or 1
        name = f"e{item.number:02}" if item.number else f"-{_slug(item.title)[:40].strip('-')}"
        return Episode(
            id=self.new_id(f"s{season:02}{name}".rstrip("-")),
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
            hosts=self.add_people(item.credits, "host", "co-host"),
            guests=tuple(
                Appearance(person=self.add_person(credit), credited_as=credit.name)
                for credit in _cast(item.credits, "guest")
            ),
            sources=(self.source,),
        )

    def add_people(self, people: Iterable[Credit], *roles: str) -> tuple[Person, ...]:
        """Return the cast members with one of these roles."""
        return tuple(self.add_person(credit) for credit in _cast(people, *roles))

    def add_person(self, credit: Credit) -> Person:
        """Return the person credited, creating one unless the folded name is known already."""
        key = _key(credit.name)
        if key not in self.people:
            id_ = self.new_id(_slug(credit.name) or "person")
            self.people[key] = Person(id=id_, name=credit.name, sources=(self.source,))
        return self.people[key]

    def new_id(self, wanted: str) -> str:
        """Return an unused id: the wanted one, with a numeric suffix if it is taken."""
        found = wanted
        while found in self.ids:
            self.uses[wanted] = self.uses.get(wanted, 1) + 1
            found = f"{wanted}-{self.uses[wanted]}"
        self.ids.add(found)
        return found


def _cast(people: Iterable[Credit], *roles: str) -> Iterable[Credit]:
    """Return the cast members with one of these roles, each name once."""
    found: dict[str, Credit] = {}
    for credit in people:
        if credit.group == "cast" and credit.role in roles:
            found.setdefault(_key(credit.name), credit)
    return found.values()


def _key(name: str) -> str:
    """Return a key that all spellings of a name share."""
    return fold(name) or name


def _slug(text: str) -> str:
    """Turn text into an id; empty if the text has no letter or digit that folds to ASCII."""
    words = re.findall(r"[a-z0-9]+", fold(text).encode("ascii", "ignore").decode())
    slug = "-".join(words)[:60].strip("-")
    return f"{slug}-1" if is_file_name(slug) else slug
