"""Files of chapters beside the episodes: what a site has of them, and what is wrong with them.

The cases of ``chapters.cases`` are files of the folder ``chapters``. Below each are the problems
that ``validate`` reports, and the chapters in the site.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from case_files import Case, compare, each_case, files_in, head_of, read_cases
from command_line import call
from techforgood_podcast.syntax.limits import MAX_DEPTH, MAX_NODES
from test_transcripts import FOUND, problems, write
from web_pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command_line import Run

CASES = Path(__file__).with_name("chapters.cases")
CATALOGUE = files_in(head_of(CASES))
BREAD = '{"chapters": [{"startTime": 2, "title": "Bread"}]}'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return the folder of a catalogue with three episodes, the last of which has chapters."""
    write(tmp_path / "mine", CATALOGUE)
    return tmp_path / "mine"


def export(folder: Path, *options: str) -> int | str | None:
    """Export a folder as a site, into its folder ``public``."""
    public = str(folder / "public")
    return call("export", "site", "--data", str(folder), "-o", public, *options)


def chapters(folder: Path) -> Iterator[str]:
    """Yield each chapter in the site of a folder."""
    for episode in tfg.load_catalogue(folder / "public/catalogue.json").episodes:
        for one in episode.chapters:
            yield " ".join(filter(None, (episode.id, f"{one.start} {one}", one.url, one.image_url)))


@each_case(*read_cases(CASES))
def test_chapters_are_read_as_expected(case: Case, mine: Path) -> None:
    given = FOUND.sub("", case.text)
    write(mine / "chapters", files_in(given))
    found = problems(mine)
    if export(mine) == 0:
        found += [one for one in chapters(mine) if one != "g 0:00:01 Kept"]
    compare(case, "".join(f"=> {line}\n" for line in found), given)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[" * (MAX_DEPTH + 1), f"lists and objects are nested more than {MAX_DEPTH} levels deep"),
        (f"[{'0,' * MAX_NODES}0]", f"the file contains more than {MAX_NODES:,} values"),
        ("[" * 100_000, f"lists and objects are nested more than {MAX_DEPTH} levels deep"),
    ],
    ids=["nested", "huge", "nested past what Python reads"],
)
def test_a_hostile_file_is_one_problem(text: str, problem: str, mine: Path) -> None:
    write(mine, {"chapters/e.json": text})
    (found,) = problems(mine)
    assert found.partition(": ")[2] == problem


def test_an_export_says_what_is_wrong_as_validation_does(mine: Path, run: Run) -> None:
    write(mine, {"chapters/e.json": "[]"})
    (line,) = problems(mine)
    status, _, err = run("export", "site", "--data", str(mine), "-o", str(mine / "public"))
    assert (status, err) == (1, f"techforgood-podcast: {mine}/{line}\n")


def test_chapters_are_on_the_page_and_in_the_feed_of_a_site(mine: Path) -> None:
    write(mine, {"chapters/f.json": BREAD})
    assert export(mine) == 0
    (chapter,) = Page((mine / "public/episodes/f.html").read_text("utf-8")).find(
        "[data-fact=chapters] li"
    )
    assert chapter.words == "00:02 Bread"
    assert '<psc:chapter start="0:00:02" title="Bread"/>' in (mine / "public/feed.xml").read_text(
        "utf-8"
    )


def test_nothing_else_of_the_catalogue_changes(mine: Path) -> None:
    write(mine, {"chapters/f.json": BREAD})
    export(mine)
    site = tfg.load_catalogue(mine / "public/catalogue.json")
    (change,) = tfg.load_catalogue(mine).diff(site)
    assert (change.id, change.field) == ("f", "chapters")
    assert site.redirects == tfg.load_catalogue(mine).redirects


def test_a_selection_has_its_chapters_and_no_other_format_has_any(mine: Path, run: Run) -> None:
    write(mine, {"chapters/f.json": BREAD})
    assert export(mine, "--episode", "f") == 0
    assert list(chapters(mine)) == ["f 0:00:02 Bread"]
    _, out, _ = run("export", "json", "--data", str(mine), "--episode", "f")
    assert "chapters" not in out


def test_a_package_takes_chapters_along(mine: Path, tmp_path: Path) -> None:
    write(mine, {"chapters/e.json": BREAD, "chapters/notes.txt": "not taken"})
    name = tfg.authoring.package(mine, tmp_path / "project")
    taken = (tmp_path / "project/src" / name / "data").glob("chapters/*")
    assert [path.name for path in taken] == ["e.json"]
    write(mine, {"chapters/e.json": "[]"})
    with pytest.raises(tfg.CatalogueError):
        tfg.authoring.package(mine, tmp_path / "other")
