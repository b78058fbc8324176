"""Files that each contain a mistake, with every problem that is found in them.

The files of ``faults/bytes/``, whose bytes an editor might change, and the folders of
``faults/folders/`` are cases by their name.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
import yaml

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case
from mistakes import text_problems
from yaml_loaders import LOADERS, never_read_twice, use

if TYPE_CHECKING:
    from collections.abc import Iterable

FAULTS = Path(__file__).parent / "faults"
CASES = cases_of(FAULTS)
PROBLEM = re.compile("^=> (.*)\n", re.MULTILINE)


def is_yaml(case: Case) -> bool:
    return case.file.stem in {"yaml", "folders"} or case.id.endswith(".yaml")


def errors(problems: list[str]) -> list[str]:
    return [problem for problem in problems if "warning: " not in problem]


def errors_of(case: Case) -> list[str]:
    return errors(PROBLEM.findall(case.text))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which each case with a text is written, one after the other."""
    return tmp_path_factory.mktemp("faults")


def path_of(case: Case, folder: Path) -> Path:
    """Return the file or folder of a case, which is written to a folder if it is a text."""
    if (own := case.file.with_suffix("") / case.id).exists():
        return own
    path = folder / f"mine.{case.file.stem}"
    path.write_text(PROBLEM.sub("", case.text), encoding="utf-8", newline="")
    return path


def printed(path: Path, problems: Iterable[tfg.Problem]) -> list[str]:
    """Return problems without the name of their file, if it is all of a catalogue."""
    return [str(problem).removeprefix(f"{path.name}:").lstrip() for problem in problems]


def problems(path: Path) -> list[str]:
    found = tfg.validate(path)
    assert path.is_dir() or {problem.file for problem in found} <= {path.name}
    return printed(path, found)


def check(case: Case, found: list[str]) -> None:
    listed = "".join(f"=> {problem}\n" for problem in found)
    compare(case, listed, PROBLEM.sub("", case.text))


@each_case(*CASES)
def test_a_faulty_file_has_the_problems_listed_below_it(
    case: Case, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    path = path_of(case, folder)
    found = problems(path)
    if is_yaml(case):  # the other loader says the same
        use(LOADERS["pure"], monkeypatch)
    if errors(found):
        with pytest.raises(tfg.CatalogueError) as caught:
            tfg.load_catalogue(path)
        assert printed(path, caught.value.problems) == errors(found)
    else:
        assert problems(path) == found
        assert tfg.load_catalogue(path).show.id in {"my-show", "s"}
    check(case, found)


@pytest.mark.parametrize("format_", ["yaml", "json", "jsonl"])
def test_a_text_has_the_same_problems_as_a_file(
    format_: Literal["yaml", "json", "jsonl"],
) -> None:
    every = [case for case in CASES if case.file.stem == format_ and errors_of(case)]
    cases = every[::10]
    texts = {case.id: PROBLEM.sub("", case.text) for case in cases}
    found = {id_: "\n".join(text_problems(text, format_)) for id_, text in texts.items()}
    assert {id_: text.lstrip() for id_, text in found.items()} == {
        case.id: "\n".join(errors_of(case)).replace(f"mine.{format_}", f"<{format_}>")
        for case in cases
    }


@each_case(*(case for case in CASES if is_yaml(case) and "invalid YAML" in case.text))
def test_a_text_too_long_to_be_read_twice_is_explained_in_the_same_words(
    case: Case, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    never_read_twice(monkeypatch)
    check(case, problems(path_of(case, folder)))


def test_a_long_text_is_too_deep_where_its_loader_notices(monkeypatch: pytest.MonkeyPatch) -> None:
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


@pytest.mark.parametrize("name", ["bytes", "folders"])
def test_each_file_and_folder_is_a_case_and_the_other_way_round(name: str) -> None:
    cases = [case.id for case in CASES if case.file.stem == name]
    assert sorted(cases) == sorted(path.name for path in (FAULTS / name).iterdir())


def test_there_are_more_than_400_cases_and_each_is_faulty() -> None:
    assert len(CASES) > 400
    assert [case.id for case in CASES if not PROBLEM.search(case.text)] == []
