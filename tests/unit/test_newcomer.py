"""The story of a newcomer: begin, slip, read, mend, add a season, export."""

from __future__ import annotations

from pathlib import Path

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli import main

EPISODE = "episodes/s01e01.yaml"
SLIPS = (
    (EPISODE, "season: 1", "season: one", "one", 'season: expected a whole number, found "one"'),
    (
        *(EPISODE, "duration: 25:10", "duration: 25 min", "25 min"),
        'duration: expected a running time, such as 33:13 or 1:02:03, found "25 min"',
    ),
    (
        *(EPISODE, "relation: subject", "relation: subjet", "subjet"),
        'organisations[0].relation: unknown relation "subjet"; did you mean "subject"?',
    ),
    (
        EPISODE,
        "  - bread",
        "  - broad",
        "broad",
        'themes[0]: no theme "broad"; did you mean "bread"?',
    ),
    (
        *("people.yaml", "  name: Ada Miller\n", "  name:\n", "\n"),
        "people[0].name: missing value; quote it if it is meant as text",
    ),
    (
        *("people.yaml", "- id: ben-baker", "- id: ben-baker\n  id: ben", "id: ben"),
        'people[1].id: duplicate key "id"; remove one of them',
    ),
    (
        *("places.yaml", "code: FR", "code: France", "France"),
        'places[0].code: expected a country code of two letters, such as "FR", found "France"',
    ),
    (
        *("show.yaml", "title: My show", "titel: My show", "titel"),
        'titel: unknown key; did you mean "title"?',
    ),
    (
        *("show.yaml", "  - ada-miller", "  - ada-milner", "ada-milner"),
        'hosts[0]: no person "ada-milner"; did you mean "ada-miller"?',
    ),
    (
        *(
            "sources.yaml",
            "https://example.org/my-show",
            "example.org/my-show",
            "example.org/my-show",
        ),
        (
            "sources[0].url: expected an address that begins with https://,"
            ' found "example.org/my-show"'
        ),
    ),
)
"""In which file a newcomer writes what in place of what, what is wrong in it, and the message."""


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def position(file: Path, slip: str, fault: str) -> str:
    """Return the line and the column of the last fault within a slip."""
    before, found, _ = file.read_text(encoding="utf-8").partition(slip)
    lines = f"{before}{found[: found.rindex(fault)]}".split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"


@pytest.fixture(autouse=True)
def _in_a_new_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_ten_slips_are_ten_messages_that_point_at_the_character(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["init", "mine"])
    for file, right, wrong, _, _ in SLIPS:
        replace(Path("mine", file), right, wrong)
    capsys.readouterr()
    assert main(["validate", "mine"]) == 1
    *messages, total = capsys.readouterr().out.splitlines()
    assert messages == [
        f"mine/{file}:{position(Path('mine', file), wrong, fault)}: {message}"
        for file, _, wrong, fault, message in SLIPS
    ]
    assert total == "mine: 10 errors"


def test_what_was_mended_is_valid_again(capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "mine"])
    for file, right, wrong, _, _ in SLIPS:
        replace(Path("mine", file), right, wrong)
        replace(Path("mine", file), wrong, right)
    capsys.readouterr()
    assert main(["validate", "mine"]) == 0
    assert capsys.readouterr().out == "mine: no problems found\n"


def test_a_second_season_of_the_bundled_show_is_queried_and_exported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("season-2/episodes").mkdir(parents=True)
    Path("season-2/episodes/s02e01.yaml").write_text(
        "id: s02e01\nseason: 2\nnumber: 1\ntitle: La réparation\nduration: 28:40\n"
        "summary: Un atelier.\nthemes:\n  - low-tech\n",
        encoding="utf-8",
    )
    assert main(["episodes", "--overlay", "season-2", "--theme", "low-tech"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == [
        *("S2E1", "La", "réparation", "28:40")
    ]
    assert main(["export", "json", "--overlay", "season-2", "-o", "both.json"]) == 0
    both = tfg.load_catalogue("both.json")
    assert len(both.episodes) == len(tfg.load_catalogue().episodes) + 1
    assert both.episodes.by_season(2)[0].title == "La réparation"
