"""What an update prints: a line for each decision, a table where these are many, how to undo it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from own_folders import OVEN, SHOW, read, write
from rss_strategies import item, rss
from techforgood_podcast.catalogue.changes import show_private

if TYPE_CHECKING:
    from command_line import Run

TITLE = "<title>My show</title>"


def rows(out: str) -> list[list[str]]:
    return [re.split(" {2,}", line) for line in out.splitlines()]


def feed(host: str, *more: str, last: int = 12, path: str = "", **fields: str) -> str:
    """Return a feed of a dozen episodes with audio files and pictures at a host."""
    items = (
        item(
            title=f"{number}: Bread",
            guid=f"g{number}",
            more=f'<enclosure url="https://{host}/{number}.mp3" type="audio/mpeg"/>'
            f'<itunes:image href="https://{host}/{path}{number}.png"/>',
            **fields,
        )
        for number in range(1, last + 1)
    )
    return rss(f"{TITLE}{''.join((*items, *more))}")


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command beside a folder and two feeds at different hosts."""
    monkeypatch.chdir(tmp_path)
    Path("old.xml").write_text(feed("old.example"), encoding="utf-8")
    new = feed("new.example", last=13, itunes_duration="60")
    Path("new.xml").write_text(new, encoding="utf-8")
    assert run("import-feed", "old.xml", "-o", "bread")[0] == 0
    return run


ADVICE = (
    "nearly all episodes have addresses at another host, such as new.example in place of"
    " old.example; if the show has moved: --accept audio --accept image_url"
)
SUMMARY = [
    [ADVICE],
    ["added", "1 episode", 'e13 "13: Bread"'],
    ["filled", "duration", "12 episodes", "e01: - → 01:00"],
    [
        "conflict",
        "audio",
        "12 episodes",
        "e01: https://old.example/1.mp3 → https://new.example/1.mp3",
    ],
    [
        *("conflict", "image_url", "12 episodes"),
        "e01: https://old.example/1.png → https://new.example/1.png",
    ],
    [
        (
            "for each field, such as audio: --accept audio writes the feed's 12 values;"
            " --keep audio keeps yours, and stops asking"
        )
    ],
]
TOTAL = "bread: 1 new episode, 12 values filled in, 24 conflicts, 0 items unmatched"
WAITS = "; --all lists what waits for an answer"
NO_UNDO = "no undo: bread is not in a git repository; copy it before an update"


@pytest.mark.parametrize(("option", "note"), [("", ""), ("--dry-run", " (nothing was written)")])
def test_a_long_report_is_a_table_by_field_with_advice_first(
    run: Run, option: str, note: str
) -> None:
    status, out, _ = run("update", "bread", "new.xml", *filter(None, [option]))
    assert (status, rows(out)) == (3, [*SUMMARY, [f"{TOTAL}{note}{WAITS}"], [NO_UNDO]])


def test_the_advice_after_a_move_does_not_ask_whether_the_show_has_moved(run: Run) -> None:
    day = "Mon, 01 Jan 2024 08:00:00 +0000"
    moved = re.sub(r"<guid>g", "<guid>new", feed("new.example", pubDate=day))
    Path("moved.xml").write_text(moved, encoding="utf-8")
    Path("old.xml").write_text(feed("old.example", pubDate=day), encoding="utf-8")
    run("import-feed", "old.xml", "-o", "dated")
    assert "seems to have moved" in run("update", "dated", "moved.xml")[1]
    advice, *_ = run("update", "dated", "moved.xml", "--moved")[1].splitlines()
    assert advice.endswith("; since the show has moved: --accept image_url")


def test_the_list_is_printed_on_demand(run: Run) -> None:
    out = run("update", "bread", "new.xml", "--all", "--dry-run")[1]
    words = [row[0] for row in rows(out)]
    assert words[:-2] == ["added", *["filled"] * 12, *["conflict"] * 24]
    assert rows(out)[-2:] == [[f"{TOTAL} (nothing was written)"], [NO_UNDO]]


def test_the_advice_is_taken_by_one_command(run: Run) -> None:
    run("update", "bread", "new.xml")
    accept = ("--accept", "audio", "--accept", "image_url")
    status, out, _ = run("update", "bread", "new.xml", *accept)
    example = "e01 audio: https://old.example/1.mp3 → https://new.example/1.mp3"
    assert (status, rows(out)) == (
        0,
        [
            ["changed", "audio, image_url", "24 values", example],
            [
                (
                    "bread: 0 new episodes, 0 values filled in, 24 values replaced, 0 conflicts,"
                    " 0 items unmatched"
                )
            ],
            [NO_UNDO],
        ],
    )
    assert run("update", "bread", "new.xml")[:2] == (0, "bread: nothing new\n")


def test_new_pictures_are_told_in_one_line(run: Run) -> None:
    pictures = feed("old.example", path="new-")
    Path("pictures.xml").write_text(pictures, encoding="utf-8")
    assert run("update", "bread", "pictures.xml")[1].splitlines()[0] == (
        "nearly all episodes have another picture; if you want it: --accept image_url"
    )


def test_no_advice_is_given_where_no_pattern_is_plain(run: Run) -> None:
    text = feed("old.example").replace("Bread", "Loaf").replace("e/1.mp3", "e/one.mp3")
    Path("titles.xml").write_text(text, encoding="utf-8")
    assert rows(run("update", "bread", "titles.xml")[1])[0] == [
        *("conflict", "title", "12 episodes", "e01: 1: Bread → 1: Loaf")
    ]


def test_a_table_names_everything_else_that_happened(run: Run) -> None:
    show = "<itunes:author>{}</itunes:author><copyright>{}</copyright>"
    before = feed("old.example").replace(TITLE, TITLE + show.format("Ann", "Ann"))
    Path("before.xml").write_text(before, encoding="utf-8")
    run("update", "bread", "before.xml")
    write(Path("bread"), "redirects.yaml", "- id: rye\n")
    text = feed(
        "new.example",
        item(title="Rye"),
        item(guid="none & none"),
        itunes_season="1",
        itunes_explicit="true",
        link="https://new.example/",
        pubDate="2022-01-01",
    )
    text = text.replace("Bread", "Loaf").replace(TITLE, TITLE + show.format("Bo", "Bo"))
    Path("more.xml").write_text(re.sub("<item>.*?</item>", "", text, count=1), encoding="utf-8")
    slip = "title></item><item><guid>none & none</guid></item></channel>"
    hint = "if it is another episode, write a file for it; if not, --keep all"
    withdraw = ("--withdraw", "e02", "--withdraw", "e03")
    out = run("update", "bread", "more.xml", "--recover", *withdraw)[1]
    assert [row[:3] for row in rows(out)[1:-3]] == [
        ["withdrawn", "2 episodes", 'e02 "2: Bread"'],
        ["filled", "season, published, url and 1 more", "44 values"],
        ["conflict", "title", "11 episodes"],
        ["conflict", "audio", "11 episodes"],
        ["conflict", "image_url", "11 episodes"],
        ["conflict", "author, copyright", "2 values"],
        ["unmatched", "1 item", "line 1 without a title"],
        ["mended", "1 place", 'more.xml:1:3590: warning: read "&" as "&amp;" in: ' + slip],
        ["left", "1 place", f'redirects.yaml: not added: "Rye", since rye was withdrawn; {hint}'],
    ]


def test_rare_fields_share_a_row(run: Run) -> None:
    fields = {
        "itunes_duration": ("60", "61"),
        "link": ("https://old.example/", "https://new.example/"),
        "itunes_explicit": ("true", "false"),
        "itunes_keywords": ("a", "b"),
        "itunes_title": ("A", "B"),
        "pubDate": ("2022-01-01", "2022-01-02"),
    }
    for index, name in enumerate(("one", "two")):
        values = {key: value[index] for key, value in fields.items()}
        Path(f"{name}.xml").write_text(feed(f"{name}.example", last=12, **values), encoding="utf-8")
    run("import-feed", "one.xml", "-o", "one")
    out = run("update", "one", "two.xml")[1]
    assert [row[1:3] for row in rows(out) if row[0] == "conflict"] == [
        ["short_title", "12 episodes"],
        ["duration", "12 episodes"],
        ["published", "12 episodes"],
        ["url", "12 episodes"],
        ["keywords", "12 episodes"],
        ["audio, image_url, explicit", "36 values"],
    ]


def test_episodes_that_vanished_are_named_in_the_file_of_decisions(run: Run) -> None:
    dated = [
        item(title=f"{number}: Rye", guid=f"r{number}", pubDate=f"2022-01-{number:02}")
        for number in range(1, 14)
    ]
    Path("all.xml").write_text(rss(TITLE + "".join(dated)), encoding="utf-8")
    Path("few.xml").write_text(rss(TITLE + dated[0]), encoding="utf-8")
    run("import-feed", "all.xml", "-o", "rye")
    assert rows(run("update", "rye", "few.xml")[1])[0] == [
        *("vanished", "12 episodes", 'e02 "2: Rye"; feed.yaml names all')
    ]


def test_many_items_that_may_be_episodes_are_answered_together(run: Run) -> None:
    def shows(host: str, day: str) -> str:
        episodes = (
            item(title=f"Rye {number}", guid=f"{host}{number}", pubDate=day.format(number + 10))
            for number in range(12)
        )
        oldest = item(title="Oldest", guid="oldest", pubDate="2020-01-01")
        kept = (item(title=f"Salt {n}", guid=f"s{n}", pubDate="2021-01-01") for n in range(12))
        return rss(TITLE + "".join((*episodes, *kept, oldest)))

    Path("one.xml").write_text(shows("old", "2022-01-{}"), encoding="utf-8")
    Path("two.xml").write_text(shows("new", "2022-02-{}"), encoding="utf-8")
    run("import-feed", "one.xml", "-o", "rye")
    out = rows(run("update", "rye", "two.xml")[1])
    assert out[:2] == [
        ["unmatched", "12 items", 'line 1 "Rye 0"'],
        ["all unmatched items are the episodes named, if only one is: --accept guid"],
    ]


def test_a_changed_date_is_one_line_and_one_answer(tmp_path: Path, run: Run) -> None:
    days = "published: 2022-01-16\npublished_at: 2022-01-16T06:00:00+01:00\n"
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder, "show.yaml", SHOW)
    write(folder, "episodes/e01.yaml", f"{OVEN}{days}guid: urn:1\n")
    text = rss(TITLE + item(title="Oven", guid="urn:1", pubDate="Mon, 17 Jan 2022 06:00:00 +0100"))
    Path("day.xml").write_text(text, encoding="utf-8")
    total = "mine: 0 new episodes, 0 values filled in, 1 conflict, 0 items unmatched"
    assert rows(run("update", "mine", "day.xml")[1]) == [
        ["conflict", "e01", "published", "2022-01-16", "2022-01-17"],
        [total],
    ]
    both = ("--accept", "published", "--keep", "published_at")
    assert run("update", "mine", "day.xml", *both)[0] == 2
    assert run("update", "mine", "day.xml", "--keep", "published")[0] == 0
    assert run("update", "mine", "day.xml")[:2] == (0, "mine: nothing new\n")


def test_what_was_refused_is_remembered_in_words_but_for_what_is_private(tmp_path: Path) -> None:
    owner = "<itunes:owner><itunes:email>{}@example.org</itunes:email></itunes:owner>"
    write(tmp_path, "show.yaml", f"{SHOW}owner_email: anna@example.org\n")
    write(tmp_path, "episodes/e01.yaml", f"{OVEN}guid: urn:1\n")
    oven = item(title="The oven, again", guid="urn:1")
    tfg.authoring.update_folder(tmp_path, rss(owner.format("anne") + oven), keep=["all"])
    assert re.findall("refused: (.*)", read(tmp_path)["feed.yaml"]) == ["The oven, again", "anne@…"]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("anna@example.org", "anne@example.org", ("anna@…", "anne@…")),
        ("ann@example.org", "anna@example.org", ("ann@…", "anna@…")),
        ("ann@example.org", "ann@example.com", ("…g", "…m")),
        ("bob@example.org", "ann@example.org", ("b…", "a…")),
        ("ann@example.org", None, ("(private)", "none")),
        (None, "ann@example.org", ("none", "(private)")),
    ],
)
def test_private_values_are_told_apart_by_few_letters(
    before: str | None, after: str | None, shown: tuple[str, str]
) -> None:
    assert show_private(before, after) == shown


def test_decisions_that_are_remembered_without_words_still_count(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "episodes/e01.yaml", f"{OVEN}guid: urn:1\n")
    text = rss(item(title="The oven", guid="urn:1"))
    tfg.authoring.update_folder(tmp_path, text, keep=["title"])
    old = re.sub(" *refused: .*\n", "", read(tmp_path)["feed.yaml"])
    write(tmp_path, "feed.yaml", old)
    assert tfg.authoring.update_folder(tmp_path, text).conflicts == ()
    assert read(tmp_path)["feed.yaml"] == old


def test_wide_letters_count_as_two_columns_where_values_are_cut(run: Run) -> None:
    text = feed("old.example", last=1).replace("1: Bread", f"1: {'パ' * 40}")
    Path("wide.xml").write_text(text, encoding="utf-8")
    assert rows(run("update", "bread", "wide.xml")[1])[0][-1] == f"1: {'パ' * 28}…"


# ----------------------------------------------------------------------------------- undo


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=me", "-c", "user.email=me", *arguments],  # noqa: S607
        check=True,
        capture_output=True,
    )


@pytest.fixture
def committed(run: Run) -> Run:
    """Return a function that runs a command beside a folder that git has."""
    git("init", "--quiet")
    git("add", "bread")
    git("commit", "--quiet", "--message", "Mine")
    return run


UNDO = "undo: git -C ./bread stash push --include-untracked ."


def test_one_command_brings_back_a_folder_that_git_has(committed: Run) -> None:
    before = read(Path("bread"))
    last = committed("update", "bread", "new.xml", "--dry-run")[1].splitlines()[-1]
    assert last == committed("update", "bread", "new.xml", "--withdraw", "e02")[1].splitlines()[-1]
    assert (last, read(Path("bread")) == before) == (UNDO, False)
    git(*last.removeprefix("undo: git ").split())
    assert read(Path("bread")) == before
    assert Path("new.xml").exists()


def test_files_that_git_ignores_do_not_count_unless_the_catalogue_has_them(committed: Run) -> None:
    Path(".gitignore").write_text("*.tmp\nthemes.yaml\n", encoding="utf-8")
    write(Path("bread"), "notes.tmp", "")
    assert committed("update", "bread", "new.xml", "--dry-run")[1].splitlines()[-1] == UNDO
    write(Path("bread"), "themes.yaml", "[]\n")
    last = committed("update", "bread", "new.xml", "--dry-run")[1].splitlines()[-1]
    assert last == (
        "no undo: bread has changes that are not committed; commit them before an update"
    )


@pytest.mark.parametrize("name", ["show.yaml", "episodes/more.yaml"])
def test_a_folder_with_changes_is_to_be_committed_first(committed: Run, name: str) -> None:
    file = Path("bread", name)
    text = file.read_text(encoding="utf-8") if file.exists() else "id: more\ntitle: More\n"
    file.write_text(f"{text}# mine\n", encoding="utf-8")
    last = committed("update", "bread", "new.xml")[1].splitlines()[-1]
    assert last == (
        "no undo: bread has changes that are not committed; commit them before an update"
    )


@pytest.mark.parametrize("found", [None, "git.exe"])
def test_git_is_not_needed_and_not_taken_from_the_folder_at_hand(
    committed: Run, monkeypatch: pytest.MonkeyPatch, found: str | None
) -> None:
    def which(_: str) -> Any:
        return found

    monkeypatch.setattr(shutil, "which", which)
    last = committed("update", "bread", "new.xml")[1].splitlines()[-1]
    assert last == "no undo without git; copy bread before an update"


def test_a_repository_that_git_cannot_read_undoes_nothing(run: Run) -> None:
    Path(".git").mkdir()
    last = run("update", "bread", "new.xml")[1].splitlines()[-1]
    assert last == ("no undo: git cannot tell whether bread is committed; copy it before an update")


@pytest.mark.parametrize("folder", ["nowhere", "new.xml"])
def test_git_is_no_matter_where_there_is_no_folder(committed: Run, folder: str) -> None:
    status, out, err = committed("update", folder, "new.xml")
    assert (status, out, err.startswith(f"techforgood-podcast: {folder}: ")) == (1, "", True)


def test_nothing_is_said_of_undoing_if_only_decisions_were_written(committed: Run) -> None:
    Path("title.xml").write_text(feed("old.example").replace("1: B", "1: H"), encoding="utf-8")
    assert "undo" not in committed("update", "bread", "title.xml")[1]
    assert "undo" not in committed("update", "bread", "title.xml", "--keep", "all")[1]
