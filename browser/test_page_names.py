"""Names on the web page, which lead to profiles; and what a reader removes, switches and opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def test_a_name_leads_to_a_profile_above_its_episodes(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e07 .more > summary');
        await page.click('#episode-s01e07 .more a[href="#organisation-simplon"]');
        return [await page.innerText('#profile'), await helpers.codes(page),
                await page.evaluate(() => [document.activeElement.id, scrollY, location.hash]),
                await page.isVisible('.hero .summary'), await helpers.axe(page)];
    """
    profile, found, place, hero, axe = visit(pages["en"], script)
    assert profile.split()[:2] == ["ORGANISATION", "Simplon"]
    assert "Simplon – with funding from: BNP, Apple S1E7" in profile
    assert found == codes(BUNDLED.by_organisation("Simplon"))
    assert place == ["profile", 0, "#organisation=simplon"]
    assert (hero, axe) == (False, [])


def test_a_name_in_a_result_narrows_what_was_searched_for(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'technologie');
        await page.click('#episode-s01e06 .host a');
        const within = await page.evaluate('location.hash');
        await page.click('#people a[href="#person-karine-gentelet"]');
        return [within, await page.evaluate('location.hash')];
    """
    assert visit(pages["fr"], script) == [
        "#q=technologie&person=antonin-weber",
        "#person=karine-gentelet",
    ]


def test_what_is_searched_for_is_removed_piece_by_piece(pages: dict[str, Path]) -> None:
    script = """
        const chips = () => page.locator('#chips button').allTextContents();
        const seen = [await chips()];
        await page.fill('#query', 'danse');
        await page.selectOption('#by-theme', 'art');
        await page.selectOption('#by-duration', 'long');
        seen.push(await chips());
        await page.getByRole('button', { name: 'Retirer danse' }).click();
        seen.push(await chips(), await page.evaluate(() => document.activeElement.textContent));
        await page.getByRole('button', { name: 'Tout effacer' }).click();
        seen.push(await chips(), await page.evaluate('location.hash'));
        return seen;
    """
    assert visit(pages["fr"], script) == [
        [],
        ["danse", "Art", "30 min et plus", "Tout effacer"],
        ["Art", "30 min et plus", "Tout effacer"],
        "Art",
        [],
        "",
    ]


def test_where_nothing_is_found_popular_themes_are_suggested(pages: dict[str, Path]) -> None:
    script = """
        const before = await page.isVisible('#none');
        await page.fill('#query', 'zzzz');
        const themes = await page.locator('#popular a').evaluateAll(
            (all) => all.map((a) => a.hash));
        const axe = await helpers.axe(page);
        await page.locator('#popular a').first().click();
        return [before, themes, axe, await helpers.codes(page)];
    """
    before, themes, axe, found = visit(pages["en"], script)
    assert (before, axe) == (False, [])
    counts = BUNDLED.episodes.count_by("theme")
    assert len(themes) == 6
    shown = [counts[BUNDLED.themes[theme.removeprefix("#theme-")]] for theme in themes]
    assert shown == sorted(counts.values(), reverse=True)[:6]
    assert found == codes(BUNDLED.by_theme(themes[0].removeprefix("#theme-")))


def test_the_language_is_switched_in_place(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'gaspillage');
        await page.selectOption('#by-theme', 'gaspillage-alimentaire');
        await page.getByLabel('English').check();
        const said = () => Promise.all([
            page.innerText('#episodes-title'), page.textContent('#count'),
            page.innerText('#list h3:visible'),
            page.innerText('.episode:visible .themes a >> nth=0'),
            page.getAttribute('html', 'lang'), page.getAttribute('nav', 'aria-label'),
            page.getAttribute('#query', 'placeholder'), page.textContent('#clear'),
            page.locator('#by-theme').evaluate((select) => select.selectedOptions[0].label.trim()),
            page.evaluate('location.hash')]);
        const english = await said();
        await page.reload();
        const again = await said();
        await page.getByLabel('Français').check();
        return [english, again, await said()];
    """
    english, again, french = visit(pages["fr"], script)
    assert english == again
    assert english == [
        *("Episodes", "1 episode", "RESULTS BY RELEVANCE", "Food waste"),
        *("en", "Contents", "Search words, names…", "Clear all", "Food waste (1)"),
        "#q=gaspillage&theme=gaspillage-alimentaire&lang=en",
    ]
    assert french == [
        *("Épisodes", "1 épisode", "RÉSULTATS PAR PERTINENCE", "Gaspillage alimentaire"),
        *("fr", "Sommaire", "Rechercher un mot, un nom…", "Tout effacer"),
        "Gaspillage alimentaire (1)",
        "#q=gaspillage&theme=gaspillage-alimentaire",
    ]


def test_a_related_episode_that_is_filtered_out_is_shown_among_all(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e06 .more > summary');
        await page.click('#episode-s01e06 dd a[href="#episode-s01e08"]');
        return [(await helpers.codes(page)).length, await page.evaluate('location.hash'),
                await page.isVisible('#episode-s01e08 .more dl')];
    """
    assert visit(pages["fr"], script, at="#theme=sante") == [9, "#S1E8", True]


@pytest.mark.parametrize("at", ["#person-karine-gentelet", "#person=karine-gentelet"])
def test_the_address_of_a_person_shows_the_profile(pages: dict[str, Path], at: str) -> None:
    script = "return [await page.innerText('#profile h2'), await helpers.codes(page)];"
    assert visit(pages["fr"], script, at=at) == ["Karine Gentelet", ["S1E3", "S1E7"]]
