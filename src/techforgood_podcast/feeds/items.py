"""The elements of an RSS feed → what they say for certain; the rest is left out."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections import Counter
from email.utils import parsedate
from typing import TYPE_CHECKING

import attrs

from ..errors import FeedError
from ..models import Audio, EpisodeKind
from ..text.characters import FORBIDDEN, forbidden_in
from ..text.folding import fold
from .xml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .xml import Element, FeedSource

_BREAK = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--[^<>]*>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:\.\d+)?")
_SECONDS = re.compile(r"(\d{1,6})(?:\.\d+)?")
_NUMBER = re.compile(r"0{0,6}([1-9]\d{0,6})")
_SIZE = re.compile(r"[1-9]\d{0,14}")
_MEDIA_TYPE = re.compile(r"(?:audio|video)/[\w.+-]+")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_LEADING_NUMBER = re.compile(
    r"(?:s(?:aison|eason)? ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,6}) (?=\S)"
)
"""A number before a folded title: "3. Bread", "S1E3 - Bread", "Épisode 3 : Bread"."""
_OWN_NUMBER = re.compile(
    r"(?:s(?:aison|eason)?\s?0*(\d{1,4})[\s,]*)?(?:#|e|ep\.?|[eé]pisode)?\s?0*(\d{1,6})"
    r"\s*[.:)|–—-]\s+(?=\S)",
    re.IGNORECASE,
)
"""A number before a title; where it is that of the item, it is no part of the title."""
_LONGEST = 2_000
"""So many characters a title, name or address may have; what is longer is none."""


@attrs.frozen(kw_only=True)
class Credit:
    """A person whom an item names, in the words of Podcasting 2.0.

    Attributes:
        name: the name as printed.
        role: the role in lower case, ``host`` where none is given.
        group: the group in lower case, ``cast`` where none is given.
    """

    name: str
    role: str
    group: str


@attrs.frozen(kw_only=True)
class FeedItem:
    """What an item of a feed says of an episode; what it leaves open or garbles is ``None``.

    Attributes:
        line: the line on which the item begins.
        title: the title, without mark-up.
        season: the season.
        number: the number in the season.
        kind: ``full``, ``trailer`` or ``bonus``.
        duration: the running time.
        published: the day of publication as printed, in the feed's own zone.
        url: the address of the episode's page.
        guid: the identifier of the item.
        audio: the sound file.
        credits: the people named in ``podcast:person``.

    >>> import techforgood_podcast as tfg
    >>> feed = "<rss><channel><item><title>A greeting</title></item></channel></rss>"
    >>> item = tfg.enrich(tfg.load_catalogue(), feed).unmatched[0]
    >>> item.line, item.title, item.duration
    (1, 'A greeting', None)
    """

    line: int
    title: str
    season: int | None = None
    number: int | None = None
    kind: EpisodeKind = "full"
    duration: dt.timedelta | None = None
    published: dt.date | None = None
    url: str | None = None
    guid: str | None = None
    audio: Audio | None = None
    credits: tuple[Credit, ...] = ()


@attrs.frozen(kw_only=True)
class Feed:
    """What a feed says of a show, and its items.

    Attributes:
        title: the title of the show, without mark-up.
        language: the language, a BCP 47 tag.
        url: the page of the show.
        feed_url: the address of the feed itself.
        cover_url: the cover picture.
        credits: the people named in ``podcast:person`` for the show as a whole.
        items: the items, in the feed's order.
    """

    title: str
    language: str | None
    url: str | None
    feed_url: str | None
    cover_url: str | None
    credits: tuple[Credit, ...]
    items: tuple[FeedItem, ...]


def read_feed(feed: FeedSource) -> Feed:
    """Return what an RSS document says.

    Raises:
        FeedError: it cannot be read.
    """
    return feed_of(read(feed))


def feed_of(root: Element) -> Feed:
    """Return what an RSS document says.

    Raises:
        FeedError: the document is XML, but no RSS feed.
    """
    channel = next(root.all("channel"), None) if root.name == "rss" else None
    if channel is None:
        message = "expected an RSS feed: <rss> with a <channel>"
        raise FeedError(message, root.line, root.column)
    own = (link for link in channel.all("atom:link") if link.attributes.get("rel") == "self")
    pictures = (
        *(image.attributes.get("href", "") for image in channel.all("itunes:image")),
        *(image.first("url") for image in channel.all("image")),
    )
    items = [_item(element) for element in channel.all("item")]
    bearers: Counter[str | None] = Counter(item.guid for item in items if item.guid is not None)
    return Feed(
        title=plain_text(channel.first("title", "itunes:title")),
        language=_language(channel.first("language")),
        url=_url(channel.first("link")),
        feed_url=next(filter(None, (_url(link.attributes.get("href", "")) for link in own)), None),
        cover_url=next(filter(None, map(_url, pictures)), None),
        credits=tuple(_credits(channel)),
        items=tuple(
            attrs.evolve(item, guid=None) if bearers[item.guid] > 1 else item for item in items
        ),
    )


def plain_text(text: str) -> str:
    """Return a text without the mark-up and the escapes that some hosts leave in it.

    >>> plain_text("<b>Pain</b> &amp;amp; code")
    'Pain & code'
    """
    for _ in range(2):
        text = html.unescape(text)
    text = _TAG.sub("", _BREAK.sub(" ", text))
    text = " ".join(re.sub(FORBIDDEN, " ", text).split())
    return text if len(text) <= _LONGEST else ""


@attrs.frozen
class Title:
    """A folded title without the number that some feeds put before it, and that number.

    Attributes:
        text: the title without the number.
        season: the season that the number names.
        number: the number; ``None`` where there is none.

    >>> Title.of("S1E3 - Le pain"), Title.of("1984")
    (Title(text='le pain', season=1, number=3), Title(text='1984', season=None, number=None))
    """

    text: str
    season: int | None
    number: int | None

    @classmethod
    def of(cls, title: str) -> Title:
        """Take a title apart."""
        folded = fold(title)
        found = _LEADING_NUMBER.match(folded)
        if found is None:
            return cls(folded, None, None)
        season, number = found.groups()
        return cls(folded[found.end() :], int(season) if season else None, int(number))


def _item(element: Element) -> FeedItem:
    kind = element.first("itunes:episodeType").lower()
    number = _number(element.first("itunes:episode", "podcast:episode"))
    season = _number(element.first("itunes:season", "podcast:season"))
    title = plain_text(element.first("itunes:title", "title"))
    return FeedItem(
        line=element.line,
        title=_without_own_number(title, season, number),
        season=season,
        number=number,
        kind=_KINDS.get(kind, "full"),
        duration=_duration(element.first("itunes:duration")),
        published=_day(element.first("pubDate", "dc:date")),
        url=_url(element.first("link")),
        guid=_text(element.first("guid")),
        audio=next(filter(None, map(_audio, element.all("enclosure"))), None),
        credits=tuple(_credits(element)),
    )


_KINDS: dict[str, EpisodeKind] = {"full": "full", "trailer": "trailer", "bonus": "bonus"}


def _without_own_number(title: str, season: int | None, number: int | None) -> str:
    found = _OWN_NUMBER.match(title)
    if found and int(found[2]) == number and found[1] in {None, str(season)}:
        return title[found.end() :]
    return title


def _text(text: str) -> str | None:
    """Return a text as it stands, if a catalogue may hold it."""
    return text if 0 < len(text) <= _LONGEST and not forbidden_in(text) else None


def _number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _url(text: str) -> str | None:
    return _text(text) if _URL.fullmatch(text) else None


def _language(text: str) -> str | None:
    found = _LANGUAGE.fullmatch(text.replace("_", "-"))
    return f"{found[1].lower()}{found[2]}" if found else None


def _duration(text: str) -> dt.timedelta | None:
    """Read ``1:02:03``, ``62:03`` or ``3723``; nothing runs for no time."""
    clock, seconds = _CLOCK.fullmatch(text), _SECONDS.fullmatch(text)
    if clock:
        parts = [int(part or 0) for part in clock.groups()]
        found = dt.timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
    else:
        found = dt.timedelta(seconds=int(seconds.group(1)) if seconds else 0)
    return found or None


def _day(text: str) -> dt.date | None:
    """Return the day that a time names, in the zone in which it is printed."""
    iso = _ISO_DAY.match(text)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()))
        time = parsedate(text) or parsedate(f"{text} 00:00")
        return dt.date(*time[:3]) if time else None
    except (ValueError, OverflowError):
        return None


def _audio(enclosure: Element) -> Audio | None:
    url = _url(enclosure.attributes.get("url", "").strip())
    media_type = enclosure.attributes.get("type", "").partition(";")[0].strip().lower()
    if url is None or len(media_type) > _LONGEST or not _MEDIA_TYPE.fullmatch(media_type):
        return None
    length = enclosure.attributes.get("length", "").strip()
    size = int(length) if _SIZE.fullmatch(length) else None
    return Audio(url=url, media_type=media_type, length=size)


def _credits(element: Element) -> Iterator[Credit]:
    for person in element.all("podcast:person"):
        name = plain_text(person.text)
        if name:
            role = person.attributes.get("role", "host").strip().lower()
            group = person.attributes.get("group", "cast").strip().lower()
            yield Credit(name=name, role=role, group=group)
