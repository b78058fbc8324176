"""Generate ``images/network.svg``, the network of the bundled catalogue.

    python docs/make_pictures.py

A test fails if the image is out of date; the output depends on the version of matplotlib.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib import style

import techforgood_podcast as tfg
from techforgood_podcast import plots

PAGE = Path(__file__).with_name("images") / "network.svg"


def page() -> str:
    """Return the image, with letters as paths so that it looks the same everywhere."""
    settings: list[Any] = ["default", {"svg.fonttype": "path", "svg.hashsalt": PAGE.stem}]
    drawn = io.StringIO()
    with style.context(settings):
        figure: Any = plots.network(tfg.load_catalogue(), language="en").figure
        title = "Guests, organisations and themes of the podcast, by episode"
        metadata = {"Date": None, "Creator": None, "Title": title}
        figure.savefig(drawn, format="svg", metadata=metadata)
        plt.close(figure)
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
