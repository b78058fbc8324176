"""Draft a catalogue from an RSS feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogue import Catalogue
from ..models.rules import check_flags
from ..reading.loading import from_dict
from ..text.words import feed_title
from .ids import Ids, slug
from .items import Feed, read_feed
from .layer import as_episode
from .people import People

if TYPE_CHECKING:
    from ..catalogue import Catalogue
    from .xml import FeedSource


def draft_from_feed(feed: FeedSource, *, with_notes: bool = False) -> Catalogue:
    """Draft a catalogue from a show's RSS feed.

    The draft has what the feed states; :func:`inspect_feed` reports what is not taken. Ids are made
    from the items alone, so that later drafts of a feed with dates give the same ones. Summaries,
    themes and organisations are left to you.

    Args:
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        with_notes: whether to take the descriptions of the show and the show notes of its episodes,
            as plain text.

    Raises:
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].id, draft.episodes[0].title
    (<Show bread "Bread">, 'e01', '1. Oven')
    """
    check_flags(with_notes=with_notes)
    return draft(read_feed(feed, with_notes=with_notes))


def draft(feed: Feed) -> Catalogue:
    """Draft a catalogue from a feed that was read."""
    title = feed.title or "Untitled show"
    show = {"id": slug(title) or "show", "title": title, "language": "und", **feed.values}
    source = {"id": "feed", "title": feed_title(title), "url": feed.values.get("feed_url")}
    people = People(feed, ["feed"])
    return from_dict(
        {
            "show": {**show, **people.credited(feed.credits), "sources": ["feed"]},
            "episodes": [
                as_episode(id_, item, people)
                for id_, item in Ids().name(item for item in feed.items if item.title)
            ],
            "people": list(people.new.values()),
            "sources": [source],
        }
    )
