"""What is said of the show, an episode, a person and so on, in every medium that says it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

import techforgood_podcast as tfg
from example import EXAMPLE
from markdown_pages import shown
from site_pages import page_of
from techforgood_podcast import writers
from techforgood_podcast.models.sections import section_of
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import straighten
from techforgood_podcast.writers.text.account import Address
from techforgood_podcast.writers.text.facts import Facts, write_line, write_parts
from techforgood_podcast.writers.text.phrases import Phrases, name_of, title_with_code
from web_pages import Element, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from techforgood_podcast.writers.text.account import Account, Fact, Part, Told

SHOWS: Final = {"bundled": tfg.load_catalogue(), "example": EXAMPLE}
LOSSES: Final = json.loads(Path(writers.__file__).with_name("losses.json").read_text("utf-8"))
LEFT_OUT: Final[dict[str, dict[str, str]]] = LOSSES["facts"]


def everything(catalogue: tfg.Catalogue) -> list[Told]:
    found = (
        *((catalogue.show,), catalogue.episodes, catalogue.people, catalogue.organisations),
        *(catalogue.themes, catalogue.places),
    )
    return [record for some in found for record in some]


def noun_of(record: Told) -> str:
    return "show" if isinstance(record, tfg.Show) else section_of(type(record)).noun


def in_terminal(record: Told, catalogue: tfg.Catalogue, language: str) -> str:
    sheet = Facts(language, catalogue).describe(record)
    lines = [write_line(line) for _, lines in sheet.sections for line in lines]
    headings = [Phrases(language).words[heading] for heading, _ in sheet.sections]
    return " ".join([*map(write_parts, sheet.brief), sheet.text, *headings, *lines])


def own_text(element: Element, tag: str) -> str:
    """Return what an entry says of a record, without the entries of those below it."""
    return next(one.words for one in element.inside if one.tag == tag)


def on_page(record: Told, catalogue: tfg.Catalogue, language: str) -> str:
    found = page(catalogue, language).one(f"{noun_of(record)}-{record.id}")
    return found.words if isinstance(record, tfg.Show | tfg.Episode) else own_text(found, "div")


def on_site(record: Told, catalogue: tfg.Catalogue, language: str) -> str:
    if isinstance(record, tfg.Show):
        return page_of(catalogue, "about.html", language=language).one("main").words
    section = section_of(type(record)).name
    found = page_of(catalogue, f"{section}/{record.id}.html", language=language)
    return found.one("main" if isinstance(record, tfg.Episode) else "profile").words


def in_markdown(record: Told, catalogue: tfg.Catalogue, language: str) -> str:
    whole = tfg.dumps(catalogue, "markdown", language=language)
    if isinstance(record, tfg.Show):
        return shown(whole.partition("\n## ")[0])
    if isinstance(record, tfg.Episode):
        parts = re.split(r"(?m)^##+ (?=S\d)", shown(whole.replace("**", "")))
        title = squeeze(title_with_code(record))
        return next(part for part in parts if squeeze(part).startswith(title))
    name = squeeze(Phrases(language).say(name_of(record)))
    text = whole.rpartition("\n## ")[0]
    lines = (shown(line).lstrip("-[ ") for line in text.split("\n"))
    return " ".join(line for line in lines if squeeze(line).startswith(name))


def in_rss(record: Told, catalogue: tfg.Catalogue, language: str) -> str:
    if isinstance(record, tfg.Show):
        return tfg.dumps(catalogue, "rss", language=language).partition("<item>")[0]
    assert isinstance(record, tfg.Episode)
    item = tfg.dumps(record, "rss", language=language).partition("<item>")[2]
    return unescape(item.replace("<li>", " ").replace("</", " "))


def in_json_feed(record: Told, catalogue: tfg.Catalogue, language: str) -> str:
    feed = json.loads(tfg.dumps(catalogue, "jsonfeed", language=language))
    if isinstance(record, tfg.Show):
        return json.dumps({**feed, "items": []}, ensure_ascii=False)
    titles = {one["title"]: one for one in feed["items"]}
    assert isinstance(record, tfg.Episode)
    return json.dumps(titles[record.title], ensure_ascii=False).replace("\\n", " ")


MEDIA: Final[dict[str, Callable[[Told, tfg.Catalogue, str], str]]] = {
    "terminal": in_terminal,
    "html": on_page,
    "site": on_site,
    "markdown": in_markdown,
    "rss": in_rss,
    "jsonfeed": in_json_feed,
}


def kind_of(record: Told, fact: Fact) -> str:
    key = "relations" if "." in fact.label else fact.label
    return f"{noun_of(record)}.{key}"


def texts_of(account: Account, left_out: Callable[[Fact], bool], facts: Facts) -> Iterator[str]:
    """Give the names, labels and other texts of an account that a medium has to print."""

    def write(part: Part) -> str:
        match part:
            case Address():
                return str(urlsplit(part.url).hostname).removeprefix("www.")
            case tfg.Figure():
                return facts.figure_text(part).statement
            case tfg.Source():
                return facts.say(part.title)
            case _:
                return write_parts(facts.write_all([part]))

    for fact in account.facts:
        if not left_out(fact):
            yield facts.words[fact.label]
            for item in fact.items:
                yield from map(write, (*item.subject, *item.said))


def squeeze(text: str) -> str:
    return " ".join(fold(straighten(text)).split())


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("show", SHOWS)
@pytest.mark.parametrize("medium", MEDIA)
def test_a_medium_prints_each_name_and_label_but_what_the_losses_list(
    medium: str, show: str, language: str
) -> None:
    catalogue = SHOWS[show]
    facts, losses = Facts(language, catalogue), LEFT_OUT.get(medium, {})
    missing: list[tuple[str, str]] = []
    for record in everything(catalogue):
        if noun_of(record) in losses:
            continue

        def is_left_out(fact: Fact, record: Told = record) -> bool:
            return kind_of(record, fact) in losses

        text = squeeze(MEDIA[medium](record, catalogue, language))
        wanted = texts_of(facts.accounts.of(record), is_left_out, facts)
        missing += [(record.id, one) for one in wanted if squeeze(one) not in text]
    assert missing == []


def test_each_loss_is_of_a_fact_and_has_a_reason() -> None:
    nouns = {"show", "episode", "person", "organisation", "theme", "place"}
    words = Phrases("en").words
    for found in LEFT_OUT.values():
        for kind, reason in found.items():
            noun, _, label = kind.partition(".")
            assert noun in nouns
            assert label in {"", "relations", *words}
            assert reason.endswith(".")
