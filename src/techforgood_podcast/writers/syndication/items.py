"""What both feed formats write about an episode: its identifier, and whom and what it names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...catalogue.chronology import in_time
from ...catalogue.indexes import indexes_in
from ...models import Source
from ...models.records import names_of
from ...text.writing import capitalize_first, feed_title, to_uri, typeset
from ..text.facts import write_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode, Person, Place, Show
    from ..text.account import Item
    from ..text.facts import Facts

# The tag of an unknown language, which feeds leave out.
UNDETERMINED = "und"


def in_feed_order(catalogue: Catalogue) -> list[Episode]:
    """Return the episodes with the newest first, or as the show's own feed has them.

    An order that somebody made of them stays.
    """
    episodes = list(catalogue.episodes)
    if indexes_in(catalogue).ordered:
        return episodes
    oldest_first = in_time(episodes)
    return oldest_first if catalogue.show.feed_order == "oldest" else oldest_first[::-1]


def identify_episodes(episodes: Sequence[Episode], *, keep_shared: bool = False) -> list[str]:
    """Return a permanent identifier for each episode, as apps know it.

    It is its guid, or else the address of its audio file, which apps use for a feed without guids,
    or else its id within the show. One that is not unique is not used, unless guids that episodes
    share are kept.
    """
    own = [f"{episode.show.id}/{episode.id}" for episode in episodes]
    audio = [to_uri(episode.audio.url) if episode.audio else None for episode in episodes]
    given = [episode.guid or url for episode, url in zip(episodes, audio, strict=True)]
    bearers = Counter((*own, *given))
    kept = {episode.guid for episode in episodes if keep_shared}.difference(own)
    return [
        found if found is not None and (bearers[found] == 1 or found in kept) else within
        for found, within in zip(given, own, strict=True)
    ]


def list_facts(episode: Episode, facts: Facts) -> list[tuple[str, list[str]]]:
    """Return whom and what an episode names, as headings with lists; none is empty.

    The show's own feed is not among its sources here, since what is written is that feed.
    """
    told = (
        (fact.label, [item for item in fact.items if not _is_feed(item, episode.show)])
        for fact in facts.accounts.of(episode).facts
        if fact.label not in {"link", "sound"}
    )
    return [
        (
            capitalize_first(facts.words[label]),
            [typeset(write_line(facts.item_line(item)), facts.language) for item in items],
        )
        for label, items in told
        if items
    ]


def _is_feed(item: Item, show: Show) -> bool:
    """Return whether an item is the feed of a show, by its address or as drafts name it."""
    source = item.subject[0]
    if not isinstance(source, Source):
        return False
    by_address = source.url is not None and source.url == show.feed_url
    return by_address or feed_title(show.title) in names_of(source)


def page_of(person: Person) -> str | None:
    """Return the address of a person: their own page, or else the first one elsewhere."""
    return uri_of(person.url or next(iter(person.same_as), None))


def uri_of(address: str | None) -> str | None:
    """Return an address as feeds write it, if there is one."""
    return address and to_uri(address)


def country_of(place: Place) -> str | None:
    """Return the code of the country that a place is, or is in."""
    return next((around.code for around in place.lineage if around.code), None)
