"""Files that each contain a mistake: the expected problems are beside each, line by line.

``faults/yaml/NAME.yaml`` and its like are catalogues in one file, ``faults/folders/NAME/`` are
whole folders; ``NAME.expected`` holds every problem as it is printed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import techforgood_podcast as tfg
from mistakes import text_problems
from yaml_loaders import LOADERS, never_read_twice, use

FAULTS = Path(__file__).parent / "faults"
FAULTY = sorted(
    entry
    for syntax in FAULTS.iterdir()
    for entry in syntax.iterdir()
    if entry.suffix != ".expected"
)
IN_YAML = [path for path in FAULTY if path.is_dir() or path.suffix == ".yaml"]
IN_JSON = [path for path in FAULTY if path not in IN_YAML]


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected")


def expected(path: Path) -> list[str]:
    return beside(path).read_text(encoding="utf-8").splitlines()


def errors(path: Path) -> list[str]:
    return [line for line in expected(path) if ": warning: " not in line]


@pytest.mark.parametrize("path", IN_JSON, ids=name_of)
def test_a_faulty_file_in_json_has_the_problems_listed_beside_it(path: Path) -> None:
    assert [str(problem) for problem in tfg.validate(path)] == expected(path)


@pytest.mark.parametrize("path", IN_YAML, ids=name_of)
@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
def test_a_faulty_file_in_yaml_has_them_with_either_loader(
    path: Path, loader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(loader, monkeypatch)
    assert [str(problem) for problem in tfg.validate(path)] == expected(path)


@pytest.mark.parametrize("path", [path for path in FAULTY if errors(path)], ids=name_of)
def test_an_error_stops_a_load_that_reports_errors_only(path: Path) -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(path)
    assert [str(problem) for problem in caught.value.problems] == errors(path)


@pytest.mark.parametrize("path", [path for path in FAULTY if not errors(path)], ids=name_of)
def test_a_warning_does_not_stop_a_load(path: Path) -> None:
    assert tfg.load_catalogue(path).show.id == "my-show"


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@pytest.mark.parametrize(
    "path",
    [path for path in IN_YAML if "invalid YAML" in beside(path).read_text("utf-8")],
    ids=name_of,
)
def test_a_text_too_long_to_be_read_twice_is_explained_in_the_same_words(
    path: Path, loader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(loader, monkeypatch)
    never_read_twice(monkeypatch)
    assert [str(problem) for problem in tfg.validate(path)] == expected(path)


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
def test_a_long_text_is_too_deep_where_its_loader_notices(
    loader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(loader, monkeypatch)
    never_read_twice(monkeypatch)
    (problem,) = text_problems("[" * 20_000)
    assert problem.endswith(": lists and mappings are nested more than 32 levels deep")


def test_words_of_a_loader_that_we_know_no_better_for_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Surprised(yaml.SafeLoader):
        def get_event(self) -> Any:
            raise yaml.MarkedYAMLError(None, None, "found a new mistake", self.get_mark())

    use(Surprised, monkeypatch)
    never_read_twice(monkeypatch)
    assert text_problems("a: b") == ["1:1: invalid YAML: found a new mistake"]


def test_every_faulty_file_has_its_problems_beside_it_and_the_other_way_round() -> None:
    expected = {path for syntax in FAULTS.iterdir() for path in syntax.glob("*.expected")}
    assert expected == {beside(path) for path in FAULTY}
    assert len(FAULTY) == len(expected)


def test_there_are_more_than_150_faulty_files_and_each_is_faulty() -> None:
    assert len(FAULTY) > 150
    assert [name_of(path) for path in FAULTY if not expected(path)] == []
