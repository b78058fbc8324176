"""What a catalogue says of a person, an organisation, a theme or a place, in no language.

An account decides which facts there are, their order and their labels. A format decides how they
look, where links lead, and how many episodes it names: it prints a fact and then its episodes, or
each episode and then the facts that it says.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import attrs

from ...catalogue.catalogue import Catalogue
from ...catalogue.indexes import credits_of
from ...models import Entity, Episode, LocalizedText, Organisation, Person, Place, Theme
from ...models.entities import founded_by
from ...text.folding import fold
from ...text.writing import founding_word, words
from .phrases import places_to_name, shared_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...models import Credit, Relation

# The relations that read best from their organisation: "Plastic Odyssey – member of: GreenTech".
# The others read from the other end: "Linked out – created by: Entourage".
FROM_ORGANISATION: Final = frozenset({"member"})


class Word(NamedTuple):
    """A fixed word, by its key."""

    key: str


class Address(NamedTuple):
    """An address, which is a link."""

    url: str


# What episodes name.
Named: TypeAlias = Person | Organisation | Theme | Place
# A record stands for its name; other texts are printed as they are.
Part: TypeAlias = "Entity | LocalizedText | Word | Address | str"


class Item(NamedTuple):
    """Whom or what a fact names, and what is said of them.

    Attributes:
        subject: those who are named.
        said: their roles or kinds.
        bodies: organisations, which the roles may name.
        others: the credits that share the role.
        episodes: the episodes of those who are named.
    """

    subject: tuple[Part, ...] = ()
    said: tuple[Part, ...] = ()
    bodies: tuple[Organisation, ...] = ()
    others: tuple[Credit, ...] = ()
    episodes: tuple[Episode, ...] = ()


class Fact(NamedTuple):
    """What is said of a record.

    Attributes:
        label: the key of the word for it.
        items: what it names.
        episodes: the episodes that say so, if it is said in episodes.
    """

    label: str
    items: tuple[Item, ...] = ()
    episodes: tuple[Episode, ...] = ()


class Account(NamedTuple):
    """What is said of a record, below its name.

    Attributes:
        brief: what and where it is; the parts of each are words beside each other.
        text: its description or definition.
        facts: all else, in order.
        episodes: its episodes.
    """

    brief: tuple[tuple[Part, ...], ...]
    text: LocalizedText | None
    facts: tuple[Fact, ...]
    episodes: tuple[Episode, ...]


# What episodes say of an organisation, by the label and the organisations at the other end.
Relations: TypeAlias = "dict[tuple[str, tuple[Organisation, ...]], list[Episode]]"


@attrs.frozen(eq=False)
class Accounts:
    """What is said of the records of a catalogue.

    Attributes:
        catalogue: where the records are.
        language: the language in which names are in order.
    """

    catalogue: Catalogue
    language: str

    def of(self, record: Named) -> Account:
        """Return what is said of a record.

        >>> from ...packaged.bundled import load_catalogue
        >>> catalogue = load_catalogue()
        >>> account = Accounts(catalogue, "en").of(catalogue.organisation("Kaplab"))
        >>> [fact.label for fact in account.facts]
        ['people', 'subject.word', 'venue.by']
        """
        catalogue, language = self.catalogue, self.language
        brief: list[tuple[Part, ...]] = []
        text: LocalizedText | None = None
        match record:
            case Person():
                facts = self._of_person(record)
            case Organisation():
                around = places_to_name(record.place) if record.place else ()
                brief = [(Word(f"kind_{record.kind}"),), *((place,) for place in around)]
                if record.founded is not None:
                    brief.append((Word(founding_word(record.kind, "founded")), str(record.founded)))
                text, facts = record.description, self._of_organisation(record)
            case Theme():
                text, facts = record.definition, _of_theme(record, catalogue, language)
            case _:
                brief = [(Word(f"place_{record.kind}"),)] if record.kind else []
                facts = self._of_place(record)
        # Places are only found by their aliases.
        also = [] if isinstance(record, Place) else _list("also", record.aliases)
        listed = (fact for fact in facts if fact.items or fact.episodes)
        episodes = tuple(catalogue.episodes_of(record))
        return Account(tuple(brief), text, (*also, *listed, *_links(record)), episodes)

    @cached_property
    def _relations(self) -> dict[Organisation, Relations]:
        """What the episodes say of each organisation, from its own end."""
        found: dict[Organisation, Relations] = {}
        for episode in self.catalogue.episodes:
            for one in state_relations(episode):
                body, others = one.organisation, one.others
                for label in one.labels:
                    found.setdefault(body, {}).setdefault((label, others), []).append(episode)
                    back = label[:-2] + ("by" if label.endswith(".of") else "of")
                    for other in others:
                        own = found.setdefault(other, {})
                        own.setdefault((back, (body,)), []).append(episode)
        return found

    @cached_property
    def _credits(self) -> dict[str, list[Credit]]:
        """The credits of each person, by id."""
        found: dict[str, list[Credit]] = {}
        for one in self.catalogue.appearances():
            if one.person and one.credit:
                found.setdefault(one.person.id, []).append(one.credit)
        return found

    @cached_property
    def _people(self) -> dict[Organisation, list[Person]]:
        """The people of each organisation and of those within it."""
        found: dict[Organisation, list[Person]] = {}
        for person in self.catalogue.people:
            credits_ = self._credits.get(person.id, ())
            credited = (body for credit in credits_ for body in credit.organisations)
            stated = (*person.organisations, *person.founder_of, *credited)
            for above in dict.fromkeys(one for body in stated for one in body.lineage):
                found.setdefault(above, []).append(person)
        return found

    @cached_property
    def _parts(self) -> dict[Organisation | Place, list[Organisation]]:
        """The organisations of which each organisation is a parent, and those in each place."""
        found: dict[Organisation | Place, list[Organisation]] = {}
        for body in self.catalogue.organisations:
            around = body.place.lineage if body.place else ()
            every: tuple[Organisation | Place, ...] = (*body.parents, *around)
            for above in every:
                found.setdefault(above, []).append(body)
        return found

    def _of_organisation(self, body: Organisation) -> Iterator[Fact]:
        yield from _list("parents", body.parents)
        below = self._parts.get(body, [])
        known = self.catalogue.founders_of(body)
        founders = (one for one in known if not self._says_founder(one, body))
        yield from _list(founding_word(body.kind, "founders"), founders)
        yield Fact("people", self._by_role(body))
        yield Fact("organisations", tuple(map(_with_kind, below)))
        for (label, others), episodes in self._relations.get(body, {}).items():
            # What it is part of, and what is part of it, are named above.
            is_known = {*others} <= {*body.parents} or {*others} <= {*below}
            if not (label in {"parent.of", "parent.by"} and is_known):
                yield Fact(label, tuple(Item((other,)) for other in others), tuple(episodes))

    def _of_person(self, person: Person) -> Iterator[Fact]:
        appearances = self.catalogue.appearances(person)
        credited = {body for one in appearances if one.credit for body in one.credit.organisations}
        yield from _list("member_of", [o for o in person.organisations if o not in credited])
        for word, bodies in founded_by(person).items():
            found = [body for body in bodies if not self._says_founder(person, body)]
            yield from _list(word, found)
        yield Fact("host", (), tuple(self.catalogue.by_host(person)))
        known: dict[tuple[str, Item], list[Episode]] = {}
        for one in appearances:
            if credit := one.credit:
                # What the person founded is named for that, unless a role goes with it.
                founded = () if credit.role else person.founder_of
                bodies = tuple(body for body in credit.organisations if body not in founded)
                role = (credit.role,) if credit.role else ()
                others = shared_with(credit, one.episode) if role or bodies else ()
                item = Item((), role, bodies, others)
                key = "mention" if one.part == "mentioned" else one.part
                known.setdefault((key, item), []).append(one.episode)
        for (label, item), episodes in known.items():
            yield Fact(label, (item,) if any(item) else (), tuple(episodes))

    def _by_role(self, body: Organisation) -> tuple[Item, ...]:
        """Return the people of an organisation and of those within it, by their roles in credits.

        A founder without a role is not among them, except a member.
        """
        groups: dict[tuple[LocalizedText, ...], list[Person]] = {}
        for person in self._people.get(body, ()):
            credits_ = (
                credit
                for credit in self._credits.get(person.id, ())
                if any(body.id == one.id for own in credit.organisations for one in own.lineage)
            )
            roles = tuple(dict.fromkeys(credit.role for credit in credits_ if credit.role))
            if roles or body not in person.founder_of or body in person.organisations:
                groups.setdefault(roles, []).append(person)
        return tuple(Item(tuple(people), roles) for roles, people in groups.items())

    def _says_founder(self, person: Person, body: Organisation) -> bool:
        """Return whether the role of a person says that they founded an organisation."""
        texts = [
            (tag, fold(text))
            for credit in self._credits.get(person.id, ())
            if credit.role and body in credit.organisations
            for tag, text in credit.role.items()
        ]
        return any(
            word in text for tag, text in texts for word in words(tag)["founding_roles"].split()
        )

    def _of_place(self, place: Place) -> Iterator[Fact]:
        catalogue = self.catalogue
        yield from _list("parents", place.lineage[1:])
        within = (one for one in catalogue.places if one.part_of == place)
        yield from _list("places", _in_order(within, self.language))
        yield Fact(
            "organisations",
            tuple(
                _with_kind(one)._replace(episodes=tuple(catalogue.by_organisation(one)))
                for one in self._parts.get(place, ())
            ),
        )


def _with_kind(body: Organisation) -> Item:
    return Item((body,), (Word(f"kind_{body.kind}"),))


def _list(label: str, parts: Iterable[Part]) -> list[Fact]:
    """Return a fact that lists names, if there are any."""
    items = tuple(Item((part,)) for part in parts)
    return [Fact(label, items)] if items else []


def _links(record: Entity) -> list[Fact]:
    if not isinstance(record, Person | Organisation):
        return []
    own = [Address(record.url)] if record.url else []
    return [*_list("link", own), *_list("same_as", map(Address, record.same_as))]


def _of_theme(theme: Theme, catalogue: Catalogue, language: str) -> Iterator[Fact]:
    yield from _list("broader", theme.lineage[1:])
    yield from _list("narrower", _in_order(catalogue.narrower(theme), language))


def _in_order(records: Iterable[Theme | Place], language: str) -> list[Theme | Place]:
    def name(record: Theme | Place) -> str:
        return fold((record.name if isinstance(record, Place) else record.label).best(language))

    return sorted(records, key=name)


class Statement(NamedTuple):
    """What an episode says of an organisation.

    Attributes:
        organisation: which one.
        relations: what it is in the episode, or the one relation to other organisations.
        others: the organisations at the other end of the relation, if it has one.
    """

    organisation: Organisation
    relations: tuple[Relation, ...]
    others: tuple[Organisation, ...] = ()

    @property
    def labels(self) -> list[str]:
        """The keys of the labels between the organisation and the others, if there are any."""
        end = "word"
        if self.others:
            end = "of" if FROM_ORGANISATION.issuperset(self.relations) else "by"
        return [f"{relation}.{end}" for relation in self.relations]


def state_relations(episode: Episode) -> list[Statement]:
    """Return what an episode says of its organisations, grouped by the organisation related to.

    First comes what each organisation is in the episode, then the relations between organisations.
    An affiliation is left out where a credit names it.

    >>> from ...packaged.bundled import load_catalogue
    >>> found = state_relations(load_catalogue().episode(6))
    >>> [(str(one.organisation), one.relations, list(map(str, one.others))) for one in found[1:]]
    [('CHU de Liège', ('venue',), []), ('Kaplab', ('venue',), ['CHU de Liège'])]
    """
    credited = {body for one in credits_of(episode) for body in one.organisations}
    own: dict[Organisation, dict[Relation, None]] = {}
    ties: dict[tuple[Organisation, Relation], dict[Organisation, None]] = {}
    for mention in episode.organisations:
        body, relation, of = mention.organisation, mention.relation, mention.of
        if of is not None:
            first, other = (body, of) if relation in FROM_ORGANISATION else (of, body)
            ties.setdefault((first, relation), {})[other] = None
        elif relation != "affiliation" or body not in credited:
            own.setdefault(body, {})[relation] = None
    return [
        *(Statement(body, tuple(relations)) for body, relations in own.items()),
        *(Statement(first, (relation,), tuple(o)) for (first, relation), o in ties.items()),
    ]


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
