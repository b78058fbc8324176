"""Take the picture of the web page that the README and the documentation show.

    make picture

It depends on the fonts of the machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from chromium import BUNDLED, visit

import techforgood_podcast as tfg

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "page.png"


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        tfg.dump(BUNDLED, path)
        script = f"await page.screenshot({{ path: {json.dumps(str(PICTURE))} }});"
        visit(path, script, viewport={"width": 1280, "height": 1080})


if __name__ == "__main__":
    main()
