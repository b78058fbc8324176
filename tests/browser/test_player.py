"""What people hear: one player on a page and on a site, moments of episodes, and what is copied."""

from __future__ import annotations

import json
import re
import threading
import wave
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from chromium import DESKTOP, PHONE, look

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MINUTES = 20
# What the player has: its address, where it is in seconds, and whether it is still.
PLAYER = """
    const player = () => page.evaluate(() => {
        const medium = document.querySelector('#player :is(audio, video)');
        return medium && [medium.src.split('?')[1], Math.floor(medium.currentTime), medium.paused];
    });
    const until = (second) => page.waitForFunction((second) =>
        document.querySelector('#player audio').currentTime > second, second);
    const stored = () => page.evaluate(() => ({ ...localStorage }));
    const hash = () => page.evaluate('location.hash');
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and their parts, as players ask for them, and moves one to another host."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- as inherited
        pass

    def do_GET(self) -> None:
        asked = re.match(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if self.path.startswith("/moved/"):
            self.send_response(302)
            port = self.headers["Host"].rpartition(":")[2]
            self.send_header("Location", f"http://localhost:{port}/tone.wav")
            self.end_headers()
        elif asked:
            with open(self.translate_path(self.path), "rb") as file:  # noqa: PTH123 -- as given
                content = file.read()
            start, stop = int(asked[1]), int(asked[2] or len(content) - 1)
            self.send_response(206)
            self.send_header("Content-Type", "audio/wav")
            self.send_header("Content-Range", f"bytes {start}-{stop}/{len(content)}")
            self.send_header("Content-Length", str(stop + 1 - start))
            self.end_headers()
            self.wfile.write(content[start : stop + 1])
        else:
            super().do_GET()


def heard_at(host: str) -> tfg.Catalogue:
    """Return a show whose first three episodes are heard, the third at an address that moved."""
    episodes = [
        {
            "id": f"e{number}",
            "season": 1,
            "number": number,
            "title": f"Loaf {number}",
            "duration": f"{MINUTES}:00",
            "audio": {
                "url": f"{host}{'moved/' * (number == 3)}tone.wav?{number}",
                "media_type": "audio/wav",
            },
            "chapters": [{"start": "00:00", "title": "Flour"}, {"start": "12:34", "title": "Salt"}],
        }
        for number in (1, 2, 3)
    ]
    silent = {"id": "e4", "season": 1, "number": 4, "title": "Silence"}
    show = {
        "id": "ovens",
        "title": "Ovens",
        "language": "en",
        "feed_url": "https://example.org/rss",
    }
    return tfg.loads(json.dumps({"show": show, "episodes": [*episodes, silent]}), "json")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a page, a site and what is heard there, twenty minutes of silence."""
    folder = tmp_path_factory.mktemp("heard")
    with wave.open(str(folder / "tone.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(3000)
        file.writeframes(b"\x80" * 3000 * 60 * MINUTES)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        tfg.dump(heard_at(address), folder / "page.html")
        tfg.dump(heard_at(address), folder / "site", "site")
        plain = tfg.to_dict(heard_at(address))
        plain["show"]["summary"] = {"en": "Ovens.", "fr": "Des fours."}
        tfg.dump(tfg.from_dict(plain), folder / "spoken", "site")
        yield address
        server.shutdown()


@pytest.fixture(scope="module")
def disk(host: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the same site on a disk."""
    folder = tmp_path_factory.mktemp("disk")
    tfg.dump(heard_at(host), folder / "site", "site")
    return f"{folder.as_uri()}/"


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "blank.html"
    path.write_text("<!DOCTYPE html><title>Blank</title>", encoding="utf-8")
    return path


def visit(blank: Path, url: str, script: str, **settings: Any) -> Any:
    """Run a script on a served page, check that nothing goes wrong, and return the result."""
    opened = f"{PLAYER} await page.goto({json.dumps(url)}); {script}"
    answer, problems = look(blank, opened, **settings)
    assert [one for one in problems if not one.startswith("request: ")] == []
    return answer


HOMES = pytest.mark.parametrize("home", ["page.html", "site/index.html"])
EPISODES = pytest.mark.parametrize("place", ["page.html#S1E{}&", "site/episodes/e{}.html#"])


@HOMES
def test_listen_plays_at_once_and_stays_at_the_foot(blank: Path, host: str, home: str) -> None:
    script = """
        await page.click('#episode-e2 .listen');
        await until(1);
        const [query, , still] = await player();
        await page.evaluate('scrollTo(0, 9999)');
        const { y, height } = await page.locator('#player').boundingBox();
        return [query, still, Math.round(y + height)];
    """
    assert visit(blank, host + home, script, viewport=PHONE) == ["2", False, PHONE["height"]]


@HOMES
def test_the_player_of_the_first_episode_gives_way_to_the_one_at_the_foot(
    blank: Path, host: str, home: str
) -> None:
    script = """
        const before = await page.isVisible('#episode-e1 audio');
        await page.mouse.click(5, 5);
        await page.evaluate(() => document.querySelector('#episode-e1 audio').play());
        await until(1);
        return [before, await player(), await page.isVisible('#episode-e1 audio')];
    """
    before, (query, _, still), after = visit(blank, host + home, script)
    assert (before, query, still, after) == (True, "1", False, False)


@pytest.mark.parametrize("place", ["index", "episodes/e1", "episodes/e4", "about"])
def test_a_result_of_a_search_plays_as_the_row_of_a_list_does(
    blank: Path, host: str, place: str
) -> None:
    script = """
        await page.fill('#query', 'loaf');
        await page.click('#found article:nth-of-type(2) .listen');
        await until(1);
        const [query, , still] = await player();
        const kept = await page.evaluate(() => Object.keys(localStorage).sort());
        await page.fill('#query', 'flour');
        return [query, still, kept, await page.isVisible('#player'), (await player())[2],
            await page.textContent('#player > a')];
    """
    found = visit(blank, f"{host}site/{place}.html", script)
    assert found == ["2", False, ["ovens/episode-e2", "ovens/last"], True, False, "Loaf 2"]


def test_the_player_of_the_page_plays_on_while_one_reads_and_goes_back(
    blank: Path, host: str
) -> None:
    script = """
        await page.click('#episode-e2 .listen');
        await until(1);
        await page.click('#player > a');
        const opened = [await hash(), await page.isVisible('#player')];
        await page.goBack();
        await page.click('nav a:last-child >> nth=-1');
        return [opened, await page.isVisible('#player'), (await player())[2]];
    """
    assert visit(blank, f"{host}page.html", script) == [["#S1E2", True], True, False]


@HOMES
def test_where_the_listener_was_is_remembered_and_nothing_before(
    blank: Path, host: str, home: str
) -> None:
    script = f"""
        const before = await stored();
        await page.click('#episode-e2 .listen');
        await until(1);
        await page.click('[data-step="30"]');
        await until(31.5);
        const keys = Object.keys(await stored()).filter((key) => !key.endsWith('/last'));
        await page.goto('{host}site/episodes/e2.html');
        const [, second, still] = await player();
        return [before, keys, second >= 31, still];
    """
    expected: list[object] = [{}, ["ovens/episode-e2"], True, True]
    assert visit(blank, host + home, script) == expected


@pytest.mark.parametrize("place", ["host", "disk"])
def test_the_next_page_offers_to_go_on_and_one_key_plays_on(
    blank: Path, place: str, request: pytest.FixtureRequest
) -> None:
    script = """
        const offer = async () => {
            await page.waitForLoadState();
            return page.locator('#last:visible button >> nth=0').allInnerTexts();
        };
        const before = [await offer(), await page.evaluate(() => localStorage.length)];
        await page.click('#episode-e2 .listen');
        await until(1);
        await page.click('[data-step="30"]');
        await until(31.5);
        await page.click('nav a:last-child >> nth=-1');
        const offered = await offer();
        await page.click('nav a >> nth=0');
        await page.click('#episode-e1 h3 a');
        const axe = await helpers.axe(page);
        await page.keyboard.press('Shift+Enter');
        await until(31.5);
        const [query, , still] = await player();
        const own = await page.isVisible('.open audio');
        await page.click('#player > a');
        return [before, offered, axe, query, still, own, await page.innerText('h1'), await offer(),
                (await player())[1] > 30];
    """
    url = f"{request.getfixturevalue(place)}site/index.html"
    before, offered, *found = visit(blank, url, script)
    assert before == [[], 0]
    assert [one.partition(", ")[0] for one in offered] == ["Continue: Loaf 2"]
    assert found == [[], "2", False, True, "Loaf 2", [], True]


def test_what_ended_or_was_closed_is_not_offered(blank: Path, host: str) -> None:
    script = """
        await page.click('#episode-e2 .listen');
        await until(0.5);
        await page.reload();
        await page.click('#last button >> nth=1');
        const closed = await page.isVisible('#last');
        await page.reload();
        return [closed, await page.isVisible('#last')];
    """
    assert visit(blank, f"{host}site/index.html", script) == [False, False]


@HOMES
def test_a_device_that_stores_nothing_plays(blank: Path, host: str, home: str) -> None:
    script = """
        await page.addInitScript(() => Object.defineProperty(globalThis, 'localStorage', {
            get() { throw new Error('no'); },
        }));
        await page.reload();
        await page.click('#episode-e2 .listen');
        await until(1);
        return (await player())[2];
    """
    assert visit(blank, host + home, script) is False


@EPISODES
def test_a_moment_is_ready_and_nothing_is_loaded_or_stored(
    blank: Path, host: str, place: str
) -> None:
    script = """
        await page.waitForTimeout(200);
        return [await player(), await page.innerText('#player small'), await stored(),
                await page.innerText('.open :is(h1, h3, h4)')];
    """
    url = f"{host}{place.format(2)}t=754"
    opened = f"{PLAYER} await page.goto({json.dumps(url)}); {script}"
    answer, problems = look(blank, opened)
    assert answer == [["2", 754, True], "12:34", {}, "Loaf 2"]
    assert [one for one in problems if "wav" in one] == []


@EPISODES
@pytest.mark.parametrize("time", ["t=99999", "t=x", "t=", "t=-5", "t=1e2", "t=1200"])
def test_a_time_that_an_episode_has_not_opens_it_only(
    blank: Path, host: str, place: str, time: str
) -> None:
    script = """
        return [await page.innerText('.open :is(h1, h3, h4)'), ((await player()) ?? [0, 0])[1],
                await page.locator('#lost:visible').count()];
    """
    assert visit(blank, f"{host}{place.format(2)}{time}", script) == ["Loaf 2", 0, 0]


@EPISODES
def test_an_episode_without_audio_is_opened_at_any_moment(
    blank: Path, host: str, place: str
) -> None:
    script = """
        return [await page.innerText('.open :is(h1, h3, h4)'),
                await page.locator(':is(audio, .listen, #player):visible').count()];
    """
    assert visit(blank, f"{host}{place.format(4)}t=754", script) == ["Silence", 0]


@EPISODES
def test_chapters_and_keys_seek_where_the_episode_is_read(
    blank: Path, host: str, place: str
) -> None:
    script = """
        const url = page.url();
        await page.click('.open .jump >> nth=1');
        await until(754.2);
        await page.keyboard.press('ArrowRight');
        const on = (await player())[1] >= 784;
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowLeft');
        const back = (await player())[1] < 760;
        await page.keyboard.press('Shift+ArrowRight');
        return [page.url() === url, on, back, await page.innerText('#player b'),
                await page.evaluate(() => document.querySelector('#player audio').playbackRate)];
    """
    found = visit(blank, f"{host}{place.format(1)}", script)
    assert found == [True, True, True, "1.25×", 1.25]


def test_a_key_that_selects_text_leaves_the_player_alone(blank: Path, host: str) -> None:
    script = """
        await page.click('.jump >> nth=0');
        await page.dblclick('h1');
        await page.keyboard.press('Shift+ArrowRight');
        return page.innerText('#player b');
    """
    assert visit(blank, f"{host}site/episodes/e1.html", script) == "1×"


@EPISODES
def test_a_moment_and_a_citation_are_copied(blank: Path, host: str, place: str) -> None:
    script = """
        await page.click('.open .share');
        const copied = [];
        for (const place of [0, 1]) {
            await page.click(`dialog p > button >> nth=${place}`);
            copied.push(await page.evaluate(() => navigator.clipboard.readText()));
        }
        const label = await page.innerText('dialog b >> nth=1');
        await page.click('dialog form button');
        await page.click('.open .citations button >> nth=0');
        copied.push(await page.evaluate(() => navigator.clipboard.readText()));
        return [label, copied];
    """
    url = f"{host}{place.format(2)}t=754"
    permissions = ["clipboard-read", "clipboard-write"]
    label, copied = visit(blank, url, script, permissions=permissions)
    assert (label, copied[:2]) == ("From 12:34", [re.sub("[#&]t=.*", "", url), url])
    assert copied[2].startswith("Loaf 2 (Season 1, Episode 2)")


def test_a_locked_screen_names_the_episode_and_seeks(blank: Path, host: str) -> None:
    script = f"""
        await page.addInitScript(() => {{
            globalThis.acts = {{}};
            navigator.mediaSession.setActionHandler =
                (name, act) => {{ globalThis.acts[name] = act; }};
        }});
        await page.goto('{host}site/index.html');
        await page.click('#episode-e2 .listen');
        await until(1);
        await page.evaluate(() => globalThis.acts.seekforward());
        await until(31);
        return page.evaluate(() => [navigator.mediaSession.metadata.title,
            navigator.mediaSession.metadata.artist, Object.keys(globalThis.acts)]);
    """
    found = visit(blank, f"{host}site/index.html", script)
    assert found == ["Loaf 2", "Ovens", ["seekbackward", "seekforward"]]


@EPISODES
def test_an_address_goes_to_other_programs_where_the_browser_can(
    blank: Path, host: str, place: str
) -> None:
    script = """
        await page.evaluate(() => {
            navigator.share = async (given) => { globalThis.shared = given; };
        });
        await page.click('.open .share');
        await page.click('dialog p:nth-child(2) > button >> nth=1');
        return page.evaluate('shared');
    """
    url = f"{host}{place.format(2)}t=754"
    assert visit(blank, url, script) == {"title": "Loaf 2", "url": url}


def test_the_line_to_embed_shows_a_card_that_plays(blank: Path, host: str) -> None:
    script = f"""
        await page.click('.open .share');
        const line = await page.innerText('dialog p:last-child span');
        await page.goto('{host}blank.html');
        await page.setContent(line);
        const frame = page.frames()[1];
        await frame.waitForSelector('audio');
        const card = await frame.innerText('main');
        await frame.evaluate(() => {{ document.querySelector('audio').volume = 0; }});
        const high = await frame.evaluate(() =>
            document.documentElement.scrollHeight <= innerHeight);
        await page.goto(frame.url());
        return [line, card, high, await helpers.axe(page)];
    """
    answer, _ = look(blank, f"await page.goto('{host}site/episodes/e1.html'); {script}")
    line, card, is_whole, objections = answer
    assert line.startswith(f'<iframe src="{host}site/episodes/e1.card.html" title="Loaf 1" width=')
    assert " ".join(card.split()) == "Ovens S1E1 Loaf 1 20:00 Listen on the episode's page"
    assert (is_whole, objections) == (True, [])


def test_an_episode_says_how_long_it_is_before_anything_is_loaded(blank: Path, host: str) -> None:
    script = "return [await page.innerText('#player small'), await page.innerText('.tasks a')];"
    found = visit(blank, f"{host}site/episodes/e1.html", script)
    assert found == ["20\xa0min", "Download WAV"]


def test_a_moment_is_kept_in_another_language(blank: Path, host: str) -> None:
    script = """
        await page.click('#tongues a:not([aria-current])');
        return [page.url(), await page.innerText('#player small')];
    """
    url = f"{host}spoken/episodes/e1.html#t=754"
    assert visit(blank, url, script) == [f"{host}spoken/fr/episodes/e1.html#t=754", "12:34"]


@HOMES
def test_the_address_of_the_feed_is_copied(blank: Path, host: str, home: str) -> None:
    script = """
        await page.click('.ways button');
        return page.evaluate(() => navigator.clipboard.readText());
    """
    permissions = ["clipboard-read", "clipboard-write"]
    assert visit(blank, host + home, script, permissions=permissions) == "https://example.org/rss"


def test_audio_that_redirects_to_another_host_is_played(blank: Path, host: str) -> None:
    script = """
        await page.click('#episode-e3 .listen');
        await until(0);
        return true;
    """
    assert visit(blank, f"{host}page.html", script)


def test_audio_that_cannot_be_loaded_is_a_link(blank: Path, host: str) -> None:
    script = f"""
        await page.route('**/tone.wav*', (route) => route.abort());
        await page.goto('{host}page.html');
        await page.click('#episode-e2 .listen');
        await page.locator('#player p a').waitFor();
        return page.getAttribute('#player p a', 'href');
    """
    answer, _ = look(blank, script)
    assert answer == f"{host}tone.wav?2"


@pytest.mark.parametrize(
    "place", ["page.html#S1E1&t=5", "site/episodes/e1.html#t=5", "site/index.html"]
)
@pytest.mark.parametrize(
    ("screen", "scheme"),
    [
        pytest.param(PHONE, "dark", id="phone-dark"),
        pytest.param(DESKTOP, "light", id="desktop-light"),
        pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.weekly),
        pytest.param(DESKTOP, "dark", id="desktop-dark", marks=pytest.mark.weekly),
    ],
)
def test_axe_finds_nothing_to_object_to_where_something_plays(
    blank: Path, host: str, place: str, screen: dict[str, int], scheme: str
) -> None:
    script = """
        await page.locator(':is(.listen, .jump):visible').first().click();
        await until(0);
        return [await helpers.axe(page), await page.evaluate(() =>
            document.documentElement.scrollWidth <= innerWidth)];
    """
    found = visit(blank, host + place, script, viewport=screen, colorScheme=scheme)
    assert found == [[], True]


@pytest.mark.parametrize("place", ["page.html", "site/episodes/e1.html"])
def test_without_a_script_the_browser_plays_by_itself(blank: Path, host: str, place: str) -> None:
    script = """
        return [await page.locator('audio:visible').first().getAttribute('src'),
                await page.locator('button:visible').count()];
    """
    found = visit(blank, host + place, script, javaScriptEnabled=False)
    assert found == [f"{host}tone.wav?1", 0]


@HOMES
def test_the_speed_is_kept_on_the_next_page(blank: Path, host: str, home: str) -> None:
    script = f"""
        await page.click('#episode-e2 .listen');
        await page.keyboard.press('Shift+ArrowRight');
        await page.goto('{host}site/episodes/e2.html');
        const said = await page.innerText('#player [aria-keyshortcuts="Shift+ArrowRight"] b');
        const rate = () => document.querySelector('.open audio').playbackRate;
        return [said, await page.evaluate(rate)];
    """
    assert visit(blank, host + home, script) == ["1.25×", 1.25]
