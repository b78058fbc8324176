"""The command line on feeds in several files, feeds with slips, and large ones."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from rss_strategies import item, rss

if TYPE_CHECKING:
    from command_line import Run

NEWEST = rss("<title>Bread</title>\n" + item(title="2: Salt & more", guid="salt", ttl="5"))
OLDER = rss("<title>Bread</title>\n" + item(title="1: Oven", guid="oven", ttl="5"))


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command beside the pages of a feed."""
    monkeypatch.chdir(tmp_path)
    Path("newest.xml").write_text(NEWEST, encoding="utf-8")
    Path("older.xml").write_text(OLDER, encoding="utf-8")
    return run


def rows(out: str) -> list[list[str]]:
    return [re.split(" {2,}", line) for line in out.splitlines()]


def test_import_feed_joins_pages_and_lists_what_it_mended(run: Run) -> None:
    status, out, err = run("import-feed", "older.xml", "newest.xml", "--recover", "-o", "bread")
    assert (status, err) == (0, "")
    (mended,), *rest = rows(out)
    assert mended.startswith('newest.xml:2:22: warning: read "&" as "&amp;" in: <item><title>2: Sa')
    assert rest == [
        ["channel title", "2", "taken"],
        ["item title", "2", "taken"],
        ["item guid", "2", "taken"],
        ["item ttl", "2", "the catalogue has no field for it", "line 2 of older.xml"],
        ["bread created; comments in its files say what is left to complete"],
    ]
    assert [episode.id for episode in tfg.load_catalogue("bread").episodes] == ["e01", "e02"]


@pytest.fixture
def bread(run: Run) -> Run:
    """Return the same, with a folder of the older page."""
    assert run("import-feed", "older.xml", "-o", "bread")[0] == 0
    return run


def test_update_joins_pages_and_lists_what_it_mended(bread: Run) -> None:
    Path("more.xml").write_text(rss(item(guid="none")), encoding="utf-8")
    status, out, _ = bread("update", "bread", "newest.xml", "older.xml", "more.xml", "--recover")
    mended, *rest = rows(out)
    assert mended[0].startswith("newest.xml:2:22: warning: ")
    assert rest == [
        ["added", "e02", "2: Salt & more"],
        ["unmatched", "line 1 of more.xml"],
        ["bread: 1 new episode, 0 values filled in, 0 conflicts, 1 item unmatched"],
        ["no undo: bread is not in a git repository; copy it before an update"],
    ]
    assert status == 3


def test_update_prints_what_it_mended_as_json(bread: Run) -> None:
    _, out, _ = bread("update", "bread", "newest.xml", "--recover", "--json")
    (mended,) = json.loads(out)["mended"]
    assert (mended["file"], mended["line"], mended["column"]) == ("newest.xml", 2, 22)


def test_enrich_joins_pages_and_lists_what_it_mended(bread: Run) -> None:
    Path("older.xml").write_text(
        OLDER.replace("</guid>", "</guid><itunes:duration>9</itunes:duration>"), "utf-8"
    )
    _, out, _ = bread("enrich", "newest.xml", "older.xml", "--recover", "--data", "bread")
    mended, *rest = rows(out)
    assert mended[0].startswith("newest.xml:2:22: warning: ")
    assert rest[0] == ["filled", "e01", "duration", "-", "00:09"]


def test_a_slip_is_explained_in_the_words_of_the_command(run: Run) -> None:
    _, _, err = run("import-feed", "newest.xml", "-o", "bread")
    assert err.endswith('; write "&amp;" instead, or pass --recover\n')


def test_a_limit_is_explained_and_raised_in_the_words_of_the_command(run: Run) -> None:
    command = ("import-feed", "older.xml", "-o", "bread", "--max-bytes")
    size = len(OLDER)
    _, _, err = run(*command, str(size - 1))
    assert err.endswith(
        f"the feed has more than {size - 1} bytes; pass --max-bytes to allow more\n"
    )
    assert run(*command, str(size))[0] == 0


def test_a_command_without_the_options_names_the_one_that_has_them(run: Run) -> None:
    _, _, err = run("package", "newest.xml", "-o", "bread")
    assert err.endswith(
        'write "&amp;" instead, or run techforgood-podcast import-feed with --recover\n'
    )
