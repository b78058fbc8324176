"""Fill gaps in a catalogue from an RSS feed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

from ..catalogue.catalogue import Catalogue
from ..errors import UnknownOptionError
from ..models import Audio, Episode, Source
from ..text.folding import fold
from ..text.suggestions import closest
from .items import Feed, FeedItem, Title, read_feed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .xml import FeedSource

ChangeKind: TypeAlias = Literal["filled", "confirmed", "conflict"]
ChangeField: TypeAlias = Literal["audio", "published", "duration", "url", "guid"]

_ON_CONFLICT = ("keep", "replace")
_FIELDS: tuple[ChangeField, ...] = ("audio", "published", "duration", "url", "guid")


@attrs.frozen(kw_only=True)
class Change:
    """A value from the feed, compared with the catalogue.

    Attributes:
        episode: the episode before the change.
        field: the name of the field.
        old: the value in the catalogue; ``None`` if it had none.
        new: the value in the feed.
        kind: ``"filled"`` if the catalogue had no value, ``"confirmed"`` if the values are equal,
            ``"conflict"`` if they differ.

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
    """The result of enriching a catalogue from a feed.

    Attributes:
        catalogue: the catalogue with its gaps filled.
        changes: every value compared, in order of episode and field.
        unmatched: feed items that could not be matched to an episode with certainty.

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
    """Fill gaps in a catalogue from the show's RSS feed.

    Items are matched to episodes by season and number, otherwise by title, with or without a
    leading number, as long as no number contradicts the match. The audio file, date, duration,
    URL and guid are filled in. Values that the catalogue already has are kept unless
    ``on_conflict="replace"``.

    Args:
        catalogue: the catalogue to enrich; it is not modified.
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        on_conflict: ``"keep"`` the catalogue's value or ``"replace"`` it if the feed's differs.

    Raises:
        FeedError: the feed cannot be read.
        UnknownOptionError: ``on_conflict`` is neither ``"keep"`` nor ``"replace"``.

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
    read = read_feed(feed)
    matcher = _Matcher(catalogue)
    changes: list[Change] = []
    unmatched: list[FeedItem] = []
    filled: dict[str, dict[str, Any]] = {}
    taken: set[str] = set()
    for item in read.items:
        episode = matcher.find_episode(item)
        if episode is None or episode.id in taken:
            unmatched.append(item)
            continue
        taken.add(episode.id)
        for change in _compare(episode, item):
            changes.append(change)
            if change.kind == "filled" or (change.kind, on_conflict) == ("conflict", "replace"):
                filled.setdefault(episode.id, {})[change.field] = change.new
    order = {episode.id: index for index, episode in enumerate(catalogue.episodes)}
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


class _Matcher:
    """Finds the episode that a feed item is about."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.by_number: dict[tuple[int | None, int], list[Episode]] = {}
        self.by_title: dict[str, list[Episode]] = {}
        for episode in catalogue.episodes:
            if episode.number is not None:
                key = episode.season, episode.number
                self.by_number.setdefault(key, []).append(episode)
            titles, stripped = {str(fold(episode.title))}, Title.of(episode.title)
            if _may_be(episode, stripped.season, stripped.number):
                titles.add(stripped.text)
            for title in titles:
                self.by_title.setdefault(title, []).append(episode)

    def find_episode(self, item: FeedItem) -> Episode | None:
        """Return the episode that an item is about, or ``None`` if that is not certain."""
        found: list[Episode] = []
        if item.season is not None and item.number is not None:
            found = self.by_number.get((item.season, item.number), [])
        if not found:
            return self.find_by_title(item)
        return found[0] if len(found) == 1 else None

    def find_by_title(self, item: FeedItem) -> Episode | None:
        """Return the only episode with the item's title, unless a number contradicts it."""
        complete, stripped = Title(fold(item.title), None, None), Title.of(item.title)
        for title in (complete, stripped):
            found = self.by_title.get(title.text, []) if title.text else []
            if found:
                numbers = ((item.season, item.number), (title.season, title.number))
                certain = len(found) == 1 and all(_may_be(found[0], *pair) for pair in numbers)
                return found[0] if certain else None
        return None


def _may_be(episode: Episode, season: int | None, number: int | None) -> bool:
    """Return whether season and number are compatible with the episode's; ``None`` is unknown."""
    return season in {None, episode.season} and (number is None or episode.number in {None, number})


def _compare(episode: Episode, item: FeedItem) -> Iterator[Change]:
    for field in _FIELDS:
        old, new = getattr(episode, field), getattr(item, field)
        if new is not None:
            kind: ChangeKind = "conflict" if old is not None else "filled"
            if old == new:
                kind = "confirmed"
            yield Change(episode=episode, field=field, old=old, new=new, kind=kind)


def _source(catalogue: Catalogue, feed: Feed) -> Source:
    """Return the feed as a source whose id no other source or redirect uses."""
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
    """Return a copy of the catalogue with its episodes replaced."""
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
