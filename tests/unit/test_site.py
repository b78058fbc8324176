"""The format ``site``: which pages there are, and what they say."""

from __future__ import annotations

import json
import re

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import LINKED
from site_pages import described, files_of, heading, long_show, page_of, pages_of
from techforgood_podcast.files import LISTED
from web_pages import FULL, Page

BUNDLED = tfg.load_catalogue()
BASE = "https://example.org/show"
TEXT = tfg.LocalizedText


def at_the_top(files: dict[str, str]) -> set[str]:
    return {name for name in files if "/" not in name}


def test_a_site_has_its_pages_and_what_belongs_to_it() -> None:
    assert at_the_top(files_of(FULL)) == {
        *("index.html", "people.html", "organisations.html", "themes.html", "places.html"),
        *("about.html", "sources.html", "404.html", "site.css", "site.js", "search.js"),
        *("feed.xml", "feed.json", "episodes.csv", "catalogue.json"),
        *("citations.bib", "citations.ris", LISTED),
    }


def test_there_is_a_page_for_each_thing() -> None:
    names = set(files_of(FULL))
    for folder, things in (
        ("episodes", FULL.episodes),
        ("people", FULL.people),
        ("organisations", FULL.organisations),
        ("themes", FULL.themes),
        ("places", FULL.places),
    ):
        expected = {f"{folder}/{thing.id}.html" for thing in things}
        assert {name for name in names if name.startswith(f"{folder}/")} == expected
        assert {f"en/{name}" for name in expected} <= names


def test_a_page_about_an_episode_has_all_of_it() -> None:
    page = page_of(FULL, "episodes/s01e03.html", language="en")
    assert heading(page) == "Le four"
    whole = page.one("episode-s01e03").words
    for said in ("An oven.", "baker", "Ovens in Metz.", "Work", "Audio file", "La page", "RIS"):
        assert said in whole
    assert page.all("audio")[0].attributes["src"] == "https://example.org/3.mp3"


def test_a_page_about_a_person_has_the_profile_and_the_episodes() -> None:
    page = page_of(FULL, "people/ann.html", language="en")
    assert heading(page) == "Dr Ann Bell"
    assert "baker (Atelier, Groupe) S1E3" in page.one("profile").words
    assert [h.words for h in page.all("h3")] == ["Le four"]
    assert page.one("list").all("a", None)[0].attributes["href"] == "../episodes/s01e03.html"


def test_a_theme_and_a_place_lead_to_those_above_and_below_them() -> None:
    assert (
        "Broader theme: Work"
        in page_of(FULL, "themes/theme.html", language="en").one("profile").words
    )
    assert (
        "Narrower themes: Jobs"
        in page_of(FULL, "themes/wide.html", language="en").one("profile").words
    )
    assert (
        "Part of: France" in page_of(FULL, "places/metz.html", language="en").one("profile").words
    )
    assert "Places: Metz!" in page_of(FULL, "places/fr.html", language="en").one("profile").words


def test_lists_of_names_say_how_many_episodes_each_has() -> None:
    page = page_of(LINKED, "themes.html")
    (names,) = page.all("div", "names")
    assert names.words == "Art 1 episode Dance 1 episode Food 1 episode"


def test_a_show_about_nothing_has_only_the_pages_that_it_needs() -> None:
    empty = tfg.Catalogue(show=tfg.Show(id="s", title="Show", language="en"))
    pages = {name for name in files_of(empty) if name.endswith(".html")}
    assert pages == {"index.html", "about.html", "404.html"}
    assert "No episode." in page_of(empty, "index.html").one("main").words
    assert "search" not in [e.attributes.get("role") for e in page_of(empty, "index.html").elements]


# ----------------------------------------------------------------------------------- long lists


def test_a_long_list_of_episodes_goes_on_on_further_pages() -> None:
    show = long_show(61)
    lists = ["index.html", "index-2.html", "index-3.html"]
    assert [len(page_of(show, name).all("article")) for name in lists] == [25, 25, 11]
    (pager,) = page_of(show, "index-2.html").all("nav", "pages")
    links = [
        (a.words, a.attributes["href"], a.attributes.get("aria-current"))
        for a in pager.all("a", None)
    ]
    assert links == [
        ("1", "index.html", None),
        ("2", "index-2.html", "page"),
        ("3", "index-3.html", None),
    ]
    assert page_of(long_show(3), "index.html").all("nav", "pages") == []


def test_a_pager_leads_to_the_first_the_last_and_the_pages_around(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.page.site._ROWS", 1)
    (pager,) = page_of(long_show(10), "index-5.html").all("nav", "pages")
    assert pager.words == "1 … 3 4 5 6 7 … 10"


def test_further_pages_of_a_profile_are_no_page_of_another_person() -> None:
    page = page_of(long_show(61), "people/zoe.3.html")
    assert heading(page) == "Zoé Quill (3)"
    assert [a.attributes["href"] for a in page.all("nav", "pages")[0].all("a", None)] == [
        *("../people/zoe.html", "../people/zoe.2.html", "../people/zoe.3.html")
    ]
    assert "61 episodes" in page_of(long_show(61), "people/zoe.html").one("profile").words


def test_headings_lead_to_the_page_on_which_they_begin() -> None:
    show = tfg.Show(id="s", title="Show", language="en")
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, season=1 + n // 20, number=n, title=f"Episode {n}")
        for n in range(50)
    ]
    page = page_of(tfg.Catalogue(show=show, episodes=episodes), "index-2.html")
    (seasons,) = page.all("ul", "letters")
    assert [(a.words, a.attributes["href"]) for a in seasons.all("a", None)] == [
        ("Season 1", "index.html#season-1"),
        ("Season 2", "index.html#season-2"),
        ("Season 3", "index-2.html#season-3"),
    ]
    assert [h.words for h in page.all("h2", "kicker")] == ["Season 2", "Season 3"]


def test_a_heading_may_begin_a_page() -> None:
    show = tfg.Show(id="s", title="Show", language="en")
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, season=1 + n // 25, number=n, title=f"Episode {n}")
        for n in range(26)
    ]
    catalogue = tfg.Catalogue(show=show, episodes=episodes)
    headings = [
        page_of(catalogue, name).all("h2", "kicker") for name in ("index.html", "index-2.html")
    ]
    assert [[h.words for h in some] for some in headings] == [["Season 1"], ["Season 2"]]


def test_a_list_of_names_goes_on_too_and_letters_lead_to_their_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.page.site._NAMES", 25)
    show = tfg.Show(id="s", title="Show", language="en")
    people = [
        tfg.Person(id=f"p{n}", name=f"{'ABC'[n % 3]}n {n:03}", family=f"{'ABC'[n % 3]}n")
        for n in range(30)
    ]
    credits_ = tuple(tfg.Credit(person=one, credited_as=one.name) for one in people)
    episode = tfg.Episode(id="e", show=show, title="Episode", guests=credits_)
    catalogue = tfg.Catalogue(show=show, episodes=[episode])
    (letters,) = page_of(catalogue, "people-2.html").all("ul", "letters")
    assert [a.attributes["href"] for a in letters.all("a", None)] == [
        *("people.html#letter-1", "people.html#letter-2", "people.html#letter-3")
    ]
    assert heading(page_of(catalogue, "people-2.html")) == "People (2)"
    assert len(page_of(catalogue, "people-2.html").all("b", None)) == 5


# ----------------------------------------------------------------------------- ids of other days


def with_redirects() -> tfg.Catalogue:
    document = tfg.to_dict(LINKED)
    document["redirects"] = [
        {"id": "zoe-q", "to": "zoe-quill"},
        {"id": "john-doe"},
    ]
    return tfg.from_dict(document)


def test_a_retired_id_leads_on_without_a_click() -> None:
    for base, canonical in (
        (None, "../people/zoe-quill.html"),
        (BASE, f"{BASE}/people/zoe-quill.html"),
    ):
        page = page_of(with_redirects(), "people/zoe-q.html", base_url=base)
        (refresh,) = (e for e in page.all("meta") if e.attributes.get("http-equiv") == "refresh")
        assert refresh.attributes["content"] == "0; url=../people/zoe-quill.html"
        (link,) = page.all("link")
        assert link.attributes == {"rel": "canonical", "href": canonical}
        assert [(a.words, a.attributes["href"]) for a in page.all("a")] == [
            ("Zoé Quill", "../people/zoe-quill.html")
        ]


def test_a_withdrawn_id_is_nowhere() -> None:
    files = files_of(with_redirects(), base_url=BASE)
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
    assert described(pages["episodes/s01e03.html"])["og:description"] == "An oven."
    assert (
        described(pages["people/ann.html"])["og:description"] == "Dr Ann Bell – baker – 1 episode"
    )
    assert described(pages["themes/theme.html"])["og:description"] == (
        "Jobs – Le travail salarié. – 1 episode"
    )
    titles = [page.all("title")[0].text for name, page in pages.items() if "fr/" not in name]
    assert len(set(titles)) == len(titles)


def test_without_an_address_nothing_is_canonical_and_no_sitemap_is_written() -> None:
    files = files_of(FULL)
    assert "sitemap.xml" not in files
    assert "og:url" not in described(page_of(FULL, "index.html"))


def test_previews_show_the_cover_or_a_picture_of_the_thing() -> None:
    cover, own = "https://example.org/cover.png", "https://example.org/own.png"
    ann = tfg.Person(id="ann", name="Ann", image_url=own)
    show = tfg.Show(id="s", title="Show", language="en", cover_url=cover, hosts=(ann,))
    catalogue = tfg.Catalogue(show=show, episodes=[tfg.Episode(id="e", show=show, title="T")])
    assert described(page_of(catalogue, "episodes/e.html"))["og:image"] == cover
    assert described(page_of(catalogue, "people/ann.html"))["og:image"] == own


def test_the_sitemap_lists_all_pages_that_are_to_be_found() -> None:
    files = files_of(FULL, base_url=f"{BASE}/")
    listed = re.findall("<loc>(.*?)</loc>", files["sitemap.xml"])
    pages = [name for name in files if name.endswith(".html") and name != "404.html"]
    assert listed == [f"{BASE}/{name}" for name in pages]


def test_a_sitemap_that_is_too_long_has_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.page.site._SITEMAP", 2)
    files = files_of(long_show(2), base_url=BASE)
    maps = [name for name in files if name.startswith("sitemap")]
    assert maps == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert re.findall("<loc>(.*?)</loc>", files["sitemap.xml"])[0] == f"{BASE}/sitemap-1.xml"


def test_an_address_ends_in_a_slash_or_gets_one() -> None:
    assert files_of(LINKED, base_url=BASE) == files_of(LINKED, base_url=f"{BASE}/")


def graph_of(page: Page) -> list[dict[str, object]]:
    (script,) = (e for e in page.all("script") if e.attributes.get("type") == "application/ld+json")
    graph: list[dict[str, object]] = json.loads(script.text)["@graph"]
    return graph


def test_linked_data_name_things_by_the_addresses_of_their_pages() -> None:
    (episode,) = graph_of(page_of(FULL, "episodes/s01e03.html"))
    assert episode["@id"] == "../episodes/s01e03.html"
    assert episode["author"] == [
        {"@id": "../people/zoe.html", "@type": "Person", "name": "Zoé Quill"}
    ]
    (person, listed) = graph_of(page_of(FULL, "people/ann.html", base_url=BASE))
    assert (person["@type"], person["@id"]) == ("Person", f"{BASE}/people/ann.html")
    assert (listed["@id"], listed["name"]) == (f"{BASE}/episodes/s01e03.html", "Le four")
    assert "actor" not in listed
    show, *_ = graph_of(page_of(FULL, "index.html"))
    assert show["@type"] == "PodcastSeries"
    assert [one["name"] for one in graph_of(page_of(FULL, "themes.html"))] == ["Travail", "Emploi"]


# ------------------------------------------------------------------------------------- languages


def test_each_page_is_in_one_language() -> None:
    for name, page in pages_of(FULL).items():
        language = "en" if name.startswith("en/") else "fr"
        assert page.all("html")[0].attributes["lang"] == language
        assert page.all("bdi") == []
    assert heading(page_of(FULL, "themes/theme.html")) == "Emploi"
    assert heading(page_of(FULL, "en/themes/theme.html")) == "Jobs"


def test_a_page_leads_to_itself_in_the_other_languages() -> None:
    name = "people/ann.html"
    for base, prefix in ((None, "../"), (BASE, f"{BASE}/")):
        page = page_of(FULL, name, base_url=base)
        links = [e.attributes for e in page.all("link") if "hreflang" in e.attributes]
        assert [(a["hreflang"], a["href"]) for a in links] == [
            ("fr", prefix + name),
            ("en", f"{prefix}en/{name}"),
        ]
        assert [a.attributes["href"] for a in page.one("tongues").all("a", None)] == [
            f"../{name}",
            f"../en/{name}",
        ]


def test_a_page_that_another_language_lacks_leads_to_the_first_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("techforgood_podcast.writers.page.site._NAMES", 20)
    top = tfg.Theme(id="top", label=TEXT(en="B", fr="A"))
    small = tfg.Theme(id="small", label=TEXT(en="A", fr="B"))
    below = [tfg.Theme(id=f"t{n}", label=TEXT(en=f"T{n:03}"), broader=top) for n in range(25)]
    show = tfg.Show(id="s", title="Show", language="en")
    episode = tfg.Episode(id="e", show=show, title="T", themes=(small, *below))
    catalogue = tfg.Catalogue(show=show, episodes=[episode])
    files = files_of(catalogue)
    assert "fr/themes-2.html" in files
    assert "themes-2.html" not in files
    page = page_of(catalogue, "fr/themes-2.html")
    assert [a.attributes["href"] for a in page.one("tongues").all("a", None)] == [
        "../index.html",
        "../fr/themes-2.html",
    ]


def test_a_show_in_one_language_has_no_other_folder() -> None:
    assert not [name for name in files_of(LINKED) if name.startswith("fr/")]
    assert "tongues" not in [e.attributes.get("id") for e in page_of(LINKED, "index.html").elements]


def test_the_language_that_is_asked_for_is_at_the_top() -> None:
    files = files_of(FULL, language="en")
    assert heading(page_of(FULL, "themes/theme.html", language="en")) == "Jobs"
    assert "fr/themes/theme.html" in files
    assert files["feed.xml"].count("<language>en") == 1


# ---------------------------------------------------------------------------- what belongs to it


def test_the_files_for_programs_are_those_of_the_formats() -> None:
    files = files_of(FULL, base_url=BASE)
    assert files["feed.xml"] == tfg.dumps(FULL, "rss", feed_url=f"{BASE}/feed.xml")
    assert files["feed.json"] == tfg.dumps(FULL, "jsonfeed", feed_url=f"{BASE}/feed.json")
    for name, format_ in (
        ("episodes.csv", "csv"),
        ("citations.bib", "biblatex"),
        ("citations.ris", "ris"),
    ):
        assert files[name] == tfg.dumps(FULL, format_)  # type: ignore[arg-type]
    assert tfg.loads(files["catalogue.json"], "json") == FULL


def test_the_address_of_the_owner_is_left_out_of_the_catalogue() -> None:
    show = tfg.Show(id="s", title="Show", language="en", owner_email="zoe@example.org")
    files = files_of(tfg.Catalogue(show=show))
    assert "zoe@example.org" not in files["catalogue.json"]
    loaded = tfg.loads(files["catalogue.json"], "json")
    assert loaded.show == attrs.evolve(show, owner_email=None)


def test_every_page_links_what_belongs_to_the_site() -> None:
    for name, page in pages_of(FULL).items():
        up = "../" * name.count("/")
        (footer,) = page.all("footer")
        links = [a.attributes["href"] for a in footer.all("a", None)]
        assert links[-6:] == [
            f"{up}{file}"
            for file in (
                *("feed.xml", "feed.json", "episodes.csv", "catalogue.json"),
                *("citations.bib", "citations.ris"),
            )
        ]
        feeds = [e.attributes["href"] for e in page.all("link") if "type" in e.attributes]
        assert feeds == [f"{up}feed.xml", f"{up}feed.json"]


@pytest.mark.slow
def test_a_selection_has_a_name_of_its_own() -> None:
    chosen = BUNDLED.by_theme("inclusion")
    assert heading(page_of(chosen, "index.html")) == "2 épisodes – À qui profite la tech for good ?"
    assert heading(page_of(chosen, "index.html", title="Inclusion")) == "Inclusion"
    assert sum(name.startswith("episodes/") for name in files_of(chosen)) == 2


def test_one_accent_colours_the_whole_site() -> None:
    assert ":root{--accent:#003366" in files_of(LINKED, accent="#003366")["site.css"]
    assert ":root{--accent" not in files_of(LINKED)["site.css"]


@pytest.mark.parametrize("address", ["https://example.org/?a=1", "https://example.org/#a", "home"])
def test_an_address_that_is_no_folder_is_refused(address: str) -> None:
    with pytest.raises(tfg.UnknownOptionError, match=r"has a|is not an address"):
        files_of(LINKED, base_url=address)


# ------------------------------------------------------------------------------------------ size


@pytest.mark.slow
def test_a_page_has_at_most_60_kilobytes_and_a_name_in_a_list_250_bytes() -> None:
    for name, text in files_of(BUNDLED).items():
        if name.endswith(".html"):
            assert len(text.encode()) < 30_000, name
    one, many = (len(files_of(_people(count))["people.html"].encode()) for count in (100, 200))
    assert (many - one) / 100 < 250


def _people(count: int) -> tfg.Catalogue:
    show = tfg.Show(id="s", title="Show", language="en")
    credits_ = tuple(
        tfg.Credit(
            person=tfg.Person(id=f"person-number-{n}", name=f"Person Number {n}"),
            credited_as=f"Person {n}",
        )
        for n in range(count)
    )
    return tfg.Catalogue(
        show=show, episodes=[tfg.Episode(id="e", show=show, title="T", guests=credits_)]
    )
