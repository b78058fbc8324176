"""Pages, cards and sites: texts stay texts, and nothing loads or runs anything else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from settings import examples
from site_pages import files_of, heading, long_show, page_of, pages_of
from strategies import catalogues
from techforgood_podcast.text.writing import shorten, typeset
from web_pages import FULL, PAGES, Element, Page, as_read, page, texts, titles

if TYPE_CHECKING:
    from collections.abc import Iterable

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="My show", language="en")


def hashed(element: Element) -> str:
    digest = hashlib.sha256(element.text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(found: Page) -> list[str]:
    """Return the parts of the content policy of a page."""
    (meta,) = found.find("meta[http-equiv=Content-Security-Policy]")
    return meta.attributes["content"].split("; ")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_and_allows_only_its_own_style_and_scripts(name: str) -> None:
    found = page(PAGES[name])
    first, script = (e for e in found.all("script") if not e.attributes)
    (style,) = found.all("style")
    assert policy(found) == [
        "default-src 'none'",
        f"style-src {hashed(style)}",
        f"script-src {hashed(first)} {hashed(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert {(e.tag, e.attributes["preload"]) for e in found.find("*[src]")} <= {("audio", "none")}
    loaded = [e for e in found.all("link") if e.attributes["rel"] != "alternate"]
    assert [e.attributes["href"][:19] for e in loaded] == ["data:image/svg+xml,"]
    assert not re.search(r"url\(|@import", style.text)


@pytest.mark.parametrize("catalogue", [FULL, pytest.param(HOSTILE, marks=pytest.mark.slow)])
def test_a_page_of_a_site_loads_only_the_style_and_the_script_of_the_site(
    catalogue: tfg.Catalogue,
) -> None:
    for name, found in pages_of(catalogue).items():
        up = "../" * name.count("/")
        loaded = [(e.tag, e.attributes["src"]) for e in found.find("*[src]")]
        assert [one for one in loaded if one[0] != "audio"] == [("script", f"{up}site.js")]
        styles = found.find("link[rel=stylesheet]")
        assert [e.attributes["href"] for e in styles] == [f"{up}site.css"]
        assert found.all("style") == [e for e in found.all("script") if not e.attributes] == []
        assert policy(found)[1:3] == ["style-src 'self' file:", "script-src 'self' file:"]


def test_a_card_allows_its_own_style_only() -> None:
    found = page(HOSTILE.episodes[0], card=True)
    own = f"style-src {hashed(found.all('style')[0])}"
    assert policy(found) == ["default-src 'none'", own, "base-uri 'none'", "form-action 'none'"]
    assert found.find("script,img") == []


def known(pages: Iterable[Page]) -> set[tuple[str, str]]:
    """Return the tags of pages, each with each of its attributes."""
    return {(e.tag, a) for one in pages for e in one.elements for a in ("", *e.attributes)}


def test_a_hostile_text_adds_no_element_and_stays_what_it_is_but_for_typography() -> None:
    found = page(HOSTILE)
    assert texts(titles(found)) == [typeset(text, "fr") for text in TEXTS]
    assert found.all("title")[0].text == typeset(HOSTILE.show.title, "fr")
    assert texts(found.all("script"))[3] == texts(page(BUNDLED).all("script"))[3]
    usual = known((page(BUNDLED), page(FULL)))
    assert {tag for tag, _ in known([found])} <= {tag for tag, _ in usual}
    assert {attribute for _, attribute in known([found])} <= {attribute for _, attribute in usual}


def test_hostile_texts_are_titles_of_cards_and_nothing_else() -> None:
    usual = known([page(BUNDLED.episode(7), card=True)])
    for one, text in zip(HOSTILE.episodes, TEXTS, strict=True):
        found = page(one, card=True)
        assert found.all("h1")[0].inside[1].text == typeset(shorten(text, 200), "fr")
        assert {tag for tag, _ in known([found])} <= {tag for tag, _ in usual}


@pytest.mark.slow
def test_hostile_texts_are_headings_of_a_site_and_nothing_else() -> None:
    pages = pages_of(HOSTILE)
    usual = (one for show in (BUNDLED, FULL, long_show(61)) for one in pages_of(show).values())
    assert known(pages.values()) <= known(usual)
    for number, text in enumerate(TEXTS, 1):
        printed = " ".join(typeset(text, "fr").split())
        assert heading(pages[f"episodes/h{number:02}.html"]) == printed
        assert heading(pages[f"people/h{number:02}.html"]) == printed
    for script in (script for found in pages.values() for script in found.find("script[type]")):
        assert "<" not in script.text
        json.loads(script.text)
    assert "</script" not in files_of(HOSTILE)["search.js"]


@given(catalogues())
@settings(max_examples=examples(15), deadline=None)
def test_any_text_stays_a_text(catalogue: tfg.Catalogue) -> None:
    def printed(title: str) -> str:
        return as_read(typeset(title, catalogue.show.language))

    found = page(catalogue, "en")
    assert as_read(found.all("h1")[0].text) == printed(catalogue.show.title)
    read = [as_read(title.text) for title in titles(found)]
    assert sorted(read) == sorted(printed(episode.title) for episode in catalogue.episodes)
    assert len(found.all("script")) == 4
    for one in catalogue.episodes:
        title = page_of(catalogue, f"episodes/{one.id}.html")
        assert heading(title) == " ".join(typeset(one.title, catalogue.show.language).split())
        card = page(one, card=True).all("h1")[0].inside[1].text
        assert as_read(card) == printed(shorten(one.title, 200))


def test_hostile_texts_stay_exactly_what_they_are_in_a_language_without_typography() -> None:
    show = attrs.evolve(HOSTILE.show, language="en")
    episodes = [attrs.evolve(episode, show=show) for episode in HOSTILE.episodes]
    found = page(tfg.Catalogue(show=show, episodes=episodes))
    assert texts(titles(found)) == list(TEXTS)


def test_the_scripts_and_the_styles_have_no_comments_and_no_indentation() -> None:
    found, files = page(FULL), files_of(FULL)
    own = (found.all("script")[3].text, found.all("style")[0].text)
    for code in (*own, *(files[name] for name in ("site.js", "search.js", "site.css"))):
        lines = [line for line in code.splitlines() if "textContent: " not in line[:120]]
        assert [line for line in lines if line.strip() != line or not line] == []
        assert [line for line in lines if re.search(r"/\*|\*/|(^|\s)//", line)] == []
    assert all(len(code.splitlines()) > 100 for code in own)
    assert [line for line in own[0].splitlines() if line.count("`") % 2] == []


# ----------------------------------------------------------------------------------------- cards


def test_a_card_is_small_whatever_the_episode_holds() -> None:
    long = '"' * 5000
    far = f"https://a.example/?{'&' * 870}"
    people = [tfg.Person(id=f"p{n}", name=f"{long}{n}") for n in range(50)]
    credits_ = tuple(tfg.Credit(person=one, credited_as=one.name) for one in people)
    show = tfg.Show(id="s", title=long, language="en", url=far, cover_url=far)
    one = tfg.Episode(id="e", show=show, title=long, url=far, image_url=far, guests=credits_)
    text = tfg.dumps(one, "html", card=True, pictures=True)
    assert [link.attributes["href"] for link in Page(text).all("a")] == [far]
    assert 15_000 < len(text.encode()) <= 20_000


def test_an_address_too_long_for_a_card_is_left_out() -> None:
    show = attrs.evolve(SHOW, url="https://a.example/")
    one = tfg.Episode(id="e", show=show, title="T", url=f"https://a.example/{'a' * 900}")
    links = [link.attributes["href"] for link in page(one, card=True).all("a")]
    assert links == ["https://a.example/"]


def test_every_card_of_the_show_is_small() -> None:
    for one in BUNDLED.episodes:
        assert len(tfg.dumps(one, "html", card=True).encode()) < 5_000
