"""Fifteen things that listeners, teachers and owners do, on a page and on a site, in few clicks."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from chromium import ADDRESS, DESKTOP, SHOWS, WORDS, look, printed

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 70
SUBJECTS = ("bread", "water", "salt", "wine", "honey", "rice", "tea", "oil", "milk", "corn")


def item(number: int) -> str:
    subject = SUBJECTS[number % len(SUBJECTS)]
    day = dt.datetime(2020, 1, 6, 6, tzinfo=dt.UTC) + dt.timedelta(weeks=number)
    return f"""<item>
        <guid>{number}</guid>
        <title>The {subject} of field {number}</title>
        <link>https://ovens.example/{number}</link>
        <description>Where {subject} comes from.</description>
        <pubDate>{day:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
        <itunes:duration>{10 + number * 7 % 50}:00</itunes:duration>
        <podcast:person role="guest">Guest Number{number % 40}</podcast:person>
        <enclosure url="https://ovens.example/{number}.mp3" type="audio/mpeg" length="1"/>
    </item>"""


def drafted() -> tfg.Catalogue:
    """Return the show that a feed of 70 items describes, which fill several pages of a site."""
    return tfg.authoring.draft_from_feed(f"""<rss version="2.0"
        xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
        xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
        <title>Ovens</title>
        <link>https://ovens.example/</link>
        <language>en</language>
        <description>What comes out.</description>
        <atom:link rel="self" href="https://ovens.example/rss" type="application/rss+xml"/>
        {"".join(map(item, range(1, COUNT + 1)))}
    </channel></rss>""")


# The tasks; the clicks, choices and texts typed that each takes on a page and on a site, and what a
# reader then has. A show without audio, feed or address in an app shows nothing of them.
TASKS: dict[str, dict[str, tuple[int, int, object]]] = {
    "bundled": {
        "subscribe": (0, 0, None),
        "open it in an app": (0, 0, None),
        "listen": (1, 1, "https://shows.acast.com/a-qui-profite-la-tech-for-good"),
        "find what is new": (1, 1, "Quel avenir pour la tech avec Plastic Odyssey"),
        "find an episode of 25 minutes": (1, 1, True),
        "find a person": (2, 2, "Karine Gentelet"),
        "find a subject": (1, 1, "Ethique, tech et soin : un fablab au coeur du CHU de Liège"),
        "find it with a typing error": (1, 1, "Simplon où le pari du numérique pour tous"),
        "find all episodes of a guest": (1, 1, ["Jean Moreau", 1]),
        "go back to what was found": (1, 1, "food waste"),
        "search on a phone without a connection": (
            *(1, 1),
            "Profits et bien commun, le casse-tête de Phenix",
        ),
        "share a moment": (3, 3, ["À qui profite la tech for good, l’intro !", None]),
        "hand it out on paper": (1, 1, True),
        "cite": (2, 2, "Bandelier, P., Foin,"),
        "reach the show": (2, 2, "https://shows.acast.com/a-qui-profite-la-tech-for-good"),
    },
    "example": {
        "subscribe": (1, 1, "https://bread-and-code.example/apple-podcasts"),
        "open it in an app": (1, 1, "https://bread-and-code.example/antennapod"),
        "listen": (1, 1, "https://bread-and-code.example/audio/tone.mp3"),
        "find what is new": (0, 0, "Crumbs"),
        "find an episode of 25 minutes": (1, 1, True),
        "find a person": (2, 2, "Ada Miller"),
        "find a subject": (1, 1, "Water"),
        "find it with a typing error": (1, 1, "Feed at four"),
        "find all episodes of a guest": (1, 1, ["Ada Miller", 3]),
        "go back to what was found": (1, 1, "honey salt"),
        "search on a phone without a connection": (1, 1, "Salt"),
        "share a moment": (5, 4, ["Crumbs", "00:30"]),
        "hand it out on paper": (1, 1, True),
        "cite": (2, 2, "Farinay, O., & Kette"),
        "reach the show": (2, 2, "https://bread-and-code.example/"),
    },
    "feed": {
        "subscribe": (1, 1, "https://ovens.example/rss"),
        # Its address is copied.
        "open it in an app": (1, 1, "https://ovens.example/rss"),
        # The newest episode has the browser's own player; this is the next one.
        "listen": (1, 1, "https://ovens.example/69.mp3"),
        "find what is new": (0, 0, "The bread of field 70"),
        "find an episode of 25 minutes": (1, 1, True),
        "find a person": (2, 2, "Guest Number7"),
        "find a subject": (1, 1, "The honey of field 4"),
        "find it with a typing error": (1, 1, "The water of field 1"),
        "find all episodes of a guest": (1, 1, ["Guest Number30", 2]),
        "go back to what was found": (1, 1, "salt"),
        "search on a phone without a connection": (1, 1, "The salt of field 2"),
        "share a moment": (5, 4, ["The bread of field 70", "00:30"]),
        "hand it out on paper": (1, 1, True),
        "cite": (2, 2, "The bread of field 7"),
        "reach the show": (2, 2, "https://ovens.example/"),
    },
}
# What is asked of a show: a person, a subject, a word with an error, and words to come back to.
ASKED = {
    "bundled": ("Karine Gentelet", "health", "simplom", "food waste"),
    "example": ("Ada Miller", "grain", "sourdoug", "honey salt"),
    "feed": ("Guest Number7", "honey", "waterr", "salt"),
}
SCRIPT = """
    const [home, isPage, base, [person, subject, wrong, words]] = GIVEN;
    const titles = '.row > :is(h1, h2, h3, h4) a';
    const title = (within) => text(`${within} ${titles} >> visible=true`);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const open = async () => {
        await click(`.episode ${titles} >> visible=true`);
        await page.locator('.open').waitFor();
        await page.waitForLoadState();
    };
    const none = async (what) => (await count(what) ? 'something' : null);
    // What one chooses from a list on a page is a link on a site.
    const narrow = (where, option) => {
        if (!isPage) return click(`.views a[href="${option}.html"]`);
        acts += 1;
        return choose(where, option);
    };
    const isHeard = await count('.listen') > 0;
    const tasks = {
        subscribe: async () => {
            if (!isHeard) return none('.ways span, .ways button, [type="application/rss+xml"]');
            return (await leave('.ways span a')).trim();
        },
        'find an episode of 25 minutes': async () => {
            await narrow('#by-duration', 'short');
            return page.locator('.episode:visible').evaluateAll((all) => all.length > 0
                && all.every(({ dataset }) => dataset.seconds < 1800));
        },
        'find a person': async () => {
            await type(person);
            await click('#things a');
            return text('#profile :is(h1, h2)');
        },
        'find a subject': async () => {
            await type(subject);
            return title('#found');
        },
        'share a moment': async () => {
            await open();
            await page.evaluate(() => { HTMLMediaElement.prototype.play = () => {}; });
            if (await seen('.open .listen')) await click('.open .listen');
            if (isHeard) await click('[data-step="30"]');
            await click('.open .share');
            await click(`dialog p${isHeard ? ':has-text("From")' : ''} button`);
            const address = (await copied()).replace(base, home);
            await page.goto('about:blank');
            await page.goto(isHeard ? address : `${address}${isPage ? '&' : '#'}t=30`);
            const at = isHeard ? await text('#player small') : await none('audio, #player, .jump');
            return [await title('.open'), at];
        },
        'search on a phone without a connection': async () => {
            await page.setViewportSize({ width: 390, height: 844 });
            await page.context().setOffline(true);
            await type(words);
            const found = await title('#found');
            await page.context().setOffline(false);
            await page.setViewportSize({ width: 1280, height: 800 });
            return found;
        },
        'hand it out on paper': async () => {
            await open();
            return [await title('.open'), await helpers.printed(page, 'A4')];
        },
        cite: async () => {
            await open();
            await click('.open .citations button');
            return (await copied()).slice(0, 20);
        },
        'find all episodes of a guest': async () => {
            await click('.who a >> visible=true');
            return [await text('#profile :is(h1, h2)'), await count('.episode:visible')];
        },
        'go back to what was found': async () => {
            await type(words);
            await page.waitForTimeout(250);
            await click(`#found ${titles} >> visible=true`);
            await page.locator('.open').waitFor();
            acts = 1;
            await page.goBack();
            await page.locator('#found .episode').first().waitFor();
            return value('#query');
        },
        'find what is new': async () => {
            const isNewest = await text(isPage ? '#order option' : '.views a') === 'Newest first';
            if (!isNewest) await narrow('#order', 'newest');
            return title('main');
        },
        listen: async () => {
            const left = await leave(isHeard ? '.listen >> visible=true' : '.go');
            return left.split(' ')[Number(isHeard)];
        },
        'reach the show': async () => {
            await click('nav li:last-child a');
            return (await leave('[data-fact=reach] a >> visible=true')).trim();
        },
        'open it in an app': async () => {
            const apps = '.ways span a:not(#feed)';
            if (await count(apps)) return (await leave(`${apps} >> nth=-1`)).trim();
            if (!await count('#feed')) return null;
            await click('.ways button');
            return copied();
        },
        'find it with a typing error': async () => {
            await type(wrong);
            return title('#found');
        },
    };
    // What is seen and does nothing. On a page, `#` leads to all episodes.
    const places = isPage ? ['', null] : ['', '#', null];
    const dead = () => page.evaluate((places) =>
        Array.from(document.querySelectorAll('a, button, select'))
            .filter((one) => one.checkVisibility() && (one.disabled || one.options?.length < 2
                || (one.matches('a') && places.includes(one.getAttribute('href')))))
            .map(({ outerHTML }) => outerHTML), places);
    await page.route(/^https:/, (route) => route.fulfill({ body: '' }));
    const ended = {};
    const idle = [];
    for (const [name, task] of Object.entries(tasks)) {
        acts = 0;
        await page.goto('about:blank');
        await page.goto(home + (isPage ? '' : 'index.html'));
        const end = await task().catch(String);
        ended[name] = [acts, end];
        idle.push(...await dead());
    }
    return [ended, idle];
"""


# Each show once, and once a week both its page and its site.
@pytest.mark.parametrize(
    ("place", "show"),
    [
        *(("page", "bundled"), ("page", "example"), ("site", "feed")),
        *(
            pytest.param(*one, marks=pytest.mark.weekly)
            for one in (("site", "bundled"), ("site", "example"), ("page", "feed"))
        ),
    ],
)
def test_fifteen_tasks_end_after_few_clicks(show: str, place: str, tmp_path: Path) -> None:
    is_page = place == "page"
    catalogue = SHOWS.get(show) or drafted()
    folder = tmp_path / "site"
    path = tmp_path / "page.html" if is_page else folder / "index.html"
    base = ADDRESS if is_page else "https://example.org/"
    target = path if is_page else folder
    tfg.dump(catalogue, target, "html" if is_page else "site", language="en", base_url=base)
    home = path.as_uri() if is_page else f"{folder.as_uri()}/"
    given = json.dumps([home, is_page, base, ASKED[show]])
    (ended, dead), problems = look(
        path,
        WORDS + SCRIPT.replace("GIVEN", given),
        viewport=DESKTOP,
        permissions=["clipboard-read", "clipboard-write"],
    )
    title, pdf = ended["hand it out on paper"][1]
    paper = " ".join(printed(pdf).split())
    is_handout = " ".join(title.split()) in paper and "Share" not in paper
    ended["hand it out on paper"] = [ended["hand it out on paper"][0], is_handout]
    wanted = {
        task: [on_page if is_page else on_site, end]
        for task, (on_page, on_site, end) in TASKS[show].items()
    }
    assert json.loads(json.dumps(ended).replace("\\u00a0", " ")) == wanted
    assert dead == []
    # The cover of the example is nowhere.
    harmless = ("request: ", "console: Failed to load resource")
    assert [one for one in problems if not one.startswith(harmless)] == []
