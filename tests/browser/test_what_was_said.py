"""Transcripts on a site in Chromium: moments that a search finds, and what is being said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from chromium import PHONE, look

import techforgood_podcast as tfg
from example import EXAMPLE, FOLDER

if TYPE_CHECKING:
    from pathlib import Path

# What is played is not there, but players know where they would begin.
HEAR = """
    const hear = (second) => page.evaluate((second) => {
        const medium = document.querySelector('#player audio');
        medium.currentTime = second;
        medium.dispatchEvent(new Event('timeupdate'));
    }, second);
    const heard = () => page.locator('#said [aria-current]').allTextContents();
    const top = () => page.evaluate(() => scrollY);
"""
# Asks, and waits for moments.
ASK = """
    await page.fill('#query', %r);
    await page.waitForSelector('#moments:not([hidden]) article');
    const rows = await page.locator('#moments article').allInnerTexts();
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said") / "public"
    tfg.dump(EXAMPLE, folder, "site", transcripts=FOLDER / "transcripts", pictures=False)
    return folder


def visit(path: Path, script: str, *, at: str = "", **settings: Any) -> Any:
    answer, problems = look(path, script, at=at, **settings)
    own = (".css", ".js", ".html", ".mp3", "net::ERR_NAME_NOT_RESOLVED")
    assert [one for one in problems if not one.endswith(own)] == []
    return answer


@pytest.mark.parametrize("name", ["index.html", "fr/people/ada-miller.html"])
def test_a_search_leads_to_the_moment_at_which_words_are_spoken(site: Path, name: str) -> None:
    script = f"""
        {ASK % "second sensor wall"}
        await page.click('#moments a');
        await page.waitForSelector('#said [aria-current]');
        return [rows[0], page.url(), await page.textContent('#said [aria-current]')];
    """
    row, url, said = visit(site / name, script)
    assert row[5:].startswith(" The oven")
    assert url.endswith(f"episodes/s01e01.html#t={60 * int(row[:2]) + int(row[3:5])}")
    assert "second sensor" in said


def test_words_that_nobody_wrote_but_somebody_said_are_no_failure(site: Path) -> None:
    script = f"{ASK % 'pharmacist'} return [await page.textContent('h1'), rows.length];"
    assert visit(site / "index.html", script) == ["Spoken in episodes", 1]


def test_a_word_that_is_said_is_not_called_unknown(site: Path) -> None:
    script = f"{ASK % 'throw zzyx'} return await page.textContent('h1');"
    assert visit(site / "index.html", script).endswith("episodes · Nothing for “zzyx”.")


def test_more_words_come_first_and_related_ones_are_found(site: Path) -> None:
    script = f"{ASK % 'singing crusts'} return rows[0];"
    assert "the crust shrinks" in visit(site / "index.html", script)


def test_a_misspelt_word_is_taken_for_one_that_is_said(site: Path) -> None:
    script = f"{ASK % 'thermostaat'} return rows[0];"
    assert "thermostat" in visit(site / "index.html", script)


def test_a_site_without_transcripts_finds_no_moments(tmp_path: Path) -> None:
    tfg.dump(EXAMPLE, tmp_path / "public", "site", pictures=False)
    script = """
        await page.fill('#query', 'zzyx');
        await page.waitForSelector('#answer h1');
        return [await page.textContent('#answer'), await page.isVisible('#moments')];
    """
    assert visit(tmp_path / "public" / "index.html", script) == ["No episode matches.", False]


def test_more_moments_are_shown_when_asked_for(site: Path) -> None:
    script = f"""
        {ASK % "bread"}
        await page.click('#moments button');
        await page.waitForFunction(() => document.activeElement.matches('#moments h3 a'));
        return [rows.length, await page.locator('#moments article').count()];
    """
    assert visit(site / "index.html", script) == [6, 11]


def test_an_address_of_a_moment_unfolds_what_is_said_then(site: Path) -> None:
    script = f"{HEAR} return [await page.isVisible('#said p'), await heard(), await top() > 500];"
    shown, (said,), is_down = visit(site / "episodes/s01e01.html", script, at="#t=320")
    assert (shown, is_down) == (True, True)
    assert "Now I have swept the floor" in said
    assert visit(site / "episodes/s01e01.html", script) == [False, [], False]


def test_the_time_of_a_paragraph_plays_from_there_and_is_in_the_address(site: Path) -> None:
    script = f"""
        {HEAR}
        await page.click('#said summary');
        const link = page.locator('#said a[href="#t=314"]');
        await link.focus();
        await page.keyboard.press('Enter');
        const at = await page.evaluate(() => document.querySelector('#player audio').currentTime);
        return [at, await page.evaluate('location.hash')];
    """
    assert visit(site / "episodes/s01e01.html", script) == [314, "#t=314"]


def test_the_page_moves_along_only_for_who_follows(site: Path) -> None:
    script = f"""
        {HEAR}
        await page.click('#said summary');
        await hear(900);
        const before = [(await heard()).length, await top()];
        await page.click('#follow');
        await hear(1200);
        await page.waitForFunction((y) => scrollY > y + 500, before[1]);
        const pressed = await page.getAttribute('#follow', 'aria-pressed');
        await page.click('#follow');
        const after = await top();
        await hear(1400);
        return [before[0], pressed, await top() === after];
    """
    assert visit(site / "episodes/s01e01.html", script) == [1, "true", True]


def test_keys_alone_lead_from_a_question_to_a_moment_and_along_with_it(site: Path) -> None:
    script = f"""
        {HEAR}
        const tabTo = async (selector) => {{
            for (let count = 0; count < 300; count += 1) {{
                await page.keyboard.press('Tab');
                const at = page.locator(':focus');
                if (await at.and(page.locator(selector)).count()) return;
            }}
            throw new Error(`no stop at ${{selector}}`);
        }};
        await tabTo('#query');
        await page.keyboard.type('second sensor wall');
        await page.waitForSelector('#moments:not([hidden]) article');
        await tabTo('#moments a');
        await page.keyboard.press('Enter');
        await page.waitForSelector('#said [aria-current]');
        await tabTo('#said summary');
        await page.keyboard.press('Enter');
        const folded = await page.isVisible('#follow');
        await page.keyboard.press('Enter');
        await tabTo('#follow');
        await page.keyboard.press('Space');
        const pressed = await page.getAttribute('#follow', 'aria-pressed');
        await tabTo('#said a[href="#t=314"]');
        await page.keyboard.press('Enter');
        return [folded, pressed, await page.evaluate('location.hash')];
    """
    assert visit(site / "index.html", script) == [False, "true", "#t=314"]


def test_a_screen_reader_meets_times_as_links_then_speakers_and_words(site: Path) -> None:
    script = "return await page.locator('#said').ariaSnapshot();"
    found = visit(site / "episodes/s01e01.html", script, at="#t=0").splitlines()
    named = [line.strip().rstrip(":") for line in found if "/url" not in line]
    assert named[:3] == ["- group", "- text: Transcript", "- paragraph"]
    assert named[3:6] == ['- button "Follow"', "- paragraph", '- link "00:02"']
    assert named[6].endswith('link "Odile Farinay"')


def test_without_a_script_all_can_be_read(site: Path) -> None:
    script = """
        await page.click('#said summary');
        return [await page.isVisible('#follow'), (await page.innerText('#said')).length > 10000];
    """
    page = site / "episodes/s01e01.html"
    assert visit(page, script, javaScriptEnabled=False) == [False, True]


@pytest.mark.parametrize("settings", [{}, {"viewport": PHONE, "colorScheme": "dark"}])
def test_axe_finds_nothing_to_object_to(site: Path, settings: dict[str, Any]) -> None:
    script = f"{ASK % 'oven'} return helpers.axe(page);"
    assert visit(site / "index.html", script, **settings) == []
    script = "return [await helpers.axe(page), await helpers.cut(page, [320, 768])];"
    page = site / "episodes/s02e03.html"
    assert visit(page, script, at="#t=900", **settings) == [[], []]


def test_what_is_folded_is_not_printed(site: Path) -> None:
    script = """
        await page.emulateMedia({ media: 'print' });
        const folded = await page.isVisible('#said');
        await page.evaluate(() => { document.getElementById('said').open = true; });
        return [folded, await page.isVisible('#said')];
    """
    assert visit(site / "episodes/s01e01.html", script) == [False, True]


def test_markup_in_a_transcript_runs_nothing(tmp_path: Path) -> None:
    said = "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;"
    text = f'WEBVTT\n\n00:01.000 --> 00:02.000\n<v "&gt;&lt;b onload=alert(3)>{said} oven\n'
    (tmp_path / "transcripts").mkdir()
    (tmp_path / "transcripts/s01e01.vtt").write_text(text, encoding="utf-8")
    tfg.dump(
        EXAMPLE, tmp_path / "public", "site", transcripts=tmp_path / "transcripts", pictures=False
    )
    script = f"""
        {ASK % "alert"}
        await page.click('#moments a');
        return [rows[0].includes('<img src=x'), await page.textContent('#said')];
    """
    shown, said = visit(tmp_path / "public" / "index.html", script)
    assert shown
    assert "</script><script>alert(1)</script><img src=x onerror=alert(2)> oven" in said
