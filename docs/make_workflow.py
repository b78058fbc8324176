"""Write ``update.yml``, the workflow that ``package`` writes, for a folder of files.

    python docs/make_workflow.py

A test fails if it is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from techforgood_podcast.authoring.projects import workflow

PAGE = Path(__file__).with_name("update.yml")


def page() -> str:
    """Return the workflow."""
    return workflow("my-podcast", "https://example.org/feed.xml")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
