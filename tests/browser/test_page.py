"""The web page in use: what the library finds is found there, names lead on, and audio plays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

import pytest
from chromium import BUNDLED, DESKTOP, PHONE, codes, look, visit

import techforgood_podcast as tfg
from example import EXAMPLE, file_at
from techforgood_podcast.models.records import names_of
from techforgood_podcast.text.writing import typeset

if TYPE_CHECKING:
    from pathlib import Path


def test_typing_finds_episodes_whatever_the_accents_and_ligatures() -> None:
    texts = ["ecole", "École", "coeur", "CŒUR", "l'insertion", "insertion", "gentelet", "réné"]
    found = visit(
        "fr",
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
    assert found["gentelet"] == ["S1E3", "S1E7"]
    assert found["réné"] == ["S1E6"]
    assert found["École"] == found["ecole"]
    assert found["CŒUR"] == found["coeur"]
    assert sorted(found["l'insertion"]) == sorted(found["insertion"])


def test_a_title_an_episode_code_and_a_name_lead_to_their_episode_first() -> None:
    wanted = {episode.title: episode.code for episode in BUNDLED.episodes}
    wanted |= {episode.code: episode.code for episode in BUNDLED.episodes}
    wanted |= {
        guest.name: (codes(BUNDLED.by_guest(guest))[0])
        for guest in BUNDLED.guests
        if len(BUNDLED.by_guest(guest)) == 1
    }
    found = visit(
        "fr",
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


def test_every_filter_keeps_what_the_query_of_the_library_keeps() -> None:
    found: dict[str, dict[str, Any]] = visit(
        "fr",
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
    assert long["codes"] == codes(BUNDLED.episodes.longer_than(minutes=35))
    labels = ("moins de 30\u00a0min (2)", "35\u00a0min et plus (1)")
    assert (short["label"], long["label"]) == labels


def test_each_of_two_episodes_with_one_code_is_opened_by_its_own_address(tmp_path: Path) -> None:
    show = tfg.Show(id="s", title="S", language="en")
    kinds: tuple[Literal["full", "trailer"], ...] = ("full", "trailer", "full")
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


# ------------------------------------------------------------------------------------- names


def test_a_name_leads_to_a_profile_above_its_episodes() -> None:
    script = """
        await page.click('#episode-s01e07 h4 a');
        await page.click('#episode-s01e07 dd a[href="#organisation-simplon"] >> nth=0');
        return [await page.innerText('#profile'), await helpers.codes(page),
                await page.evaluate(() => [document.activeElement.id, scrollY, location.hash]),
                await page.isVisible('.lead'), await helpers.axe(page)];
    """
    profile, found, place, hero, axe = visit("en", script)
    assert profile.split()[:2] == ["ORGANISATION", "Simplon"]
    assert "With funding from: BNP, Apple" in profile
    assert found == codes(BUNDLED.by_organisation("Simplon"))
    assert place == ["profile", 0, "#organisation-simplon"]
    assert (hero, axe) == (False, [])


def test_every_name_lists_the_episodes_that_the_query_of_the_library_finds() -> None:
    found: dict[str, list[str]] = visit(
        "fr",
        """
        const found = {};
        const hashes = await page.evaluate(() =>
            [...document.querySelectorAll('.names b a')].map(({ hash }) => hash));
        for (const hash of hashes) {
            await page.evaluate((to) => [...document.querySelectorAll('.names b a')]
                .find((link) => link.hash === to).click(), hash);
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


def test_a_profile_says_with_whom_a_person_speaks() -> None:
    script = "return page.innerText('.company');"
    company = visit("fr", script, at="#person-karine-gentelet")
    others = {
        person.name
        for episode in BUNDLED.by_person("karine-gentelet")
        for person in (*episode.hosts, *(guest.person for guest in episode.guests))
        if person and person.id != "karine-gentelet"
    }
    assert set(company.removeprefix("Avec ").split(", ")) == others


def test_where_nothing_is_found_popular_themes_are_suggested() -> None:
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
    before, themes, axe, found = visit("en", script)
    assert (before, axe) == (False, [])
    counts = BUNDLED.episodes.count_by("theme")
    assert len(themes) == 6
    shown = [counts[BUNDLED.themes[theme.removeprefix("#theme-")]] for theme in themes]
    assert shown == sorted(counts.values(), reverse=True)[:6]
    assert found == codes(BUNDLED.by_theme(themes[0].removeprefix("#theme-")))


VIEWS = (
    *("", "#S1E3", "#person-karine-gentelet", "#organisation-simplon", "#theme-emploi"),
    *("#place-namur", "#people", "#organisations", "#themes", "#places", "#sources"),
    *("#q=emploi&theme=formation", "#q=zzzz", "#person-nobody", "#card=S1E3"),
)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_while_the_page_loads(screen: dict[str, int]) -> None:
    # All addresses are opened side by side, since each has to be looked at for a while.
    script = """
        const start = page.url();
        const moved = async (at) => {
            const other = await page.context().newPage();
            await other.goto(start + at);
            await other.waitForTimeout(500);
            return other.evaluate(() => new Promise((done) => {
                const sum = (entries) => entries.reduce((total, { value }) => total + value, 0);
                const tell = (list) => done(sum(list.getEntries()));
                new PerformanceObserver(tell).observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(0), 300);
            }));
        };
        return Promise.all(VIEWS.map(moved));
    """
    shifts = visit("fr", script.replace("VIEWS", json.dumps(VIEWS)), viewport=screen)
    assert {at: shift for at, shift in zip(VIEWS, shifts, strict=True) if shift > 0.02} == {}


# ------------------------------------------------------------------------------------- audio

# The test serves the file itself, since the show's addresses are reserved names.
PLAYED = """
    await page.route(%s, (route) => route.fulfill({path: %s, contentType: 'audio/mpeg'}));
    await page.click('#rest button');
    await page.locator('#episode-s01e01 .listen').click();
    const audio = page.locator('#player audio');
    return audio.evaluate(async (element) => {
      while (element.currentTime < 0.2) await new Promise((done) => setTimeout(done, 50));
      return [element.duration, element.paused, element.error];
    });
"""


# What is played begins there, even before anything is loaded.
JUMPED = """
    await page.evaluate(() => { HTMLMediaElement.prototype.play = function play() {
        this.dataset.played = this.currentTime;
    }; });
    await page.locator('#episode-s01e01 .jump').nth(1).click();
    return [await page.getAttribute('#player audio', 'data-played'),
            await page.evaluate('location.hash')];
"""


def test_a_chapter_jumps_to_its_place(tmp_path: Path) -> None:
    tfg.dump(EXAMPLE, tmp_path / "page.html")
    (second, hash_), problems = look(tmp_path / "page.html", JUMPED, at="#S1E1")
    assert float(second) == EXAMPLE.episode("s01e01").chapters[1].start.total_seconds()
    assert (hash_, problems) == ("#S1E1", [])


def test_the_audio_of_an_episode_plays(tmp_path: Path) -> None:
    tfg.dump(EXAMPLE, tmp_path / "page.html")
    audio = EXAMPLE.episode("s01e01").audio
    assert audio
    script = PLAYED % (json.dumps(audio.url), json.dumps(str(file_at(audio.url))))
    (duration, paused, error), requests = look(tmp_path / "page.html", script)
    assert (round(duration), paused, error) == (20, False, None)
    assert set(requests) == {f"request: {audio.url}"}
