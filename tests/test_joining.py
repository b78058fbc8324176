"""``same-person``: one person of two, in a folder of files that people write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from own_folders import read, update
from rss_strategies import item, rss
from techforgood_podcast.authoring.folders import changes, joining
from techforgood_podcast.files import write_file
from techforgood_podcast.reading.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

FILES = {
    "show.yaml": "id: bread # mine\ntitle: Bread\nlanguage: en\nhosts: [eve, 'carl-2']\n",
    "people.yaml": """\
# Everybody.
- id: carl
  name: Carl George   # from the site
  aliases:
  - "Carl G." # as he signs
  url: https://example.org/carl

# The same man?
- name: Karl George
  id: carl-2
  aliases: [Karlo, CARL GEORGE]
  family: George
  url: https://example.org/karl
  same_as:
    - https://example.org/1

# Eve comes last.
- id: eve
  name: Eve
  different_from:
    - carl-2
""",
    "episodes/e01.yaml": """\
id: e01
number: 1
title: Oven
guests:
  - person: carl-2 # by telephone
    credited_as: Karl George
crew:
  - person: "carl-2"
    role: editor
    credited_as: Karl
organisations: [{organisation: carl-2, relation: subject}]
""",
    "episodes/e02.yaml": "id: e02\nnumber: 2\ntitle: Salt\nhosts: [carl]\n",
    "organisations.yaml": "- id: carl-2\n  name: Carl & Sons\n  kind: company\n",
    "redirects.yaml": "- id: karl # long ago\n  to: carl-2\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which one man has two records."""
    return write(tmp_path / "bread", FILES)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


def test_files_follow_and_everything_else_stays_byte_for_byte(run: Run, folder: Path) -> None:
    status, out, err = run("same-person", str(folder), "carl", "carl-2")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        (
            'people.yaml: warning: family of "carl-2" was not taken over: George;'
            " it belongs to the name Karl George"
        ),
        (
            'people.yaml: warning: url of "carl-2" was not taken over: https://example.org/karl;'
            " it is https://example.org/carl in the record that stays"
        ),
        "changed episodes/e01.yaml",
        "changed show.yaml",
        "changed redirects.yaml",
        "changed people.yaml",
        f"{folder}: carl-2 is now Carl George (carl)",
    ]
    assert read(folder) == {
        **FILES,
        "show.yaml": FILES["show.yaml"].replace("'carl-2'", "'carl'"),
        "episodes/e01.yaml": FILES["episodes/e01.yaml"]
        .replace("person: carl-2", "person: carl")
        .replace('"carl-2"', '"carl"'),
        "redirects.yaml": "- id: karl # long ago\n  to: carl\n- id: carl-2\n  to: carl\n",
        "people.yaml": """\
# Everybody.
- id: carl
  name: Carl George   # from the site
  aliases:
  - "Carl G." # as he signs
  - Karl George
  - Karlo
  url: https://example.org/carl
  same_as:
    - https://example.org/1

# The same man?

# Eve comes last.
- id: eve
  name: Eve
  different_from:
    - carl
""",
    }


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


def test_a_feed_that_prints_the_old_name_credits_the_person_who_stays(
    run: Run, folder: Path
) -> None:
    run("same-person", str(folder), "carl", "carl-2")
    before = read(folder)["people.yaml"]
    credit = '<podcast:person role="guest">Karl George</podcast:person>'
    found = update(folder, item(more=credit, title="Flour", guid="urn:3"))
    assert [guest.person and guest.person.id for guest in found.added[0].guests] == ["carl"]
    assert read(folder)["people.yaml"] == before


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


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    _, out, _ = run("same-person", str(folder), "carl", "carl-2", "--dry-run")
    assert "changed people.yaml (nothing was written)" in out.splitlines()
    assert read(folder) == FILES


def test_records_on_one_line_are_completed_on_that_line(run: Run, tmp_path: Path) -> None:
    people = (
        "- {id: a, name: Ann, aliases: []}\r\n- {id: b, name: 'Ann: B', url: 'https://b.example'}"
    )
    folder = write(tmp_path, {"show.yaml": FILES["show.yaml"][:42], "people.yaml": people})
    assert run("same-person", str(folder), "a", "b")[0] == 0
    assert read(folder)["people.yaml"] == (
        '- {id: a, name: Ann, aliases: ["Ann: B"], "url": "https://b.example"}'
    )


def test_what_both_records_say_is_said_once(run: Run, tmp_path: Path) -> None:
    more = "  url: https://example.org/a\n  same_as:\n    - https://example.org/1\n"
    people = f"- id: a\n  name: Ann\n{more}- id: b\n  name: Ann\n{more}"
    folder = write(tmp_path, {"show.yaml": FILES["show.yaml"][:42], "people.yaml": people})
    assert len(run("same-person", str(folder), "a", "b")[1].splitlines()) == 3
    assert read(folder)["people.yaml"] == f"- id: a\n  name: Ann\n{more}"


def test_a_file_keeps_its_byte_order_mark_and_its_missing_end_of_line(
    run: Run, tmp_path: Path
) -> None:
    people = "\ufeff-\n  id: b\n  name: Ann\n- id: a\n  name: Ann"
    folder = write(tmp_path, {"show.yaml": FILES["show.yaml"][:42], "people.yaml": people})
    assert run("same-person", str(folder), "a", "b")[0] == 1
    folder = write(folder, {"people.yaml": people.replace("-\n ", "-", 1)})
    folder = write(folder, {"people.yaml": "\ufeff- id: b\n  name: Bob\n- id: a\n  name: Ann"})
    assert run("same-person", str(folder), "a", "b")[0] == 0
    assert read(folder)["people.yaml"] == "\ufeff- id: a\n  name: Ann\n  aliases:\n    - Bob"


@pytest.mark.parametrize(
    ("people", "after"),
    [
        (
            "[{id: a, name: Ann}, {id: b, name: Bob}]\n",
            '[{id: a, name: Ann, "aliases": ["Bob"]}]\n',
        ),
        (
            "[\n  {id: b, name: Bob},\n  {id: a, name: Ann,} # mine\n]\n",
            '[\n  {id: a, name: Ann,"aliases": ["Bob"]} # mine\n]\n',
        ),
        (
            "- id: a\n  name: Ann\n- id: b\n  name: B\n- {id: c, name: C, different_from: ['b']}\n",
            (
                "- id: a\n  name: Ann\n  aliases:\n    - B\n"
                "- {id: c, name: C, different_from: ['a']}\n"
            ),
        ),
    ],
)
def test_values_in_brackets_stay_in_brackets(
    run: Run, tmp_path: Path, people: str, after: str
) -> None:
    folder = write(tmp_path, {"show.yaml": FILES["show.yaml"][:42], "people.yaml": people})
    assert run("same-person", str(folder), "a", "b")[0] == 0
    assert read(folder)["people.yaml"] == after


@pytest.mark.parametrize(
    "people",
    [
        "- id: a\n  name: Ann\n  aliases:\n- id: b\n  name: Bob\n",
        "- id: a\n  name: Ann\n-\n  id: b\n  name: Bob\n",
        "[{id: a, name: Ann}, # she\n {id: b, name: Bob}]\n",
    ],
)
def test_a_file_whose_form_leaves_no_certain_place_stays_as_it_is(
    run: Run, tmp_path: Path, people: str
) -> None:
    files = {"show.yaml": FILES["show.yaml"][:42], "people.yaml": people}
    folder = write(tmp_path, files)
    status, _, err = run("same-person", str(folder), "a", "b")
    assert (status, err) == (
        1,
        (
            f"techforgood-podcast: {folder}: no certain place for the changes;"
            " write people with a key on each line, or merge the two by hand\n"
        ),
    )
    assert read(folder) == files


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("hosts: [carl, eve, carl-2] # three", "hosts: [carl, eve] # three"),
        ("hosts: ['carl-2', \"carl\",\n  eve]", "hosts: ['carl',\n  eve]"),
        ("hosts:\n- carl\n- carl-2 # again\n- eve", "hosts:\n- carl\n- eve"),
        ("hosts:\n  - carl-2\n  - carl", "hosts:\n  - carl"),
    ],
)
def test_the_second_mention_of_the_one_person_in_a_list_goes(
    run: Run, folder: Path, before: str, after: str
) -> None:
    write(folder, {"show.yaml": f"id: bread\n{before}\ntitle: Bread\nlanguage: en\n"})
    assert run("same-person", str(folder), "carl", "carl-2")[0] == 0
    assert read(folder)["show.yaml"] == f"id: bread\n{after}\ntitle: Bread\nlanguage: en\n"


def test_a_second_mention_without_a_certain_place_is_left_and_nothing_written(
    run: Run, folder: Path
) -> None:
    show = FILES["show.yaml"].replace("[eve, 'carl-2']", "[carl, # once\n  carl-2]")
    write(folder, {"show.yaml": show})
    assert "no certain place" in run("same-person", str(folder), "carl", "carl-2")[2]
    assert read(folder) == {**FILES, "show.yaml": show}


def test_a_list_in_which_each_has_a_role_keeps_both_and_is_named(run: Run, folder: Path) -> None:
    episode = FILES["episodes/e01.yaml"].replace(
        "crew:", "  - person: carl\n    credited_as: Carl\ncrew:"
    )
    write(folder, {"episodes/e01.yaml": episode})
    _, out, _ = run("same-person", str(folder), "carl", "carl-2")
    said = 'episodes/e01.yaml: warning: "carl" is there twice; keep one of the entries'
    assert said in out.splitlines()
    assert [str(p) for p in tfg.validate(folder) if "already" in p.message] == [
        (
            'episodes/e01.yaml:7:13: warning: guests[1].person: "carl" is in this list already;'
            " keep one of the entries"
        )
    ]


def test_parts_of_the_same_name_are_taken_over_and_those_of_another_are_not(
    run: Run, tmp_path: Path
) -> None:
    files = {"show.yaml": FILES["show.yaml"][:42]}
    for name, given in (("Ann Host", "  given: Ann\n"), ("A. Host", "")):
        people = f"- id: a\n  name: Ann Host\n- id: b\n  name: {name}\n  given: Ann\n"
        folder = write(tmp_path / name, files | {"people.yaml": people})
        assert run("same-person", str(folder), "a", "b")[0] == 0
        kept = read(folder)["people.yaml"].partition("  aliases")[0]
        assert kept == f"- id: a\n  name: Ann Host\n{given}"


def test_what_both_are_different_from_is_said_once(run: Run, folder: Path) -> None:
    people = FILES["people.yaml"].replace("    - carl-2\n", "    - carl-2\n    - carl\n")
    people = people.replace("  family: George\n", "  different_from: [eve]\n")
    write(folder, {"people.yaml": people})
    assert run("same-person", str(folder), "carl", "carl-2")[0] == 0
    catalogue = tfg.load_catalogue(folder)
    assert catalogue.person("carl").different_from == ("eve",)
    assert catalogue.person("eve").different_from == ("carl-2", "carl")


@pytest.mark.parametrize(
    ("keep", "drop", "message"),
    [
        ("carl", "carl", '"carl" is one person already; name two people'),
        (
            "carl",
            "nobody-at-all",
            'no person "nobody-at-all"; see techforgood-podcast people --data FOLDER',
        ),
        (
            "eve",
            "carl-2",
            (
                '"eve" and "carl-2" are said to be different people;'
                " remove the different_from that says so"
            ),
        ),
        (
            "carl-2",
            "eve",
            (
                '"carl-2" and "eve" are said to be different people;'
                " remove the different_from that says so"
            ),
        ),
    ],
)
def test_what_cannot_be_one_person_is_refused(
    run: Run, folder: Path, keep: str, drop: str, message: str
) -> None:
    status, out, err = run("same-person", str(folder), keep, drop)
    assert (status, out) == (1, "")
    said = err.replace(str(folder), "FOLDER").removeprefix("techforgood-podcast: ")
    assert said.removeprefix("FOLDER: ") == f"{message}\n"
    assert read(folder) == FILES


def test_a_file_instead_of_a_folder_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("show: {id: s, title: S, language: en}\n", encoding="utf-8")
    assert run("same-person", str(path), "a", "b")[2] == (
        f"techforgood-podcast: {path}: expected a folder of YAML files, found a file\n"
    )


def test_a_second_run_finishes_what_was_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def interrupt(path: Path, content: bytes, *, force: bool) -> None:
        if path.name == "people.yaml":
            raise KeyboardInterrupt
        names.append(path.name)
        write_file(path, content, force=force)

    with monkeypatch.context() as patch:
        patch.setattr(changes, "write_file", interrupt)
        with pytest.raises(KeyboardInterrupt):
            joining.same_person(folder, "carl", "carl-2")
    assert names == ["e01.yaml", "show.yaml", "redirects.yaml"]
    tfg.load_catalogue(folder)
    found = joining.same_person(folder, "carl", "carl-2")
    assert found.files == ("people.yaml", "redirects.yaml")
    assert tfg.load_catalogue(folder) == found.catalogue


@pytest.mark.parametrize("name", ["e01", "e09"])
def test_a_file_that_somebody_else_changes_meanwhile_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:

    def change(path: Any) -> tfg.Catalogue:
        (folder / "episodes" / f"{name}.yaml").write_text(f"id: {name}\ntitle: Mine\n")
        return load(path)

    monkeypatch.setattr(changes, "load", change)
    with pytest.raises(tfg.CatalogueError, match="changed meanwhile; try again"):
        joining.same_person(folder, "carl", "carl-2")
