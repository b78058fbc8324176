"""Web pages taken apart, what is written as pages, and a catalogue with a value in every field."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import techforgood_podcast as tfg
from catalogues import LINKED
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

# What a step of a selector names: tags, an id, a class, and an attribute with its value.
STEP = re.compile(r"(\*|[\w,]*)(?:#([\w-]+))?(?:\.([\w-]+))?(?:\[([\w-]+)(?:=(.*))?\])?")
VOID = {"meta", "link", "input", "br", "img"}
BUNDLED = tfg.load_catalogue()
# A catalogue with a value in every field.
FULL = tfg.load_catalogue(Path(__file__).parent / "pages" / "full.yaml")
PAGES: dict[str, Exportable] = {
    "bundled": BUNDLED,
    "episode": BUNDLED.episode(3),
    "own": LINKED,
    "hostile": HOSTILE,
    "empty": BUNDLED.episodes.where(lambda _: False),
}


class Element:
    """An element of a page, with its attributes, the text in it and the elements in it."""

    def __init__(self, tag: str, attributes: dict[str, str], around: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.around = around
        self.inside: list[Element] = []
        self.texts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def words(self) -> str:
        return " ".join(self.text.split())

    def all(self, tag: str, class_: str | None) -> list[Element]:
        """Return the elements of a kind in this one."""
        found = [
            one for one in self.inside if (one.tag, one.attributes.get("class")) == (tag, class_)
        ]
        return [*found, *(other for one in self.inside for other in one.all(tag, class_))]

    def fits(self, steps: list[str]) -> bool:
        """Return whether steps of a selector, such as ``["#list", ">", "h3,h4"]``, find this."""
        *above, own = steps
        found = STEP.fullmatch(own)
        assert found, own
        tags, id_, class_, attribute, value = found.groups()
        if not (
            (tags in ("", "*") or self.tag in tags.split(","))
            and id_ in (None, self.attributes.get("id"))
            and (class_ is None or class_ in self.attributes.get("class", "").split())
            and (attribute is None or attribute in self.attributes)
            and (value is None or value == self.attributes.get(str(attribute)))
        ):
            return False
        if above[-1:] == [">"]:
            return bool(self.around and self.around.fits(above[:-1]))
        around = self.around if above else None
        while around and not around.fits(above):
            around = around.around
        return bool(around) or not above

    def attribute(self, name: str) -> str:
        """Return an attribute, or the tag; the language is that of the nearest that states one.

        An attribute that is missing is ``-``, and one that is empty is ``""``.
        """
        own = {**self.attributes, "tag": self.tag, "lang": self.language}
        value = own.get(name)
        return "-" if value is None else value or '""'

    @property
    def language(self) -> str | None:
        own = self.attributes.get("lang")
        return own or (self.around.language if self.around else None)


class Page(HTMLParser):
    """A page taken apart; an element that is not closed where it should be is an error.

    The text of an element is what is read in the first language of the page. That of an element in
    the second language is its own only.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.elements: list[Element] = []
        self.second = "none"
        self.feed(text)
        self.close()
        assert self.open == []
        ids = [one.attributes["id"] for one in self.elements if "id" in one.attributes]
        assert len(set(ids)) == len(ids)
        levels = [0, *(int(one.tag[1]) for one in self.elements if re.fullmatch("h[1-6]", one.tag))]
        assert max((below - above for above, below in pairwise(levels)), default=1) <= 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        around = self.open[-1] if self.open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, around)
        self.elements.append(element)
        if around:
            around.inside.append(element)
        if element.attributes.get("id") == "in-1":
            self.second = element.attributes["value"]
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in reversed(self.open):
            element.texts.append(data)
            if (
                element.tag in {"bdi", "div"}
                and element.attributes.get("lang", "any") == self.second
            ):
                break

    def all(self, tag: str, class_: str | None = None) -> list[Element]:
        return [
            element
            for element in self.elements
            if element.tag == tag and class_ in (None, element.attributes.get("class"))
        ]

    def find(self, selector: str) -> list[Element]:
        """Return the elements that a selector finds, in the order of the page."""
        return [element for element in self.elements if element.fits(selector.split())]

    def one(self, id_: str) -> Element:
        (found,) = (e for e in self.elements if e.attributes.get("id") == id_)
        return found


@cache
def text_of(obj: Exportable, language: str | None = None, **options: Any) -> str:
    return tfg.dumps(obj, "html", language=language, **options)


@cache
def page(obj: Exportable, language: str | None = None, **options: Any) -> Page:
    return Page(text_of(obj, language, **options))


def titles(found: Page) -> list[Element]:
    """Return the headings of the episodes, from the top."""
    rows = [article.inside[0] for article in found.all("article")]
    return [next(e for e in row.inside if e.tag in {"h3", "h4"}) for row in rows]


def texts(elements: list[Element]) -> list[str]:
    return [element.text for element in elements]


def as_read(text: str) -> str:
    """Return a text as a browser has it, in which every line ends in the same way."""
    return re.sub(r"\r\n?", "\n", text)


def episodes_of(obj: Exportable) -> tuple[tfg.Episode, ...]:
    episodes = obj.episodes if isinstance(obj, tfg.Catalogue) else obj
    return (episodes,) if isinstance(episodes, tfg.Episode) else tuple(episodes)


def facts(found: Page, around: str) -> dict[str, list[str]]:
    """Return the facts in an element: what each is called, and the values."""
    given: dict[str, list[str]] = {}
    for term in found.all("dt"):
        assert term.around
        above = term.around
        while above.around and above.around.tag not in {"article", "section"}:
            above = above.around
        if above.around and above.around.attributes["id"] == around:
            value = term.around.inside[1]
            items = (
                value.inside[0].inside if value.inside and value.inside[0].tag == "ul" else [value]
            )
            given[term.words] = [item.words for item in items]
    return given
