"""Draft a catalogue from an RSS feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.catalogue import Catalogue  # noqa: TC001 -- tools read signatures
from ...quoting import quoted
from ...reading.loading import from_dict
from ...syntax import problem_at
from ...text.writing import feed_title
from .reading import digest, printed_number, read_feed
from .records import FeedNames, People, Places, as_episode, slug, with_ids
from .xml import FeedSource  # noqa: TC001 -- tools read signatures

if TYPE_CHECKING:
    from ...errors import Problem
    from .reading import Feed

# Maximum number of items that are named one by one if their titles print another number.
_FEW: Final = 10
# A number that a title prints, with nothing but a space after it.
_MARKED_NUMBER: Final = re.compile(r"#\s?0*(\d{1,6})(?!\d)")


def draft_from_feed(
    *feeds: FeedSource,
    id: str | None = None,  # noqa: A002 -- the field's own name
    with_notes: bool = True,
    recover: bool = False,
    max_bytes: int | None = None,
) -> Catalogue:
    """Draft a catalogue from a show's RSS feed.

    The draft has what the feed states; :func:`inspect_feed` reports what is not taken. Ids are made
    from the items alone, so that later drafts of a feed with dates give the same ones. Show notes
    are their publisher's texts. Summaries, themes and organisations are left to you.

    Args:
        feeds: the path of a file (``str`` or ``Path``), or the document itself (``str`` or
            ``bytes``); several for the pages of a feed.
        id: the id of the show; made from its title by default.
        with_notes: whether to take the description of the show, as plain text, and the show notes
            of its episodes, as they are published.
        recover: whether to read a bare ``&`` as ``&amp;``, and to stop after ``</rss>``.
        max_bytes: how many bytes may be read; 16 MiB by default.

    Raises:
        CatalogueError: ``id`` cannot be an id.
        FeedError: the feed cannot be read.

    >>> draft = draft_from_feed("<rss><channel><title>Bread</title><item><title>1. Oven</title>"
    ...                         "</item></channel></rss>")
    >>> draft.show, draft.episodes[0].id, draft.episodes[0].title
    (<Show bread "Bread">, 'e01', '1. Oven')
    """
    feed = read_feed(*feeds, with_notes=with_notes, recover=recover, max_bytes=max_bytes)
    return draft(feed, id)


def draft(feed: Feed, show_id: str | None = None) -> Catalogue:
    """Draft a catalogue from a feed that was read."""
    title = feed.title or "Untitled show"
    id_ = (slug(title) or digest_id(feed)) if show_id is None else show_id
    show = {"id": id_, "title": title, "language": "und", **feed.values}
    source = {"id": "feed", "title": feed_title(title), "url": feed.values.get("feed_url")}
    named = FeedNames(People(feed, ["feed"]), Places(feed))
    return from_dict(
        {
            "show": {**show, **named.people.credited(feed.credits), "sources": ["feed"]},
            "episodes": [
                as_episode(id_, item, named)
                for id_, item in with_ids(item for item in feed.items if item.title)
            ],
            "people": list(named.people.new.values()),
            "places": list(named.places.new.values()),
            "sources": [source],
        }
    )


def find_contradictions(feed: Feed) -> tuple[Problem, ...]:
    """Return a warning for each item whose title prints another number than its element states.

    Where there are many, the show counts in two ways, and one warning tells of them all.

    >>> from .reading import read_feed
    >>> found = find_contradictions(read_feed("<rss><channel><item><title>#144 Oven</title>"
    ...     "<itunes:episode>151</itunes:episode></item></channel></rss>"))
    >>> str(found[0]).partition("warning: ")[2]
    'number: 151 was taken, but the title says 144: "#144 Oven"'
    """
    found: list[Problem] = []
    for item in feed.items:
        number = item.values.get("number")
        marked = _MARKED_NUMBER.match(item.title)
        _, printed = printed_number(item.title) or (None, int(marked[1]) if marked else None)
        if None not in {number, printed} and number != printed:
            said = f"{number} was taken, but the title says {printed}: {quoted(item.title)}"
            problem = problem_at((item.line, 1), ("number",), said, severity="warning")
            found.append(attrs.evolve(problem, file=item.file))
    if len(found) > _FEW:
        more = f"; so do the titles of {len(found) - 1} other items"
        return (attrs.evolve(found[0], message=f"{found[0].message}{more}"),)
    return tuple(found)


def digest_id(feed: Feed) -> str:
    """Return the id of a show whose title cannot be written in ASCII."""
    return f"show-{digest(feed.values.get('guid') or feed.title)}"
