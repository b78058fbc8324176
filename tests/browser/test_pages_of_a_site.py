"""A site in Chromium: its search, without JavaScript, in both colour schemes, for everyone."""

from __future__ import annotations

import datetime as dt
import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from chromium import BUNDLED, Looks, in_looks, look, weekly

import techforgood_podcast as tfg
from example import EXAMPLE
from hostile import CATALOGUE as HOSTILE
from site_pages import long_show

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A page of each kind.
KINDS = (
    *("index.html", "people.html", "themes.html", "about.html", "sources.html", "404.html"),
    *("episodes/s01e03.html", "people/karine-gentelet.html", "places/namur.html"),
    *("en/index.html", "en/episodes/s01e03.html"),
)
# Pages that are like others.
SELDOM = ("organisations.html", "places.html", "organisations/simplon.html", "themes/emploi.html")
OF_EACH_KIND = pytest.mark.parametrize("name", [*KINDS, *weekly(*SELDOM)])
ASK = """
    await page.fill('#query', %s);
    await page.waitForSelector('#results:not([hidden])');
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "public"
    tfg.dump(BUNDLED, folder, "site")
    return folder


def visit(path: Path, script: str, *, at: str = "", **settings: Any) -> Any:
    """Run a script on a page, which may ask only for files of its site, and return the result."""
    answer, problems = look(path, script, at=at, **settings)
    own = ("site.css", "site.js", "search.js", ".html")
    assert [one for one in problems if not one.endswith(own)] == []
    return answer


@in_looks("name", *KINDS, seldom=SELDOM)
def test_axe_finds_nothing_to_object_to(site: Path, name: str, looks: Looks) -> None:
    assert visit(site / name, f"return helpers.axe(page, {json.dumps(looks)});") == []


def test_axe_finds_nothing_to_object_to_in_what_a_search_finds(site: Path) -> None:
    script = f"{ASK % repr('Phénix emploi')} return helpers.axe(page);"
    assert visit(site / "index.html", script) == []


def test_axe_finds_nothing_to_object_to_in_a_long_list(tmp_path: Path) -> None:
    tfg.dump(long_show(61), tmp_path / "public", "site")
    for name in ("index-2.html", "people/zoe.html"):
        assert visit(tmp_path / "public" / name, "return helpers.axe(page);") == []


@OF_EACH_KIND
def test_nothing_has_to_be_scrolled_sideways(site: Path, name: str) -> None:
    assert visit(site / name, "return helpers.cut(page, [320, 768, 1280]);") == []


@pytest.mark.parametrize(
    "name", ["index.html", "people/karine-gentelet.html", "en/people/karine-gentelet.html"]
)
def test_a_search_from_any_page_leads_to_what_it_finds(site: Path, name: str) -> None:
    script = f"""
        {ASK % repr("gaspillage alimentaire")}
        await page.click('#found a');
        return [page.url(), await page.locator('h1').textContent()];
    """
    url, title = visit(site / name, script)
    assert url.endswith(f"{'en/' if name.startswith('en/') else ''}episodes/s01e01.html")
    assert title.replace("\xa0", " ") == BUNDLED.episode(1).title


def test_a_search_names_people_and_what_nothing_matches(site: Path) -> None:
    script = f"""
        {ASK % repr("Karine Gentelet zzyx")}
        return [await page.textContent('#answer'), await page.textContent('#things'),
                await page.locator('#things a').getAttribute('href')];
    """
    answer, things, href = visit(site / "en" / "themes" / "emploi.html", script)
    assert answer == "2 episodes · Nothing for “zzyx”."
    assert (things, href) == ("Person: Karine Gentelet →", "../people/karine-gentelet.html")


# Episodes with what few have, in a show that has other hosts.
ADA = tfg.Person(id="ada", name="Ada Miller", honorific="Dr")
BO = tfg.Person(id="bo", name="Bo")
CY = tfg.Person(id="cy", name="Cy")
SHOW = tfg.Show(id="s", title="Bread", language="en", hosts=(BO,))
BAKING = tfg.Theme(id="t", label=tfg.LocalizedText(en="Baking", fr="Boulangerie"))
BAKERS = tfg.LocalizedText(en="the bakers", fr="les boulangers")
RARE = tfg.Catalogue(
    show=SHOW,
    episodes=[
        tfg.Episode(
            id="day",
            show=SHOW,
            title="Bread: dated",
            published=dt.date(2024, 3, 1),
            kind="bonus",
            duration=dt.timedelta(hours=1, minutes=2),
            hosts=(ADA, BO),
            guests=(
                tfg.Credit(person=ADA, credited_as="A. Miller"),
                tfg.Credit(group=BAKERS, credited_as="the bakers"),
                tfg.Credit(person=CY, credited_as="Cy"),
                tfg.Credit(person=BO, credited_as="Bo"),
            ),
            themes=(BAKING,),
            summary=tfg.LocalizedText(en="Salt 🥖 " * 30, fr="L'eau, et le sel !"),
        ),
        tfg.Episode(
            id="notes",
            show=SHOW,
            number=2,
            title="Bread with notes",
            hosts=(ADA,),
            url="https://example.org/2",
            notes="A mill (https://example.org/), and salt.\n\nBread.",
        ),
        tfg.Episode(id="short", show=SHOW, number=3, title="Bread", hosts=(BO,), notes="Salt."),
    ],
)


@pytest.mark.parametrize(
    ("catalogue", "folder"), [(RARE, ""), (RARE, "fr/"), (EXAMPLE, ""), (EXAMPLE, "fr/")]
)
def test_a_result_is_the_row_of_a_list(
    catalogue: tfg.Catalogue, folder: str, tmp_path: Path
) -> None:
    tfg.dump(catalogue, tmp_path / "public", "site", pictures=False)
    script = f"""
        const rows = (where) => page.locator(where).evaluateAll((some) => some.map((row) => {{
            for (const one of row.querySelectorAll('.found, [hidden]')) one.remove();
            const links = Array.from(row.querySelectorAll('a'), (one) => one.getAttribute('href'));
            return [row.textContent.replace(/\\s/g, ''), ...links];
        }}));
        const listed = await rows('.first > .row, #list .row');
        {ASK % repr("bread dough oven flour salt pain")}
        if (await page.isVisible('#found button')) await page.click('#found button');
        return [listed, await rows('#found .row')];
    """
    listed, found = visit(tmp_path / "public" / folder / "index.html", script)
    assert len(found) == len(catalogue.episodes)
    assert sorted(found) == sorted(listed)


def test_a_search_that_is_cleared_leads_back_to_the_page(site: Path) -> None:
    script = f"""
        {ASK % repr("emploi")}
        const before = [await page.isVisible('#profile'), page.url().split('#')[1]];
        await page.fill('#query', '');
        await page.waitForSelector('#results', {{ state: 'hidden' }});
        return [before, [await page.isVisible('#profile'), page.url().split('#')[1] ?? '']];
    """
    assert visit(site / "themes/art.html", script) == [[False, "q=emploi"], [True, ""]]


def test_an_address_with_a_search_opens_what_it_finds(site: Path) -> None:
    script = """
        await page.waitForSelector('#results:not([hidden])');
        return page.locator('#found .code').allTextContents();
    """
    found = visit(site / "index.html", script, at="#q=gaspillage%20alimentaire")
    assert found[0] == "S1E1"


def test_a_search_with_many_answers_shows_more_on_demand(tmp_path: Path) -> None:
    tfg.dump(long_show(40), tmp_path / "public", "site")
    script = f"""
        {ASK % repr("zoé")}
        const counts = [await page.locator('#found article').count()];
        while (await page.isVisible('#found button')) {{
            await page.click('#found button');
            counts.push(await page.locator('#found article').count());
        }}
        const focus = await page.evaluate('document.activeElement.textContent');
        return [counts, focus === await page.locator('#found h3 a').nth(37).textContent()];
    """
    assert visit(tmp_path / "public/index.html", script) == [[12, 37, 40], True]


def test_nothing_is_asked_for_before_somebody_searches(site: Path) -> None:
    _, problems = look(site / "index.html", "await page.waitForTimeout(300);")
    assert [one.rpartition("/")[2] for one in problems] == ["site.css", "site.js"]


def test_hostile_texts_do_nothing_in_a_search(tmp_path: Path) -> None:
    tfg.dump(HOSTILE, tmp_path / "public", "site")
    script = f"""
        {ASK % repr("script alert")}
        return page.locator('#found a').first().textContent();
    """
    found = visit(tmp_path / "public/index.html", script)
    assert found == HOSTILE.episodes[0].title.replace("'", "’")


@OF_EACH_KIND
def test_every_page_is_read_without_javascript_and_shows_no_idle_control(
    site: Path, name: str
) -> None:
    script = """
        return [await page.locator('input:visible, button:visible').count(),
                await page.locator('h1:visible').count()];
    """
    assert visit(site / name, script, javaScriptEnabled=False) == [0, 1]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- as inherited
        pass


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Serve the site below an address of this machine."""
    handler = partial(Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/public/"
        server.shutdown()


def test_a_site_works_from_a_server(site: Path, address: str) -> None:
    script = f"""
        await page.goto('{address}en/people/karine-gentelet.html');
        {ASK % repr("gaspillage alimentaire")}
        await page.click('#found a');
        return page.url();
    """
    answer, problems = look(site / "index.html", script)
    assert answer == f"{address}en/episodes/s01e01.html"
    assert [one for one in problems if not one.startswith("request: ")] == []
