"""What a page lists: people, organisations, themes, places, and who funds and supports whom."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

import attrs

from ...catalogue.catalogue import Catalogue
from ...catalogue.indexes import credits_of
from ...models import Entity, Episode, LocalizedText, Organisation, Person, Relation
from ...text.folding import fold
from ..text.facts import (
    FROM_ORGANISATION,
    Statement,
    founded_to_name,
    founders_to_name,
    state_relations,
)
from ..text.phrases import shared_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...models import Credit

EntityT = TypeVar("EntityT", bound=Entity)

# Shorter lists have no letters.
_LETTERS: Final = 20


def by_family(people: Iterable[Person]) -> dict[str, list[Person]]:
    """Return people by the first letter of their family name, else of the last word of the name.

    A family name is filed without the "de" before it, as French does.

    >>> ada = Person(id="ada", name="Ada de Rufz", given="Ada", family="de Rufz")
    >>> by_family([ada, Person(id="bo", name="Bo Miller")])
    {'': [<Person bo "Bo Miller">, <Person ada "Ada de Rufz">]}
    """
    return _by_letter(people, lambda one: f"{_filed(one)} {one.name}")


def _filed(person: Person) -> str:
    return re.sub(r"^(?:de\s+|d['’])(?=\S)", "", person.family or person.name.split()[-1])


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


@attrs.frozen(kw_only=True)
class Members:
    """People of an organisation who share a role, or are credited without one.

    Attributes:
        role: their role, if they have one.
        people: who they are.
    """

    role: LocalizedText | None
    people: list[Person]


def statements_by_organisation(episode: Episode) -> dict[Organisation, list[Statement]]:
    """Return what an episode says of its organisations, by organisation, each tie once.

    >>> from ...packaged.bundled import load_catalogue
    >>> found = statements_by_organisation(load_catalogue().episode(6))
    >>> {body.name: [one.relations for one in said] for body, said in found.items()}
    {'Kaplab': [('subject',), ('venue',)], 'CHU de Liège': [('venue',)]}
    """
    found: dict[Organisation, list[Statement]] = {}
    for one in state_relations(episode):
        found.setdefault(one.organisation, []).append(one)
    return found


@attrs.frozen(kw_only=True)
class Tie:
    """What ties an organisation to others, and the episodes that say so.

    Attributes:
        relation: the tie, such as "funder".
        end: the label of the tie from this end, "of" or "by".
        others: the organisations at the other end.
        episodes: the episodes that say so.
    """

    relation: Relation
    end: str
    others: tuple[Organisation, ...]
    episodes: list[Episode] = attrs.field(factory=list[Episode])


_SUPPORT: Final = frozenset({"funder", "supporter"})


@attrs.frozen(kw_only=True)
class Support:
    """A statement about funds or support, and the episodes that make it."""

    statement: Statement
    episodes: list[Episode] = attrs.field(factory=list[Episode])


@attrs.frozen(eq=False)
class Profiles:
    """What the templates say of the people and organisations of a catalogue."""

    catalogue: Catalogue

    @cached_property
    def members(self) -> dict[str, list[Members]]:
        """The people of each organisation by its id: members, and those credited with it.

        Founders without a role are not among them, unless they are members.

        >>> from ...packaged.bundled import load_catalogue
        >>> found = Profiles(load_catalogue()).members["phenix"]
        >>> [(str(one.role), [str(person) for person in one.people]) for one in found][0]
        ('PDG de Phénix', ['Jean Moreau'])
        """
        roles: dict[str, dict[Person, LocalizedText | None]] = {}
        for episode in self.catalogue.episodes:
            for one in credits_of(episode):
                if person := one.person:
                    for body in one.organisations:
                        known = roles.setdefault(body.id, {})
                        known[person] = known.get(person) or one.role
        for person in self.catalogue.people:
            for body in person.organisations:
                roles.setdefault(body.id, {}).setdefault(person)
        found = {id_: _by_role(id_, known) for id_, known in roles.items()}
        return {id_: some for id_, some in found.items() if some}

    def founders_of(self, body: Organisation) -> list[Person]:
        """Return the founders of an organisation, but for those whose role says so."""
        return founders_to_name(body, self.catalogue)

    def founded_by(self, person: Person) -> dict[str, list[Organisation]]:
        """Return what a person founded, by the word for it, but for what a role of theirs says."""
        return founded_to_name(person, self.catalogue)

    def memberships_of(self, person: Person) -> list[Organisation]:
        """Return what a person is a member of, but for what a credit of theirs names."""
        credited = {
            body
            for one in self.catalogue.appearances(person)
            if one.credit
            for body in one.credit.organisations
        }
        return [body for body in person.organisations if body not in credited]

    def credits_of(
        self, person: Person
    ) -> list[tuple[str, Credit, tuple[Credit, ...], list[Episode]]]:
        """Return the credits of a person.

        Each has a word for its part, if any, those who share its role, and its episodes. Without a
        role it has no organisation that the person founded, which the profile names for that.
        """
        found: dict[tuple[object, ...], tuple[str, Credit, tuple[Credit, ...], list[Episode]]] = {}
        parts = {"guest": "", "crew": "crew", "mentioned": "mention"}
        for one in self.catalogue.appearances(person):
            if credit := one.credit:
                others = shared_with(credit, one.episode)
                if not credit.role:
                    left = [body for body in credit.organisations if body not in person.founder_of]
                    credit = attrs.evolve(credit, organisations=tuple(left))
                key = (one.part, credit.role, credit.organisations, others)
                found.setdefault(key, (parts[one.part], credit, others, []))[-1].append(one.episode)
        return list(found.values())

    @cached_property
    def ties(self) -> dict[str, list[Tie]]:
        """What ties each organisation to others, by its id.

        A tie to its own ``parents`` is left out, since its profile names them.

        >>> from ...packaged.bundled import load_catalogue
        >>> (tie,) = Profiles(load_catalogue()).ties["google"]
        >>> tie.relation, tie.end, [other.name for other in tie.others]
        ('supporter', 'of', ['We TechCare'])
        """
        found: dict[tuple[str, Relation, str, tuple[Organisation, ...]], Tie] = {}
        for episode in self.catalogue.episodes:
            for said in state_relations(episode):
                if not said.others:
                    continue
                (relation,) = said.relations
                ends = ("of", "by") if relation in FROM_ORGANISATION else ("by", "of")
                for body, end, others in (
                    (said.organisation, ends[0], said.others),
                    *((other, ends[1], (said.organisation,)) for other in said.others),
                ):
                    if relation == "parent" and {*others} <= {*body.parents}:
                        continue
                    tie = Tie(relation=relation, end=end, others=others)
                    found.setdefault((body.id, relation, end, others), tie).episodes.append(episode)
        ties: dict[str, list[Tie]] = {}
        for (id_, *_), tie in found.items():
            ties.setdefault(id_, []).append(tie)
        return ties

    @cached_property
    def support(self) -> list[Support]:
        """Each statement about funds and support between organisations, once.

        >>> from ...packaged.bundled import load_catalogue
        >>> one = Profiles(load_catalogue()).support[1]
        >>> one.statement.organisation.name, [other.name for other in one.statement.others]
        ('We TechCare', ['Google', 'Fondation SFR'])
        """
        found: dict[Statement, Support] = {}
        for episode in self.catalogue.episodes:
            for one in state_relations(episode):
                if one.others and _SUPPORT.issuperset(one.relations):
                    found.setdefault(one, Support(statement=one)).episodes.append(episode)
        return list(found.values())


def _by_role(id_: str, roles: dict[Person, LocalizedText | None]) -> list[Members]:
    groups: dict[LocalizedText | None, list[Person]] = {}
    for person, role in roles.items():
        is_member = any(body.id == id_ for body in person.organisations)
        if role or is_member or all(body.id != id_ for body in person.founder_of):
            groups.setdefault(role, []).append(person)
    return [Members(role=role, people=people) for role, people in groups.items()]
