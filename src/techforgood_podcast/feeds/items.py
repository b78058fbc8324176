"""Parse the show and the items of an RSS feed, leaving out anything that is missing or garbled."""

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
from ..models.rules import WEB_ADDRESS, has_valid_host
from ..text.characters import FORBIDDEN, forbidden_in
from ..text.folding import fold
from .xml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .xml import Element, FeedSource

_BREAK = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--[^<>]*>", re.IGNORECASE)
# A numeric escape of no character, with so many digits that Python may refuse to convert them.
_LONG_ESCAPE = re.compile(r"&#(?:\d{10,}|x[\da-f]{10,});?", re.ASCII | re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:\.\d+)?")
_SECONDS = re.compile(r"(\d{1,6})(?:\.\d+)?")
_NUMBER = re.compile(r"0{0,6}([1-9]\d{0,6})")
_SIZE = re.compile(r"[1-9]\d{0,14}")
_MEDIA_TYPE = re.compile(r"(?:audio|video)/[\w.+-]+")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
# A number before a folded title: "3. Bread", "S1E3 - Bread", "Épisode 3 : Bread".
_LEADING_NUMBER = re.compile(
    r"(?:s(?:aison|eason)? ?(\d{1,4})(?!\d) ?)?(?:e|ep|episode)? ?(\d{1,6}) (?=\S)"
)
# A number before a title as printed; dropped if it is the item's own number.
_OWN_NUMBER = re.compile(
    r"(?:s(?:aison|eason)?\s?0*(\d{1,4})[\s,]*)?(?:#|e|ep\.?|[eé]pisode)?\s?0*(\d{1,6})"
    r"\s*[.:)|–—-]\s+(?=\S)",
    re.IGNORECASE,
)
# Maximum length of a title, name or URL in characters; anything longer is dropped.
_MAX_LENGTH = 2_000


@attrs.frozen(kw_only=True)
class Credit:
    """A person credited in a Podcasting 2.0 ``podcast:person`` element.

    Attributes:
        name: the name as printed.
        role: the role in lower case; ``host`` if none is given.
        group: the group in lower case; ``cast`` if none is given.

    >>> Credit(name="Ann Bell", role="guest", group="cast").role
    'guest'
    """

    name: str
    role: str
    group: str


@attrs.frozen(kw_only=True)
class FeedItem:
    """An item of a feed. Values that are missing or garbled are ``None``.

    Attributes:
        line: the line on which the item starts, from 1.
        title: the title, without markup.
        season: the season number.
        number: the episode number within the season.
        kind: ``full``, ``trailer`` or ``bonus``.
        duration: the running time.
        published: the date of publication as printed, in the feed's own time zone.
        url: the URL of the episode's page.
        guid: the identifier of the item; ``None`` if other items have the same.
        audio: the audio file.
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
    """A feed: the show and its items.

    Attributes:
        title: the title of the show, without markup.
        language: the language of the show, a BCP 47 tag.
        url: the URL of the show's website.
        feed_url: the URL of the feed itself.
        cover_url: the URL of the cover image.
        credits: the people named in ``podcast:person`` for the whole show.
        items: the items, in feed order.
    """

    title: str
    language: str | None
    url: str | None
    feed_url: str | None
    cover_url: str | None
    credits: tuple[Credit, ...]
    items: tuple[FeedItem, ...]


def read_feed(feed: FeedSource) -> Feed:
    """Read an RSS feed.

    Raises:
        FeedError: the feed cannot be read.
    """
    return _parse_feed(read(feed))


def _parse_feed(root: Element) -> Feed:
    """Parse the root element of a feed.

    Raises:
        FeedError: the document is XML but not RSS.
    """
    channel = next(root.find_all("channel"), None) if root.name == "rss" else None
    if channel is None:
        message = "expected an RSS feed: <rss> with a <channel>"
        raise FeedError(message, root.line, root.column)
    self_links = (
        link for link in channel.find_all("atom:link") if link.attributes.get("rel") == "self"
    )
    pictures = (
        *(image.attributes.get("href", "") for image in channel.find_all("itunes:image")),
        *(image.find_text("url") for image in channel.find_all("image")),
    )
    items = [_parse_item(element) for element in channel.find_all("item")]
    guids: Counter[str | None] = Counter(item.guid for item in items if item.guid is not None)
    return Feed(
        title=plain_text(channel.find_text("title", "itunes:title")),
        language=_parse_language(channel.find_text("language")),
        url=_parse_url(channel.find_text("link")),
        feed_url=next(
            filter(None, (_parse_url(link.attributes.get("href", "")) for link in self_links)), None
        ),
        cover_url=next(filter(None, map(_parse_url, pictures)), None),
        credits=tuple(_parse_credits(channel)),
        items=tuple(
            attrs.evolve(item, guid=None) if guids[item.guid] > 1 else item for item in items
        ),
    )


def plain_text(text: str) -> str:
    """Strip the markup and the escapes that some hosting services leave in text.

    >>> plain_text("<b>Pain</b> &amp;amp; code")
    'Pain & code'
    """
    for _ in range(2):
        text = html.unescape(_LONG_ESCAPE.sub("", text))
    text = _TAG.sub("", _BREAK.sub(" ", text))
    text = " ".join(re.sub(FORBIDDEN, " ", text).split())
    return text if len(text) <= _MAX_LENGTH else ""


@attrs.frozen
class Title:
    """A folded title, split from the episode number that some feeds put before it.

    Attributes:
        text: the title without the number.
        season: the season number; ``None`` if the title has none.
        number: the episode number; ``None`` if the title has none.

    >>> Title.of("S1E3 - Le pain"), Title.of("1984")
    (Title(text='le pain', season=1, number=3), Title(text='1984', season=None, number=None))
    """

    text: str
    season: int | None
    number: int | None

    @classmethod
    def of(cls, title: str) -> Title:
        """Split a title."""
        folded = fold(title)
        found = _LEADING_NUMBER.match(folded)
        if found is None:
            return cls(folded, None, None)
        season, number = found.groups()
        return cls(folded[found.end() :], int(season) if season else None, int(number))


def _parse_item(element: Element) -> FeedItem:
    kind = element.find_text("itunes:episodeType").lower()
    number = _parse_number(element.find_text("itunes:episode", "podcast:episode"))
    season = _parse_number(element.find_text("itunes:season", "podcast:season"))
    title = plain_text(element.find_text("itunes:title", "title"))
    return FeedItem(
        line=element.line,
        title=_strip_own_number(title, season, number),
        season=season,
        number=number,
        kind=_KINDS.get(kind, "full"),
        duration=_parse_duration(element.find_text("itunes:duration")),
        published=_parse_day(element.find_text("pubDate", "dc:date")),
        url=_parse_url(element.find_text("link")),
        guid=_valid_text(element.find_text("guid")),
        audio=next(filter(None, map(_parse_audio, element.find_all("enclosure"))), None),
        credits=tuple(_parse_credits(element)),
    )


_KINDS: dict[str, EpisodeKind] = {"full": "full", "trailer": "trailer", "bonus": "bonus"}


def _strip_own_number(title: str, season: int | None, number: int | None) -> str:
    found = _OWN_NUMBER.match(title)
    if found and int(found[2]) == number and found[1] in {None, str(season)}:
        return title[found.end() :]
    return title


def _valid_text(text: str) -> str | None:
    """Return the text unchanged, or ``None`` if a catalogue may not contain it."""
    return text if 0 < len(text) <= _MAX_LENGTH and not forbidden_in(text) else None


def _parse_number(text: str) -> int | None:
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _parse_url(text: str) -> str | None:
    refused = not _valid_text(text) or WEB_ADDRESS(text) or has_valid_host(text)
    return None if refused else text


def _parse_language(text: str) -> str | None:
    found = _LANGUAGE.fullmatch(text.replace("_", "-"))
    return f"{found[1].lower()}{found[2]}" if found else None


def _parse_duration(text: str) -> dt.timedelta | None:
    """Parse ``1:02:03``, ``62:03`` or ``3723``; a duration of zero counts as missing."""
    clock, seconds = _CLOCK.fullmatch(text), _SECONDS.fullmatch(text)
    if clock:
        parts = [int(part or 0) for part in clock.groups()]
        found = dt.timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
    else:
        found = dt.timedelta(seconds=int(seconds.group(1)) if seconds else 0)
    return found or None


def _parse_day(text: str) -> dt.date | None:
    """Return the date of a timestamp, in the time zone it is printed in."""
    iso = _ISO_DAY.match(text)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()))
        time = parsedate(text) or parsedate(f"{text} 00:00")
        return dt.date(*time[:3]) if time else None
    except (ValueError, OverflowError):
        return None


def _parse_audio(enclosure: Element) -> Audio | None:
    url = _parse_url(enclosure.attributes.get("url", "").strip())
    media_type = enclosure.attributes.get("type", "").partition(";")[0].strip().lower()
    if url is None or len(media_type) > _MAX_LENGTH or not _MEDIA_TYPE.fullmatch(media_type):
        return None
    length = enclosure.attributes.get("length", "").strip()
    size = int(length) if _SIZE.fullmatch(length) else None
    return Audio(url=url, media_type=media_type, length=size)


def _parse_credits(element: Element) -> Iterator[Credit]:
    for person in element.find_all("podcast:person"):
        name = plain_text(person.text)
        if name:
            role = person.attributes.get("role", "host").strip().lower()
            group = person.attributes.get("group", "cast").strip().lower()
            yield Credit(name=name, role=role, group=group)
