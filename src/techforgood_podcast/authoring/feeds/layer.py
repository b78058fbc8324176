"""Lay a feed over a catalogue: plain values of records, as an overlay file has them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ...catalogue.differences import Difference
from ...converters import to_dict
from ...models import Episode, Show
from ...models.algebra import combine
from ...models.fields import fields_of
from ...models.plain import plain
from ...models.records import names_of
from ...reading.loading import from_dict
from ...syntax import is_mapping
from ...text.folding import fold
from ...text.markup import notes_text
from ...text.words import feed_title
from .ids import publication
from .matching import Matches, same_address
from .people import field_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping

    from ...catalogue.catalogue import Catalogue
    from ...models.algebra import Policy
    from ...models.plain import Plain
    from .items import Feed, FeedItem
    from .people import People
    from .places import Places

# A value of these that is equal is a sign of the match, and no news; "full" may be unstated.
_SIGNS: Final = ("season", "number", "kind")


class Named(NamedTuple):
    """The people and places that a feed names, and the folded names of known themes."""

    people: People
    places: Places
    themes: Container[str] = ()

    def values(self, item: FeedItem, known: Container[str] = ()) -> Plain:
        """Return those of an item by the field of an episode, without the fields that are known."""
        credits_ = [credit for credit in item.credits if field_of(credit) not in known]
        places = {} if "places" in known else self.places.located(item.places)
        return {**self.people.credited(credits_), **places}

    def without_themes(self, stated: Plain, known: Mapping[str, Any]) -> Plain:
        """Return values without the keywords that are themes, as an exported feed writes them."""
        own = known.get("keywords", ())
        words = stated.pop("keywords", ())
        kept = [word for word in words if word in own or fold(word) not in self.themes]
        return {**stated, "keywords": kept} if kept else stated


def as_episode(id_: str, item: FeedItem, named: Named) -> Plain:
    """Return an item as a new episode."""
    sources = list(named.people.sources)
    return {"id": id_, **item.values, **named.values(item), "sources": sources}


def lay_over(
    model: type[Episode | Show], below: Plain, above: Mapping[str, Any], policy: Policy
) -> tuple[Plain, tuple[Difference, ...]]:
    """Return a record with the values of a feed over it, and what became of each of these."""
    known, stated = below.copy(), dict(above)
    for name in _SIGNS:
        if stated.get(name) in {known.get(name), "full"}:
            stated.pop(name, None)
    if "notes" in known and "notes_html" in stated:  # the owner's own notes are text
        stated["notes"] = notes_text(stated.pop("notes_html"))
    if _differ_by_size(known.get("audio"), stated.get("audio")):
        stated["audio"] |= known["audio"]
        if stated["audio"].keys() != known["audio"].keys():  # the feed knows the size
            del known["audio"]
    if _is_moment(known.get("published_at"), stated.get("published_at")):
        stated |= {name: known[name] for name in ("published", "published_at")}
    values, outcomes = combine(known, stated, policy, are_equal)
    if outcomes.get("published") == "conflict":  # the moment goes with its day
        values["published_at"] = (stated if policy == "replace" else known).get("published_at")
        if "published_at" in outcomes:
            outcomes["published_at"] = "conflict"
    return values, tuple(
        Difference(
            change=outcomes[field.name],
            kind=model.__name__.lower(),
            id=below["id"],
            field=field.name,
            before=below.get(field.name),
            after=stated[field.name],
        )
        for field in fields_of(model)
        if field.name in outcomes
    )


def lay_over_episodes(
    below: Mapping[str, Plain],
    matches: Matches,
    named: Named,
    policy: Policy,
    *,
    with_titles: bool = False,
) -> dict[str, tuple[Plain, tuple[Difference, ...]]]:
    """Return the same for each episode that an item matches, in the order of the episodes.

    Titles are compared on request. Credits and places fill a gap as a whole and are not compared: a
    catalogue knows more of them than a feed.
    """
    items = matches.items
    found: dict[str, tuple[Plain, tuple[Difference, ...]]] = {}
    for position in sorted(matches.episodes, key=lambda position: publication(items[position])):
        item, id_ = items[position], matches.episodes[position]
        known = below[id_]
        stated = named.without_themes({**item.values, **named.values(item, known)}, known)
        stated.pop("summary", None)  # a draft for new episodes only
        if not with_titles or matches.same_title(position):
            stated.pop("title", None)
        found[id_] = lay_over(Episode, known, stated, policy)
    return {id_: found[id_] for id_ in below if id_ in found}


def overlaid(
    catalogue: Catalogue,
    show: Plain | None = None,
    *,
    withdrawn: Collection[str] = (),
    **records: Iterable[Plain],
) -> Catalogue:
    """Return a catalogue in which some records are new, or replace those with their ids.

    The episodes that are withdrawn leave a redirect to nowhere.
    """
    document = to_dict(catalogue)
    for name, new in records.items():
        found = {record["id"]: record for record in (*document.get(name, ()), *new)}
        document[name] = list(found.values())
    if withdrawn:
        episodes = document.get("episodes", ())
        document["episodes"] = [e for e in episodes if e["id"] not in withdrawn]
        document.setdefault("redirects", []).extend({"id": id_} for id_ in withdrawn)
    return from_dict(document if show is None else {**document, "show": show})


def source_of(feed: Feed, catalogue: Catalogue) -> Plain:
    """Return the feed as a source: that of the catalogue, or one whose id nothing else uses."""
    title = feed_title(feed.title or catalogue.show.title)
    url = feed.values.get("feed_url")
    for known in catalogue.sources:
        if title in names_of(known) or (url and known.url == url):
            return plain(known)
    taken = {known.id for known in catalogue.sources} | {past.id for past in catalogue.redirects}
    ids = ("feed", *(f"feed-{number}" for number in range(2, len(taken) + 3)))
    id_ = next(id_ for id_ in ids if id_ not in taken)
    # The same in each language, so that no text of the catalogue lacks a translation.
    tags = (catalogue.show.language, *catalogue.languages)
    return {"id": id_, "title": dict.fromkeys(tags, title), "url": url}


def theme_names(catalogue: Catalogue) -> frozenset[str]:
    """Return the folded names of all themes."""
    return frozenset(fold(name) for theme in catalogue.themes for name in names_of(theme))


def are_equal(one: Any, other: Any) -> bool:
    """Return whether two plain values are equal, be their addresses with http or with https."""
    if is_mapping(one) and is_mapping(other):
        return one.keys() == other.keys() and all(are_equal(one[key], other[key]) for key in one)
    if isinstance(one, str) and isinstance(other, str):
        return same_address(one) == same_address(other)
    return bool(one == other)


def _differ_by_size(one: Plain | None, other: Plain | None) -> bool:
    """Return whether two audio files are the same, at most one of them of known size."""
    if one is None or other is None or ("length" in one and "length" in other):
        return False
    return are_equal({**one, "length": None}, {**other, "length": None})


def _is_moment(one: str | None, other: str | None) -> bool:
    """Return whether two moments are the same, in whatever zones."""
    if one is None or other is None:
        return False
    return dt.datetime.fromisoformat(one) == dt.datetime.fromisoformat(other)
