"""The page of the show, of which the project has no copy: ``TFG_SHOW_PAGE`` names one."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

PAGE = os.environ.get("TFG_SHOW_PAGE")


@cache
def read() -> str:
    """Return the text of the page."""
    return Path(PAGE or "").read_text(encoding="utf-8")


@cache
def notes() -> dict[int | None, tuple[str, str | None, str]]:
    """Return the title, running time and notes of each episode, by its number."""
    first, _, others = read().partition("More episodes")
    title, number, text = re.findall(
        r"\n\n(\S[^\n]+)\n\nSaison 1, Ep\. (\d)\n\n(.*)", first, flags=re.DOTALL
    )[0]
    found: dict[int | None, tuple[str, str | None, str]] = {int(number): (title, None, text)}
    for number, title, time, text in re.findall(
        r"^  • (?:(\d)\. )?([^\n]+)\n\n    (\d\d:\d\d)\n    ([^\n]+)$", others, flags=re.MULTILINE
    ):
        found[int(number) if number else None] = (title, time, text)
    return found


def words_apart(text: str) -> str:
    """Return a text of the page with spaces where the page runs words together."""
    return re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", text)
