"""``update_folder`` writes all or nothing, and never over what somebody else writes meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from own_folders import FULL, OVEN, SHOW, before_writing, read, write
from rss_strategies import documents, item, rss
from settings import examples
from techforgood_podcast.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_update_that_waits_for_a_move_names_the_pairs_and_does_nothing(tmp_path: Path) -> None:
    write(tmp_path, "show.yaml", SHOW)
    days = ("2022-01-01", "2022-01-08")
    old, new = (
        rss("".join(item(title=day, guid=f"{host}-{day}", pubDate=day) for day in days))
        for host in ("old", "new")
    )
    first = tfg.authoring.update_folder(tmp_path, old)
    assert (first.moved, first.vanished, first.unmatched, first.questions) == ((), (), (), ())
    assert (first.conflicts, first.left, first.mended, first.waits) == ((), (), (), False)
    before = read(tmp_path)
    found = tfg.authoring.update_folder(tmp_path, new)
    assert [(change.before, change.after) for change in found.moved] == [
        (f"old-{day}", f"new-{day}") for day in days
    ]
    assert (found.added, found.filled, found.accepted, found.withdrawn) == ((), (), (), ())
    assert (found.files, found.waits, found.catalogue) == ((), True, first.catalogue)
    assert read(tmp_path) == before


def test_an_empty_path_is_refused() -> None:
    with pytest.raises(tfg.CatalogueError, match="the path is empty"):
        tfg.authoring.update_folder("", rss(""))


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"accept": ["title"], "keep": ["all"]}, tfg.UnknownOptionError),
        ({"accept": ["titel"]}, tfg.UnknownFieldError),
        ({"withdraw": ["e09"]}, tfg.UnknownNameError),
        ({"keep": ["all"], "episode": "e09"}, tfg.UnknownNameError),
    ],
)
def test_answers_that_make_no_sense_have_errors_of_their_own(
    folder: Path, answers: Any, error: type[Exception]
) -> None:
    with pytest.raises(error):
        tfg.authoring.update_folder(folder, rss(FULL), **answers)


def test_without_a_feed_only_proposals_are_accepted(folder: Path) -> None:
    with pytest.raises(TypeError, match="expected a feed; only proposals are accepted"):
        tfg.authoring.update_folder(folder, accept=["title"])


def test_a_spreadsheet_with_a_cell_as_long_as_a_book_is_refused(folder: Path) -> None:
    write(folder, "proposals.csv", f"episode,guest\ne01,{'a' * 200_000}\n")
    with pytest.raises(tfg.CatalogueError, match="no table: field larger than field limit"):
        tfg.authoring.update_folder(folder, accept=["proposals"])


class SlowFeed(os.PathLike[str]):
    """The path of a feed; while it is asked for, somebody writes a file into a folder."""

    def __init__(self, folder: Path, document: str, name: str, text: str) -> None:
        self.folder = folder
        self.name = name
        self.text = text
        write(folder.parent, "feed.xml", document)

    def __fspath__(self) -> str:
        write(self.folder, self.name, self.text)
        return str(self.folder.parent / "feed.xml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("episodes/e03.yaml", "id: e03\ntitle: Late\n"),
        ("episodes/e03.yaml", "id: e03\n"),
        ("episodes/e01.yaml", "- late\n"),
    ],
)
def test_a_folder_that_changes_meanwhile_is_not_touched(
    tmp_path: Path, name: str, text: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder, "show.yaml", SHOW)
    write(folder, "episodes/e01.yaml", OVEN)
    with pytest.raises(tfg.CatalogueError, match="changed meanwhile; try again"):
        tfg.authoring.update_folder(folder, SlowFeed(folder, rss(FULL), name, text))
    assert read(folder) == {"show.yaml": SHOW, "episodes/e01.yaml": OVEN, name: text}


@pytest.mark.parametrize(
    ("during", "name", "text"),
    [
        ("sources.yaml", "episodes/e01.yaml", f"{OVEN}# late\n"),
        ("sources.yaml", "episodes/e02.yaml", "id: e02\ntitle: Late\n"),
        ("e02.yaml", "episodes/e02.yaml", "id: e02\ntitle: Late\n"),
    ],
)
def test_what_somebody_else_writes_meanwhile_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, during: str, name: str, text: str
) -> None:
    def write_late(file: str) -> None:
        if file == during:
            write(folder, name, text)

    before_writing(monkeypatch, write_late)
    with pytest.raises(tfg.CatalogueError, match="changed meanwhile; try again"):
        tfg.authoring.update_folder(folder, rss(FULL + item(title="2: Salt")))
    assert read(folder)[name] == text
    tfg.load_catalogue(folder)


@pytest.mark.parametrize("during", ["sources.yaml", "e02.yaml"])
def test_another_update_may_write_the_same_meanwhile(
    folder: Path, monkeypatch: pytest.MonkeyPatch, during: str
) -> None:
    feed = rss(FULL + item(title="2: Salt"))
    others = list[tfg.authoring.Update]()

    def write_twice(file: str) -> None:
        if file == during and not others:
            monkeypatch.undo()
            others.append(tfg.authoring.update_folder(folder, feed))

    before_writing(monkeypatch, write_twice)
    found = tfg.authoring.update_folder(folder, feed)
    assert tfg.load_catalogue(folder) == found.catalogue


def test_a_draft_is_up_to_date_with_its_own_feed(tmp_path: Path) -> None:
    feed = Path(__file__).parent / "feeds" / "podlove.xml"
    assert main(["import-feed", str(feed), "-o", str(tmp_path / "mine")]) == 0
    before = read(tmp_path)
    found = tfg.authoring.update_folder(tmp_path / "mine", feed)
    assert (found.added, found.filled, found.conflicts, found.unmatched) == ((), (), (), ())
    assert read(tmp_path) == before


@settings(max_examples=examples(60), deadline=None)
@given(documents())
def test_any_feed_updates_a_folder_once(
    tmp_path_factory: pytest.TempPathFactory, document: str
) -> None:
    folder = tmp_path_factory.mktemp("mine")
    write(folder, "show.yaml", SHOW)
    write(folder, "episodes/e01.yaml", f"# mine\n{OVEN}")
    try:
        first = tfg.authoring.update_folder(folder, document, with_notes=True)
    except tfg.FeedError:
        return
    assert tfg.load_catalogue(folder) == first.catalogue
    before = read(folder)
    assert before["episodes/e01.yaml"].startswith(f"# mine\n{OVEN}")
    again = tfg.authoring.update_folder(folder, document, with_notes=True)
    assert (again.added, again.filled, read(folder)) == ((), (), before)


def test_a_read_only_file_is_not_changed_nor_is_any_other(folder: Path) -> None:
    write(folder, "show.yaml", SHOW)
    (folder / "episodes/e01.yaml").chmod(0o444)
    before = read(folder)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.authoring.update_folder(folder, rss(FULL + item(title="2: Salt")))
    assert str(caught.value) == "episodes/e01.yaml: the file is read-only; nothing was written"
    assert read(folder) == before


def test_the_command_names_files_by_their_paths_and_no_command_that_finds_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, "episodes/e02.yaml", "id: e02\nnumber: 2\ntitle: Salt\n")
    for name in ("e01.yaml", "e02.yaml"):
        (folder / "episodes" / name).chmod(0o444)
    feed = folder.parent / "feed.xml"
    feed.write_text(rss(FULL + item(title="2: Salt", guid="urn:2")), encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    assert main(["update", folder.name, feed.name]) == 1
    said = f"{folder.name}/episodes/e01.yaml: the file is read-only; nothing was written"
    assert capsys.readouterr().err.endswith(f": {said} (and 1 more)\n")


@pytest.mark.parametrize("name", ["episodes/e01.yaml", "episodes"])
def test_no_file_behind_a_link_that_leads_out_of_the_folder_is_changed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = tmp_path_factory.mktemp("outside") / Path(name).name
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    before = read(folder), read(outside.parent)
    with pytest.raises(tfg.CatalogueError, match="a link leads out of the folder; nothing was w"):
        tfg.authoring.update_folder(folder, rss(FULL + item(title="2: Salt")))
    assert (read(folder), read(outside.parent)) == before


def test_a_file_behind_a_link_within_the_folder_is_changed_and_keeps_its_permissions(
    folder: Path,
) -> None:
    file = folder / "episodes/e01.yaml"
    kept = folder / "kept.txt"
    file.rename(kept)
    kept.chmod(0o640)
    file.symlink_to(Path("..", "kept.txt"))
    tfg.authoring.update_folder(folder, rss(FULL))
    assert file.is_symlink()
    assert "guid: urn:1" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o640


def test_hidden_files_of_editors_are_not_read(folder: Path) -> None:
    (folder / ".#show.yaml").symlink_to("ann@host.1:2")  # what Emacs makes of an unsaved file
    os.mkfifo(folder / "episodes" / ".p.yaml")
    (folder / ".trash.yaml").mkdir()
    assert len(tfg.authoring.update_folder(folder, rss(FULL)).filled) == 4


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(4 << 30)


def _deep(path: Path) -> None:
    path.write_text("[" * 1_000, encoding="utf-8")


def _utf_16(path: Path) -> None:
    path.write_text("kept: []\n", encoding="utf-16")


def _latin(path: Path) -> None:
    path.write_text("kept: [é]\n", encoding="cp1252")


# What may stand in place of a file, and why it is not read.
MADE: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "this is neither a file nor a folder"),
    "device": (_device, "this is neither a file nor a folder"),
    "folder": (Path.mkdir, "cannot be read: Is a directory"),
    "huge": (_huge, "1:1: the file is larger than 33,554,432 bytes"),
    "UTF-16": (_utf_16, "1:1: the file is encoded in UTF-16, not UTF-8; save the file as UTF-8"),
    "Windows": (_latin, "1:8: the byte 0xe9 is not valid UTF-8; save the file as UTF-8"),
    "deep": (_deep, f"1:33: {'[0]' * 32}: lists and mappings are nested more than 32 levels deep"),
}


@pytest.mark.parametrize("kind", MADE)
def test_a_file_of_decisions_that_cannot_be_read_is_an_error_that_says_where(
    folder: Path, kind: str
) -> None:
    make, reason = MADE[kind]
    make(folder / "feed.yaml")
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.authoring.update_folder(folder, rss(FULL), dry_run=True)
    assert str(caught.value) in {f"feed.yaml: {reason}", f"feed.yaml:{reason}"}


def _validate(folder: Path) -> None:
    if errors := [problem for problem in tfg.validate(folder) if problem.severity == "error"]:
        raise tfg.CatalogueError(errors)


RUNS: dict[str, Callable[[Path], object]] = {
    "update": lambda folder: tfg.authoring.update_folder(folder, rss(FULL)),
    "export": lambda folder: tfg.dump(tfg.load_catalogue(folder), folder / "public", "site"),
    "validate": _validate,
    "package": lambda folder: tfg.authoring.package(folder, folder / "project"),
}


@pytest.mark.parametrize(
    "names",
    [
        ["README.md", "feed.yaml", "proposals.csv"],
        ["catalogue.yaml", "episodes/e02.yaml", "people.yaml", "redirects.yaml", "themes.yaml"],
    ],
    ids=["beside", "catalogue"],
)
@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("run", RUNS)
def test_nothing_reads_what_is_no_file_or_more_of_a_file_than_its_limit(
    folder: Path, run: str, kind: str, names: list[str]
) -> None:
    for name in names:
        MADE[kind][0](folder / name)
    problems: tuple[tfg.Problem, ...] = ()
    try:
        RUNS[run](folder)
    except tfg.CatalogueError as error:
        problems = error.problems
    assert {problem.file for problem in problems} <= {*names}
    if "people.yaml" in names:
        assert len(problems) == len(names)
