"""One joined table for analysis: who appears in which episode as what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalogue.ties import Appearance, everyone_in
from ..models import Credit
from ..models.episodes import sharing
from ..models.fields import descriptions_of, stated_fields
from .columns import Column, link, suffixes_of
from .schema import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..catalogue.catalogue import Catalogue
    from ..catalogue.ties import Listed
    from .columns import Reader
    from .schema import KeyedRecord

_COLUMNS = (
    Column(name="episode_id", form="id", description="The episode.", required=True),
    Column(
        name="part",
        form="choice",
        description="The part in the episode.",
        required=True,
        choices=stated_fields(Appearance)["part"].choices,
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
    Column(
        name="shared_with",
        description="The names of the others who share the role, separated by semicolons.",
    ),
)


def appearances(languages: tuple[str, ...]) -> Table:
    """Return the table of the people and groups in each episode, joined with their names.

    >>> [column.name for column in appearances(("fr",)).columns][-3:]
    ['organisations', 'shared_with', 'role_fr']
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
        "per host, guest, member of the crew and person mentioned.",
        columns=(*_COLUMNS, *roles),
        primary_key=("episode_id", "part", "position"),
        foreign_keys=(link("episode_id", "episodes"), link("person_id", "people")),
        keyed_records=_keyed_appearances,
        readers=(
            lambda listed: listed.appearance.episode.code,
            lambda listed: listed.appearance.episode.title,
            lambda listed: listed.person and listed.person.id,
            _name,
            _credited_as,
            _organisations,
            _shared_with,
            *map(_role_reader, languages),
        ),
    )


def _keyed_appearances(catalogue: Catalogue) -> Iterator[KeyedRecord]:
    for episode in catalogue.episodes:
        for listed in everyone_in(episode):
            yield (episode.id, listed.appearance.part, listed.position), listed


def _name(listed: Listed) -> str | None:
    return listed.person.name if listed.person else _credited_as(listed)


def _credited_as(listed: Listed) -> str | None:
    credit = listed.appearance.credit
    return credit.credited_as if credit else None


def _organisations(listed: Listed) -> str | None:
    owner = listed.appearance.credit or listed.person
    own = owner.organisations if owner else ()
    return "; ".join(organisation.name for organisation in own) or None


def _shared_with(listed: Listed) -> str | None:
    credit = listed.appearance.credit
    line = sharing(credit, listed.appearance.episode) if credit else ()
    names = (one.person.name if one.person else one.credited_as for one in line if one != credit)
    return "; ".join(names) or None


def _role_reader(language: str) -> Reader:
    def read(listed: Listed) -> str | None:
        credit = listed.appearance.credit
        return credit.role.get(language) if credit and credit.role else None

    return read
