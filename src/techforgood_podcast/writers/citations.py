"""What the formats for citations have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ..models.durations import format_duration
from ..text.typography import capitalize_first, join_lines
from ..text.words import words
from .options import in_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ..models import Appearance, Episode, Person


@attrs.frozen
class Name:
    """A name as citations have it: in two parts, or as a whole.

    It is whole where one part is not known, or has a comma, which readers take for the end of it.
    """

    whole: str
    given: str | None = None
    family: str | None = None

    @property
    def inverted(self) -> str:
        """The name by which lists are sorted.

        >>> Name("Ada Miller", "Ada", "Miller").inverted, Name("Johnny").inverted
        ('Miller, Ada', 'Johnny')
        """
        return f"{self.family}, {self.given}" if self.family and self.given else self.whole


def key_of(episode: Episode) -> str:
    """Return the citation key: no other show has it, since no id holds an underscore.

    >>> from ..models import Episode, Show
    >>> show = Show(id="my-show", title="My show", language="en")
    >>> key_of(Episode(id="s01e01", show=show, season=1, title="Bread"))
    'my-show_s01e01'
    """
    return f"{episode.show.id}_{episode.id}"


def hosts_of(episode: Episode) -> list[Name]:
    """Return the names of those who made an episode."""
    return [_person(host) for host in episode.hosts]


def guests_of(episode: Episode, language: str) -> list[Name]:
    """Return the names of those who speak in an episode, groups included, each once."""
    names = {guest.person or guest: _guest(guest, language) for guest in episode.guests}
    return list(names.values())


def _person(person: Person) -> Name:
    if person.given is None or person.family is None or "," in person.given + person.family:
        return Name(join_lines(person.name))
    return Name(join_lines(person.name), join_lines(person.given), join_lines(person.family))


def _guest(guest: Appearance, language: str) -> Name:
    if guest.person is not None:
        return _person(guest.person)
    return Name(
        join_lines(in_language(guest.group, language) if guest.group else guest.credited_as)
    )


def producers_of(episode: Episode) -> list[str]:
    """Return the names of those who produce the show."""
    return [join_lines(producer.name) for producer in episode.show.producers]


def themes_of(episode: Episode, language: str) -> list[str]:
    """Return the labels of the themes of an episode."""
    return [join_lines(in_language(theme.label, language)) for theme in episode.themes]


def address_of(episode: Episode) -> str | None:
    """Return the address of an episode: its page, or else its sound file."""
    return episode.url or (episode.audio.url if episode.audio else None)


def consulted_on(episode: Episode) -> dt.date | None:
    """Return the day on which the address of an episode was read, as its source says."""
    days = (
        source.consulted
        for source in episode.sources
        if source.url is not None and source.url == address_of(episode)
    )
    return next(days, None)


def part_of_show(episode: Episode, language: str) -> str:
    """Say which part of the show an episode is, and how long it runs.

    >>> import techforgood_podcast as tfg
    >>> part_of_show(tfg.load_catalogue().episode("intro"), "en")
    'season 1, trailer, 03:13'
    """
    word = words(language)
    parts = [f"{word['season']} {episode.season}"]
    if episode.number is not None:
        parts.append(f"{word['episode']} {episode.number}")
    if episode.kind != "full":
        parts.append(word[episode.kind])
    if episode.duration is not None:
        parts.append(format_duration(episode.duration))
    return ", ".join(parts)


def credits_of(episode: Episode, language: str) -> list[str]:
    """Return in sentences what citations have no fields for: roles, affiliations, bodies, places.

    >>> import techforgood_podcast as tfg
    >>> for line in credits_of(tfg.load_catalogue().episode("intro"), "en"):
    ...     print(line)
    Season 1, trailer, 03:13
    """
    word = words(language)
    bodies = dict.fromkeys(mention.organisation.name for mention in episode.organisations)
    told: tuple[tuple[str, Iterable[str]], ...] = (
        ("guests", (_credit(guest, language) for guest in episode.guests)),
        ("mentioned", (_credit(mentioned, language) for mentioned in episode.mentioned)),
        ("organisations", bodies),
        ("places", (in_language(place.name, language) for place in episode.places)),
    )
    part = part_of_show(episode, language)
    lines = [capitalize_first(part)]
    for noun, items in told:
        listed = "; ".join(join_lines(item) for item in items)
        if listed:
            lines.append(f"{capitalize_first(word[noun])}{word['colon']} {listed}")
    return lines


def _credit(appearance: Appearance, language: str) -> str:
    name = _guest(appearance, language).whole
    role = f", {in_language(appearance.role, language)}" if appearance.role else ""
    bodies = ", ".join(body.name for body in appearance.organisations)
    return f"{name}{role}{f' ({bodies})' if bodies else ''}"
