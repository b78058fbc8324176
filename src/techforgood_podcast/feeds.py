"""An RSS feed → facts that fill the gaps of a catalogue, or the first draft of a new one."""

from __future__ import annotations

import datetime as dt
import re
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from ._feed_items import Credit, Feed, FeedItem, Title, feed_of
from ._feed_xml import MAX_BYTES, Element, parse
from .catalogue.catalogue import Catalogue
from .errors import FeedError, UnknownOptionError
from .models import Appearance, Audio, DataInfo, Episode, Person, Show, Source
from .models.fields import DEVICES
from .syntax import position_at
from .text.folding import fold
from .text.names import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Change", "Enrichment", "FeedItem", "draft_from_feed", "enrich"]

FeedSource: TypeAlias = str | bytes | PathLike[str]
"""The document itself (``str`` or ``bytes``), or the path of a file."""
ChangeKind: TypeAlias = Literal["filled", "confirmed", "conflict"]
ChangeField: TypeAlias = Literal["audio", "published", "duration", "url", "guid"]

_ON_CONFLICT = ("keep", "replace")
_FIELDS: tuple[ChangeField, ...] = ("audio", "published", "duration", "url", "guid")


@attrs.frozen(kw_only=True)
class Change:
    """One fact of a feed, beside what the catalogue said.

    Attributes:
        episode: the episode, as it was before.
        field: the field that the fact belongs to.
        old: what the catalogue said; ``None`` where it knew nothing.
        new: what the feed says.
        kind: ``"filled"`` where the catalogue knew nothing, ``"confirmed"`` where both say the
            same, ``"conflict"`` where they differ.

    >>> import techforgood_podcast as tfg
    >>> item = "<item><title>Quel avenir pour la tech avec Plastic Odyssey</title><guid>g-8</guid>"
    >>> feed = f"<rss><channel>{item}</item></channel></rss>"
    >>> change = tfg.enrich(tfg.load_catalogue(), feed).changes[0]
    >>> change.episode.code, change.field, change.old, change.new, change.kind
    ('S1E8', 'guid', None, 'g-8', 'filled')
    """

    episode: Episode
    field: ChangeField
    old: Audio | dt.date | dt.timedelta | str | None
    new: Audio | dt.date | dt.timedelta | str
    kind: ChangeKind


@attrs.frozen(kw_only=True)
class Enrichment:
    """What a feed brought to a catalogue.

    Attributes:
        catalogue: the catalogue with its gaps filled.
        changes: each fact of the feed, by episode and field.
        unmatched: the items that belong to no episode for certain.

    >>> import techforgood_podcast as tfg
    >>> feed = "<rss><channel><item><title>A greeting</title></item></channel></rss>"
    >>> found = tfg.enrich(tfg.load_catalogue(), feed)
    >>> found.changes, [item.title for item in found.unmatched]
    ((), ['A greeting'])
    """

    catalogue: Catalogue
    changes: tuple[Change, ...]
    unmatched: tuple[FeedItem, ...]


def enrich(
    catalogue: Catalogue,
    feed: FeedSource,
    *,
    on_conflict: Literal["keep", "replace"] = "keep",
) -> Enrichment:
    """Fill what a catalogue does not know from the show's RSS feed.

    An item belongs to the episode of its season and number; failing these, to the episode of its
    title, with or without a leading number, unless a number says otherwise. Sound file, day,
    running time, address and guid are filled in; a fact that the catalogue has is kept, unless
    ``on_conflict="replace"``.

    Args:
        catalogue: what is known.
        feed: the document, or the path of a file.
        on_conflict: whose fact counts where they differ.

    Raises:
        FeedError: the feed cannot be read.
        UnknownOptionError: ``on_conflict`` is neither.

    >>> import techforgood_podcast as tfg
    >>> feed = '''<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><item>
    ... <title>3. Fracture numérique et fracture sociale avec Wetechcare</title>
    ... <itunes:duration>1834</itunes:duration></item></channel></rss>'''
    >>> enriched = tfg.enrich(tfg.load_catalogue(), feed)
    >>> str(enriched.catalogue.episode(3).duration), enriched.changes[0].kind
    ('0:30:34', 'filled')
    """
    if on_conflict not in _ON_CONFLICT:
        raise UnknownOptionError(on_conflict, _ON_CONFLICT, closest(on_conflict, _ON_CONFLICT))
    read = _read(feed)
    places = _Places(catalogue)
    changes: list[Change] = []
    unmatched: list[FeedItem] = []
    filled: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for item in read.items:
        episode = places.episode_of(item)
        if episode is None or episode.id in taken:
            unmatched.append(item)
            continue
        taken.add(episode.id)
        for change in _changes(episode, item):
            changes.append(change)
            if change.kind == "filled" or (change.kind, on_conflict) == ("conflict", "replace"):
                filled.setdefault(episode.id, {})[change.field] = change.new
    order = {episode.id: place for place, episode in enumerate(catalogue.episodes)}
    changes.sort(key=lambda change: order[change.episode.id])
    source = _source(catalogue, read)
    episodes = [
        attrs.evolve(e, **filled[e.id], sources=tuple(dict.fromkeys((*e.sources, source))))
        if e.id in filled
        else e
        for e in catalogue.episodes
    ]
    return Enrichment(
        catalogue=_with_episodes(catalogue, episodes) if filled else catalogue,
        changes=tuple(changes),
        unmatched=tuple(unmatched),
    )


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
    return _Draft(_read(feed)).catalogue()


def _read(feed: FeedSource) -> Feed:
    return feed_of(_parsed(feed))


def _parsed(feed: FeedSource) -> Element:
    if isinstance(feed, str):
        text = feed.removeprefix("\ufeff")
        try:
            return parse(text.encode(), "utf-8")
        except UnicodeEncodeError as error:
            message = "half a character stands here (a lone surrogate)"
            raise FeedError(message, *position_at(text, error.start)) from None
    if isinstance(feed, bytes):
        return parse(feed)
    try:
        with Path(feed).open("rb") as stream:
            document = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise FeedError(f"{fspath(feed)}: {reason}", 0, 0) from None
    return parse(document)


class _Places:
    """Finds the episode that an item is about."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.by_number: dict[tuple[int, int], list[Episode]] = {}
        self.by_title: dict[str, list[Episode]] = {}
        for episode in catalogue.episodes:
            if episode.number is not None:
                key = episode.season, episode.number
                self.by_number.setdefault(key, []).append(episode)
            titles, printed = {str(fold(episode.title))}, Title.of(episode.title)
            if _may_be(episode, printed.season, printed.number):
                titles.add(printed.text)
            for title in titles:
                self.by_title.setdefault(title, []).append(episode)

    def episode_of(self, item: FeedItem) -> Episode | None:
        """Return the one episode that an item is about, if that is certain."""
        found: list[Episode] = []
        if item.season is not None and item.number is not None:
            found = self.by_number.get((item.season, item.number), [])
        if not found:
            return self.titled(item)
        return found[0] if len(found) == 1 else None

    def titled(self, item: FeedItem) -> Episode | None:
        """Return the one episode of an item's title, unless a number says otherwise."""
        whole, printed = Title(fold(item.title), None, None), Title.of(item.title)
        for title in (whole, printed):
            found = self.by_title.get(title.text, []) if title.text else []
            if found:
                told = ((item.season, item.number), (title.season, title.number))
                certain = len(found) == 1 and all(_may_be(found[0], *pair) for pair in told)
                return found[0] if certain else None
        return None


def _may_be(episode: Episode, season: int | None, number: int | None) -> bool:
    """Say whether season and number, as far as both sides have them, are the episode's."""
    return season in {None, episode.season} and (number is None or episode.number in {None, number})


def _changes(episode: Episode, item: FeedItem) -> Iterator[Change]:
    for field in _FIELDS:
        old, new = getattr(episode, field), getattr(item, field)
        if new is not None:
            kind: ChangeKind = "conflict" if old is not None else "filled"
            if old == new:
                kind = "confirmed"
            yield Change(episode=episode, field=field, old=old, new=new, kind=kind)


def _source(catalogue: Catalogue, feed: Feed) -> Source:
    """Return the feed as a source, under an id that no other source has."""
    title = f"RSS: {feed.title}" if feed.title else "RSS"
    taken: dict[str, Source | None] = {source.id: source for source in catalogue.sources}
    taken |= {redirect.id: None for redirect in catalogue.redirects}
    source = Source(id="feed", title=title, url=feed.feed_url)
    number = 1
    while taken.get(source.id, source) != source:
        number += 1
        source = attrs.evolve(source, id=f"feed-{number}")
    return source


def _with_episodes(catalogue: Catalogue, episodes: Iterable[Episode]) -> Catalogue:
    """Return the catalogue with other episodes in the place of its own."""
    return Catalogue(
        show=catalogue.show,
        episodes=episodes,
        people=catalogue.people,
        organisations=catalogue.organisations,
        themes=catalogue.themes,
        places=catalogue.places,
        sources=catalogue.sources,
        redirects=catalogue.redirects,
        info=attrs.evolve(catalogue.info, sha256=None),
    )


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
    return f"{slug}-1" if DEVICES.fullmatch(slug) else slug
