"""What the templates of a page print again and again: texts, fixed words and links."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from ...models import Episode, Person, Place, Theme
from ...text.writing import typeset
from ..anchors import anchor_of
from ..phrases import write_name
from .tongues import versions, word_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from markupsafe import Markup

    from ...models import Entity, LocalizedText
    from .tongues import Versions


def printers(
    tongues: tuple[str, ...], spoken: str, people: Collection[Person]
) -> dict[str, Callable[..., str]]:
    """Return the functions by which templates print; what occurs often is written once.

    Args:
        tongues: the languages of the page.
        spoken: the language of the show, and so of names and titles.
        people: those whom the page lists; others have no links.
    """
    from markupsafe import Markup

    listed = {person.id for person in people}
    put = partial(_put, tongues=tongues, spoken=spoken)

    # Names and titles, and texts that exist in several languages.
    @cache
    def say(text: LocalizedText | str) -> Markup:
        return put([("", text)] if isinstance(text, str) else versions(text, tongues))

    @cache
    def word(key: str, *, capital: bool = False, colon: bool = False) -> Markup:
        return put(word_versions(key, tongues, capital=capital, colon=colon))

    @cache
    def to(entity: Entity) -> Markup:
        """Return what the page calls an entity, with a link to it."""
        label = say(_name_of(entity))
        if isinstance(entity, Person) and entity.id not in listed:
            return label
        return Markup("<a href=#%s>%s</a>") % (anchor_of(entity), label)

    def links(entities: Iterable[Entity]) -> Markup:
        return Markup(", ").join(map(to, entities))

    def codes_of(episodes: Iterable[Episode]) -> Markup:
        return Markup('<small class="in">%s</small>') % Markup(" ").join(map(to, episodes))

    return {
        "put": put,
        "say": say,
        "word": word,
        "capital": partial(word, capital=True),
        "label": partial(word, colon=True),
        "capital_label": partial(word, capital=True, colon=True),
        "to": to,
        "links": links,
        "codes_of": codes_of,
    }


def _put(found: Versions, tongues: tuple[str, ...], spoken: str) -> Markup:
    """Return a text in each language of a page, of which the reader sees one."""
    from markupsafe import Markup, escape

    texts = [(tag, escape(typeset(text, tag or spoken))) for tag, text in found]
    if texts[1:]:
        each = "".join([f"<bdi lang={tag}>{text}</bdi>" for tag, text in texts])
        return Markup(each)  # noqa: S704 -- texts are escaped, tags are letters, digits and hyphens
    ((tag, text),) = texts
    return Markup('<span lang="%s">%s</span>') % (tag, text) if tag and tongues != (tag,) else text


def _name_of(entity: Entity) -> LocalizedText | str:
    match entity:
        case Theme():
            return entity.label
        case Place():
            return entity.name
        case Person():
            return write_name(entity)
        case Episode():
            return entity.code
        case _:
            return str(entity)
