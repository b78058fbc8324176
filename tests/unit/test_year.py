"""The story of a show in the guides for owners runs: the end of the first day, then the year."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli import main
from techforgood_podcast.cli.terminal import PROGRAMS

DOCS = Path(__file__).parents[2] / "docs"
# The section of the first day with which the story begins.
FROM_A_FEED = re.compile(
    r"^## [^\n]*(?:from a feed|d’un flux)\n.*?(?=^## )", re.MULTILINE | re.DOTALL
)
BLOCK = re.compile(
    r"^```(?P<kind>yaml|xml|diff|shell-session)\n(?P<code>.*?)^```\n"
    r"(?:\n(?:Save it as|Enregistrez-le sous) `(?P<name>[^`]+)`)?",
    re.MULTILINE | re.DOTALL,
)
# A file of the folder, to which the text says that the next block belongs.
FILE = re.compile(r"`((?:bread|talks)/[\w/]+\.(?:csv|yaml))`")


@pytest.mark.parametrize("folder", ["", "fr"])
def test_the_commands_of_the_year_print_what_the_guides_say(
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    day = FROM_A_FEED.search((DOCS / folder / "your-own-podcast.md").read_text(encoding="utf-8"))
    assert day is not None
    story = day[0] + (DOCS / folder / "your-own-podcast-year.md").read_text(encoding="utf-8")
    ran: list[str] = []
    for block in BLOCK.finditer(story):
        code = block["code"]
        if block["name"]:
            Path(block["name"]).write_text(code, encoding="utf-8")
        elif block["kind"] == "yaml":
            file = FILE.findall(story, 0, block.start())[-1]
            with Path(file).open("a", encoding="utf-8") as stream:
                stream.write(code)
        elif block["kind"] == "diff":
            path = Path(FILE.findall(story, 0, block.start())[-1])
            text = path.read_text(encoding="utf-8")
            for line in code.splitlines(keepends=True):
                before, found, after = text.partition(line.removeprefix("-"))
                assert found, line
                text = before + after
            path.write_text(text, encoding="utf-8")
        else:
            command, _, expected = code.removeprefix("$ podcast-catalogue ").partition("\n")
            assert main(shlex.split(command)) in {0, 3}  # 3: an update waits for an answer
            printed = "".join(capsys.readouterr()).replace(*PROGRAMS)
            assert printed == expected, command
            ran.append(command.split()[0])
    assert ran == [
        *("import-feed", "validate", "episodes", "export", "import-feed", "update", "guests"),
        *("export", "update", "episodes", "update", "update", "update", "export", "diff"),
    ]
    (feed,) = tmp_path.glob("*.rss")
    published = tfg.authoring.draft_from_feed(feed)
    assert [episode.guid for episode in published.episodes] == ["a-1", "b-2", "c-3"]
    assert [e.audio.url[-5:] for e in published.episodes if e.audio] == ["a.mp3", "b.mp3", "c.mp3"]
