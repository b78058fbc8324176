"""What templates say of a catalogue: values, which know no template and no markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import attrs

from ...catalogue.catalogue import Catalogue
from ..text.account import Accounts, state_relations
from ..text.phrases import Phrases, name_of
from .colours import darken
from .headings import summarize, write_span
from .order import Listing, group_by_length, tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ...catalogue.answers import Related
    from ...models import Entity, Episode, LocalizedText, Place, Show, Theme
    from ..text.account import Account, Statement, Told
    from .languages import Versions
    from .order import Groups

# An address up to its host, where nothing in it has a meaning in a policy.
_HOST: Final = re.compile(r"https?://[\w.-]+(?::\d+)?(?=[/?#]|$)", re.ASCII)
# At most this many of the things that two episodes share are named.
_SHARED: Final = 3
_SUPPORT: Final = frozenset({"funder", "supporter"})
# That of base.css in light.
_ACCENT: Final = "#a8391f"


@attrs.frozen(kw_only=True, eq=False)
class Values:
    """What templates say of a catalogue, in one page or in each page of a site.

    Attributes:
        catalogue: what is written.
        listing: its episodes in the order of the page.
        languages: the languages of a page.
        accent: the one colour of a page, if another than the usual one.
        pictures: whether to show pictures.
        transcripts: what was said in episodes, by their ids; only a site has that.
    """

    catalogue: Catalogue
    listing: Listing
    languages: tuple[str, ...]
    accent: str | None
    pictures: bool
    transcripts: Mapping[str, object] = attrs.field(factory=dict[str, object])

    @property
    def show(self) -> Show:
        """The show."""
        return self.catalogue.show

    @cached_property
    def themes(self) -> Mapping[str, Sequence[Theme]]:
        """The themes below each other."""
        return tree_of(self.catalogue.themes, lambda theme: theme.broader, self._name)

    @cached_property
    def places(self) -> Mapping[str, Sequence[Place]]:
        """The places below each other."""
        return tree_of(self.catalogue.places, lambda place: place.part_of, self._name)

    @cached_property
    def account_of(self) -> Callable[[Told], Account]:
        """Gives what is said of a record below its name."""
        return Accounts(self.catalogue, self.languages[0]).of

    @cached_property
    def support(self) -> Mapping[Statement, Sequence[Episode]]:
        """Each statement about funds and support between organisations, with its episodes."""
        found: dict[Statement, list[Episode]] = {}
        for episode in self.catalogue.episodes:
            for one in state_relations(episode):
                if one.others and _SUPPORT.issuperset(one.relations):
                    found.setdefault(one, []).append(episode)
        return found

    def _name(self, entity: Entity) -> str:
        return Phrases(self.languages[0]).say(name_of(entity))

    @cached_property
    def neighbours(self) -> dict[str, tuple[Episode | None, Episode | None]]:
        """The episodes before and after each one, by its id."""
        some = self.listing.sequence
        around = zip([None, *some], some, [*some[1:], None], strict=False)
        return {episode.id: (before, after) for before, episode, after in around}

    def related_to(self, episode: Episode) -> list[tuple[Episode, list[LocalizedText | str]]]:
        """Return related episodes, each with the names of what it shares but hosts and crew."""
        found = (
            (other.episode, _shared(episode, other, self.catalogue, self._everywhere))
            for other in self.catalogue.related(episode)
        )
        return [(other, names) for other, names in found if names]

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The ids of the places in which all episodes are."""
        around = [_around(episode) for episode in self.catalogue.episodes]
        return frozenset[str].intersection(*around) if around else frozenset()

    @cached_property
    def own_pictures(self) -> set[str]:
        """The addresses of pictures that only one episode has, and the show has not."""
        found = Counter(one.image_url for one in self.catalogue.episodes if one.image_url)
        return {url for url, count in found.items() if count == 1 and url != self.show.cover_url}

    @property
    def mark_colour(self) -> str:
        """The colour of the mark of the show."""
        return darken(self.accent) if self.accent else _ACCENT

    @cached_property
    def sounds(self) -> list[str]:
        """The schemes of audio that a policy allows; most audio redirects to unknown hosts."""
        addresses = (one.audio.url for one in self.catalogue.episodes if one.audio)
        return sorted({url.partition(":")[0] + ":" for url in addresses})

    @cached_property
    def span(self) -> Versions:
        """When the episodes were published."""
        return write_span(self.catalogue, self.languages)

    @cached_property
    def totals(self) -> list[tuple[Versions, Versions]]:
        """The facts about the whole show."""
        return [*summarize(self.catalogue, self.languages)]

    @cached_property
    def lengths(self) -> Groups:
        """The episodes by their running times."""
        return group_by_length(self.listing.episodes, self.languages)

    @property
    def length_of(self) -> dict[str, str]:
        """The running time of each episode in these, by its id."""
        return {one.id: group.anchor for group in self.lengths for one in group.things}


def _shared(
    episode: Episode, other: Related, catalogue: Catalogue, everywhere: Collection[str]
) -> list[LocalizedText | str]:
    """Return the names of what two episodes share, or of the first few; of nothing else, places."""
    both = (episode, other.episode)
    hosts = (*catalogue.show.hosts, *(host for one in both for host in one.hosts))
    crew = (credit.person for one in both for credit in one.crew)
    own = {person.id for person in (*hosts, *crew) if person}
    producers = {body.id for body in catalogue.show.producers}
    names: list[LocalizedText | str] = [
        *(person.name for person in other.people if person.id not in own),
        *(body.name for body in other.organisations if body.id not in producers),
        *(theme.label for theme in other.themes),
    ]
    places = (place for place in _shared_places(*both) if place.id not in everywhere)
    return (names or [place.name for place in places])[:_SHARED]


def _shared_places(one: Episode, other: Episode) -> list[Place]:
    """Return the smallest places in which two episodes are."""
    around = _around(other)
    found = (
        next((place for place in own.lineage if place.id in around), None) for own in one.places
    )
    return [place for place in dict.fromkeys(found) if place]


def _around(episode: Episode) -> frozenset[str]:
    """Return the ids of the places of an episode, and of those around them."""
    return frozenset(place.id for own in episode.places for place in own.lineage)


def bars_of(title: str) -> list[int]:
    """Return the heights of the bars in the mark of a show, which its title decides."""
    return [6 + byte % 15 for byte in sha256(title.encode()).digest()[:5]]


def image_host(url: str | None) -> str:
    """Return the host of a picture as a policy names it; empty if the picture cannot be shown.

    >>> image_host("https://example.org/oven.jpg"), image_host("http://example.org/oven.jpg")
    ('https://example.org', 'http://example.org')
    """
    host = _HOST.match(url or "")
    return host[0] if host else ""


def host_to_read(url: str) -> str:
    """Return what readers see of an address.

    >>> host_to_read("https://www.example.org:8000/a?b=c")
    'example.org'
    """
    return (urlsplit(url).hostname or url).removeprefix("www.")


def domain_of(url: str) -> str:
    """Return the end of a host by which readers know it.

    >>> domain_of("https://shows.acast.com/a"), domain_of("https://www.bbc.co.uk/a")
    ('acast.com', 'bbc.co.uk')
    """
    host = host_to_read(url)
    found = re.search(r"[^.]+\.(?:\w{2,3}\.\w\w|[^.]+)$", host)
    return found[0] if found else host


def former_ids(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the retired ids of each record that replaces them."""
    found: dict[str, list[str]] = {}
    for redirect in catalogue.redirects:
        if redirect.to is not None:
            found.setdefault(redirect.to, []).append(redirect.id)
    return found
