"""Who appears in which episode, and as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import attrs

from ..models import Credit, Episode, Person
from ..models.records import Struct
from .indexes import person_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .indexes import Contents


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Appearance(Struct):
    """One person's part in one episode.

    Attributes:
        episode: the episode.
        part: whether the person hosts it, is a guest, worked on it, or is only mentioned.
        credit: how the episode credits the person; a host has no credit.

    >>> import techforgood_podcast as tfg
    >>> found = tfg.load_catalogue().appearances("Jean Deydier")[0]
    >>> found.episode.code, found.part, found.credit and found.credit.credited_as
    ('S1E3', 'guest', 'Jean Deydier')
    """

    episode: Episode
    part: Literal["host", "guest", "crew", "mentioned"]
    credit: Credit | None = None


class Listed(NamedTuple):
    """Someone in one of the lists of an episode.

    Attributes:
        position: the position in the list, from 1.
        person: who it is; ``None`` for a group without a name.
        appearance: the part in the episode.
    """

    position: int
    person: Person | None
    appearance: Appearance


def everyone_in(episode: Episode) -> Iterator[Listed]:
    """Yield everyone in an episode: hosts, guests, crew, then those who are mentioned."""
    for position, host in enumerate(episode.hosts, 1):
        yield Listed(position, host, Appearance(episode=episode, part="host"))
    credited: tuple[tuple[Literal["guest", "crew", "mentioned"], tuple[Credit, ...]], ...] = (
        ("guest", episode.guests),
        ("crew", episode.crew),
        ("mentioned", episode.mentioned),
    )
    for part, credits_ in credited:
        for position, credit in enumerate(credits_, 1):
            appearance = Appearance(episode=episode, part=part, credit=credit)
            yield Listed(position, credit.person, appearance)


def appearances_of(contents: Contents, person_id: str) -> Iterator[Appearance]:
    """Yield the appearances of a person, in the order of the episodes."""
    for index in contents.postings(person_ids).get(person_id, ()):
        for listed in everyone_in(contents.episodes[index]):
            if listed.person is not None and listed.person.id == person_id:
                yield listed.appearance
