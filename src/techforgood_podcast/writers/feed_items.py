"""What both feed formats write about an episode: its identifier, and whom and what it names."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..catalogue.catalogue import indexes_in
from ..catalogue.indexes import in_time
from ..models.episodes import join_shared
from ..models.records import names_of
from ..text.writing import capitalize_first, feed_title, join_names, to_uri, typeset, words
from .phrases import (
    add_after_colon,
    add_brackets,
    in_language,
    label_themes,
    unnamed_organisations,
    write_consulted,
    write_credit,
    write_figure,
    write_place,
)
from .statements import state_relations, write_statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..catalogue.catalogue import Catalogue
    from ..models import Credit, Episode, Person, Place, Show, Source

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


def list_facts(episode: Episode, language: str) -> list[tuple[str, list[str]]]:
    """Return who and what an episode names, as headings with lists; none is empty.

    The show's own feed is not among its sources here, since what is written is that feed.
    """
    known = words(language)
    sources = [source for source in episode.sources if not _is_feed(source, episode.show)]
    lists = (
        (
            "host" if len(episode.hosts) == 1 else "hosts",
            [_host(host, language) for host in episode.hosts],
        ),
        ("guests", [_credit(line, language) for line in join_shared(episode.guests)]),
        ("mentioned", [_credit(line, language) for line in join_shared(episode.mentioned)]),
        ("crew", [_credit(line, language) for line in join_shared(episode.crew)]),
        ("organisations", [write_statement(one, language) for one in state_relations(episode)]),
        ("themes", label_themes(episode.themes, language)),
        ("places", [write_place(place, language) for place in episode.places]),
        ("figures", [write_figure(one, language) for one in episode.figures]),
        ("sources", [_source(source, language) for source in sources]),
    )
    return [
        (capitalize_first(known[key]), [typeset(line, language) for line in lines])
        for key, lines in lists
        if lines
    ]


def page_of(person: Person) -> str | None:
    """Return the address of a person: their own page, or else the first one elsewhere."""
    address = person.url or next(iter(person.same_as), None)
    return address and to_uri(address)


def country_of(place: Place) -> str | None:
    """Return the code of the country that a place is, or is in."""
    return next((around.code for around in place.lineage if around.code), None)


def _host(host: Person, language: str) -> str:
    bodies = [body.name for body in host.organisations]
    return write_credit(host.name, None, bodies, separator=f"{words(language)['semicolon']} ")


def _credit(line: Sequence[Credit], language: str) -> str:
    """Return credits that share a role, with those affiliations that they do not name already."""
    name = join_names([_credited(credit, language) for credit in line], language)
    role = in_language(line[0].role, language)
    others = unnamed_organisations(line[0], write_credit(name, role))
    return write_credit(name, role, others, separator=f"{words(language)['semicolon']} ")


def _credited(credit: Credit, language: str) -> str:
    """Return a name as credited, unless part of the person's name is missing there."""
    person = credit.person
    if person is not None and person.name not in credit.credited_as:
        return person.name
    return in_language(credit.group, language) or credit.credited_as


def _is_feed(source: Source, show: Show) -> bool:
    """Return whether a source is the feed of a show, by its address or as drafts name it."""
    by_address = source.url is not None and source.url == show.feed_url
    return by_address or feed_title(show.title) in names_of(source)


def _source(source: Source, language: str) -> str:
    """Return a source with its address, which feed readers turn into a link."""
    title = in_language(source.title, language)
    consulted = write_consulted(source, language)
    text = title if source.url is None else add_after_colon(title, source.url, language)
    return add_brackets(text, [consulted] if consulted else [])
