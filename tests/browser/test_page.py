"""The web page in use: search, filters, URLs and keyboard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from chromium import BUNDLED, visit, write_pages

import techforgood_podcast as tfg
from techforgood_podcast.models.records import names_of
from techforgood_podcast.text.writing import typeset

if TYPE_CHECKING:
    from pathlib import Path

COUNT = "const count = () => page.textContent('#count');"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_pages(tmp_path_factory.mktemp("pages"))


def codes(episodes: tfg.Episodes) -> list[str]:
    return [episode.code for episode in episodes]


def test_typing_finds_episodes_whatever_the_accents_and_ligatures(pages: dict[str, Path]) -> None:
    texts = ["ecole", "École", "coeur", "CŒUR", "l'insertion", "insertion", "gentelet", "réné"]
    found = visit(
        pages["fr"],
        f"""
        const found = {{}};
        for (const text of {json.dumps(texts)}) {{
            await page.fill('#query', '');
            await page.locator('#query').pressSequentially(text);
            found[text] = await helpers.codes(page);
        }}
        return found;
        """,
    )
    assert found["ecole"][0] == "S1E7"
    assert found["coeur"][0] == "S1E6"
    assert set(found["l'insertion"]) >= {"S1E2", "S1E3", "S1E5"}
    assert found["gentelet"] == ["S1E7", "S1E3"]
    assert found["réné"] == ["S1E6"]
    assert found["École"] == found["ecole"]
    assert found["CŒUR"] == found["coeur"]
    assert sorted(found["l'insertion"]) == sorted(found["insertion"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "gaspillage alimentaire"),
        ("fr", "gaspillages"),
        ("fr", "invendus"),
        ("en", "food waste"),
        ("en", "unsold food"),
        ("en", "gaspi"),
    ],
)
def test_the_episode_about_food_waste_is_found_first(
    pages: dict[str, Path], language: str, text: str
) -> None:
    script = f"await page.fill('#query', {json.dumps(text)}); return helpers.codes(page);"
    assert visit(pages[language], script)[0] == "S1E1"


def test_the_episode_about_food_waste_is_found_by_its_theme(pages: dict[str, Path]) -> None:
    script = """
        await page.getByRole('combobox', { name: 'Thème' }).selectOption('gaspillage-alimentaire');
        return helpers.codes(page);
    """
    assert visit(pages["fr"], script) == ["S1E1"]


def test_a_title_an_episode_code_and_a_name_lead_to_their_episode_first(
    pages: dict[str, Path],
) -> None:
    wanted = {episode.title: episode.code for episode in BUNDLED.episodes}
    wanted |= {episode.code: episode.code for episode in BUNDLED.episodes}
    wanted |= {
        guest.name: (codes(BUNDLED.by_guest(guest))[0])
        for guest in BUNDLED.guests
        if len(BUNDLED.by_guest(guest)) == 1
    }
    found = visit(
        pages["fr"],
        f"""
        const found = {{}};
        for (const text of {json.dumps(list(wanted))}) {{
            await page.fill('#query', text);
            found[text] = (await helpers.codes(page))[0];
        }}
        return found;
        """,
    )
    assert found == wanted


def test_the_number_of_results_is_announced(pages: dict[str, Path]) -> None:
    said = visit(
        pages["en"],
        f"""
        {COUNT}
        const said = [await page.getAttribute('#count', 'role'), await count()];
        for (const text of ['gentelet', 'phenix', 'gentelet plastic', 'zzzz']) {{
            await page.fill('#query', text);
            said.push(await count());
        }}
        return said;
        """,
    )
    assert said == [
        "status",
        "9 episodes",
        "2 episodes",
        "1 episode",
        "4 episodes",
        "No episode matches.",
    ]


def test_a_result_opens_as_the_whole_episode_and_leads_back_to_the_results(
    pages: dict[str, Path],
) -> None:
    script = """
        await page.fill('#query', 'deydier');
        const before = [await page.isVisible('.found'), await page.isVisible('.summary')];
        await page.click('#episode-s01e03 h4 a');
        const opened = [await helpers.codes(page), await page.isVisible('.open .summary'),
                        await page.isVisible('.found'), await page.innerText('#back')];
        await page.click('#back a');
        return [before, opened, await page.inputValue('#query'), await helpers.codes(page)];
    """
    before, opened, query, found = visit(pages["fr"], script)
    assert before == [True, False]
    assert opened == [["S1E3"], True, False, "1 épisode"]
    assert (query, found) == ("deydier", ["S1E3"])


def test_every_filter_keeps_what_the_query_of_the_library_keeps(pages: dict[str, Path]) -> None:
    found: dict[str, dict[str, Any]] = visit(
        pages["fr"],
        """
        const found = {};
        for (const facet of ['theme', 'duration']) {
            found[facet] = {};
            const select = page.locator(`#by-${facet}`);
            const values = await select.evaluate((e) => [...e.options].map((o) => o.value));
            for (const value of values.slice(1)) {
                await select.selectOption(value);
                found[facet][value] = {
                    label: await select.evaluate((e) => e.selectedOptions[0].textContent.trim()),
                    codes: await helpers.codes(page),
                };
            }
            await select.selectOption('');
        }
        return found;
        """,
    )
    wanted = {theme.id: codes(BUNDLED.by_theme(theme)) for theme in BUNDLED.themes}
    wanted = {id_: found for id_, found in wanted.items() if found}
    assert {id_: one["codes"] for id_, one in found["theme"].items()} == wanted
    for id_, one in found["theme"].items():
        name = names_of(BUNDLED.themes[id_])[0]
        assert one["label"] == f"{typeset(name, 'fr')} ({len(wanted[id_])})"
    short, long = found["duration"]["short"], found["duration"]["long"]
    assert short["codes"] == codes(BUNDLED.episodes.shorter_than(minutes=30))
    assert long["codes"] == codes(BUNDLED.episodes.longer_than(minutes=30))
    assert (short["label"], long["label"]) == ("moins de 30 min (2)", "30 min et plus (6)")


def test_a_filter_by_length_says_how_many_episodes_have_none(pages: dict[str, Path]) -> None:
    script = """
        await page.selectOption('#by-duration', 'short');
        return page.textContent('#count');
    """
    assert visit(pages["fr"], script) == (
        "2 épisodes · 1 épisode de durée inconnue est laissé de côté."
    )


def test_filters_and_search_combine_and_count_what_is_left(pages: dict[str, Path]) -> None:
    answer = visit(
        pages["en"],
        """
        const labels = (facet) => page.locator(`#by-${facet} option:enabled`).allTextContents();
        await page.selectOption('#by-theme', 'formation');
        const themes = await helpers.codes(page);
        const lengths = await labels('duration');
        await page.selectOption('#by-duration', 'short');
        const both = await helpers.codes(page);
        await page.fill('#query', 'plastic');
        return { themes, lengths, both, none: await helpers.codes(page),
                 said: await page.textContent('#count') };
        """,
    )
    training = BUNDLED.by_theme("formation")
    assert answer["themes"] == codes(training)
    assert answer["lengths"] == ["All", "under 30 min (1)", "30 min or more (1)"]
    assert answer["both"] == codes(training.shorter_than(minutes=30)) == ["S1E7"]
    assert answer["none"] == []
    assert answer["said"] == "No episode matches."


def test_a_theme_of_an_episode_filters_by_it(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e06 h4 a');
        await page.locator('#episode-s01e06 .themes a').first().click();
        return [await helpers.codes(page), await page.evaluate('location.hash')];
    """
    assert visit(pages["fr"], script) == [["S1E6"], "#theme-sante"]


def test_an_address_brings_back_what_was_searched_for(pages: dict[str, Path]) -> None:
    script = """
        return [await page.inputValue('#query'), await page.inputValue('#by-theme'),
                await page.inputValue('#by-duration'), await helpers.codes(page)];
    """
    at = "#q=num%C3%A9rique&theme=formation&duration=short&guest=nobody"
    assert visit(pages["fr"], script, at=at) == ["numérique", "formation", "short", ["S1E7"]]


def test_back_and_forward_lead_through_what_was_done(pages: dict[str, Path]) -> None:
    seen = visit(
        pages["fr"],
        """
        const seen = [];
        const note = async () => seen.push([
            await page.evaluate('location.hash'), await helpers.codes(page)]);
        await page.selectOption('#by-theme', 'art');
        await note();
        await page.fill('#query', 'danse');
        await note();
        await page.click('#episode-s01e04 h4 a');
        await note();
        await page.goBack();
        await note();
        await page.goForward();
        await note();
        await page.goBack();
        await page.selectOption('#by-theme', '');
        await note();
        await page.reload();
        await note();
        await page.fill('#query', '');
        await note();
        return seen;
        """,
    )
    everything = codes(BUNDLED.episodes)
    assert seen == [
        ["#theme-art", ["S1E4"]],
        ["#q=danse&theme=art", ["S1E4"]],
        ["#q=danse&theme=art&episode=s01e04", ["S1E4"]],
        ["#q=danse&theme=art", ["S1E4"]],
        ["#q=danse&theme=art&episode=s01e04", ["S1E4"]],
        ["#q=danse", ["S1E4"]],
        ["#q=danse", ["S1E4"]],
        ["", everything],
    ]


def test_the_address_of_an_episode_opens_it(pages: dict[str, Path]) -> None:
    script = """
        return [await page.locator('#episode-s01e03').evaluate((e) => {
            const { top } = e.getBoundingClientRect();
            return top >= 0 && top < innerHeight;
        }), await page.locator('.episode:visible').count(),
        await page.isVisible('#episode-s01e03 dl')];
    """
    assert visit(pages["fr"], script, at="#episode-s01e03") == [True, 1, True]


def test_each_of_two_episodes_with_one_code_is_opened_by_its_own_address(tmp_path: Path) -> None:
    show = tfg.Show(id="s", title="S", language="en")
    kinds: tuple[tfg.EpisodeKind, ...] = ("full", "trailer", "full")
    episodes = [
        tfg.Episode(id=f"e{n}", show=show, season=1, number=n // 3 + 1, kind=kind, title=f"T{n}")
        for n, kind in enumerate(kinds, 1)
    ]
    tfg.dump(tfg.Catalogue(show=show, episodes=episodes), tmp_path / "page.html")
    script = """
        const hashes = await page.locator('.row h4 a').evaluateAll((all) => all.map((a) => a.hash));
        const opened = [];
        for (const hash of hashes) {
            opened.push(await page.evaluate((to) => new Promise((done) => {
                const tell = () => done(document.querySelector('.open h4').textContent);
                addEventListener('hashchange', tell, { once: true });
                location.hash = to;
            }), hash));
        }
        return [hashes, opened];
    """
    hashes, opened = visit(tmp_path / "page.html", script)
    assert hashes == ["#episode-e1", "#episode-e2", "#S1E2"]
    assert opened == ["T1", "T2", "T3"]


def test_the_page_is_used_by_keys_alone(pages: dict[str, Path]) -> None:
    seen = visit(
        pages["fr"],
        """
        const seen = [];
        const focused = async () => seen.push(await page.evaluate(() => {
            const active = document.activeElement;
            return active.id || active.hash || active.tagName;
        }));
        const press = async (...keys) => {
            for (const key of keys) await page.keyboard.press(key);
            await focused();
        };
        await press('Tab');
        await press('/');
        await page.keyboard.type('gentelet');
        seen.push(await helpers.codes(page));
        await press('ArrowDown');
        await press('ArrowDown');
        await press('ArrowDown');
        await press('ArrowUp');
        await page.keyboard.press('Enter');
        await focused();
        seen.push(await page.evaluate('location.hash'));
        seen.push(await helpers.codes(page));
        await press('/');
        await page.keyboard.type('a/b');
        seen.push(await page.inputValue('#query'));
        await press('Escape');
        seen.push(await page.inputValue('#query'));
        await page.selectOption('#by-theme', 'art');
        await press('Escape');
        seen.push((await helpers.codes(page)).length);
        await press('Tab');
        await press('Tab');
        return seen;
        """,
    )
    assert seen == [
        *("#episodes", "query", ["S1E7", "S1E3"]),
        *("#S1E7", "#S1E3", "#S1E3", "#S1E7"),
        *("#S1E7", "#q=gentelet&episode=s01e07", ["S1E7"]),
        *("query", "a/b", "query", "", "query", 9, "by-theme", "by-duration"),
    ]


def test_every_way_to_move_is_seen_when_it_has_the_focus(pages: dict[str, Path]) -> None:
    script = """
        const bare = [];
        for (let n = 0; n < 60; n += 1) {
            await page.keyboard.press('Tab');
            const seen = await page.evaluate(() => {
                const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
                return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
            });
            if (!seen) bare.push(await page.evaluate(() => document.activeElement.outerHTML));
        }
        return bare;
    """
    assert visit(pages["fr"], script) == []


def test_seasons_are_headings_until_results_are_ranked(pages: dict[str, Path]) -> None:
    script = """
        const headings = () => page.locator(':is(#list, #found) > h3:visible').allTextContents();
        const before = await headings();
        await page.fill('#query', 'wine');
        return [before, await headings()];
    """
    before, after = visit(pages["seasons"], script)
    assert before == ["Season 1", "Season 2"]
    assert after == ["Results by relevance"]


def test_a_page_of_one_episode_or_none_has_nothing_to_search(pages: dict[str, Path]) -> None:
    script = """
        return [await page.isVisible('#find'), await page.isVisible('#by-theme'),
                await page.locator('.open .summary').count()];
    """
    assert visit(pages["episode"], script) == [False, False, 1]
    assert visit(pages["empty"], script) == [False, False, 0]


def test_a_catalogue_of_ones_own_is_searched_and_filtered(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'zoe');
        const found = await helpers.codes(page);
        await page.fill('#query', '');
        await page.click('nav a[href="#organisations"]');
        await page.click('#organisation-group b a');
        return [found, await helpers.codes(page), await page.locator('#by-duration').count()];
    """
    assert visit(pages["own"], script) == [["S1E1"], ["S1E1"], 0]
