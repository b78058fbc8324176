"""What people want from the web page: how many clicks and keys it takes, and that it ends."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from chromium import BUNDLED, look, visit, write_pages

import techforgood_podcast as tfg
from example import EXAMPLE
from techforgood_podcast.text.writing import straighten, typeset
from techforgood_podcast.writers.citations.bibliography import references

if TYPE_CHECKING:
    from pathlib import Path


ADDRESS = "https://example.org/page.html"


SHOWS = {"bundled": BUNDLED, "example": EXAMPLE}

# What a visitor does, each counted as one.
ACTS = """
    let acts = 0;
    const counted = (act) => (...given) => {
        acts += 1;
        return act(...given);
    };
    const click = counted((where) => page.locator(where).first().click());
    const ask = counted((text) => page.fill('#query', text));
    const press = counted((key) => page.keyboard.press(key));
    const type = counted((text) => page.keyboard.type(text));
    // Nothing is loaded from elsewhere.
    const leave = async (where) => {
        await page.route(/^https:/, (route) => route.fulfill({ body: '' }));
        await page.evaluate(() => {
            HTMLMediaElement.prototype.play = function play() { document.title = this.src; };
        });
        await click(where);
        return `${page.url()} ${await page.title()}`;
    };
    const values = async () =>
        (await page.locator('dialog textarea').evaluateAll((all) => all.map(({ value }) => value)))
            .join('\\n');
    const answer = await (async () => { %s })();
    return [acts, answer];
"""


class Task(NamedTuple):
    """What somebody wants of a page.

    Attributes:
        most: the most clicks and keys that it may take; a word that is typed is one.
        script: what they do; it returns what they have then. TEXT is what they type.
        bundled: what they type on the page of the bundled show, and parts of what they have then.
        example: the same on the page of the example.
        at: the fragment with which the page is opened.
        settings: those of the browser.
    """

    most: int
    script: str
    bundled: tuple[str, ...]
    example: tuple[str, ...]
    at: str = ""
    settings: dict[str, Any] = {}  # noqa: RUF012 -- never changed


TASKS = {
    "what no episode is about is said": Task(
        1,
        "await ask(TEXT); return page.innerText('#count');",
        ("retired employment", "Nothing for “retired”"),
        ("elderly baking", "Nothing for “elderly”"),
    ),
    "who speaks for an organisation": Task(
        2,
        "await ask(TEXT); await click('#things a'); return page.innerText('#profile');",
        ("phenix", "Jean Moreau – chief executive of Phénix", "Nathalie"),
        ("sandlebeck bakery", "Sandlebeck Bakery", "Ada Miller – "),
    ),
    "cite an episode": Task(
        2,
        "await click('#S1E3 h4 a'); await click('.open .cite'); return values();",
        ("", "(n.d.)", "@misc{", "@audio{", "https://"),
        ("", "(2025, February 6)", "@misc{", "@audio{", "https://bread-and-code.example/s01e03"),
    ),
    "listen to an episode": Task(
        1,
        "return leave('.episode .do a');",
        ("", "https://shows.acast.com/"),
        ("", "https://bread-and-code.example/audio/tone.mp3"),
    ),
    # Of the bundled show, no feed is known; where it is heard, one can subscribe.
    "subscribe": Task(
        1,
        "return leave('.ways a:last-child');",
        ("", str(BUNDLED.show.url)),
        ("", str(EXAMPLE.show.feed_url)),
    ),
    "share a guest": Task(
        2,
        "await click('#S1E3 .who a'); await click('#share'); return values();",
        ("", f"{ADDRESS}#person-linda-salli"),
        ("", f"{ADDRESS}#person-yann-le-meunec"),
    ),
    "print one episode": Task(
        0,
        "return helpers.printed(page, 'A4');",
        ("", "https://", f"{ADDRESS}#S1E3"),
        ("", "https://bread-and-code.example/s01e03", f"{ADDRESS}#S1E3"),
        at="#S1E3",
    ),
    "whom an organisation funds": Task(
        2,
        "await ask(TEXT); await click('#things a'); return page.innerText('#profile');",
        ("google", "We TechCare"),
        ("half rise", "Second Loaf", "Town Council of Vallefarina"),
    ),
    "take the data along": Task(
        2,
        """
            await click('#download');
            const save = () => click('dialog button:text("CSV")');
            return (await helpers.saved(page, save))[1];
        """,
        ("", "S1E3,", "Linda Salli"),
        ("", "S2E7,", "Lucia Spigalli"),
    ),
    "embed an episode": Task(
        2,
        "await click('#S1E3 h4 a'); await click('.open .share'); return values();",
        ("", f'<iframe src="{ADDRESS}#card=S1E3"'),
        ("", f'<iframe src="{ADDRESS}#card=S1E3"'),
    ),
    "switch the language": Task(
        1,
        """
            await click('#tongues label:not(:has(:checked))');
            await page.reload();
            return await page.innerText('.open .tasks') + await page.evaluate('location.hash');
        """,
        ("", "Citer", "episode=s01e03&lang=fr"),
        ("", "Citer", "episode=s01e03&lang=fr"),
        at="#S1E3",
    ),
    "find an episode by keys": Task(
        4,
        """
            await press('/'); await type(TEXT); await press('ArrowDown'); await press('Enter');
            return page.innerText('.open h4');
        """,
        ("hospital", "Liège"),
        ("honey salt", "Salt"),
    ),
    "read all texts without_javascript": Task(
        0,
        "return page.innerText('main');",
        ("", "Phénix", "Université du Québec", "Sources"),
        ("", "A town buys a mill", "Half Rise Foundation", "Sources"),
        settings={"javaScriptEnabled": False},
    ),
    "read and search without a network": Task(
        1,
        "await ask(TEXT); return page.innerText('#found');",
        ("food waste", "S1E1"),
        ("food waste", "S1E6"),
        settings={"offline": True},
    ),
    "enlarge the page to twice its size": Task(
        0,
        """
            const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
            return String(await fits());
        """,
        ("", "true"),
        ("", "true"),
        settings={"viewport": {"width": 640, "height": 400}},
    ),
}


@pytest.fixture(scope="module")
def shows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("shows")
    for name, catalogue in SHOWS.items():
        tfg.dump(catalogue, folder / f"{name}.html", language="en", base_url=ADDRESS)
    return {name: folder / f"{name}.html" for name in SHOWS}


@pytest.mark.parametrize("name", SHOWS)
@pytest.mark.parametrize("what", TASKS)
def test_a_task_ends_after_few_clicks(
    shows: dict[str, Path], what: str, name: str, tmp_path: Path
) -> None:
    task = TASKS[what]
    text, *wanted = task.bundled if name == "bundled" else task.example
    script = ACTS % task.script.replace("TEXT", json.dumps(text))
    (acts, answer), problems = look(shows[name], script, at=task.at, **task.settings)
    if task.script == TASKS["print one episode"].script:
        answer = "".join(printed(answer, tmp_path).split())
    assert [part for part in wanted if part not in answer] == [], answer
    assert acts <= task.most
    assert [one for one in problems if not one.startswith("request: ")] == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "page.html"
    tfg.dump(BUNDLED, path, language="en", base_url=ADDRESS)
    return path


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write_pages(tmp_path_factory.mktemp("pages"))


def codes(episodes: tfg.Episodes) -> list[str]:
    return [episode.code for episode in episodes]


def test_1_find_the_episode_about_food_waste(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'food waste');
        await page.locator('.episode:visible h4 a').first().click();
        return [await page.evaluate('location.hash'), await page.isVisible('#episode-s01e01 dl')];
    """
    assert visit(pages["en"], script) == ["#q=food+waste&episode=s01e01", True]


def test_2_who_is_karine_gentelet_and_where_else_does_she_speak(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e03 h4 a');
        await page.click('#episode-s01e03 a[href="#person-karine-gentelet"]');
        return [await page.innerText('#profile'), await helpers.codes(page)];
    """
    profile, found = visit(pages["en"], script)
    assert found == codes(BUNDLED.by_guest("Karine Gentelet")) == ["S1E3", "S1E7"]
    wanted = ["Karine Gentelet", "Associate professor of sociology", "Université du Québec"]
    assert [part for part in wanted if part not in profile] == []


def test_3_something_under_thirty_minutes_about_training(pages: dict[str, Path]) -> None:
    script = """
        await page.fill('#query', 'training');
        await page.selectOption('#by-duration', 'short');
        return helpers.codes(page);
    """
    assert visit(pages["en"], script) == ["S1E7"]


def test_3_something_under_thirty_minutes_about_employment(pages: dict[str, Path]) -> None:
    script = """
        await page.selectOption('#by-theme', 'emploi');
        await page.selectOption('#by-duration', 'short');
        return [await helpers.codes(page), await page.textContent('#count')];
    """
    left_out = "1 episode of unknown length is left out."
    assert visit(pages["en"], script) == [["S1E7"], f"1 episode · {left_out}"]


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "supported by:"), ("fr", "avec le soutien de\xa0:")],
)
def test_4_who_funds_whom(pages: dict[str, Path], language: str, label: str) -> None:
    script = """
        const item = page.locator('#ties li').filter({ hasText: /Google/ });
        const text = await item.innerText();
        await page.click('#ties summary');
        const table = await page.locator('#ties tbody tr').allInnerTexts();
        await item.getByRole('link', { name: 'We TechCare' }).click();
        return [text, table.length, await page.innerText('#profile h2')];
    """
    sentence = f"We TechCare – {label} Google, Fondation SFR S1E3"
    assert visit(pages[language], script) == [sentence, 7, "We TechCare"]


def test_5_what_takes_place_in_belgium(pages: dict[str, Path]) -> None:
    script = """
        await page.getByRole('link', { name: 'Lieux', exact: true }).click();
        await page.click('#place-belgique b a');
        return [await page.innerText('#profile h2'), await helpers.codes(page)];
    """
    assert visit(pages["fr"], script) == ["Belgique", codes(BUNDLED.by_place("Belgium"))]


def test_5_who_speaks_for_a_university(pages: dict[str, Path]) -> None:
    script = """
        await page.getByRole('link', { name: 'Organisations', exact: true }).click();
        await page.selectOption('#organisations .sift select', 'university');
        await page.click('#organisations li:visible p a >> nth=-1');
        return page.innerText('#profile h2');
    """
    (university,) = BUNDLED.organisations.where(lambda body: body.kind == "university")
    (guest,) = BUNDLED.people_of(university)
    assert visit(pages["fr"], script) == guest.name


@pytest.mark.parametrize("at", ["#S1E3", "#episode-s01e03"])
@pytest.mark.parametrize("javascript", [True, False], ids=["", "without_javascript"])
def test_6_a_deep_link_leads_to_an_episode(
    pages: dict[str, Path],
    at: str,
    javascript: bool,  # noqa: FBT001 -- a parameter of the test
) -> None:
    script = """
        return page.locator('#episode-s01e03').evaluate((element) => {
            const { top } = element.getBoundingClientRect();
            return [top >= -40 && top < 220, element.querySelector('dl').checkVisibility()];
        });
    """
    settings: dict[str, Any] = {"javaScriptEnabled": javascript}
    assert visit(pages["fr"], script, at=at, **settings) == [True, True]


def test_7_share_an_episode(published: Path) -> None:
    script = """
        await page.click('#episode-s01e05 h4 a');
        await page.click('#episode-s01e05 .share');
        await page.getByRole('button', { name: 'Copy' }).first().click();
        await page.getByText('Copied').waitFor();
        return page.evaluate(() => navigator.clipboard.readText());
    """
    permissions = ["clipboard-read", "clipboard-write"]
    assert visit(published, script, permissions=permissions) == f"{ADDRESS}#S1E5"


def test_7_what_is_not_published_cannot_be_shared(pages: dict[str, Path]) -> None:
    script = """
        await page.click('#episode-s01e05 h4 a');
        await page.click('#episode-s01e05 .share');
        const said = await page.innerText('dialog');
        return [said, await page.locator('textarea').count(), await helpers.axe(page)];
    """
    said, fields, violations = visit(pages["en"], script)
    assert "Publish this page first" in said
    assert (fields, violations) == (0, [])


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("episode", BUNDLED.episodes, ids=lambda episode: str(episode.id))
def test_7_embed_an_episode(
    published: Path, episode: tfg.Episode, width: int, tmp_path: Path
) -> None:
    script = f"""
        await page.click('#episode-{episode.id} h4 a');
        await page.click('#episode-{episode.id} .share');
        return page.inputValue('textarea >> nth=1');
    """
    frame = visit(published, script).replace(ADDRESS, published.as_uri())
    blog = f"<!DOCTYPE html><meta charset=utf-8><title>Blog</title>{frame}"
    (tmp_path / "blog.html").write_text(blog, encoding="utf-8")
    script = """
        await page.addStyleTag({ content: 'body { margin: 0 }' });
        const card = page.frameLocator('iframe').locator('.frame');
        await card.waitFor();
        const [text, fits] = await card.evaluate((element) => {
            const { scrollHeight, scrollWidth, clientWidth } = document.documentElement;
            return [element.innerText, scrollHeight <= innerHeight && scrollWidth <= clientWidth];
        });
        return [text, fits, await page.locator('iframe').getAttribute('title')];
    """
    answer, _ = look(tmp_path / "blog.html", script, viewport={"width": width, "height": 600})
    text, fits, title = answer
    assert (fits, title) == (True, typeset(episode.title, "fr").replace("\xa0", " "))
    tfg.dump(episode, tmp_path / "card.html", card=True, language="en")
    own = visit(tmp_path / "card.html", "return page.innerText('.frame');")
    assert text.replace("\xa0", " ") == own.replace("\xa0", " ")


@pytest.mark.parametrize("style", ["APA", "MLA", "Chicago", "BibTeX", "BibLaTeX", "RIS"])
def test_7_cite_an_episode(pages: dict[str, Path], style: str) -> None:
    script = f"""
        await page.click('#episode-s01e03 h4 a');
        await page.click('#episode-s01e03 .cite');
        const part = page.locator('dialog > div').filter({{ hasText: /^{style}/ }});
        await part.getByRole('button').click();
        await page.getByText('Copié').waitFor();
        return page.evaluate(() => navigator.clipboard.readText());
    """
    permissions = ["clipboard-read", "clipboard-write"]
    copied = visit(pages["fr"], script, permissions=permissions)
    first, *lines = copied.splitlines()
    known = references(BUNDLED.episode(3), "fr")[style].splitlines()
    assert (first, set(lines) <= set(known)) == (known[0], True)


@pytest.mark.parametrize("suffix", ["CSV", "JSON", "RIS"])
def test_7_download_what_is_shown(pages: dict[str, Path], suffix: str) -> None:
    script = f"""
        await page.click('#download');
        return helpers.saved(page, () => page.getByRole('button', {{ name: '{suffix}' }}).click());
    """
    name, text = visit(pages["fr"], script, at="#theme=emploi")
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


def test_7_subscribe_where_a_feed_is_known(tmp_path: Path) -> None:
    show = tfg.Show(id="s", title="Show", language="fr", feed_url="https://example.org/rss")
    episodes = [tfg.Episode(id=f"e{n}", show=show, number=n, title="T") for n in (1, 2)]
    tfg.dump(tfg.Catalogue(show=show, episodes=episodes), tmp_path / "page.html")
    script = "return page.getByRole('link', { name: 'S’abonner' }).getAttribute('href');"
    assert visit(tmp_path / "page.html", script) == show.feed_url


def test_7_listen_where_the_catalogue_knows_how(pages: dict[str, Path]) -> None:
    script = """
        return page.locator(':is(.ways, .do) a').evaluateAll(
            (all) => all.map(({ href, innerText }) => [href, innerText]));
    """
    urls = [BUNDLED.show.url, *(episode.url for episode in BUNDLED.episodes if episode.url)]
    assert visit(pages["en"], script) == [[url, "Listen"] for url in urls]


def test_7_share_an_episode_where_nothing_may_be_copied(published: Path) -> None:
    script = """
        await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', {}); });
        await page.click('#episode-s01e05 h4 a');
        await page.click('#episode-s01e05 .share');
        await page.getByRole('button', { name: 'Copy' }).first().click();
        return page.evaluate(() => getSelection().toString() || document.activeElement.value);
    """
    assert visit(published, script).endswith("#S1E5")


def printed(pdf: str, folder: Path) -> str:
    """Return the text of a printed page, given in base64."""
    path = folder / "page.pdf"
    path.write_bytes(base64.b64decode(pdf))
    run = subprocess.run(
        ["pdftotext", "-layout", path, "-"],  # noqa: S607 -- debian.sh installs it
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()


def last_headings(page: Path, folder: Path, paper: str, style: str = "") -> set[str]:
    """Print a page; return the headings that are the last lines on their sheets."""
    script = f"""
        if ({json.dumps(style)}) await page.addStyleTag({{ content: {json.dumps(style)} }});
        const headings = await page.locator('h2:visible, h3:visible, h4:visible').allInnerTexts();
        return [headings, await helpers.printed(page, '{paper}')];
    """
    headings, pdf = visit(page, script, bypassCSP=bool(style))
    sheets = [sheet.split("\n") for sheet in printed(pdf, folder).split("\f") if sheet.strip()]
    assert len(sheets) > 4
    last = {squeeze("\n".join(lines).strip().split("\n")[-n:]) for lines in sheets for n in (1, 2)}
    # The code of an episode is printed before its title.
    last |= {re.sub(r"^s\d+(e\d+| intro) ", "", line) for line in last}
    return last & {squeeze([heading]) for heading in headings}


def squeeze(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split()).lower()


@pytest.mark.parametrize("paper", ["A4", "A5", "Letter"])
def test_9_print_it_without_a_heading_at_the_foot_of_a_sheet(
    pages: dict[str, Path], tmp_path: Path, paper: str
) -> None:
    assert last_headings(pages["fr"], tmp_path, paper) == set()


def test_9_a_heading_at_the_foot_of_a_sheet_is_noticed(
    pages: dict[str, Path], tmp_path: Path
) -> None:
    style = ".row > :not(h4, .meta) { display: none } .row { break-after: page !important }"
    assert BUNDLED.episode(1).title.lower() in last_headings(pages["fr"], tmp_path, "A4", style)


def test_10_read_and_switch_the_language_without_javascript(pages: dict[str, Path]) -> None:
    script = """
        const seen = async () => [await page.innerText('#episodes-title'),
            await page.innerText('#episode-s01e06 .themes a >> nth=0'),
            await page.isVisible('#episode-s01e06 dl')];
        const french = await seen();
        await page.getByLabel('English').check();
        const english = await seen();
        await page.click('#ties a[href="#organisation-simplon"]');
        return [french, english, await page.evaluate('location.hash')];
    """
    french, english, entry = visit(pages["fr"], script, javaScriptEnabled=False)
    assert french == ["Épisodes", "Santé", True]
    assert english == ["Episodes", "Health", True]
    assert entry == "#organisation-simplon"
