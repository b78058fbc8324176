"""Files made to exhaust memory: each is refused within bounds.

Each is read by a process of its own that may take up no more than a gibibyte of addresses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs
import pytest

import techforgood_podcast as tfg
from techforgood_podcast.reading import folders

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HANGS_AFTER = 60
"""Seconds: no measure of speed, only the end of a process that would never end."""
READER = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
import techforgood_podcast as tfg
try:
    tfg.load_catalogue(sys.argv[1])
except tfg.CatalogueError as error:
    first = error.problems[0]
    print(json.dumps([len(error.problems), first.file, first.line, first.column, first.message]))
"""
SHOW = "show: {id: my-show, title: My show, language: en}\n"
JSON_SHOW = '{"show": {"id": "my-show", "title": "My show", "language": "en"},\n'
DEEP = "lists and mappings are nested more than 32 levels deep"
DEEP_JSON = "lists and objects are nested more than 32 levels deep"


@attrs.frozen
class Refusal:
    """How many problems a file has, and the first of them."""

    problems: int
    file: str
    line: int
    column: int
    message: str


def refusal(path: Path) -> Refusal:
    """Load a catalogue in a process of its own, and return how it was refused."""
    done = subprocess.run(
        [sys.executable, "-c", READER, os.fspath(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=HANGS_AFTER,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return Refusal(*json.loads(done.stdout))


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str, str], Refusal]:
    """Return how a file of this name and text is refused."""

    def refused(name: str, text: str) -> Refusal:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return refusal(path)

    return refused


Refused: TypeAlias = "Callable[[str, str], Refusal]"


@pytest.mark.slow
def test_a_billion_laughs_are_refused_at_the_first_anchor(refused: Refused) -> None:
    laughs = [f"{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10)]
    found = refused("c.yaml", f"{SHOW}info:\n 0: &l0 lol\n {' '.join(laughs)}")
    assert (found.line, found.column) == (3, 2)
    assert found.problems == 10 + 10 + 9 * 10


@pytest.mark.slow
def test_a_long_text_repeated_through_aliases_is_refused(refused: Refused) -> None:
    again = ", ".join(["*t"] * 20_000)
    found = refused("c.yaml", f"{SHOW}people: [&t {'x' * 100_000}, {again}]\n")
    assert found == Refusal(10_001, "c.yaml", 2, 10, "anchors (&name) are not allowed")


@pytest.mark.slow
@pytest.mark.parametrize("times", [500, 100_000])
@pytest.mark.parametrize(
    ("opening", "column"), [("[", 33), ("{a: ", 129), ("- ", 65), ("[{a: ", 81)]
)
def test_deep_yaml_is_refused_where_it_becomes_too_deep(
    refused: Refused, opening: str, column: int, times: int
) -> None:
    assert refused("c.yaml", opening * times) == Refusal(1, "c.yaml", 1, column, DEEP)


@pytest.mark.slow
@pytest.mark.parametrize("times", [500, 100_000])
@pytest.mark.parametrize("opening", ["{", "? "])
def test_deep_keys_are_refused_as_keys_and_as_too_deep(
    refused: Refused, opening: str, times: int
) -> None:
    column = len(opening) + 1
    found = refused("c.yaml", opening * times)
    assert found == Refusal(2, "c.yaml", 1, column, "keys must be text")


@pytest.mark.slow
def test_deep_yaml_in_ever_longer_lines_is_refused(refused: Refused) -> None:
    text = "".join(f"{' ' * depth}a:\n" for depth in range(4_000))
    assert refused("c.yaml", text) == Refusal(1, "c.yaml", 33, 33, DEEP)


@pytest.mark.slow
@pytest.mark.parametrize("times", [500, 100_000])
@pytest.mark.parametrize(("opening", "closing", "column"), [("[", "]", 33), ('{"a":', "}", 161)])
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_deep_json_is_refused_where_it_becomes_too_deep(  # noqa: PLR0913, PLR0917 -- parameters
    refused: Refused, opening: str, closing: str, column: int, times: int, suffix: str
) -> None:
    found = refused(f"c.{suffix}", f"{opening * times}1{closing * times}")
    assert found == Refusal(1, f"c.{suffix}", 1, column, DEEP_JSON)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_text_of_50_megabytes_is_refused_unread(refused: Refused, suffix: str) -> None:
    found = refused(f"c.{suffix}", f'"{"x" * 50_000_000}"')
    message = "the file is larger than 33,554,432 bytes"
    assert found == Refusal(1, f"c.{suffix}", 1, 1, message)


@pytest.mark.slow
def test_a_line_of_50_megabytes_is_refused_unread(refused: Refused) -> None:
    found = refused("c.jsonl", f'\n"{"x" * 50_000_000}"')
    assert found == Refusal(1, "c.jsonl", 2, 1, "the line is larger than 33,554,432 bytes")


@pytest.mark.slow
def test_two_million_values_in_yaml_are_refused_after_half_of_them(refused: Refused) -> None:
    found = refused("c.yaml", f"{SHOW}people:\n" + "- a\n" * 2_000_000)
    message = "the file contains more than 1,000,000 values"
    assert found == Refusal(1, "c.yaml", 999_997, 3, message)


@pytest.mark.slow
def test_two_million_values_in_json_are_refused_after_half_of_them(refused: Refused) -> None:
    found = refused("c.json", f'{JSON_SHOW}"people": [\n{"1,".join([chr(10)] * 2_000_001)}1]}}')
    message = "the file contains more than 1,000,000 values"
    assert found == Refusal(1, "c.json", 999_998, 1, message)


@pytest.mark.slow
def test_the_number_of_reported_problems_is_limited(refused: Refused) -> None:
    found = refused("c.yaml", f"{SHOW}people:\n" + "- a\n" * 101_000)
    assert found == Refusal(10_001, "c.yaml", 3, 3, 'expected keys and values, found "a"')


@pytest.mark.slow
def test_the_number_of_reported_problems_is_limited_for_jsonl(refused: Refused) -> None:
    found = refused("c.jsonl", f"{JSON_SHOW.strip()[:-1]}}}\n" + "[]\n" * 101_000)
    assert found == Refusal(10_001, "c.jsonl", 2, 1, "expected an object with one key")


@pytest.mark.slow
def test_malformed_yaml_after_many_megabytes_is_located(refused: Refused) -> None:
    text = SHOW + "people:\n" + "# a comment, and no end of it\n" * 900_000 + "- 'a\n"
    found = refused("c.yaml", text)
    assert (found.problems, found.line) == (1, 900_004)


@pytest.mark.slow
@pytest.mark.parametrize("value", ["9" * 5_000, "-" + "9" * 5_000, "9" * 1_000_000])
def test_a_number_of_thousands_of_digits_is_refused(refused: Refused, value: str) -> None:
    bread = f'"organisations": [{{"id": "a", "name": "A", "kind": "company",\n"founded": {value}}}]'
    found = refused("c.json", f"{JSON_SHOW}{bread}}}")
    assert found == Refusal(1, "c.json", 3, 12, "the number is too long")
    found = refused("c.yaml", f"{JSON_SHOW}{bread}}}")
    assert found.message.startswith("expected a whole number, found ")
    assert (found.problems, found.line, found.column) == (1, 3, 12)


@pytest.mark.slow
def test_ten_thousand_unknown_keys_are_refused_one_by_one(refused: Refused) -> None:
    keys = "".join(f"  key{n}: 1\n" for n in range(10_000))
    found = refused("c.yaml", f"{SHOW}info:\n{keys}")
    assert found == Refusal(10_000, "c.yaml", 3, 3, "unknown key")


@pytest.mark.slow
def test_twenty_thousand_references_that_lead_nowhere_are_refused(refused: Refused) -> None:
    people = "".join(f"- {{id: a{n}, name: A, organisations: [b{n}]}}\n" for n in range(20_000))
    found = refused("c.yaml", f"{SHOW}people:\n{people}")
    assert found == Refusal(10_001, "c.yaml", 3, 37, 'no organisation "b0"')


@pytest.mark.slow
def test_a_ring_of_twenty_thousand_organisations_is_one_problem(refused: Refused) -> None:
    ring = "".join(
        f"- {{id: a{n}, name: A{n}, kind: ngo, parents: [a{(n + 1) % 20_000}]}}\n"
        for n in range(20_000)
    )
    found = refused("c.yaml", f"{SHOW}organisations:\n{ring}")
    assert (found.problems, found.line) == (1, 20_002)
    assert found.message == "is its own ancestor: a0 → a1 → a2 → a3 → … → a0"


@pytest.mark.slow
def test_organisations_that_all_belong_to_one_another_are_refused(refused: Refused) -> None:
    ids = ", ".join(f"a{n}" for n in range(100))
    bodies = "".join(
        f"- {{id: a{n}, name: A{n}, kind: ngo, parents: [{ids}]}}\n" for n in range(100)
    )
    assert "is its own ancestor" in refused("c.yaml", f"{SHOW}organisations:\n{bodies}").message


@pytest.mark.slow
def test_a_line_of_33_themes_is_one_problem(refused: Refused) -> None:
    themes = "".join(f"- {{id: t{n}, label: T, broader: t{n + 1}}}\n" for n in range(32))
    found = refused("c.yaml", f"{SHOW}themes:\n{themes}- {{id: t32, label: T}}\n")
    message = "more than 32 levels above it"
    assert found == Refusal(1, "c.yaml", 3, 31, message)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "c.yaml")
    found = refusal(tmp_path / "c.yaml")
    assert (found.problems, found.message) == (1, "this is neither a file nor a folder")


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    os.mkfifo(tmp_path / "people.yaml")
    found = refusal(tmp_path)
    assert (found.problems, found.file) == (1, "people.yaml")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "people.yaml").symlink_to("people.yaml")
    assert (refusal(tmp_path).problems, refusal(tmp_path).file) == (1, "people.yaml")


def test_a_folder_that_holds_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes" / "s01e01.yaml").symlink_to(tmp_path, target_is_directory=True)
    found = refusal(tmp_path)
    assert (found.problems, found.file) == (1, "episodes/s01e01.yaml")


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("yaml", f"{SHOW}people: [1, 2, 3, 4]"),
        ("yaml", f"{SHOW}people: [*a, *b, *c, *d]"),
        ("jsonl", f"{JSON_SHOW.strip()[:-1]}}}\n[]\n[]\n[]\n[]\n"),
    ],
    ids=["values", "writing", "lines"],
)
def test_problems_beyond_the_limit_are_not_reported(
    monkeypatch: pytest.MonkeyPatch, format_: Literal["yaml", "jsonl"], text: str
) -> None:
    monkeypatch.setattr(folders, "MAX_PROBLEMS", 2)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(text, format_)
    problems = [str(problem) for problem in caught.value.problems]
    assert problems[-1] == "there are more than 2 errors; fix these first"
    assert len(problems) == 3


def test_the_limit_on_problems_covers_all_files_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    (tmp_path / "people.yaml").write_text("[*a, *b, *c]\n", encoding="utf-8")
    (tmp_path / "themes.yaml").write_text("[*a, *b, *c]\n", encoding="utf-8")
    monkeypatch.setattr(folders, "MAX_PROBLEMS", 2)
    assert [problem.file for problem in tfg.validate(tmp_path)] == ["people.yaml"] * 2 + [""]


def test_warnings_beyond_the_limit_hide_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.yaml").write_text(
        f"{SHOW}people:\n- id: a\n  name: A #1\n- id: b\n  name: B #2\n- id: c\n  name: C #3\n"
        "- id: d\n  nam: D\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(folders, "MAX_PROBLEMS", 2)
    assert [problem.severity for problem in tfg.validate(tmp_path / "c.yaml")] == [
        *("warning", "warning", "error", "warning")
    ]


def test_a_pipe_in_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("id: s\ntitle: S\nlanguage: en\n", encoding="utf-8")
    os.mkfifo(tmp_path / "people.yaml")
    assert [str(problem) for problem in tfg.validate(tmp_path)] == [
        "people.yaml: this is neither a file nor a folder"
    ]
