"""Generate the charts of the bundled catalogue in ``images/``, for light and for dark pages.

    python docs/make_pictures.py

A test fails if the title or a label of an image is out of date; the rest of an image depends on
the version of matplotlib.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
from matplotlib import style

import techforgood_podcast as tfg
from techforgood_podcast import plots

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).with_name("images")
# What draws each picture, and its title.
PICTURES: dict[str, tuple[Callable[..., Any], str]] = {
    "network": (plots.network, "Who speaks in which episode, and comes from where"),
    "themes": (plots.themes, "Which themes tie which episodes"),
    "durations": (plots.durations, "Running times of the episodes"),
}
# Letters are paths, so that they look the same everywhere.
LIGHT: dict[str, Any] = {"svg.fonttype": "path", "svg.hashsalt": "pictures"}
CLEAR = dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), "none")
STYLES: dict[str, list[Any]] = {
    "": ["default", LIGHT],
    "-dark": ["default", "dark_background", LIGHT, CLEAR],
}


def pages() -> dict[Path, str]:
    """Return the images by their paths."""
    return {
        FOLDER / f"{name}{suffix}.svg": image(draw, title, settings)
        for name, (draw, title) in PICTURES.items()
        for suffix, settings in STYLES.items()
    }


def image(draw: Callable[..., Any], title: str, settings: list[Any]) -> str:
    """Return a picture as SVG."""
    drawn = io.StringIO()
    with style.context(settings):
        figure = draw(tfg.load_catalogue(), language="en").figure
        metadata = {"Date": None, "Creator": None, "Title": title}
        figure.savefig(drawn, format="svg", metadata=metadata)
        plt.close(figure)
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def labels(svg: str) -> list[str]:
    """Return what is written in an image; matplotlib states it before the paths of its letters."""
    return re.findall(r"<title>.*</title>|<!-- .* -->", svg)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} written\n")
