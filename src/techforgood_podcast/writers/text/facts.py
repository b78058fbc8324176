"""What is said of an episode, a person, an organisation, a theme or a place.

Facts are lines of words and names. Each format prints them in its own marks: it says how to write
a :class:`Name`, which it may escape, link or emphasise; words and punctuation stay as they are.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from ...catalogue.indexes import credits_of
from ...models import Episode, Organisation, Person, Place
from ...models.durations import format_duration
from ...models.entities import founded_by
from ...models.episodes import join_shared
from ...models.records import names_of
from ...text.folding import fold, has_words
from ...text.writing import founding_word, labels_of, words, write_day
from .phrases import (
    add_after_colon,
    figure_text,
    in_language,
    introduce_role,
    name_kind,
    places_to_name,
    shared_with,
    sort_themes,
    title_with_code,
    unnamed_organisations,
    write_consulted,
    write_credited,
    write_name,
    write_place,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ...catalogue.catalogue import Catalogue
    from ...models import Credit, Entity, Figure, Relation, Source, Theme

# The relations that read best from their organisation: "Plastic Odyssey – member of: GreenTech".
# The others read from the other end: "Linked out – created by: Entourage".
FROM_ORGANISATION: Final = frozenset({"member"})


class Name(NamedTuple):
    """A name, or another text of the catalogue, in a line.

    Attributes:
        text: what is printed.
        of: the record that it names, or the address that it is; ``None`` for other texts.
    """

    text: str
    of: Entity | str | None = None


# Words and punctuation, which are printed as they are, and the names between them.
Parts: TypeAlias = "tuple[str | Name, ...]"
# The word for a heading, and the lines below it.
Section: TypeAlias = "tuple[str, list[Line]]"


class Line(NamedTuple):
    """A line of facts: a subject, and what is said of it.

    Attributes:
        subject: whom or what the line is about.
        said: what is said, if anything.
        between: what stands between both.
    """

    subject: Parts
    said: Parts = ()
    between: str = " – "


class Facts(NamedTuple):
    """What is said of a record.

    Attributes:
        brief: the facts that fit on one line.
        text: its summary, description or definition; empty if there is none.
        sections: lists with headings.
    """

    brief: list[Parts]
    text: str
    sections: list[Section]


def write_parts(parts: Parts, write: Callable[[Name], str] = attrgetter("text")) -> str:
    """Return words and names as a text.

    Args:
        parts: what to write.
        write: how to write a name, for formats with markup.
    """
    return "".join([part if isinstance(part, str) else write(part) for part in parts])


def write_line(line: Line, write: Callable[[Name], str] = attrgetter("text")) -> str:
    """Return a line as a text.

    >>> line = Line((Name("Ada"),), (Name("baker"), " (", Name("Mill"), ")"), ", ")
    >>> write_line(line), write_line(line, lambda name: f"*{name.text}*")
    ('Ada, baker (Mill)', '*Ada*, *baker* (*Mill*)')
    """
    said = (line.between, *line.said) if line.said else ()
    return write_parts((*line.subject, *said), write)


def facts_of(entity: Entity, catalogue: Catalogue, language: str) -> Facts:
    """Return what a catalogue says of an episode, a person, an organisation, a theme or a place.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue()
    >>> facts = facts_of(catalogue.organisation("Kaplab"), catalogue, "en")
    >>> [write_parts(fact) for fact in facts.brief]
    ['lab', 'Liège, Wallonia, Belgium']
    >>> {heading: len(lines) for heading, lines in facts.sections}
    {'episodes': 1, 'people': 2}
    """
    match entity:
        case Episode():
            facts = _about_episode(entity, language)
        case Person():
            facts = _about_person(entity, catalogue, language)
        case Organisation():
            facts = _about_organisation(entity, catalogue, language)
        case Place():
            facts = _about_place(entity, catalogue, language)
        case _:
            facts = _about_theme(catalogue.theme(entity.id), catalogue, language)
    return facts._replace(sections=[(key, lines) for key, lines in facts.sections if lines])


def _about_episode(episode: Episode, language: str) -> Facts:
    known = words(language)
    brief: list[Parts] = []
    if episode.kind != "full":
        brief.append((name_kind(episode, language),))
    if episode.published:
        brief.append((f"{known['published_on']} {write_day(episode.published, language)}",))
    sections = dict(episode_sections(episode, language))
    if episode.themes:
        sections["themes"] = _one_line([_label(theme, language) for theme in episode.themes])
    links = {"link": episode.url, "sound": episode.audio and episode.audio.url}
    sections["links"] = [_link(known[key], url) for key, url in links.items() if url]
    return Facts(brief, in_language(episode.summary, language) or "", [*sections.items()])


def episode_sections(episode: Episode, language: str, separator: str = ", ") -> list[Section]:
    """Return whom and what an episode names, as lists with headings; none is empty.

    Args:
        episode: the episode.
        language: the language of what is printed.
        separator: what stands between several organisations of one person.
    """
    sections = (
        (
            "host" if len(episode.hosts) == 1 else "hosts",
            [_host(host, separator) for host in episode.hosts],
        ),
        *(
            (part, credit_lines(getattr(episode, part), language, separator=separator))
            for part in ("guests", "mentioned", "crew")
        ),
        ("organisations", [statement_line(one, language) for one in state_relations(episode)]),
        ("themes", [Line((_label(theme, language),)) for theme in episode.themes]),
        ("places", [Line((Name(write_place(p, language), p),)) for p in episode.places]),
        ("figures", [_figure_line(figure, language) for figure in episode.figures]),
        ("sources", [_source_line(source, language) for source in episode.sources]),
    )
    return [(key, lines) for key, lines in sections if lines]


def _host(host: Person, separator: str) -> Line:
    bodies = _join([_body(body) for body in host.organisations], separator)
    return Line((Name(write_name(host), host),), _add_brackets((), bodies), " ")


def credit_lines(
    credits_: Iterable[Credit], language: str, *, before_role: str = ", ", separator: str = ", "
) -> list[Line]:
    """Return credits as people read them; those that follow one another and share a role are one.

    Organisations are given in brackets where neither the names nor the role name them.
    """
    lines: list[Line] = []
    for group in join_shared(credits_):
        names = [Name(write_credited(credit, language), credit.person) for credit in group]
        subject = _join(names, ", ", f" {words(language)['and']} ")
        role = in_language(group[0].role, language) or ""
        unnamed = unnamed_organisations(group[0], f"{write_parts(subject)} {role}")
        said: Parts = (Name(role),) if role else ()
        said = _add_brackets(said, _join(list(map(_body, unnamed)), separator))
        lines.append(Line(subject, said, before_role if role else " "))
    return lines


def statement_line(statement: Statement, language: str) -> Line:
    """Return a statement as a line: "We TechCare – supported by: Google, Fondation SFR"."""
    others = _join(list(map(_body, statement.others)), ", ")
    label = label_statement(statement, language)
    return Line((_body(statement.organisation),), _after(label, others, language))


def _figure_line(figure: Figure, language: str) -> Line:
    """Return a figure as a line about its number."""
    number, between, statement = figure_text(figure, language)
    return Line((Name(number),), (Name(statement),), between)


def _source_line(source: Source, language: str) -> Line:
    """Return a source with its address, which readers of a feed turn into a link."""
    subject = (Name(in_language(source.title, language), source),)
    consulted = write_consulted(source, language)
    said: Parts = (Name(source.url, source.url),) if source.url else ()
    said = _add_brackets(said, (consulted,) if consulted else ())
    return Line(subject, said, f"{words(language)['colon']} " if source.url else " ")


def _about_person(person: Person, catalogue: Catalogue, language: str) -> Facts:
    brief = [
        fact
        for word, bodies in founded_by(person).items()
        for fact in _labelled(word, list(map(_body, bodies)), language)
    ]
    bodies = catalogue.organisations_of(person)
    return Facts(
        [*brief, *_other_names(person.aliases, language)],
        "",
        [
            ("episodes", list(_appearances(person, catalogue, language))),
            ("organisations", [_with_kind(body, language) for body in bodies]),
            ("links", _addresses(person, language)),
        ],
    )


def _appearances(person: Person, catalogue: Catalogue, language: str) -> Iterator[Line]:
    """Yield the episodes of a person, each with the person's part in it."""
    known = {**words(language), "mentioned": words(language)["mention"]}
    for episode, found in groupby(catalogue.appearances(person), lambda one: one.episode):
        parts: list[str] = []
        for one in found:
            role = write_own_role(one.credit, episode, language) if one.credit else ""
            parts += filter(None, (known[one.part], role))
        yield _episode_line(episode, ", ".join(parts))


def write_own_role(credit: Credit, episode: Episode, language: str) -> str:
    """Return the role of one person, after the names of those who share it, if there are any."""
    names = [write_credited(other, language) for other in shared_with(credit, episode)]
    return introduce_role(in_language(credit.role, language) or "", names, language)


def _about_organisation(body: Organisation, catalogue: Catalogue, language: str) -> Facts:
    semicolon = f"{words(language)['semicolon']} "
    said = {
        episode: semicolon.join(map(write_parts, describe_organisation(episode, body, language)))
        for episode in catalogue.by_organisation(body)
    }
    return Facts(
        [
            (name_kind(body, language),),
            *organisation_facts(body, catalogue, language),
            *_other_names(body.aliases, language),
        ],
        in_language(body.description, language) or "",
        [
            ("episodes", [_episode_line(episode, text) for episode, text in said.items()]),
            (
                "people",
                [
                    Line((Name(one.name, one),), (_roles(one, body, catalogue, language),))
                    for one in catalogue.people_of(body)
                ],
            ),
            (
                "organisations",
                [_with_kind(o, language) for o in catalogue.organisations if body in o.parents],
            ),
            ("links", _addresses(body, language)),
        ],
    )


def organisation_facts(
    body: Organisation, catalogue: Catalogue, language: str, said: str = ""
) -> Iterator[Parts]:
    """Yield when and by whom an organisation was founded, where it is, and what it is part of.

    Args:
        body: the organisation.
        catalogue: where the founders are.
        language: the language of the words.
        said: what is said already, folded; years and names in it are left out.
    """
    if body.founded is not None and not has_words(said, str(body.founded)):
        yield (f"{words(language)[founding_word(body.kind, 'founded')]} {body.founded}",)
    founders = [one for one in catalogue.founders_of(body) if not has_words(said, one.name)]
    names = [Name(write_name(one), one) for one in founders]
    yield from _labelled(founding_word(body.kind, "founders"), names, language)
    if body.place:
        yield (Name(write_place(body.place, language), body.place),)
    parents = [_body(parent) for parent in body.parents if not has_words(said, parent.name)]
    yield from _labelled("parents", parents, language)


def _roles(person: Person, body: Organisation, catalogue: Catalogue, language: str) -> str:
    """Return a person's roles in credits with an organisation, or else all roles."""
    credits_ = [(one.credit, one.episode) for one in catalogue.appearances(person) if one.credit]
    own = [
        (credit, episode)
        for credit, episode in credits_
        if any(body in stated.lineage for stated in credit.organisations)
    ]
    roles = (write_own_role(credit, episode, language) for credit, episode in own or credits_)
    return ", ".join(filter(None, dict.fromkeys(roles)))


def _about_theme(theme: Theme, catalogue: Catalogue, language: str) -> Facts:
    label = in_language(theme.label, language)
    below = [one for one in catalogue.themes if one.broader == theme]
    narrower = [_label(one, language) for one in sort_themes(below, language)]
    others = [name for name in names_of(theme) if name != label]
    return Facts(
        [*broader_theme(theme, language), *_other_names(others, language)],
        in_language(theme.definition, language) or "",
        [
            ("episodes", list(map(_timed, catalogue.by_theme(theme)))),
            ("narrower", _one_line(narrower)),
        ],
    )


def broader_theme(theme: Theme, language: str) -> list[Parts]:
    """Return the broader theme after the word for it, if there is one."""
    above = [_label(theme.broader, language)] if theme.broader else []
    return _labelled("broader", above, language)


def _about_place(place: Place, catalogue: Catalogue, language: str) -> Facts:
    name = in_language(place.name, language)
    others = [other for other in names_of(place) if other != name]
    bodies = [
        body for body in catalogue.organisations if body.place and place in body.place.lineage
    ]
    within = [_place(other, language) for other in catalogue.places if place in other.lineage[1:]]
    return Facts(
        [
            *([(name_kind(place, language),)] if place.kind else []),
            *((_place(around, language),) for around in places_to_name(place)[1:]),
            *_other_names(others, language),
        ],
        "",
        [
            ("episodes", list(map(_timed, catalogue.by_place(place)))),
            ("organisations", [_with_episodes(body, catalogue, language) for body in bodies]),
            ("places", _one_line(sorted(within, key=lambda name: fold(name.text)))),
        ],
    )


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
    >>> found = state_relations(load_catalogue().episode(6))
    >>> [write_line(statement_line(one, "en")) for one in found]
    ['Kaplab – subject', 'CHU de Liège – venue', 'Kaplab – location: CHU de Liège']
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
    return labels.of if relation in FROM_ORGANISATION else labels.by


def describe_organisation(episode: Episode, body: Organisation, language: str) -> list[Parts]:
    """Return what an episode says of one organisation, from its point of view.

    >>> from ...packaged.bundled import load_catalogue
    >>> episode = load_catalogue().episode(6)
    >>> kaplab = load_catalogue().organisation("CHU de Liège")
    >>> [write_parts(found) for found in describe_organisation(episode, kaplab, "en")]
    ['venue', 'houses: Kaplab']
    """
    found: list[Parts] = []
    for one in state_relations(episode):
        label = label_statement(one, language)
        others = one.others
        if body in one.others:
            labels = labels_of(one.relations[0], language)
            label = labels.by if label == labels.of else labels.of
            others = (one.organisation,)
        elif body != one.organisation:
            continue
        found.append(_after(label, _join(list(map(_body, others)), ", "), language))
    return found


def write_relation(relation: Relation, of: str | None, language: str) -> str:
    """Return what an organisation is to an episode, or to another organisation.

    >>> write_relation("subject", None, "fr"), write_relation("parent", "Kaplab", "en")
    ('sujet', 'includes: Kaplab')
    """
    labels = labels_of(relation, language)
    return add_after_colon(labels.of, of, language) if of else labels.word


def group_by_season(episodes: Iterable[Episode]) -> dict[int | None, list[Episode]]:
    """Return episodes by season, in the order given; ``None`` has those without one."""
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    return seasons


def _episode_line(episode: Episode, said: str) -> Line:
    subject = Name(title_with_code(episode), episode)
    return Line((subject,), (said,) if said else ())


def _timed(episode: Episode) -> Line:
    return _episode_line(
        episode, "" if episode.duration is None else format_duration(episode.duration)
    )


def _with_kind(body: Organisation, language: str) -> Line:
    return Line((_body(body),), (name_kind(body, language),))


def _with_episodes(body: Organisation, catalogue: Catalogue, language: str) -> Line:
    """Return an organisation with its kind, and the codes of its episodes."""
    codes = _join([Name(one.code, one) for one in catalogue.by_organisation(body)], ", ")
    return Line((_body(body),), _add_brackets((name_kind(body, language),), codes))


def _addresses(entity: Person | Organisation, language: str) -> list[Line]:
    known = words(language)
    own = [_link(known["link"], entity.url)] if entity.url else []
    return [*own, *(_link(known["same_as"], url) for url in entity.same_as)]


def _link(label: str, url: str) -> Line:
    return Line((label,), (Name(url, url),))


def _one_line(names: Sequence[Name]) -> list[Line]:
    return [Line(_join(names, ", "))] if names else []


def _other_names(names: Iterable[str], language: str) -> list[Parts]:
    return _labelled("also", [Name(name) for name in names], language)


def _labelled(key: str, names: Sequence[Name], language: str) -> list[Parts]:
    """Return names after a label, if there are any."""
    return [_after(words(language)[key], _join(names, ", "), language)] if names else []


def _after(label: str, names: Parts, language: str) -> Parts:
    return (add_after_colon(label, "", language), *names) if names else (label,)


def _add_brackets(parts: Parts, inside: Parts) -> Parts:
    brackets = ("(", *inside, ")") if inside else ()
    return (*parts, " ", *brackets) if parts and brackets else parts or brackets


def _join(names: Sequence[Name], separator: str, last: str | None = None) -> Parts:
    """Return names with separators between them; the last separator may be another one."""
    parts: list[str | Name] = []
    for left, name in zip(range(len(names), 0, -1), names, strict=True):
        if parts:
            parts.append(last if last and left == 1 else separator)
        parts.append(name)
    return tuple(parts)


def _body(body: Organisation) -> Name:
    return Name(body.name, body)


def _label(theme: Theme, language: str) -> Name:
    return Name(in_language(theme.label, language), theme)


def _place(place: Place, language: str) -> Name:
    return Name(in_language(place.name, language), place)
