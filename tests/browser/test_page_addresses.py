"""Addresses of the web page that other formats, links and former versions of a catalogue use."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal

import pytest
from chromium import BUNDLED, visit

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

RETIRED = {
    "k-gentelet": "karine-gentelet",
    "simplon-co": "simplon",
    "jobs": "emploi",
    "namur-city": "namur",
    "s01e33": "s01e03",
    "acast-page": BUNDLED.sources[0].id,
}
WITHDRAWN = ("old-guest", "s09e09")


@pytest.fixture(scope="module")
def retired(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the bundled catalogue after some ids were retired."""
    redirects = [tfg.Redirect(id=id_, to=to) for id_, to in RETIRED.items()]
    redirects += [tfg.Redirect(id=id_) for id_ in WITHDRAWN]
    catalogue = tfg.Catalogue(
        show=BUNDLED.show,
        episodes=BUNDLED.episodes,
        people=BUNDLED.people,
        places=BUNDLED.places,
        sources=BUNDLED.sources,
        redirects=redirects,
    )
    path = tmp_path_factory.mktemp("pages") / "retired.html"
    tfg.dump(catalogue, path)
    return path


SEEN = """
    return [await page.locator('#profile h2:visible, .open h4:visible').allInnerTexts(),
            await helpers.codes(page), await page.isVisible('#lost')];
"""


@pytest.mark.parametrize(
    ("at", "name", "codes"),
    [
        ("#person-k-gentelet", "Karine Gentelet", ["S1E3", "S1E7"]),
        ("#person=k-gentelet", "Karine Gentelet", ["S1E3", "S1E7"]),
        ("#person=k-gentelet&duration=short", "Karine Gentelet", ["S1E7"]),
        ("#organisation-simplon-co", "Simplon", ["S1E7"]),
        ("#theme-jobs", "Emploi", None),
        ("#place-namur-city", "Namur", ["S1E4"]),
        ("#episode-s01e33", BUNDLED.episode(3).title, ["S1E3"]),
        ("#episode=s01e33", BUNDLED.episode(3).title, ["S1E3"]),
    ],
)
def test_a_retired_id_opens_what_replaces_it(
    retired: Path, at: str, name: str, codes: list[str] | None
) -> None:
    names, found, lost = visit(retired, SEEN, at=at)
    wanted = codes or [episode.code for episode in BUNDLED.by_theme("emploi")]
    assert (names, found, lost) == ([name], wanted, False)


def test_a_retired_id_shows_the_card_of_what_replaces_it(retired: Path) -> None:
    script = "return page.innerText('.frame h1');"
    title = f"S1E3 {BUNDLED.episode(3).title}"
    assert visit(retired, script, at="#card=episode-s01e33") == title


@pytest.mark.parametrize(
    ("at", "top"),
    [
        ("#person-k-gentelet", "#person-karine-gentelet"),
        ("#episode-s01e33", "#episode-s01e03"),
        ("#source-acast-page", f"#source-{BUNDLED.sources[0].id}"),
    ],
)
def test_a_retired_id_leads_to_what_replaces_it_without_javascript(
    retired: Path, at: str, top: str
) -> None:
    script = f"""
        return page.locator('{top}').evaluate((e) => e.getBoundingClientRect().top);
    """
    assert -60 <= visit(retired, script, at=at, javaScriptEnabled=False) < 700


@pytest.mark.parametrize(
    ("at", "name"),
    [
        *(("#person-old-guest", "person-old-guest"), ("#person=old-guest", "old-guest")),
        *(("#episode-s09e09", "episode-s09e09"), ("#episode=s09e09", "episode-s09e09")),
    ],
)
def test_a_withdrawn_id_says_that_nothing_replaces_it(retired: Path, at: str, name: str) -> None:
    script = "return [await page.innerText('#lost'), (await helpers.codes(page)).length];"
    said = f"L’identifiant {name} a été retiré, et rien ne le remplace."
    assert visit(retired, script, at=at) == [said, 9]


def test_the_page_with_retired_ids_can_be_used_by_everyone(retired: Path) -> None:
    script = """
        await page.click('nav a[href="#people"]');
        return helpers.axe(page);
    """
    assert visit(retired, script) == []


@pytest.mark.parametrize(
    ("format_", "printed"),
    [
        ("jsonld", r'"(#[\w-]+)"'),
        pytest.param("turtle", r"<(#[\w-]+)>", marks=pytest.mark.weekly),
    ],
)
def test_every_address_that_linked_data_print_opens_something(
    format_: Literal["jsonld", "turtle"], printed: str
) -> None:
    text = tfg.dumps(BUNDLED, format_, base_url="https://example.org/page.html")
    hashes = sorted(set(re.findall(printed, text)))
    script = f"""
        const lost = [];
        for (const hash of {json.dumps(hashes)}) {{
            await page.evaluate((to) => new Promise((done) => {{
                addEventListener('hashchange', () => setTimeout(done), {{ once: true }});
                location.hash = to;
            }}), hash);
            if (await page.isVisible('#lost')) lost.push(hash);
        }}
        return lost;
    """
    assert len(hashes) > len(BUNDLED.people)
    assert visit("fr", script) == []
