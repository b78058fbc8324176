"""Fill gaps in a catalogue from an RSS feed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from ...catalogue.answers import Difference
from ...catalogue.catalogue import Catalogue
from ...catalogue.episodes import unknown_option
from ...converters import to_dict
from ...errors import Problem
from ...models import Episode, Show
from ...models.algebra import combine
from ...models.fields import fields_of
from ...models.plain import plain
from ...models.rules import check_flags
from ...reading.loading import from_dict
from ...syntax import is_mapping
from ...text.markup import notes_text
from .chapters import noted_chapters
from .elements import same_address
from .matching import match
from .reading import FeedItem, publication, read_feed
from .records import FeedNames, People, Places, source_of, theme_names
from .xml import FeedSource  # noqa: TC001 -- tools read signatures

if TYPE_CHECKING:
    from ...models.algebra import Policy
    from ...models.plain import Plain
    from .matching import Matches

_POLICIES: Final[Mapping[str, Policy]] = {"keep": "fill", "replace": "replace"}
# Equal values of these fields only confirm the match, so they are not reported.
_SIGNS: Final = ("season", "number", "kind")
# What the chapters of notes depend on.
_NOTED: Final = ("duration", "notes", "notes_html")


@attrs.frozen(kw_only=True)
class Enrichment:
    """The result of enriching a catalogue from a feed.

    Attributes:
        catalogue: the catalogue with its gaps filled.
        changes: every value of the feed compared with the catalogue, in order of episode and field.
        unmatched: feed items that could not be matched to an episode with certainty.
        mended: what was mended in the feed.

    >>> import techforgood_podcast as tfg
    >>> item = "<item><title>Quel avenir pour la tech avec Plastic Odyssey</title><guid>g-8</guid>"
    >>> feed = f"<rss><channel>{item}</item><item><title>Hello</title></item></channel></rss>"
    >>> found = tfg.enrich(tfg.load_catalogue(), feed)
    >>> [str(change) for change in found.changes], [item.title for item in found.unmatched]
    (['filled episode s01e08 guid: none → g-8'], ['Hello'])
    """

    catalogue: Catalogue
    changes: tuple[Difference, ...]
    unmatched: tuple[FeedItem, ...]
    mended: tuple[Problem, ...]


def enrich(
    catalogue: Catalogue,
    *feeds: FeedSource,
    on_conflict: Literal["keep", "replace"] = "keep",
    with_notes: bool = True,
    recover: bool = False,
    max_bytes: int | None = None,
) -> Enrichment:
    """Fill gaps in a catalogue from the show's RSS feed.

    Items are matched to episodes by guid; those without a match by season and number, then by
    title, with or without a leading number, then by audio file, as long as no guid and no number
    contradicts the match. A re-upload may have another guid: its audio file is that of one episode,
    whose own item is gone although the feed has older ones.
    Where the catalogue has no value, that of the feed is filled in. Values that the catalogue
    already has are kept unless ``on_conflict="replace"``. Addresses with http and https are equal.

    Args:
        catalogue: the catalogue to enrich; it is not modified.
        feeds: the path of a file (``str`` or ``Path``), or the document itself (``str`` or
            ``bytes``); several for the pages of a feed.
        on_conflict: ``"keep"`` the catalogue's value or ``"replace"`` it if the feed's differs.
        with_notes: whether to take show notes, as they are published.
        recover: whether to read a bare ``&`` as ``&amp;``, and to stop after ``</rss>``.
        max_bytes: how many bytes may be read; 16 MiB by default.

    Raises:
        FeedError: the feed cannot be read.
        UnknownOptionError: ``on_conflict`` is neither ``"keep"`` nor ``"replace"``.

    >>> import techforgood_podcast as tfg
    >>> feed = '''<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><item>
    ... <title>3. Fracture numérique et fracture sociale avec Wetechcare</title>
    ... <itunes:duration>1834</itunes:duration></item></channel></rss>'''
    >>> enriched = tfg.enrich(tfg.load_catalogue(), feed)
    >>> str(enriched.catalogue.episode(3).duration), enriched.changes[0].change
    ('0:30:34', 'filled')
    """
    check_flags(with_notes=with_notes)
    if on_conflict not in _POLICIES:
        raise unknown_option(on_conflict, tuple(_POLICIES))
    read = read_feed(*feeds, with_notes=with_notes, recover=recover, max_bytes=max_bytes)
    known = {episode.id: plain(episode) for episode in catalogue.episodes}
    matches = match(read.items, known.values(), moved=False)
    source = source_of(read, catalogue)
    named = FeedNames(
        People(read, [source["id"]], catalogue.people, catalogue.redirects),
        Places(read, catalogue.places, catalogue.redirects, catalogue.languages),
        theme_names(catalogue),
    )
    combined = combine_episodes(known, matches, named, _POLICIES[on_conflict])
    found = {id_: follow_notes(known[id_], *values) for id_, values in combined.items()}
    accepted = {"filled", "conflict"} if on_conflict == "replace" else {"filled"}
    episodes = [
        {**values, "sources": list(dict.fromkeys((*values.get("sources", ()), source["id"])))}
        for values, changes in found.values()
        if any(change.change in accepted for change in changes)
    ]
    if episodes:
        catalogue = with_records(
            catalogue,
            episodes=episodes,
            people=named.people.new.values(),
            places=named.places.new.values(),
            sources=[source],
        )
    return Enrichment(
        catalogue=catalogue,
        changes=tuple(chain.from_iterable(changes for _, changes in found.values())),
        unmatched=tuple(read.items[position] for position in matches.unmatched),
        mended=read.mended,
    )


def combine_record(
    model: type[Episode | Show], record: Plain, values: Mapping[str, Any], policy: Policy
) -> tuple[Plain, tuple[Difference, ...]]:
    """Return a record with the values of a feed over it, and what became of each of these."""
    known, stated = record.copy(), dict(values)
    for name in _SIGNS:
        if stated.get(name) in {known.get(name), "full"}:  # "full" may be unstated
            stated.pop(name, None)
    if "notes" in known and "notes_html" in stated:  # the owner's own notes are text
        stated["notes"] = notes_text(stated.pop("notes_html"))
    has_others = "chapters" in stated and stated["chapters"] != known.get("chapters")
    if has_others and _has_noted_chapters(known):
        known.pop("chapters", None)
    if _differ_by_size(known.get("audio"), stated.get("audio")):
        stated["audio"] |= known["audio"]
        if stated["audio"].keys() != known["audio"].keys():  # a size that only the feed has: a gap
            del known["audio"]
    if _is_moment(known.get("published_at"), stated.get("published_at")):
        stated |= {name: known[name] for name in ("published", "published_at")}
    combined, outcomes = combine(known, stated, policy, _are_equal)
    if outcomes.get("published") == "conflict":  # the moment goes with its day
        combined["published_at"] = (stated if policy == "replace" else known).get("published_at")
        if "published_at" in outcomes:
            outcomes["published_at"] = "conflict"
    return combined, tuple(
        Difference(
            change=outcomes[field.name],
            kind=model.__name__.lower(),
            id=record["id"],
            field=field.name,
            before=record.get(field.name),
            after=stated[field.name],
        )
        for field in fields_of(model)
        if field.name in outcomes
    )


def follow_notes(
    record: Plain, combined: Plain, changes: tuple[Difference, ...]
) -> tuple[Plain, tuple[Difference, ...]]:
    """Return an episode whose chapters are those of its new notes if they were those of the old.

    The feed states none of its own. Also return what became of the values of the feed.
    """
    is_new = any(record.get(name) != combined.get(name) for name in _NOTED)
    has_own = any(change.field == "chapters" for change in changes)
    if not is_new or has_own or not _has_noted_chapters(record):
        return combined, changes
    before, after = record.get("chapters"), noted_chapters(combined)
    if (before or []) == after:
        return combined, changes
    change = Difference(
        change="conflict" if before else "filled",
        kind="episode",
        id=record["id"],
        field="chapters",
        before=before,
        after=after,
    )
    order = [field.name for field in fields_of(Episode)]
    ordered = sorted((*changes, change), key=lambda one: order.index(str(one.field)))
    return {**combined, "chapters": after}, (*ordered,)


def _has_noted_chapters(record: Plain) -> bool:
    """Return whether an episode has the chapters that its notes list, or none if they list none."""
    return bool(record.get("chapters", []) == noted_chapters(record))


def combine_episodes(
    known: Mapping[str, Plain],
    matches: Matches,
    named: FeedNames,
    policy: Policy,
    *,
    with_titles: bool = False,
) -> dict[str, tuple[Plain, tuple[Difference, ...]]]:
    """Return each episode that an item matches like that, in the order of the episodes.

    Titles are compared on request. Credits and places fill a gap as a whole and are not compared: a
    catalogue knows more of them than a feed.
    """
    items = matches.items
    found: dict[str, tuple[Plain, tuple[Difference, ...]]] = {}
    for position in sorted(matches.episodes, key=lambda position: publication(items[position])):
        item, id_ = items[position], matches.episodes[position]
        own = known[id_]
        stated = named.without_themes(named.values(item, own), own)
        stated.pop("summary", None)  # a draft for new episodes only
        if not with_titles or matches.same_title(position):
            stated.pop("title", None)
        found[id_] = combine_record(Episode, own, stated, policy)
    return {id_: found[id_] for id_ in known if id_ in found}


def with_records(
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


def _are_equal(one: Any, other: Any) -> bool:
    """Return whether two plain values are equal, be their addresses with http or with https."""
    if is_mapping(one) and is_mapping(other):
        return one.keys() == other.keys() and all(_are_equal(one[key], other[key]) for key in one)
    if isinstance(one, str) and isinstance(other, str):
        return same_address(one) == same_address(other)
    return bool(one == other)


def _differ_by_size(one: Plain | None, other: Plain | None) -> bool:
    """Return whether two audio files are the same, at most one of them of known size."""
    if one is None or other is None or ("length" in one and "length" in other):
        return False
    return _are_equal({**one, "length": None}, {**other, "length": None})


def _is_moment(one: str | None, other: str | None) -> bool:
    """Return whether two moments are the same, in whatever zones."""
    if one is None or other is None:
        return False
    return dt.datetime.fromisoformat(one) == dt.datetime.fromisoformat(other)
