"""What is said of a person, an organisation, a theme or a place, in every medium that says it."""

from __future__ import annotations

import json
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
from techforgood_podcast.writers.text.account import Accounts, Address, Word
from techforgood_podcast.writers.text.facts import Facts, write_line, write_parts
from techforgood_podcast.writers.text.phrases import Phrases, name_of
from web_pages import Element, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from techforgood_podcast.writers.text.account import Account, Fact, Named, Part

SHOWS: Final = {"bundled": tfg.load_catalogue(), "example": EXAMPLE}
LOSSES: Final = json.loads(Path(writers.__file__).with_name("losses.json").read_text("utf-8"))
LEFT_OUT: Final[dict[str, dict[str, str]]] = LOSSES["facts"]


def everything(catalogue: tfg.Catalogue) -> list[Named]:
    found = (catalogue.people, catalogue.organisations, catalogue.themes, catalogue.places)
    return [record for some in found for record in some]


def in_terminal(record: Named, catalogue: tfg.Catalogue, language: str) -> str:
    sheet = Facts(language, catalogue).describe(record)
    lines = [write_line(line) for _, lines in sheet.sections for line in lines]
    headings = [Phrases(language).words[heading] for heading, _ in sheet.sections]
    return " ".join([*map(write_parts, sheet.brief), sheet.text, *headings, *lines])


def own_text(element: Element, tag: str) -> str:
    """Return what an entry says of a record, without the entries of those below it."""
    return next(one.words for one in element.inside if one.tag == tag)


def on_page(record: Named, catalogue: tfg.Catalogue, language: str) -> str:
    noun = section_of(type(record)).noun
    return own_text(page(catalogue, language).one(f"{noun}-{record.id}"), "div")


def on_site(record: Named, catalogue: tfg.Catalogue, language: str) -> str:
    section = section_of(type(record)).name
    name = f"{section}/{record.id}.html"
    return page_of(catalogue, name, language=language).one("profile").words


def in_markdown(record: Named, catalogue: tfg.Catalogue, language: str) -> str:
    name = squeeze(Phrases(language).say(name_of(record)))
    text = tfg.dumps(catalogue, "markdown", language=language).rpartition("\n## ")[0]
    lines = (shown(line).lstrip("-[ ") for line in text.split("\n"))
    return " ".join(line for line in lines if squeeze(line).startswith(name))


MEDIA: Final[dict[str, Callable[[Named, tfg.Catalogue, str], str]]] = {
    "terminal": in_terminal,
    "html": on_page,
    "site": on_site,
    "markdown": in_markdown,
}


def kind_of(record: Named, fact: Fact) -> str:
    key = "relations" if "." in fact.label else fact.label
    return f"{section_of(type(record)).noun}.{key}"


def texts_of(account: Account, left_out: Callable[[Fact], bool], language: str) -> Iterator[str]:
    """Give the names, labels and other texts of an account that a medium has to print."""
    phrases = Phrases(language)

    def write(part: Part) -> str:
        match part:
            case Word():
                return phrases.words[part.key]
            case Address():
                return str(urlsplit(part.url).hostname).removeprefix("www.")
            case str() | tfg.LocalizedText():
                return phrases.say(part)
            case _:
                return phrases.say(name_of(part))

    for fact in account.facts:
        if not left_out(fact):
            yield phrases.words[fact.label]
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
    accounts, losses = Accounts(catalogue, language), LEFT_OUT.get(medium, {})
    missing: list[tuple[str, str]] = []
    for record in everything(catalogue):
        if section_of(type(record)).noun in losses:
            continue

        def is_left_out(fact: Fact, record: Named = record) -> bool:
            return kind_of(record, fact) in losses

        text = squeeze(MEDIA[medium](record, catalogue, language))
        wanted = texts_of(accounts.of(record), is_left_out, language)
        missing += [(record.id, one) for one in wanted if squeeze(one) not in text]
    assert missing == []


def test_each_loss_is_of_a_fact_and_has_a_reason() -> None:
    nouns, words = {"person", "organisation", "theme", "place"}, Phrases("en").words
    for found in LEFT_OUT.values():
        for kind, reason in found.items():
            noun, _, label = kind.partition(".")
            assert noun in nouns
            assert label in {"", "relations", *words}
            assert reason.endswith(".")
