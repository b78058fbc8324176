"""The format ``html``: what a page says, and that it says it as text."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import sys
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import LINKED
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS
from settings import examples
from strategies import catalogues
from techforgood_podcast.catalogue.passages import KINDS, all_passages
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.stemming import STOP_WORDS
from web_pages import FULL, Element, Page, facts, page, texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from techforgood_podcast.writers import Exportable

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="Show", language="en")
PAGES: dict[str, Exportable] = {
    "bundled": BUNDLED,
    "episode": BUNDLED.episode(3),
    "own": LINKED,
    "hostile": HOSTILE,
    "empty": BUNDLED.episodes.where(lambda _: False),
}


def as_read(text: str) -> str:
    """Return a text as a browser has it, in which every line ends in the same way."""
    return re.sub(r"\r\n?", "\n", text)


def test_a_page_shows_every_fact_of_an_episode() -> None:
    french = page(FULL)
    article = french.one("episode-s01e03")
    assert [part.words for part in article.inside[0].inside] == [
        *("S1E3", "Bonus", "33:13", "17 janvier 2022", "Zoé Quill")
    ]
    assert article.inside[1].words == "Le four"
    assert texts(article.inside[2].inside[0].inside) == ["Un four.\nIl chauffe.", "\nFin."]
    assert [quote.words for quote in french.all("p", "quote")] == [
        "trois Fours à Metz. (2021)",
        "un Ici.",
    ]
    assert facts(french, "episode-s01e03") == {
        "Invités": ["Dr Ann Bell – boulangère (Atelier, Groupe)", "le public"],
        "Cités": ["Zoé Quill"],
        "Organisations": ["Atelier – sujet", "Groupe soutient Atelier"],
        "Lieux": ["Metz, France", "France"],
        "Sources": ["La page", "Le papier"],
    }
    english = page(FULL, "en")
    assert facts(english, "episode-s01e03")["Guests"][0] == "Dr Ann Bell – baker (Atelier, Groupe)"
    assert facts(english, "episode-s01e03")["Organisations"][1] == "Groupe supports Atelier"
    assert english.all("p", "quote")[0].words == "trois Ovens in Metz. (2021)"
    assert "17 January 2022" in english.one("episode-s01e03").words


def test_a_page_shows_every_fact_of_the_show() -> None:
    french = page(FULL)
    header = french.one("show-s")
    assert french.all("h1")[0].text == french.all("title")[0].text == "Le pain"
    assert facts(french, "show-s") == {
        "Présentation": ["Zoé Quill"],
        "Production": ["Groupe"],
        "Depuis le": ["1er février 2022"],
        "Thèmes": ["Travail"],
        "Sources": ["La page"],
    }
    assert "Du pain." in header.text
    assert french.all("footer")[0].words == "Licence des données : MIT Version 1"


def test_a_page_lists_people_organisations_themes_places_and_sources() -> None:
    found = page(FULL)
    entry = {e.attributes["id"]: e.inside[0].words for e in found.all("li") if "id" in e.attributes}
    assert entry == {
        "person-ann": "Dr Ann Bell boulangère (Atelier, Groupe) S1E3 Le four",
        "person-zoe": ("Zoé Quill Membre de Groupe Présentation S1E3 Le four Mention S1E3 Le four"),
        "organisation-body": (
            "Atelier Un atelier. Fondation en 2013 Metz Rattachement : Groupe "
            "Personnes : Dr Ann Bell https://example.org/atelier S1E3 Le four"
        ),
        "organisation-group": "Groupe Personnes : Zoé Quill, Dr Ann Bell S1E3 Le four",
        "theme-wide": "Travail S1E3",
        "theme-theme": "Emploi S1E3 Le travail salarié.",
        "place-fr": "France S1E3",
        "place-metz": "Metz S1E3 Le four",
        "source-page": "La page",
        "source-paper": "Le papier",
    }
    inner = found.one("theme-theme").around
    assert inner
    assert inner.around is found.one("theme-wide")


def test_themes_and_places_stand_in_the_order_of_the_page_s_language() -> None:
    for language in ("fr", "en"):
        roots = [theme for theme in BUNDLED.themes if theme.broader is None]
        section = page(BUNDLED, language).one("themes")
        labels = [entry.inside[0].inside[0].text for entry in section.inside[1].inside]
        assert labels == sorted((t.label[language] for t in roots), key=fold)


def test_links_lead_to_the_addresses_of_the_data_and_to_nothing_else() -> None:
    found = page(FULL)
    away = {
        (e.attributes["href"], e.text, e.attributes["rel"])
        for e in found.all("a")
        if not e.attributes["href"].startswith("#")
    }
    assert away == {
        (url, text, "noopener external")
        for url, text in (
            ("https://example.org/", "Page du podcast"),
            ("https://example.org/rss", "Flux RSS"),
            ("https://example.org/3", "Écouter l'épisode"),
            ("https://example.org/3.mp3", "Fichier audio"),
            ("https://example.org/atelier", "https://example.org/atelier"),
            ("https://example.org/?a=1&b=2", "La page"),
        )
    }


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_internal_link_of_a_page_has_exactly_one_target(name: str, language: str) -> None:
    found = page(PAGES[name], language)
    ids = Counter(e.attributes["id"] for e in found.elements if "id" in e.attributes)
    assert set(ids.values()) == {1}
    told = [
        element.attributes[attribute]
        for element in found.elements
        for attribute in ("for", "aria-labelledby", "aria-describedby")
        if element.attributes.get(attribute)
    ]
    links = [link.attributes["href"] for link in found.all("a")]
    led_to = [*told, *(link.removeprefix("#") for link in links if link.startswith("#"))]
    assert led_to
    assert [id_ for id_ in led_to if id_ not in ids] == []


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


def episodes_of(obj: Exportable) -> tuple[tfg.Episode, ...]:
    episodes = obj.episodes if isinstance(obj, tfg.Catalogue) else obj
    return (episodes,) if isinstance(episodes, tfg.Episode) else tuple(episodes)


def described(found: Page) -> dict[str, str]:
    """Return what a page tells those that show a preview of a link."""
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
    assert '{"@base":"https://example.org/page.html"}' in found.all("script")[0].text
    assert [e.attributes["rel"] for e in page(BUNDLED).all("link")] == ["icon"]


@pytest.mark.parametrize("name", PAGES)
def test_the_content_policy_allows_only_the_pages_own_style_and_script(name: str) -> None:
    found = page(PAGES[name])
    policies = [e for e in found.all("meta") if "http-equiv" in e.attributes]
    assert [e.attributes["http-equiv"] for e in policies] == ["Content-Security-Policy"]
    (script,) = (e for e in found.all("script") if not e.attributes)
    (style,) = found.all("style")

    def hashed(element: Element) -> str:
        digest = hashlib.sha256(element.text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    assert policies[0].attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src {hashed(style)}",
        f"script-src {hashed(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing(name: str) -> None:
    found = page(PAGES[name])
    assert len(found.elements) > 10
    assert [element.tag for element in found.elements if "src" in element.attributes] == []
    loaded = [e.attributes["href"].partition(",")[0] for e in found.all("link")]
    assert loaded == ["data:image/svg+xml"]
    assert not re.search(r"url\(|@import", found.all("style")[0].text)


def spaced(line: str) -> str:
    """Return a line with ordinary spaces, where the page may have no-break spaces."""
    return line.replace("\xa0", " ").strip()


def read_by_browser(text: str) -> list[str]:
    """Return the lines of the text nodes in ``<main>``, each once, as the script of a page does."""
    main = as_read(text).partition("<main>")[2].partition("</main>")[0]
    nodes = map(html.unescape, re.split(r"<[^<>]*>", main))
    shown = (line for node in nodes for line in node.split("\n"))
    return list(dict.fromkeys(line for line in shown if line.strip(" \t\f")))


def indexed(text: str) -> list[list[Counter[str]]]:
    """Return the lines of each kind of text by which the search of a page finds each episode."""
    index = json.loads(Page(text).one("index").text)
    known = [*read_by_browser(text), *index["lines"]]
    passages: list[list[int]] = index["passages"]
    found: list[list[Counter[str]]] = []
    episodes: list[list[int]] = index["episodes"]
    for steps in episodes:
        columns: list[Counter[str]] = [Counter() for _ in KINDS]
        for number in accumulate(steps):
            kind, lines = passages[number][0], accumulate(passages[number][1:])
            columns[kind].update(spaced(known[line]) for line in lines)
        found.append(columns)
    return found


def found_by(episode: tfg.Episode) -> list[Counter[str]]:
    """Return the lines of each kind of text by which the library finds an episode."""
    columns: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kind, text in all_passages(episode):
        columns[kind].update(map(spaced, text.splitlines()))
    return list(columns.values())


@pytest.mark.parametrize("name", PAGES)
def test_an_episode_is_found_by_what_the_library_finds_it_by(name: str) -> None:
    wanted = [found_by(episode) for episode in episodes_of(PAGES[name])]
    for language in ("fr", "en"):
        assert indexed(tfg.dumps(PAGES[name], "html", language=language)) == wanted


@given(catalogues())
@settings(max_examples=examples(15), deadline=None)
def test_any_text_is_searched(catalogue: tfg.Catalogue) -> None:
    assert indexed(tfg.dumps(catalogue, "html", language="en")) == [
        found_by(e) for e in catalogue.episodes
    ]


def test_the_page_weighs_words_as_the_library_does() -> None:
    index = json.loads(page(BUNDLED).one("index").text)
    assert index["weights"] == [weight for _, weight in KINDS.values()]
    assert set(index["stopWords"].split()) == STOP_WORDS


def test_filters_find_what_the_queries_of_the_library_find() -> None:
    for catalogue in (BUNDLED, LINKED):
        found = page(catalogue)
        queries: dict[str, tuple[tfg.Collection[Any], Callable[..., tfg.Episodes]]] = {
            "person": (catalogue.people, catalogue.by_person),
            "organisation": (catalogue.organisations, catalogue.by_organisation),
            "theme": (catalogue.themes, catalogue.by_theme),
            "place": (catalogue.places, catalogue.by_place),
        }
        for episode in catalogue.episodes:
            attributes = found.one(f"episode-{episode.id}").attributes
            for facet, (entities, query) in queries.items():
                wanted = {e.id for e in entities if episode in query(e)}
                assert set(attributes.get(f"data-{facet}", "").split()) == wanted
            seconds = attributes.get("data-seconds")
            assert seconds == (
                None if episode.duration is None else str(int(episode.duration.total_seconds()))
            )


def test_unknown_values_are_left_out() -> None:
    episode = tfg.Episode(id="s01-x", show=SHOW, season=1, title="T")
    found = page(episode)
    assert found.one("episode-s01-x").words == "S1 x T Copy link"
    assert found.one("show-s").words == "Podcast Show 1 episode"
    assert [e.attributes["id"] for e in found.all("details")] == ["filters"]
    assert [e.words for e in found.all("h2")] == ["Episodes"]
    assert found.all("footer") == []


def test_an_empty_selection_says_so() -> None:
    assert page(tfg.Catalogue(show=SHOW)).one("list").words == "No episode."
    assert page(BUNDLED.episodes.where(lambda _: False)).one("list").words == "Aucun épisode."


def test_controls_that_need_a_script_are_hidden_until_it_runs() -> None:
    found = page(BUNDLED)
    assert "hidden" in found.one("find").attributes
    inside = [e for e in found.elements if e.tag in {"input", "select", "button"}]
    radios = [e for e in inside if e.attributes.get("type") == "radio"]
    assert len(radios) == 2
    assert len(inside) > 5
    for element in inside:
        around = element
        while element not in radios and "hidden" not in around.attributes:
            assert around.around
            around = around.around


def test_the_other_language_is_marked_and_in_the_page_too() -> None:
    english = page(FULL, "en")
    assert english.all("html")[0].attributes["lang"] == "en"
    assert english.all("h4")[0].language == english.all("h1")[0].language == "fr"
    own, other = english.one("episode-s01e03").inside[2].inside
    assert (own.language, other.language) == ("en", "fr")
    assert (own.words, other.words) == ("An oven.", "Un four. Il chauffe. Fin.")
    definition = english.one("theme-theme").inside[0].inside[2].inside[0]
    assert (definition.text, definition.language) == ("Le travail salarié.", "fr")


def test_a_page_whose_texts_are_in_one_language_has_no_switch() -> None:
    assert [e.attributes["value"] for e in page(FULL, "en").all("input")[1:]] == ["en", "fr"]
    found = page(tfg.Catalogue(show=SHOW))
    assert len(found.all("input")) == 1
    assert found.all("bdi") == []


def test_a_page_in_a_language_without_translations_falls_back_to_english() -> None:
    show = tfg.Show(id="s", title="Brot", language="de", summary=tfg.LocalizedText(de="Vom Brot."))
    found = page(tfg.Catalogue(show=show))
    assert found.all("html")[0].attributes["lang"] == "en"
    assert found.all("h1")[0].language == "de"
    (summary,) = found.all("p", "text")
    assert (summary.text, summary.language) == ("Vom Brot.", "de")


def test_hostile_texts_survive_a_round_trip_exactly() -> None:
    found = page(HOSTILE)
    assert texts(found.all("h4")) == list(TEXTS)
    assert found.all("title")[0].text == HOSTILE.show.title
    assert texts(found.all("script"))[2] == texts(page(BUNDLED).all("script"))[2]
    tags = {(e.tag, *e.attributes) for e in page(BUNDLED).elements}
    assert {e.tag for e in found.elements} <= {tag for tag, *_ in tags}
    known = {attribute for _, *attributes in tags for attribute in attributes}
    assert {attribute for e in found.elements for attribute in e.attributes} <= known


@given(catalogues())
@settings(max_examples=examples(15), deadline=None)
def test_any_text_stays_a_text(catalogue: tfg.Catalogue) -> None:
    found = page(catalogue, "en")
    assert as_read(found.all("h1")[0].text) == as_read(catalogue.show.title)
    titles = [as_read(text) for text in texts(found.all("h4"))]
    assert titles == [as_read(episode.title) for episode in catalogue.episodes]
    assert len(found.all("script")) == 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_of_the_bundled_catalogue_is_small(language: str) -> None:
    assert len(tfg.dumps(BUNDLED, "html", language=language).encode()) < 225 * 1024


def test_texts_are_in_the_page_once() -> None:
    index = page(BUNDLED).one("index").text
    summaries = [BUNDLED.show.summary, *(episode.summary for episode in BUNDLED.episodes)]
    definitions = [theme.definition for theme in BUNDLED.themes]
    texts = [line[:60] for text in (*summaries, *definitions) if text for line in text.texts]
    assert [text for text in texts if text in index] == []


def test_apostrophes_are_written_as_they_are() -> None:
    title = "L'été d&#39;un &apos;o'"
    text = tfg.dumps(tfg.Episode(id="e", show=SHOW, season=1, title=title), "html")
    assert "L'été" in text
    assert texts(Page(text).all("h4")) == [title]


def test_the_script_and_the_style_have_no_comments_and_no_indentation() -> None:
    found = page(BUNDLED)
    for code in (found.all("script")[2].text, found.all("style")[0].text):
        code_lines = code.splitlines()
        assert len(code_lines) > 100
        assert [line for line in code_lines if line.strip() != line or not line] == []
        assert [line for line in code_lines if re.search(r"/\*|\*/|(^|\s)//", line)] == []


def test_no_text_in_the_script_spans_lines() -> None:
    code_lines = page(BUNDLED).all("script")[2].text.splitlines()
    assert [line for line in code_lines if line.count("`") % 2] == []


def test_without_jinja_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.dump(BUNDLED, tmp_path / "page.html")
    assert (caught.value.feature, caught.value.extra) == ("html", "html")
    assert list(tmp_path.iterdir()) == []
