"""Files of chapters beside the episodes: what a site has of them, and what is wrong with them.

The cases of ``chapters.cases`` are files of the folder ``chapters``. Below each are the problems
that ``validate`` reports, and the chapters in the site.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, files_in, head_of, read_cases
from command_line import call
from techforgood_podcast.syntax.limits import MAX_DEPTH, MAX_NODES
from test_transcripts import FOUND, problems, write
from web_pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command_line import Run

CASES = Path(__file__).with_name("chapters.cases")
CATALOGUE = files_in(head_of(CASES))
BREAD = '{"chapters": [{"startTime": 2, "title": "Bread"}]}'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return the folder of a catalogue with three episodes, the last of which has chapters."""
    write(tmp_path / "mine", CATALOGUE)
    return tmp_path / "mine"


def export(folder: Path, *options: str) -> int:
    """Export a folder as a site, into its folder ``public``."""
    public = str(folder / "public")
    return call("export", "site", "--data", str(folder), "-o", public, *options)


def chapters(folder: Path) -> Iterator[str]:
    """Yield each chapter in the site of a folder."""
    for episode in tfg.load_catalogue(folder / "public/catalogue.json").episodes:
        for one in episode.chapters:
            yield " ".join(filter(None, (episode.id, f"{one}", one.url, one.image_url)))
