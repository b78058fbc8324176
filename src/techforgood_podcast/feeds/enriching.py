"""Fill gaps in a catalogue from an RSS feed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import attrs

from ..catalogue.catalogue import Catalogue
from ..catalogue.collection import check_kind
from ..catalogue.options import unknown_option
from ..models import Audio, Credit, Episode, LocalizedText, Person, Show, Source, Transcript
from ..models.algebra import is_gap
from ..models.entities import names_of
from ..text.words import feed_title
from .drafting import People, facts, numbers, publication
from .items import Feed, FeedItem, read_feed
from .matching import Matches, same_address, same_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .xml import FeedSource

ChangeKind: TypeAlias = Literal["filled", "confirmed", "conflict"]
ChangeField: TypeAlias = Literal[
    "title",
    "season",
    "number",
    "kind",
    "audio",
    "published",
    "published_at",
    "duration",
    "url",
    "guid",
    "notes",
    "image_url",
    "explicit",
    "keywords",
    "transcripts",
    "chapters_url",
    "hosts",
    "guests",
    "crew",
]
Fact: TypeAlias = (
    str
    | int
    | dt.date
    | dt.timedelta
    | Audio
    | tuple[str, ...]
    | tuple[Transcript, ...]
    | tuple[Person, ...]
    | tuple[Credit, ...]
)

_ON_CONFLICT: Final = ("keep", "replace")
# Titles are compared on request only.
_COMPARED: Final = tuple(field for field in get_args(ChangeField) if field != "title")
# A value of these that is equal is a sign of the match, and no news.
_SIGNS: Final = frozenset({"season", "number", "kind"})
# Credits are filled in as a whole, but not compared: a catalogue knows more of them than a feed.
_CREDITS: Final = frozenset({"hosts", "guests", "crew"})


@attrs.frozen(kw_only=True)
class Change:
    """A value from the feed, compared with the catalogue.

    Attributes:
        episode: the episode before the change.
        field: the name of the field.
        old: the value in the catalogue; ``None`` or empty if it had none, or an audio file of
            unknown size.
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
    old: Fact | None
    new: Fact
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
    with_notes: bool = False,
) -> Enrichment:
    """Fill gaps in a catalogue from the show's RSS feed.

    Items are matched to episodes by guid; those without a match by season and number, then by
    title, with or without a leading number, then by audio file, as long as no guid and no number
    contradicts the match.
    Where the catalogue has no value, that of the feed is filled in. Values that the catalogue
    already has are kept unless ``on_conflict="replace"``. Addresses with http and https are equal.

    Args:
        catalogue: the catalogue to enrich; it is not modified.
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        on_conflict: ``"keep"`` the catalogue's value or ``"replace"`` it if the feed's differs.
        with_notes: whether to take show notes, as plain text.

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
    is_catalogue = isinstance(catalogue, Catalogue)  # pyright: ignore[reportUnnecessaryIsInstance]
    check_kind(is_catalogue, "a catalogue", catalogue)
    if on_conflict not in _ON_CONFLICT:
        raise unknown_option(on_conflict, _ON_CONFLICT)
    read = read_feed(feed, with_notes=with_notes)
    source = source_of(read, catalogue)
    matches = Matches(read.items, catalogue.episodes)
    changes = compare(catalogue, matches, people_of(read, catalogue, (source,)))
    accepted = {"filled", "conflict"} if on_conflict == "replace" else {"filled"}
    values = values_by_episode(change for change in changes if change.kind in accepted)
    episodes = [
        attrs.evolve(e, **values[e.id], sources=tuple(dict.fromkeys((*e.sources, source))))
        if e.id in values
        else e
        for e in catalogue.episodes
    ]
    return Enrichment(
        catalogue=with_episodes(catalogue, episodes) if values else catalogue,
        changes=changes,
        unmatched=tuple(matches.left.values()),
    )


def compare(
    catalogue: Catalogue, matches: Matches, people: People, *, with_titles: bool = False
) -> tuple[Change, ...]:
    """Return every value of the matched items compared, in order of episode and field.

    Titles are compared on request, and only those that differ are returned.
    """
    found: dict[str, list[Change]] = {}
    pairs = [(matches.items[index], episode) for index, episode in matches.episodes.items()]
    for item, episode in sorted(pairs, key=lambda pair: publication(pair[0])):
        found[episode.id] = list(_compare(episode, numbers(item) | facts(item, people)))
        if with_titles and item.title and not same_title(item, episode):
            title = Change(
                episode=episode, field="title", old=episode.title, new=item.title, kind="conflict"
            )
            found[episode.id].insert(0, title)
    return tuple(change for e in catalogue.episodes for change in found.get(e.id, ()))


def people_of(
    feed: Feed, catalogue: Catalogue, sources: tuple[Source, ...], *, closed: bool = False
) -> People:
    """Return the people credited in a feed, with those that the catalogue knows."""
    return People(feed, sources, catalogue.people, catalogue.redirects, closed=closed)


def values_by_episode(changes: Iterable[Change]) -> dict[str, dict[str, Any]]:
    """Return the new values of changes, by the id of the episode and by field."""
    found: dict[str, dict[str, Any]] = {}
    for change in changes:
        values = found.setdefault(change.episode.id, {})
        values[change.field] = change.new
        if change.field == "published":
            values.setdefault("published_at", None)  # that of another day
    return found


def _compare(episode: Episode, values: Mapping[str, Any]) -> Iterator[Change]:
    """Yield each value of an item, compared with that of its episode."""
    same_moment = None not in {episode.published_at, values["published_at"]} and (
        episode.published_at == values["published_at"]
    )
    for field in _COMPARED:
        old, new = getattr(episode, field), values[field]
        if is_gap(new) or (old and field in _CREDITS):
            continue
        if field in _SIGNS and new in {old, "full"}:  # which is also the kind of unstated ones
            continue
        kind: ChangeKind = "filled" if is_gap(old) else "conflict"
        if _lacks_length(old, new):
            kind, new = "filled", attrs.evolve(old, length=new.length)
        elif _lacks_length(new, old):
            new = attrs.evolve(new, length=old.length)
        if are_equal(old, new) or (field == "published" and same_moment):
            kind = "confirmed"
        elif field == "published_at" and episode.published not in {None, values["published"]}:
            kind = "conflict"
        yield Change(episode=episode, field=field, old=old, new=new, kind=kind)


def _lacks_length(audio: Any, other: Any) -> bool:
    """Return whether a value is an audio file that lacks nothing of another but its size."""
    if not (isinstance(audio, Audio) and isinstance(other, Audio)) or audio == other:
        return False
    return audio.length is None and are_equal(attrs.evolve(audio, length=other.length), other)


def are_equal(old: Any, new: Any) -> bool:
    """Return whether two values are equal, be their addresses with http or with https."""
    if isinstance(old, Audio) and isinstance(new, Audio):
        return same_address(old.url) == same_address(new.url) and (
            attrs.evolve(old, url=new.url) == new
        )
    if isinstance(old, str) and isinstance(new, str):
        return same_address(old) == same_address(new)
    return bool(old == new)


def source_of(feed: Feed, catalogue: Catalogue) -> Source:
    """Return the feed as a source: that of the catalogue, or one whose id nothing else uses."""
    title = feed_title(feed.title or catalogue.show.title)
    for known in catalogue.sources:
        if title in names_of(known) or (feed.feed_url and known.url == feed.feed_url):
            return known
    taken = {known.id for known in catalogue.sources} | {past.id for past in catalogue.redirects}
    ids = ("feed", *(f"feed-{number}" for number in range(2, len(taken) + 3)))
    id_ = next(id_ for id_ in ids if id_ not in taken)
    # The same in each language, so that no text of the catalogue lacks a translation.
    tags = dict.fromkeys((catalogue.show.language, *catalogue.languages))
    called = LocalizedText(dict.fromkeys(tags, title))
    return Source(id=id_, title=called, url=feed.feed_url)


def with_episodes(
    catalogue: Catalogue, episodes: Iterable[Episode], show: Show | None = None
) -> Catalogue:
    """Return a copy of the catalogue with its episodes replaced, and its show if one is given."""
    if show is not None:
        episodes = [attrs.evolve(episode, show=show) for episode in episodes]
    return Catalogue(
        show=show or catalogue.show,
        episodes=episodes,
        people=catalogue.people,
        organisations=catalogue.organisations,
        themes=catalogue.themes,
        places=catalogue.places,
        sources=catalogue.sources,
        redirects=catalogue.redirects,
        info=catalogue.info,
    )
