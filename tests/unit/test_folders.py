"""A skeleton and a draft as folders to go on writing in."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, reject, settings

import techforgood_podcast as tfg
from rss_strategies import documents, item, rss
from settings import examples
from techforgood_podcast import Redirect
from techforgood_podcast.authoring.folders.skeleton import write_draft, write_skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

FEEDS = Path(__file__).parent / "feeds"


def contents(folder: Path) -> dict[str, str]:
    """Return the text of each file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in folder.rglob("*")
        if path.is_file()
    }


def draft_to(folder: Path) -> None:
    write_draft(tfg.authoring.draft_from_feed(FEEDS / "podlove.xml"), folder)


WRITERS = pytest.mark.parametrize("write", [write_skeleton, draft_to])


def test_a_skeleton_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    write_skeleton(tmp_path / "mine")
    assert tfg.validate(tmp_path / "mine") == ()


def test_a_skeleton_is_a_small_catalogue(tmp_path: Path) -> None:
    write_skeleton(str(tmp_path / "mine"))
    found = tfg.load_catalogue(tmp_path / "mine")
    assert [e.code for e in found.by_guest("Benjamin Baker").by_theme("food")] == ["S1E1"]


def test_every_file_of_a_skeleton_names_its_schema_and_explains_itself(tmp_path: Path) -> None:
    write_skeleton(tmp_path / "mine")
    files = contents(tmp_path / "mine")
    names = files.keys() - {n for n in files if n.startswith("schema/")}
    assert len(names) > 5
    for name in names:
        up = "../" if name.startswith("episodes/") else ""
        first, second, *_ = files[name].splitlines()
        kind = "episode" if up else name.removesuffix(".yaml")
        assert first == f"# yaml-language-server: $schema={up}schema/{kind}.schema.json"
        assert f"schema/{kind}.schema.json" in files
        assert second.startswith("# ")


@WRITERS
def test_the_folders_above_are_made(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / "a" / "b" / "mine")
    assert (tmp_path / "a" / "b" / "mine" / "show.yaml").is_file()


@WRITERS
@pytest.mark.parametrize("kind", ["file", "folder", "empty folder", "dangling link"])
def test_an_existing_file_or_folder_is_left_unchanged(
    tmp_path: Path, write: Callable[[Path], None], kind: str
) -> None:
    target = tmp_path / "mine"
    if kind == "file":
        target.write_text("kept", encoding="utf-8")
    elif kind == "dangling link":
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.mkdir()
        if kind == "folder":
            (target / "note.txt").write_text("kept", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(tfg.TargetExistsError) as caught:
        write(target)
    assert caught.value.filename == str(target)
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@WRITERS
def test_where_no_folder_can_be_made_nothing_is_left(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(NotADirectoryError) as caught:
        write(tmp_path / "file" / "mine")
    assert caught.value.filename == str(tmp_path / "file" / "mine")
    assert contents(tmp_path) == {"file": "kept"}


def test_a_draft_is_a_folder_that_says_what_is_still_to_write(tmp_path: Path) -> None:
    draft_to(tmp_path / "mine")
    files = contents(tmp_path / "mine")
    assert {name for name in files if not name.startswith("schema/")} == {
        *("catalogue.yaml", "show.yaml", "people.yaml", "sources.yaml"),
        *("episodes/s01e01.yaml", "episodes/s01e02.yaml"),
    }
    schema, *advice, first = files["episodes/s01e01.yaml"].splitlines()[:4]
    assert schema == "# yaml-language-server: $schema=../schema/episode.schema.json"
    assert advice == [
        "# To complete, if known: summary, organisations, themes, places, figures; the role and",
        "# organisations of each guest.",
    ]
    assert first == "id: s01e01"
    assert {"title: BB001 Mehl", "duration: '48:00'"} <= {
        *files["episodes/s01e01.yaml"].splitlines()
    }


def test_every_file_of_a_draft_names_its_schema_and_says_what_is_still_to_write(
    tmp_path: Path,
) -> None:
    draft_to(tmp_path / "mine")
    files = contents(tmp_path / "mine")
    names = files.keys() - {n for n in files if n.startswith("schema/")}
    assert len(names) > 5
    for name in names:
        schema, advice, *_ = files[name].splitlines()
        path = schema.removeprefix("# yaml-language-server: $schema=").removeprefix("../")
        assert path in files
        assert advice.startswith("# To complete, if known: ")


def test_what_a_draft_names_as_still_to_write_are_keys_that_exist(tmp_path: Path) -> None:
    draft_to(tmp_path / "mine")
    files = contents(tmp_path / "mine")
    for name, keys in {
        "show.yaml": ["summary", "first_published", "hosts", "producers", "themes", "language"],
        "people.yaml": ["given", "family", "aliases", "organisations"],
        "sources.yaml": ["consulted"],
        "catalogue.yaml": ["version", "licence"],
    }.items():
        advice = files[name].splitlines()[1]
        schema = files[f"schema/{name.removesuffix('.yaml')}.schema.json"]
        for key in keys:
            assert re.search(rf"\b{key}\b", advice)
            assert f'"{key}"' in schema


@pytest.mark.parametrize("name", ["acast", "podlove", "apple", "buzzsprout", "minimal"])
def test_a_folder_of_a_draft_loads_as_the_draft_and_only_warns(tmp_path: Path, name: str) -> None:
    found = tfg.authoring.draft_from_feed(FEEDS / f"{name}.xml")
    write_draft(found, tmp_path / "mine")
    assert {problem.severity for problem in tfg.validate(tmp_path / "mine")} == {"warning"}
    again = tfg.load_catalogue(tmp_path / "mine")
    assert (again, again.info) == (found, found.info)


def test_a_draft_without_episodes_loads_as_well(tmp_path: Path) -> None:
    found = tfg.authoring.draft_from_feed(rss("<title>Bread</title>"))
    write_draft(found, tmp_path / "mine")
    assert tfg.load_catalogue(tmp_path / "mine") == found
    assert not (tmp_path / "mine" / "episodes").exists()


def test_any_catalogue_can_be_written_as_a_folder(tmp_path: Path) -> None:
    bundled = tfg.load_catalogue()
    write_draft(bundled, tmp_path / "mine")
    again = tfg.load_catalogue(tmp_path / "mine")
    assert (again, again.info) == (bundled, bundled.info)
    assert tfg.validate(tmp_path / "mine") == tfg.validate(tfg.data_files())


def test_redirects_and_info_are_written_as_well(tmp_path: Path) -> None:
    text = (
        "info: {version: '7', licence: MIT}\nshow: {id: my-show, title: My show, language: en}\n"
        "people: [{id: ann, name: Ann}]\nredirects: [{id: anna, to: ann}, {id: bob}]\n"
    )
    write_draft(tfg.loads(text, "yaml"), tmp_path / "mine")
    again = tfg.load_catalogue(tmp_path / "mine")
    assert (again.info.version, again.info.licence) == ("7", "MIT")
    assert again.redirects == (Redirect(id="anna", to="ann"), Redirect(id="bob"))


def test_a_title_that_looks_like_something_else_stays_text(tmp_path: Path) -> None:
    titles = ("no", "1.10", "2022-01-17", "33:13", "~", "a: b", "a #b", "&a", "*a", "!a", "- a")
    found = tfg.authoring.draft_from_feed(
        rss("".join(item(title=t.replace("&", "&amp;")) for t in titles))
    )
    write_draft(found, tmp_path / "mine")
    again = tfg.load_catalogue(tmp_path / "mine")
    assert {episode.title for episode in again.episodes} == set(titles)


@settings(max_examples=examples(25), deadline=None)
@given(documents())
def test_the_draft_of_any_feed_survives_a_round_trip(document: str) -> None:
    try:
        found = tfg.authoring.draft_from_feed(document)
    except tfg.FeedError:
        reject()
    with tempfile.TemporaryDirectory() as parent:
        write_draft(found, f"{parent}/mine")
        assert tfg.load_catalogue(f"{parent}/mine") == found
