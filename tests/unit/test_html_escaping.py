"""The format ``html``: texts stay texts, and a page loads and runs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

import attrs
import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from settings import examples
from strategies import catalogues
from techforgood_podcast.text.writing import typeset
from web_pages import FULL, PAGES, Element, Page, as_read, page, texts, titles

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="Show", language="en")


@pytest.mark.parametrize("name", PAGES)
def test_the_content_policy_allows_only_the_pages_own_style_and_scripts(name: str) -> None:
    found = page(PAGES[name])
    policies = [e for e in found.all("meta") if "http-equiv" in e.attributes]
    assert [e.attributes["http-equiv"] for e in policies] == ["Content-Security-Policy"]
    first, script = (e for e in found.all("script") if not e.attributes)
    (style,) = found.all("style")

    def hashed(element: Element) -> str:
        digest = hashlib.sha256(element.text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    assert policies[0].attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src {hashed(style)}",
        f"script-src {hashed(first)} {hashed(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_content_policy_allows_sounds_only_where_audio_is_known() -> None:
    (policy,) = (e for e in page(FULL).all("meta") if "http-equiv" in e.attributes)
    assert "; media-src https:; " in policy.attributes["content"]


@pytest.mark.parametrize(
    ("base_url", "allowed"),
    [
        ("https://example.org", ["connect-src https://example.org/robots.txt"]),
        ("https://example.org/a;b/?c;d", ["connect-src https://example.org/robots.txt"]),
        ("http://127.0.0.1:8000/", ["connect-src http://127.0.0.1:8000/robots.txt"]),
        ("https://épisodes.example/", []),
    ],
)
def test_the_content_policy_of_a_published_page_allows_what_its_site_asks_of_robots(
    base_url: str, allowed: list[str]
) -> None:
    text = tfg.dumps(BUNDLED, "html", base_url=base_url)
    (policy,) = re.findall('http-equiv="Content-Security-Policy" content="(.*?)"', text)
    assert [part for part in policy.split("; ") if part.startswith("connect-src")] == allowed
    assert len(policy.split("; ")) == 6 + len(allowed)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing(name: str) -> None:
    found = page(PAGES[name])
    assert len(found.elements) > 10
    sources = [element for element in found.elements if "src" in element.attributes]
    assert {(e.tag, e.attributes["preload"]) for e in sources} <= {("audio", "none")}
    loaded = [e.attributes["href"].partition(",")[0] for e in found.all("link")]
    assert loaded == ["data:image/svg+xml"]
    assert not re.search(r"url\(|@import", found.all("style")[0].text)


def test_hostile_texts_survive_a_round_trip_with_nothing_changed_but_their_typography() -> None:
    found = page(HOSTILE)
    assert texts(titles(found)) == [typeset(text, "fr") for text in TEXTS]
    assert found.all("title")[0].text == typeset(HOSTILE.show.title, "fr")
    assert texts(found.all("script"))[3] == texts(page(BUNDLED).all("script"))[3]
    tags = {(e.tag, *e.attributes) for e in (*page(BUNDLED).elements, *page(FULL).elements)}
    assert {e.tag for e in found.elements} <= {tag for tag, *_ in tags}
    known = {attribute for _, *attributes in tags for attribute in attributes}
    assert {attribute for e in found.elements for attribute in e.attributes} <= known


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


def test_hostile_texts_stay_exactly_what_they_are_in_a_language_without_typography() -> None:
    show = attrs.evolve(HOSTILE.show, language="en")
    episodes = [attrs.evolve(episode, show=show) for episode in HOSTILE.episodes]
    found = page(tfg.Catalogue(show=show, episodes=episodes))
    assert texts(titles(found)) == list(TEXTS)


def test_apostrophes_are_written_as_they_are() -> None:
    title = "L'été d&#39;un &apos;o'"
    text = tfg.dumps(tfg.Episode(id="e", show=SHOW, season=1, title=title), "html")
    assert "L'été" in text
    assert texts(titles(Page(text))) == [title]


def test_the_script_and_the_style_have_no_comments_and_no_indentation() -> None:
    found = page(BUNDLED)
    for code in (found.all("script")[3].text, found.all("style")[0].text):
        code_lines = code.splitlines()
        assert len(code_lines) > 100
        assert [line for line in code_lines if line.strip() != line or not line] == []
        assert [line for line in code_lines if re.search(r"/\*|\*/|(^|\s)//", line)] == []


def test_no_text_in_the_script_spans_lines() -> None:
    code_lines = page(BUNDLED).all("script")[3].text.splitlines()
    assert [line for line in code_lines if line.count("`") % 2] == []
