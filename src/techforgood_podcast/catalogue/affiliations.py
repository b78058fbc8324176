"""Find the people of an organisation, and the organisations of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .indexes import organisation_ids, person_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..models import Credit, Episode, Organisation
    from .indexes import Contents


def people_ids_of(contents: Contents, organisation_id: str) -> set[str]:
    """Return the ids of the members and founders of an organisation or of its descendants."""
    ids = {
        person.id
        for person in contents.people
        if _include((*person.organisations, *person.founder_of), organisation_id)
    }
    for index in contents.postings(organisation_ids).get(organisation_id, ()):
        for credit in credits_of(contents.episodes[index]):
            if credit.person and _include(credit.organisations, organisation_id):
                ids.add(credit.person.id)
    return ids


def organisation_ids_of(contents: Contents, person_id: str) -> set[str]:
    """Return the ids of the organisations that a person belongs to, founded or is credited with."""
    person = contents.people.get(person_id)
    own = (*person.organisations, *person.founder_of) if person else ()
    ids = {body.id for body in own}
    for index in contents.postings(person_ids).get(person_id, ()):
        for credit in credits_of(contents.episodes[index]):
            if credit.person and credit.person.id == person_id:
                ids.update(own.id for own in credit.organisations)
    return ids


def credits_of(episode: Episode) -> tuple[Credit, ...]:
    """Return everyone's part in an episode, that of its crew included."""
    return (*episode.guests, *episode.mentioned, *episode.crew)


def _include(organisations: Iterable[Organisation], id_: str) -> bool:
    """Return whether one of these organisations, or an ancestor of one, has this id."""
    return any(above.id == id_ for own in organisations for above in own.lineage)
