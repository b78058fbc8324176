"""What is said of an episode, a person, an organisation, a theme or a place.

Facts are lines of words and names. Each format prints them in its own marks: it says how to write
a :class:`Name`, which it may escape, link or emphasise; words and punctuation stay as they are.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import attrs

from ...catalogue.catalogue import Catalogue
from ...catalogue.indexes import credits_of
from ...models import Episode, Organisation, Person, Place
from ...models.durations import format_duration
from ...models.entities import founded_by
from ...models.episodes import join_shared
from ...models.records import names_of
from ...text.folding import fold, has_words
from ...text.writing import founding_word, words, write_day
from .phrases import Phrases, places_to_name, title_with_code, unnamed_organisations, write_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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


class FactSheet(NamedTuple):
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


def label_statement(statement: Statement, phrases: Phrases) -> str:
    """Return the label between an organisation and the others of a statement, without a colon.

    >>> from ...models import Organisation
    >>> acme, phrases = Organisation(id="acme", name="Acme", kind="company"), Phrases("fr")
    >>> label_statement(Statement(acme, ("subject", "venue")), phrases)
    "sujet, lieu de l'épisode"
    >>> label_statement(Statement(acme, ("funder",), (acme,)), phrases)
    'financement reçu de'
    """
    if not statement.others:
        return ", ".join(phrases.relations[each].word for each in statement.relations)
    (relation,) = statement.relations
    labels = phrases.relations[relation]
    return labels.of if relation in FROM_ORGANISATION else labels.by


def founders_to_name(body: Organisation, catalogue: Catalogue) -> list[Person]:
    """Return the founders of an organisation, but for those whose role says so."""
    return [one for one in catalogue.founders_of(body) if not _says_founder(one, body, catalogue)]


def founded_to_name(person: Person, catalogue: Catalogue) -> dict[str, list[Organisation]]:
    """Return what a person founded, by the word for it, but for what a role of theirs says.

    >>> from ...packaged.bundled import load_catalogue
    >>> catalogue = load_catalogue()
    >>> founded_to_name(catalogue.person("Paul Duan"), catalogue)
    {'creator_of': [<Organisation bob-emploi "BOB-emploi">]}
    """
    found = {
        word: [body for body in bodies if not _says_founder(person, body, catalogue)]
        for word, bodies in founded_by(person).items()
    }
    return {word: bodies for word, bodies in found.items() if bodies}


def _says_founder(person: Person, body: Organisation, catalogue: Catalogue) -> bool:
    """Return whether the role of a person says that they founded an organisation."""
    texts = [
        (tag, fold(text))
        for one in catalogue.appearances(person)
        if one.credit and one.credit.role and body in one.credit.organisations
        for tag, text in one.credit.role.items()
    ]
    return any(word in text for tag, text in texts for word in words(tag)["founding_roles"].split())


def group_by_season(episodes: Iterable[Episode]) -> dict[int | None, list[Episode]]:
    """Return episodes by season, in the order given; ``None`` has those without one."""
    seasons: dict[int | None, list[Episode]] = {}
    for episode in episodes:
        seasons.setdefault(episode.season, []).append(episode)
    return seasons


@attrs.frozen(eq=False)
class Facts(Phrases):
    """What a catalogue says of its records, in the phrases of one language.

    Attributes:
        catalogue: where the records are.
    """

    catalogue: Catalogue

    def describe(self, entity: Entity) -> FactSheet:
        """Return what is said of an episode, a person, an organisation, a theme or a place.

        >>> from ...packaged.bundled import load_catalogue
        >>> catalogue = load_catalogue()
        >>> sheet = Facts("en", catalogue).describe(catalogue.organisation("Kaplab"))
        >>> [write_parts(fact) for fact in sheet.brief]
        ['lab', 'Liège, Wallonia, Belgium']
        >>> {heading: len(lines) for heading, lines in sheet.sections}
        {'episodes': 1, 'people': 2}
        """
        match entity:
            case Episode():
                sheet = self._about_episode(entity)
            case Person():
                sheet = self._about_person(entity)
            case Organisation():
                sheet = self._about_organisation(entity)
            case Place():
                sheet = self._about_place(entity)
            case _:
                sheet = self._about_theme(self.catalogue.theme(entity.id))
        return sheet._replace(sections=[(key, lines) for key, lines in sheet.sections if lines])

    def _about_episode(self, episode: Episode) -> FactSheet:
        known = self.words
        brief: list[Parts] = []
        if episode.kind != "full":
            brief.append((self.name_kind(episode),))
        if episode.published:
            day = write_day(episode.published, self.language)
            brief.append((f"{known['published_on']} {day}",))
        sections = dict(self.episode_sections(episode))
        if episode.themes:
            sections["themes"] = _one_line(list(map(self._label, episode.themes)))
        links = {"link": episode.url, "sound": episode.audio and episode.audio.url}
        sections["links"] = [_link(known[key], url) for key, url in links.items() if url]
        return FactSheet(brief, self.say(episode.summary) or "", [*sections.items()])

    def episode_sections(self, episode: Episode, separator: str = ", ") -> list[Section]:
        """Return whom and what an episode names, as lists with headings; none is empty.

        Args:
            episode: the episode.
            separator: the text between the organisations of one person.
        """
        sections = (
            (
                "host" if len(episode.hosts) == 1 else "hosts",
                [_host(host, separator) for host in episode.hosts],
            ),
            *(
                (part, self.credit_lines(getattr(episode, part), separator=separator))
                for part in ("guests", "mentioned", "crew")
            ),
            ("organisations", list(map(self.statement_line, state_relations(episode)))),
            ("themes", [Line((self._label(theme),)) for theme in episode.themes]),
            ("places", [Line((Name(self.write_place(p), p),)) for p in episode.places]),
            ("figures", list(map(self._figure_line, episode.figures))),
            ("sources", list(map(self._source_line, episode.sources))),
        )
        return [(key, lines) for key, lines in sections if lines]

    def credit_lines(
        self, credits_: Iterable[Credit], *, before_role: str = ", ", separator: str = ", "
    ) -> list[Line]:
        """Return credits as people read them; one line for those in a row that share a role.

        Organisations are given in brackets where neither the names nor the role name them.
        """
        lines: list[Line] = []
        for group in join_shared(credits_):
            names = [Name(self.write_credited(credit), credit.person) for credit in group]
            subject = _join(names, ", ", f" {self.words['and']} ")
            role = self.say(group[0].role) or ""
            unnamed = unnamed_organisations(group[0], f"{write_parts(subject)} {role}")
            said: Parts = (Name(role),) if role else ()
            said = _add_brackets(said, _join(list(map(_body, unnamed)), separator))
            lines.append(Line(subject, said, before_role if role else " "))
        return lines

    def statement_line(self, statement: Statement) -> Line:
        """Return a statement as a line: "We TechCare – supported by: Google, Fondation SFR"."""
        others = _join(list(map(_body, statement.others)), ", ")
        label = label_statement(statement, self)
        return Line((_body(statement.organisation),), self._after(label, others))

    def _figure_line(self, figure: Figure) -> Line:
        """Return a figure as a line about its number."""
        number, between, statement = self.figure_text(figure)
        return Line((Name(number),), (Name(statement),), between)

    def _source_line(self, source: Source) -> Line:
        """Return a source with its address, which readers of a feed turn into a link."""
        subject = (Name(self.say(source.title), source),)
        consulted = self.write_consulted(source)
        said: Parts = (Name(source.url, source.url),) if source.url else ()
        said = _add_brackets(said, (consulted,) if consulted else ())
        return Line(subject, said, f"{self.words['colon']} " if source.url else " ")

    def _about_person(self, person: Person) -> FactSheet:
        brief = [
            fact
            for word, bodies in founded_to_name(person, self.catalogue).items()
            for fact in self._labelled(word, list(map(_body, bodies)))
        ]
        bodies = self.catalogue.organisations_of(person)
        return FactSheet(
            [*brief, *self._other_names(person.aliases)],
            "",
            [
                ("episodes", list(self._appearances(person))),
                ("organisations", list(map(self._with_kind, bodies))),
                ("links", self._addresses(person)),
            ],
        )

    def _appearances(self, person: Person) -> Iterator[Line]:
        """Yield the episodes of a person, each with the person's part in it."""
        known = {**self.words, "mentioned": self.words["mention"]}
        for episode, found in groupby(self.catalogue.appearances(person), lambda one: one.episode):
            parts: list[str] = []
            for one in found:
                role = self.write_own_role(one.credit, episode) if one.credit else ""
                parts += filter(None, (known[one.part], role))
            yield _episode_line(episode, ", ".join(parts))

    def _about_organisation(self, body: Organisation) -> FactSheet:
        semicolon = f"{self.words['semicolon']} "
        said = {
            episode: semicolon.join(map(write_parts, self.describe_organisation(episode, body)))
            for episode in self.catalogue.by_organisation(body)
        }
        return FactSheet(
            [
                (self.name_kind(body),),
                *self.organisation_facts(body),
                *self._other_names(body.aliases),
            ],
            self.say(body.description) or "",
            [
                ("episodes", [_episode_line(episode, text) for episode, text in said.items()]),
                (
                    "people",
                    [
                        Line((Name(one.name, one),), (self._roles(one, body),))
                        for one in self.catalogue.people_of(body)
                    ],
                ),
                (
                    "organisations",
                    [self._with_kind(o) for o in self.catalogue.organisations if body in o.parents],
                ),
                ("links", self._addresses(body)),
            ],
        )

    def organisation_facts(self, body: Organisation, said: str = "") -> Iterator[Parts]:
        """Yield when and by whom an organisation was founded, where it is, and what it is part of.

        Founders whose role says so are left out.

        Args:
            body: the organisation.
            said: what is said already, folded; years and names in it are left out.
        """
        if body.founded is not None and not has_words(said, str(body.founded)):
            yield (f"{self.words[founding_word(body.kind, 'founded')]} {body.founded}",)
        founders = founders_to_name(body, self.catalogue)
        names = [Name(write_name(one), one) for one in founders if not has_words(said, one.name)]
        yield from self._labelled(founding_word(body.kind, "founders"), names)
        if body.place:
            yield (Name(self.write_place(body.place), body.place),)
        parents = [_body(parent) for parent in body.parents if not has_words(said, parent.name)]
        yield from self._labelled("parents", parents)

    def _roles(self, person: Person, body: Organisation) -> str:
        """Return a person's roles in credits with an organisation, or else all roles."""
        appearances = self.catalogue.appearances(person)
        credits_ = [(one.credit, one.episode) for one in appearances if one.credit]
        own = [
            (credit, episode)
            for credit, episode in credits_
            if any(body in stated.lineage for stated in credit.organisations)
        ]
        roles = (self.write_own_role(credit, episode) for credit, episode in own or credits_)
        return ", ".join(filter(None, dict.fromkeys(roles)))

    def _about_theme(self, theme: Theme) -> FactSheet:
        label = self.say(theme.label)
        below = [one for one in self.catalogue.themes if one.broader == theme]
        narrower = list(map(self._label, self.sort_themes(below)))
        others = [name for name in names_of(theme) if name != label]
        return FactSheet(
            [*self.broader_theme(theme), *self._other_names(others)],
            self.say(theme.definition) or "",
            [
                ("episodes", list(map(_timed, self.catalogue.by_theme(theme)))),
                ("narrower", _one_line(narrower)),
            ],
        )

    def broader_theme(self, theme: Theme) -> list[Parts]:
        """Return the broader theme after the word for it, if there is one."""
        above = [self._label(theme.broader)] if theme.broader else []
        return self._labelled("broader", above)

    def _about_place(self, place: Place) -> FactSheet:
        others = [name for name in place.name.texts if name != self.say(place.name)]
        catalogue = self.catalogue
        bodies = [
            body for body in catalogue.organisations if body.place and place in body.place.lineage
        ]
        within = [self._place(other) for other in catalogue.places if place in other.lineage[1:]]
        return FactSheet(
            [
                *([(self.name_kind(place),)] if place.kind else []),
                *((self._place(around),) for around in places_to_name(place)[1:]),
                *self._other_names(others),
            ],
            "",
            [
                ("episodes", list(map(_timed, catalogue.by_place(place)))),
                ("organisations", list(map(self._with_episodes, bodies))),
                ("places", _one_line(sorted(within, key=lambda name: fold(name.text)))),
            ],
        )

    def describe_organisation(self, episode: Episode, body: Organisation) -> list[Parts]:
        """Return what an episode says of one organisation, from its point of view.

        >>> from ...packaged.bundled import load_catalogue
        >>> episode = load_catalogue().episode(6)
        >>> hospital = load_catalogue().organisation("CHU de Liège")
        >>> found = Facts("en", load_catalogue()).describe_organisation(episode, hospital)
        >>> list(map(write_parts, found))
        ['venue', 'houses: Kaplab']
        """
        found: list[Parts] = []
        for one in state_relations(episode):
            label = label_statement(one, self)
            others = one.others
            if body in one.others:
                labels = self.relations[one.relations[0]]
                label = labels.by if label == labels.of else labels.of
                others = (one.organisation,)
            elif body != one.organisation:
                continue
            found.append(self._after(label, _join(list(map(_body, others)), ", ")))
        return found

    def _with_kind(self, body: Organisation) -> Line:
        return Line((_body(body),), (self.name_kind(body),))

    def _with_episodes(self, body: Organisation) -> Line:
        """Return an organisation with its kind, and the codes of its episodes."""
        codes = _join([Name(one.code, one) for one in self.catalogue.by_organisation(body)], ", ")
        return Line((_body(body),), _add_brackets((self.name_kind(body),), codes))

    def _addresses(self, entity: Person | Organisation) -> list[Line]:
        known = self.words
        own = [_link(known["link"], entity.url)] if entity.url else []
        return [*own, *(_link(known["same_as"], url) for url in entity.same_as)]

    def _other_names(self, names: Iterable[str]) -> list[Parts]:
        return self._labelled("also", [Name(name) for name in names])

    def _labelled(self, key: str, names: Sequence[Name]) -> list[Parts]:
        """Return names after a label, if there are any."""
        return [self._after(self.words[key], _join(names, ", "))] if names else []

    def _after(self, label: str, names: Parts) -> Parts:
        return (self.add_after_colon(label, ""), *names) if names else (label,)

    def _label(self, theme: Theme) -> Name:
        return Name(self.say(theme.label), theme)

    def _place(self, place: Place) -> Name:
        return Name(self.say(place.name), place)


def _host(host: Person, separator: str) -> Line:
    bodies = _join([_body(body) for body in host.organisations], separator)
    return Line((Name(write_name(host), host),), _add_brackets((), bodies), " ")


def _episode_line(episode: Episode, said: str) -> Line:
    subject = Name(title_with_code(episode), episode)
    return Line((subject,), (said,) if said else ())


def _timed(episode: Episode) -> Line:
    return _episode_line(
        episode, "" if episode.duration is None else format_duration(episode.duration)
    )


def _link(label: str, url: str) -> Line:
    return Line((label,), (Name(url, url),))


def _one_line(names: Sequence[Name]) -> list[Line]:
    return [Line(_join(names, ", "))] if names else []


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
