"""Draft a catalogue from an RSS feed, and propose people and themes for it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

import attrs

from ...catalogue.catalogue import Catalogue  # noqa: TC001 -- tools read signatures
from ...errors import Problem
from ...models.rules import check_flags
from ...quoting import quoted
from ...reading.loading import from_dict
from ...syntax.yaml import write
from ...text.writing import feed_title
from .reading import digest, printed_number, read_feed
from .records import FeedNames, People, Places, as_episode, name_key, slug, with_ids
from .xml import FeedSource  # noqa: TC001 -- tools read signatures

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from .reading import Feed

PROPOSALS: Final = "proposals.txt"
_HEAD: Final = "Proposals from the feed, for you to review. Nothing reads this file.\n"
# Fewest episodes with a keyword that is proposed as a theme.
_SEVERAL: Final = 2
_MOST: Final = 50
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
    check_flags(with_notes=with_notes)
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
            found.append(
                Problem(
                    file=item.file,
                    line=item.line,
                    column=1,
                    path="number",
                    message=said,
                    severity="warning",
                )
            )
    if len(found) > _FEW:
        more = f"; so do the titles of {len(found) - 1} other items"
        return (attrs.evolve(found[0], message=f"{found[0].message}{more}"),)
    return tuple(found)


def digest_id(feed: Feed) -> str:
    """Return the id of a show whose title cannot be written in ASCII."""
    return f"show-{digest(feed.values.get('guid') or feed.title)}"


def propose(feed: Feed, draft: Catalogue) -> str:
    r"""Return records of people and themes, as files hold them; empty if there are none.

    People are the authors and contributors that nobody credits; themes are the keywords that
    several episodes share.

    >>> from .reading import read_feed
    >>> feed = read_feed("<rss><channel><title>Bread</title><itunes:author>Ann Bell</itunes:author>"
    ...                  "</channel></rss>")
    >>> print(propose(feed, draft(feed)).partition("\n\n")[2])
    People whom the feed names as authors or contributors, for people.yaml:
    <BLANKLINE>
    # 1 time
    - id: ann-bell
      name: Ann Bell
    <BLANKLINE>
    """
    known = {name_key(name) for name in (feed.title, *(person.name for person in draft.people))}
    alone = known | {name_key(name) for name in feed.names}
    names = chain.from_iterable(_split(name, alone) for name in feed.names)
    people = (name for name in names if name_key(name) not in known)
    themes = (word for episode in draft.episodes for word in episode.keywords)
    parts = (
        (
            "People whom the feed names as authors or contributors, for people.yaml:",
            [*_entries("person", "name", "time", people, least=1)],
        ),
        (
            "Themes from the keywords that episodes share, for themes.yaml:",
            [*_entries("theme", "label", "episode", themes, least=_SEVERAL)],
        ),
    )
    texts = [f"{heading}\n\n{''.join(entries)}" for heading, entries in parts if entries]
    return "\n".join((_HEAD, *texts)) if texts else ""


def _split(name: str, alone: Container[str]) -> list[str]:
    """Return the names around an ampersand, if each name also occurs alone in the feed."""
    parts = [part.strip() for part in name.split("&")]
    return parts if all(name_key(part) in alone for part in parts) else [name]


def _entries(
    noun: str, field: str, unit: str, names: Iterable[str], *, least: int
) -> Iterator[str]:
    """Yield a record for each name, the most frequent first, in its first spelling."""
    spellings: dict[str, str] = {}
    counts = Counter[str]()
    for name in names:
        key = name_key(name)
        spellings.setdefault(key, name)
        counts[key] += 1
    for key, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]:
        if count >= least:
            id_ = slug(spellings[key]) or f"{noun}-{digest(key)}"
            times = f"{count} {unit}{'s' if count > 1 else ''}"
            yield f"# {times}\n{write([{'id': id_, field: spellings[key]}])}"
