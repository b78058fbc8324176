"""Files made to exhaust memory: each is refused within bounds.

Each is read by a process of its own that may take up no more than a gibibyte of addresses.
"""

from __future__ import annotations

import subprocess
import sys
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Literal

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HANGS_AFTER = 60
"""Seconds: no measure of speed, only the end of a process that would never end."""
READER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
import techforgood_podcast as tfg
try:
    tfg.load_catalogue(sys.argv[1])
except tfg.CatalogueError as error:
    first = error.problems[0]
    print(len(error.problems), f"{first.file}:{first.line}:{first.column}: {first.message}")
"""
SHOW = "show: {id: my-show, title: My show, language: en}\n"
JSON_SHOW = '{"show": {"id": "my-show", "title": "My show", "language": "en"},\n'
DEEP = "lists and mappings are nested more than 32 levels deep"
DEEP_JSON = "lists and objects are nested more than 32 levels deep"
LARGE = "is larger than 33,554,432 bytes"
MANY = "the file contains more than 1,000,000 values"


def _laughs() -> str:
    laughs = [f"{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10)]
    return f"{SHOW}info:\n 0: &l0 lol\n {' '.join(laughs)}"


def _yaml(section: str, record: Callable[[int], str], count: int) -> Callable[[], str]:
    """Return what makes a text in YAML with so many records."""
    return lambda: f"{SHOW}{section}:\n" + "".join(f"- {record(n)}\n" for n in range(count))


def _nested(opening: str, times: int, inner: str = "", closing: str = "") -> Callable[[], str]:
    return lambda: opening * times + inner + closing * times


def _number(digits: str) -> Callable[[], str]:
    record = f'{{"id": "a", "name": "A", "kind": "company",\n"founded": {digits}}}'
    return lambda: f'{JSON_SHOW}"organisations": [{record}]}}'


def _organisation(parents: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: f"{{id: a{n}, name: A{n}, kind: ngo, parents: [{parents(n)}]}}"


# For each file what follows its "c.", its text, how many problems it has, and the first of them.
FILES: dict[str, tuple[str, Callable[[], str], str]] = {
    "a billion laughs": (
        "yaml",
        _laughs,
        "110 c.yaml:3:2: *",
    ),
    "a long text repeated through aliases": (
        "yaml",
        lambda: f"{SHOW}people: [&t {'x' * 100_000}, {', '.join(['*t'] * 20_000)}]\n",
        "10001 c.yaml:2:10: anchors (&name) are not allowed",
    ),
    **{
        f"{opening} {times:,} times in YAML": (
            "yaml",
            _nested(opening, times),
            f"1 c.yaml:1:{column}: {DEEP}",
        )
        for opening, column in (("[", 33), ("{a: ", 129), ("- ", 65), ("[{a: ", 81))
        for times in (500, 100_000)
    },
    **{
        f"{opening} {times:,} times in YAML": (
            "yaml",
            _nested(opening, times),
            f"2 c.yaml:1:{len(opening) + 1}: keys must be text",
        )
        for opening in ("{", "? ")
        for times in (500, 100_000)
    },
    "ever deeper lines": (
        "yaml",
        lambda: "".join(f"{' ' * depth}a:\n" for depth in range(4_000)),
        f"1 c.yaml:33:33: {DEEP}",
    ),
    **{
        f"{opening} {times:,} times in {suffix}": (
            suffix,
            _nested(opening, times, "1", closing),
            f"1 c.{suffix}:1:{column}: {DEEP_JSON}",
        )
        for suffix in ("json", "jsonl")
        for opening, closing, column in (("[", "]", 33), ('{"a":', "}", 161))
        for times in (500, 100_000)
    },
    "50 megabytes of YAML": (
        "yaml",
        lambda: f'"{"x" * 50_000_000}"',
        f"1 c.yaml:1:1: the file {LARGE}",
    ),
    "50 megabytes of JSON": (
        "json",
        lambda: f'"{"x" * 50_000_000}"',
        f"1 c.json:1:1: the file {LARGE}",
    ),
    "a line of 50 megabytes": (
        "jsonl",
        lambda: f'\n"{"x" * 50_000_000}"',
        f"1 c.jsonl:2:1: the line {LARGE}",
    ),
    "two million values in YAML": (
        "yaml",
        _yaml("people", lambda _: "a", 2_000_000),
        f"1 c.yaml:999997:3: {MANY}",
    ),
    "two million values in JSON": (
        "json",
        lambda: f'{JSON_SHOW}"people": [\n{"1,".join([chr(10)] * 2_000_001)}1]}}',
        f"1 c.json:999998:1: {MANY}",
    ),
    "101,000 records that are texts": (
        "yaml",
        _yaml("people", lambda _: "a", 101_000),
        '10001 c.yaml:3:3: expected keys and values, found "a"',
    ),
    "101,000 lines that are lists": (
        "jsonl",
        lambda: f"{JSON_SHOW.strip()[:-1]}}}\n" + "[]\n" * 101_000,
        "10001 c.jsonl:2:1: expected an object with one key",
    ),
    "a fault after many megabytes": (
        "yaml",
        lambda: f"{SHOW}people:\n" + "# a comment, and no end of it\n" * 900_000 + "- 'a\n",
        "1 c.yaml:900004:*",
    ),
    **{
        f"a number of {len(digits):,} characters in {suffix}": (suffix, _number(digits), problem)
        for digits in ("9" * 5_000, "-" + "9" * 5_000, "9" * 1_000_000)
        for suffix, problem in (
            ("json", "1 c.json:3:12: the number is too long"),
            ("yaml", "1 c.yaml:3:12: expected a whole number, found *"),
        )
    },
    "10,000 unknown keys": (
        "yaml",
        lambda: f"{SHOW}info:\n" + "".join(f"  key{n}: 1\n" for n in range(10_000)),
        "10000 c.yaml:3:3: unknown key",
    ),
    "20,000 references that lead nowhere": (
        "yaml",
        _yaml("people", lambda n: f"{{id: a{n}, name: A, organisations: [b{n}]}}", 20_000),
        '10001 c.yaml:3:37: no organisation "b0"',
    ),
    "a ring of 20,000 organisations": (
        "yaml",
        _yaml("organisations", _organisation(lambda n: f"a{(n + 1) % 20_000}"), 20_000),
        "1 c.yaml:20002:*: is its own ancestor: a0 → a1 → a2 → a3 → … → a0",
    ),
    "organisations that all belong to one another": (
        "yaml",
        _yaml(
            "organisations", _organisation(lambda _: ", ".join(f"a{n}" for n in range(100))), 100
        ),
        "* is its own ancestor*",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.weekly] * (" 500 times" in n)) for n in FILES]
)
def test_a_hostile_file_is_refused(name: str, tmp_path: Path) -> None:
    suffix, text, expected = FILES[name]
    path = tmp_path / f"c.{suffix}"
    path.write_text(text(), encoding="utf-8", newline="")
    command = [sys.executable, "-c", READER, str(path)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=HANGS_AFTER, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert fnmatchcase(done.stdout, f"{expected}\n"), done.stdout


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("yaml", f"{SHOW}people: [1, 2, 3, 4]"),
        ("yaml", f"{SHOW}people: [*a, *b, *c, *d, *e, *f]"),
        ("yaml", f"{SHOW}people: [{{id: a, name: A, organisations: [b, c, d, e]}}]"),
        ("jsonl", f"{JSON_SHOW.strip()[:-1]}}}\n[]\n[]\n[]\n[]\n"),
    ],
    ids=["values", "writing", "references", "lines"],
)
def test_problems_beyond_the_limit_are_not_reported(
    monkeypatch: pytest.MonkeyPatch, format_: Literal["yaml", "jsonl"], text: str
) -> None:
    for name in ("reading.problems", "syntax.yaml"):
        monkeypatch.setattr(f"techforgood_podcast.{name}.MAX_PROBLEMS", 2)
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
    monkeypatch.setattr("techforgood_podcast.reading.problems.MAX_PROBLEMS", 2)
    assert [problem.file for problem in tfg.validate(tmp_path)] == ["people.yaml"] * 2 + [""]


def test_warnings_beyond_the_limit_hide_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "c.yaml").write_text(
        f"{SHOW}people:\n- id: a\n  name: A #1\n- id: b\n  name: B #2\n- id: c\n  name: C #3\n"
        "- id: d\n  nam: D\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("techforgood_podcast.reading.problems.MAX_PROBLEMS", 2)
    assert [problem.severity for problem in tfg.validate(tmp_path / "c.yaml")] == [
        *("warning", "warning", "error", "warning")
    ]
