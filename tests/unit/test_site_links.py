"""The format ``site``: links between its pages, from a disk, from a folder and from its address."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from catalogues import LINKED
from hostile import CATALOGUE as HOSTILE
from site_pages import ANYWHERE, broken, files_of, links_in, long_show, page_of, pages_of
from web_pages import FULL

BUNDLED = tfg.load_catalogue()
BASE = "https://example.org/show/"
SHOWS = {"bundled": BUNDLED, "full": FULL, "own": LINKED, "hostile": HOSTILE, "long": long_show(61)}


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=[pytest.mark.slow] * (n in {"bundled", "hostile"})) for n in SHOWS],
)
def test_every_link_inside_leads_somewhere_wherever_the_folder_is(name: str) -> None:
    assert broken(files_of(SHOWS[name])) == []


@pytest.mark.parametrize("name", ["full", "long"])
def test_every_link_inside_leads_somewhere_at_the_address_of_the_site(name: str) -> None:
    assert broken(files_of(SHOWS[name], base_url=BASE), BASE) == []


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
        if name == "404.html":
            continue
        for element in page.elements:
            if element.tag in {"a", "script"}:
                assert not element.attributes.get("href", "").startswith(BASE)
                assert not element.attributes.get("src", "").startswith(BASE)


def test_the_page_of_addresses_that_lead_nowhere_works_at_any_address() -> None:
    page = page_of(FULL, "404.html", base_url=BASE)
    links = [link for link in links_in(page) if not link.startswith(("data:", "#"))]
    assert [link for link in links if not link.startswith(BASE)] == []


@pytest.mark.slow
def test_every_page_is_reached_from_the_first() -> None:
    files = files_of(BUNDLED)
    seen = {"index.html"}
    todo = ["index.html"]
    while todo:
        name = todo.pop()
        for link in links_in(page_of(BUNDLED, name)):
            if "://" in link or link.startswith(("data:", "#")):
                continue
            parts = name.split("/")[:-1] + link.partition("#")[0].split("/")
            found: list[str] = []
            for part in parts:
                if part == "..":
                    found.pop()
                else:
                    found.append(part)
            target = "/".join(found)
            if target.endswith(".html") and target not in seen:
                seen.add(target)
                todo.append(target)
    pages = {name for name in files if name.endswith(".html")}
    assert pages - seen == {"404.html"}
