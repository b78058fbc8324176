"""``same-person``: one person of two, in a folder of files that people write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg
from case_files import files_in, head_of
from own_folders import before_writing, read, write
from rss_strategies import item, rss

if TYPE_CHECKING:
    from collections.abc import Iterator

    from command_line import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of the cases, in which one man has two records."""
    head = head_of(Path(__file__).parent / "folders" / "same-person.cases")
    for name, text in files_in(head).items():
        write(tmp_path, name.removeprefix("mine/"), text)
    return tmp_path


def test_questions_follow_to_the_person_who_stays(run: Run, folder: Path) -> None:
    run("same-person", str(folder), "carl", "carl-2")
    catalogue = tfg.load_catalogue(folder)
    for name in ("Karl George", "Carl George", "carl"):
        assert [episode.id for episode in catalogue.by_person(name)] == ["e01", "e02"]
    for old in ("carl-2", "karl"):
        with pytest.warns(FutureWarning, match='use "carl"'):
            assert [episode.id for episode in catalogue.by_person(old)] == ["e01", "e02"]
        with pytest.warns(FutureWarning, match='use "carl"'):
            parts = [one.part for one in catalogue.appearances(old)]
        assert parts == ["guest", "crew", "host"]
        with pytest.warns(FutureWarning, match='use "carl"'):
            assert catalogue.person(old) == catalogue.people["carl"]


def test_nothing_is_left_to_warn_of(run: Run, folder: Path) -> None:
    near = '"carl"'
    assert any(near in problem.message for problem in tfg.validate(folder))
    run("same-person", str(folder), "carl", "carl-2")
    assert not any(near in problem.message for problem in tfg.validate(folder))


def test_a_feed_that_prints_the_old_name_fills_a_gap_with_the_person_who_stays(
    run: Run, folder: Path
) -> None:
    run("same-person", str(folder), "carl", "carl-2")
    (folder / "episodes/e03.yaml").write_text("id: e03\nnumber: 3\ntitle: Flour\n", "utf-8")
    before = read(folder)["people.yaml"]
    credit = '<podcast:person role="guest">Karl George</podcast:person>'
    feed = rss(item(more=credit, title="Flour", itunes_episode="3"))
    enriched = tfg.enrich(tfg.load_catalogue(folder), feed).catalogue
    updated = tfg.authoring.update_folder(folder, feed).catalogue
    for catalogue in (enriched, updated):
        (guest,) = catalogue.episodes["e03"].guests
        assert (guest.person, guest.credited_as) == (catalogue.people["carl"], "Karl George")
        assert catalogue.by_guest("carl")[-1].id == "e03"
    assert read(folder)["people.yaml"] == before


@pytest.mark.parametrize("drop", ["carl-2", "Karlo"])
def test_a_second_run_finishes_what_was_killed_before_the_last_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, drop: str
) -> None:
    names: list[str] = []

    def kill(name: str) -> None:
        if names[-1:] == ["people.yaml"]:
            raise KeyboardInterrupt
        names.append(name)

    expected = tfg.authoring.same_person(folder, "carl", drop, dry_run=True).catalogue
    with monkeypatch.context() as patch:
        before_writing(patch, kill)
        with pytest.raises(KeyboardInterrupt):
            tfg.authoring.same_person(folder, "carl", drop)
    tfg.load_catalogue(folder)
    with pytest.raises(tfg.UnknownNameError):
        tfg.authoring.same_person(folder, "carl", "carl-3")
    with pytest.raises(tfg.CatalogueError, match='"eve" is one person already'):
        tfg.authoring.same_person(folder, "eve", "Eve")
    found = tfg.authoring.same_person(folder, "carl", drop)
    assert (found.files, found.catalogue) == (("redirects.yaml",), expected)
    assert tfg.load_catalogue(folder) == expected
    assert "#" not in read(folder)["redirects.yaml"].replace("# long ago", "")


def test_a_second_run_finishes_what_was_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def interrupt(name: str) -> None:
        if name == "people.yaml":
            raise KeyboardInterrupt
        names.append(name)

    with monkeypatch.context() as patch:
        before_writing(patch, interrupt)
        with pytest.raises(KeyboardInterrupt):
            tfg.authoring.same_person(folder, "carl", "carl-2")
    assert names == ["e01.yaml", "show.yaml", "redirects.yaml"]
    tfg.load_catalogue(folder)
    found = tfg.authoring.same_person(folder, "carl", "carl-2")
    assert found.files == ("redirects.yaml", "people.yaml")
    assert tfg.load_catalogue(folder) == found.catalogue


@pytest.mark.parametrize("name", ["e01", "e09"])
def test_a_file_that_somebody_else_changes_meanwhile_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    listed = list[Path]()
    iterdir = Path.iterdir

    def change(path: Path) -> Iterator[Path]:
        listed.append(path)
        if listed.count(folder) == 2:  # after all was read, and before anything is written
            write(folder, f"episodes/{name}.yaml", f"id: {name}\ntitle: Mine\n")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", change)
    with pytest.raises(tfg.CatalogueError, match="changed meanwhile; try again"):
        tfg.authoring.same_person(folder, "carl", "carl-2")
