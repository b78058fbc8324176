"""What an episode says of organisations, as lines: "We TechCare – supported by: Google"."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalogue.indexes import credits_of
from ..text.writing import labels_of
from .phrases import add_after_colon, add_after_dash

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..models import Episode, Organisation, Relation

# The relations that read best from their organisation: "Plastic Odyssey – member of: GreenTech".
# The others read from the other end: "Linked out – created by: Entourage".
_FROM_ORGANISATION: Final = frozenset({"member"})


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


def state_relations(episode: Episode) -> list[Statement]:
    """Return what an episode says of its organisations, grouped by the organisation related to.

    First comes what each organisation is in the episode, then the relations between organisations.
    An affiliation is left out where a credit names it.

    >>> from ..packaged.bundled import load_catalogue
    >>> [write_statement(one, "en") for one in state_relations(load_catalogue().episode(6))]
    ['Kaplab – subject', 'CHU de Liège – venue', 'Kaplab – location: CHU de Liège']
    """
    credited = {body for one in credits_of(episode) for body in one.organisations}
    own: dict[Organisation, dict[Relation, None]] = {}
    ties: dict[tuple[Organisation, Relation], dict[Organisation, None]] = {}
    for mention in episode.organisations:
        body, relation, of = mention.organisation, mention.relation, mention.of
        if of is not None:
            first, other = (body, of) if relation in _FROM_ORGANISATION else (of, body)
            ties.setdefault((first, relation), {})[other] = None
        elif relation != "affiliation" or body not in credited:
            own.setdefault(body, {})[relation] = None
    return [
        *(Statement(body, tuple(relations)) for body, relations in own.items()),
        *(Statement(first, (relation,), tuple(o)) for (first, relation), o in ties.items()),
    ]


def label_statement(statement: Statement, language: str) -> str:
    """Return the label between an organisation and the others of a statement, without a colon.

    >>> from ..models import Organisation
    >>> acme = Organisation(id="acme", name="Acme", kind="company")
    >>> label_statement(Statement(acme, ("subject", "venue")), "fr")
    "sujet, lieu de l'épisode"
    >>> label_statement(Statement(acme, ("funder",), (acme,)), "fr")
    'financement reçu de'
    """
    if not statement.others:
        return ", ".join(labels_of(each, language).word for each in statement.relations)
    (relation,) = statement.relations
    labels = labels_of(relation, language)
    return labels.of if relation in _FROM_ORGANISATION else labels.by


def write_statement(
    statement: Statement, language: str, name: Callable[[Organisation], str] = attrgetter("name")
) -> str:
    """Return a statement as a line: "We TechCare – supported by: Google, Fondation SFR".

    Args:
        statement: what to write.
        language: the language of the label.
        name: how to write an organisation, for formats with markup.
    """
    label = label_statement(statement, language)
    if statement.others:
        label = add_after_colon(label, ", ".join(map(name, statement.others)), language)
    return add_after_dash(name(statement.organisation), label)


def describe_organisation(
    episode: Episode,
    body: Organisation,
    language: str,
    name: Callable[[Organisation], str] = attrgetter("name"),
) -> list[str]:
    """Return what an episode says of one organisation, from its point of view.

    Args:
        episode: the episode.
        body: the organisation.
        language: the language of the labels.
        name: how to write an organisation, for formats with markup.

    >>> from ..packaged.bundled import load_catalogue
    >>> episode = load_catalogue().episode(6)
    >>> describe_organisation(episode, load_catalogue().organisation("CHU de Liège"), "en")
    ['venue', 'venue of: Kaplab']
    """
    found: list[str] = []
    for one in state_relations(episode):
        label = label_statement(one, language)
        others = one.others
        if body in one.others:
            labels = labels_of(one.relations[0], language)
            label = labels.by if label == labels.of else labels.of
            others = (one.organisation,)
        elif body != one.organisation:
            continue
        names = ", ".join(map(name, others))
        found.append(add_after_colon(label, names, language) if names else label)
    return found


def write_relation(relation: Relation, of: str | None, language: str) -> str:
    """Return what an organisation is to an episode, or to another organisation.

    >>> write_relation("subject", None, "fr"), write_relation("parent", "Kaplab", "en")
    ('sujet', 'includes: Kaplab')
    """
    labels = labels_of(relation, language)
    return add_after_colon(labels.of, of, language) if of else labels.word
