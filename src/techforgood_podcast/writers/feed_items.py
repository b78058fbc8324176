"""What both feeds say of an episode: which one it is, and its credits as lists of plain lines."""

from __future__ import annotations

from collections import Counter
from string import printable
from typing import TYPE_CHECKING

from ..text.typography import capitalize_first
from ..text.words import words
from .options import in_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..models import Appearance, Episode, Figure, Mention, Organisation, Place, Source

UNDETERMINED = "und"
"""The tag of a language that is not known; feeds leave it out."""


def identifiers(episodes: Sequence[Episode]) -> list[str]:
    """Return what identifies each episode for ever: its guid, or else its id within the show.

    A guid that several episodes have, or that is such an id of another, identifies none of them.
    """
    own = [f"{episode.show.id}/{episode.id}" for episode in episodes]
    bearers = Counter((*own, *(episode.guid for episode in episodes)))
    return [
        episode.guid if episode.guid is not None and bearers[episode.guid] == 1 else within
        for episode, within in zip(episodes, own, strict=True)
    ]


def uri(address: str) -> str:
    """Return an address in ASCII, as feeds want it: other characters stand as their bytes.

    >>> uri("https://example.org/épisode-1?a=%20")
    'https://example.org/%C3%A9pisode-1?a=%20'
    """
    if address.isascii():
        return address
    from urllib.parse import quote

    return quote(address, safe=printable)


def notes(episode: Episode, language: str) -> list[tuple[str, list[str]]]:
    """Return who and what an episode names: headings, each with its lines; none is empty."""
    printed = words(language)
    lists = (
        ("hosts", [_with_bodies(host.name, host.organisations) for host in episode.hosts]),
        ("guests", [credit(guest, language) for guest in episode.guests]),
        ("mentioned", [credit(person, language) for person in episode.mentioned]),
        ("organisations", [_mention(mention, printed) for mention in episode.organisations]),
        ("themes", [in_language(theme.label, language) for theme in episode.themes]),
        ("places", [place_name(place, language) for place in episode.places]),
        ("figures", [_figure(figure, language) for figure in episode.figures]),
        ("sources", [_source(source, printed) for source in episode.sources]),
    )
    return [(capitalize_first(printed[key]), lines) for key, lines in lists if lines]


def credit(appearance: Appearance, language: str) -> str:
    """Return who someone is: "Jean Deydier, fondateur de We TechCare".

    The name is that of the credit, unless a part of the person's name is missing there; the
    affiliations that the role does not name follow it.
    """
    if appearance.group is not None:
        text = in_language(appearance.group, language)
    elif appearance.person is not None and appearance.person.name not in appearance.credited_as:
        text = appearance.person.name
    else:
        text = appearance.credited_as
    if appearance.role is not None:
        text = f"{text}, {in_language(appearance.role, language)}"
    if not appearance.organisations:
        return text
    told = text.casefold()
    return _with_bodies(
        text, [body for body in appearance.organisations if body.name.casefold() not in told]
    )


def place_name(place: Place, language: str) -> str:
    """Return a place with those around it: "Schiltigheim, Grand Est, France"."""
    return ", ".join(in_language(around.name, language) for around in place.lineage)


def country_of(place: Place) -> str | None:
    """Return the code of the country that a place is, or is in."""
    return next((around.code for around in place.lineage if around.code), None)


def _with_bodies(text: str, bodies: Sequence[Organisation]) -> str:
    return f"{text} ({'; '.join([body.name for body in bodies])})" if bodies else text


def _mention(mention: Mention, printed: Mapping[str, str]) -> str:
    text = f"{mention.organisation.name} – {printed[f'relation_{mention.relation}']}"
    return text if mention.of is None else f"{text} ({mention.of.name})"


def _figure(figure: Figure, language: str) -> str:
    text = f"{figure.as_printed} – {in_language(figure.statement, language)}"
    return text if figure.year is None else f"{text} ({figure.year})"


def _source(source: Source, printed: Mapping[str, str]) -> str:
    """Return a source with its address, which readers make a link of."""
    text = source.title if source.url is None else f"{source.title}{printed['colon']} {source.url}"
    return (
        text if source.consulted is None else f"{text} ({printed['consulted']} {source.consulted})"
    )
