"""The format ``html``: what a page says, in its languages."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.folding import fold
from techforgood_podcast.writers import html
from web_pages import FULL, PAGES, facts, page, texts

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="Show", language="en")


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
        "Avec": ["Dr Ann Bell – boulangère (Atelier, Groupe)", "le public"],
        "Mentions": ["Zoé Quill"],
        "Organisations": ["Atelier – sujet", "Atelier – avec le soutien de : Groupe"],
        "Lieux": ["Metz, France", "France"],
        "Sources": ["La page", "Le papier"],
    }
    english = page(FULL, "en")
    assert facts(english, "episode-s01e03")["Guests"][0] == "Dr Ann Bell – baker (Atelier, Groupe)"
    assert facts(english, "episode-s01e03")["Organisations"][1] == "Atelier – supported by: Groupe"
    assert english.all("p", "quote")[0].words == "trois Ovens in Metz. (2021)"
    assert "17 January 2022" in english.one("episode-s01e03").words


def test_the_anchor_of_a_retired_id_is_at_what_replaces_it() -> None:
    person = tfg.Person(id="ann", name="Ann")
    redirects = (
        tfg.Redirect(id="annie", to="ann"),
        tfg.Redirect(id="anna", to="ann"),
        tfg.Redirect(id="bob"),
    )
    found = page(tfg.Catalogue(show=SHOW, people=[person], redirects=redirects))
    entry = found.one("person-ann")
    past = [part for part in found.all("span") if part.attributes.get("data-now") == "person-ann"]
    assert [part.attributes["id"] for part in past] == ["person-anna", "person-annie"]
    assert entry.words == "Ann"


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
        "person-ann": (
            "Dr Ann Bell boulangère (Atelier, Groupe) S1E3 Le four https://example.org/ann"
        ),
        "person-zoe": (
            "Zoé Quill Membre de : Groupe Présentation S1E3 Le four Mention S1E3 Le four"
        ),
        "organisation-body": (
            "Atelier Un atelier. Création en 2013 Metz Fait partie de : Groupe "
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


def test_themes_and_places_are_sorted_in_the_page_s_language() -> None:
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
            ("https://example.org/3", "Écouter l’épisode"),
            ("https://example.org/3.mp3", "Fichier audio"),
            ("https://example.org/ann", "https://example.org/ann"),
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
    references = [
        element.attributes[attribute]
        for element in found.elements
        for attribute in ("for", "aria-labelledby", "aria-describedby")
        if element.attributes.get(attribute)
    ]
    links = [link.attributes["href"] for link in found.all("a")]
    led_to = [*references, *(link.removeprefix("#") for link in links if link.startswith("#"))]
    assert led_to
    assert [id_ for id_ in led_to if id_ not in ids] == []


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


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_of_the_bundled_catalogue_is_small(language: str) -> None:
    page_of_all = tfg.dumps(BUNDLED, "html", language=language).encode()
    assert len(page_of_all) <= 300 * 1024


def test_without_jinja_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    html.page_environment.cache_clear()  # compiled by another test, perhaps
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.dump(BUNDLED, tmp_path / "page.html")
    assert (caught.value.feature, caught.value.extra) == ("html", "html")
    assert list(tmp_path.iterdir()) == []
