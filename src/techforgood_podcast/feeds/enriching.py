"""Fill gaps in a catalogue from an RSS feed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

import attrs

from ..catalogue.catalogue import Catalogue
from ..catalogue.collection import check_kind
from ..catalogue.differences import Difference
from ..catalogue.options import unknown_option
from ..models.plain import plain
from ..models.rules import check_flags
from .items import FeedItem, read_feed
from .layer import lay_over_episodes, overlaid, source_of
from .matching import Matches
from .people import People

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models.algebra import Policy
    from .xml import FeedSource

_POLICIES: Final[Mapping[str, Policy]] = {"keep": "fill", "replace": "replace"}


@attrs.frozen(kw_only=True)
class Enrichment:
    """The result of enriching a catalogue from a feed.

    Attributes:
        catalogue: the catalogue with its gaps filled.
        changes: every value of the feed compared with the catalogue, in order of episode and field.
        unmatched: feed items that could not be matched to an episode with certainty.

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


def enrich(
    catalogue: Catalogue,
    feed: FeedSource,
    *,
    on_conflict: Literal["keep", "replace"] = "keep",
    with_notes: bool = False,
) -> Enrichment:
    """Fill gaps in a catalogue from the show's RSS feed.

    Items are matched to episodes by guid; those without a match by season and number, then by
    title, with or without a leading number, then by audio file, as long as no guid and no number
    contradicts the match.
    Where the catalogue has no value, that of the feed is filled in. Values that the catalogue
    already has are kept unless ``on_conflict="replace"``. Addresses with http and https are equal.

    Args:
        catalogue: the catalogue to enrich; it is not modified.
        feed: the document itself (``str`` or ``bytes``), or the path of a file.
        on_conflict: ``"keep"`` the catalogue's value or ``"replace"`` it if the feed's differs.
        with_notes: whether to take show notes, as they are published.

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
    is_catalogue = isinstance(catalogue, Catalogue)  # pyright: ignore[reportUnnecessaryIsInstance]
    check_kind(is_catalogue, "a catalogue", catalogue)
    check_flags(with_notes=with_notes)
    if on_conflict not in _POLICIES:
        raise unknown_option(on_conflict, tuple(_POLICIES))
    read = read_feed(feed, with_notes=with_notes)
    below = {episode.id: plain(episode) for episode in catalogue.episodes}
    matches = Matches(read.items, below.values())
    source = source_of(read, catalogue)
    people = People(read, [source["id"]], catalogue.people, catalogue.redirects)
    found = lay_over_episodes(below, matches, people, _POLICIES[on_conflict])
    accepted = {"filled", "conflict"} if on_conflict == "replace" else {"filled"}
    episodes = [
        {**values, "sources": list(dict.fromkeys((*values.get("sources", ()), source["id"])))}
        for values, changes in found.values()
        if any(change.change in accepted for change in changes)
    ]
    if episodes:
        new = people.new.values()
        catalogue = overlaid(catalogue, episodes=episodes, people=new, sources=[source])
    return Enrichment(
        catalogue=catalogue,
        changes=tuple(chain.from_iterable(changes for _, changes in found.values())),
        unmatched=tuple(read.items[position] for position in matches.left),
    )
