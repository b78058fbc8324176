"""The documentation that ``make docs`` builds, in a browser: access, search and small screens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from chromium import DESKTOP, PHONE, Looks, in_looks, look, weekly

SITE = Path(__file__).parents[2] / "build" / "docs"
# A page opened from a disk may load its parts, which `look` reports; its scripts may not read them.
HARMLESS = (
    "request: file:",
    "console: Access to ",
    "console: Failed to load resource",
    "console: Fetch API cannot load file:",
    "console: Couldn't load preload assets",
    "error: Failed to fetch",
)
PAGES = (
    *("index", "tutorial", "why", "formats", "api", "api-catalogue", "changelog"),
    *("data-dictionary", "search", "data", "fr/index", "fr/find"),
)
SELDOM = ("formats-to-load", "api-episode", "api-functions", "fr/correction")
SEARCH = """
    await page.waitForSelector('#search-results .search-summary:not(:empty)');
    const links = await page.locator('#search-results ul.search > li > a').all();
    const targets = await Promise.all(links.map((link) => link.getAttribute('href')));
    return targets.map((target) => target.replace(/[?].*/, ''));
"""


def visit(name: str, script: str, *, at: str = "", **settings: Any) -> Any:
    answer, problems = look(SITE / f"{name}.html", script, at=at, **settings)
    assert [problem for problem in problems if not problem.startswith(HARMLESS)] == []
    return answer


@in_looks("name", *PAGES, seldom=SELDOM)
def test_axe_finds_nothing_to_object_to_in_the_docs(name: str, looks: Looks) -> None:
    assert visit(name, f"return helpers.axe(page, {json.dumps(looks)});") == []


def test_axe_objects_to_a_picture_without_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<html lang="en"><img src="data:,"></html>', encoding="utf-8")
    found, _ = look(tmp_path / "a.html", "return helpers.axe(page);")
    assert "image-alt" in [rule for rule, *_ in found]


@pytest.mark.parametrize("name", [*PAGES, *weekly(*SELDOM)])
def test_a_page_of_the_docs_fits_a_telephone_and_no_word_of_a_heading_breaks(name: str) -> None:
    script = """
        const words = await page.$$eval('h1, h2, h3', (all) => all.flatMap((heading) => {
            const words = [];
            const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const text = texts.currentNode;
                for (const word of text.data.matchAll(/[\\p{Letter}\\p{Number}]+/gu)) {
                    const range = document.createRange();
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].length);
                    const lines = [...range.getClientRects()].map(({ top }) => Math.round(top));
                    if (new Set(lines).size > 1) words.push(word[0]);
                }
            }
            return words;
        }));
        return [await page.evaluate(() => document.documentElement.scrollWidth), words];
    """
    assert visit(name, script, viewport=PHONE) == [PHONE["width"], []]


@pytest.mark.parametrize(
    ("folder", "query", "target"),
    [
        *(("", "coeur", "tutorial.html"), ("", "COEUR invendus", "tutorial.html")),
        *(("fr/", "cœur", "tutorial.html"), ("fr/", "Coeur", "tutorial.html")),
        *(("", "fracture numerique", "find.html"), ("", "Fracture numérique", "find.html")),
        ("fr/", "numérique fracture", "tutorial.html"),
    ],
)
def test_words_are_found_with_and_without_accents_and_ligatures(
    folder: str, query: str, target: str
) -> None:
    assert target in visit(f"{folder}search", SEARCH, at=f"?q={query}")


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("Episode", "api-episode.html"),
        ("episodes", "api-episodes.html"),
        ("Catalogue", "api-catalogue.html"),
        ("LocalizedText", "api-text.html"),
        ("Hits", "api-hits.html#techforgood_podcast.Hits"),
        ("Person", "api-person.html#techforgood_podcast.Person"),
        ("credit", "api-parts.html#techforgood_podcast.Credit"),
        ("by_guest", "api-functions.html#techforgood_podcast.by_guest"),
        ("load_catalogue", "api-functions.html#techforgood_podcast.load_catalogue"),
        ("dump", "api-export.html#techforgood_podcast.dump"),
        ("update_folder", "api-authoring.html#techforgood_podcast.authoring.update_folder"),
        ("RecordError", "errors.html#techforgood_podcast.RecordError"),
        ("formats", "formats.html"),
        ("export", "export.html"),
        ("install", "tutorial.html#install"),
        ("own podcast", "your-own-podcast.html"),
        ("package", "your-own-package.html"),
        ("export csv", "export.html"),
        ("cite", "cite.html"),
        ("FastAPI", "web-frameworks.html#fastapi"),
    ],
)
def test_the_first_result_is_what_a_reader_means(query: str, target: str) -> None:
    assert visit("search", SEARCH, at=f"?q={query}")[0] == target


def test_no_page_of_the_reference_is_a_wall() -> None:
    script = "return page.evaluate(() => document.documentElement.scrollHeight);"
    pages = [*SITE.glob("api*.html"), SITE / "errors.html"]
    heights = {path.stem: visit(path.stem, script, viewport=DESKTOP) for path in pages}
    assert {name: height for name, height in heights.items() if height > 12_200} == {}


TYPED = """
    await page.locator('.sidebar-search').pressSequentially(%r);
    await page.waitForFunction(() => document.querySelector('#found').textContent);
    return page.locator('#found a').evaluateAll((links) => links.map((link) => link.href));
"""


@pytest.mark.parametrize(
    ("name", "typed", "target"),
    [
        ("tutorial", "by_gu", "api-functions.html#techforgood_podcast.by_guest"),
        ("fr/find", "NUMERIQUE", "fr/find.html"),
    ],
)
def test_results_are_there_while_typing(name: str, typed: str, target: str) -> None:
    found = visit(name, TYPED % typed, viewport=DESKTOP)
    assert f"{SITE.as_uri()}/{target}" in found


def test_the_docs_lead_to_the_same_page_in_the_other_language() -> None:
    script = "await page.click('.languages a'); return page.url();"
    url = visit("find", script, viewport=DESKTOP)
    assert url == (SITE / "fr" / "find.html").as_uri()


@pytest.mark.parametrize(
    ("name", "address"), [("find", "catalogue/index.html"), ("fr/find", "catalogue/fr/index.html")]
)
def test_the_docs_lead_to_the_catalogue_in_their_language(name: str, address: str) -> None:
    script = "await page.click('.to-catalogue a'); return page.url();"
    url = visit(name, script, viewport=DESKTOP)
    assert url == (SITE / address).as_uri()
