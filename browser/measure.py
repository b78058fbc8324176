"""Measure the web page in Chromium: its size, its first screen, and how fast it answers typing.

Run it from the repository: ``python browser/measure.py``. The goals: the first row within 800
pixels, no movement (0.02), at most 120 stops before the footer, and at most 30 ms for a key with
nine episodes, 50 ms with 1,200.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path += [str(Path(__file__).parent.parent / name) for name in ("src", "tests")]

from chromium import visit

import techforgood_podcast as tfg
from long_running import episode, show

SCRIPT = """
    await page.waitForTimeout(500);
    const found = await page.evaluate(() => new Promise((done) => {
        const measured = { row: document.querySelector('.episode').getBoundingClientRect().bottom };
        measured.stops = [...document.querySelectorAll('a[href], button, input, select, summary')]
            .filter((e) => e.checkVisibility() && !e.closest('footer')).length;
        const tell = (list) => done(
            { ...measured, moved: list.getEntries().reduce((sum, { value }) => sum + value, 0) });
        new PerformanceObserver(tell).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done({ ...measured, moved: 0 }), 300);
    }));
    const times = await page.evaluate(async () => {
        const query = document.querySelector('#query');
        const times = [];
        for (const word of ['technologie', 'emploi numérique', 'market', 'honey school']) {
            for (const end of word.split('').keys()) {
                query.value = word.slice(0, end + 1);
                const start = performance.now();
                query.dispatchEvent(new Event('input'));
                document.body.getBoundingClientRect();
                times.push(performance.now() - start);
                await new Promise((next) => setTimeout(next, 20));
            }
        }
        return times.sort((a, b) => a - b);
    });
    const at = (share) => times[Math.floor(times.length * share)];
    return { ...found, median: at(0.5), p95: at(0.95) };
"""


def of(count: int) -> tfg.Catalogue:
    """Return a show of so many episodes."""
    of_all = show()
    return tfg.Catalogue(show=of_all, episodes=[episode(n, of_all) for n in range(count)])


def main() -> None:
    """Print a line for each number of episodes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        for catalogue in (tfg.load_catalogue(), of(400), of(1200)):
            tfg.dump(catalogue, path, force=True)
            found: dict[str, Any] = visit(path, SCRIPT, viewport={"width": 1280, "height": 800})
            print(  # noqa: T201 -- what it is for
                f"{len(catalogue.episodes):5} episodes: {path.stat().st_size / 1024:5.0f} KB, "
                f"first row ends at {found['row']:.0f}, moved {found['moved']:.3f}, "
                f"{found['stops']} stops, {found['median']:.0f} ms a key (p95 {found['p95']:.0f})"
            )


if __name__ == "__main__":
    main()
