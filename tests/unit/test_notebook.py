"""What notebooks show of catalogues and collections: tables that people read."""

from __future__ import annotations

import datetime as dt
import pickle
import re
from html.parser import HTMLParser
from typing import Any

import pytest

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from hostile import HOSTILE as TEXTS

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="mine", title="<i>Mine</i> & yours", language="en")
NOTHING = tfg.Catalogue(show=SHOW)


class Page(HTMLParser):
    """The tags of a page, its links, and the cells of its tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.texts: dict[str, str] = {}
        self._within = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        elif tag == "a":
            self.links.append(dict(attrs))
        if tag not in {"a", "span"}:
            self._within = tag

    def handle_data(self, data: str) -> None:
        if self._within in {"td", "th"}:
            self.rows[-1][-1] += data
        self.texts[self._within] = self.texts.get(self._within, "") + data


def shown(obj: Any) -> Page:
    return Page(obj._repr_html_())


def episode(number: int, **more: Any) -> tfg.Episode:
    title = more.pop("title", f"Title {number}")
    id_ = f"s01e{number:02}"
    return tfg.Episode(id=id_, show=SHOW, season=1, number=number, title=title, **more)


def test_episodes_are_shown_with_code_title_running_time_guests_and_themes() -> None:
    page = shown(BUNDLED.by_guest("Karine Gentelet"))
    assert page.rows[0] == ["code", "title", "running time", "guests", "themes"]
    code, title, duration, guests, themes = page.rows[2]
    assert (code, title) == ("S1E7", "Simplon où le pari du numérique pour tous")
    assert duration == "27:26"
    assert "Karine Gentelet" in guests.split(", ")
    assert "Inclusion numérique" in themes.split(", ")
    assert page.texts["caption"] == f"{len(page.rows) - 1} episodes"


def test_what_is_unknown_about_an_episode_is_an_empty_cell() -> None:
    page = shown(tfg.Catalogue(show=SHOW, episodes=[episode(1)]).episodes)
    assert page.rows[1] == ["S1E1", "Title 1", "", "", ""]
    assert page.texts["caption"] == "1 episode"


def test_a_title_links_to_the_episode_page_without_an_opener() -> None:
    url = "https://example.org/?a=1&b='2'"
    page = shown(tfg.Catalogue(show=SHOW, episodes=[episode(1, url=url)]).episodes)
    assert page.links == [{"href": url, "target": "_blank", "rel": "noopener"}]
    assert page.rows[1][1] == "Title 1"


@pytest.mark.parametrize("url", ["http://example.org", "https://example.org/é"])
def test_every_address_on_the_web_is_a_link(url: str) -> None:
    page = shown(tfg.Catalogue(show=SHOW, episodes=[episode(1, url=url)]).episodes)
    assert [link["href"] for link in page.links] == [url]


@pytest.mark.parametrize("name", ["episodes", "people", "organisations", "themes", "places"])
def test_text_from_the_data_is_escaped(name: str) -> None:
    page = shown(getattr(HOSTILE, name))
    allowed = {"div", "table", "caption", "thead", "tr", "th", "td", "a", "span"}
    assert {*page.tags} <= allowed
    seen = {row[1] for row in page.rows[1:]}
    assert seen == {*TEXTS}


def test_a_catalogue_is_shown_by_its_title_its_sizes_and_its_episodes() -> None:
    page = shown(BUNDLED)
    assert page.texts["strong"] == BUNDLED.show.title
    assert page.texts["br"].startswith(
        f"{len(BUNDLED.episodes)} episodes, {len(BUNDLED.people)} people, "
    )
    assert [row[0] for row in page.rows[1:]] == [e.code for e in BUNDLED.episodes]
    assert shown(NOTHING).texts["strong"] == "<i>Mine</i> & yours"
    assert shown(NOTHING).texts["br"].startswith("0 episodes, 0 people, ")


PARENT = tfg.Organisation(id="group", name="The group", kind="company")
MILL = tfg.Organisation(
    id="mill",
    name="The mill",
    kind="social_enterprise",
    parents=(PARENT,),
    url="https://example.org/mill",
)
FOOD = tfg.Theme(id="food", label=tfg.LocalizedText(en="Food"))
BREAD = tfg.Theme(
    id="bread",
    label=tfg.LocalizedText(en="Bread"),
    definition=tfg.LocalizedText(en="What ovens are for."),
    broader=FOOD,
)
FRANCE = tfg.Place(id="france", name=tfg.LocalizedText(en="France"), kind="country", code="FR")
LYON = tfg.Place(id="lyon", name=tfg.LocalizedText(en="Lyon"), kind="city", part_of=FRANCE)
SOURCE = tfg.Source(
    id="page",
    title=tfg.LocalizedText(en="Page"),
    url="https://example.org/",
    consulted=dt.date(2024, 5, 1),
)
ANN = tfg.Person(id="ann", name="Ann Bell", organisations=(MILL, PARENT))
OURS = tfg.Catalogue(
    show=SHOW,
    people=[ANN],
    organisations=[MILL],
    themes=[BREAD],
    places=[LYON],
    sources=[SOURCE],
)


@pytest.mark.parametrize(
    ("name", "caption", "rows"),
    [
        (
            "people",
            "1 person",
            [["id", "name", "organisations"], ["ann", "Ann Bell", "The mill, The group"]],
        ),
        (
            "organisations",
            "2 organisations",
            [
                ["id", "name", "type", "part of"],
                ["group", "The group", "company", ""],
                ["mill", "The mill", "social enterprise", "The group"],
            ],
        ),
        (
            "themes",
            "2 themes",
            [
                ["id", "name", "broader theme", "definition"],
                ["bread", "Bread", "Food", "What ovens are for."],
                ["food", "Food", "", ""],
            ],
        ),
        (
            "places",
            "2 places",
            [
                ["id", "name", "type", "part of"],
                ["france", "France", "country", ""],
                ["lyon", "Lyon", "city", "France"],
            ],
        ),
        ("sources", "1 source", [["id", "name", "consulted on"], ["page", "Page", "2024-05-01"]]),
        ("guests", "no guest", [["id", "name"]]),
    ],
)
def test_entities_are_shown_with_their_distinguishing_fields(
    name: str, caption: str, rows: list[list[str]]
) -> None:
    page = shown(getattr(OURS, name))
    assert page.texts["caption"] == caption
    assert page.rows == rows


def test_an_empty_column_is_left_out() -> None:
    assert shown(OURS.themes[1:]).rows == [["id", "name"], ["food", "Food"]]


def test_a_plain_collection_of_episodes_is_shown_by_id_and_name() -> None:
    page = shown(tfg.Collection((episode(1),), "episode", {}))
    assert page.rows == [["id", "name"], ["s01e01", "S1E1 – Title 1"]]


def test_organisations_and_sources_lead_to_their_pages() -> None:
    assert [link["href"] for link in shown(OURS.organisations).links] == [MILL.url]
    assert [link["href"] for link in shown(OURS.sources).links] == [SOURCE.url]


def test_a_long_table_is_cut_and_says_how_much_is_missing() -> None:
    many = tfg.Catalogue(show=SHOW, episodes=[episode(n) for n in range(1, 501)])
    page = shown(many.episodes)
    rows = len(page.rows) - 1
    assert 50 < rows < 500
    assert page.texts["p"] == f"… and {500 - rows} more"
    assert page.texts["caption"] == "500 episodes"
    assert len(shown(many.episodes[:rows]).rows) == rows + 1
    assert "p" not in shown(many.episodes[:rows]).tags
    people = [tfg.Person(id=f"p{n}", name=f"Person {n}") for n in range(rows + 1)]
    page = shown(tfg.Catalogue(show=SHOW, people=people).people)
    assert (len(page.rows), page.texts["p"]) == (rows + 1, "… and 1 more")


def test_a_selection_without_episodes_is_an_empty_table() -> None:
    page = shown(BUNDLED.episodes.by_season(9))
    assert len(page.rows) == 1
    assert page.texts["caption"] == "no episodes"


def test_counts_are_shown_as_a_table_of_names_and_numbers() -> None:
    page = shown(BUNDLED.episodes.count_by("organisation"))
    assert page.rows[0] == ["organisation", "episodes"]
    assert ["Simplon", "1"] in page.rows
    assert page.texts["caption"] == f"{len(page.rows) - 1} organisations"


def test_counts_by_season_say_where_there_is_none() -> None:
    loose = tfg.Episode(id="trailer", show=SHOW, title="Trailer")
    counts = tfg.Catalogue(show=SHOW, episodes=[episode(1), loose]).episodes.count_by("season")
    assert shown(counts).rows[1:] == [["1", "1"], ["none", "1"]]
    assert counts == {1: 1, None: 1}


def test_one_count_and_no_count_are_captioned_in_good_english() -> None:
    assert shown(BUNDLED.episodes.count_by("season")).texts["caption"] == "1 season"
    assert shown(NOTHING.episodes.count_by("theme")).texts["caption"] == "no themes"


def test_counts_survive_a_pickle_as_a_table() -> None:
    counts = BUNDLED.episodes.count_by("host")
    copied = pickle.loads(pickle.dumps(counts))  # noqa: S301 -- our own
    assert (copied, copied._repr_html_()) == (counts, counts._repr_html_())  # type: ignore[attr-defined]


def test_cells_are_aligned_to_the_left_by_their_own_style() -> None:
    html = BUNDLED.episodes._repr_html_()  # pyright: ignore[reportPrivateUsage]
    cells = re.findall("<t[hd]( [^>]*)?>", html)
    assert cells
    assert all("text-align: left" in cell for cell in cells)


def test_a_table_has_no_colour_of_its_own() -> None:
    html = BUNDLED._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "color" not in html
    assert "background" not in html
