"""The year of a show in docs/your-own-podcast.md is a story that runs."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from techforgood_podcast.cli.commands import main

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[1] / "docs" / "your-own-podcast.md"
YEAR = re.compile(r"^## A year.*?(?=^## What)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(
    r"^```(?P<kind>\S+)\n(?P<code>.*?)^```\n(?:\nSave it as `(?P<name>[^`]+)`)?",
    re.MULTILINE | re.DOTALL,
)


def test_the_commands_of_the_year_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    year = YEAR.search(PAGE.read_text(encoding="utf-8"))
    assert year is not None
    ran: list[str] = []
    for block in BLOCK.finditer(year[0]):
        kind, code, name = block["kind"], block["code"], block["name"]
        if name:
            Path(name).write_text(code, encoding="utf-8")
        elif kind == "yaml":
            with Path("bread", "episodes", "e01.yaml").open("a", encoding="utf-8") as stream:
                stream.write(code)
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(code, {}, "year", None, None)
            assert doctest.DocTestRunner().run(test).failed == 0
        else:
            command, _, expected = code.removeprefix("$ techforgood-podcast ").partition("\n")
            assert main(shlex.split(command)) == 0
            assert capsys.readouterr().out == expected, command
            ran.append(command.split()[0])
    assert ran == [
        *("import-feed", "validate", "export", "update", "update", "episodes", "update", "export"),
        "diff",
    ]
    edited = Path("bread", "episodes", "e01.yaml").read_text(encoding="utf-8")
    assert "summary: How an oven is heated.  # from memory\n" in edited
    published = tfg.draft_from_feed(Path("feed.rss"))
    assert [episode.guid for episode in published.episodes] == ["oven", "salt", "water"]
    assert [e.audio.url[-5:] for e in published.episodes if e.audio] == ["a.mp3", "b.mp3", "c.mp3"]
