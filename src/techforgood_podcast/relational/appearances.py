"""One joined table for analysis: who appears in which episode as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..models import Credit
from ..models.fields import descriptions_of
from .columns import Column, link, suffixes_of
from .schema import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalogue.catalogue import Catalogue
    from ..models import Episode, Person
    from .columns import Reader
    from .schema import KeyedRecord

_COLUMNS = (
    Column(name="episode_id", form="id", description="The episode.", required=True),
    Column(
        name="part",
        form="choice",
        description="The part in the episode.",
        required=True,
        choices=("host", "guest", "mentioned"),
    ),
    Column(
        name="position",
        type="integer",
        form="integer",
        description="The position in the list, from 1.",
        required=True,
    ),
    Column(name="code", description="The code of the episode.", required=True),
    Column(name="title", description="The title of the episode.", required=True),
    Column(name="person_id", form="id", description="Who it is; empty for a group."),
    Column(
        name="name",
        description="The name of the person, or what the credit calls the group.",
        required=True,
    ),
    Column(
        name="credited_as",
        description="The name exactly as the source prints it; empty for a host.",
    ),
    Column(
        name="organisations",
        description="The organisations in the credit, separated by semicolons; for a host, those "
        "that the person belongs to.",
    ),
)


class _Part(NamedTuple):
    """Someone's part in an episode; a host has no credit."""

    episode: Episode
    person: Person | None
    credit: Credit | None

    @property
    def name(self) -> str | None:
        return self.person.name if self.person else self.credited_as

    @property
    def credited_as(self) -> str | None:
        return self.credit.credited_as if self.credit else None

    @property
    def organisations(self) -> str | None:
        owner = self.credit or self.person
        own = owner.organisations if owner else ()
        return "; ".join(organisation.name for organisation in own) or None


def appearances(languages: tuple[str, ...]) -> Table:
    """Return the table of the people and groups in each episode, joined with their names.

    >>> [column.name for column in appearances(("fr",)).columns][-3:]
    ['credited_as', 'organisations', 'role_fr']
    """
    description = descriptions_of(Credit)["role"]
    roles = tuple(
        Column(
            name=f"role_{suffix}",
            form="localized",
            description=f"{description} This column: {language}.",
        )
        for language, suffix in suffixes_of(languages).items()
    )
    return Table(
        name="appearances",
        description="Each person or group in each episode, with names instead of ids: one row "
        "per host, guest and person mentioned.",
        columns=(*_COLUMNS, *roles),
        primary_key=("episode_id", "part", "position"),
        foreign_keys=(link("episode_id", "episodes"), link("person_id", "people")),
        keyed_records=_keyed_parts,
        readers=(
            lambda part: part.episode.code,
            lambda part: part.episode.title,
            lambda part: part.person and part.person.id,
            lambda part: part.name,
            lambda part: part.credited_as,
            lambda part: part.organisations,
            *map(_role_reader, languages),
        ),
    )


def _keyed_parts(catalogue: Catalogue) -> Iterator[KeyedRecord]:
    for episode in catalogue.episodes:
        parts: tuple[tuple[str, Any], ...] = (
            ("host", [_Part(episode, host, None) for host in episode.hosts]),
            ("guest", [_Part(episode, guest.person, guest) for guest in episode.guests]),
            ("mentioned", [_Part(episode, named.person, named) for named in episode.mentioned]),
        )
        for part, people in parts:
            for position, person in enumerate(people, 1):
                yield (episode.id, part, position), person


def _role_reader(language: str) -> Reader:
    def read(part: _Part) -> str | None:
        return part.credit.role.get(language) if part.credit and part.credit.role else None

    return read
