"""Read an RSS feed, or count what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import FeedError
from ..models.rules import check_flags
from .counts import Tally
from .items import read_channel
from .xml import name_of, read

if TYPE_CHECKING:
    from .counts import FeedCount
    from .items import Feed
    from .xml import FeedSource


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
    check_flags(with_notes=with_notes)
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
    return read_channel(channel, Tally(), with_notes=with_notes)
