"""The format ``html``: what a page says, in its languages."""

from __future__ import annotations

import datetime as dt
import gzip
import sys
from collections import Counter
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.folding import fold
from techforgood_podcast.writers.citations.bibliography import references
from web_pages import FULL, PAGES, Page, facts, page, texts, titles

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="Show", language="en")


def test_a_row_says_what_an_episode_is_about_and_who_speaks() -> None:
    row = page(FULL).one("episode-s01e03").inside[0]
    assert [part.words for part in row.inside] == [
        *("S1E3 Bonus 17 janvier 2022 33 min", "Le four", "Un four. Il chauffe. Fin."),
        *("avec A. Bell, le public présentation : Zoé Quill", "Emploi, Travail", "Écouter"),
    ]


@pytest.mark.parametrize(
    ("seconds", "written"), [(2029, "34 min"), (1979, "33 min"), (3599, "1 h 00 min"), (5, "1 min")]
)
def test_a_running_time_is_given_to_the_nearest_minute(seconds: int, written: str) -> None:
    episode = tfg.Episode(
        id="e", show=SHOW, number=1, title="T", duration=dt.timedelta(seconds=seconds)
    )
    assert page(episode).all("p", "meta")[0].words == f"E1 {written}"


def test_a_row_has_the_first_sentence_of_the_summary_in_the_language_of_the_page() -> None:
    long = "He bakes " + "bread and " * 30 + "cake."
    summary = tfg.LocalizedText(fr="Il cuit du pain dans un grand four. Puis il dort.", en=long)
    show = tfg.Show(id="s", title="S", language="fr")
    catalogue = tfg.Catalogue(
        show=show, episodes=[tfg.Episode(id="e", show=show, title="T", summary=summary)]
    )
    assert page(catalogue).all("p", "gist")[0].words == "Il cuit du pain dans un grand four."
    english = page(catalogue, "en").all("p", "gist")[0].words
    assert english.endswith("bread and…")
    assert len(english) <= 160


def test_a_row_names_three_guests_and_three_themes_and_links_to_the_others() -> None:
    text = tfg.LocalizedText
    guests = tuple(tfg.Credit(group=text(en=f"G{n}"), credited_as="G") for n in range(7))
    themes = tuple(tfg.Theme(id=f"t{n}", label=text(en=f"T{n}")) for n in range(5))
    episode = tfg.Episode(id="e", show=SHOW, title="T", guests=guests, themes=themes)
    row = page(tfg.Catalogue(show=SHOW, episodes=[episode])).one("episode-e").inside[0]
    who, about = row.inside[2:]
    assert who.words == "with G0, G1, G2 +4 other guests"
    assert about.words == "T0, T1, T2 +2 other themes"
    assert [link.attributes["href"] for link in about.inside] == [
        *("#theme-t0", "#theme-t1", "#theme-t2", "#episode-e"),
    ]


def test_an_opened_episode_has_every_fact() -> None:
    french = page(FULL)
    whole = french.one("episode-s01e03").inside[1]
    assert texts(whole.inside[0].inside[0].inside) == ["Un four.\nIl chauffe.", "\nFin."]
    assert whole.inside[1].attributes["src"] == "https://example.org/3.mp3"
    assert facts(french, "episode-s01e03") == {
        "Avec": ["A. Bell – boulangère (Atelier, Groupe)", "le public"],
        "Mentions": ["Zoé"],
        "Organisations": ["Atelier – sujet ; avec le soutien de : Groupe"],
        "Chiffres": ["Trois – Fours à Metz. (2021)", "Un – Ici."],
        "Lieux": ["Metz, France", "France"],
        "Thèmes": ["Emploi, Travail"],
        "Page": ["https://example.org/3"],
        "Audio": ["Fichier audio"],
        "Sources": ["La page", "Le papier"],
    }
    english = page(FULL, "en")
    assert facts(english, "episode-s01e03")["Guests"][0] == "A. Bell – baker (Atelier, Groupe)"
    assert facts(english, "episode-s01e03")["Organisations"] == [
        "Atelier – subject; supported by: Groupe"
    ]
    assert facts(english, "episode-s01e03")["Figures"][0] == "Three – Ovens in Metz. (2021)"
    assert "17 January 2022" in english.one("episode-s01e03").words


def test_a_figure_is_its_sentence_unless_the_number_says_more() -> None:
    assert facts(page(BUNDLED), "episode-s01e01")["Chiffres"] == [
        (
            "Depuis 5 ans au moment de l’épisode, Phénix convainc les enseignes de la grande "
            "distribution de céder leurs invendus à des associations caritatives."
        )
    ]
    assert facts(page(BUNDLED), "episode-s01e02")["Chiffres"][0].startswith("Plus de 300 000")


def test_an_episode_can_be_cited_in_five_ways() -> None:
    whole = page(FULL).one("episode-s01e03").inside[1]
    cited = {
        e.attributes["data-style"]: e.text
        for p in whole.inside[-1].all("p", None)
        for e in p.inside[1:]
    }
    whole_texts = references(FULL.episode(3), "fr")
    assert [*cited] == [*whole_texts]
    plain = ("APA", "MLA", "Chicago")
    assert [cited[style] for style in plain] == [whole_texts[style] for style in plain]


def test_citations_for_programs_leave_out_what_the_page_says_beside_them() -> None:
    whole = page(FULL).one("episode-s01e03").inside[1]
    *_, bibtex, biblatex, ris = (p.inside[1].text for p in whole.inside[-1].all("p", None))
    known = references(FULL.episode(3), "fr")
    left_out = ("  abstract = ", "  annotation = ", "AB  - ", "N1  - ")
    assert bibtex == references(FULL.episode(3), "fr")["BibTeX"]
    assert [*biblatex.splitlines(), *ris.splitlines()] == [
        line
        for style in ("BibLaTeX", "RIS")
        for line in known[style].splitlines()
        if not line.startswith(left_out)
    ]


def test_a_page_shows_every_fact_of_the_show() -> None:
    french = page(FULL)
    header = french.one("show-s")
    assert french.all("h1")[0].text == french.all("title")[0].text == "Le pain"
    assert french.all("p", "lead")[0].words == "Du pain."
    assert facts(french, "show-s") == {
        "Présentation": ["Zoé Quill"],
        "Production": ["Groupe"],
        "Début le": ["1er février 2022"],
        "Thèmes": ["Travail"],
        "Page": ["https://example.org/"],
        "Flux RSS": ["https://example.org/rss"],
        "Sources": ["La page"],
    }
    assert "Du pain." in header.text
    assert french.all("footer")[0].words == "Licence des données : MIT Version 1 Sources"


def test_a_page_lists_people_organisations_themes_places_and_sources() -> None:
    found = page(FULL)
    entry = {e.attributes["id"]: e.inside[0].words for e in found.all("li") if "id" in e.attributes}
    assert entry == {
        "person-ann": "Dr Ann Bell boulangère (Atelier, Groupe) S1E3 https://example.org/ann",
        "person-zoe": "Zoé Quill Membre de : Groupe Présentation S1E3 Mention S1E3",
        "organisation-body": (
            "Atelier S1E3 Laboratoire, Metz, création en 2013 Un atelier. Fait partie de : Groupe "
            "Personnes : Dr Ann Bell – boulangère Avec le soutien de : Groupe "
            "https://example.org/atelier"
        ),
        "organisation-group": (
            "Groupe S1E3 Entreprise Personnes : Dr Ann Bell – boulangère ; Zoé Quill "
            "Soutien apporté à : Atelier"
        ),
        "theme-wide": "Travail S1E3",
        "theme-theme": "Emploi S1E3 Le travail salarié.",
        "place-fr": "France S1E3",
        "place-metz": "Metz S1E3",
        "source-page": "La page consulté le 17 janvier 2022",
        "source-paper": "Le papier",
    }
    inner = found.one("theme-theme").around
    assert inner
    assert inner.around is found.one("theme-wide")


def test_a_place_without_episodes_lists_those_of_the_organisations_in_it() -> None:
    found = page(BUNDLED)
    assert found.one("place-bouches-du-rhone").inside[0].words == (
        "Bouches-du-Rhône Mission locale d’Aix-en-Provence S1E2"
    )
    assert found.one("place-provence-alpes-cote-d-azur").inside[0].words == (
        "Provence-Alpes-Côte d’Azur S1E2"
    )


def test_themes_and_places_are_sorted_in_the_page_s_language() -> None:
    for language in ("fr", "en"):
        roots = [theme for theme in BUNDLED.themes if theme.broader is None]
        section = page(BUNDLED, language).one("themes")
        tree = section.inside[-1].inside[0]
        labels = [entry.inside[0].inside[0].text for entry in tree.inside]
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
            ("https://example.org/", "https://example.org/"),
            ("https://example.org/rss", "https://example.org/rss"),
            ("https://example.org/rss", "S’abonner"),
            ("https://example.org/", "Écouter"),
            ("https://example.org/3.mp3", "Fichier audio"),
            ("https://example.org/3", "https://example.org/3"),
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


def test_a_retired_id_is_an_anchor_in_what_replaces_it() -> None:
    person = tfg.Person(id="ann-bell", name="Ann Bell")
    episode = tfg.Episode(id="e2", show=SHOW, number=2, title="T", hosts=(person,))
    redirects = [tfg.Redirect(id="a-bell", to="ann-bell"), tfg.Redirect(id="e1", to="e2")]
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode], redirects=redirects)
    found = {e.attributes.get("id"): e for e in page(catalogue, "en").elements}
    for anchor, article in (("person-a-bell", "person-ann-bell"), ("episode-e1", "episode-e2")):
        around = found[anchor].around
        while around and around is not found[article]:
            around = around.around
        assert around is found[article]


def test_a_page_does_not_print_an_id_that_was_withdrawn() -> None:
    catalogue = tfg.Catalogue(show=SHOW, redirects=[tfg.Redirect(id="jane-withdrawn")])
    text = tfg.dumps(catalogue, "html")
    assert f'"withdrawn":[{crc32(b"jane-withdrawn")}]' in text
    assert "jane" not in text.casefold()


def test_unknown_values_are_left_out() -> None:
    episode = tfg.Episode(id="s01-x", show=SHOW, season=1, title="T")
    found = page(episode)
    row, whole = found.one("episode-s01-x").inside
    assert row.words == "S1 x T"
    assert whole.words.startswith("Cite Share APA")
    assert found.one("show-s").words == "About the podcast 1 episode"
    assert [e.words for e in found.all("h2")] == ["Episodes", "About the podcast"]
    assert found.all("footer") == []


def test_an_empty_selection_says_so() -> None:
    assert page(tfg.Catalogue(show=SHOW)).one("list").words == "No episode."
    assert page(BUNDLED.episodes.where(lambda _: False)).one("list").words == "Aucun épisode."


def test_people_are_listed_by_family_name_under_letters() -> None:
    section = page(BUNDLED).one("people")
    letters, names = section.inside[-2:]
    assert [e.words for e in letters.inside[:3]] == ["A", "B", "C"]
    groups = [
        [e.inside[0].inside[0].words for e in group.inside[1].inside] for group in names.inside
    ]
    assert [group[0] for group in groups[:3]] == ["Arnaud", "Pauline Bandelier", "Bruno Caudron"]
    assert sum(map(len, groups)) == len(BUNDLED.people)


def test_a_short_list_of_names_has_no_letters() -> None:
    assert page(FULL).all("ul", "letters") == []


def test_a_selection_is_named_after_its_number_of_episodes_or_as_it_is_asked() -> None:
    training = BUNDLED.by_theme("formation")
    found = page(training)
    assert found.all("title")[0].text == "3 épisodes – À qui profite la tech for good\xa0?"
    assert found.all("h1")[0].text == found.all("title")[0].text
    named = Page(tfg.dumps(training, "html", title="Se former"))
    assert named.all("title")[0].text == named.all("h1")[0].text == "Se former"
    assert named.all("p", "kicker")[0].text == "À qui profite la tech for good\xa0?"
    assert page(BUNDLED.episodes).all("h1")[0].text == "À qui profite la tech for good\xa0?"


def test_the_page_of_one_episode_names_it_and_lists_nobody_else() -> None:
    found = page(BUNDLED.episode(3))
    assert found.all("title")[0].text.startswith("S1E3 Fracture numérique")
    people = {
        e.attributes["id"] for e in found.all("li") if e.attributes.get("id", "")[:7] == "person-"
    }
    assert people == {
        f"person-{person.id}"
        for person in BUNDLED.people
        if BUNDLED.episode(3) in BUNDLED.by_person(person)
    }
    assert "Michèle Foin" in found.one(f"show-{BUNDLED.show.id}").words


def test_controls_that_need_a_script_are_hidden_until_it_runs() -> None:
    found = page(BUNDLED)
    inside = [e for e in found.elements if e.tag in {"input", "select", "button"}]
    radios = [e for e in inside if e.attributes.get("type") == "radio"]
    assert len(radios) == 2
    assert len(inside) > 5
    for element in inside:
        around = element
        while element not in radios and "scripted" not in around.attributes.get("class", ""):
            assert around.around
            around = around.around


def test_the_other_language_is_marked_and_in_the_page_too() -> None:
    english = page(FULL, "en")
    assert english.all("html")[0].attributes["lang"] == "en"
    assert titles(english)[0].language == english.all("h1")[0].language == "fr"
    own, other = english.one("episode-s01e03").inside[1].inside[0].inside
    assert (own.language, other.language) == ("en", "fr")
    assert (own.words, other.words) == ("An oven.", "Un four. Il chauffe. Fin.")
    definition = english.one("theme-theme").inside[0].inside[2].inside[0]
    assert (definition.text, definition.language) == ("Le travail salarié.", "fr")


def test_a_page_whose_texts_are_in_one_language_has_no_switch() -> None:
    radios = [e for e in page(FULL, "en").all("input") if e.attributes["type"] == "radio"]
    assert [e.attributes["value"] for e in radios] == ["en", "fr"]
    found = page(tfg.Catalogue(show=SHOW))
    assert len(found.all("input")) == 1
    assert found.all("bdi") == []


def test_a_page_in_a_language_without_translations_has_english_controls_that_say_so() -> None:
    show = tfg.Show(id="s", title="Brot", language="de", summary=tfg.LocalizedText(de="Vom Brot."))
    found = page(tfg.Catalogue(show=show))
    assert found.all("html")[0].attributes == {"lang": "de", "dir": "ltr"}
    assert found.all("h1")[0].language == "de"
    assert (found.one("episodes-title").inside[0].language, found.one("query").language) == (
        "en",
        "en",
    )
    (summary,) = found.all("p", "text")
    assert (summary.text, summary.language) == ("Vom Brot.", "de")


def test_a_page_is_laid_out_from_the_right_if_its_language_is_written_so() -> None:
    show = tfg.Show(id="s", title="خبز", language="ar")
    root = page(tfg.Catalogue(show=show)).all("html")[0]
    assert root.attributes == {"lang": "ar", "dir": "rtl"}
    assert page(tfg.Catalogue(show=show), "en").all("html")[0].attributes["dir"] == "ltr"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_of_the_bundled_catalogue_is_small(language: str) -> None:
    page_of_all = tfg.dumps(BUNDLED, "html", language=language).encode()
    assert len(page_of_all) <= 340 * 1024
    assert len(gzip.compress(page_of_all)) <= 80 * 1024


def test_without_jinja_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    for name in [name for name in sys.modules if ".writers.page." in name]:
        monkeypatch.delitem(sys.modules, name)  # another test may have compiled the templates
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.dump(BUNDLED, tmp_path / "page.html")
    assert (caught.value.feature, caught.value.extra) == ("html", "html")
    assert list(tmp_path.iterdir()) == []
