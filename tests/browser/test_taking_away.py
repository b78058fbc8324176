"""What people take away from the web page, beside the tasks of ``pages/tasks.cases``."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from chromium import ADDRESS, BUNDLED, look, page, printed, visit

import techforgood_podcast as tfg
from techforgood_podcast.text.writing import straighten, typeset
from techforgood_podcast.writers.citations.styles import references

if TYPE_CHECKING:
    from pathlib import Path

# Of each frame the text of the card, whether all of it is seen, and the title.
FRAMES = """
    await page.addStyleTag({ content: 'body { margin: 0 } iframe { width: 100% }' });
    return Promise.all((await page.locator('iframe').all()).map(async (frame) => {
        const card = frame.contentFrame().locator('.frame');
        await card.waitFor();
        const [text, fits] = await card.evaluate((element) => {
            const { scrollHeight, scrollWidth, clientWidth } = document.documentElement;
            return [element.innerText.replaceAll('\\u00a0', ' '),
                scrollHeight <= innerHeight && scrollWidth <= clientWidth];
        });
        return [text, fits, await frame.getAttribute('title')];
    }));
"""


@cache
def frames_to_embed() -> str:
    """Return the frames that the page offers, with the address of its file."""
    script = """
        const frames = [];
        for (const article of await page.locator('.episode').all()) {
            await article.locator('h4 a').click();
            await article.locator('.share').click();
            frames.push(await page.textContent('dialog span >> nth=1'));
            await page.keyboard.press('Escape');
            await page.click('h1 a');
        }
        return frames;
    """
    return "".join(visit("bundled", script)).replace(ADDRESS, page("bundled").as_uri())


@pytest.mark.parametrize("width", [320, pytest.param(640, marks=pytest.mark.weekly)])
def test_embed_each_episode(width: int, tmp_path: Path) -> None:
    cards = [f'<iframe src="{episode.id}.html"></iframe>' for episode in BUNDLED.episodes]
    for name, content in (("blog", frames_to_embed()), ("cards", "".join(cards))):
        text = f"<!DOCTYPE html><meta charset=utf-8><title>Blog</title>{content}"
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    for episode in BUNDLED.episodes:
        selection = BUNDLED.select([episode.id])
        tfg.dump(selection, tmp_path / f"{episode.id}.html", card=True, language="en")
    screen = {"width": width, "height": 6000}
    embedded, _ = look(tmp_path / "blog.html", FRAMES, viewport=screen)
    own, _ = look(tmp_path / "cards.html", FRAMES, viewport=screen)
    titles = [typeset(episode.title, "fr").replace("\xa0", " ") for episode in BUNDLED.episodes]
    assert embedded == [[text, True, title] for (text, *_), title in zip(own, titles, strict=True)]


@pytest.mark.parametrize("style", ["APA", "MLA", "Chicago", "BibTeX", "RIS"])
def test_cite_an_episode(style: str) -> None:
    script = f"""
        await page.click('#episode-s01e03 h4 a');
        await page.click('#episode-s01e03 summary');
        const part = page.locator('.open .citations p').filter({{ hasText: /^{style}/ }});
        await part.getByRole('button').click();
        await part.getByText('Copié').waitFor();
        return page.evaluate(() => navigator.clipboard.readText());
    """
    permissions = ["clipboard-read", "clipboard-write"]
    copied = visit("fr", script, permissions=permissions)
    first, *lines = copied.splitlines()
    known = references(BUNDLED.episode(3), "fr")[style].splitlines()
    assert (first, set(lines) <= set(known)) == (known[0], True)


@pytest.mark.parametrize("suffix", ["CSV", "JSON", "RIS"])
def test_download_what_is_shown(suffix: str) -> None:
    script = f"""
        await page.click('#download');
        return helpers.saved(page, () => page.getByRole('button', {{ name: '{suffix}' }}).click());
    """
    name, text = visit("fr", script, at="#theme=emploi")
    assert name == f"episodes.{suffix.lower()}"
    wanted = BUNDLED.by_theme("emploi")
    if suffix == "RIS":
        titles = re.findall("^TI  - (.*)$", text, flags=re.MULTILINE)
    else:
        rows = (
            json.loads(text)
            if suffix == "JSON"
            else list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        )
        titles = [straighten(row["title"]) for row in rows]
        guests = rows[1]["guests"]
        assert (guests if isinstance(guests, str) else "; ".join(guests)).startswith(
            "Linda Salli; Johnny; "
        )
    assert titles == [episode.title for episode in wanted]


def test_listen_where_the_catalogue_knows_how() -> None:
    script = """
        return page.locator(':is(.ways, .do) a').evaluateAll(
            (all) => all.map(({ href, innerText }) => [href, innerText]));
    """
    urls = [BUNDLED.show.url, *(episode.url for episode in BUNDLED.episodes if episode.url)]
    assert visit("en", script) == [[url, "Listen acast.com"] for url in urls]


def last_headings(paper: str, style: str = "") -> set[str]:
    """Print a page; return the headings that are the last lines on their sheets."""
    script = f"""
        if ({json.dumps(style)}) await page.addStyleTag({{ content: {json.dumps(style)} }});
        const headings = await page.locator('h2:visible, h3:visible, h4:visible').allInnerTexts();
        return [headings, await helpers.printed(page, '{paper}')];
    """
    headings, pdf = visit("fr", script, bypassCSP=bool(style))
    sheets = [sheet.split("\n") for sheet in printed(pdf, "-layout").split("\f") if sheet.strip()]
    assert len(sheets) > 4
    last = {squeeze("\n".join(lines).strip().split("\n")[-n:]) for lines in sheets for n in (1, 2)}
    # The code of an episode is printed before its title.
    last |= {re.sub(r"^s\d+(e\d+| intro) ", "", line) for line in last}
    return last & {squeeze([heading]) for heading in headings}


def squeeze(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split()).lower()


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
def test_print_it_without_a_heading_at_the_foot_of_a_sheet(paper: str) -> None:
    assert last_headings(paper) == set()


def test_a_heading_at_the_foot_of_a_sheet_is_noticed() -> None:
    style = ".row > :not(h4, .meta) { display: none } .row { break-after: page !important }"
    assert BUNDLED.episode(1).title.lower() in last_headings("A4", style)


def test_print_one_episode() -> None:
    script = "return helpers.printed(page, 'A4');"
    for where, address in (("bundled", "https://"), ("example", "https://bread-and-code.example/")):
        text = "".join(printed(visit(where, script, at="#S1E3")).split())
        assert f"<{address}" in text
        assert f"{ADDRESS}#S1E3" in text
