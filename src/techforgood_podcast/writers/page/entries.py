"""What a page lists: people, organisations, themes, places, and who funds and supports whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from ...catalogue.affiliations import credits_of
from ...models import Entity, Episode
from ...text.folding import fold
from ..text.facts import Statement, state_relations
from ..text.phrases import shared_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...catalogue.catalogue import Catalogue
    from ...models import Credit, Organisation, Person

EntityT = TypeVar("EntityT", bound=Entity)

# Shorter lists have no letters.
_LETTERS: Final = 20
_SUPPORT: Final = frozenset({"funder", "supporter"})


def by_family(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Return people by the first letter of their family name, else of the last word of the name."""
    return _by_letter(people, lambda one: f"{one.family or one.name.split()[-1]} {one.name}")


def by_name(organisations: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    """Return organisations by the first letter of their name."""
    return _by_letter(organisations, lambda one: one.name)


def _by_letter(
    entities: Iterable[EntityT], name: Callable[[EntityT], str]
) -> dict[str, list[EntityT]]:
    """Return entities in the order of their names, by the first letter if there are many."""
    ordered = sorted((fold(name(entity)), entity.id, entity) for entity in entities)
    letters: dict[str, list[EntityT]] = {}
    for key, _, entity in ordered:
        letter = key[:1].upper() if len(ordered) > _LETTERS else ""
        letters.setdefault(letter if letter.isalpha() or not letter else "#", []).append(entity)
    return letters


def tree_of(
    entities: Iterable[EntityT],
    above: Callable[[EntityT], EntityT | None],
    name: Callable[[EntityT], str],
) -> dict[str, list[EntityT]]:
    """Return the children of each entity by its id, sorted by name; the roots are under ``""``."""
    tree: dict[str, list[EntityT]] = {}
    for entity in sorted(entities, key=lambda entity: fold(name(entity))):
        parent = above(entity)
        tree.setdefault(parent.id if parent else "", []).append(entity)
    return tree


def members_of(catalogue: Catalogue) -> dict[str, list[Person]]:
    """Return the people of each organisation, by its id: members, and those credited with it."""
    pairs: list[tuple[Organisation, Person]] = [
        (body, person) for person in catalogue.people for body in person.organisations
    ]
    for episode in catalogue.episodes:
        for one in credits_of(episode):
            pairs += [(body, one.person) for body in one.organisations if one.person]
    members: dict[str, dict[str, Person]] = {}
    for body, person in pairs:
        members.setdefault(body.id, {})[person.id] = person
    return {id_: list(people.values()) for id_, people in members.items()}


def credits_by_role(
    person: Person, catalogue: Catalogue
) -> list[tuple[str, Credit, tuple[Credit, ...], list[Episode]]]:
    """Return the credits of a person.

    Each has a word for its part, if any, those who share its role, and its episodes.
    """
    found: dict[tuple[object, ...], tuple[str, Credit, tuple[Credit, ...], list[Episode]]] = {}
    parts = {"guest": "", "crew": "crew", "mentioned": "mention"}
    for one in catalogue.appearances(person):
        if one.credit:
            others = shared_with(one.credit, one.episode)
            key = (one.part, one.credit.role, one.credit.organisations, others)
            found.setdefault(key, (parts[one.part], one.credit, others, []))[-1].append(one.episode)
    return list(found.values())


@attrs.frozen(kw_only=True)
class Support:
    """A statement that organisations fund or support one, and the episodes that make it."""

    statement: Statement
    episodes: list[Episode] = attrs.field(factory=list[Episode])


def support_in(catalogue: Catalogue) -> list[Support]:
    """Return each statement about funds and support between organisations once.

    >>> from ...packaged.bundled import load_catalogue
    >>> found = support_in(load_catalogue())[1]
    >>> found.statement.organisation.name, [other.name for other in found.statement.others]
    ('We TechCare', ['Google', 'Fondation SFR'])
    """
    found: dict[Statement, Support] = {}
    for episode in catalogue.episodes:
        for one in state_relations(episode):
            if one.others and _SUPPORT.issuperset(one.relations):
                found.setdefault(one, Support(statement=one)).episodes.append(episode)
    return list(found.values())
