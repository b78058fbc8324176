"""Draft a catalogue from an RSS feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogue import Catalogue
from ..models.rules import check_flags
from ..reading.loading import from_dict
from ..text.words import feed_title
from .ids import Ids, digest, slug
from .items import Feed, read_feed
from .layer import as_episode
from .people import People

if TYPE_CHECKING:
    from ..catalogue import Catalogue
    from .xml import FeedSource


def draft_from_feed(
    feed: FeedSource,
    *,
    id: str | None = None,  # noqa: A002 -- the field's own name
    with_notes: bool = False,
) -> Catalogue:
    """Draft a catalogue from a show's RSS feed.

    The draft has what the feed states; :func:`inspect_feed` reports what is not taken. Ids are made
    from the items alone, so that later drafts of a feed with dates give the same ones. Summaries,
    themes and organisations are left to you.

    Args:
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        id: the id of the show; made from its title by default.
        with_notes: whether to take the description of the show, as plain text, and the show notes
            of its episodes, as they are published.

    Raises:
        CatalogueError: ``id`` cannot be an id.
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].id, draft.episodes[0].title
    (<Show bread "Bread">, 'e01', '1. Oven')
    """
    check_flags(with_notes=with_notes)
    return draft(read_feed(feed, with_notes=with_notes), id)


def digest_id(feed: Feed) -> str:
    """Return the id of a show whose title cannot be written in ASCII."""
    return f"show-{digest(feed.values.get('guid') or feed.title)}"


def draft(feed: Feed, show_id: str | None = None) -> Catalogue:
    """Draft a catalogue from a feed that was read."""
    title = feed.title or "Untitled show"
    id_ = (slug(title) or digest_id(feed)) if show_id is None else show_id
    show = {"id": id_, "title": title, "language": "und", **feed.values}
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
