"""Test pages, and functions that visit them in Chromium, or in the browser of ``TFG_BROWSER``."""

from __future__ import annotations

import atexit
import json
import os
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
# The contents and the language of each page.
PAGES: dict[str, tuple[Exportable, str | None]] = {
    "fr": (BUNDLED, "fr"),
    "en": (BUNDLED, "en"),
    "episode": (BUNDLED.episode(3), None),
    "own": (LINKED, None),
    "seasons": (TWO_SEASONS, None),
    "hostile": (HOSTILE, None),
    "empty": (BUNDLED.episodes.where(lambda _: False), None),
}


def write_pages(folder: Path) -> dict[str, Path]:
    """Write every page, each of which is made once for all tests."""
    for name, text in _pages().items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return {name: folder / f"{name}.html" for name in PAGES}


@cache
def _pages() -> dict[str, str]:
    return {
        name: tfg.dumps(obj, "html", language=language) for name, (obj, language) in PAGES.items()
    }


def look(path: Path, script: str, *, at: str = "", **settings: Any) -> tuple[Any, list[str]]:
    """Run a script on a page; return its result, and problems such as requests or console errors.

    Args:
        path: the file of the page.
        script: the body of an async function with the arguments ``page`` and ``helpers``.
        at: the fragment of the URL, starting with ``#``.
        settings: options for Playwright's browser context.
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
    """Start the browser once for all visits, each of which gets its own context."""
    browser = shutil.which(os.environ.get("TFG_BROWSER", "chromium"))
    assert browser is not None, "see debian.sh"
    driver = subprocess.Popen(
        ["node", DRIVER, browser],  # noqa: S607 -- found on PATH
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert driver.stdin
    assert driver.stdout
    atexit.register(driver.communicate)
    return driver.stdin, driver.stdout


def visit(path: Path, script: str, *, at: str = "", **settings: Any) -> Any:
    """Run a script on a page, check that there are no problems, and return the result."""
    answer, problems = look(path, script, at=at, **settings)
    assert problems == []
    return answer
