"""``Citation``: what all formats for citations say of an episode."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ...models import Episode
from ...models.durations import format_duration
from ...models.episodes import join_shared
from ...text.writing import capitalize_first, join_lines, join_names, straighten
from ..text.phrases import Phrases, unnamed_organisations, write_credit

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
    """An episode with what citations say of it in one language.

    Attributes:
        episode: the episode.
        phrases: the phrases of the language.
        key: the citation key; no other show has it, since no id holds an underscore.
        hosts: the names of those who made the episode.
        guests: the names of the people who speak in it, each once.
        producers: the names of those who produce the show.
        themes: the labels of the themes.
        summary: the summary in the language of the citation.
        url: the address of the page, or else of the sound file, or of the show's page.
        consulted: the day on which that address was read, as the episode's source says.
        numbers: its season and its number in words, if they are known.
        part_of_show: which part of the show the episode is, and how long it runs.
        credits: what citations have no fields for, in sentences: groups, roles, affiliations,
            organisations, places, and the catalogue's notice.
        genre: the word for podcasts, as a sentence begins with it.
    """

    episode: Episode
    phrases: Phrases
    key: str
    hosts: list[Name]
    guests: list[Name]
    producers: list[str]
    themes: list[str]
    summary: str | None
    url: str | None
    consulted: dt.date | None
    numbers: list[str]
    part_of_show: str
    credits: list[str]
    genre: str


def cite_episodes(catalogue: Catalogue, language: str) -> Iterator[Citation]:
    """Give the citation of each episode.

    >>> import techforgood_podcast as tfg
    >>> citation = next(cite_episodes(tfg.load_catalogue(), "en"))
    >>> citation.key, citation.numbers, citation.part_of_show
    ('a-qui-profite-la-tech-for-good_s01-intro', ['season 1'], 'season 1, introduction, 03:13')
    """
    phrases = Phrases(language)
    notice = phrases.write_notice(catalogue.info)
    return (cite_episode(episode, phrases, notice) for episode in catalogue.episodes)


def cite_episode(
    episode: Episode, phrases: Phrases, notice: str = "", *, in_full: bool = True
) -> Citation:
    """Return the citation of an episode, in full with the summary, credits and notice."""
    url = episode.url or (episode.audio.url if episode.audio else None) or episode.show.url
    guests = dict.fromkeys(guest.person for guest in episode.guests if guest.person)
    known = {"season": episode.season, "episode": episode.number}
    numbers = [f"{phrases.words[key]} {n}" for key, n in known.items() if n is not None]
    kind = "" if episode.kind == "full" else phrases.name_kind(episode)
    length = "" if episode.duration is None else format_duration(episode.duration)
    part = ", ".join(filter(None, (*numbers, kind, length)))
    summary = phrases.say(episode.summary) if in_full else None
    credits_ = [capitalize_first(part), *_credits(episode, phrases)] if in_full else []
    if notice:
        own = [phrases.words["own_summary"]] if summary else []
        credits_.append(" ".join([*own, notice]))
    return Citation(
        genre=capitalize_first(phrases.words["show"]),
        episode=episode,
        phrases=phrases,
        key=f"{episode.show.id}_{episode.id}",
        hosts=[_person(host) for host in episode.hosts],
        guests=[_person(guest) for guest in guests],
        producers=[join_lines(producer.name) for producer in episode.show.producers],
        themes=[join_lines(label) for label in phrases.label_themes(episode.themes)],
        summary=summary,
        url=url,
        consulted=_consulted(episode, url),
        numbers=numbers,
        part_of_show=part,
        credits=[*filter(None, credits_)],
    )


def _person(person: Person) -> Name:
    whole = join_lines(person.name)
    if person.given is None or person.family is None or "," in person.given + person.family:
        return Name(whole)
    return Name(whole, join_lines(person.given), join_lines(person.family))


def _consulted(episode: Episode, url: str | None) -> dt.date | None:
    sources = (source for source in episode.sources if source.url is not None)
    return next((source.consulted for source in sources if source.url == url), None)


def _credits(episode: Episode, phrases: Phrases) -> Iterator[str]:
    known = phrases.words
    organisations = dict.fromkeys(mention.organisation.name for mention in episode.organisations)
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("guests", (_credit(line, phrases) for line in join_shared(episode.guests))),
        ("mentioned", (_credit(line, phrases) for line in join_shared(episode.mentioned))),
        ("organisations", organisations),
        ("places", map(phrases.write_place, episode.places)),
    )
    for key, items in lists:
        listed = f"{known['semicolon']} ".join(map(join_lines, items))
        if listed:
            yield straighten(phrases.add_after_colon(capitalize_first(known[key]), listed))


def _credit(line: Sequence[Credit], phrases: Phrases) -> str:
    names = [join_lines(phrases.name_credited(credit)) for credit in line]
    name = join_names(names, phrases.language)
    role = phrases.say(line[0].role)
    others = unnamed_organisations(line[0].organisations, write_credit(name, role))
    return write_credit(name, role, [body.name for body in others])
