"""The functions by which templates print: they know the languages of a page, and its links."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from functools import cache, cached_property, partial
from math import inf
from typing import TYPE_CHECKING, Final

import attrs

from ...models import Credit, Entity, Episode, Figure, Person, Source
from ...models.records import names_of
from ...text.languages import choose_page_language, direction_of, direction_of_text
from ...text.markup import MAILBOX
from ...text.writing import typeset
from ..text.account import Address, Day, Statement, Word
from ..text.phrases import Phrases, name_of
from .headings import count_episodes, write_gist
from .languages import (
    day_versions,
    each_version,
    figure_versions,
    kind_versions,
    versions,
    word_versions,
)
from .values import host_to_read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from ...models import LocalizedText, Organisation
    from ..text.account import Part
    from .languages import Versions

# A link or another tag, or a time that is not one of day.
_MOMENT: Final = re.compile(
    r"<a\b.*?</a>|<[^>]*>"
    r"|(?<![\w:.,])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\w:]|[.,]\d|\s?(?:[ap]\.?m\b|h\b))",
    re.DOTALL | re.ASCII | re.IGNORECASE,
)


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

    def gist(self, episode: Episode) -> Markup:
        """Return the beginning of what is said about an episode."""
        return self.put(write_gist(episode, self.languages))

    def kind_of(self, episode: Episode) -> Markup:
        """Return the word for the kind of an episode."""
        return self.put(kind_versions(episode, self.languages))

    def licence_text(self, licence: str) -> Markup:
        """Return the licence of the data, and what it does not cover."""
        return self.put(each_version(lambda own: own.write_licence(licence), self.languages))

    def written(self, date: dt.date) -> Markup:
        """Return a day as people write it."""
        return self.put(day_versions(date, self.languages))

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

    def role(self, role: LocalizedText, organisations: Iterable[Organisation]) -> Markup:
        """Return a role with links at the organisations that it names; brackets have the others."""
        return self.put(
            self.versions_of(role), partial(self._name_all, organisations=organisations)
        )

    def part(self, part: Part) -> Markup:
        """Return a part of an account: a name, with a link if a record has it, or words."""
        from markupsafe import Markup

        match part:
            case Word():
                found = self.word(part.key)
            case Day():
                found = Markup("%s %s") % (self.word(part.key), self.written(part.day))
            case Address():
                found = _link_away(part.url, host_to_read(part.url))
            case Credit():
                found = self.who(part)
            case Figure():
                found = self.put(figure_versions(part, self.languages))
            case Statement():
                labels = (self.word(key, colon=part.others != ()) for key in part.labels)
                found = Markup(", ").join(labels)
                if part.others:
                    found = Markup("%s %s") % (found, self.links(part.others))
            case Source():
                title = self.say(part.title)
                found = _link_away(part.url, title) if part.url else title
            case Entity():
                found = self.to(part)
            case _:
                found = self.say(part)
        return found

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


def _link_away(url: str, label: str | Markup) -> Markup:
    from markupsafe import Markup

    return Markup('<a href="%s" rel="noopener external">%s</a>') % (url, label)


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


def link_moments(text: str, episode: Episode) -> Markup:
    """Return HTML in which times that an episode has are links, as those of its chapters are.

    >>> from ...models import Audio, Show
    >>> audio = Audio(url="https://example.org/1.mp3", media_type="audio/mpeg")
    >>> length = dt.timedelta(minutes=30)
    >>> episode = Episode(id="e1", title="Salt", audio=audio, duration=length,
    ...     show=Show(id="s", title="Bread", language="en"))
    >>> print(link_moments("2:05 Salt, 45:00 bread at 6:30 pm", episode))
    <a class="jump" href="https://example.org/1.mp3#t=125">2:05</a> Salt, 45:00 bread at 6:30 pm
    """
    from markupsafe import Markup, escape

    audio, duration = episode.audio, episode.duration
    if audio is None or duration is None:
        return Markup(text)  # noqa: S704 -- HTML

    def link(found: re.Match[str]) -> str:
        hours, minutes, seconds = (int(one or 0) for one in found.groups())
        at = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if not found[3] or at >= duration:
            return found[0]
        place = f"{escape(audio.url)}#t={at // dt.timedelta(seconds=1)}"
        return f'<a class="jump" href="{place}">{found[0]}</a>'

    return Markup(_MOMENT.sub(link, text))  # noqa: S704 -- HTML


def paragraphs(text: str, language: str) -> list[Markup]:
    """Return the parts of a text between blank lines, in which each line has its direction."""
    from markupsafe import Markup

    parts = (part for part in typeset(text, language).split("\n\n") if part.strip())
    return [Markup("\n").join(turn(line, language) for line in part.split("\n")) for part in parts]
