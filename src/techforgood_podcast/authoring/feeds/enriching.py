"""Fill gaps in a catalogue from an RSS feed."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

import attrs

from ...catalogue.catalogue import Catalogue
from ...catalogue.changes import Difference
from ...catalogue.episodes import unknown_option
from ...errors import Problem
from ...models.plain import plain
from ...models.rules import check_flags
from .items import FeedItem
from .layer import Named, lay_over_episodes, overlaid, source_of, theme_names
from .matching import Matches
from .pages import read_feed
from .people import People
from .places import Places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...models.algebra import Policy
    from .xml import FeedSource

_POLICIES: Final[Mapping[str, Policy]] = {"keep": "fill", "replace": "replace"}


@attrs.frozen(kw_only=True)
class Enrichment:
    """The result of enriching a catalogue from a feed.

    Attributes:
        catalogue: the catalogue with its gaps filled.
        changes: every value of the feed compared with the catalogue, in order of episode and field.
        unmatched: feed items that could not be matched to an episode with certainty.
        mended: the ampersands that were mended in the feed.

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
    with_notes: bool = False,
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
        recover: whether to read a bare ``&`` as ``&amp;``.
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
    below = {episode.id: plain(episode) for episode in catalogue.episodes}
    matches = Matches(read.items, below.values())
    source = source_of(read, catalogue)
    named = Named(
        People(read, [source["id"]], catalogue.people, catalogue.redirects),
        Places(read, catalogue.places, catalogue.redirects, catalogue.languages),
        theme_names(catalogue),
    )
    found = lay_over_episodes(below, matches, named, _POLICIES[on_conflict])
    accepted = {"filled", "conflict"} if on_conflict == "replace" else {"filled"}
    episodes = [
        {**values, "sources": list(dict.fromkeys((*values.get("sources", ()), source["id"])))}
        for values, changes in found.values()
        if any(change.change in accepted for change in changes)
    ]
    if episodes:
        catalogue = overlaid(
            catalogue,
            episodes=episodes,
            people=named.people.new.values(),
            places=named.places.new.values(),
            sources=[source],
        )
    return Enrichment(
        catalogue=catalogue,
        changes=tuple(chain.from_iterable(changes for _, changes in found.values())),
        unmatched=tuple(read.items[position] for position in matches.left),
        mended=read.mends,
    )
