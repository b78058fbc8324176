"""The command line on catalogues of one's own: overlays, feeds, drafts, checks."""

from __future__ import annotations

import json
import re
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


def test_init_writes_a_catalogue_and_says_what_comes_next(run: Run) -> None:
    assert run("init", "mine") == (
        0,
        "mine created; edit its files, then run: techforgood-podcast validate mine\n",
        "",
    )
    assert run("validate", "mine") == (0, "mine: no problems found\n", "")


def test_init_leaves_what_is_there_as_it_is(run: Run) -> None:
    status, out, err = run("init", "feed.xml")
    assert (status, out) == (1, "")
    assert err == 'techforgood-podcast: "feed.xml" already exists; choose another name\n'


def test_enrich_prints_a_line_for_each_fact_and_each_item_left_over(run: Run) -> None:
    run("init", "mine")
    status, out, err = run("enrich", "feed.xml", "--data", "mine")
    assert (status, err) == (0, "")
    assert [re.split(" {2,}", line) for line in out.splitlines()] == [
        ["conflict", "s01e01", "duration", "25:10", "25:30"],
        ["filled", "s01e01", "published", "-", "2022-01-17"],
        ["filled", "s01e01", "published_at", "-", "2022-01-17T06:00:00+01:00"],
        ["filled", "s01e01", "guid", "-", "one"],
        ["filled", "s01e01", "audio", "-", "https://example.org/1.mp3"],
        ["unmatched", "line 7", "Unheard of"],
    ]


@pytest.mark.parametrize(("choice", "duration"), [("keep", "25:10"), ("replace", "25:30")])
def test_enrich_writes_the_catalogue_with_the_facts_chosen(
    run: Run, choice: str, duration: str
) -> None:
    run("init", "mine")
    arguments = ("enrich", "feed.xml", "--data", "mine", "-o", "new.json")
    assert run(*arguments, "--on-conflict", choice)[0] == 0
    written = json.loads(Path("new.json").read_text(encoding="utf-8"))["episodes"][0]
    assert (written["duration"], written["published"]) == (duration, "2022-01-17")


def test_facts_that_the_catalogue_has_are_not_printed(run: Run) -> None:
    run("init", "mine")
    run("enrich", "feed.xml", "--data", "mine", "-o", "new.yaml", "--on-conflict", "replace")
    status, out, _ = run("enrich", "feed.xml", "--data", "new.yaml")
    assert (status, {line.split()[0] for line in out.splitlines()[:-1]}) == (0, {"unmatched"})
    assert out.splitlines()[-1] == "nothing to fill in"


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


def test_an_empty_feed_finds_nothing(run: Run) -> None:
    Path("other.xml").write_text("<rss><channel><title>X</title></channel></rss>", encoding="utf-8")
    assert run("enrich", "other.xml") == (1, "", "techforgood-podcast: nothing found\n")


def test_a_feed_of_another_show_is_named(run: Run) -> None:
    feed = "<rss><channel><title>X</title><item><title>Salt</title></item></channel></rss>"
    Path("other.xml").write_text(feed, encoding="utf-8")
    status, out, err = run("enrich", "other.xml")
    assert (status, out) == (1, "unmatched  line 1  Salt\n")
    assert err == (
        "techforgood-podcast: no item of other.xml matches an episode;"
        " is it the feed of this show? (--data)\n"
    )


def test_a_feed_in_which_some_item_is_known_is_no_feed_of_another_show(run: Run) -> None:
    known = f"<item><title>{tfg.load_catalogue().episode(8).title}</title></item>"
    feed = f"<rss><channel>{known}<item><title>Salt</title></item></channel></rss>"
    Path("other.xml").write_text(feed, encoding="utf-8")
    assert run("enrich", "other.xml")[2] == "techforgood-podcast: nothing found\n"


@pytest.mark.parametrize("command", [("enrich",), ("import-feed", "-o", "new")])
def test_a_feed_that_is_not_there_is_an_error_in_one_line(
    run: Run, command: tuple[str, ...]
) -> None:
    status, out, err = run(*command, "nowhere.xml")
    assert (status, out) == (1, "")
    assert err == "techforgood-podcast: nowhere.xml: there is no such file\n"


def test_import_feed_writes_a_draft_that_only_warns(run: Run) -> None:
    status, out, err = run("import-feed", "feed.xml", "-o", "new")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "new created; comments in its files say what is left to complete"
    status, out, _ = run("validate", "new")
    assert status == 0
    assert out.splitlines()[0].endswith(": warning: the episode has no summary")
    *warnings, last = out.splitlines()
    assert {": warning: " in line for line in warnings} == {True}
    assert last == f"new: {len(warnings)} warnings"


def test_import_feed_asks_where_to_write(run: Run) -> None:
    status, _, err = run("import-feed", "feed.xml")
    assert status == 2
    assert "missing --output; see" in err
    assert "missing FEED, --output; see" in run("import-feed")[2]


def test_an_overlay_is_checked_with_the_bundled_catalogue(run: Run, season: str) -> None:
    assert run("validate", "--overlay", season) == (
        0,
        "the bundled catalogue with season-2: no problems found\n",
        "",
    )
    Path(season, "people.yaml").write_text("- id: zoe\n  nam: Zoe\n", encoding="utf-8")
    status, out, err = run("validate", "--overlay", season)
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        'season-2/people.yaml:2:3: people[0].nam: unknown key; did you mean "name"?',
        "the bundled catalogue with season-2: 1 error",
    ]


def test_diff_shows_what_an_overlay_changes(run: Run, season: str) -> None:
    bundled = "package:techforgood_podcast"
    status, out, err = run("diff", bundled, bundled, "--overlay", season)
    assert (status, err) == (0, "")
    before, after = tfg.load_catalogue(), tfg.load_catalogue(None, season)
    assert out.splitlines() == [str(difference) for difference in before.diff(after)]


def test_problems_of_catalogue_and_overlay_are_named_by_their_own_paths(
    run: Run, season: str
) -> None:
    run("init", "mine")
    Path("mine", "sources.yaml").write_text("- id: show-page\n", encoding="utf-8")
    status, out, _ = run("validate", "mine", "--overlay", season)
    assert status == 1
    assert [line.partition(": ")[0] for line in out.splitlines()] == [
        "season-2/episodes/s02e01.yaml:7:5",
        "mine/sources.yaml:1:3",
        "mine with season-2",
    ]


def test_show_prints_an_episode_of_which_little_is_known(run: Run) -> None:
    Path("more.yaml").write_text(
        "episodes: [{id: s03e01, season: 3, number: 1, title: Soon}]", encoding="utf-8"
    )
    assert run("show", "S3E1", "--overlay", "more.yaml") == (0, "S3E1  Soon\n", "")


def test_nothing_is_exported_where_nothing_is_found(run: Run) -> None:
    arguments = ("export", "json", "--longer-than", "9999", "-o", "none.json")
    assert run(*arguments) == (1, "", "techforgood-podcast: nothing found\n")
    assert not Path("none.json").exists()


def test_enrich_says_what_it_wrote(run: Run) -> None:
    run("init", "mine")
    _, out, _ = run("enrich", "feed.xml", "--data", "mine", "-o", "new.json")
    assert out.splitlines()[-1] == "wrote new.json (1 episode)"


def test_enrich_refuses_a_file_without_the_suffix_of_a_format(run: Run) -> None:
    status, out, err = run("enrich", "feed.xml", "-o", "new")
    assert (status, out) == (2, "")
    assert err.startswith(
        'techforgood-podcast: "new" does not end in the suffix of a format, such as .json'
    )


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
