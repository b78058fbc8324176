"""Measure the web page in Chromium: first screen, movement, size, speed, Lighthouse and axe.

    python benchmarks/web_page.py

It needs Chromium, and the packages of ``browser/`` and ``benchmarks/`` for Node.js, which ``make
bench`` installs. The long shows are made up: one guest, one theme and two sentences an episode, as
in a feed, or all that the bundled episodes have.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import attrs
from measuring import Row, seconds, table

sys.path.append(str(Path(__file__).parents[1] / "browser"))
sys.path.append(str(Path(__file__).parents[1] / "tests"))

from chromium import visit

import techforgood_podcast as tfg
from long_running import episode, show
from techforgood_podcast.writers import import_writer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

ROOT = Path(__file__).parents[1]
BUNDLED = tfg.load_catalogue()
SCREENS = {"1280 × 800": {"width": 1280, "height": 800}, "390 × 844": {"width": 390, "height": 844}}
VIEWS = (
    *("", "#S1E3", "#person-karine-gentelet", "#organisation-simplon", "#theme-emploi"),
    *("#place-namur", "#people", "#organisations", "#themes", "#places", "#sources"),
    *("#q=emploi&theme=formation", "#q=zzzz", "#person-nobody", "#card=S1E3"),
)
STOPS = """
    const stops = page.locator('a[href]:not([tabindex]), button, input, select, summary');
    return stops.evaluateAll((all) =>
        all.filter((e) => e.checkVisibility() && !e.closest('footer')).length);
"""
EDGES = """
    return page.locator('.episode').first().evaluate((e) => {
        const { top, bottom } = e.getBoundingClientRect();
        return [top, bottom];
    });
"""
MOVED = """
    await page.waitForTimeout(500);
    return page.evaluate(() => new Promise((done) => {
        const tell = (list) => done(list.getEntries().reduce((sum, { value }) => sum + value, 0));
        new PerformanceObserver(tell).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(0), 300);
    }));
"""
# Processor time of the page, also for drawing and for what it does a little later.
KEYS = """
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const spent = async () => (await session.send('Performance.getMetrics')).metrics
        .find(({ name }) => name === 'TaskDuration').value * 1000;
    await page.waitForTimeout(1000);
    const times = [];
    for (const text of %s) {
        for (let end = 1; end <= text.length; end += 1) {
            const before = await spent();
            await page.evaluate((typed) => {
                const query = document.querySelector('#query');
                query.value = typed;
                query.dispatchEvent(new Event('input'));
            }, text.slice(0, end));
            await page.waitForTimeout(60);
            times.push(await spent() - before);
        }
    }
    return times;
"""
TYPED = ("technologie", "emploi numérique", "market", "honey school")


def like_a_feed(count: int) -> tfg.Catalogue:
    """Return a show of so many short episodes."""
    of = show()
    return tfg.Catalogue(show=of, episodes=[episode(n, of) for n in range(count)])


def like_the_bundled(count: int) -> tfg.Catalogue:
    """Return a show with the bundled episodes again and again."""
    of = BUNDLED.episodes
    episodes = [
        attrs.evolve(of[n % len(of)], id=f"e{n}", number=n + 1, kind="full") for n in range(count)
    ]
    return tfg.Catalogue(show=BUNDLED.show, episodes=episodes)


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.html"
        with served(Path(folder)) as address:
            tfg.dump(BUNDLED, path, base_url=address)
            yield from _screens(path)
            yield Row(
                what="size of the page of 9 episodes, in KB",
                goal=300,
                measured=path.stat().st_size / 1024,
            )
            yield _objections(path)
            yield from _lighthouse(address)
        yield _keys(path, 30)
        for make, count in ((like_a_feed, 400), (like_a_feed, 1200), (like_the_bundled, 1200)):
            tfg.dump(make(count), path, force=True)
            yield _keys(path, 50, f"{count:,} episodes, {make.__name__.replace('_', ' ')}")
    yield _site()
    for make in (like_a_feed, like_the_bundled):
        yield from _exports(make.__name__.replace("_", " "), make(300), make(1200))


def _screens(path: Path) -> Iterator[Row]:
    for name, viewport in SCREENS.items():
        top, bottom = visit(path, EDGES, viewport=viewport)
        yield Row(
            what=f"bottom of the first episode at {name}, in pixels",
            goal=viewport["height"],
            measured=bottom,
            detail=f"it begins at {top:.0f}",
        )
        yield Row(
            what=f"layout shift while loading at {name}, the worst of {len(VIEWS)} addresses",
            goal=0.02,
            measured=max(visit(path, MOVED, at=at, viewport=viewport) for at in VIEWS),
        )
    stops = {name: visit(path, STOPS, viewport=viewport) for name, viewport in SCREENS.items()}
    yield Row(what="tab stops before the footer", goal=120, measured=max(stops.values()))


def _objections(path: Path) -> Row:
    """Count what axe objects to at each address, with the rules of WCAG 2.2 AA."""
    screens = ((320, "light"), (390, "dark"), (1280, "light"))
    objections = [
        objection
        for at in VIEWS
        for width, scheme in screens
        for objection in visit(
            path,
            "return helpers.axe(page);",
            at=at,
            colorScheme=scheme,
            viewport={"width": width, "height": 800},
        )
    ]
    return Row(
        what="violations that axe finds, with the rules of WCAG 2.2 AA",
        goal=0,
        measured=len(objections),
        detail=f"{len(VIEWS)} addresses at {len(screens)} widths, one of them dark",
    )


def _keys(path: Path, goal: float, what: str = "9 episodes") -> Row:
    times = sorted(visit(path, KEYS % json.dumps(TYPED), viewport=SCREENS["1280 × 800"]))
    return Row(
        what=f"a key in the search of {what}, in ms of processor time (p95)",
        goal=goal,
        measured=times[int(len(times) * 0.95)],
        detail=f"{len(times)} keys, half of them in less than {median(times):.1f}",
    )


def _exports(what: str, few: tfg.Catalogue, many: tfg.Catalogue) -> Iterator[Row]:
    pairs = [
        (seconds(partial(tfg.dumps, many, "html")), seconds(partial(tfg.dumps, few, "html")))
        for _ in range(3)
    ]
    yield Row(
        what=f"export of 1,200 episodes, {what}, in seconds",
        goal=2,
        measured=median(time for time, _ in pairs),
    )
    yield Row(
        what=f"export of 1,200 episodes vs four times 300, {what}",
        goal=1.15,
        measured=median(many / 4 / few for many, few in pairs),
    )


def _site() -> Row:
    """Compare the export of a site in one language with that of the page."""
    many = like_a_feed(1000)
    write = import_writer("site").content
    pairs = [
        (seconds(partial(write, many)), seconds(partial(tfg.dumps, many, "html"))) for _ in "123"
    ]
    return Row(
        what="export of a site of 1,000 episodes vs the page",
        goal=4,
        measured=median(site / page for site, page in pairs),
    )


def _lighthouse(address: str) -> Iterator[Row]:
    goals = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
    reports = [_run_lighthouse(address) for _ in range(5)]
    for name, goal in goals.items():
        scores = [round(report["categories"][name]["score"] * 100) for report in reports]
        yield Row(
            what=f"Lighthouse, mobile: {name.replace('-', ' ')}",
            goal=goal,
            # Other load on the machine only lowers a score.
            measured=max(scores),
            detail=f"the best of {', '.join(map(str, scores))}; served without compression",
            at_least=True,
        )


def _run_lighthouse(address: str) -> dict[str, Any]:
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
    run = subprocess.run(  # noqa: S603 -- our own address
        [
            ROOT / "benchmarks" / "node_modules" / ".bin" / "lighthouse",
            *(address, "--quiet", "--output=json", f"--chrome-flags={flags}"),
        ],
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
        capture_output=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(run.stdout)
    return report


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- as inherited
        pass


@contextmanager
def served(folder: Path) -> Generator[str]:
    """Serve the files of a folder on this machine; return the address of the folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


if __name__ == "__main__":
    print(table(rows()))
