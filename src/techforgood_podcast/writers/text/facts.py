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
from ...models import Credit, Entity, Episode, Figure, Organisation, Place, Show, Source
from ...models.durations import format_duration
from ...text.folding import has_words
from ...text.writing import and_before, join_names, write_day
from .account import Accounts, Address, Day, Statement, Word
from .phrases import Phrases, name_of, title_with_code, unnamed_organisations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .account import Account, Fact, Item, Part, Told


# The labels of what is listed below each other.
_LISTS: Final = frozenset({"people", "organisations"})
_LINKS: Final = frozenset({"link", "sound", "feed", "same_as"})


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

    def describe(self, entity: Told) -> FactSheet:
        """Return what is said of an episode, a person, an organisation, a theme or a place.

        >>> from ...packaged.bundled import load_catalogue
        >>> catalogue = load_catalogue()
        >>> sheet = Facts("en", catalogue).describe(catalogue.organisation("Kaplab"))
        >>> [write_parts(fact) for fact in sheet.brief]
        ['lab, Liège, Wallonia, Belgium']
        >>> {heading: len(lines) for heading, lines in sheet.sections}
        {'episodes': 1, 'people': 2}
        """
        account = self.accounts.of(entity)
        if isinstance(entity, Show | Episode):
            brief = [self.write_all(one, " ") for one in account.brief]
            lists = [fact for fact in account.facts if fact.label not in _LINKS]
        else:
            brief = self.short_facts(account)
            lists = [fact for fact in account.facts if fact.label in _LISTS]
        # An episode may name an organisation at the end of a tie only.
        stating = (one for fact in account.facts for one in fact.episodes)
        named = dict.fromkeys((*account.episodes, *stating))
        sections = (
            ("episodes", [self._episode_line(one, account) for one in named]),
            *((fact.label, self._lines(fact)) for fact in lists),
            (
                "links",
                [
                    Line((self.words[fact.label],), self.write_all(item.subject))
                    for fact in account.facts
                    if fact.label in _LINKS
                    for item in fact.items
                ],
            ),
        )
        text = self.say(account.text) or ""
        return FactSheet(brief, text, [(key, lines) for key, lines in sections if lines])

    def _lines(self, fact: Fact) -> list[Line]:
        """Return a line for each item, or one line for all themes."""
        lines = list(map(self.item_line, fact.items))
        if fact.label == "themes":
            return [Line(_join([line.subject for line in lines], ", "))]
        return lines

    def short_facts(self, account: Account, said: str = "") -> list[Parts]:
        """Return what and where a record is, and the names and records that belong to it.

        Args:
            account: what is said of the record.
            said: what is said already, folded; years and names in it are left out.
        """

        def is_new(part: Part) -> bool:
            return isinstance(part, Word | Place) or not has_words(said, str(part))

        brief = [self.write_all(one, " ") for one in account.brief if all(map(is_new, one))]
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
        lines = [self.item_line(item) for item in fact.items]
        between = self.words["semicolon"] if any(item.said for item in fact.items) else ","
        items = [
            (*line.subject, line.between, *line.said)
            if line.subject and line.said
            else line.subject or line.said
            for line in lines
        ]
        if items and not fact.items[0].subject:
            return _join([self.words[fact.label], *items], ", ")
        return self._after(self.words[fact.label], _join(items, f"{between} "))

    def item_line(self, item: Item) -> Line:
        """Return whom or what an item names, and what is said of them.

        Organisations are given in brackets where neither the names nor the roles name them.
        """
        last = and_before(str(item.subject[-1]) if item.subject else "", self.language)
        subject = _join(list(map(self._write, item.subject)), ", ", f" {self.words[last]} ")
        is_stated = any(isinstance(one, Statement) for one in item.said)
        said = self.write_all(item.said, f"{self.words['semicolon']} " if is_stated else ", ")
        between = " – " if said else " "
        around = self.write_all(_unnamed(item.around, write_parts((*subject, " ", *said))))
        said = _add_brackets(said, around) if subject or said else around
        if item.others:
            names = join_names(list(map(self.write_credited, item.others)), self.language)
            said = _add_brackets(said, (f"{self.words['with']} ", Name(names)))
        said = _add_brackets(said, _join([Name(one.code, one) for one in item.episodes], ", "))
        return Line(subject, said, between)

    def write_all(self, parts: Iterable[Part], separator: str = ", ") -> Parts:
        """Return parts of an account with separators between them."""
        return _join(list(map(self._write, parts)), separator)

    def _write(self, part: Part) -> str | Name | Parts:
        found: str | Name | Parts
        match part:
            case Word():
                found = self.words[part.key]
            case Day():
                found = f"{self.words[part.key]} {write_day(part.day, self.language)}"
            case Address():
                found = Name(part.url, part.url)
            case Credit():
                found = Name(self.write_credited(part), part.person)
            case Figure():
                found = Name("".join(self.figure_text(part)))
            case Statement():
                label = ", ".join(self.words[key] for key in part.labels)
                found = self._after(label, self.write_all(part.others))
            case Source(url=str(url)):
                # Readers of a feed turn the address into a link.
                colon = f"{self.words['colon']} "
                found = (Name(self.say(part.title), part), colon, Name(url, url))
            case Entity():
                found = Name(self.say(name_of(part)), part)
            case _:
                found = Name(self.say(part))
        return found

    def _after(self, label: str, names: Parts) -> Parts:
        return (self.add_after_colon(label, ""), *names) if names else (label,)


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


def _unnamed(around: Iterable[Organisation | Place], said: str) -> list[Organisation | Place]:
    """Return what is around a subject, but for organisations that the words name."""
    bodies = unnamed_organisations((one for one in around if isinstance(one, Organisation)), said)
    return [one for one in around if isinstance(one, Place) or one in bodies]
