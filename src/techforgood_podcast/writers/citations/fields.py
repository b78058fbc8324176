"""``Citation``: what all formats for citations say of an episode."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ...models import Episode
from ...models.durations import format_duration
from ...models.episodes import join_shared
from ...text.writing import capitalize_first, join_lines, join_names, straighten, words
from ..text.phrases import (
    add_after_colon,
    in_language,
    label_themes,
    name_credited,
    name_kind,
    unnamed_organisations,
    write_credit,
    write_place,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Credit, Person


@attrs.frozen
class Name:
    """A name in a citation: in two parts, or as a whole.

    It is whole if one part is unknown, or contains a comma, where readers would split it.
    """

    whole: str
    given: str | None = None
    family: str | None = None

    @property
    def inverted(self) -> str:
        """The name by which lists are sorted.

        >>> Name("Ada Miller", "Ada", "Miller").inverted, Name("Ada").inverted
        ('Miller, Ada', 'Ada')
        """
        return f"{self.family}, {self.given}" if self.family and self.given else self.whole


@attrs.frozen(kw_only=True)
class Citation:
    """An episode with what citations say of it.

    Attributes:
        episode: the episode.
        key: the citation key; no other show has it, since no id holds an underscore.
        hosts: the names of those who made the episode.
        guests: the names of the people who speak in it, each once.
        producers: the names of those who produce the show.
        themes: the labels of the themes.
        summary: the summary in the language of the citation.
        url: the address of the page, or else of the sound file, or of the show's page.
        consulted: the day on which that address was read, as the episode's source says.
        part_of_show: which part of the show the episode is, and how long it runs.
        credits: what citations have no fields for, in sentences: groups, roles, affiliations,
            organisations and places.
    """

    episode: Episode
    key: str
    hosts: list[Name]
    guests: list[Name]
    producers: list[str]
    themes: list[str]
    summary: str | None
    url: str | None
    consulted: dt.date | None
    part_of_show: str
    credits: list[str]


def cite_episodes(catalogue: Catalogue, language: str) -> Iterator[Citation]:
    """Give the citation of each episode.

    >>> import techforgood_podcast as tfg
    >>> citation = next(cite_episodes(tfg.load_catalogue(), "en"))
    >>> citation.key, citation.part_of_show
    ('a-qui-profite-la-tech-for-good_s01-intro', 'season 1, introduction, 03:13')
    """
    return (cite_episode(episode, language) for episode in catalogue.episodes)


def cite_episode(episode: Episode, language: str, *, in_full: bool = True) -> Citation:
    """Return the citation of an episode, in full with the summary and credits."""
    url = episode.url or (episode.audio.url if episode.audio else None) or episode.show.url
    guests = dict.fromkeys(guest.person for guest in episode.guests if guest.person)
    part = _part_of_show(episode, language)
    credits_ = [capitalize_first(part), *_credits(episode, language)] if in_full else []
    return Citation(
        episode=episode,
        key=f"{episode.show.id}_{episode.id}",
        hosts=[_person(host) for host in episode.hosts],
        guests=[_person(guest) for guest in guests],
        producers=[join_lines(producer.name) for producer in episode.show.producers],
        themes=[join_lines(label) for label in label_themes(episode.themes, language)],
        summary=in_language(episode.summary, language) if in_full else None,
        url=url,
        consulted=_consulted(episode, url),
        part_of_show=part,
        credits=[*filter(None, credits_)],
    )


def number_in_show(episode: Episode, language: str) -> list[str]:
    """Return the season and the number of an episode in words, if they are known.

    >>> from ...packaged.bundled import load_catalogue
    >>> number_in_show(load_catalogue().episode(3), "en")
    ['season 1', 'episode 3']
    """
    numbers = {"season": episode.season, "episode": episode.number}
    known = words(language)
    return [f"{known[key]} {number}" for key, number in numbers.items() if number is not None]


def _person(person: Person) -> Name:
    whole = join_lines(person.name)
    if person.given is None or person.family is None or "," in person.given + person.family:
        return Name(whole)
    return Name(whole, join_lines(person.given), join_lines(person.family))


def _consulted(episode: Episode, url: str | None) -> dt.date | None:
    sources = (source for source in episode.sources if source.url is not None)
    return next((source.consulted for source in sources if source.url == url), None)


def _part_of_show(episode: Episode, language: str) -> str:
    parts = number_in_show(episode, language)
    if episode.kind != "full":
        parts.append(name_kind(episode, language))
    if episode.duration is not None:
        parts.append(format_duration(episode.duration))
    return ", ".join(parts)


def _credits(episode: Episode, language: str) -> Iterator[str]:
    known = words(language)
    organisations = dict.fromkeys(mention.organisation.name for mention in episode.organisations)
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("guests", (_credit(line, language) for line in join_shared(episode.guests))),
        ("mentioned", (_credit(line, language) for line in join_shared(episode.mentioned))),
        ("organisations", organisations),
        ("places", (write_place(place, language) for place in episode.places)),
    )
    for key, items in lists:
        listed = f"{known['semicolon']} ".join(map(join_lines, items))
        if listed:
            yield straighten(add_after_colon(capitalize_first(known[key]), listed, language))


def _credit(line: Sequence[Credit], language: str) -> str:
    names = [join_lines(name_credited(credit, language)) for credit in line]
    name = join_names(names, language)
    role = in_language(line[0].role, language)
    others = unnamed_organisations(line[0], write_credit(name, role))
    return write_credit(name, role, [body.name for body in others])
