"""What both feed formats write about an episode: its identifier, and whom and what it names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...catalogue.catalogue import contents_in
from ...catalogue.indexes import in_time
from ...text.addresses import to_uri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Episode, Person, Place

# The tag of an unknown language, which feeds leave out.
UNDETERMINED = "und"


def in_feed_order(catalogue: Catalogue) -> list[Episode]:
    """Return the episodes with the newest first, or as the show's own feed has them.

    An order that somebody made of them stays.
    """
    episodes = list(catalogue.episodes)
    if contents_in(catalogue).ordered:
        return episodes
    oldest_first = in_time(episodes)
    return oldest_first if catalogue.show.feed_order == "oldest" else oldest_first[::-1]


def identify_episodes(episodes: Sequence[Episode]) -> list[str]:
    """Return a permanent identifier for each episode, as apps know it.

    It is its guid, or else the address of its audio file, which apps use for a feed without guids,
    or else its id within the show. One that is not unique is not used.
    """
    own = [f"{episode.show.id}/{episode.id}" for episode in episodes]
    audio = [to_uri(episode.audio.url) if episode.audio else None for episode in episodes]
    given = [episode.guid or url for episode, url in zip(episodes, audio, strict=True)]
    bearers = Counter((*own, *given))
    return [
        found if found is not None and bearers[found] == 1 else within
        for found, within in zip(given, own, strict=True)
    ]


def page_of(person: Person) -> str | None:
    """Return the address of a person: their own page, or else the first one elsewhere."""
    address = person.url or next(iter(person.same_as), None)
    return address and to_uri(address)


def country_of(place: Place) -> str | None:
    """Return the code of the country that a place is, or is in."""
    return next((around.code for around in place.lineage if around.code), None)
