"""Names on the web page, which lead to profiles; and what a reader removes, switches and opens."""

from __future__ import annotations

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


def test_a_name_leads_to_a_profile_above_its_episodes(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e07 h4 a');
        await page.click('#episode-s01e07 dd a[href="#organisation-simplon"] >> nth=0');
        return [await page.innerText('#profile'), await helpers.codes(page),
                await page.evaluate(() => [document.activeElement.id, scrollY, location.hash]),
                await page.isVisible('.lead'), await helpers.axe(page)];
    """
    profile, found, place, hero, axe = visit(pages["en"], script)
    assert profile.split()[:2] == ["ORGANISATION", "Simplon"]
    assert "Supported by: BNP, Apple" in profile
    assert found == codes(BUNDLED.by_organisation("Simplon"))
    assert place == ["profile", 0, "#organisation-simplon"]
    assert (hero, axe) == (False, [])


def test_a_name_in_a_result_leads_to_its_own_profile(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'technologie');
        await page.click('#episode-s01e06 .host a');
        return [await page.evaluate('location.hash'), await helpers.codes(page)];
    """
    assert visit(pages["fr"], script) == [
        "#person-antonin-weber",
        codes(BUNDLED.by_person("antonin-weber")),
    ]


def test_every_name_lists_the_episodes_that_the_query_of_the_library_finds(
    pages: dict[str, Path],
) -> None:
    found: dict[str, list[str]] = visit(
        pages["fr"],
        """
        const found = {};
        const hashes = await page.evaluate(() =>
            [...document.querySelectorAll('.names b a')].map(({ hash }) => hash));
        for (const hash of hashes) {
            await page.evaluate((to) => navigate(to), hash);
            found[hash] = await helpers.codes(page);
        }
        return found;
        """,
    )
    queries: dict[str, tuple[tfg.Collection[Any], Any]] = {
        "person": (BUNDLED.people, BUNDLED.by_person),
        "organisation": (BUNDLED.organisations, BUNDLED.by_organisation),
        "theme": (BUNDLED.themes, BUNDLED.by_theme),
        "place": (BUNDLED.places, BUNDLED.by_place),
    }
    assert found == {
        f"#{facet}-{entity.id}": codes(query(entity))
        for facet, (entities, query) in queries.items()
        for entity in entities
    }


def test_a_profile_says_with_whom_a_person_speaks(pages: dict[str, Path]) -> None:
    script = "return page.innerText('.company');"
    company = visit(pages["fr"], script, at="#person-karine-gentelet")
    others = {
        person.name
        for episode in BUNDLED.by_person("karine-gentelet")
        for person in (*episode.hosts, *(guest.person for guest in episode.guests))
        if person and person.id != "karine-gentelet"
    }
    assert set(company.removeprefix("Avec ").split(", ")) == others


@pytest.mark.parametrize(
    ("view", "text", "kind", "names"),
    [
        ("people", "gentelet", "", ["Karine Gentelet"]),
        ("people", "universite", "", ["Karine Gentelet"]),
        ("organisations", "", "festival", ["Kikk festival"]),
        ("places", "namur", "", ["Belgique", "Wallonie", "Namur"]),
        ("people", "zzzz", "", []),
    ],
)
def test_names_are_found_by_typing_and_organisations_by_their_kind(
    pages: dict[str, Path], view: str, text: str, kind: str, names: list[str]
) -> None:
    script = f"""
        await page.click('nav a[href="#{view}"]');
        await page.fill('#{view} .sift input', '{text}');
        if ('{kind}') await page.selectOption('#{view} .sift select', '{kind}');
        return page.locator('#{view} b:visible').allInnerTexts();
    """
    assert visit(pages["fr"], script) == names


@pytest.mark.parametrize("view", ["people", "organisations", "themes", "places", "sources"])
def test_a_list_of_names_has_an_address_of_its_own(pages: dict[str, Path], view: str) -> None:
    script = """
        const seen = () => page.locator('main > section:visible').evaluateAll(
            (all) => all.map(({ id }) => id));
        const first = await seen();
        await page.click('nav a >> nth=0');
        return [first, await seen(), await page.evaluate('location.hash')];
    """
    assert visit(pages["fr"], script, at=f"#{view}") == [[view], ["episodes"], ""]


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
        await page.locator('#download').waitFor({ state: 'hidden' });
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
            page.textContent('#count'), page.innerText('#found h3:visible'),
            page.innerText('.episode:visible .about').then((text) => text.split('\\u00a0+')[0]),
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
        *("1 episode", "RESULTS BY RELEVANCE"),
        "Food waste, Food aid, Common good and social impact",
        *("en", "Contents", "Search words, names…", "Clear all", "Food waste (1)"),
        "#q=gaspillage&theme=gaspillage-alimentaire&lang=en",
    ]
    assert french == [
        *("1 épisode", "RÉSULTATS PAR PERTINENCE"),
        "Gaspillage alimentaire, Aide alimentaire, Bien commun et utilité sociale",
        *("fr", "Sommaire", "Rechercher un mot, un nom…", "Tout effacer"),
        "Gaspillage alimentaire (1)",
        "#q=gaspillage&theme=gaspillage-alimentaire",
    ]


def test_a_related_episode_that_is_filtered_out_is_shown_among_all(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e06 h4 a');
        await page.click('#episode-s01e06 .related a[href="#episode-s01e08"]');
        return [await page.innerText('#back'), await page.evaluate('location.hash'),
                await page.isVisible('#episode-s01e08 dl')];
    """
    assert visit(pages["fr"], script, at="#theme=sante") == ["9 épisodes", "#S1E8", True]


@pytest.mark.parametrize("at", ["#person-karine-gentelet", "#person=karine-gentelet"])
def test_the_address_of_a_person_shows_the_profile(pages: dict[str, Path], at: str) -> None:
    script = "return [await page.innerText('#profile h2'), await helpers.codes(page)];"
    assert visit(pages["fr"], script, at=at) == ["Karine Gentelet", ["S1E3", "S1E7"]]


@pytest.mark.parametrize(
    "at",
    [
        *("#person-karine-gentelet", "#organisation-simplon", "#theme-art", "#place-namur"),
        *("#S1E3", "#episode-s01e03", "#people", "#sources", f"#show-{BUNDLED.show.id}"),
        *("#theme=emploi&duration=short&q=formation", "#card=S1E3"),
    ],
)
def test_what_an_address_names_is_at_the_top(pages: dict[str, Path], at: str) -> None:
    script = """
        return page.locator(':is(h2, h4, .frame h1):visible').first().evaluate(
            (element) => element.getBoundingClientRect().top);
    """
    height = visit(pages["fr"], script, at=at)
    assert 0 <= height < 420


@pytest.mark.parametrize("at", ["#person-nobody", "#S9E99", "#theme=nothing", "#card=S9E9"])
def test_an_address_that_names_nothing_says_so(pages: dict[str, Path], at: str) -> None:
    script = "return [await page.innerText('#lost'), (await helpers.codes(page)).length];"
    text, number = visit(pages["en"], script, at=at)
    name = at.partition("=")[2] or at[1:]
    assert (text, number) == (f"Nothing on this page is called {name}.", 9)


def test_what_would_move_is_drawn_once_the_page_shows_what_its_address_names(
    pages: dict[str, Path],
) -> None:
    script = """
        const seen = () => Promise.all(['main', 'footer'].map((part) => page.isVisible(part)));
        const after = await seen();
        await page.evaluate(() => document.documentElement.classList.add('wait'));
        return [await seen(), after];
    """
    assert visit(pages["fr"], script, at="#sources") == [[False, False], [True, True]]


@pytest.mark.parametrize("at", ["", "#S1E3", "#person-karine-gentelet", "#people"])
def test_nothing_moves_while_the_page_loads(pages: dict[str, Path], at: str) -> None:
    script = """
        await page.waitForTimeout(300);
        return page.evaluate(() => new Promise((done) => {
            const tell = (list) => done(
                list.getEntries().reduce((sum, { value }) => sum + value, 0));
            new PerformanceObserver(tell).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(0), 300);
        }));
    """
    assert visit(pages["fr"], script, at=at) <= 0.02


def test_a_profile_leads_to_what_is_above_and_below_it(pages: dict[str, Path]) -> None:
    script = "return page.locator('#profile p').allInnerTexts();"
    assert visit(pages["fr"], script, at="#place-belgique")[1:] == ["Lieux\xa0: Wallonie"]
    assert visit(pages["fr"], script, at="#place-namur")[1:] == ["Fait partie de\xa0: Wallonie"]
    narrow, broader = next((one, one.broader) for one in BUNDLED.themes if one.broader)
    said = visit(pages["fr"], script, at=f"#theme-{narrow.id}")
    assert f"Thème plus large\xa0: {broader.label['fr']}" in said


def test_a_profile_says_which_role_belongs_to_which_episode_only_where_there_are_several(
    pages: dict[str, Path],
) -> None:
    script = "return page.locator('#profile .in:visible').count();"
    for at in ("#person-karine-gentelet", "#organisation-wetechcare"):
        assert visit(pages["fr"], script, at=at) == 0


def test_a_place_without_episodes_names_its_organisations_and_theirs(
    pages: dict[str, Path],
) -> None:
    script = """
        return [await page.innerText('#profile p.in'),
                await page.locator(':is(#find, #count, #chips, #list, #share):visible').count()];
    """
    assert visit(pages["en"], script, at="#place-canada") == ["Université du Québec S1E3 S1E7", 0]
