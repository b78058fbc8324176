"""The format ``html``: the one accent of a page or card, which is always readable."""

from __future__ import annotations

import re

import pytest

import techforgood_podcast as tfg
from web_pages import Page

BUNDLED = tfg.load_catalogue()
EPISODE = BUNDLED.episode(3)
LIGHT = ("#ffffff", "#fbf8f2")
DARK = ("#1f1c1a", "#171513")


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def style(accent: str | None, *, card: bool) -> str:
    text = tfg.dumps(EPISODE, "html", accent=accent, card=card)
    return Page(text).all("style")[0].text


def accents(accent: str, *, card: bool = False) -> list[str]:
    """Return the accent in light and in dark, and the wash of each."""
    written = style(accent, card=card)
    (chosen,) = re.findall(r"^:root\{--accent.*\n@media.*$", written, re.MULTILINE)
    return re.findall("#[0-9a-f]{6}", chosen)


@pytest.mark.parametrize("card", [False, True])
@pytest.mark.parametrize("accent", ["#ffd400", "#FFFFFF", "#000000", "#2f6fdb", "#00ff00"])
def test_an_accent_can_be_read_in_light_and_in_dark(accent: str, card: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    light, light_wash, dark, dark_wash = accents(accent, card=card)
    assert min(contrast(light, ground) for ground in (*LIGHT, light_wash)) >= 4.5
    assert min(contrast(dark, ground) for ground in (*DARK, dark_wash)) >= 4.5


def test_an_accent_that_can_be_read_stays_as_it_is() -> None:
    assert accents("#005599")[0] == "#005599"
    assert accents("#88CCFF")[2] == "#88ccff"


def test_the_icon_of_the_page_has_its_accent() -> None:
    assert "fill='%23005599'" in tfg.dumps(EPISODE, "html", accent="#005599")
    assert "fill='%23a8391f'" in tfg.dumps(EPISODE, "html")


@pytest.mark.parametrize("accent", ["red", "#fff", "#1234567", "a8391f", "#a8391f;}", 3])
def test_what_is_no_colour_is_refused(accent: object) -> None:
    for card in (False, True):
        with pytest.raises(tfg.UnknownOptionError):
            tfg.dumps(EPISODE, "html", accent=accent, card=card)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_without_an_accent_the_page_has_its_own() -> None:
    assert style(None, card=False).count("--accent:#") == 0
