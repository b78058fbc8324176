"""Measure the web page in Chromium, and the site: size, Lighthouse, the search and the export.

    python benchmarks/web_page.py

It needs Chromium, and the package of this folder for Node.js, which ``make bench`` installs. The
long shows are made up: one guest, one theme and two sentences an episode, as in a feed, or all that
the bundled episodes have. What the page must never do is in the tests.
"""

from __future__ import annotations

import datetime as dt
import gzip
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
from measuring import Row, row, seconds, table

import techforgood_podcast as tfg
from techforgood_podcast.writers import content_of, import_writer

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

HERE = Path(__file__).parent
CHROMIUM = shutil.which("chromium") or ""
BUNDLED = tfg.load_catalogue()
# Lighthouse has the package that drives the browser.
VISIT = """
import puppeteer from "puppeteer-core";
const [executablePath, url, script] = process.argv.slice(1);
const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
const browser = await puppeteer.launch({ executablePath, args });
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 800 });
await page.goto(url);
const AsyncFunction = (async () => {}).constructor;
console.log(JSON.stringify(await new AsyncFunction("page", script)(page)));
await browser.close();
"""
# Processor time of the page, also for drawing and for what it does a little later.
KEYS = """
const session = await page.createCDPSession();
await session.send("Performance.enable", { timeDomain: "threadTicks" });
const spent = async () => (await session.send("Performance.getMetrics")).metrics
  .find(({ name }) => name === "TaskDuration").value * 1000;
const wait = (time) => new Promise((done) => setTimeout(done, time));
await wait(1000);
const times = [];
for (const text of %s) {
  for (let end = 1; end <= text.length; end += 1) {
    const before = await spent();
    await page.evaluate((value) => {
      const query = document.querySelector("#query");
      query.value = value;
      query.dispatchEvent(new Event("input"));
    }, text.slice(0, end));
    await wait(60);
    times.push(await spent() - before);
  }
}
return times;
"""
TYPED = ("technologie", "emploi numérique", "market", "honey school")


def like_a_feed(count: int) -> tfg.Catalogue:
    """Return a show of so many short episodes: a guest, a theme and two sentences each."""
    show = tfg.Show(id="table", title="What is on the table", language="en")
    guests = [tfg.Person(id=f"guest-{n}", name=f"Guest Number{n}") for n in range(90)]
    words = ("bread", "water", "salt", "wine", "honey", "rice", "tea", "oil", "milk", "corn")
    places = ("mill", "field", "market", "kitchen", "harbour", "school", "forest")
    themes = [tfg.Theme(id=word, label=tfg.LocalizedText(en=word.title())) for word in words]
    episodes = [
        tfg.Episode(
            id=f"ep-{n}",
            show=show,
            title=f"{words[n % 10].title()} from the {places[n % 7]}, part {n}",
            published=dt.date(2001, 1, 1) + dt.timedelta(weeks=n),
            duration=dt.timedelta(minutes=20 + n % 25),
            summary=tfg.LocalizedText(
                en=f"Where the {words[n % 10]} of the {places[n % 7]} comes from. Who makes it."
            ),
            guests=(tfg.Credit(person=guests[n % 90], credited_as=guests[n % 90].name),),
            themes=(themes[n % 10],),
        )
        for n in range(count)
    ]
    return tfg.Catalogue(show=show, episodes=episodes)


def like_the_bundled(count: int) -> tfg.Catalogue:
    """Return a show with the bundled episodes again and again."""
    of = BUNDLED.episodes
    episodes = [
        attrs.evolve(of[n % len(of)], id=f"e{n}", number=n + 1, kind="full") for n in range(count)
    ]
    return tfg.Catalogue(show=BUNDLED.show, episodes=episodes)


# Milliseconds of processor time for a key in the search of so many episodes, and the first key.
MANY, KEY_GOAL, FIRST_KEY_GOAL = 1_200, 50, 300
# What the time of a key with each show tells readers.
SHOWS = {
    like_a_feed: "",
    like_the_bundled: f"On the web page of {MANY:,} episodes, half of the keystrokes in a search"
    " take less than {half:.0f} ms.",
}
# KiB of the page of the bundled catalogue, as it is and compressed; and its layout shift.
PAGE_GOAL, COMPRESSED_GOAL, SHIFT_GOAL = 340, 80, 0.02
# The site of so many episodes: time against the page, megabytes of memory, and KiB of a page.
OF_SITE, SITE_GOAL, MEMORY_GOAL, LARGEST_GOAL = 1_000, 4, 300, 60
WRITE_SITE = """
import sys
import techforgood_podcast as tfg
tfg.dump(tfg.load_catalogue(sys.argv[1]), sys.argv[2], "site")
print(open("/proc/self/status").read())
"""
LIGHTHOUSE_GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.html"
        with served(Path(folder)) as address:
            tfg.dump(BUNDLED, path, base_url=address)
            page = path.read_bytes()
            what = "size of the page of 9 episodes, in KiB"
            yield Row(what=what, goal=PAGE_GOAL, measured=len(page) / 1024)
            size = len(gzip.compress(page)) / 1024
            yield Row(what="the same, compressed", goal=COMPRESSED_GOAL, measured=size)
            yield from _lighthouse(address)
        for make, answer in SHOWS.items():
            tfg.dump(make(MANY), path, force=True)
            yield from _keys(path, f"{MANY:,} episodes, {make.__name__.replace('_', ' ')}", answer)
        yield from _site(Path(folder))


def _visit(path: Path, script: str) -> Any:
    """Run the body of a function on the page in Chromium, and return its result."""
    command = ("node", "--input-type=module", "-e", VISIT, CHROMIUM, path.as_uri(), script)
    done = subprocess.run(command, cwd=HERE, capture_output=True, check=True)  # noqa: S603 -- our own
    return json.loads(done.stdout)


def _keys(path: Path, what: str, answer: str) -> Iterator[Row]:
    first, *times = _visit(path, KEYS % json.dumps(TYPED))
    yield Row(
        what=f"the first key in the search of {what}, in ms of processor time",
        goal=FIRST_KEY_GOAL,
        measured=first,
    )
    half = median(times)
    yield Row(
        what=f"a later key in the search of {what}, in ms of processor time (p95)",
        goal=KEY_GOAL,
        measured=sorted(times)[int(len(times) * 0.95)],
        detail=f"{len(times)} keys, half of them in less than {half:.1f}",
        answer=answer.format(half=half),
    )


def _site(folder: Path) -> Iterator[Row]:
    """Compare a site in one language with the page, and measure its memory and its largest page."""
    many = like_a_feed(OF_SITE)
    write = partial(content_of, writer=import_writer("site"), options={})
    pairs = [
        (seconds(partial(write, many)), seconds(partial(tfg.dumps, many, "html"))) for _ in "123"
    ]
    what = f"export of a site of {OF_SITE:,} episodes, like a feed"
    yield row(f"{what} vs the page", SITE_GOAL, pairs)
    source, site = folder / "many.jsonl", folder / "site"
    tfg.dump(many, source)
    command = [sys.executable, "-c", WRITE_SITE, str(source), str(site)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)  # noqa: S603 -- our own
    (peak,) = (line.split()[1] for line in done.stdout.splitlines() if line.startswith("VmHWM:"))
    yield Row(what=f"peak memory, {what}, in MB", goal=MEMORY_GOAL, measured=int(peak) * 1024 / 1e6)
    largest = max(site.rglob("*.html"), key=lambda page: page.stat().st_size)
    yield Row(
        what=f"its largest page, in KiB ({largest.relative_to(site)})",
        goal=LARGEST_GOAL,
        measured=largest.stat().st_size / 1024,
    )


def _lighthouse(address: str) -> Iterator[Row]:
    reports = [_run_lighthouse(address) for _ in range(5)]
    shifts = [one["audits"]["cumulative-layout-shift"]["numericValue"] for one in reports]
    yield Row(what="layout shift, mobile", goal=SHIFT_GOAL, measured=max(shifts))
    for name, goal in LIGHTHOUSE_GOALS.items():
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
            HERE / "node_modules" / ".bin" / "lighthouse",
            *(address, "--quiet", "--output=json", f"--chrome-flags={flags}"),
        ],
        env={**os.environ, "CHROME_PATH": CHROMIUM},
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
