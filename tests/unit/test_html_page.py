"""The format ``html``: what holds for every page; ``pages/`` has what pages say."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, get_args
from zlib import crc32

import pytest

import caches
import techforgood_podcast as tfg
from long_running import COUNT, SILENT, UNDATED, ShowKind, long_running
from markdown_pages import lines, shown
from site_pages import files_of
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.citations.styles import references
from techforgood_podcast.writers.text.phrases import Phrases
from web_pages import FULL, PAGES, episodes_of, facts, page, text_of

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
EPISODE = BUNDLED.episode(3)
SHOW = tfg.Show(id="s", title="Show", language="en")
GROUNDS = {"light": ("#ffffff", "#fbf8f2"), "dark": ("#1f1c1a", "#171513")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_relation_to_an_organisation_is_named(language: str) -> None:
    relations: tuple[tfg.Relation, ...] = get_args(tfg.Relation)
    mentions = tuple(
        tfg.Mention(organisation=tfg.Organisation(id=one, name=one, kind="lab"), relation=one)
        for one in relations
    )
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", organisations=mentions)
    labels = Phrases(language).relations
    named = [f"{one} – {typeset(labels[one].word, language)}" for one in relations]
    assert facts(page(episode, language), "episode-e")["Organisations"] == named
    assert {f"- {name}" for name in named} <= set(map(shown, lines(episode, language)))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", [None, "en"], ids=["fr", "en"])
def test_every_internal_link_of_a_page_has_exactly_one_target(
    name: str, language: str | None
) -> None:
    found = page(PAGES[name], language)
    ids = Counter(e.attributes["id"] for e in found.elements if "id" in e.attributes)
    assert set(ids.values()) == {1}
    links = [link.attributes["href"] for link in found.all("a")]
    led_to = [link.removeprefix("#") for link in links if link.startswith("#")]
    led_to += [
        element.attributes[attribute]
        for element in found.elements
        for attribute in ("for", "aria-labelledby", "aria-describedby")
        if element.attributes.get(attribute)
    ]
    assert led_to
    assert [id_ for id_ in led_to if id_ not in ids] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_show_and_its_episodes_are_described_for_search_engines(name: str) -> None:
    found = page(PAGES[name], "en")
    island = found.one("description")
    assert island.attributes["type"] == "application/ld+json"
    assert "<" not in island.text
    series, *episodes = json.loads(island.text)["@graph"]
    ids = {e.attributes["id"] for e in found.elements if "id" in e.attributes}
    assert {node["@id"] for node in (series, *episodes)} <= {f"#{id_}" for id_ in ids}
    graph = json.loads(tfg.dumps(PAGES[name], "jsonld", language="en"))["@graph"]
    whole = {node["@id"]: node for node in graph}
    for node in (series, *episodes):
        people = [one for key in ("author", "actor") for one in node.pop(key, ())]
        assert node.items() <= whole[node["@id"]].items()
        assert {one["name"] for one in people} <= {other.get("name") for other in whole.values()}
    assert [node["name"] for node in episodes] == [e.title for e in episodes_of(PAGES[name])]


def test_everybody_is_listed_once() -> None:
    listed = [item.attributes["id"] for item in page(BUNDLED).find("#people li[id]")]
    assert sorted(listed) == sorted(f"person-{person.id}" for person in BUNDLED.people)


def test_the_address_of_a_page_is_the_base_of_what_describes_it() -> None:
    found = page(FULL, base_url="https://example.org/page.html")
    assert '{"@base":"https://example.org/page.html"}' in found.one("description").text


def test_an_episode_can_be_cited_in_every_style_without_what_the_page_says_beside_it() -> None:
    lines = [
        (e.attributes["data-style"], line)
        for e in page(FULL).find("#episode-s01e03 [data-style]")
        for line in e.text.splitlines()
    ]
    left_out = ("  abstract = ", "  annotation = ", "AB  - ", "N1  - ")
    assert lines == [
        (style, line)
        for style, text in references(FULL.episode(3), "fr").items()
        for line in text.splitlines()
        if style == "BibTeX" or not line.startswith(left_out)
    ]


def test_a_page_does_not_print_an_id_that_was_withdrawn() -> None:
    catalogue = tfg.Catalogue(show=SHOW, redirects=[tfg.Redirect(id="jane-withdrawn")])
    text = tfg.dumps(catalogue, "html")
    assert f'"withdrawn":[{crc32(b"jane-withdrawn")}]' in text
    assert "jane" not in text.casefold()


def test_controls_that_need_a_script_are_hidden_until_it_runs() -> None:
    found = page(BUNDLED)
    controls = [e for e in found.find("input,select,button") if e.attribute("type") != "radio"]
    scripted = [*found.find(".scripted input,select,button"), *found.find(".scripted")]
    assert len(controls) > 5
    assert [e for e in controls if e not in scripted] == []


def test_the_page_says_which_episode_is_which_if_its_order_is_another() -> None:
    days = ("2021-01-01", "2022-01-01", "2023-01-01")
    text = "".join(f"\n- {{id: e{n}, title: T, published: {day}}}" for n, day in enumerate(days))
    show = "show: {id: s, title: Show, language: en}"
    catalogue = tfg.loads(f"{show}\nepisodes:{text}\n", "yaml")
    index = {
        ids: json.loads(page(catalogue.select(ids)).one("index").text)
        for ids in (("e0", "e1", "e2"), ("e1", "e0", "e2"))
    }
    assert json.loads(page(catalogue).one("index").text)["order"] == [2, 1, 0]
    assert "ages" not in index["e0", "e1", "e2"]
    assert index["e1", "e0", "e2"]["ages"] == [1, 0, 2]
    assert "order" not in json.loads(page(BUNDLED).one("index").text)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["episodic", "serial"])
def test_a_long_show_is_complete_under_its_years(kind: ShowKind) -> None:
    found = page(long_running(kind))
    assert [e.words for e in found.find("#list > h3")] == [*map(str, range(2019, 2023)), "No date"]
    ids = [e.attributes["id"] for e in found.all("article")]
    assert len(ids) == COUNT
    assert ids[-2:] == [f"episode-ep-{n}" for n in UNDATED]


@pytest.mark.slow
def test_known_audio_is_played_on_the_page() -> None:
    found = page(long_running())
    for number, words, address in (
        (2, "Listen", "#episode-ep-002"),
        (SILENT, "Page example.org", f"https://example.org/{SILENT}"),
    ):
        first, *_ = found.find(f"#episode-ep-{number:03} p.do a")
        assert (first.words, first.attributes["href"]) == (words, address)
    assert [e.attributes["preload"] for e in found.all("audio")] == ["none"] * (COUNT - 1)


@pytest.mark.parametrize("language", [None, "en"], ids=["fr", "en"])
def test_the_page_of_the_bundled_catalogue_is_small(language: str | None) -> None:
    page_of_all = text_of(BUNDLED, language).encode()
    assert len(page_of_all) <= 345 * 1024
    assert len(gzip.compress(page_of_all)) <= 80 * 1024


def test_without_jinja_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    caches.empty("writers.page_and_site.templates")  # another test may have compiled them
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.dump(BUNDLED, tmp_path / "page.html")
    assert (caught.value.feature, caught.value.extra) == ("html", "html")
    assert list(tmp_path.iterdir()) == []


# -------------------------------------------------------------------------- scripts and numbers


def test_the_number_of_rows_is_said_once_and_holds_for_markup_style_and_script(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.page.limits.ROWS", 3)
    for count, hidden in ((3, True), (4, False)):
        found = page(BUNDLED.episodes[:count])
        assert ("hidden" in found.one("rest").attributes) is hidden
    (style, *_), script = found.all("style"), found.all("script")[3]
    assert set(re.findall(r"nth-of-type\((\d+)\)", style.text)) == {"3"}
    assert set(re.findall(r"\brows(?:: | = )(\d+)", script.text)) == {"3"}


def test_each_file_of_a_script_has_a_scope_of_its_own_after_those_that_it_takes_from() -> None:
    files = files_of(FULL)
    (*_, of_page), site, search = page(FULL).all("script"), files["site.js"], files["search.js"]
    for code in (of_page.text, site, search[search.index("(() => {") :]):
        assert re.match(r'\(\(\) => \{\n"use strict";\n', code)
        assert re.findall(r"^(?:import|export)\b.*", code, re.MULTILINE) == []
        scopes = re.findall(r"^const (\w+_js) = \(\(\) => \{$", code, re.MULTILINE)
        parts = re.split(r"^const \w+_js = \(\(\) => \{$", code, flags=re.MULTILINE)[1:]
        assert len(scopes) == len(set(scopes))
        for place, part in enumerate(parts):
            assert set(re.findall(r"^const \{[^}]*\} = (\w+_js);$", part, re.MULTILINE)) <= {
                *scopes[:place]
            }


# -------------------------------------------------------------------------------------- accents


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def accents(accent: str, *, card: bool = False) -> list[str]:
    """Return the accent in light and in dark, and the wash of each."""
    written = page(EPISODE, accent=accent, card=card).all("style")[0].text
    (chosen,) = re.findall(r"^:root\{--accent.*\n@media.*$", written, re.MULTILINE)
    return re.findall("#[0-9a-f]{6}", chosen)


@pytest.mark.parametrize("card", [False, True], ids=["page", "card"])
@pytest.mark.parametrize("accent", ["#ffd400", "#FFFFFF", "#000000", "#2f6fdb", "#00ff00"])
def test_an_accent_can_be_read_in_light_and_in_dark(accent: str, card: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    light, light_wash, dark, dark_wash = accents(accent, card=card)
    assert min(contrast(light, ground) for ground in (*GROUNDS["light"], light_wash)) >= 4.5
    assert min(contrast(dark, ground) for ground in (*GROUNDS["dark"], dark_wash)) >= 4.5


@pytest.mark.parametrize("name", PAGES)
def test_the_address_of_the_icon_has_no_spaces(name: str) -> None:
    (icon,) = (e for e in page(PAGES[name]).all("link") if e.attributes["rel"] == "icon")
    assert re.search(r"\s", icon.attributes["href"]) is None


def test_an_accent_that_can_be_read_stays_as_it_is_in_the_icon_too() -> None:
    assert accents("#005599")[0] == "#005599"
    assert accents("#88CCFF")[2] == "#88ccff"
    assert "fill='%23005599'" in page(EPISODE, accent="#005599").all("link")[0].attributes["href"]


def test_without_an_accent_the_page_has_its_own() -> None:
    assert "--accent:#" not in page(EPISODE).all("style")[0].text
    assert "fill='%23a8391f'" in page(EPISODE).all("link")[0].attributes["href"]


@pytest.mark.parametrize("accent", ["red", "#fff", "#1234567", "a8391f", "#a8391f;}", 3])
@pytest.mark.parametrize("card", [False, True], ids=["page", "card"])
def test_what_is_no_colour_is_refused(accent: object, card: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    with pytest.raises(tfg.UnknownOptionError):
        page(EPISODE, accent=accent, card=card)
