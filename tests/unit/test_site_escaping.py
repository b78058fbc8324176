"""The format ``site``: texts stay texts, and a page loads nothing but what is its own."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from settings import examples
from site_pages import files_of, heading, long_show, page_of, pages_of
from strategies import catalogues
from techforgood_podcast.text.writing import typeset
from web_pages import FULL, Page

BUNDLED = tfg.load_catalogue()


def test_a_page_allows_only_what_is_its_own() -> None:
    for page in pages_of(FULL).values():
        (policy,) = (
            e.attributes["content"]
            for e in page.all("meta")
            if e.attributes.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.split("; ") == [
            *("default-src 'none'", "style-src 'self' file:", "script-src 'self' file:"),
            *("img-src data:", "media-src https:", "base-uri 'none'", "form-action 'none'"),
        ]


def test_pictures_and_the_robots_of_the_address_are_allowed_if_asked_for() -> None:
    page = page_of(FULL, "index.html", pictures=True, base_url="https://example.org/show")
    policies = [e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes]
    assert "; img-src data: https:; " in policies[0]
    assert "; connect-src https://example.org/robots.txt; " in policies[0]


@pytest.mark.parametrize(
    "catalogue", [FULL, pytest.param(HOSTILE, marks=pytest.mark.slow)], ids=["full", "hostile"]
)
def test_a_page_loads_only_the_style_and_the_script_of_the_site(catalogue: tfg.Catalogue) -> None:
    for name, page in pages_of(catalogue).items():
        up = "../" * name.count("/")
        loaded = [e.attributes["src"] for e in page.elements if "src" in e.attributes]
        assert [src for src in loaded if not src.startswith("https:")] == [f"{up}site.js"]
        assert {e.tag for e in page.elements if "src" in e.attributes} <= {"script", "audio"}
        styles = [e for e in page.all("link") if e.attributes["rel"] == "stylesheet"]
        assert [e.attributes["href"] for e in styles] == [f"{up}site.css"]
        assert page.all("style") == []
        own = [e.text for e in page.all("script") if not e.attributes]
        assert own == []


@pytest.mark.slow
def test_hostile_texts_are_headings_and_nothing_else() -> None:
    pages = pages_of(HOSTILE)
    known = {
        (e.tag, attribute)
        for show in (BUNDLED, FULL, long_show(61))
        for page in pages_of(show).values()
        for e in page.elements
        for attribute in ("", *e.attributes)
    }
    for page in pages.values():
        assert {(e.tag, a) for e in page.elements for a in ("", *e.attributes)} <= known
    for number, text in enumerate(TEXTS, 1):
        printed = " ".join(typeset(text, "fr").split())
        assert heading(pages[f"episodes/h{number:02}.html"]) == printed
        assert heading(pages[f"people/h{number:02}.html"]) == printed


@pytest.mark.slow
def test_what_scripts_read_closes_no_element() -> None:
    for page in pages_of(HOSTILE).values():
        for script in page.all("script"):
            if "type" in script.attributes:
                assert "<" not in script.text
                json.loads(script.text)
    assert "</script" not in files_of(HOSTILE)["search.js"]


@given(catalogues())
@settings(max_examples=examples(10), deadline=None)
def test_any_text_stays_a_text(catalogue: tfg.Catalogue) -> None:
    files = files_of(catalogue)
    spoken = catalogue.show.language
    for episode in catalogue.episodes:
        page = Page(files[f"episodes/{episode.id}.html"])
        assert heading(page) == " ".join(typeset(episode.title, spoken).split())


def test_the_scripts_and_the_style_have_no_comments_and_no_indentation() -> None:
    files = files_of(FULL)
    for name in ("site.js", "search.js", "site.css"):
        lines = files[name].splitlines()
        assert [line for line in lines if line.strip() != line or not line] == []
        code = [line for line in lines if "textContent: " not in line[:120]]
        assert [line for line in code if re.search(r"/\*|\*/|(^|\s)//", line)] == []
