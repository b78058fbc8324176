"""Accessibility of the web page: no JavaScript, print, colour schemes and small screens."""

from __future__ import annotations

import base64
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from chromium import BUNDLED, PAGES, visit, write_pages

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.citations.bibliography import references
from techforgood_podcast.writers.text.phrases import figure_text

if TYPE_CHECKING:
    from pathlib import Path

NARROW = {"width": 320, "height": 640}
EVERYTHING_OPEN = """
    await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
    });
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_pages(tmp_path_factory.mktemp("pages"))


def visible(language: str) -> set[str]:
    """Return the texts of each episode that must be visible on a page."""
    french: set[str] = set()
    found: set[str] = set()
    for episode in BUNDLED.episodes:
        assert episode.summary is not None
        french |= {episode.code, episode.title}
        french |= {host.name for host in episode.hosts}
        french |= {mention.organisation.name for mention in episode.organisations}
        found.add(episode.summary[language])
        found |= {theme.label[language] for theme in episode.themes}
        found |= {place.name[language] for place in episode.places}
        found |= {source.title[language] for source in episode.sources}
        for credit in (*episode.guests, *episode.mentioned):
            texts = (credit.group, credit.role)
            found |= {text[language] for text in texts if text}
            french |= {credit.person.name} if credit.person else set()
        for figure in episode.figures:
            found.add(figure_text(figure, language).statement)
    for theme in BUNDLED.themes:
        assert theme.definition is not None
        found.add(theme.definition[language])
    return {typeset(text, "fr") for text in french} | {typeset(text, language) for text in found}


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_is_read_without_javascript(pages: dict[str, Path], language: str) -> None:
    script = "return page.evaluate(() => document.body.innerText);"
    text = on_one_line(visit(pages[language], script, javaScriptEnabled=False))
    assert sorted(part for part in visible(language) if on_one_line(part) not in text) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_control_is_shown_that_would_do_nothing(pages: dict[str, Path], name: str) -> None:
    script = """
        const controls = 'input:not([type=radio]):visible, select:visible, button:visible';
        return [await page.locator(controls).count(),
                await page.locator(':is(.cite, .share):visible').count()];
    """
    assert visit(pages[name], script, javaScriptEnabled=False) == [0, 0]


def test_links_lead_from_entries_to_episodes_without_javascript(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#theme-gaspillage-alimentaire .in a');
        return page.locator('#episode-s01e01').evaluate((e) => {
            const { top } = e.getBoundingClientRect();
            return top >= 0 && top < innerHeight;
        });
    """
    assert visit(pages["fr"], script, javaScriptEnabled=False) is True


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_to_object_to(pages: dict[str, Path], name: str, scheme: str) -> None:
    script = f"""
        const found = await helpers.axe(page);
        {EVERYTHING_OPEN}
        found.push(...await helpers.axe(page));
        if (await page.isVisible('#query')) {{
            await page.fill('#query', await page.locator('h4').first().textContent());
            const value = await page.evaluate(() =>
                [...document.querySelectorAll('#by-theme option')].find(
                    (option) => option.value && !option.disabled)?.value);
            if (value) await page.selectOption('#by-theme', value);
            found.push(...await helpers.axe(page));
        }}
        return found;
    """
    assert visit(pages[name], script, colorScheme=scheme) == []


def test_it_is_light_or_dark_as_the_reader_has_it(pages: dict[str, Path]) -> None:
    script = """
        const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        return Math.max(...colour.match(/[0-9]+/g).map(Number));
    """
    assert visit(pages["fr"], script, colorScheme="light") > 200
    assert visit(pages["fr"], script, colorScheme="dark") < 60


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_to_be_scrolled_sideways(pages: dict[str, Path], name: str, width: int) -> None:
    script = f"""
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
        const closed = await wide();
        {EVERYTHING_OPEN}
        return Math.max(closed, await wide());
    """
    assert visit(pages[name], script, viewport={"width": width, "height": 640}) == width


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_row_is_seen_without_scrolling(
    pages: dict[str, Path], language: str, width: int, height: int
) -> None:
    script = """
        const { y, height } = await page.locator('.episode .row').first().boundingBox();
        return y + height;
    """
    viewport = {"width": width, "height": height}
    assert visit(pages[language], script, viewport=viewport) < height


@pytest.mark.parametrize("language", ["fr", "en"])
def test_on_a_phone_the_first_title_begins_in_the_upper_half(
    pages: dict[str, Path], language: str
) -> None:
    script = "return (await page.locator('.episode h4').first().boundingBox()).y;"
    viewport = {"width": 390, "height": 844}
    assert visit(pages[language], script, viewport=viewport) < 844 / 2


def test_on_a_phone_the_contents_are_one_line_that_scrolls(pages: dict[str, Path]) -> None:
    script = """
        return page.evaluate(() => {
            const nav = document.querySelector('nav');
            const tops = [...nav.querySelectorAll('a')].map((a) => a.getBoundingClientRect().top);
            nav.scrollLeft = 1000;
            return [new Set(tops).size, nav.scrollLeft > 0];
        });
    """
    assert visit(pages["fr"], script, viewport={"width": 390, "height": 844}) == [1, True]


@pytest.mark.parametrize("at", ["#people", "#organisations", f"#show-{BUNDLED.show.id}"])
def test_on_a_phone_the_view_that_is_open_is_seen_in_the_contents(
    pages: dict[str, Path], at: str
) -> None:
    script = """
        return page.locator('nav [aria-current]').evaluate((link) => {
            const { left, right } = link.getBoundingClientRect();
            const nav = document.querySelector('nav').getBoundingClientRect();
            return nav.left <= left + 1 && right <= nav.right + 1;
        });
    """
    assert visit(pages["fr"], script, at=at, viewport={"width": 390, "height": 844}) is True


def test_on_a_phone_the_filters_are_behind_one_button(pages: dict[str, Path]) -> None:
    script = """
        const button = page.getByRole('button', { name: 'Filtrer' });
        const state = async () => [await page.isVisible('#by-theme'),
            await button.getAttribute('aria-expanded')];
        const before = await state();
        await button.click();
        const after = [...await state(), await helpers.axe(page),
            await page.evaluate(() => document.documentElement.scrollWidth)];
        await page.selectOption('#by-theme', 'emploi');
        return [before, after, await helpers.codes(page)];
    """
    before, after, codes = visit(pages["fr"], script, viewport=NARROW)
    assert before == [False, "false"]
    assert after == [True, "true", [], NARROW["width"]]
    assert codes == ["S1E2", "S1E3", "S1E5", "S1E7"]
    assert visit(pages["fr"], "return page.isVisible('#filters');") is False


def test_the_name_of_the_show_leads_home(pages: dict[str, Path]) -> None:
    script = """
        await page.click('h1 a');
        return [await page.evaluate('location.hash'), (await helpers.codes(page)).length];
    """
    assert visit(pages["fr"], script, at="#person-karine-gentelet") == ["", 9]


@pytest.mark.parametrize("back", ["await page.goBack();", "await page.click('#back a');"])
def test_the_focus_returns_to_the_row_that_was_opened(pages: dict[str, Path], back: str) -> None:
    script = f"""
        await page.keyboard.press('/');
        await page.keyboard.type('phenix');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.isVisible('.open');
        {back}
        await page.waitForFunction(() => !document.querySelector('.open'));
        return page.evaluate(() => document.activeElement.closest('article')?.id);
    """
    assert visit(pages["fr"], script) == "episode-s01e01"


def test_few_stops_lead_from_the_top_to_the_foot_of_the_page(pages: dict[str, Path]) -> None:
    script = """
        for (let n = 1; n < 200; n += 1) {
            await page.keyboard.press('Tab');
            if (await page.evaluate(() => document.activeElement.closest('footer'))) return n - 1;
        }
    """
    assert 0 < visit(pages["fr"], script) <= 120


def test_on_a_narrow_screen_a_result_is_seen_below_what_was_typed(pages: dict[str, Path]) -> None:
    script = """
        await page.locator('#query').pressSequentially('anti gaspi');
        return (await page.locator('#episode-s01e01 h4').boundingBox()).y;
    """
    assert 0 < visit(pages["fr"], script, viewport=NARROW) < NARROW["height"]


def test_on_a_narrow_screen_the_filter_that_a_theme_sets_is_seen(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e04 h4 a');
        await page.locator('#episode-s01e04 .themes a').first().click();
        return page.innerText('#profile h2');
    """
    assert visit(pages["fr"], script, viewport=NARROW) == BUNDLED.episode(4).themes[0].label["fr"]


def test_nothing_moves(pages: dict[str, Path]) -> None:
    script = """
        return page.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
            return transitionDuration !== '0s' || animationName !== 'none'
                || scrollBehavior === 'smooth';
        }).length);
    """
    assert visit(pages["fr"], script) == 0


@pytest.mark.parametrize(
    ("at", "codes", "sheets"),
    [
        ("", [episode.code for episode in BUNDLED.episodes], 9),
        ("#theme=emploi", ["S1E2", "S1E3", "S1E5", "S1E7"], 4),
        ("#S1E3", ["S1E3"], 2),
    ],
)
def test_what_is_shown_is_printed_in_full(
    pages: dict[str, Path], tmp_path: Path, at: str, codes: list[str], sheets: int
) -> None:
    script = "return (await page.pdf({ format: 'A4' })).toString('base64');"
    path = tmp_path / "page.pdf"
    path.write_bytes(base64.b64decode(visit(pages["fr"], script, at=at)))
    run = subprocess.run(
        ["pdftotext", "-raw", path, "-"],  # noqa: S607 -- debian.sh installs it
        capture_output=True,
        check=True,
    )
    printed = run.stdout.decode()
    assert printed.count("\f") <= sheets
    # pdftotext joins words hyphenated at the end of a line, so compare without whitespace.
    text = "".join(printed.split())
    for episode in BUNDLED.episodes:
        assert episode.summary
        shown = "".join(typeset(episode.summary["fr"], "fr").split()) in text
        assert shown == (episode.code in codes)
    assert "".join(typeset(BUNDLED.show.title, "fr").split()) in text
    unwanted = ("Citer", "Partager", "Télécharger", "À écouter aussi", "Anciens d’abord")
    assert [word for word in unwanted if "".join(word.split()) in text] == []


def printed(page: Path, at: str, folder: Path) -> str:
    path = folder / "printed.pdf"
    path.write_bytes(base64.b64decode(visit(page, "return helpers.printed(page, 'A4');", at=at)))
    run = subprocess.run(
        ["pdftotext", "-raw", path, "-"],  # noqa: S607 -- debian.sh installs it
        capture_output=True,
        check=True,
    )
    return "".join(run.stdout.decode().split())


def test_a_printed_episode_has_its_address_its_sources_and_a_citation(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    episode = BUNDLED.episode(3)
    text = printed(pages["fr"], "#S1E3", tmp_path)
    assert f"Écouter<{episode.url}>" in text
    for source in episode.sources:
        title = "".join(typeset(source.title["fr"], "fr").split())
        assert f"{title}<{source.url}>" in text
    assert "".join(typeset(references(episode, "fr")["APA"], "fr").split()) in text
    assert text.count("[Épisode") == 1


def test_a_printed_page_has_its_own_address(tmp_path: Path) -> None:
    tfg.dump(BUNDLED, tmp_path / "page.html", base_url="https://example.org/show")
    assert "https://example.org/show#S1E3" in printed(tmp_path / "page.html", "#S1E3", tmp_path)


def test_after_printing_the_page_is_as_before(pages: dict[str, Path]) -> None:
    script = """
        const seen = () => page.evaluate(() => document.body.innerText);
        const before = await seen();
        await page.pdf();
        return before === await seen();
    """
    assert visit(pages["fr"], script, at="#q=technologie") is True


def test_texts_in_another_language_say_so(pages: dict[str, Path]) -> None:
    script = """
        const lang = (selector) => page.locator(`${selector}:visible`).first()
            .evaluate((element) => element.closest('[lang]').lang);
        const all = async () => [await lang('h1'), await lang('h4 a'), await lang('.lead bdi'),
            await lang('.about bdi'), await lang('h2 bdi'), await lang('#ties li bdi')];
        const before = await all();
        await page.getByLabel('English').check();
        return [before, await all()];
    """
    french, english = visit(pages["fr"], script)
    assert french == ["fr"] * 6
    assert english == ["fr", "fr", "en", "en", "en", "en"]


RIGHT_TO_LEFT = "خبز وملح (2)!"


def test_texts_run_from_the_right_or_the_left_as_their_letters_do(tmp_path: Path) -> None:
    show = tfg.Show(id="s", title=RIGHT_TO_LEFT, language="ar")
    text = tfg.LocalizedText(ar=RIGHT_TO_LEFT)
    people = [tfg.Person(id=f"p{n}", name=name) for n, name in enumerate((RIGHT_TO_LEFT, "Ann!"))]
    episodes = [
        tfg.Episode(
            id=f"e{n}",
            show=show,
            season=1,
            number=n,
            title=title,
            summary=text,
            guests=(tfg.Credit(person=people[n - 1], role=text, credited_as=people[n - 1].name),),
        )
        for n, title in enumerate((RIGHT_TO_LEFT, "Bread and salt!"), 1)
    ]
    tfg.dump(tfg.Catalogue(show=show, episodes=episodes, people=people), tmp_path / "page.html")
    # Where the last character of a text, an exclamation mark, is: left or right of the first one.
    script = """
        const side = (selector) => page.locator(selector).first().evaluate((element) => {
            const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            const { left, right } = element.getBoundingClientRect();
            const node = walker.nextNode();
            const edge = (index) => {
                const range = new Range();
                range.setStart(node, index);
                range.setEnd(node, index + 1);
                return range.getBoundingClientRect();
            };
            const [first, last] = [edge(0), edge(node.data.length - 1)];
            if (first.left < last.left) return first.left - left < 1 ? 'left' : 'left, indented';
            return right - first.right < 1 ? 'right' : 'right, indented';
        });
        const found = {};
        for (const selector of SELECTORS) found[selector] = await side(selector);
        return found;
    """
    right = ["h1", "#episode-e1 h4", "#episode-e1 .text", "#episode-e1 dd li", "#person-p0 > div"]
    left = ["#episode-e2 h4", "#episode-e2 dd li", "#person-p1 > div", "#about-title"]
    script = script.replace("SELECTORS", json.dumps([*right, *left]))
    found = visit(tmp_path / "page.html", script, javaScriptEnabled=False)
    assert found == dict.fromkeys(right, "right") | dict.fromkeys(left, "left")


def test_what_is_typed_runs_as_its_letters_do(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'خبز');
        return page.locator('#query').evaluate((element) => getComputedStyle(element).direction);
    """
    assert visit(pages["fr"], script) == "rtl"


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "at",
    [
        *("#S1E3", "#people", "#organisations", "#themes", "#places", "#sources", "#card=S1E3"),
        *("#organisation-simplon", "#person-karine-gentelet", "#q=zzzz", "#nothing"),
        f"#show-{BUNDLED.show.id}",
    ],
)
def test_axe_finds_nothing_to_object_to_in_any_view(
    pages: dict[str, Path], at: str, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    assert visit(pages["fr"], "return helpers.axe(page);", at=at, viewport=viewport) == []


def test_axe_finds_nothing_to_object_to_in_a_panel_or_in_forced_colours(
    pages: dict[str, Path],
) -> None:
    script = """
        await page.fill('#query', 'technologie');
        const found = await helpers.axe(page);
        await page.locator('.episode:visible h4 a').first().click();
        await page.click('.cite:visible');
        found.push(...await helpers.axe(page));
        return found;
    """
    assert visit(pages["fr"], script, forcedColors="active") == []
    assert visit(pages["fr"], script, colorScheme="dark") == []


def test_a_citation_is_shown_whole_on_a_phone(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e03 .cite');
        return page.locator('textarea').first().evaluate((area) =>
            [area.scrollHeight - area.clientHeight, area.scrollTop, area.selectionEnd]);
    """
    viewport = {"width": 390, "height": 844}
    assert visit(pages["fr"], script, at="#S1E3", viewport=viewport) == [0, 0, 0]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_summary_in_the_other_language_is_one_click_away(
    pages: dict[str, Path],
    javascript: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    summary = BUNDLED.episode(4).summary
    assert isinstance(summary, tfg.LocalizedText)
    script = """
        await page.getByLabel('English').check();
        return page.locator('#episode-s01e04 .summary').innerText();
    """
    settings: dict[str, Any] = {"at": "#S1E4", "javaScriptEnabled": javascript}
    assert visit(pages["fr"], script, **settings) == summary.en
