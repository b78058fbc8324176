"""The colours and typefaces of the site: those of the page that the format ``html`` writes."""

from __future__ import annotations

import re
from importlib import resources

from templates import data

STYLES = resources.files("techforgood_podcast.writers") / "page_and_site" / "base.css"


def tokens() -> str:
    """Return the styles with which the page states its variables, for light and dark."""
    text = STYLES.read_text(encoding="utf-8")
    return text[: text.index("* {")]


def variables(*, dark: bool) -> dict[str, str]:
    """Return the variables of the theme for light or dark pages.

    >>> variables(dark=False)["color-brand-primary"] != variables(dark=True)["color-brand-primary"]
    True
    """
    light, *darker = re.findall(r":root {(.*?)}", tokens(), re.DOTALL)
    found = dict(re.findall(r"--(\w+): (.*?);", "".join((light, *darker) if dark else light)))
    return {name: found[own] for name, own in data("theme").items()}
