"""The format ``html``: what search engines and previews of links read."""

from __future__ import annotations

import json

import pytest

import techforgood_podcast as tfg
from web_pages import FULL, PAGES, Page, episodes_of, page

BUNDLED = tfg.load_catalogue()


@pytest.mark.parametrize("name", PAGES)
def test_the_show_and_its_episodes_are_described_for_search_engines(name: str) -> None:
    found = Page(tfg.dumps(PAGES[name], "html", language="en"))
    island = found.one("description")
    assert island.attributes["type"] == "application/ld+json"
    assert "<" not in island.text
    series, *episodes = json.loads(island.text)["@graph"]
    ids = {e.attributes["id"] for e in found.elements if "id" in e.attributes}
    assert {node["@id"] for node in (series, *episodes)} <= {f"#{id_}" for id_ in ids}
    whole = {
        node["@id"]: node
        for node in json.loads(tfg.dumps(PAGES[name], "jsonld", language="en"))["@graph"]
    }
    for node in (series, *episodes):
        people = {key: node.pop(key) for key in ("author", "actor") if key in node}
        assert node.items() <= whole[node["@id"]].items()
        for person in (one for some in people.values() for one in some):
            assert person["name"] in {other.get("name") for other in whole.values()}
    titles = [e.title for e in episodes_of(PAGES[name])]
    assert [node["name"] for node in episodes] == titles


def test_search_engines_learn_who_speaks() -> None:
    _, episode = json.loads(page(FULL).one("description").text)["@graph"]
    assert episode == {
        "@type": "PodcastEpisode",
        "@id": "#episode-s01e03",
        "name": "Le four",
        "episodeNumber": 3,
        "partOfSeries": {"@id": "#show-s"},
        "datePublished": "2022-01-17",
        "duration": "PT33M13S",
        "url": "https://example.org/3",
        "author": [{"@type": "Person", "name": "Zoé Quill"}],
        "actor": [{"@type": "Person", "name": "Ann Bell"}],
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": "https://example.org/3.mp3",
            "encodingFormat": "audio/mpeg",
        },
    }


def described(found: Page) -> dict[str, str]:
    """Return what a preview of a link to the page shows."""
    return {
        e.attributes["property"]: e.attributes["content"]
        for e in found.all("meta")
        if "property" in e.attributes
    }


def test_a_link_to_the_page_has_a_preview() -> None:
    assert described(page(FULL, "en", "https://example.org/page.html")) == {
        "og:type": "website",
        "og:title": "Le pain",
        "og:description": "Bread.",
        "og:url": "https://example.org/page.html",
    }
    show = tfg.Show(id="s", title="Show", language="en", cover_url="https://example.org/a.jpg")
    assert described(page(tfg.Catalogue(show=show)))["og:image"] == "https://example.org/a.jpg"


def test_the_address_of_the_page_is_stated_if_given() -> None:
    found = page(BUNDLED, base_url="https://example.org/page.html")
    assert found.all("link")[0].attributes["href"] == "https://example.org/page.html"
    assert '{"@base":"https://example.org/page.html"}' in found.one("description").text
    assert [e.attributes["rel"] for e in page(BUNDLED).all("link")] == ["icon"]
