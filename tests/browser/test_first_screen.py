"""The first screen of the page shows an episode, and nothing moves while a page loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from chromium import BUNDLED, visit

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

SCREENS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
VIEWS = (
    *("", "#S1E3", "#person-karine-gentelet", "#organisation-simplon", "#theme-emploi"),
    *("#place-namur", "#people", "#organisations", "#themes", "#places", "#sources"),
    *("#q=emploi&theme=formation", "#q=zzzz", "#person-nobody", "#card=S1E3"),
)
EDGE = "return page.locator('.episode').first().evaluate((e) => e.getBoundingClientRect().bottom);"
# All addresses are opened side by side, since each has to be looked at for a while.
MOVED = """
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


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "index.html"
    tfg.dump(BUNDLED, path)
    return path


@pytest.mark.parametrize("screen", SCREENS)
def test_the_first_screen_holds_a_whole_episode(page: Path, screen: str) -> None:
    viewport = SCREENS[screen]
    assert visit(page, EDGE, viewport=viewport) <= viewport["height"]


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_moves_while_the_page_loads(page: Path, screen: str) -> None:
    script = MOVED.replace("VIEWS", json.dumps(VIEWS))
    moved = dict(zip(VIEWS, visit(page, script, viewport=SCREENS[screen]), strict=True))
    assert {at: shift for at, shift in moved.items() if shift > 0.02} == {}
