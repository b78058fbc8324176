"""The workflow that updates a folder every month, run over the months of a feed."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import techforgood_podcast as tfg
from own_folders import read
from rss_strategies import item, rss
from techforgood_podcast.authoring.projects import workflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command_line import Run

MONTHS = 13
# Items that a feed has at once; two come every month.
WINDOW = 10
START = dt.date(2022, 1, 1)


def published(number: int) -> str:
    day = START + dt.timedelta(days=15 * number)
    return f"{day:%a, %d %b %Y} 06:00:00 +0100"


def episode(number: int, **fields: str) -> str:
    address = f"https://example.org/{number}.mp3"
    known = {
        "title": f"{number}: Bread",
        "guid": f"urn:{number}",
        "pubDate": published(number),
        "more": f'<enclosure url="{address}" type="audio/mpeg"/>',
    }
    return item(**{**known, **fields})


def snapshots() -> Iterator[str]:
    """Yield the feed of each month: a window on a show with everyday mishaps.

    Nothing is new in the last three months; in the last two, a title waits for an answer.
    """
    for month in range(MONTHS):
        last = 2 * min(month, MONTHS - 4) + 2
        items: list[str] = []
        for number in range(max(1, last - WINDOW + 1), last + 1):
            fields: dict[str, str] = {}
            if month >= 6 and number == 10:
                fields["guid"] = "urn:uploaded-again"
            if month >= MONTHS - 2 and number == last:
                fields["title"] = f"{number}: Bread and butter"
            if month >= 9 and number % 2:
                fields["itunes_duration"] = "1834"
            if not (month >= 8 and number == 16):  # it was taken down
                items.append(episode(number, **fields))
        yield rss(f"<title>Bread</title><language>en</language>{''.join(reversed(items))}")


def test_a_year_of_a_truncated_feed_loses_no_episode_and_takes_none_twice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, *others = snapshots()
    Path("feed.xml").write_text(first, encoding="utf-8")
    run("import-feed", "feed.xml", "-o", "bread")
    unchanged: list[tuple[int, object]] = []
    out = ""
    for month, feed in enumerate(others, start=1):
        Path("feed.xml").write_text(feed, encoding="utf-8")
        before = read(Path("bread"))
        status, printed, _ = run("update", "bread", "feed.xml")
        assert status in {0, 3}
        assert run("validate", "bread", "--no-warnings")[0] == 0
        out += printed
        if read(Path("bread")) == before:
            unchanged.append((month, status))
    found = tfg.load_catalogue("bread")
    assert [episode.number for episode in found.episodes] == [*range(1, 2 * (MONTHS - 4) + 3)]
    assert unchanged == [(MONTHS - 3, 0), (MONTHS - 2, 3), (MONTHS - 1, 3)]
    assert re.findall(r"^vanished +(\w+)", out, re.MULTILINE) == ["e16"]
    assert len(re.findall(r"^conflict +e10 +guid", out, re.MULTILINE)) == 3


class Repository:
    """A clone on which the jobs of the workflow run, with a stand-in for GitHub's program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clone = folder / "clone"
        self.temporary = folder / "temp"
        programs = folder / "bin"
        programs.mkdir()
        for name, script in {
            "gh": GH.format(folder=folder),
            "podcast-catalogue": f'exec "{sys.executable}" -c "{PROGRAM}" "$@"\n',
        }.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
            (programs / name).chmod(0o755)
        self.environment = {
            **os.environ,
            "DATA": "bread",
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "HOME": str(folder),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.temporary),
        }
        self.run("git init --quiet --bare --initial-branch main origin", folder)
        self.run("git clone --quiet origin clone 2>/dev/null", folder)

    def run(self, script: str, folder: Path | None = None) -> None:
        subprocess.run(
            ["bash", "-e", "-c", script],  # noqa: S607
            cwd=folder or self.clone,
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def commit(self) -> None:
        self.run(
            "git add . && git -c user.name=me -c user.email=me commit --quiet --message Mine"
            " && git push --quiet origin HEAD:main"
        )

    def month(self, feed: str) -> str:
        """Run the workflow on fresh checkouts, and return what it asked of GitHub."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.temporary.mkdir()
        (self.temporary / "feed.xml").write_text(feed, encoding="utf-8")
        for name in ("log", "output"):
            (self.folder / name).write_text("", encoding="utf-8")
        for job in JOBS.values():
            if self.holds(job.get("if", "")):
                for step in job["steps"]:
                    if self.holds(step.get("if", "")):
                        self.take(step)
        return (self.folder / "log").read_text(encoding="utf-8")

    def holds(self, condition: str) -> bool:
        """Return whether a condition holds, which names an output that is true if it does."""
        output = (self.folder / "output").read_text(encoding="utf-8")
        name = re.search(r"outputs\.(\w+)", condition)
        return not name or f"{name[1]}=true\n" in output

    def take(self, step: dict[str, Any]) -> None:
        """Check out a branch, or run a script, unless it fetches or installs something."""
        if step.get("uses", "").startswith("actions/checkout@"):
            ref = step.get("with", {}).get("ref", "")
            branch = "feed" if "feed" in ref and self.holds(ref) else "main"
            self.run("git fetch --quiet && git reset --quiet --hard && git clean --quiet -fd")
            self.run(f"git checkout --quiet --detach origin/{branch}")
        elif not step.get("run", "").startswith(("curl ", "python -m pip ")):
            self.run(step.get("run", ""))

    def merge(self) -> None:
        """Merge the pull request."""
        self.run("git push --quiet origin feed:main")
        (self.folder / "open").unlink()


# The program under the name by which the workflow runs it, and which it prints.
PROGRAM = """
import sys
sys.argv[0] = 'podcast-catalogue'
from techforgood_podcast.cli import main
sys.exit(main())
"""
# What the workflow asks: how many requests are open, and to open one or to edit it.
GH = """\
case "$2" in
  list) test -e {folder}/open && echo true || echo false ;;
  create) test ! -e {folder}/open && touch {folder}/open && echo create >> {folder}/log ;;
  edit) echo edit >> {folder}/log ;;
esac
"""


JOBS: dict[str, Any] = yaml.safe_load(workflow("bread", "https://example.org/feed.xml"))["jobs"]


@pytest.fixture
def repository(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with the folder of a feed of one episode."""
    found = Repository(tmp_path)
    monkeypatch.chdir(found.clone)
    (tmp_path / "first.xml").write_text(feed_of(episode(1)), encoding="utf-8")
    run("import-feed", str(tmp_path / "first.xml"), "-o", "bread")
    found.commit()
    return found


def feed_of(*items: str) -> str:
    return rss(f"<title>Bread</title><language>en</language>{''.join(items)}")


def test_the_workflow_opens_a_pull_request_that_says_what_is_new(repository: Repository) -> None:
    assert repository.month(feed_of(episode(2), episode(1, title="1: Loaf"))) == "create\n"
    text = (repository.temporary / "update" / "text.md").read_text(encoding="utf-8")
    assert text == (
        "## Episodes\n\n- added `e02`: `2: Bread`\n\nThe update said:\n\n"
        "    added  e02  2: Bread\n"
        "    conflict  e01  title  yours: 1: Bread  the feed's: 1: Loaf\n"
        "    --accept title takes the feed's in 1 episode; "
        "--keep title keeps yours, and stops asking\n"
        "    bread: 1 new episode, 1 conflict\n"
    )
    assert "conflict  e01" in (repository.folder / "summary.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_workflow_opens_nothing_if_nothing_changed(repository: Repository) -> None:
    assert repository.month(feed_of(episode(1))) == ""
    assert repository.month(feed_of(episode(1, title="1: Loaf"))) == ""  # this waits for an answer


@pytest.mark.slow
def test_the_workflow_goes_on_with_a_pull_request_that_is_open(repository: Repository) -> None:
    assert repository.month(feed_of(episode(2), episode(1))) == "create\n"
    assert repository.month(feed_of(episode(2), episode(1))) == ""
    assert repository.month(feed_of(episode(3), episode(2))) == "edit\n"
    text = (repository.temporary / "update" / "text.md").read_text(encoding="utf-8")
    assert text.startswith("## Episodes\n\n- added `e02`: `2: Bread`\n- added `e03`: `3: Bread`\n")
    repository.merge()
    assert repository.month(feed_of(episode(3), episode(2))) == ""
    assert repository.month(feed_of(episode(4), episode(3))) == "create\n"
    assert [e.number for e in tfg.load_catalogue("bread").episodes] == [1, 2, 3, 4]


def test_the_workflow_stops_if_the_feed_seems_to_have_moved(repository: Repository) -> None:
    items = [episode(number) for number in range(1, 6)]
    assert repository.month(feed_of(*items)) == "create\n"
    repository.merge()
    moved = [episode(number, guid=f"urn:new:{number}") for number in range(1, 6)]
    with pytest.raises(subprocess.CalledProcessError) as caught:
        repository.month(feed_of(*moved))
    assert b"The feed seems to have moved" in caught.value.stdout


def test_a_title_that_ends_like_the_command_for_a_move_stops_nothing(
    repository: Repository,
) -> None:
    assert repository.month(feed_of(episode(2, title="Salt --moved"), episode(1))) == "create\n"
