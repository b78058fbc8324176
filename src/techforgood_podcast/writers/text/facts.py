"""What an episode says of organisations, as lines: "We TechCare – supported by: Google"."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from ...catalogue.affiliations import credits_of
from ...models.entities import names_of
from ...models.parts import join_shared
from ...text.typography import capitalize_first, typeset
from ...text.words import feed_title, join_names, labels_of, words
from .phrases import (
    add_after_colon,
    add_after_dash,
    add_brackets,
    in_language,
    label_themes,
    unnamed_organisations,
    write_consulted,
    write_credit,
    write_figure,
    write_place,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...models import Credit, Episode, Organisation, Person, Relation, Show, Source

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

    >>> from ...packaged.bundled import load_catalogue
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

    >>> from ...models import Organisation
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

    >>> from ...packaged.bundled import load_catalogue
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


def list_facts(episode: Episode, language: str) -> list[tuple[str, list[str]]]:
    """Return who and what an episode names, as headings with lists; none is empty.

    The show's own feed is not among its sources here, since what is written is that feed.
    """
    known = words(language)
    sources = [source for source in episode.sources if not _is_feed(source, episode.show)]
    lists = (
        (
            "host" if len(episode.hosts) == 1 else "hosts",
            [_host(host, language) for host in episode.hosts],
        ),
        ("guests", [_credit(line, language) for line in join_shared(episode.guests)]),
        ("mentioned", [_credit(line, language) for line in join_shared(episode.mentioned)]),
        ("crew", [_credit(line, language) for line in join_shared(episode.crew)]),
        ("organisations", [write_statement(one, language) for one in state_relations(episode)]),
        ("themes", label_themes(episode.themes, language)),
        ("places", [write_place(place, language) for place in episode.places]),
        ("figures", [write_figure(one, language) for one in episode.figures]),
        ("sources", [_source(source, language) for source in sources]),
    )
    return [
        (capitalize_first(known[key]), [typeset(line, language) for line in lines])
        for key, lines in lists
        if lines
    ]


def _host(host: Person, language: str) -> str:
    bodies = [body.name for body in host.organisations]
    return write_credit(host.name, None, bodies, separator=f"{words(language)['semicolon']} ")


def _credit(line: Sequence[Credit], language: str) -> str:
    """Return credits that share a role, with those affiliations that they do not name already."""
    name = join_names([_credited(credit, language) for credit in line], language)
    role = in_language(line[0].role, language)
    others = unnamed_organisations(line[0], write_credit(name, role))
    return write_credit(name, role, others, separator=f"{words(language)['semicolon']} ")


def _credited(credit: Credit, language: str) -> str:
    """Return a name as credited, unless part of the person's name is missing there."""
    person = credit.person
    if person is not None and person.name not in credit.credited_as:
        return person.name
    return in_language(credit.group, language) or credit.credited_as


def _is_feed(source: Source, show: Show) -> bool:
    """Return whether a source is the feed of a show, by its address or as drafts name it."""
    by_address = source.url is not None and source.url == show.feed_url
    return by_address or feed_title(show.title) in names_of(source)


def _source(source: Source, language: str) -> str:
    """Return a source with its address, which feed readers turn into a link."""
    title = in_language(source.title, language)
    consulted = write_consulted(source, language)
    text = title if source.url is None else add_after_colon(title, source.url, language)
    return add_brackets(text, [consulted] if consulted else [])


def group_by_season(episodes: Iterable[Episode]) -> dict[int | None, list[Episode]]:
    """Return episodes by season, in the order given; ``None`` has those without one."""
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    return seasons
