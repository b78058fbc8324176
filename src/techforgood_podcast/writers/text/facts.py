"""What is said of an episode, a person, an organisation, a theme or a place.

Facts are lines of words and names. Each format prints them in its own marks: it says how to write
a :class:`Name`, which it may escape, link or emphasise; words and punctuation stay as they are.
"""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import attrs

from ...catalogue.catalogue import Catalogue
from ...models import Entity, Episode, Place
from ...models.durations import format_duration
from ...models.episodes import join_shared
from ...text.folding import has_words
from ...text.writing import join_names, write_day
from .account import Accounts, Address, Word, state_relations
from .phrases import Phrases, name_of, title_with_code, unnamed_organisations, write_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ...models import Credit, Figure, Organisation, Person, Source, Theme
    from .account import Account, Fact, Item, Named, Part, Statement


# The labels of what is listed below each other.
_LISTS: Final = frozenset({"people", "organisations"})
_LINKS: Final = frozenset({"link", "same_as"})


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

    @cached_property
    def accounts(self) -> Accounts:
        """What is said of each record, in no language."""
        return Accounts(self.catalogue, self.language)

    def describe(self, entity: Episode | Named) -> FactSheet:
        """Return what is said of an episode, a person, an organisation, a theme or a place.

        >>> from ...packaged.bundled import load_catalogue
        >>> catalogue = load_catalogue()
        >>> sheet = Facts("en", catalogue).describe(catalogue.organisation("Kaplab"))
        >>> [write_parts(fact) for fact in sheet.brief]
        ['lab, Liège, Wallonia, Belgium']
        >>> {heading: len(lines) for heading, lines in sheet.sections}
        {'episodes': 1, 'people': 2}
        """
        if isinstance(entity, Episode):
            sheet = self._about_episode(entity)
        else:
            sheet = self._arrange(self.accounts.of(entity))
        return sheet._replace(sections=[(key, lines) for key, lines in sheet.sections if lines])

    def _arrange(self, account: Account) -> FactSheet:
        """Return an account with what each episode says beside its title."""
        lists = [fact for fact in account.facts if fact.label in _LISTS]
        # An episode may name an organisation at the end of a tie only.
        stating = (one for fact in account.facts for one in fact.episodes)
        named = dict.fromkeys((*account.episodes, *stating))
        links = [fact for fact in account.facts if fact.label in _LINKS]
        return FactSheet(
            self.short_facts(account),
            self.say(account.text) or "",
            [
                ("episodes", [self._episode_line(one, account) for one in named]),
                *((fact.label, list(map(self._item_line, fact.items))) for fact in lists),
                (
                    "links",
                    [
                        Line((self.words[fact.label],), self._write_all(item.subject))
                        for fact in links
                        for item in fact.items
                    ],
                ),
            ],
        )

    def short_facts(self, account: Account, said: str = "") -> list[Parts]:
        """Return what and where a record is, and the names and records that belong to it.

        Args:
            account: what is said of the record.
            said: what is said already, folded; years and names in it are left out.
        """

        def is_new(part: Part) -> bool:
            return isinstance(part, Word | Place) or not has_words(said, str(part))

        brief = [self._write_all(one, " ") for one in account.brief if all(map(is_new, one))]
        facts = [
            fact._replace(
                items=tuple(item for item in fact.items if all(map(is_new, item.subject)))
            )
            for fact in account.facts
            if not fact.episodes and fact.label not in _LISTS | _LINKS
        ]
        written = [self.write_fact(fact) for fact in facts if fact.items]
        return [_join(brief, ", "), *written] if brief else written

    def _episode_line(self, episode: Episode, account: Account) -> Line:
        """Return an episode with what the account has from it, or else its running time."""
        found = [self.write_fact(fact) for fact in account.facts if episode in fact.episodes]
        if episode.duration is not None and not any(fact.episodes for fact in account.facts):
            found = [(format_duration(episode.duration),)]
        subject = Name(title_with_code(episode), episode)
        return Line((subject,), _join(found, f"{self.words['semicolon']} "))

    def write_fact(self, fact: Fact) -> Parts:
        """Return a fact with its label, without the episodes that say so."""
        lines = [self._item_line(item) for item in fact.items]
        between = self.words["semicolon"] if any(item.said for item in fact.items) else ","
        items = [_join([*filter(None, (line.subject, line.said))], " – ") for line in lines]
        if items and not fact.items[0].subject:
            return _join([self.words[fact.label], *items], ", ")
        return self._after(self.words[fact.label], _join(items, f"{between} "))

    def _item_line(self, item: Item) -> Line:
        """Return whom an item names, and what is said of them."""
        said = self._write_all(item.said)
        unnamed = unnamed_organisations(item.bodies, write_parts(said))
        bodies = self._write_all(unnamed)
        said = _add_brackets(said, bodies) if said else bodies
        if item.others:
            names = join_names(list(map(self.write_credited, item.others)), self.language)
            said = _add_brackets(said, (f"{self.words['with']} ", Name(names)))
        said = _add_brackets(said, _join([Name(one.code, one) for one in item.episodes], ", "))
        return Line(self._write_all(item.subject), said)

    def _write_all(self, parts: Iterable[Part], separator: str = ", ") -> Parts:
        return _join(list(map(self._write, parts)), separator)

    def _write(self, part: Part) -> str | Name:
        match part:
            case Word():
                return self.words[part.key]
            case Address():
                return Name(part.url, part.url)
            case Entity():
                return Name(self.say(name_of(part)), part)
            case _:
                return Name(self.say(part))

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
            unnamed = unnamed_organisations(
                group[0].organisations, f"{write_parts(subject)} {role}"
            )
            said: Parts = (Name(role),) if role else ()
            said = _add_brackets(said, _join(list(map(_body, unnamed)), separator))
            lines.append(Line(subject, said, before_role if role else " "))
        return lines

    def statement_line(self, statement: Statement) -> Line:
        """Return a statement as a line: "We TechCare – supported by: Google, Fondation SFR"."""
        others = _join(list(map(_body, statement.others)), ", ")
        label = ", ".join(self.words[key] for key in statement.labels)
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

    def _after(self, label: str, names: Parts) -> Parts:
        return (self.add_after_colon(label, ""), *names) if names else (label,)

    def _label(self, theme: Theme) -> Name:
        return Name(self.say(theme.label), theme)


def _host(host: Person, separator: str) -> Line:
    bodies = _join([_body(body) for body in host.organisations], separator)
    return Line((Name(write_name(host), host),), _add_brackets((), bodies), " ")


def _link(label: str, url: str) -> Line:
    return Line((label,), (Name(url, url),))


def _one_line(names: Sequence[Name]) -> list[Line]:
    return [Line(_join(names, ", "))] if names else []


def _add_brackets(parts: Parts, inside: Parts) -> Parts:
    brackets = ("(", *inside, ")") if inside else ()
    return (*parts, " ", *brackets) if parts and brackets else parts or brackets


def _join(found: Sequence[str | Name | Parts], separator: str, last: str | None = None) -> Parts:
    """Return parts with separators between them; the last separator may be another one."""
    parts: list[str | Name] = []
    for left, one in zip(range(len(found), 0, -1), found, strict=True):
        if parts:
            parts.append(last if last and left == 1 else separator)
        parts += (one,) if isinstance(one, str | Name) else one
    return tuple(parts)


def _body(body: Organisation) -> Name:
    return Name(body.name, body)
