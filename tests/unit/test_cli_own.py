"""The command line on catalogues of one's own: overlays, feeds, drafts, checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from command_line import Run

FEED = """\
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>My show</title><language>en</language>
<item><title>The oven</title><itunes:season>1</itunes:season><itunes:episode>1</itunes:episode>
<itunes:duration>25:30</itunes:duration><guid>one</guid>
<pubDate>Mon, 17 Jan 2022 06:00:00 +0100</pubDate>
<enclosure url="https://example.org/1.mp3" type="audio/mpeg" length="100"/></item>
<item><title>Unheard of</title></item>
</channel></rss>
"""


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("feed.xml").write_text(FEED, encoding="utf-8")
    return run


@pytest.fixture
def season(tmp_path: Path) -> str:
    """Write a second season of one episode, as a folder."""
    folder = tmp_path / "season-2"
    (folder / "episodes").mkdir(parents=True)
    (folder / "episodes" / "s02e01.yaml").write_text(
        "id: s02e01\nseason: 2\nnumber: 1\ntitle: The port\nsummary: A port.\nthemes:\n"
        "  - low-tech\n",
        encoding="utf-8",
    )
    return "season-2"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("episodes", "--theme", "low-tech"), "S2E1  The port\n"),
        (("show", "S2E1"), "S2E1  The port\n"),
        (("info",), f"episodes        {len(tfg.load_catalogue().episodes) + 1}\n"),
        (("search", "port"), "S2E1  The port"),
        (("export", "jsonl", "--theme", "low-tech"), '"id": "s02e01"'),
    ],
)
def test_every_command_that_reads_takes_overlays(
    run: Run, season: str, arguments: tuple[str, ...], shown: str
) -> None:
    status, out, err = run(*arguments, "--overlay", season)
    assert (status, err) == (0, "")
    assert shown in out


def test_several_overlays_are_laid_one_over_the_other(run: Run, season: str) -> None:
    Path("more.yaml").write_text("episodes: [{id: s02e01, duration: 10:00}]", encoding="utf-8")
    _, out, _ = run("show", "S2E1", "--overlay", season, "--overlay", "more.yaml")
    assert out.startswith("S2E1  The port  10:00\n")


@pytest.mark.parametrize(("choice", "duration"), [("keep", "25:10"), ("replace", "25:30")])
def test_enrich_writes_the_catalogue_with_the_facts_chosen(
    run: Run, choice: str, duration: str
) -> None:
    run("init", "mine")
    arguments = ("enrich", "feed.xml", "--data", "mine", "-o", "new.json")
    assert run(*arguments, "--on-conflict", choice)[0] == 0
    written = json.loads(Path("new.json").read_text(encoding="utf-8"))["episodes"][0]
    assert (written["duration"], written["published"]) == (duration, "2022-01-17")


def test_enrich_keeps_an_existing_file_unless_it_is_forced(run: Run) -> None:
    run("init", "mine")
    Path("new.json").write_text("kept", encoding="utf-8")
    arguments = ("enrich", "feed.xml", "--data", "mine", "-o", "new.json")
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert "already exists" in err
    assert Path("new.json").read_text(encoding="utf-8") == "kept"
    assert run(*arguments, "--force")[0] == 0
    assert tfg.load_catalogue("new.json").episode(1).guid == "one"


def test_diff_shows_what_an_overlay_changes(run: Run, season: str) -> None:
    bundled = "package:techforgood_podcast"
    status, out, err = run("diff", bundled, bundled, "--overlay", season)
    assert (status, err) == (0, "")
    before, after = tfg.load_catalogue(), tfg.load_catalogue(None, season)
    assert out.splitlines() == [str(difference) for difference in before.diff(after)]


def test_nothing_is_exported_where_nothing_is_found(run: Run) -> None:
    arguments = ("export", "json", "--longer-than", "9999", "-o", "none.json")
    assert run(*arguments) == (1, "", "techforgood-podcast: nothing found\n")
    assert not Path("none.json").exists()


@pytest.mark.filterwarnings("default")
def test_an_id_that_is_retired_is_warned_about_in_one_line(run: Run) -> None:
    Path("more.yaml").write_text(
        "redirects: [{id: k-gentelet, to: karine-gentelet}]\n", encoding="utf-8"
    )
    status, out, err = run("show", "k-gentelet", "--overlay", "more.yaml")
    assert (status, out.splitlines()[0]) == (0, "Karine Gentelet")
    assert err == (
        'techforgood-podcast: warning: the id "k-gentelet" is retired; use "karine-gentelet"\n'
    )
