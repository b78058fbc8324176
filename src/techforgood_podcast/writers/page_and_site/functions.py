"""The functions by which templates print: they know the languages of a page, and its links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache, cached_property, partial
from math import inf
from typing import TYPE_CHECKING, TypeVar

import attrs

from ...models import Entity, Episode, Person
from ...models.records import names_of
from ...text.languages import choose_page_language, direction_of, direction_of_text
from ...text.markup import MAILBOX
from ...text.writing import typeset
from ..text.phrases import Phrases, name_of
from .headings import count_episodes, write_gist
from .languages import (
    day_versions,
    figure_versions,
    kind_versions,
    label_versions,
    licence_versions,
    relation_versions,
    tie_versions,
    versions,
    word_versions,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from ...models import Credit, LocalizedText, Organisation
    from .languages import Versions

ValueT = TypeVar("ValueT")


def _prints(
    write: Callable[[ValueT, tuple[str, ...]], Versions],
) -> Callable[[Functions, ValueT], Markup]:
    """Return a method that prints what is written of a value."""

    def method(self: Functions, value: ValueT) -> Markup:
        return self.put(write(value, self.languages))

    return method


@attrs.frozen(kw_only=True, eq=False)
class Functions:
    """The functions by which templates print; what occurs often is written once.

    Attributes:
        languages: the languages of the page.
        spoken: the language of the show, and so of names and titles.
        listed: the ids of the people whom the page lists; others have no links.
        address: gives the address of an entity, as a page links to it.
        most: so many episodes are named by their codes; more are counted.
    """

    languages: tuple[str, ...]
    spoken: str
    listed: Collection[str]
    address: Callable[[Entity], str]
    most: float = inf

    figure_text = _prints(figure_versions)
    gist = _prints(write_gist)
    kind_of = _prints(kind_versions)
    licence_text = _prints(licence_versions)
    relation_label = _prints(relation_versions)
    statement_label = _prints(label_versions)
    tie_label = _prints(tie_versions)
    written = _prints(day_versions)

    @property
    def language(self) -> str:
        """The first language of the page."""
        return self.languages[0]

    @property
    def own_words(self) -> str:
        """The language of the fixed words on the page."""
        return choose_page_language(self.language)

    def direction_in(self, tag: str) -> Markup:
        """Return the direction of a language as an attribute, unless all have the same."""
        among = (*self.languages, self.spoken, self.own_words)
        return _mark_direction(direction_of(tag), {*map(direction_of, among)})

    def put(self, found: Versions, write: Callable[[str], Markup] | None = None) -> Markup:
        """Return a text in each language of a page, of which the reader sees one.

        Each version is marked with its language if that is not the only one, and with its direction
        where something else around it may have the other one.
        """
        from markupsafe import Markup, escape

        around = {*map(direction_of, (*self.languages, self.spoken))}
        texts = [
            (
                tag,
                direction_of_text(text, tag or self.spoken),
                (write or escape)(typeset(text, tag or self.spoken)),
            )
            for tag, text in found
        ]
        if texts[1:]:
            around |= {direction for _, direction, _ in texts}
            return Markup().join(
                Markup("<bdi lang=%s%s>%s</bdi>") % (tag, _mark_direction(direction, around), text)
                for tag, direction, text in texts
            )
        ((tag, direction, text),) = texts
        mark = _mark_direction(direction, around)
        if tag and self.languages != (tag,):
            return Markup('<span lang="%s"%s>%s</span>') % (tag, mark, text)
        return Markup("<span%s>%s</span>") % (mark, text) if mark else text

    def versions_of(self, text: LocalizedText) -> Versions:
        """Return a text in each language of the page."""
        return versions(text, self.languages)

    def word_of(self, key: str) -> str:
        """Return a fixed word where no element can be, in the first language of the page."""
        return typeset(Phrases(self.language).words[key], self.language)

    @cached_property
    def say(self) -> Callable[[LocalizedText | str], Markup]:
        """Prints a name or a title, or a text that exists in several languages."""
        return cache(self._say)

    def _say(self, text: LocalizedText | str) -> Markup:
        return self.put([("", text)] if isinstance(text, str) else self.versions_of(text))

    @cached_property
    def word(self) -> Callable[..., Markup]:
        """Prints a fixed word, with a capital letter or a colon if asked to."""
        return cache(self._word)

    def _word(self, key: str, *, capital: bool = False, colon: bool = False) -> Markup:
        return self.put(word_versions(key, self.languages, capital=capital, colon=colon))

    def capital(self, key: str) -> Markup:
        """Return a fixed word with a capital letter."""
        return self.word(key, capital=True)

    def label(self, key: str) -> Markup:
        """Return a fixed word with a colon."""
        return self.word(key, colon=True)

    def capital_label(self, key: str) -> Markup:
        """Return a fixed word with a capital letter and a colon."""
        return self.word(key, capital=True, colon=True)

    @cached_property
    def to(self) -> Callable[..., Markup]:
        """Prints what the page calls an entity, or another name, with a link to it."""
        return cache(self._link)

    def _link(self, entity: Entity, name: str = "") -> Markup:
        from markupsafe import Markup

        own = entity.code if isinstance(entity, Episode) else name_of(entity)
        label = self.say(name or own)
        if isinstance(entity, Person) and entity.id not in self.listed:
            return label
        return Markup("<a href=%s>%s</a>") % (self.address(entity), label)

    def who(self, credit: Credit) -> Markup:
        """Return the name in a credit, with a link if it is that of a person."""
        person, group = credit.person, credit.group
        if person is None:
            return self.say(group or credit.credited_as)
        return self.to(person, Phrases(self.spoken).write_credited(credit))

    def role(self, credit: Credit) -> Markup:
        """Return a role with links at the organisations that it names; brackets have the others."""
        found = self.versions_of(credit.role) if credit.role else [("", "")]
        return self.put(found, partial(self._name_all, organisations=credit.organisations))

    def links(self, entities: Iterable[Entity]) -> Markup:
        """Return the names of entities, each with a link."""
        from markupsafe import Markup

        return Markup(", ").join(map(self.to, entities))

    def count(self, episodes: Collection[Episode]) -> Markup:
        """Return how many episodes there are."""
        return self.put(count_episodes(len(episodes), self.languages))

    def codes_of(self, episodes: Iterable[Episode]) -> Markup:
        """Return the codes of episodes, each with a link, or how many they are."""
        from markupsafe import Markup

        some = [*episodes]
        few = len(some) <= self.most
        found = Markup(" ").join(map(self.to, some)) if few else self.count(some)
        direction = self.direction_in(self.own_words)
        return Markup('<small class="in"%s>%s</small>') % (direction, found)

    def _name_all(self, text: str, organisations: Iterable[Organisation]) -> Markup:
        """Return a text with links at the organisations that it names, then the others."""
        from markupsafe import Markup, escape

        left = {body.id: body for body in organisations}
        # An alias of one word is often short, and in capital letters.
        names = [
            (spelling, "{}" if name != body.name and " " not in name else "(?i:{})", id_)
            for id_, body in left.items()
            for name in names_of(body)
            if (spelling := _any_spelling(name))
        ]
        names.sort(key=lambda one: -len(one[0]))
        pattern = "|".join(rf"(\b{form.format(spelling)}\b)" for spelling, form, _ in names)
        start = 0
        parts: list[Markup] = []
        for match in re.finditer(pattern, text) if pattern else ():
            *_, id_ = names[(match.lastindex or 1) - 1]
            if body := left.pop(id_, None):
                parts.append(escape(text[start : match.start()]))
                parts.append(Markup("<a href=%s>%s</a>") % (self.address(body), match[0]))
                start = match.end()
        said = Markup().join([*parts, escape(text[start:])])
        return said + Markup(" (%s)") % self.links(left.values()) if left else said


def _any_spelling(name: str) -> str:
    """Return a regular expression for a name, whatever stands between its words."""
    return r"\W+".join(re.findall(r"\w+", name))


def _mark_direction(direction: str, around: Collection[str]) -> Markup:
    """Return a direction as an attribute, unless all around has the same."""
    from markupsafe import Markup

    return Markup(' dir="%s"') % direction if {*around} != {direction} else Markup()


def turn(text: str | Markup, language: str) -> Markup:
    """Return a text as HTML with its direction, if that is not the one of the language around it.

    >>> turn("Episodes (2)", "he")
    Markup('<span dir="ltr">Episodes (2)</span>')
    """
    from markupsafe import Markup, escape

    direction = direction_of_text(text, language)
    mark = _mark_direction(direction, {direction_of(language)})
    return Markup("<span%s>%s</span>") % (mark, text) if mark else escape(text)


def link_mailboxes(text: str) -> Markup:
    """Return a text, escaped, in which e-mail addresses are links."""
    from markupsafe import Markup, escape

    linked = MAILBOX.sub(r'<a href="mailto:\1">\1</a>', str(escape(text)))
    return Markup(linked)  # noqa: S704 -- escaped


def paragraphs(text: str, language: str) -> list[Markup]:
    """Return the parts of a text between blank lines, in which each line has its direction."""
    from markupsafe import Markup

    parts = (part for part in typeset(text, language).split("\n\n") if part.strip())
    return [Markup("\n").join(turn(line, language) for line in part.split("\n")) for part in parts]
