"""The colours and typefaces of the site: those of the page that the format ``html`` writes."""

from __future__ import annotations

import re
from importlib import resources

STYLES = resources.files("techforgood_podcast.writers") / "page" / "page.css"
# Variables of the theme, and those of the page that give them their values.
SAME = {
    "font-stack": "sans",
    "font-stack--headings": "serif",
    "color-brand-primary": "accent",
    "color-brand-content": "accent",
    "color-brand-visited": "accent",
    "color-foreground-primary": "ink",
    "color-foreground-secondary": "soft",
    "color-foreground-muted": "soft",
    "color-foreground-border": "soft",
    "color-background-primary": "paper",
    "color-background-secondary": "card",
    "color-background-hover": "wash",
    "color-background-border": "line",
    "color-code-background": "card",
    "color-sidebar-background": "paper",
    "color-sidebar-search-background": "paper",
    "color-sidebar-link-text--top-level": "ink",
    "color-sidebar-item-background--current": "wash",
    "color-api-name": "accent",
    "color-api-pre-name": "accent",
    "color-highlighted-background": "mark",
    "color-highlight-on-target": "wash",
}


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
    return {name: found[own] for name, own in SAME.items()}
