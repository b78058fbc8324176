"""What notebooks show of one record: a card that people read."""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="mine", title="Mine", language="en")


class Card(HTMLParser):
    """The title of a card, its facts by their names, its links, and texts by their language."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.title = ""
        self.facts: dict[str, str] = {}
        self.links: list[str | None] = []
        self.marked: list[str] = []
        self.languages: list[tuple[str, str]] = []
        self._open: list[tuple[str, str | None]] = []
        self._name = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        if tag == "a":
            self.links.append(known["href"])
        if tag == "br":
            self.facts[self._name] += "\n"
            return
        self._open.append((tag, known.get("lang")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        within = [tag for tag, _ in self._open]
        if "th" in within:
            self._name = data
            self.facts[data] = ""
        elif "td" in within:
            self.facts[self._name] += data
        elif "strong" in within:
            self.title += data
        if "mark" in within:
            self.marked.append(data)
        if self._open[-1][1]:
            self.languages.append((self._open[-1][1], data))


def shown(obj: Any) -> Card:
    return Card(obj._repr_html_())


def test_an_episode_is_shown_with_what_is_known_about_it() -> None:
    card = shown(BUNDLED.episode(7))
    assert card.title == "Simplon où le pari du numérique pour tous"
    assert list(card.facts) == [
        *("code", "running time", "hosts", "guests", "themes", "summary", "sources")
    ]
    assert (card.facts["code"], card.facts["running time"]) == ("S1E7", "27:26")
    assert card.facts["guests"].splitlines()[:2] == [
        "Saida, Maria et Kenwele, fondatrices de la women's web agency",
        "Frédéric Bardeau, co-fondateur de Simplon",
    ]
    assert card.facts["themes"].startswith("Inclusion numérique, Formation, Diversité")
    assert shown(BUNDLED.episode(6)).facts["places"] == "Liège"


def test_the_day_of_an_episode_is_shown_where_it_is_known() -> None:
    episode = tfg.Episode(
        id="s01e01", show=SHOW, season=1, number=1, title="Bread", published=dt.date(2026, 11, 24)
    )
    assert shown(episode).facts == {"code": "S1E1", "published": "2026-11-24"}


def test_the_title_of_an_episode_leads_to_its_page() -> None:
    episode = BUNDLED.episode(3)
    assert shown(episode).links[0] == episode.url
    assert BUNDLED.episode(7).url is None
    assert shown(BUNDLED.episode(7)).title == BUNDLED.episode(7).title


def test_texts_say_what_language_they_are_in() -> None:
    episode = BUNDLED.episode(7)
    languages = shown(episode).languages
    assert ("fr", episode.title) in languages
    assert ("fr", str(episode.summary)) in languages


def test_labels_are_english_and_data_say_their_language() -> None:
    show = tfg.Show(id="meins", title="Meins", language="de")
    html = tfg.Episode(id="s01e01", show=show, season=1, title="Brot")._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert '<div lang="en">' in html
    assert '<span lang="de">Brot</span>' in html


def test_a_person_is_shown_with_the_honorific_and_lasting_memberships() -> None:
    assert shown(BUNDLED.people["david-servais"]).title == "Dr David Servais"
    card = shown(BUNDLED.people["pauline-bandelier"])
    assert card.title == "Pauline Bandelier"
    assert card.facts["organisations"] == "Collectif Solvo"


def test_a_card_names_its_sources_and_leads_to_them() -> None:
    person = BUNDLED.person("gentelet")
    card = shown(person)
    assert list(card.facts) == ["sources"]
    assert card.links == [source.url for source in person.sources]


def test_a_card_without_facts_is_a_title() -> None:
    card = shown(tfg.Person(id="ada", name="Ada"))
    assert (card.title, "table" in card.tags) == ("Ada", False)


def test_cells_are_aligned_to_the_left_by_their_own_style() -> None:
    html = BUNDLED.episode(7)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    cells = re.findall("<t[hd]( [^>]*)?>", html)
    assert cells
    assert all("text-align: left" in cell for cell in cells)


def test_an_organisation_is_shown_with_its_kind_in_words_its_place_and_its_page() -> None:
    card = shown(BUNDLED.organisations["humanis"])
    assert card.facts == {
        "type": "social enterprise",
        "place": "Schiltigheim",
        "description": "Entreprise d'insertion.",
        "sources": str(BUNDLED.organisations["humanis"].sources[0]),
    }
    body = tfg.Organisation(
        id="lab", name="Lab", kind="lab", founded=1999, url="https://example.org/"
    )
    assert shown(body).links == ["https://example.org/"]
    assert shown(body).facts["founded in"] == "1999"


def test_an_organisation_is_shown_as_part_of_its_parents() -> None:
    body = next(body for body in BUNDLED.organisations if body.parents)
    expected = ", ".join(parent.name for parent in body.parents)
    assert shown(body).facts["part of"] == expected


def test_a_place_is_shown_as_part_of_a_larger_one() -> None:
    card = shown(BUNDLED.place("Liège"))
    assert (card.title, card.facts) == ("Liège", {"type": "city", "part of": "Wallonie"})


def test_a_theme_is_shown_with_its_label_in_every_language() -> None:
    card = shown(BUNDLED.themes["fracture-numerique"])
    assert card.title == "Fracture numérique · Digital divide"
    assert list(card.facts) == ["definition", "broader theme"]
    assert ("en", "Digital divide") in card.languages


def test_a_hit_is_shown_with_its_matches_highlighted() -> None:
    card = shown(BUNDLED.search("Kaplab")[0])
    assert card.title == "Ethique, tech et soin : un fablab au coeur du CHU de Liège"
    assert card.facts["code"] == "S1E6"
    assert "Kaplab" in card.facts["match"]
    assert card.marked == ["Kaplab"]


def test_a_hit_leads_to_its_episode() -> None:
    hit = BUNDLED.search("imprimante 3D")[0]
    linked = attrs.evolve(hit, episode=attrs.evolve(hit.episode, url="https://example.org/6"))
    assert 'href="https://example.org/6"' in linked._repr_html_()  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_texts(text: str) -> None:
    episode = next(e for e in HOSTILE.episodes if e.title == text)
    card = shown(episode)
    assert card.title == text
    assert set(card.tags) <= {*("div", "p", "strong", "span", "table", "tr", "th", "td", "br", "a")}


def test_a_card_sets_no_colours() -> None:
    html = BUNDLED.episode(7)._repr_html_()  # pyright: ignore[reportPrivateUsage]
    styles = re.findall('style="([^"]*)"', html)
    assert styles
    assert not any(word in "".join(styles) for word in ("color", "background"))
