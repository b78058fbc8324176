"""Read the files of an RSS feed as one show with items, and count what is not taken."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

import attrs

from ...errors import FeedError, Problem
from ...models import Episode, Show
from ...models.algebra import is_gap
from ...models.fields import fields_of, stated_fields
from ...models.plain import plain_value
from ...models.rules import check_flags
from ...quoting import quoted
from ...syntax import wrong_kind
from .chapters import noted_chapters
from .counts import (
    CUT,
    ON_REQUEST,
    PROPOSED,
    REPEATED,
    TWICE,
    TWICE_OTHERWISE,
    FeedCount,
    Part,
    Tally,
)
from .elements import (
    EPISODE,
    PEOPLE,
    SHOW,
    UNKNOWN,
    FeedCredit,
    has_cut_subtitle,
    parse_country,
    parse_credit,
    parse_host,
    parse_location,
    parse_names,
    parse_self_link,
    parse_url,
    same_address,
)
from .xml import RSS, Element, FeedSource, Reader, feed_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...models.plain import Plain
    from .elements import Source

_SEASON = r"s(?:aison|eason|taffel)?\s?0*(\d{1,4})[\s,]*"
_EPISODE = r"(?:#|e|ep\.?|[eé]pisod[eio]+|folge|nr\.?|no\.)\s?#?0*"
_SEPARATOR = r"\s*(?:[:|)–—]|[.-](?=\s))\s*"
# A number that is certainly that of the episode: "Episode 12 – Bread", "#12", "S1E3: Bread".
_NAMED_NUMBER = re.compile(rf"(?:{_SEASON})?{_EPISODE}(\d{{1,6}})(?:{_SEPARATOR}|$)", re.IGNORECASE)
# A number alone: "278: Bread".
_BARE_NUMBER = re.compile(rf"0*(\d{{1,4}}){_SEPARATOR}(?<=\s)(?=\S)")
# Numbers that are more probably years: "1984: a review".
_YEARS = range(1900, 2100)
# Elements whose text is an address.
_ADDRESSES: Final = frozenset({"link", "url", "itunes:new-feed-url"})
# Attributes that can only be addresses, so that a bare name in them is that of a file.
_FILES: Final = {
    "enclosure": "url",
    "itunes:image": "href",
    "podcast:transcript": "url",
    "podcast:chapters": "url",
    "atom:link": "href",
}
_RELATIVE: Final = re.compile(r"\s*\.{0,2}/")
# A relative address that begins with neither a scheme nor what may be a host.
_NAME: Final = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|[^./?#]*\.[^/?#]*/)[^#]")


# What people take for an RSS feed, by the name of its root.
_KINDS: Final = {
    "rss": "<rss> without a <channel>",
    "feed": "an Atom feed",
    "RDF": "a feed in RSS 1.0",
    "opml": "OPML, a list of feeds",
    "sitemapindex": "a sitemap",
    "urlset": "a sitemap",
}


@attrs.frozen(kw_only=True)
class FeedItem:
    """An item of a feed.

    Attributes:
        file: the path of the feed; ``feed`` if it was passed as text or bytes.
        line: the line on which the item starts, from 1.
        title: the title, without markup; empty if it has none.
        values: what it states of an episode, by field, as files hold it.
        credits: the people named in ``podcast:person``.
        places: the names of the places in ``podcast:location``.

    >>> import techforgood_podcast as tfg
    >>> feed = "<rss><channel><item><title>A greeting</title><guid>g</guid></item></channel></rss>"
    >>> item = tfg.enrich(tfg.load_catalogue(), feed).unmatched[0]
    >>> item.line, item.title, item.values
    (1, 'A greeting', {'title': 'A greeting', 'guid': 'g'})
    """

    file: str
    line: int
    title: str
    values: Mapping[str, Any] = attrs.field(hash=False)
    credits: tuple[FeedCredit, ...] = ()
    places: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Feed:
    """A feed: the show and its items.

    Attributes:
        title: the title of the show, without markup; empty if it has none.
        values: what it states of the show, by field, as files hold it.
        credits: the hosts named in ``podcast:person`` for the whole show.
        items: the items, in feed order.
        names: the names of authors and contributors, each as often as the feed has it.
        countries: the names of places, each with the code of its country.
        is_archive: whether it holds items that the feed itself no longer has (RFC 5005).
        counts: what was taken from the feed and what was not.
        mended: a warning for each thing that was mended.
    """

    title: str
    values: Mapping[str, Any]
    credits: tuple[FeedCredit, ...]
    items: tuple[FeedItem, ...]
    names: tuple[str, ...]
    countries: tuple[tuple[str, str], ...]
    is_archive: bool
    counts: tuple[FeedCount, ...] = ()
    mended: tuple[Problem, ...] = ()


def inspect_feed(
    *feeds: FeedSource,
    with_notes: bool = True,
    recover: bool = False,
    max_bytes: int | None = None,
) -> tuple[FeedCount, ...]:
    """Count what a catalogue takes from a feed, and what it does not take and why.

    Args:
        feeds: the path of a file (``str`` or ``Path``), or the document itself (``str`` or
            ``bytes``); several for the pages of a feed.
        with_notes: whether show notes are taken.
        recover: whether to read a bare ``&`` as ``&amp;``, and to stop after ``</rss>``.
        max_bytes: how many bytes may be read; 16 MiB by default.

    Raises:
        FeedError: the feed cannot be read.

    >>> feed = '''<rss><channel><item><title>Bread</title><itunes:duration>00:04:60
    ... </itunes:duration></item></channel></rss>'''
    >>> [(c.element, c.count, c.reason, c.lines) for c in inspect_feed(feed) if c.reason]
    [('itunes:duration', 1, 'not a running time', (1,))]
    """
    return read_feed(*feeds, with_notes=with_notes, recover=recover, max_bytes=max_bytes).counts


def read_feed(
    *feeds: FeedSource,
    with_notes: bool = True,
    recover: bool = False,
    max_bytes: int | None = None,
) -> Feed:
    """Read the files of an RSS feed as one.

    Raises:
        FeedError: a file cannot be read, or is not RSS.
    """
    check_flags(with_notes=with_notes, recover=recover)
    if not feeds:
        raise wrong_kind("a feed or its path", None)
    reader, tally = Reader(recover=recover, max_bytes=max_bytes), Tally()
    pages: list[Feed] = []
    for number, feed in enumerate(feeds, 1):
        tally.file = feed_name(feed, number if len(feeds) > 1 else None)
        channel = channel_of(feed, reader, tally.file)
        pages.append(_read_channel(channel, tally, with_notes=with_notes))
    joined = _join(pages, tally)
    return attrs.evolve(joined, counts=tally.report(), mended=tuple(reader.mended))


def check_items(feed: Feed) -> None:
    """Refuse a feed from which no episode can come.

    Raises:
        FeedError: the feed has no items.
    """
    if not feed.items:
        message = "the feed has no items; download it again once an episode is published"
        raise FeedError(message, 0, 0)


def channel_of(feed: FeedSource, reader: Reader, name: str) -> Element:
    """Return the channel of an RSS feed; messages call the feed by a name.

    Raises:
        FeedError: the feed cannot be read, or is not RSS.
    """
    root = reader.read(feed, name)
    channel = next(root.find_all("channel"), None) if root.name == "rss" else None
    if channel is None:
        kind = root.name.rpartition(":")[2]
        found = _KINDS.get(kind) or f"XML that begins with {quoted(f'<{kind}>')}"
        message = f"expected an RSS feed, found {found}; {RSS}"
        raise FeedError(message, root.line, root.column, name)
    _complete_addresses(channel)
    return channel


def _complete_addresses(channel: Element) -> None:
    """Complete the addresses of a channel that begin with a slash, or with a dot and a slash.

    Where only an address can be, so are names of files. The base is where the feed is, or else the
    page of the show.
    """
    links = (parse_self_link(link) for link in channel.find_all("atom:link"))
    base = next(filter(None, links), None) or parse_url(channel.find_text("link"))
    if base is None:
        return
    rest = [channel]
    while rest:
        element = rest.pop()
        rest += element.children
        if element.name in _ADDRESSES:
            element.text = _absolute(base, element.text)
        for name in element.attributes.keys() & {"href", "img", "url"}:
            is_file = name == _FILES.get(element.name)
            element.attributes[name] = _absolute(base, element.attributes[name], is_file=is_file)


def _absolute(base: str, address: str, *, is_file: bool = False) -> str:
    if not (_RELATIVE.match(address) or (is_file and _NAME.match(address.strip()))):
        return address
    try:
        return urljoin(base, address.strip())
    except ValueError:  # brackets that are no host
        return address


def _join(pages: Sequence[Feed], tally: Tally) -> Feed:
    """Return files as one feed: the show is that of the newest, and so is an item of several.

    The newest is the one with the item published last that is no archive, or else the first.
    """
    newest, *_ = ordered = sorted(pages, key=_age, reverse=True)
    items: list[FeedItem] = []
    seen: set[str] = set()
    for page in ordered:
        keys = list(_keys(page.items))
        for key, item in zip(keys, page.items, strict=True):
            if key in seen:
                tally.file = item.file
                tally.add("item", "item", item.line, REPEATED)
            else:
                items.append(item)
        seen.update(keys)
    countries = tuple(chain.from_iterable(page.countries for page in ordered))
    return attrs.evolve(newest, items=tuple(items), countries=countries)


def _age(page: Feed) -> tuple[bool, bool, float]:
    """Return a key that sorts older files first, and equal ones not at all."""
    dated, time = max((publication(item)[:2] for item in page.items), default=(False, 0.0))
    return not page.is_archive, dated, time


def _keys(items: Sequence[FeedItem]) -> Iterator[str]:
    """Yield what identifies each item: a guid or an audio file of its own, or else the rest."""
    signs = [
        (item.values.get("guid", ""), item.values.get("audio", {}).get("url", "")) for item in items
    ]
    count = Counter(chain.from_iterable(map(set, signs)))
    for item, both in zip(items, signs, strict=True):
        rest = f"{identity(item.values)}\n{item.values.get('published')}"
        yield same_address(next((sign for sign in both if sign and count[sign] == 1), rest))


def _read_channel(channel: Element, tally: Tally, *, with_notes: bool) -> Feed:
    """Read a channel, and count what is taken from it."""
    elements, repeated = distinct_items(channel)
    read = partial(_read_item, with_notes=with_notes)
    items = tuple(read(item, tally=tally) for item in elements)
    for item, first in repeated:
        one, other = (read(element, tally=Tally()) for element in (item, first))
        is_same = attrs.evolve(one, line=other.line) == other
        tally.add("item", "item", item.line, TWICE if is_same else TWICE_OTHERWISE)
    part = Part("channel", channel, tally)
    part.unseen.pop("item", None)
    values = _plain(Show, _take(part, Show, SHOW, with_notes=with_notes))
    days = [item.values.get("published", "") for item in items]
    if days and "" < days[0] < days[-1] and days == sorted(days):
        values["feed_order"] = "oldest"
    hosts = part.take_all(parse_host, "podcast:person", "only hosts have a field in the show")
    part.leave(PROPOSED, *PEOPLE)
    part.leave(UNKNOWN)
    return Feed(
        title=values.get("title", ""),
        values=values,
        credits=hosts,
        items=items,
        is_archive=any(channel.find_all("fh:archive")),
        names=tuple(
            name
            for parent in (channel, *elements)
            for person in parent.find_all(*PEOPLE)
            for name in parse_names(person)
        ),
        countries=tuple(
            (name, code)
            for item in elements
            for place in item.find_all("podcast:location")
            if (name := parse_location(place)) and (code := parse_country(place))
        ),
    )


def distinct_items(channel: Element) -> tuple[list[Element], list[tuple[Element, Element]]]:
    """Return the items, and apart those with the guid and audio of an earlier one, with this."""
    first: dict[tuple[str, str], Element] = {}
    items: list[Element] = []
    repeated: list[tuple[Element, Element]] = []
    audio = EPISODE["audio"]
    for item in channel.find_all("item"):
        guid = item.find_text("guid")
        files = filter(None, map(audio.parse, item.find_all(*audio.elements)))
        url = next((file.url for file in files), None)
        known = first.setdefault((guid, same_address(url)), item) if guid and url else item
        if known is item:
            items.append(item)
        else:
            repeated.append((item, known))
    return items, repeated


def _read_item(element: Element, *, tally: Tally, with_notes: bool) -> FeedItem:
    part = Part("item", element, tally)
    if with_notes and has_cut_subtitle(element):
        part.leave(CUT, "itunes:subtitle")
    values = _take(part, Episode, EPISODE, with_notes=with_notes)
    short = values.pop("short_title", None)
    if short and values.setdefault("title", short) != short:
        values["short_title"] = short
    if "number" not in values:
        season: int | None = values.get("season")
        titles = (values.get(name, "") for name in ("short_title", "title"))
        found = next(filter(None, map(printed_number, titles)), None)
        if found and found[0] in {None, season or found[0]}:
            values |= {"season": season or found[0], "number": found[1]}
    if values.get("summary") == values.get("title"):
        values.pop("summary", None)
    if "title" not in values:
        tally.add("item", "item", element.line, "it has no title")
    stated = _plain(Episode, values)
    for _ in () if "chapters" in stated else noted_chapters(stated):
        tally.add("item", "chapters in notes", element.line)
    item = FeedItem(
        file=tally.file,
        line=element.line,
        title=values.get("title", ""),
        values=stated,
        credits=part.take_all(parse_credit, "podcast:person"),
        places=part.take_all(parse_location, "podcast:location"),
    )
    part.leave(PROPOSED, *PEOPLE)
    part.leave(UNKNOWN)
    return item


def _take(
    part: Part, model: type[Episode | Show], sources: Mapping[str, Source], *, with_notes: bool
) -> dict[str, Any]:
    """Return the values that a channel or item states of a record.

    Fields that share their elements take their values from the same one of them.
    """
    together: dict[tuple[str, ...], list[str]] = {}
    for field, source in sources.items():
        together.setdefault(source.elements, []).append(field)
    values: dict[str, Any] = {}
    for elements, fields in together.items():
        source = sources[fields[0]]
        if source.on_request and not with_notes:
            part.leave(ON_REQUEST, *elements)
        elif stated_fields(model)[fields[0]].many:
            found = (part.take_all(source.parse, element) for element in elements)
            several = chain.from_iterable(chain.from_iterable(found))
            values[fields[0]] = tuple(dict.fromkeys(several))
        else:
            names = part.prefer(source.prefer, elements) if source.prefer else elements
            values |= part.take({field: sources[field].parse for field in fields}, *names)
    return values


def _plain(model: type[Episode | Show], values: Mapping[str, Any]) -> Plain:
    """Return the values of a record as files hold them, in the order of its fields."""
    return {
        # A text in the show's own language needs no tag.
        field.name: value if field.form == "localized" else plain_value(field, value)
        for field in fields_of(model)
        if not is_gap(value := values.get(field.name))
    }


def printed_number(title: str) -> tuple[int | None, int] | None:
    """Return the season, if given, and the number that a title prints; ``None`` if it has none.

    >>> printed_number("S1E3 - Bread"), printed_number("#12: Salt"), printed_number("278: Oven")
    ((1, 3), (None, 12), (None, 278))
    >>> printed_number("1984: a review"), printed_number("3 little pigs")
    (None, None)
    """
    named = _NAMED_NUMBER.match(title)
    if named:
        return (int(named[1]) or None) if named[1] else None, int(named[2])
    bare = _BARE_NUMBER.match(title)
    if bare and int(bare[1]) and int(bare[1]) not in _YEARS:
        return None, int(bare[1])
    return None


def publication(item: FeedItem) -> tuple[bool, float, str]:
    """Return a key that sorts items by their moment of publication, undated ones first."""
    day: str | None = item.values.get("published")
    moment = item.values.get("published_at", f"{day}T00:00:00+00:00")
    time = dt.datetime.fromisoformat(moment).timestamp() if day else 0.0
    return day is not None, time, digest(identity(item.values))


def identity(values: Mapping[str, Any]) -> str:
    """Return what identifies an item or episode: its guid, or else its title and addresses."""
    audio = values.get("audio", {}).get("url", "")
    addresses = values.get("title", ""), audio, values.get("url", "")
    return str(values.get("guid") or "\n".join(addresses))


def digest(text: str) -> str:
    """Return eight hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
