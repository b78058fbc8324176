"""The year of a show in docs/your-own-podcast.md is a story that runs, in both languages."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli.commands import main

DOCS = Path(__file__).parents[1] / "docs"
YEAR = re.compile(r"^## (?:A year|Un an).*?(?=^## (?:Months|Des mois))", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(
    r"^```(?P<kind>\S+)\n(?P<code>.*?)^```\n"
    r"(?:\n(?:Save it as|Enregistrez-le sous) `(?P<name>[^`]+)`)?",
    re.MULTILINE | re.DOTALL,
)


@pytest.mark.parametrize(
    ("page", "folder", "edit", "feed", "guids"),
    [
        (
            "your-own-podcast.md",
            "bread",
            "summary: How an oven is heated.  # from memory\n",
            "feed.rss",
            ["oven", "salt", "water"],
        ),
        (
            "fr/your-own-podcast.md",
            "pain",
            "summary: Comment on chauffe un four.  # de mémoire\n",
            "flux.rss",
            ["four", "sel", "eau"],
        ),
    ],
)
def test_the_commands_of_the_year_print_what_the_page_says(  # noqa: PLR0913, PLR0917
    page: str,
    folder: str,
    edit: str,
    feed: str,
    guids: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    year = YEAR.search((DOCS / page).read_text(encoding="utf-8"))
    assert year is not None
    ran: list[str] = []
    for block in BLOCK.finditer(year[0]):
        kind, code, name = block["kind"], block["code"], block["name"]
        if name:
            Path(name).write_text(code, encoding="utf-8")
        elif kind == "yaml":
            with Path(folder, "episodes", "e01.yaml").open("a", encoding="utf-8") as stream:
                stream.write(code)
        elif kind == "pycon":
            test = doctest.DocTestParser().get_doctest(code, {}, "year", None, None)
            assert doctest.DocTestRunner().run(test).failed == 0
        else:
            command, _, expected = code.removeprefix("$ techforgood-podcast ").partition("\n")
            assert main(shlex.split(command)) in {0, 3}  # 3: an update waits for an answer
            assert capsys.readouterr().out == expected, command
            ran.append(command.split()[0])
    assert ran == [
        *("import-feed", "validate", "export", "update", "episodes", "update", "update"),
        *("export", "diff"),
    ]
    assert edit in Path(folder, "episodes", "e01.yaml").read_text(encoding="utf-8")
    published = tfg.authoring.draft_from_feed(Path(feed))
    assert [episode.guid for episode in published.episodes] == guids
    assert [e.audio.url[-5:] for e in published.episodes if e.audio] == ["a.mp3", "b.mp3", "c.mp3"]
