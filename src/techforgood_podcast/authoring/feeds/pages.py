"""Read the files of a feed as one: its pages, its archives (RFC 5005), or what it once was."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import attrs

from ...errors import FeedError
from ...models.rules import check_flags
from ...syntax import wrong_kind
from .counts import REPEATED, Tally
from .elements import parse_self_link
from .ids import identity, publication
from .items import read_channel
from .matching import same_address
from .values import parse_url
from .xml import Reader, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .counts import FeedCount
    from .items import Feed, FeedItem
    from .xml import Element, FeedSource

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


def inspect_feed(
    *feeds: FeedSource,
    with_notes: bool = False,
    recover: bool = False,
    max_bytes: int | None = None,
) -> tuple[FeedCount, ...]:
    """Count what a catalogue takes from a feed, and what it does not take and why.

    Args:
        feeds: the path of a file (``str`` or ``Path``), or the document itself (``str`` or
            ``bytes``); several for the pages of a feed.
        with_notes: whether show notes are taken.
        recover: whether to read a bare ``&`` as ``&amp;``.
        max_bytes: how many bytes may be read; 16 MiB by default.

    Raises:
        FeedError: the feed cannot be read.

    >>> feed = '''<rss><channel><item><title>Bread</title><itunes:duration>00:04:60
    ... </itunes:duration></item></channel></rss>'''
    >>> [(c.element, c.count, c.reason, c.lines) for c in inspect_feed(feed) if c.reason]
    [('itunes:duration', 1, 'not a running time', (1,))]
    """
    check_flags(with_notes=with_notes)
    return read_feed(*feeds, with_notes=with_notes, recover=recover, max_bytes=max_bytes).counts


def read_feed(
    *feeds: FeedSource,
    with_notes: bool = False,
    recover: bool = False,
    max_bytes: int | None = None,
) -> Feed:
    """Read the files of an RSS feed as one.

    Raises:
        FeedError: a file cannot be read, or is not RSS.
    """
    check_flags(recover=recover)
    if not feeds:
        raise wrong_kind("a feed or its path", None)
    reader, tally = Reader(recover=recover, max_bytes=max_bytes), Tally()
    pages: list[Feed] = []
    for number, feed in enumerate(feeds, 1):
        tally.file = name_of(feed, number if len(feeds) > 1 else None)
        channel = channel_of(feed, reader, tally.file)
        pages.append(read_channel(channel, tally, with_notes=with_notes))
    joined = _join(pages, tally)
    return attrs.evolve(joined, counts=tally.report(), mends=tuple(reader.mends))


def channel_of(feed: FeedSource, reader: Reader, name: str) -> Element:
    """Return the channel of an RSS feed; messages call the feed by a name.

    Raises:
        FeedError: the feed cannot be read, or is not RSS.
    """
    root = reader.read(feed, name)
    channel = next(root.find_all("channel"), None) if root.name == "rss" else None
    if channel is None:
        message = "expected an RSS feed: <rss> with a <channel>"
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
    from urllib.parse import urljoin

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
    return attrs.evolve(newest, items=tuple(items))


def _age(page: Feed) -> tuple[bool, bool, float]:
    """Return a key that sorts older files first, and equal ones not at all."""
    dated, time = max((publication(item)[:2] for item in page.items), default=(False, 0.0))
    return not page.is_archive, dated, time


def _keys(items: Sequence[FeedItem]) -> Iterator[str]:
    """Yield what identifies each item: its guid, an audio file of its own, or else the rest."""
    audios = [item.values.get("audio", {}).get("url", "") for item in items]
    count = Counter(audios)
    for item, audio in zip(items, audios, strict=True):
        own = audio if count[audio] == 1 else ""
        rest = f"{identity(item.values)}\n{item.values.get('published')}"
        yield same_address(item.values.get("guid") or own or rest)
