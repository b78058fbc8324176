"""The web page of a show of 160 episodes over four years, without seasons or numbers."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from chromium import Looks, in_looks, look, visit

import techforgood_podcast as tfg
from hostile import HOSTILE
from long_running import COUNT, UNDATED, long_running

if TYPE_CHECKING:
    from pathlib import Path

LONG = long_running()
BY_DAY = [episode.id for episode in LONG.episodes if episode.published]
FIRST_SOUND, SECOND_SOUND = (
    episode.audio.url for episode in map(LONG.episode, BY_DAY[:2]) if episode.audio is not None
)
UNKNOWN = [f"ep-{n}" for n in UNDATED]
SHOWN = """
    const shown = () => page.locator('.episode:visible')
        .evaluateAll((all) => all.map(({ id }) => id.slice('episode-'.length)));
    const headings = () => page.locator(':is(#list, #found) > h3:visible').allTextContents();
    // Clicked in the page: before a click of the mouse, Playwright looks at the page several times.
    const all = async () => {
        await page.evaluate(() => {
            const rest = document.querySelector('#rest');
            while (rest.checkVisibility()) rest.querySelector('button').click();
        });
        return shown();
    };
"""
IDLE = "await page.waitForLoadState('networkidle');"
# One picture for all addresses.
PICTURES = """
    const body = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>";
    const asked = [];
    await page.route(/^https:/, (route) => {
        asked.push(route.request().url());
        return route.fulfill({ contentType: 'image/svg+xml', body });
    });
"""


def within(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    tfg.dump(LONG, folder / "long.html")
    tfg.dump(long_running("serial"), folder / "serial.html")
    tfg.dump(LONG, folder / "pictures.html", pictures=True)
    tfg.dump(LONG.select(BY_DAY[40:60]), folder / "short.html")
    return {path.stem: path for path in folder.iterdir()}


def test_a_dozen_rows_are_shown_until_all_are_asked_for(pages: dict[str, Path]) -> None:
    script = f"{SHOWN} return [await shown(), (await all()).length, await page.isVisible('#rest')];"
    first, number, more = visit(pages["long"], script)
    assert first == BY_DAY[:12]
    assert (number, more) == (COUNT, False)


def test_more_rows_are_shown_in_their_order_and_the_first_of_them_is_reached_by_keys(
    pages: dict[str, Path],
) -> None:
    script = f"""
        {SHOWN}
        await page.click('#rest button');
        const focus = await page.evaluate(() => document.activeElement.closest('.episode').id);
        await page.click('#rest button');
        return [focus, await shown(), await headings()];
    """
    focus, shown, years = visit(pages["long"], script)
    assert focus == f"episode-{BY_DAY[12]}"
    assert shown == BY_DAY[:62]
    assert len(years) == len({LONG.episode(one).published.year for one in BY_DAY[:62]})  # type: ignore[union-attr]


def test_known_audio_is_played_on_the_page(pages: dict[str, Path]) -> None:
    script = """
        await page.evaluate(() => { HTMLMediaElement.prototype.play = function play() {
            document.title = this.src;
        }; });
        await page.locator('.listen:visible').first().click();
        return [await page.title(), await page.isVisible('#player audio')];
    """
    # The first episode has its player instead.
    assert visit(pages["long"], script) == [SECOND_SOUND, True]


def test_the_order_is_turned_and_kept_in_the_address(pages: dict[str, Path]) -> None:
    first, turned, hash_, years, reloaded, back = visit(
        pages["long"],
        f"""
        {SHOWN}
        const first = await all();
        await page.getByLabel('Order').selectOption({{ label: 'Newest first' }});
        const turned = [await all(), await page.evaluate('location.hash'), await headings()];
        await page.reload();
        const reloaded = await all();
        await page.goBack();
        return [first, ...turned, reloaded, await all()];
        """,
    )
    assert first == back == BY_DAY + UNKNOWN
    assert turned == reloaded == BY_DAY[::-1] + UNKNOWN[::-1]
    assert hash_ == "#order=newest"
    assert years == [*map(str, range(2022, 2018, -1)), "No date"]


def test_an_order_of_its_own_comes_first_and_can_be_left(tmp_path: Path) -> None:
    chosen = ["ep-120", "ep-030", "ep-151"]
    tfg.dump(LONG.select(chosen), tmp_path / "page.html")
    script = f"""
        {SHOWN}
        const options = await page.locator('#order option').allTextContents();
        const found = [await shown()];
        for (const order of ['newest', 'oldest', '']) {{
            await page.selectOption('#order', order);
            found.push(await shown());
        }}
        return [options, found, await page.evaluate('location.hash')];
    """
    options, found, hash_ = visit(tmp_path / "page.html", script)
    assert options == ["As exported", "Oldest first", "Newest first"]
    assert found == [chosen, sorted(chosen)[::-1], sorted(chosen), chosen]
    assert hash_ == ""


def test_a_serial_show_can_be_read_from_its_end(pages: dict[str, Path]) -> None:
    script = f"""
        {SHOWN}
        const first = await shown();
        await page.selectOption('#order', 'newest');
        return [first[0], (await shown())[0], await page.evaluate('location.hash')];
    """
    assert visit(pages["serial"], script) == [BY_DAY[0], BY_DAY[-1], "#order=newest"]


def test_the_newest_stays_first_in_what_a_person_says_whatever_the_seasons(tmp_path: Path) -> None:
    show = tfg.Show(id="s", title="Show", language="en")
    ann = tfg.Person(id="ann", name="Ann")
    seasons = {"ep-1": 1, "ep-2": 2, "ep-3": None, "ep-4": 1}
    episodes = [
        tfg.Episode(
            id=id_,
            show=show,
            season=season,
            title=id_,
            published=dt.date(2020 + number, 1, 1),
            hosts=(ann,) * (number != 2),
        )
        for number, (id_, season) in enumerate(seasons.items(), 1)
    ]
    tfg.dump(tfg.Catalogue(show=show, episodes=episodes), tmp_path / "page.html")
    script = f"""
        {SHOWN}
        const found = [await shown()];
        await page.goto(page.url() + '#person-ann');
        found.push(await shown(), await headings());
        await page.selectOption('#order', 'oldest');
        found.push(await shown());
        await page.goto(page.url().split('#')[0] + '#ep-4');
        await page.goto(page.url().split('#')[0] + '#');
        return [...found, await shown()];
    """
    newest, of_ann = ["ep-4", "ep-3", "ep-2", "ep-1"], ["ep-4", "ep-3", "ep-1"]
    years = ["2024", "2023", "2021"]
    expected = [newest, of_ann, years, of_ann[::-1], newest]
    assert visit(tmp_path / "page.html", script) == expected


@pytest.mark.parametrize("language", ["he", "en"])
def test_days_and_running_times_read_from_the_left_whatever_the_direction_of_the_page(
    tmp_path: Path, language: str
) -> None:
    show = tfg.Show(id="s", title="\u05dc\u05d7\u05dd", language="he")
    one = tfg.Episode(
        id="e1",
        show=show,
        number=1,
        title=show.title,
        published=dt.date(2022, 5, 22),
        duration=dt.timedelta(minutes=95),
    )
    tfg.dump(one, tmp_path / "page.html", language=language)
    script = """
        return page.locator('.row time').evaluateAll((all) => all.map((time) => {
            const walker = document.createTreeWalker(time, NodeFilter.SHOW_TEXT);
            const text = walker.nextNode();
            const lefts = Array.from(text.data, (_, at) => {
                const range = new Range();
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left;
            });
            const parts = [...lefts.keys()].sort((a, b) => lefts[a] - lefts[b]);
            return parts.map((at) => text.data[at]).join('').replaceAll('\u00a0', ' ');
        }));
    """
    assert visit(tmp_path / "page.html", script) == ["22 May 2022", "1 h 35 min"]


@pytest.mark.parametrize("at", ["#order=oldest", "#order=", "#order=x", "#year=1999"])
def test_an_order_or_a_year_that_is_unknown_changes_nothing(
    pages: dict[str, Path], at: str
) -> None:
    script = f"{SHOWN} return all();"
    assert visit(pages["long"], script, at=at) == BY_DAY + UNKNOWN


def test_a_year_filters_counts_and_is_a_chip(pages: dict[str, Path]) -> None:
    found, years, chip, hash_, options, all_again = visit(
        pages["long"],
        f"""
        {SHOWN}
        await page.getByLabel('Year').selectOption('2021');
        const some = [await all(), await headings(), await page.textContent('.chip'),
                      await page.evaluate('location.hash'),
                      await page.locator('#by-year option').allTextContents()];
        await page.click('.chip');
        return [...some, (await all()).length];
        """,
    )
    wanted = [e.id for e in LONG.episodes.published_between(*within(2021))]
    assert found == wanted
    assert (years, chip, hash_, all_again) == (["2021"], "2021", "#year=2021", COUNT)
    assert options[:2] == ["All", "2022 (4)"]
    assert f"2021 ({len(wanted)})" in options


def test_the_order_stays_when_filters_are_cleared(pages: dict[str, Path]) -> None:
    script = f"""
        {SHOWN}
        await page.selectOption('#by-year', '2020');
        await page.click('#clear');
        await page.selectOption('#by-theme', 'bread');
        return [(await shown())[0], await page.evaluate('location.hash')];
    """
    found = visit(pages["long"], script, at="#year=2021&order=newest")
    newest = [id_ for id_ in BY_DAY[::-1] if LONG.episode(id_) in LONG.by_theme("bread")]
    assert found == [newest[0], "#theme=bread&order=newest"]


@pytest.mark.parametrize("name", ["long", "serial"])
def test_results_are_those_of_the_library_in_its_order(pages: dict[str, Path], name: str) -> None:
    texts = ["honey", "part 120", "harbour tea", '"salt from the school"', "rerun", "guest 7"]
    found = visit(
        pages[name],
        f"""
        {SHOWN}
        const found = {{}};
        for (const text of {json.dumps(texts)}) {{
            await page.fill('#query', text + ' ');
            found[text] = await all();
        }}
        return [found, await page.isVisible('#order')];
        """,
    )
    catalogue = LONG if name == "long" else long_running("serial")
    wanted = {
        text: [hit.episode.id for hit in catalogue.search(text, limit=COUNT)] for text in texts
    }
    assert found == [wanted, False]
    assert all(wanted.values())


def test_results_can_be_narrowed_to_a_year(pages: dict[str, Path]) -> None:
    script = f"{SHOWN} return all();"
    found = visit(pages["long"], script, at="#q=honey&year=2021")
    year = LONG.episodes.published_between(*within(2021))
    assert sorted(found) == sorted(hit.episode.id for hit in year.search("honey", limit=COUNT))


def test_the_day_of_an_episode_leads_to_it(pages: dict[str, Path]) -> None:
    script = f"{SHOWN} await page.fill('#query', '2021-03-01'); return shown();"
    assert visit(pages["long"], script) == ["ep-112"]


def test_years_are_read_without_javascript(pages: dict[str, Path]) -> None:
    script = f"""
        {SHOWN}
        return [await headings(), await page.locator('select:visible').count(),
                await page.locator('audio:visible').first().getAttribute('src')];
    """
    years, selects, listen = visit(pages["long"], script, javaScriptEnabled=False)
    assert years == [*map(str, range(2019, 2023)), "No date"]
    assert selects == 0
    assert listen == FIRST_SOUND


def test_an_episode_is_printed_alone_however_long_the_show(pages: dict[str, Path]) -> None:
    script = """
        await page.emulateMedia({ media: 'print' });
        return page.locator('.episode:visible').evaluateAll((all) => all.map(({ id }) => id));
    """
    for name in ("ep-001", "ep-120"):
        assert visit(pages["long"], script, at=f"#episode-{name}") == [f"episode-{name}"]
    assert len(visit(pages["long"], script)) == COUNT


@in_looks("name", "short")
def test_axe_finds_nothing_to_object_to(pages: dict[str, Path], name: str, looks: Looks) -> None:
    script = f"""
        const found = await helpers.axe(page, {json.dumps(looks)});
        await page.setViewportSize({{ width: 1280, height: 800 }});
        await page.selectOption('#order', 'newest');
        await page.selectOption('#by-year', '2020');
        await page.setViewportSize({{ width: 390, height: 800 }});
        await page.click('#filters');
        return [...found, ...await helpers.axe(page, {json.dumps(looks)})];
    """
    assert visit(pages[name], script) == []


def look_at_pictures(before: Path, path: Path, script: str) -> tuple[Any, list[str]]:
    """Run a script on a page with pictures; return its result, and problems beside requests.

    The addresses of the pictures are answered once another page has been opened.
    """
    goto = f"await page.goto({json.dumps(path.as_uri())}); {IDLE}"
    answer, problems = look(before, f"{PICTURES} {goto} {script}")
    return answer, [problem for problem in problems if not problem.startswith("request: ")]


def test_pictures_are_loaded_as_they_come_into_view(pages: dict[str, Path]) -> None:
    script = """
        const width = await page.locator('img').first().evaluate((e) => e.naturalWidth);
        return [asked, width];
    """
    (asked, width), problems = look_at_pictures(pages["long"], pages["pictures"], script)
    assert asked[:2] == ["https://example.org/cover.png", "https://example.org/0.png"]
    assert 1 < len(asked) < COUNT
    assert problems == []
    assert width > 0


def test_a_picture_that_cannot_be_loaded_gives_way_to_the_drawn_mark(
    pages: dict[str, Path],
) -> None:
    goto = f"await page.goto({json.dumps(pages['pictures'].as_uri())}); {IDLE}"
    script = f"""
        const first = page.locator('.episode:visible').first();
        const seen = async () => [await page.locator('.hero img').count(),
            await page.isVisible('.hero svg'), await first.locator('img').count()];
        await page.route(/^https:/, (route) => route.fulfill({{ status: 404 }}));
        {goto}
        const without = await seen();
        await page.goto('about:blank');
        {PICTURES}
        {goto}
        return [without, await seen(), await page.locator('.row img').count()];
    """
    assert look(pages["long"], script)[0] == [[0, True, 0], [1, False, 1], COUNT]


def test_the_address_of_a_picture_is_an_address(pages: dict[str, Path], tmp_path: Path) -> None:
    show = tfg.Show(id="s", title="Show", language="en", kind="serial")
    urls = [
        f"https://example.org/{n}?'onerror=alert(1)&lt;{keep(t)}" for n, t in enumerate(HOSTILE)
    ]
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, number=n + 1, title="T", image_url=url)
        for n, url in enumerate(urls)
    ]
    path = tmp_path / "page.html"
    tfg.dump(tfg.Catalogue(show=show, episodes=episodes), path, pictures=True)
    script = """
        return page.locator('img').evaluateAll((all) => all.map((e) =>
            [...e.attributes].map(({ name, value }) => [name, value])));
    """
    found, problems = look_at_pictures(pages["long"], path, script)
    assert found == [[["src", url], ["alt", ""], ["loading", "lazy"]] for url in urls]
    assert problems == []


def keep(text: str) -> str:
    """Return what an address may contain of a text."""
    return "".join(c for c in text if c.isprintable() and c not in ' "<>\\^`{|}#')
