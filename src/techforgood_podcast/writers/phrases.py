"""Phrases shared by several formats: names, credits, relations, figures, sources, places.

Formats with markup pass escaped parts; differences between formats are parameters.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from ..catalogue.affiliations import credits_of
from ..text.dates import write_day
from ..text.relations import labels_of
from ..text.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..models import (
        Episode,
        LocalizedText,
        Organisation,
        Person,
        Place,
        Relation,
        Source,
        Theme,
    )

# The relations that read best from their organisation: "Plastic Odyssey – member of: GreenTech".
# The others read from the other end: "Linked out – created by: Entourage".
_FROM_ORGANISATION: Final = frozenset({"member"})


@overload
def in_language(text: LocalizedText, language: str) -> str: ...
@overload
def in_language(text: LocalizedText | None, language: str) -> str | None: ...
def in_language(text: LocalizedText | None, language: str) -> str | None:
    """Return a text in a language, or else in its main one.

    >>> from ..models import LocalizedText
    >>> in_language(LocalizedText(fr="emploi", en="employment"), "en")
    'employment'
    >>> in_language(LocalizedText(fr="emploi"), "en"), in_language(None, "en")
    ('emploi', None)
    """
    return None if text is None else text.get(language) or str(text)


def add_brackets(text: str, items: Iterable[str], separator: str = ", ") -> str:
    """Return a text followed by a list in brackets, unless the list is empty.

    >>> add_brackets("Ada Miller", ["Acme", "Blum"])
    'Ada Miller (Acme, Blum)'
    >>> add_brackets("Ada Miller", [])
    'Ada Miller'
    """
    listed = separator.join(items)
    return f"{text} ({listed})" if listed else text


def add_after_dash(text: str, addition: str | None) -> str:
    """Return a text followed by a dash and an addition, if there is one.

    >>> add_after_dash("S1E3", "Fracture numérique"), add_after_dash("We TechCare", None)
    ('S1E3 – Fracture numérique', 'We TechCare')
    """
    return f"{text} – {addition}" if addition else text


def add_after_colon(label: str, text: str, language: str) -> str:
    r"""Return a label, the colon of a language and a text.

    >>> add_after_colon("Thèmes", "emploi", "fr"), add_after_colon("Themes", "employment", "en")
    ('Thèmes\xa0: emploi', 'Themes: employment')
    """
    return f"{label}{words(language)['colon']} {text}"


def write_name(person: Person) -> str:
    """Return the name of a person, with any honorific.

    >>> from ..models import Person
    >>> write_name(Person(id="ada-miller", name="Ada Miller", honorific="Dr"))
    'Dr Ada Miller'
    """
    return person.name if person.honorific is None else f"{person.honorific} {person.name}"


def write_credit(
    name: str,
    role: str | None,
    organisations: Iterable[str] = (),
    *,
    before_role: str = ", ",
    separator: str = ", ",
) -> str:
    """Return a credit: a name, the role, and the affiliations in brackets.

    >>> write_credit("Jean Deydier", "fondateur", ["We TechCare"])
    'Jean Deydier, fondateur (We TechCare)'
    """
    credited = f"{name}{before_role}{role}" if role else name
    return add_brackets(credited, organisations, separator)


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
    """Return what an episode says of its organisations, those with the same other end together.

    First comes what each organisation is in the episode, then the relations between organisations.
    An affiliation is left out where a credit names it.

    >>> from ..bundled import load_catalogue
    >>> [write_statement(one, "en") for one in state_relations(load_catalogue().episode(6))]
    ['Kaplab – subject', 'CHU de Liège – venue', 'Kaplab – part of: CHU de Liège']
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
    """Return what stands between an organisation and the others of a statement, without a colon.

    >>> from ..models import Organisation
    >>> acme = Organisation(id="acme", name="Acme", kind="company")
    >>> label_statement(Statement(acme, ("subject", "venue")), "fr")
    "sujet, lieu d'accueil"
    >>> label_statement(Statement(acme, ("funder",), (acme,)), "fr")
    'avec un financement de'
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


def describe_organisation(episode: Episode, body: Organisation, language: str) -> list[str]:
    """Return what an episode says of one organisation, from its point of view.

    >>> from ..bundled import load_catalogue
    >>> episode = load_catalogue().episode(6)
    >>> describe_organisation(episode, load_catalogue().organisation("CHU de Liège"), "en")
    ['venue', 'includes: Kaplab']
    """
    found: list[str] = []
    for one in state_relations(episode):
        label = label_statement(one, language)
        names = [other.name for other in one.others]
        if body in one.others:
            labels = labels_of(one.relations[0], language)
            label = labels.by if label == labels.of else labels.of
            names = [one.organisation.name]
        elif body != one.organisation:
            continue
        found.append(add_after_colon(label, ", ".join(names), language) if names else label)
    return found


def write_relation(relation: Relation, of: str | None, language: str) -> str:
    """Return what an organisation is to an episode, or to another organisation.

    >>> write_relation("subject", None, "fr"), write_relation("parent", "Kaplab", "en")
    ('sujet', 'includes: Kaplab')
    """
    labels = labels_of(relation, language)
    return add_after_colon(labels.of, of, language) if of else labels.word


def write_figure(as_printed: str, statement: str, year: int | None) -> str:
    """Return a figure with its statement and year.

    >>> write_figure("12 ovens", "Ovens in use at the mill", 2020)
    '12 ovens – Ovens in use at the mill (2020)'
    """
    return add_brackets(add_after_dash(as_printed, statement), [] if year is None else [str(year)])


def write_place(place: Place, language: str) -> str:
    """Return the name of a place and those that contain it: "Schiltigheim, Grand Est, France".

    >>> from ..bundled import load_catalogue
    >>> write_place(load_catalogue().places["aix-en-provence"], "en")
    "Aix-en-Provence, Bouches-du-Rhône, Provence-Alpes-Côte d'Azur, France"
    """
    return ", ".join(in_language(around.name, language) for around in place.lineage)


def write_consulted(source: Source, language: str) -> str | None:
    """Return the day on which a source was read, if known.

    >>> import datetime as dt
    >>> from ..models import Source
    >>> write_consulted(Source(id="p", title="Page", consulted=dt.date(2022, 1, 17)), "en")
    'consulted on 17 January 2022'
    """
    if source.consulted is None:
        return None
    return f"{words(language)['consulted']} {write_day(source.consulted, language)}"


def label_themes(themes: Iterable[Theme], language: str) -> list[str]:
    """Return the labels of themes."""
    return [in_language(theme.label, language) for theme in themes]
