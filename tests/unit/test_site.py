"""The format ``site``: which pages there are, and what they say."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urldefrag, urljoin

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import LINKED
from hostile import CATALOGUE as HOSTILE
from site_pages import (
    ANYWHERE,
    broken,
    described,
    files_of,
    heading,
    links_in,
    long_show,
    page_of,
    pages_of,
)
from techforgood_podcast.files import LISTED
from web_pages import FULL

BUNDLED = tfg.load_catalogue()
BASE = "https://example.org/show"
SHOW = tfg.Show(id="s", title="Show", language="en")
# The files for other programs, with their formats.
FILES: dict[str, Any] = {
    "feed.xml": "rss",
    "feed.json": "jsonfeed",
    "episodes.csv": "csv",
    "catalogue.json": "json",
    "citations.bib": "biblatex",
    "citations.ris": "ris",
}
TEXT = tfg.LocalizedText
SHOWS = {"bundled": BUNDLED, "full": FULL, "own": LINKED, "hostile": HOSTILE, "long": long_show(61)}


def test_a_site_has_its_pages_and_what_belongs_to_it() -> None:
    assert {name for name in files_of(FULL) if "/" not in name} == {
        *("index.html", "people.html", "organisations.html", "themes.html", "places.html"),
        *("about.html", "sources.html", "404.html", "site.css", "site.js", "search.js"),
        *(*FILES, LISTED),
    }


def test_there_is_a_page_for_each_thing_in_each_language() -> None:
    names = set(files_of(FULL))
    for folder in ("episodes", "people", "organisations", "themes", "places"):
        expected = {f"{folder}/{thing.id}.html" for thing in getattr(FULL, folder)}
        found = {name for name in names if name.startswith(f"{folder}/")}
        assert {name for name in found if not name.endswith(".card.html")} == expected
        assert {f"en/{name}" for name in expected} <= names
    assert not [name for name in files_of(LINKED) if name.startswith(("en/", "fr/"))]


def test_only_an_episode_that_can_be_heard_has_a_card() -> None:
    cards = [name for name in files_of(LINKED) if name.endswith(".card.html")]
    assert cards == [f"episodes/{one.id}.card.html" for one in LINKED.episodes if one.audio]


def test_a_show_about_nothing_has_only_the_pages_that_it_needs() -> None:
    pages = pages_of(tfg.Catalogue(show=SHOW))
    assert pages.keys() == {"index.html", "about.html", "404.html"}


def people_named(*names: str) -> tfg.Catalogue:
    """Return a show with guests of these names, each with a family name."""
    people = [
        tfg.Person(id=f"person-number-{n}", name=name, family=name.split()[0])
        for n, name in enumerate(names)
    ]
    guests = tuple(tfg.Credit(person=one, credited_as=one.name) for one in people)
    return tfg.Catalogue(
        show=SHOW, episodes=[tfg.Episode(id="e", show=SHOW, title="T", guests=guests)]
    )


# ----------------------------------------------------------------------------------- long lists


def test_a_pager_leads_to_the_first_the_last_and_the_pages_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.site.limits.ROWS", 1)
    (pager,) = page_of(long_show(10), "index-5.html").all("nav", "pages")
    assert pager.words == "1 … 3 4 5 6 7 … 10"


def test_a_list_of_names_goes_on_too_and_letters_lead_to_their_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.site.limits.NAMES", 25)
    further = page_of(
        people_named(*(f"{'ABC'[n % 3]}n {n:03}" for n in range(30))), "people-2.html"
    )
    assert [a.attributes["href"] for a in further.find("ul.letters a")] == [
        *("people.html#letter-1", "people.html#letter-2", "people.html#letter-3")
    ]
    assert heading(further) == "People, page 2"
    assert len(further.find("b")) == 5


# ----------------------------------------------------------------------------------------- links


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=[pytest.mark.slow] * (n in {"bundled", "hostile"})) for n in SHOWS],
)
def test_every_link_inside_leads_somewhere_wherever_the_folder_is(name: str) -> None:
    assert broken(files_of(SHOWS[name])) == []


@pytest.mark.parametrize("name", ["full", "long"])
def test_every_link_inside_leads_somewhere_at_the_address_of_the_site(name: str) -> None:
    assert broken(files_of(SHOWS[name], base_url=BASE), f"{BASE}/") == []


@pytest.mark.parametrize(
    "link",
    [
        *("people/nobody.html", "index.html#nothing", "../outside.html", "/index.html"),
        f"{ANYWHERE}lost.html",
    ],
)
def test_a_link_that_leads_nowhere_is_noticed(link: str) -> None:
    files = dict(files_of(LINKED))
    files["about.html"] = files["about.html"].replace('href="index.html"', f'href="{link}"', 1)
    assert broken(files) == [f"about.html: {link}"]


def test_a_page_that_is_missing_is_noticed() -> None:
    files = dict(files_of(LINKED))
    del files["people/ann-bell.html"]
    assert "people.html: people/ann-bell.html" in broken(files)


def test_only_what_other_programs_read_is_absolute() -> None:
    for name, page in pages_of(FULL, base_url=BASE).items():
        links = [link for e in page.find("a,script") for link in map(e.attribute, ("href", "src"))]
        assert name == "404.html" or not [link for link in links if link.startswith(BASE)]


def test_the_page_of_addresses_that_lead_nowhere_works_at_any_address() -> None:
    page = page_of(FULL, "404.html", base_url=BASE)
    links = [link for link in links_in(page) if not link.startswith(("data:", "#"))]
    assert [link for link in links if not link.startswith(BASE)] == [FULL.show.feed_url]


@pytest.mark.slow
def test_every_page_is_reached_from_the_first() -> None:
    pages = pages_of(BUNDLED)
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        found = {urldefrag(urljoin(ANYWHERE + name, link))[0] for link in links_in(pages[name])}
        new = {link.removeprefix(ANYWHERE) for link in found} & pages.keys() - seen
        seen |= new
        todo += new
    moved = {f"{folder}themes/{one.id}.html" for one in BUNDLED.redirects for folder in ("", "en/")}
    assert pages.keys() - seen == {"404.html", *moved & pages.keys()}


# ----------------------------------------------------------------------------- ids of other days


def test_a_withdrawn_id_is_nowhere_but_a_retired_one_stays() -> None:
    document: dict[str, Any] = tfg.to_dict(LINKED)
    document["redirects"] = [{"id": "zoe-q", "to": "zoe-quill"}, {"id": "john-doe"}]
    files = files_of(tfg.from_dict(document), base_url=BASE)
    assert [name for name, text in files.items() if "john-doe" in name + text] == []
    assert "zoe-q" in files["catalogue.json"]


# ------------------------------------------------------------------------------- other programs


def test_each_page_says_what_it_is_and_where() -> None:
    pages = pages_of(FULL, base_url=BASE, language="en")
    for name, page in pages.items():
        said = described(page)
        assert said["og:title"] == page.all("title")[0].text
        if name != "404.html":
            assert said["og:description"]
            assert said["og:url"] == f"{BASE}/{name}"
            assert page.all("link")[0].attributes == {"rel": "canonical", "href": said["og:url"]}
    titles = [page.all("title")[0].text for name, page in pages.items() if "fr/" not in name]
    assert len(set(titles)) == len(titles)


def test_without_an_address_nothing_is_canonical_and_no_sitemap_is_written() -> None:
    files = files_of(FULL)
    assert "sitemap.xml" not in files
    assert "og:url" not in described(page_of(FULL, "index.html"))


def test_the_sitemap_lists_all_pages_that_are_to_be_found() -> None:
    files = files_of(FULL, base_url=f"{BASE}/")
    listed = re.findall("<loc>(.*?)</loc>", files["sitemap.xml"])
    pages = [name for name in pages_of(FULL) if name != "404.html"]
    assert listed == [f"{BASE}/{name}" for name in pages]


def test_the_sitemap_lists_no_page_that_search_engines_are_asked_to_leave_out() -> None:
    files = files_of(tfg.load_catalogue(), base_url=f"{BASE}/")
    listed = re.findall("<loc>(.*?)</loc>", files["sitemap.xml"])
    hidden = {
        f"{BASE}/{name}"
        for name, text in files.items()
        if name.endswith(".html") and '<meta name="robots" content="noindex">' in text
    }
    assert f"{BASE}/people/karine-gentelet.html" in hidden
    assert f"{BASE}/people/pauline-bandelier.html" in listed
    assert hidden.isdisjoint(listed)


def test_a_sitemap_that_is_too_long_has_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.site.limits.SITEMAP", 2)
    files = files_of(long_show(2), base_url=BASE)
    maps = [name for name in files if name.startswith("sitemap")]
    assert maps == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert re.findall("<loc>(.*?)</loc>", files["sitemap.xml"])[0] == f"{BASE}/sitemap-1.xml"


def test_an_address_ends_in_a_slash_or_gets_one() -> None:
    assert files_of(LINKED, base_url=BASE) == files_of(LINKED, base_url=f"{BASE}/")


# ------------------------------------------------------------------------------------- languages


def test_each_page_is_in_one_language() -> None:
    for name, page in pages_of(FULL).items():
        assert page.all("html")[0].language == ("en" if name.startswith("en/") else "fr")
        assert page.all("bdi") == []


def test_a_page_that_another_language_lacks_leads_to_the_first_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.site.limits.NAMES", 20)
    top = tfg.Theme(id="top", label=TEXT(en="B", fr="A"))
    small = tfg.Theme(id="small", label=TEXT(en="A", fr="B"))
    below = [tfg.Theme(id=f"t{n}", label=TEXT(en=f"T{n:03}"), broader=top) for n in range(25)]
    episode = tfg.Episode(id="e", show=SHOW, title="T", themes=(small, *below))
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode])
    assert "themes-2.html" not in files_of(catalogue)
    tongues = page_of(catalogue, "fr/themes-2.html").find("#tongues a")
    assert [a.attributes["href"] for a in tongues] == ["../index.html", "../fr/themes-2.html"]


def test_the_language_that_is_asked_for_is_at_the_top() -> None:
    files = files_of(FULL, language="en")
    assert "fr/themes/theme.html" in files
    assert files["feed.xml"].count("<language>en") == 1


# ---------------------------------------------------------------------------- what belongs to it


def test_the_files_for_programs_are_those_of_the_formats() -> None:
    files = files_of(FULL, base_url=BASE)
    for name, format_ in FILES.items():
        feed: Any = {"feed_url": f"{BASE}/{name}"} if name.startswith("feed") else {}
        assert name == "catalogue.json" or files[name] == tfg.dumps(FULL, format_, **feed)
    assert tfg.loads(files["catalogue.json"], "json") == FULL


def test_the_address_of_the_owner_is_left_out_of_the_catalogue() -> None:
    show = tfg.Show(id="s", title="Show", language="en", owner_email="zoe@example.org")
    files = files_of(tfg.Catalogue(show=show))
    assert "zoe@example.org" not in files["catalogue.json"]
    loaded = tfg.loads(files["catalogue.json"], "json")
    assert loaded.show == attrs.evolve(show, owner_email=None)


def test_the_files_of_a_site_are_linked_from_about_and_every_page_announces_the_feed() -> None:
    pages = pages_of(FULL)
    assert [a.attributes["href"] for a in pages["about.html"].find("p.downloads a")] == [*FILES]
    for page in pages.values():
        feeds = [e.attributes["href"] for e in page.find("link[type]")]
        assert feeds == [FULL.show.feed_url]


def test_one_accent_colours_the_whole_site() -> None:
    assert ":root{--accent:#003366" in files_of(LINKED, accent="#003366")["site.css"]
    assert ":root{--accent" not in files_of(LINKED)["site.css"]


# ------------------------------------------------------------------------------------------ size


@pytest.mark.slow
def test_a_page_has_at_most_30_kilobytes_and_a_name_in_a_list_250_bytes() -> None:
    for name, text in files_of(BUNDLED).items():
        assert not name.endswith(".html") or len(text.encode()) < 30_000, name
    shows = [people_named(*(f"Person Number {n}" for n in range(count))) for count in (100, 200)]
    one, many = (len(files_of(show)["people.html"].encode()) for show in shows)
    assert (many - one) / 100 < 250
