"""Web pages taken apart, what is written as pages, and a catalogue with a value in every field."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from catalogues import LINKED
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

VOID = {"meta", "link", "input", "br", "img"}
BUNDLED = tfg.load_catalogue()
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

    def one(self, id_: str) -> Element:
        (found,) = (e for e in self.elements if e.attributes.get("id") == id_)
        return found


@cache
def page(obj: Exportable, language: str | None = None, base_url: str | None = None) -> Page:
    return Page(tfg.dumps(obj, "html", language=language, base_url=base_url))


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


DAY = dt.date(2022, 1, 17)


def full() -> tfg.Episode:
    """Return an episode of which everything is known."""
    text = tfg.LocalizedText
    france = tfg.Place(id="fr", name=text(fr="France"), kind="country", code="FR")
    metz = tfg.Place(
        id="metz",
        name=text(fr="Metz", en="Metz!"),
        kind="city",
        part_of=france,
        aliases=("Mettis",),
    )
    source = tfg.Source(
        id="page",
        title=tfg.LocalizedText(fr="La page"),
        url="https://example.org/?a=1&b=2",
        consulted=DAY,
    )
    paper = tfg.Source(id="paper", title=tfg.LocalizedText(fr="Le papier"))
    group = tfg.Organisation(id="group", name="Groupe", kind="company")
    body = tfg.Organisation(
        id="body",
        name="Atelier",
        kind="lab",
        aliases=("L'Atelier",),
        description=text(fr="Un atelier."),
        founded=2013,
        parents=(group,),
        place=metz,
        url="https://example.org/atelier",
    )
    wide = tfg.Theme(id="wide", label=text(fr="Travail", en="Work"))
    theme = tfg.Theme(
        id="theme",
        label=text(fr="Emploi", en="Jobs"),
        definition=text(fr="Le travail salarié."),
        broader=wide,
        aliases=("boulot",),
    )
    zoe = tfg.Person(id="zoe", name="Zoé Quill", organisations=(group,))
    ann = tfg.Person(
        id="ann",
        name="Ann Bell",
        honorific="Dr",
        aliases=("A. Bell",),
        url="https://example.org/ann",
    )
    show = tfg.Show(
        id="s",
        title="Le pain",
        language="fr",
        summary=text(fr="Du pain.", en="Bread."),
        url="https://example.org/",
        feed_url="https://example.org/rss",
        first_published=dt.date(2022, 2, 1),
        hosts=(zoe,),
        producers=(group,),
        themes=(wide,),
        sources=(source,),
    )
    return tfg.Episode(
        id="s01e03",
        show=show,
        season=1,
        number=3,
        kind="bonus",
        title="Le four",
        duration=dt.timedelta(minutes=33, seconds=13),
        published=DAY,
        url="https://example.org/3",
        summary=text(fr="Un four.\nIl chauffe.\n\n\nFin.", en="An oven."),
        hosts=(zoe,),
        guests=(
            tfg.Credit(
                person=ann,
                role=text(fr="boulangère", en="baker"),
                organisations=(body, group),
                credited_as="A. Bell",
            ),
            tfg.Credit(group=text(fr="le public"), credited_as="Le public"),
        ),
        mentioned=(tfg.Credit(person=zoe, credited_as="Zoé"),),
        organisations=(
            tfg.Mention(organisation=body, relation="subject"),
            tfg.Mention(organisation=group, relation="supporter", of=body),
        ),
        themes=(theme, wide),
        places=(metz, france),
        figures=(
            tfg.Figure(
                value=3,
                unit=text(fr="fours"),
                statement=text(fr="Fours à Metz.", en="Ovens in Metz."),
                year=2021,
                as_printed=text(fr="trois", en="three"),
            ),
            tfg.Figure(
                value=1, unit=text(fr="four"), statement=text(fr="Ici."), as_printed=text(fr="un")
            ),
        ),
        audio=tfg.Audio(url="https://example.org/3.mp3", media_type="audio/mpeg"),
        sources=(source, paper),
    )


FULL = tfg.Catalogue(
    show=full().show,
    episodes=[full()],
    info=tfg.DataInfo(version="1", licence="MIT"),
)


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
