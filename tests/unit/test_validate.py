"""``validate``: everything wrong with the files of a catalogue, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from planting import copy_of_the_data, plant
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Copy the bundled data, to plant mistakes in."""
    return copy_of_the_data(tmp_path / "data")


def test_the_bundled_data_have_no_problems(data: Path) -> None:
    assert tfg.validate(data) == ()


def test_four_planted_mistakes_are_reported_by_position_in_one_pass(data: Path) -> None:
    plant(data / "people.yaml", "  family: Choury\n", "  familly: Choury\n")
    plant(
        data / "episodes" / "s01e03.yaml", "person: karine-gentelet\n", "person: karine-gentlet\n"
    )
    plant(data / "show.yaml", "language: fr\n", "language: fr\nlanguage: en\n")
    plant(data / "episodes" / "s01e07.yaml", "themes:\n", "themes:\n  - 33:13\n")
    found = tfg.validate(data)
    assert [(problem.file, problem.path, problem.message) for problem in found] == [
        ("episodes/s01e03.yaml", "guests[5].person", 'no person "karine-gentlet"'),
        ("episodes/s01e07.yaml", "themes[0]", 'no theme "33:13"'),
        ("people.yaml", "people[1].familly", "unknown key"),
        (
            "show.yaml",
            "language",
            'duplicate key "language"',
        ),
    ]
    pointed_at: list[str] = []
    for problem in found:
        text = (data / problem.file).read_text(encoding="utf-8")
        pointed_at.append(text.split("\n")[problem.line - 1][problem.column - 1 :])
    assert pointed_at == ["karine-gentlet", "33:13", "familly: Choury", "language: en"]
    assert [problem.hint for problem in found] == [
        'did you mean "karine-gentelet"?',
        "correct the id, or add it to the themes",
        'did you mean "family"?',
        "remove one of them",
    ]
    assert {problem.severity for problem in found} == {"error"}


def test_a_planted_mistake_is_printed_as_a_compiler_would(data: Path) -> None:
    line, _ = plant(data / "episodes" / "s01e03.yaml", "karine-gentelet", "karine-gentlet")
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(data)
    assert str(caught.value) == (
        f"episodes/s01e03.yaml:{line}:13: guests[5].person: "
        'no person "karine-gentlet"; did you mean "karine-gentelet"?'
    )


@pytest.mark.parametrize("name", ["people", "themes", "sources", "places", "organisations"])
def test_a_list_that_cannot_be_read_is_the_only_problem(data: Path, name: str) -> None:
    file = data / f"{name}.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "'", encoding="utf-8")
    assert [problem.file for problem in tfg.validate(data)] == [f"{name}.yaml"]


def test_a_list_that_is_missing_leaves_every_reference_into_it_without_a_record(
    data: Path,
) -> None:
    (data / "places.yaml").unlink()
    assert {problem.message.partition('"')[0] for problem in tfg.validate(data)} == {"no place "}


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
def test_both_loaders_of_yaml_read_the_bundled_data_alike(
    monkeypatch: pytest.MonkeyPatch, data: Path, loader: type[Any]
) -> None:
    use(loader, monkeypatch)
    assert tfg.load_catalogue(data) == tfg.load_catalogue()


def test_a_file_may_be_validated_as_well(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text('{"show": {"id": "s"}}', encoding="utf-8")
    assert [str(problem) for problem in tfg.validate(tmp_path / "c.json")] == [
        'c.json:1:10: show: missing key "language"',
        'c.json:1:10: show: missing key "title"',
    ]


def test_a_path_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    assert [problem.message for problem in tfg.validate(tmp_path / "nowhere")] == [
        "there is no such file or folder"
    ]


def test_a_keyword_that_is_no_text_is_reported_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    show = "show: {id: s, title: S, language: en}\n"
    file.write_text(f"{show}episodes: [{{id: e, title: E, keywords: [{{a: b}}]}}]\n", "utf-8")
    errors = [problem for problem in tfg.validate(file) if problem.severity == "error"]
    assert [problem.message for problem in errors] == ["expected a text, found a mapping"]
