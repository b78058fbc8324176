"""Write the workflow of ``your-own-podcast.md``, between its marks, as ``package`` writes it.

    python docs/make_workflow.py

A test fails if the workflow on a page is out of date.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

from techforgood_podcast.packaged.projects import workflow

DOCS = Path(__file__).parent
# The pages, each with its folder and the address of its feed.
SHOWS = {
    "your-own-podcast.md": ("bread", "https://new.example/feed.xml"),
    "fr/your-own-podcast.md": ("pain", "https://nouveau.example/feed.xml"),
}
MARKED = re.compile(r"(<!-- workflow, generated -->\n\n).*?(\n<!-- end -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return the pages with the workflow anew."""
    found: dict[Path, str] = {}
    for name, show in SHOWS.items():
        block = f"```yaml\n{workflow(*show)}```\n"
        text = (DOCS / name).read_text(encoding="utf-8")
        found[DOCS / name] = MARKED.sub(partial(_filled, block), text)
    return found


def _filled(block: str, marks: re.Match[str]) -> str:
    return f"{marks[1]}{block}{marks[2]}"


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.name} written\n")
