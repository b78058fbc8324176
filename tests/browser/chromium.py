"""Test pages, and functions that visit them in Chromium, or in the browser of ``TFG_BROWSER``."""

from __future__ import annotations

import atexit
import base64
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import pytest

import techforgood_podcast as tfg
from catalogues import LINKED, TWO_SEASONS
from example import EXAMPLE
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from techforgood_podcast.writers import Exportable

Looks: TypeAlias = list[tuple[str, int]]

BROWSER = os.environ.get("TFG_BROWSER", "chromium")
DRIVER = Path(__file__).with_name("driver.mjs")
BUNDLED = tfg.load_catalogue()
ADDRESS = "https://example.org/page.html"
# The contents and the language of each page.
PAGES: dict[str, tuple[Exportable, str | None]] = {
    "fr": (BUNDLED, "fr"),
    "en": (BUNDLED, "en"),
    "episode": (BUNDLED.episode(3), None),
    "own": (LINKED, None),
    "seasons": (TWO_SEASONS, None),
    "hostile": (HOSTILE, None),
    "empty": (BUNDLED.episodes.where(lambda _: False), None),
}
# Pages that have an address, in English.
SHOWS: dict[str, tfg.Catalogue] = {"bundled": BUNDLED, "example": EXAMPLE}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
# Colour schemes and widths: what is looked at in one of the first two has the others once a week.
LOOKS = (
    *(("dark", 320), ("light", 1280)),
    *(("light", 320), ("light", 390), ("dark", 390), ("dark", 1280)),
)
# What scripts do and note. `acts` is the number of clicks, of keys and of texts that are typed, so
# far.
WORDS = """
    const noted = [];
    const note = async (...values) => {
        const found = await Promise.all(values);
        noted.push(found.length === 1 ? found[0] : found);
    };
    let acts = 0;
    const at = (where) => (typeof where === 'string' ? page.locator(where) : where).first();
    const click = (where) => { acts += 1; return at(where).click(); };
    const type = (words) => { acts += 1; return page.fill('#query', words); };
    const enter = (words) => { acts += 1; return page.keyboard.type(words); };
    const press = (key) => { acts += 1; return page.keyboard.press(key); };
    const choose = (where, option) => at(where).selectOption(option);
    const role = (name, label) => page.getByRole(name, { name: label });
    const text = (where) => at(where).innerText();
    const texts = (where) => page.locator(where).allInnerTexts();
    const seen = (where) => page.isVisible(where);
    const count = (where) => page.locator(where).count();
    const value = (where) => page.inputValue(where);
    const top = (where) => at(where).evaluate((element) => element.getBoundingClientRect().top);
    const codes = () => helpers.codes(page);
    // What is typed is in the address a little later.
    const hash = () => page.waitForTimeout(250).then(() => page.evaluate('location.hash'));
    const focus = () => page.evaluate(() => {
        const { id, hash, tagName } = document.activeElement;
        return id || hash || tagName;
    });
    const values = async () => (await page.locator('dialog span').allTextContents()).join('\\n');
    // Follows a link, of which nothing is loaded; what is to be played is the title.
    const leave = async (where) => {
        await page.route(/^https:/, (route) => route.fulfill({ body: '' }));
        await page.evaluate(() => {
            HTMLMediaElement.prototype.play = function play() { document.title = this.src; };
        });
        await click(where);
        return `${page.url()} ${await page.title()}`;
    };
"""
_FOLDER = TemporaryDirectory()


def weekly(*names: str) -> list[Any]:
    """Return parameters that are tried once a week, since others are like them."""
    return [pytest.param(name, marks=pytest.mark.weekly) for name in names]


def in_looks(name: str, *values: str, seldom: Sequence[str] = ()) -> pytest.MarkDecorator:
    """Return what tries each value in one of two looks by turns, and in all looks once a week."""
    every = (*values, *seldom)
    looks = {value: [*LOOKS] for value in every}
    usual = {value: [looks[value].pop(n % 2)] for n, value in enumerate(values)}
    return pytest.mark.parametrize(
        (name, "looks"),
        [pytest.param(value, one, id=f"{value}-usual") for value, one in usual.items()]
        + [
            pytest.param(value, looks[value], id=f"{value}-unusual", marks=pytest.mark.weekly)
            for value in every
        ],
    )


def codes(episodes: tfg.Episodes) -> list[str]:
    return [episode.code for episode in episodes]


@cache
def page(name: str) -> Path:
    """Return the file of a page, which is written when somebody first asks for it."""
    path = Path(_FOLDER.name) / f"{name}.html"
    if name in SHOWS:
        tfg.dump(SHOWS[name], path, language="en", base_url=ADDRESS)
    else:
        obj, language = PAGES[name]
        tfg.dump(obj, path, language=language)
    return path


def look(where: str | Path, script: str, *, at: str = "", **settings: Any) -> tuple[Any, list[str]]:
    """Run a script on a page; return its result, and problems such as requests or console errors.

    Args:
        where: the name of a page, or a file.
        script: the body of an async function with the arguments ``page`` and ``helpers``.
        at: the fragment of the URL, starting with ``#``.
        settings: options for Playwright's browser context.
    """
    path = where if isinstance(where, Path) else page(where)
    if "firefox" in BROWSER:
        # In Firefox ESR 140, Playwright needs `eval`, which the policies of pages forbid.
        for file in path.parent.glob("*.html"):
            file.write_bytes(file.read_bytes().replace(b"Content-Security-Policy", b"x"))
    wanted = {"url": path.as_uri() + at, "settings": settings, "script": script}
    questions, answers = _driver()
    questions.write(json.dumps(wanted) + "\n")
    questions.flush()
    line = answers.readline()
    if not line:
        _driver.cache_clear()
        pytest.fail(f"{BROWSER} was lost during this visit; the next one starts it again")
    answer = json.loads(line)
    assert "failure" not in answer, answer
    return answer["answer"], answer["problems"]


@cache
def _driver() -> tuple[IO[str], IO[str]]:
    """Start the browser for all visits until it is lost; each visit gets its own context."""
    browser = shutil.which(BROWSER)
    assert browser is not None, "see debian.sh"
    driver = subprocess.Popen(
        ["node", DRIVER, browser],  # noqa: S607 -- found on PATH
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert driver.stdin
    assert driver.stdout
    atexit.register(driver.communicate)
    return driver.stdin, driver.stdout


def visit(where: str | Path, script: str, *, at: str = "", **settings: Any) -> Any:
    """Run a script on a page, check that there are no problems, and return the result."""
    answer, problems = look(where, script, at=at, **settings)
    assert problems == [], problems
    return answer


def printed(pdf: str, layout: str = "-raw") -> str:
    """Return the text of a printed page, given in base64."""
    run = subprocess.run(
        ["pdftotext", layout, "-", "-"],  # noqa: S607 -- debian.sh installs it
        input=base64.b64decode(pdf),
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()
