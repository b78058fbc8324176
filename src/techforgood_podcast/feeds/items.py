"""Read the show and the items of an RSS feed, and count what is missing or garbled."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import attrs

from ..errors import FeedError
from ..models import Audio, EpisodeKind, ShowKind, Transcript
from ..models.text import about
from .counts import ON_REQUEST, UNKNOWN, FeedCount, Part, Tally
from .notes import notes_text
from .titles import printed_number
from .values import (
    parse_audio,
    parse_day,
    parse_duration,
    parse_email,
    parse_flag,
    parse_language,
    parse_media_type,
    parse_moment,
    parse_number,
    parse_url,
    plain_text,
    valid_text,
)
from .xml import name_of, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from .xml import Element, FeedSource

ValueT = TypeVar("ValueT")

_NOTES = ("content:encoded", "description", "itunes:summary")
# Roles of people who speak, in the group of the cast only.
_CAST = {"host", "co-host", "guest"}
_KINDS: dict[str, EpisodeKind] = {"full": "full", "trailer": "trailer", "bonus": "bonus"}
_SHOW_KINDS: dict[str, ShowKind] = {"episodic": "episodic", "serial": "serial"}


@attrs.frozen(kw_only=True)
class FeedCredit:
    """A person credited in a Podcasting 2.0 ``podcast:person`` element.

    Attributes:
        name: the name as printed.
        role: the role in lower case; ``host`` if none is given, or the group if it is not the cast.
        group: the group in lower case; ``cast`` if none is given.
        url: the URL of a page about the person.
        image_url: the URL of a picture.

    >>> FeedCredit(name="Ann Bell", role="guest", group="cast").role
    'guest'
    """

    name: str
    role: str
    group: str
    url: str | None = None
    image_url: str | None = None

    @property
    def is_host(self) -> bool:
        """Whether it is the credit of a host."""
        return self.group == "cast" and self.role in {"host", "co-host"}

    @property
    def is_guest(self) -> bool:
        """Whether it is the credit of a guest."""
        return self.group == "cast" and self.role == "guest"


@attrs.frozen(kw_only=True)
class FeedItem:
    """An item of a feed. Values that are missing or garbled are ``None``.

    Attributes:
        line: the line on which the item starts, from 1.
        title: the title, without markup.
        season: the season, from its own element or from the title.
        number: the number, from its own element or from the title.
        kind: ``full``, ``trailer`` or ``bonus``.
        duration: the running time, in whole seconds.
        published: the day of publication as printed, in the feed's own time zone.
        published_at: the moment of publication, with its zone; ``None`` if only the day is certain.
        url: its page.
        guid: its identifier; ``None`` if other items have the same.
        notes: the show notes as plain text; ``None`` unless asked for.
        audio: its audio file.
        image_url: its own picture.
        explicit: whether it has words or subjects that are not for children.
        keywords: the publisher's own words for what it is about.
        transcripts: what is said in it, as text or subtitles.
        chapters_url: its chapters, a file in the format of Podcasting 2.0.
        credits: the people named in ``podcast:person``.

    >>> import techforgood_podcast as tfg
    >>> feed = "<rss><channel><item><title>A greeting</title></item></channel></rss>"
    >>> item = tfg.enrich(tfg.load_catalogue(), feed).unmatched[0]
    >>> item.line, item.title, item.duration
    (1, 'A greeting', None)
    """

    # What is not described here means what it does in an episode.
    line: int = attrs.field(metadata=about("The line on which the item starts, from 1."))
    title: str = attrs.field(metadata=about("The title, without markup."))
    season: int | None = attrs.field(
        default=None, metadata=about("The season, from its own element or from the title.")
    )
    number: int | None = attrs.field(
        default=None, metadata=about("The number, from its own element or from the title.")
    )
    kind: EpisodeKind = "full"
    duration: dt.timedelta | None = None
    published: dt.date | None = attrs.field(
        default=None,
        metadata=about("The day of publication as printed, in the feed's own time zone."),
    )
    published_at: dt.datetime | None = attrs.field(
        default=None,
        metadata=about(
            "The moment of publication, with its zone; empty if only the day is certain."
        ),
    )
    url: str | None = None
    guid: str | None = attrs.field(
        default=None, metadata=about("Its identifier; empty if other items have the same.")
    )
    notes: str | None = attrs.field(
        default=None, metadata=about("The show notes as plain text; empty unless asked for.")
    )
    audio: Audio | None = None
    image_url: str | None = None
    explicit: bool | None = None
    keywords: tuple[str, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    chapters_url: str | None = None
    credits: tuple[FeedCredit, ...] = attrs.field(
        default=(), metadata=about('The people named in "podcast:person".')
    )


@attrs.frozen(kw_only=True)
class Feed:
    """A feed: the show and its items.

    Attributes:
        title: the title of the show, without markup.
        language: the language of the show, a BCP 47 tag.
        summary: the description of the show; ``None`` unless notes are asked for.
        url: the URL of the show's website.
        feed_url: the URL of the feed itself.
        cover_url: the URL of the cover image.
        author: who makes the show, as directories print it.
        owner_name: the owner of the feed.
        owner_email: how directories reach the owner.
        copyright: the copyright notice.
        explicit: whether the show is marked as explicit.
        kind: ``episodic`` or ``serial``.
        categories: Apple's categories, such as "Arts > Food".
        guid: the identifier of the show.
        credits: the people named in ``podcast:person`` for the whole show.
        items: the items, in feed order.
        counts: what was taken from the feed and what was not.
    """

    title: str
    language: str | None
    summary: str | None
    url: str | None
    feed_url: str | None
    cover_url: str | None
    author: str | None
    owner_name: str | None
    owner_email: str | None
    copyright: str | None
    explicit: bool | None
    kind: ShowKind | None
    categories: tuple[str, ...]
    guid: str | None
    credits: tuple[FeedCredit, ...]
    items: tuple[FeedItem, ...]
    counts: tuple[FeedCount, ...]


def inspect_feed(feed: FeedSource, *, with_notes: bool = False) -> tuple[FeedCount, ...]:
    """Count what a catalogue takes from a feed, and what it does not take and why.

    Args:
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        with_notes: whether show notes are taken.

    Raises:
        FeedError: the feed cannot be read.

    >>> feed = '''<rss><channel><item><title>Bread</title><itunes:duration>00:04:60
    ... </itunes:duration></item></channel></rss>'''
    >>> [(c.element, c.count, c.reason, c.lines) for c in inspect_feed(feed) if c.reason]
    [('itunes:duration', 1, 'not a running time', (1,))]
    """
    return read_feed(feed, with_notes=with_notes).counts


def read_feed(feed: FeedSource, *, with_notes: bool = False) -> Feed:
    """Read an RSS feed.

    Raises:
        FeedError: the feed cannot be read, or is not RSS.
    """
    root = read(feed)
    channel = next(root.find_all("channel"), None) if root.name == "rss" else None
    if channel is None:
        message = "expected an RSS feed: <rss> with a <channel>"
        raise FeedError(message, root.line, root.column, name_of(feed))
    return _read_channel(channel, Tally(), with_notes=with_notes)


def _read_channel(channel: Element, tally: Tally, *, with_notes: bool) -> Feed:
    elements = list(channel.find_all("item"))
    guids = Counter(_text_of(guid) for item in elements for guid in item.find_all("guid"))
    shared = {guid for guid, count in guids.items() if count > 1}
    items = tuple(_read_item(item, shared, tally, with_notes=with_notes) for item in elements)
    part = Part("channel", channel, tally)
    part.unseen.pop("item", None)
    owner = next(iter(part.unseen.get("itunes:owner", ())), None)
    part.take(lambda found: found is owner, "itunes:owner")
    return Feed(
        title=part.take(_text(plain_text), "title", "itunes:title") or "",
        language=part.take(_text(parse_language), "language"),
        summary=_take_notes(part, with_notes=with_notes),
        url=part.take(_text(parse_url), "link"),
        feed_url=part.take(_self_link, "atom:link"),
        cover_url=part.take(_image, "itunes:image", "image"),
        author=part.take(_text(plain_text), "itunes:author"),
        owner_name=plain_text(owner.find_text("itunes:name")) or None if owner else None,
        owner_email=parse_email(owner.find_text("itunes:email")) if owner else None,
        copyright=part.take(_text(plain_text), "copyright"),
        explicit=part.take(_text(parse_flag), "itunes:explicit"),
        kind=part.take(_text(_parse_show_kind), "itunes:type"),
        categories=_take_categories(part),
        guid=part.take(_text(valid_text), "podcast:guid"),
        credits=part.take_all(_host, "podcast:person", "only hosts have a field in the show"),
        items=items,
        counts=_finish(part, tally),
    )


def _finish(part: Part, tally: Tally) -> tuple[FeedCount, ...]:
    part.leave(UNKNOWN)
    return tally.report()


def _read_item(element: Element, shared: set[str], tally: Tally, *, with_notes: bool) -> FeedItem:
    part = Part("item", element, tally)
    printed = [plain_text(title) for title in _texts(element, "itunes:title", "title")]
    title = part.take(_text(plain_text), "itunes:title", "title") or ""
    season = part.take(_text(parse_number), "itunes:season", "podcast:season")
    number = part.take(_text(parse_number), "itunes:episode", "podcast:episode")
    if number is None:
        found = next(filter(None, map(printed_number, printed)), None)
        if found and found[0] in {None, season or found[0]}:
            season, number = season or found[0], found[1]
    dates = [
        (parse_day(text), parse_moment(text)) for text in _texts(element, "pubDate", "dc:date")
    ]
    day, moment = next((pair for pair in dates if pair[0]), (None, None))
    part.take(_text(parse_day), "pubDate", "dc:date")
    if shared and _text_of(next(element.find_all("guid"), None)) in shared:
        part.leave("several items have it", "guid")
    kind: EpisodeKind | None = part.take(_text(_parse_kind), "itunes:episodeType")
    if not title:
        tally.add("item", "item", element.line, "it has no title")
    item = FeedItem(
        line=element.line,
        title=title,
        season=season,
        number=number,
        kind=kind or "full",
        duration=part.take(_text(parse_duration), "itunes:duration"),
        published=day,
        published_at=moment,
        url=part.take(_text(parse_url), "link"),
        guid=part.take(_text(valid_text), "guid"),
        notes=_take_notes(part, with_notes=with_notes),
        audio=part.take(parse_audio, "enclosure"),
        image_url=part.take(_image, "itunes:image", "image"),
        explicit=part.take(_text(parse_flag), "itunes:explicit"),
        keywords=_take_keywords(part),
        transcripts=part.take_all(_transcript, "podcast:transcript"),
        chapters_url=part.take(_address("url"), "podcast:chapters"),
        credits=part.take_all(_credit, "podcast:person"),
    )
    part.leave(UNKNOWN)
    return item


def _parse_show_kind(text: str) -> ShowKind | None:
    return _SHOW_KINDS.get(text.lower())


def _parse_kind(text: str) -> EpisodeKind | None:
    return _KINDS.get(text.lower())


def _take_notes(part: Part, *, with_notes: bool) -> str | None:
    if with_notes:
        return part.take(lambda element: notes_text(element.text), *_NOTES)
    part.leave(ON_REQUEST, *_NOTES)
    return None


def _take_keywords(part: Part) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in part.take_all(_text(plain_text), "itunes:keywords"):
        found |= dict.fromkeys(word for word in map(str.strip, text.split(",")) if word)
    return tuple(found)


def _take_categories(part: Part) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for names in part.take_all(_category, "itunes:category"):
        found |= dict.fromkeys(names)
    return tuple(found)


def _category(element: Element) -> tuple[str, ...] | None:
    """Return a category of Apple's with each of its subcategories, or alone."""
    name = plain_text(element.attributes.get("text", ""))
    below = [plain_text(sub.attributes.get("text", "")) for sub in element.children]
    return tuple(f"{name} > {sub}" for sub in below if sub) or (name,) if name else None


def _transcript(element: Element) -> Transcript | None:
    url = _address("url")(element)
    media_type = parse_media_type(element.attributes.get("type", ""))
    if url is None or media_type is None:
        return None
    language = parse_language(element.attributes.get("language", ""))
    return Transcript(url=url, media_type=media_type, language=language)


def _credit(element: Element) -> FeedCredit | None:
    name = plain_text(element.text)
    if not name:
        return None
    role = plain_text(element.attributes.get("role", "")).lower()
    group = plain_text(element.attributes.get("group", "")).lower() or "cast"
    if not role or role in _CAST:
        role = (role or "host") if group == "cast" else group
    return FeedCredit(
        name=name,
        role=role,
        group=group,
        url=_address("href")(element),
        image_url=_address("img")(element),
    )


def _host(element: Element) -> FeedCredit | None:
    credit = _credit(element)
    return credit if credit and credit.is_host else None


def _image(element: Element) -> str | None:
    return parse_url(element.attributes.get("href", "").strip() or element.find_text("url"))


def _self_link(element: Element) -> str | None:
    return _address("href")(element) if element.attributes.get("rel") == "self" else None


def _address(attribute: str) -> Callable[[Element], str | None]:
    """Return a parser of the address in an attribute."""
    return lambda element: parse_url(element.attributes.get(attribute, "").strip())


def _text(parse: Callable[[str], ValueT | None]) -> Callable[[Element], ValueT | None]:
    """Return a parser of an element by its text, with single spaces."""
    return partial(_parse_text, parse)


def _parse_text(parse: Callable[[str], ValueT | None], element: Element) -> ValueT | None:
    return parse(_text_of(element))


def _text_of(element: Element | None) -> str:
    return " ".join(element.text.split()) if element else ""


def _texts(element: Element, *names: str) -> list[str]:
    return [_text_of(child) for child in element.find_all(*names)]
