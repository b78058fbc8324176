"""The card of an episode, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chromium import BUNDLED, look, visit

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

ARABIC = tfg.Episode(
    id="e",
    show=tfg.Show(id="s", title="خبز", language="ar", url="https://example.org/"),
    season=1,
    number=2,
    title="ماء",
)
CARDS: dict[str, tfg.Episodes | tfg.Episode] = {
    "fr": BUNDLED.select([3]),
    "en": BUNDLED.select([4]),
    "ar": ARABIC,
}


def write(folder: Path, language: str) -> Path:
    path = folder / "card.html"
    tfg.dump(CARDS[language], path, card=True, language=language)
    return path


# Each language, each width and each way to colour once, and once a week all pairs of them.
WIDTHS = (320, 390, 1280)
COLOURS = ({"colorScheme": "light"}, {"colorScheme": "dark"}, {"forcedColors": "active"})


@pytest.mark.parametrize(
    ("language", "width", "colours"),
    [
        pytest.param(
            *(language, width, COLOURS[(n + m) % 3]), marks=[pytest.mark.weekly] * (n != m)
        )
        for n, language in enumerate(CARDS)
        for m, width in enumerate(WIDTHS)
    ],
)
def test_axe_finds_nothing_and_nothing_is_cut(
    language: str, width: int, colours: dict[str, str], tmp_path: Path
) -> None:
    script = """
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        return [wide, await helpers.axe(page)];
    """
    viewport = {"width": width, "height": 320}
    found = visit(write(tmp_path, language), script, viewport=viewport, **colours)
    assert found == [width, []]


def test_a_card_follows_the_colours_of_the_reader(tmp_path: Path) -> None:
    script = "return page.evaluate(() => getComputedStyle(document.body).backgroundColor);"
    path = write(tmp_path, "fr")
    assert visit(path, script, colorScheme="light") == "rgb(255, 255, 255)"
    assert visit(path, script, colorScheme="dark") == "rgb(31, 28, 26)"


@pytest.mark.parametrize(("language", "first"), [("fr", True), ("ar", False)])
def test_the_code_stands_where_a_line_begins(language: str, first: bool, tmp_path: Path) -> None:  # noqa: FBT001 -- a parameter of the test
    script = """
        return page.evaluate(() => {
            const left = (part) => part.getClientRects()[0].left;
            return left(document.querySelector("small")) < left(document.querySelector("h1 bdi"));
        });
    """
    assert visit(write(tmp_path, language), script) is first


def test_a_page_shows_a_card_in_a_frame(tmp_path: Path) -> None:
    card, page = write(tmp_path, "en"), tmp_path / "page.html"
    page.write_text('<!DOCTYPE html><iframe src="card.html"></iframe>', encoding="utf-8")
    heading, problems = look(page, 'return page.frameLocator("iframe").locator("h1").innerText();')
    assert heading.startswith("S1E4 ")
    assert problems == [f"request: {card.as_uri()}"]
