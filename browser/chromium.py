"""Visits to pages in Chromium, and the pages that are visited."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import techforgood_podcast as tfg
from catalogues import LINKED, TWO_SEASONS
from hostile import CATALOGUE as HOSTILE

if TYPE_CHECKING:
    from techforgood_podcast.writers import Exportable

DRIVER = Path(__file__).with_name("driver.mjs")
BUNDLED = tfg.load_catalogue()
PAGES: dict[str, tuple[Exportable, str | None]] = {
    "fr": (BUNDLED, "fr"),
    "en": (BUNDLED, "en"),
    "episode": (BUNDLED.episode(3), None),
    "own": (LINKED, None),
    "seasons": (TWO_SEASONS, None),
    "hostile": (HOSTILE, None),
    "empty": (BUNDLED.episodes.where(lambda _: False), None),
}
"""What is written, and in which language."""


def write_pages(folder: Path) -> dict[str, Path]:
    """Write every page."""
    for name, (obj, language) in PAGES.items():
        tfg.dump(obj, folder / f"{name}.html", language=language)
    return {name: folder / f"{name}.html" for name in PAGES}


def look(path: Path, script: str, *, at: str = "", **settings: Any) -> tuple[Any, list[str]]:
    """Do something on a page, and return what comes of it and what the page should not have done.

    Args:
        path: the file of the page.
        script: the body of an asynchronous function of ``page`` and ``helpers``.
        at: what follows in the address, from ``#`` on.
        settings: those of Playwright's browser contexts.
    """
    wanted = {"url": path.as_uri() + at, "settings": settings, "script": script}
    questions, answers = _driver()
    questions.write(json.dumps(wanted) + "\n")
    questions.flush()
    answer = json.loads(answers.readline())
    assert "failure" not in answer, answer
    return answer["answer"], answer["problems"]


@cache
def _driver() -> tuple[IO[str], IO[str]]:
    """Start the browser, once for all visits; each has a context of its own."""
    browser = shutil.which("chromium")
    assert browser is not None, "see debian.sh"
    driver = subprocess.Popen(
        ["node", DRIVER, browser],  # noqa: S607 -- the one that is installed
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert driver.stdin
    assert driver.stdout
    atexit.register(driver.communicate)
    return driver.stdin, driver.stdout


def visit(path: Path, script: str, *, at: str = "", **settings: Any) -> Any:
    """Do something on a page that does nothing it should not, and return what comes of it."""
    answer, problems = look(path, script, at=at, **settings)
    assert problems == []
    return answer
