"""Take the pictures of the page for the README and the documentation: light and dark.

    make picture

Fonts and browsers differ, so that no test compares them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "unit"))

from chromium import look

import techforgood_podcast as tfg

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = {"width": 1280, "height": 1080}


def main() -> None:
    """Write both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        tfg.dump(tfg.load_catalogue(), page)
        for name, scheme in (("page", "light"), ("page-dark", "dark")):
            path = json.dumps(str(IMAGES / f"{name}.png"))
            look(
                page, f"await page.screenshot({{path: {path}}});", viewport=SIZE, colorScheme=scheme
            )
            sys.stdout.write(f"{name}.png written\n")


if __name__ == "__main__":
    main()
