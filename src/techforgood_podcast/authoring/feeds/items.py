"""Read the show and the items of an RSS channel as plain values, and count what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import Problem
from ...models import Episode, Show
from ...models.algebra import is_gap
from ...models.fields import fields_of, stated_fields
from ...models.plain import plain_value
from .counts import ON_REQUEST, PROPOSED, UNKNOWN, FeedCount, Part
from .elements import (
    EPISODE,
    PEOPLE,
    SHOW,
    FeedCredit,
    parse_credit,
    parse_host,
    parse_location,
    parse_names,
    text_of,
)
from .titles import printed_number

if TYPE_CHECKING:
    from ...models.plain import Plain
    from .counts import Tally
    from .elements import Source
    from .xml import Element


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
        is_archive: whether it holds items that the feed itself no longer has (RFC 5005).
        counts: what was taken from the feed and what was not.
        mends: a warning for each ampersand that was mended.
    """

    title: str
    values: Mapping[str, Any]
    credits: tuple[FeedCredit, ...]
    items: tuple[FeedItem, ...]
    names: tuple[str, ...]
    is_archive: bool
    counts: tuple[FeedCount, ...] = ()
    mends: tuple[Problem, ...] = ()


def read_channel(channel: Element, tally: Tally, *, with_notes: bool) -> Feed:
    """Read a channel, and count what is taken from it."""
    elements = list(channel.find_all("item"))
    guids = Counter(text_of(guid) for item in elements for guid in item.find_all("guid"))
    shared = {guid for guid, count in guids.items() if count > 1}
    items = tuple(_read_item(item, shared, tally, with_notes=with_notes) for item in elements)
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
    )


def _read_item(element: Element, shared: set[str], tally: Tally, *, with_notes: bool) -> FeedItem:
    part = Part("item", element, tally)
    if any(text_of(guid) in shared for guid in element.find_all("guid")):
        part.leave("several items have it", "guid")
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
    item = FeedItem(
        file=tally.file,
        line=element.line,
        title=values.get("title", ""),
        values=_plain(Episode, values),
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
