"""Accessibility of the web page: no JavaScript, print, colour schemes and small screens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from chromium import BUNDLED, DESKTOP, PAGES, PHONE, Looks, in_looks, printed, visit

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import typeset
from techforgood_podcast.writers.citations.styles import references
from techforgood_podcast.writers.text.phrases import Phrases

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING_OPEN = """
    await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
    });
"""


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
            found.add(Phrases(language).figure_text(figure).statement)
    for theme in BUNDLED.themes:
        assert theme.definition is not None
        found.add(theme.definition[language])
    return {typeset(text, "fr") for text in french} | {typeset(text, language) for text in found}


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_everything_is_read_without_javascript(language: str) -> None:
    script = "return page.evaluate(() => document.body.innerText);"
    text = on_one_line(visit(language, script, javaScriptEnabled=False))
    assert sorted(part for part in visible(language) if on_one_line(part) not in text) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_control_is_shown_that_would_do_nothing(name: str) -> None:
    script = """
        const controls = 'input:not([type=radio]):visible, select:visible, button:visible';
        return [await page.locator(controls).count(),
                await page.locator('.share:visible').count()];
    """
    assert visit(name, script, javaScriptEnabled=False) == [0, 0]


@in_looks("name", "fr", "episode", "own", "hostile", "empty", seldom=["en", "seasons"])
def test_axe_finds_nothing_to_object_to(name: str, looks: Looks) -> None:
    script = f"""
        const axe = () => helpers.axe(page, {json.dumps(looks)});
        {EVERYTHING_OPEN}
        const found = await axe();
        await page.setViewportSize({{ width: 1280, height: 800 }});
        if (await page.isVisible('#query')) {{
            await page.fill('#query', await page.locator('h4').first().textContent());
            const value = await page.evaluate(() =>
                [...document.querySelectorAll('#by-theme option')].find(
                    (option) => option.value && !option.disabled)?.value);
            if (value) await page.selectOption('#by-theme', value);
            found.push(...await axe());
        }}
        return found;
    """
    assert visit(name, script) == []


def test_it_is_light_or_dark_as_the_reader_has_it() -> None:
    script = """
        const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        return Math.max(...colour.match(/[0-9]+/g).map(Number));
    """
    assert visit("fr", script, colorScheme="light") > 200
    assert visit("fr", script, colorScheme="dark") < 60


@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_to_be_scrolled_sideways(name: str) -> None:
    script = f"""
        const cut = () => helpers.cut(page, [320, 768]);
        const closed = await cut();
        {EVERYTHING_OPEN}
        return [...closed, ...await cut()];
    """
    assert visit(name, script) == []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_row_is_seen_without_scrolling(language: str, screen: dict[str, int]) -> None:
    script = """
        const bottom = (e) => e.getBoundingClientRect().bottom;
        return [await page.locator('.episode').first().evaluate(bottom),
                (await page.locator('.episode h4').first().boundingBox()).y];
    """
    bottom, title = visit(language, script, viewport=screen)
    assert bottom <= screen["height"]
    assert title < screen["height"] / 2 or screen == DESKTOP


@pytest.mark.weekly
def test_few_stops_lead_from_the_top_to_the_foot_of_the_page() -> None:
    script = """
        for (let n = 1; n < 200; n += 1) {
            await page.keyboard.press('Tab');
            if (await page.evaluate(() => document.activeElement.closest('footer'))) return n - 1;
        }
    """
    assert 0 < visit("fr", script) <= 120


def test_a_tablet_in_portrait_has_the_layout_of_a_wide_screen() -> None:
    script = """
        const left = async (where) => Math.round((await page.locator(where).boundingBox()).x);
        return [await left('h1') - await left('.ways'), await page.isVisible('#filters'),
                await page.isVisible('#tools')];
    """
    screen = {"width": 768, "height": 1024}
    assert visit("fr", script, viewport=screen) == [0, False, True]


@pytest.mark.parametrize("count", [3, 9])
def test_the_last_sheet_has_more_than_the_foot_of_the_page(count: int, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    tfg.dump(BUNDLED.select([e.id for e in BUNDLED.episodes][:count]), path)
    for sheet in ("A4", "Letter"):
        *_, last, _ = printed(visit(path, f"return helpers.printed(page, '{sheet}');")).split("\f")
        assert not last.startswith("À propos de ces données")


@pytest.mark.parametrize(
    ("at", "codes", "sheets"),
    [
        ("", [episode.code for episode in BUNDLED.episodes], 9),
        ("#theme=emploi", ["S1E2", "S1E3", "S1E5", "S1E7"], 4),
        ("#S1E3", ["S1E3"], 2),
    ],
)
def test_what_is_shown_is_printed_in_full(at: str, codes: list[str], sheets: int) -> None:
    paper = printed(visit("fr", "return helpers.printed(page, 'A4');", at=at))
    assert paper.count("\f") <= sheets
    text = squeeze(paper)
    for episode in BUNDLED.episodes:
        assert episode.summary
        shown = squeeze(typeset(episode.summary["fr"], "fr")) in text
        assert shown == (episode.code in codes)
    assert squeeze(typeset(BUNDLED.show.title, "fr")) in text
    unwanted = ("Citer", "Partager", "Télécharger", "À écouter aussi", "Anciens d’abord")
    assert [word for word in unwanted if squeeze(word) in text] == []


def squeeze(text: str) -> str:
    """Return a text without spaces: pdftotext joins words hyphenated at the end of a line."""
    return "".join(text.split())


def test_a_printed_episode_has_its_address_its_sources_and_a_citation() -> None:
    episode = BUNDLED.episode(3)
    text = squeeze(printed(visit("fr", "return helpers.printed(page, 'A4');", at="#S1E3")))
    assert f"Écouter<{episode.url}>" in text
    for source in episode.sources:
        assert f"{squeeze(typeset(source.title['fr'], 'fr'))}<{source.url}>" in text
    assert squeeze(typeset(references(episode, "fr")["APA"], "fr")) in text
    assert text.count("[Épisode") == 1


ARABIC, MIXED, ENGLISH = "خبز وملح (2)!", "(BBC) خبز!", "Bread and salt!"
# How the text of an element is read, from the place of its first and last character, and at which
# edge of the element it stands.
READ = """
    const read = (selector) => page.locator(selector).first().evaluate((element) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const node = walker.nextNode();
        const place = (from, to) => {
            const range = new Range();
            range.setStart(node, from);
            range.setEnd(node, to);
            return range.getBoundingClientRect();
        };
        const end = node.data.length;
        const [first, last, whole] = [place(0, 1), place(end - 1, end), place(0, end)];
        const { left, right } = element.getBoundingClientRect();
        return [
            first.left < last.left ? 'from the left' : 'from the right',
            whole.left - left < 1 ? 'at the left' : right - whole.right < 1 ? 'at the right' : '-',
        ];
    });
    const found = {};
    for (const selector of SELECTORS) found[selector] = await read(selector);
    return found;
"""


@pytest.mark.parametrize(
    ("language", "texts", "edge"),
    [
        ("ar", {ARABIC: "right", MIXED: "right", ENGLISH: "left"}, "right"),
        ("en", {ARABIC: "right", MIXED: "left", ENGLISH: "left"}, "left"),
    ],
)
def test_a_text_is_read_as_its_show_unless_all_its_letters_are_read_the_other_way(
    tmp_path: Path, language: str, texts: dict[str, str], edge: str
) -> None:
    show = tfg.Show(id="s", title=MIXED, language=language)
    people = [tfg.Person(id=f"p{n}", name=text) for n, text in enumerate(texts)]
    episodes = [
        tfg.Episode(
            id=f"e{n}",
            show=show,
            season=1,
            number=n,
            title=text,
            guests=(tfg.Credit(person=people[n], credited_as=text),),
        )
        for n, text in enumerate(texts)
    ]
    tfg.dump(tfg.Catalogue(show=show, episodes=episodes, people=people), tmp_path / "page.html")
    expected = {"h1": texts[MIXED], "#about-title": "left"}
    for n, read in enumerate(texts.values()):
        selectors = (f"#episode-e{n} h4", f"#episode-e{n} dd li", f"#person-p{n} > div")
        expected |= dict.fromkeys(selectors, read)
    script = READ.replace("SELECTORS", json.dumps([*expected]))
    found = visit(tmp_path / "page.html", script, javaScriptEnabled=False)
    assert found == {
        selector: [f"from the {read}", f"at the {edge}"] for selector, read in expected.items()
    }


@in_looks(
    "at",
    *("#S1E3", "#people", "#organisations", "#places", "#sources", "#card=S1E3", "#q=zzzz"),
    *("#person-karine-gentelet", f"#show-{BUNDLED.show.id}"),
    seldom=["#themes", "#organisation-simplon", "#nothing"],
)
def test_axe_finds_nothing_to_object_to_in_any_view(at: str, looks: Looks) -> None:
    assert visit("fr", f"return helpers.axe(page, {json.dumps(looks)});", at=at) == []


def test_axe_finds_nothing_to_object_to_in_a_panel_or_in_forced_colours() -> None:
    results = "await page.fill('#query', 'technologie'); const found = await helpers.axe(page);"
    panel = """
        await page.click('#S1E3 h4 a');
        await page.click('.share:visible');
        return helpers.axe(page);
    """
    assert visit("fr", f"{results} return found;", forcedColors="active") == []
    assert visit("fr", panel, forcedColors="active") == []
    assert visit("fr", panel, colorScheme="dark") == []
