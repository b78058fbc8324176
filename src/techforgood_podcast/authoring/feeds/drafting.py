"""Draft a catalogue from an RSS feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.rules import check_flags
from ...reading.loading import from_dict
from ...text.writing import feed_title
from .ids import Ids, digest, slug
from .layer import Named, as_episode
from .pages import read_feed
from .people import People
from .places import Places

if TYPE_CHECKING:
    from ...catalogue import Catalogue
    from .items import Feed
    from .xml import FeedSource


def draft_from_feed(
    *feeds: FeedSource,
    id: str | None = None,  # noqa: A002 -- the field's own name
    with_notes: bool = False,
    recover: bool = False,
    max_bytes: int | None = None,
) -> Catalogue:
    """Draft a catalogue from a show's RSS feed.

    The draft has what the feed states; :func:`inspect_feed` reports what is not taken. Ids are made
    from the items alone, so that later drafts of a feed with dates give the same ones. Summaries,
    themes and organisations are left to you.

    Args:
        feeds: the path of a file (``str`` or ``Path``), or the document itself (``str`` or
            ``bytes``); several for the pages of a feed.
        id: the id of the show; made from its title by default.
        with_notes: whether to take the description of the show, as plain text, and the show notes
            of its episodes, as they are published.
        recover: whether to read a bare ``&`` as ``&amp;``.
        max_bytes: how many bytes may be read; 16 MiB by default.

    Raises:
        CatalogueError: ``id`` cannot be an id.
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].id, draft.episodes[0].title
    (<Show bread "Bread">, 'e01', '1. Oven')
    """
    check_flags(with_notes=with_notes)
    feed = read_feed(*feeds, with_notes=with_notes, recover=recover, max_bytes=max_bytes)
    return draft(feed, id)


def digest_id(feed: Feed) -> str:
    """Return the id of a show whose title cannot be written in ASCII."""
    return f"show-{digest(feed.values.get('guid') or feed.title)}"


def draft(feed: Feed, show_id: str | None = None) -> Catalogue:
    """Draft a catalogue from a feed that was read."""
    title = feed.title or "Untitled show"
    id_ = (slug(title) or digest_id(feed)) if show_id is None else show_id
    show = {"id": id_, "title": title, "language": "und", **feed.values}
    source = {"id": "feed", "title": feed_title(title), "url": feed.values.get("feed_url")}
    named = Named(People(feed, ["feed"]), Places(feed))
    return from_dict(
        {
            "show": {**show, **named.people.credited(feed.credits), "sources": ["feed"]},
            "episodes": [
                as_episode(id_, item, named)
                for id_, item in Ids().name(item for item in feed.items if item.title)
            ],
            "people": list(named.people.new.values()),
            "places": list(named.places.new.values()),
            "sources": [source],
        }
    )
