"""The cost of files and queries grows no faster than their size, shown by counts and sizes."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from collections import Counter
from cProfile import Profile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from costly import CASES, LINE, SHOW, expand
from techforgood_podcast.syntax import UNKNOWN, yaml
from techforgood_podcast.syntax import json as json_reader
from techforgood_podcast.syntax.limits import (
    MAX_BLANKS,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FOLDER,
    MAX_LINES,
    MAX_NODES,
    MAX_PACKED,
    MAX_PROBLEMS,
    MAX_SUGGESTED,
    MAX_WIDE,
)
from techforgood_podcast.text.names import NameIndex

if TYPE_CHECKING:
    from collections.abc import Callable

    from techforgood_podcast.writers import Exportable

# A case of so many times the size may make so many times the calls.
GROWTH, GOAL = 4, 5
# The larger sizes are tried once a week too.
SOME = 1_000


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions that some work makes."""
    with Profile() as profile:
        work()
    return sum(entry.callcount for entry in profile.getstats())


def person(field: str, count: int, item: str) -> str:
    """Return a line of JSONL with many of something."""
    values = {"id": "a", "name": "A", field: [f"{item}{n}" for n in range(count)]}
    return LINE + json.dumps({"person": values}) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "most"),
    [
        *(pytest.param(name, SOME, id=name) for name in CASES),
        *(
            pytest.param(name, case.size, id=f"{name}, in full", marks=pytest.mark.weekly)
            for name, case in CASES.items()
            if case.size // 20 > SOME
        ),
    ],
)
def test_four_times_the_size_takes_at_most_five_times_the_calls(name: str, most: int) -> None:
    def count(size: int) -> int:
        with TemporaryDirectory() as folder:
            return calls(CASES[name].prepare(size, Path(folder)))

    size = max(40, min(most, CASES[name].size // 20))
    count(40)  # what is done once, such as imports, does not count
    small = count(size)  # before the larger one, whose words a cache would know
    assert count(GROWTH * size) <= GOAL * small


@pytest.mark.parametrize("name", [one.name for one in tfg.formats() if one.kind == "text"])
def test_one_episode_costs_at_most_half_as_much_again_as_a_selection_of_it(
    name: Any,
) -> None:
    def write(obj: Exportable) -> int:
        return calls(lambda: tfg.dumps(obj, name))

    catalogue = tfg.load_catalogue()
    episode = max(catalogue.episodes, key=lambda one: len(one.guests))
    selection = catalogue.select([episode])
    assert write(episode) > 0  # what is done once, such as imports, does not count
    assert write(episode) <= 1.5 * write(selection)


def test_organisations_with_many_parents_are_checked_together_in_linear_time() -> None:
    def check(width: int) -> int:
        level: tuple[tfg.Organisation, ...] = ()
        for depth in range(30):
            level = tuple(
                tfg.Organisation(id=f"o{depth}-{n}", name="O", kind="ngo", parents=level)
                for n in range(width)
            )
        show = tfg.Show(id="s", title="S", language="en")
        return calls(lambda: tfg.Catalogue(show=show, organisations=level))

    check(2)
    assert check(16) <= 5 * check(8)  # twice as many organisations, each with twice the parents


@pytest.mark.parametrize("blanks", [" ", "\n", "\r\n", " \n", "\t"])
@pytest.mark.parametrize(("before", "after"), [("id: 'x", "y'"), ("id: |\n x", "\n"), ("# x", "")])
def test_blanks_in_a_row_are_limited_in_yaml(before: str, after: str, blanks: str) -> None:
    run = (blanks * (MAX_BLANKS + 1))[: MAX_BLANKS + 1]
    value, problems = yaml.read(f"{before}{run}{after}")
    assert value is UNKNOWN
    assert [(found.message, (found.line, found.column)) for found in problems] == [
        (
            "there are more than 10,000 spaces or line breaks in a row",
            (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1),
        )
    ]


def test_as_many_blanks_as_the_limit_are_read_from_yaml() -> None:
    text = f"x{' ' * MAX_BLANKS}y"
    assert yaml.read(f"id: {text}") == ({"id": text}, [])


@pytest.mark.parametrize("line", ["# a\tb\n", "- 'a\tb'\n", "- |\n  a\tb\n", "- a ?\n"])
def test_a_tab_or_a_question_mark_leaves_yaml_to_the_faster_loader(line: str) -> None:
    def read(text: str) -> int:
        return calls(lambda: yaml.read(text))

    text = "".join(f"- {{id: p{n}, name: N}} # a b\n" for n in range(500))
    read(text)
    assert read(text + line) <= 1.5 * read(text)


def test_a_string_that_is_never_closed_is_one_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_reader, "MAX_NODES", 10)
    _, faults = json_reader.read('{"a": "' + '\\"' * 100_000 + "," * 11)
    assert [fault.message for fault in faults] == ["invalid JSON: Unterminated string"]


def test_a_word_that_a_text_repeats_is_looked_up_once() -> None:
    index = NameIndex({f"p{n}": [f"Ann {n}"] for n in range(1_000)})
    assert len(index.search("ann")) == 1_000
    tracemalloc.start()
    try:
        index.search("ann " * 1_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        f"people: [{{id: a, name: A, organisations: [{'x, ' * 20_000}]}}]",
        f"people: [{{id: a, name: A, aliases: [{'{}, ' * 20_000}]}}]",
        expand("people:\n⟦- {id: a{n}, name: A, organisations: [x]}\n⟧", 10_050),
        expand("info: {⟦k{n}: 1, ⟧}", 20_000),
        f"people: [{'*a, ' * 40_000}]",
    ],
    ids=["references", "values", "many records", "keys", "syntax"],
)
def test_no_more_problems_than_the_limit_are_reported(text: str) -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(SHOW + text, "yaml")
    problems = caught.value.problems
    assert len(problems) == MAX_PROBLEMS + 1
    assert str(problems[-1]) == "there are more than 10,000 errors; fix these first"


def test_no_more_problems_of_a_record_than_the_limit_are_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("models.structuring", "reading.problems"):
        monkeypatch.setattr(f"techforgood_podcast.{name}.MAX_PROBLEMS", 2)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(f"{SHOW}people: [{{id: a, name: A, aliases: [{'{}, ' * 9}]}}]", "yaml")
    paths = [problem.path for problem in caught.value.problems]
    assert paths[:2] == ["people[0].aliases[0]", "people[0].aliases[1]"]


def test_no_more_ids_than_the_limit_are_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techforgood_podcast.reading.records.MAX_SUGGESTED", 1)
    given = "organisations: [{id: mill, name: Mill, kind: company}]\npeople:\n"
    people = "".join(f"- {{id: {id_}, name: A, organisations: [mil]}}\n" for id_ in "ab")
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(SHOW + given + people, "yaml")
    hints = [problem.hint for problem in caught.value.problems]
    assert hints == ['did you mean "mill"?', "correct the id, or add it to the organisations"]


def test_no_more_keys_than_the_limit_are_suggested_those_of_credits_included() -> None:
    credits_ = "  - {person: a, credited_as: A, rol: baker}\n" * 1_001
    episode = f"episodes:\n- id: e\n  season: 1\n  titel: T\n  guests:\n{credits_}"
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(f"{SHOW}people: [{{id: a, name: A}}]\n{episode}", "yaml")
    hints = Counter(str(problem.hint).partition(" ")[0] for problem in caught.value.problems)
    assert hints == {"did": 1_000, "see": 2}


def test_no_more_warnings_than_the_limit_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("techforgood_podcast.reading.problems.MAX_PROBLEMS", 9)
    file = tmp_path / "c.jsonl"
    file.write_text(person("aliases", 20, "a\u200b"), encoding="utf-8")
    warnings = tfg.validate(file)
    assert len(warnings) == 10
    assert {warning.severity for warning in warnings} == {"warning"}


def test_no_more_faults_of_json_than_the_limit_are_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("reading.problems", "syntax.json"):
        monkeypatch.setattr(f"techforgood_podcast.{name}.MAX_PROBLEMS", 9)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(f'{{"people": [{"NaN, " * 20}1]}}', "json")
    assert len(caught.value.problems) == 10


def test_the_lines_of_a_jsonl_file_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("techforgood_podcast.reading.folders.MAX_LINES", 3)
    assert tfg.loads(LINE + "\n\n", "jsonl").show.id == "my-show"
    with pytest.raises(tfg.CatalogueError, match=r"4:1: the file has more than 3 lines"):
        tfg.loads(LINE + "\n\n\n", "jsonl")


@pytest.mark.parametrize(("rest", "line"), [(" " * 11, 2), ("\n" * 11, 12), (" \n" * 9, 7)])
def test_the_bytes_of_a_jsonl_file_inside_a_zip_are_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: str, line: int
) -> None:
    def problems(text: str) -> list[str]:
        with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
            archive.writestr("c.jsonl", text)
        return [*map(str, tfg.validate(zipfile.Path(tmp_path / "c.zip", "c.jsonl")))]

    limit = len(LINE) + 10
    monkeypatch.setattr("techforgood_podcast.reading.folders.MAX_PACKED", limit)
    message = f"c.jsonl:{line}:1: the file is larger than {limit} bytes; unpack it"
    assert problems(LINE + rest) == [message]
    assert problems((LINE + rest)[:limit]) == []
    assert tfg.loads(LINE + rest, "jsonl").show.id == "my-show"


def test_a_summary_of_two_megabytes_is_read_again_from_jsonl() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    summary = tfg.LocalizedText(en=("bread " * 400_000).strip())
    episode = tfg.Episode(id="e", show=show, season=1, title="E", summary=summary)
    catalogue = tfg.Catalogue(show=show, episodes=[episode])
    assert tfg.loads(tfg.dumps(catalogue, "jsonl"), "jsonl") == catalogue


def test_a_numeric_escape_with_thousands_of_digits_is_left_out() -> None:
    title = f"Bread&amp;#{'1' * 5_000};&amp;amp;#x{'1' * 5_000};"
    feed = f"<rss><channel><item><title>{title}</title></item></channel></rss>"
    assert [episode.title for episode in tfg.authoring.draft_from_feed(feed).episodes] == ["Bread"]


def test_the_limits_in_the_security_policy_are_those_of_the_code() -> None:
    policy = Path(__file__).parents[2].joinpath("SECURITY.md").read_text(encoding="utf-8")
    rows = {line.partition(" |")[0]: line for line in policy.splitlines() if line[:2] == "| "}
    assert rows["| a YAML or JSON file"].split("|")[2].partition(". ")[0].split(", ") == [
        f" {MAX_BYTES >> 20} MiB",
        f"and {MAX_WIDE >> 20} MiB once decoded",
        f"{MAX_NODES:,} values",
        f"{MAX_DEPTH} levels of nesting",
    ]
    assert f" {MAX_FOLDER >> 20} MiB in memory." in rows["| a folder with its overlays"]
    assert f" {MAX_BLANKS:,} spaces, " in rows["| YAML"]
    assert f" {MAX_LINES:,} lines;" in rows["| JSONL"]
    assert f" in a zip, {MAX_PACKED >> 20} MiB unpacked" in rows["| JSONL"]
    assert f" {MAX_PROBLEMS:,} errors, " in rows["| problems"]
    assert f" and {MAX_PROBLEMS:,} warnings;" in rows["| problems"]
    assert f" {MAX_SUGGESTED} unknown ids " in rows["| suggestions"]
