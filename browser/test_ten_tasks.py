"""Ten things that people want from the web page; each takes three interactions at most."""

from __future__ import annotations

import base64
import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from chromium import BUNDLED, visit, write_pages

if TYPE_CHECKING:
    from pathlib import Path

    import techforgood_podcast as tfg


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_pages(tmp_path_factory.mktemp("pages"))


def codes(episodes: tfg.Episodes) -> list[str]:
    return [episode.code for episode in episodes]


def test_1_find_the_episode_about_food_waste(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'food waste');
        await page.locator('.episode:visible h4 a').first().click();
        return [await page.evaluate('location.hash'), await page.isVisible('#episode-s01e01 dl')];
    """
    assert visit(pages["en"], script) == ["#q=food+waste&episode=s01e01", True]


def test_2_who_is_karine_gentelet_and_where_else_does_she_speak(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e03 h4 a');
        await page.click('#episode-s01e03 a[href="#person-karine-gentelet"]');
        return [await page.innerText('#profile'), await helpers.codes(page)];
    """
    profile, found = visit(pages["en"], script)
    assert found == codes(BUNDLED.by_guest("Karine Gentelet")) == ["S1E3", "S1E7"]
    wanted = ["Karine Gentelet", "associate professor of sociology", "Université du Québec"]
    wanted += [BUNDLED.episode(number).title for number in (3, 7)]
    assert [part for part in wanted if part not in profile] == []


def test_3_something_under_thirty_minutes_about_training(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'training');
        await page.selectOption('#by-duration', 'short');
        return helpers.codes(page);
    """
    assert visit(pages["en"], script) == ["S1E7"]


@pytest.mark.parametrize(
    ("language", "link", "label"),
    [
        ("en", "Support", "supported by:"),
        ("fr", "Soutiens", "avec le soutien de\xa0:"),
    ],
)
def test_4_who_funds_whom(pages: dict[str, Path], language: str, link: str, label: str) -> None:
    script = f"""
        await page.getByRole('link', {{ name: '{link}', exact: true }}).click();
        const item = page.locator('#ties li').filter({{ hasText: /Google/ }});
        const seen = await item.evaluate((element) => {{
            const {{ top, bottom }} = element.getBoundingClientRect();
            return top > 0 && bottom < innerHeight;
        }});
        const text = await item.innerText();
        await item.getByRole('link', {{ name: 'We TechCare' }}).click();
        return [seen, text, await page.innerText('#profile h2')];
    """
    seen, text, profile = visit(pages[language], script)
    sentence = f"We TechCare – {label} Google, Fondation SFR S1E3"
    assert (seen, text, profile) == (True, sentence, "We TechCare")


def test_5_what_takes_place_in_belgium(pages: dict[str, Path]) -> None:
    script = """
        await page.getByRole('combobox', { name: 'Lieu' }).selectOption('belgique');
        return [await page.innerText('#profile h2'), await helpers.codes(page)];
    """
    assert visit(pages["fr"], script) == ["Belgique", codes(BUNDLED.by_place("Belgium"))]


@pytest.mark.parametrize("at", ["#S1E3", "#episode-s01e03"])
@pytest.mark.parametrize("javascript", [True, False])
def test_6_a_deep_link_leads_to_an_episode(
    pages: dict[str, Path],
    at: str,
    javascript: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    script = """
        return page.locator('#episode-s01e03').evaluate((element) => {
            const { top } = element.getBoundingClientRect();
            return [top >= -40 && top < 200, element.querySelector('dl').checkVisibility()];
        });
    """
    settings: dict[str, Any] = {"javaScriptEnabled": javascript}
    assert visit(pages["fr"], script, at=at, **settings) == [True, True]


def test_7_share_an_episode(pages: dict[str, Path]) -> None:
    script = """
        const link = page.locator('#episode-s01e05 .share');
        await link.click();
        await page.getByText('Link copied').waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        await page.goto('about:blank');
        await page.goto(copied);
        return [copied, await page.isVisible('#episode-s01e05 dl')];
    """
    permissions = ["clipboard-read", "clipboard-write"]
    copied, opened = visit(pages["en"], script, permissions=permissions)
    assert copied == pages["en"].as_uri() + "#S1E5"
    assert opened is True


def test_7_share_an_episode_where_nothing_may_be_copied(pages: dict[str, Path]) -> None:
    script = """
        await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', {}); });
        await page.click('#episode-s01e05 .share');
        await page.waitForFunction(() => location.hash !== '');
        return page.evaluate('location.hash');
    """
    assert visit(pages["en"], script) == "#S1E5"


def test_8_by_keys_alone(pages: dict[str, Path]) -> None:
    script = """
        await page.keyboard.press('/');
        await page.keyboard.type('hospital');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        return [await helpers.codes(page), await page.isVisible('.episode:visible dl >> nth=0')];
    """
    found, opened = visit(pages["en"], script)
    assert (found[0], opened) == ("S1E6", True)


def last_headings(page: Path, folder: Path, paper: str, style: str = "") -> set[str]:
    """Print a page; return the headings that are the last lines on their sheets."""
    script = f"""
        if ({json.dumps(style)}) await page.addStyleTag({{ content: {json.dumps(style)} }});
        const headings = await page.locator('h2:visible, h3:visible, h4:visible').allInnerTexts();
        const pdf = await page.pdf({{ format: '{paper}' }});
        return [headings, pdf.toString('base64')];
    """
    headings, pdf = visit(page, script, bypassCSP=bool(style))
    path = folder / "page.pdf"
    path.write_bytes(base64.b64decode(pdf))
    run = subprocess.run(
        ["pdftotext", "-layout", path, "-"],  # noqa: S607 -- debian.sh installs it
        capture_output=True,
        check=True,
    )
    sheets = [sheet.split("\n") for sheet in run.stdout.decode().split("\f") if sheet.strip()]
    assert len(sheets) > 5
    last = {squeeze("\n".join(lines).strip().split("\n")[-n:]) for lines in sheets for n in (1, 2)}
    return last & {squeeze([heading]) for heading in headings}


def squeeze(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split()).lower()


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
def test_9_print_it_without_a_heading_at_the_foot_of_a_sheet(
    pages: dict[str, Path], tmp_path: Path, paper: str
) -> None:
    assert last_headings(pages["fr"], tmp_path, paper) == set()


def test_9_a_heading_at_the_foot_of_a_sheet_is_noticed(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    style = "h4::after { content: ''; display: block; break-after: page; }"
    assert BUNDLED.episode(1).title.lower() in last_headings(pages["fr"], tmp_path, "A4", style)


def test_10_read_and_switch_the_language_without_javascript(pages: dict[str, Path]) -> None:
    script = """
        const seen = async () => [await page.innerText('#episodes-title'),
            await page.innerText('#episode-s01e06 .themes a >> nth=0'),
            await page.isVisible('#episode-s01e06 dl')];
        const french = await seen();
        await page.getByLabel('English').check();
        const english = await seen();
        await page.click('#ties a[href="#organisation-simplon"]');
        return [french, english, await page.evaluate('location.hash')];
    """
    french, english, entry = visit(pages["fr"], script, javaScriptEnabled=False)
    assert french == ["Épisodes", "Santé", True]
    assert english == ["Episodes", "Health", True]
    assert entry == "#organisation-simplon"
