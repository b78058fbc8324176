"""Catalogues in files, and overlays of them: what is read, or else what is wrong.

The first file of a case is the catalogue, or in the folder of the catalogue; others are overlays,
in order. Below are the problems, and the lines of JSONL that differ from those without overlays,
or from those of what is above the first case.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import re
import tempfile
import tracemalloc
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case, files_in, head_of
from command_line import call
from mistakes import SHOW, SHOW_LINE, text_problems
from settings import examples
from strategies import catalogues
from techforgood_podcast import syntax
from techforgood_podcast.reading import folders
from techforgood_podcast.syntax import json as json_reader
from yaml_loaders import LOADERS, use

if TYPE_CHECKING:
    from collections.abc import Mapping

    from importlib_resources.abc import Traversable

    from techforgood_podcast.syntax import Positions

CASES = cases_of(Path(__file__).with_name("loading"))
FOUND = re.compile("^=> .*\n", re.MULTILINE)


def files_of(text: str, given: str = "") -> dict[str, str]:
    """Return the texts of the files of a case, with those that are given."""
    if not text.startswith("--- "):
        return {"mine.yaml": given + text}
    return files_in(given + text)


def write(files: Mapping[str, str], folder: Path) -> list[Path]:
    """Write files into a folder; return the catalogue and the overlays."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in dict.fromkeys(name.partition("/")[0] for name in files)]


def lines(*paths: Path) -> list[str]:
    return tfg.dumps(tfg.load_catalogue(*paths), "jsonl").splitlines()


def read(paths: list[Path]) -> tuple[list[str], list[str]]:
    """Return the problems of a catalogue, and its lines, of which there are none beside errors."""
    problems = tfg.validate(*paths)
    said = [str(problem).replace(f"{paths[0].parent}/", "") for problem in problems]
    errors = tuple(problem for problem in problems if problem.severity == "error")
    if not errors:
        return said, lines(*paths)
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(*paths)
    assert caught.value.problems == errors
    return said, []


@each_case(*CASES)
def test_a_catalogue_is_read_alike_with_either_loader_of_yaml(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, begun = FOUND.sub("", case.text), head_of(case.file)
    paths = write(files_of(text, begun), tmp_path / "case")
    said, now = read(paths)
    use(LOADERS["pure"], monkeypatch)
    assert read(paths) == (said, now)
    if now:
        alone = paths if len(paths) > 1 else write(files_of(begun), tmp_path / "given")
        before = lines(alone[0])
        said += [line for line in now if line not in before]
        said += [f"without {line}" for line in before if line not in now]
    compare(case, "".join(f"=> {line}\n" for line in said), text)


def problems(path: Path | str) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(path)
    return [str(problem) for problem in caught.value.problems]


# What refers into each file, which is no problem while the file cannot be read.
REFERRING = {
    "people.yaml": ("episodes/a.yaml", "{id: a, title: T, hosts: [ann]}"),
    "episodes/e.yaml": ("redirects.yaml", "- {id: old, to: e}"),
}


@pytest.mark.parametrize(
    ("name", "target", "reason"),
    [
        ("people.yaml", "a folder", "cannot be read: Is a directory"),
        ("people.yaml", "a pipe", "this is neither a file nor a folder"),
        ("people.yaml", "nowhere", "cannot be read: No such file*"),
        ("people.yaml", "people.yaml", "cannot be read: Too many*"),
        ("episodes/e.yaml", "a folder", "cannot be read: Is a directory"),
        ("episodes/e.yaml", "..", "cannot be read: Is a directory"),
    ],
)
def test_a_folder_a_pipe_or_a_link_in_place_of_a_file_is_one_problem(
    name: str, target: str, reason: str, tmp_path: Path
) -> None:
    other, text = REFERRING[name]
    write({"show.yaml": "{id: s, title: S, language: en}", other: text}, tmp_path)
    (tmp_path / "episodes").mkdir(exist_ok=True)
    if target == "a folder":
        (tmp_path / name).mkdir()
    elif target == "a pipe":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).symlink_to(target)
    (problem,) = problems(tmp_path)
    assert fnmatch(problem, f"{name}: {reason}")


def test_a_file_in_a_folder_of_episodes_is_reported_and_no_link_is_followed(
    tmp_path: Path,
) -> None:
    texts = {"show.yaml": "{id: s, title: S, language: en}", "episodes/one/e.yaml": "{id: e}"}
    write(texts, tmp_path)
    (tmp_path / "episodes/one/again").symlink_to("..")
    (tmp_path / "episodes/two").symlink_to("one")
    (tmp_path / "episodes/f.yaml").write_text("{id: f, title: F}", encoding="utf-8")
    (problem,) = problems(tmp_path)
    assert problem == (
        "episodes/one/e.yaml: no file of this name is read; move it to episodes/e.yaml"
    )


@pytest.mark.parametrize("path", ["{}/nowhere.yaml", "{}/a/b.yaml"], ids=["absent", "in a file"])
def test_a_path_that_does_not_exist_is_a_problem(path: str, tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    path = path.format(tmp_path)
    assert problems(path) == [f"{path}: there is no such file or folder"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "c.yaml")
    (problem,) = problems(tmp_path / "c.yaml")
    assert problem.endswith("c.yaml: this is neither a file nor a folder")


@pytest.mark.parametrize(
    "path",
    ["a\0b.yaml", f"{'a' * 300}.yaml", "\ud800.yaml"],
    ids=["null", "long", "surrogate"],
)
def test_a_path_that_no_system_accepts_is_a_problem(path: str) -> None:
    assert len(tfg.validate(path)) == 1


def test_an_empty_path_is_a_problem_of_the_catalogue_and_of_an_overlay() -> None:
    overlaid = tfg.validate("", "")
    assert problems("") == ["the path is empty"]
    assert [str(problem) for problem in overlaid] == [
        *("the path is empty", "the path of an overlay is empty")
    ]


@pytest.mark.parametrize("address", ["https://example.org/show.yaml", "HTTP://example.org"])
def test_an_address_is_neither_a_catalogue_nor_an_overlay(address: str) -> None:
    message = f'"{address}" is an address; download it and pass the file'
    assert problems(address) == [message]
    assert [str(problem) for problem in tfg.validate(None, address)] == [message]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("c.yaml", f"{SHOW}# {'x' * 99}", "c.yaml:1:1: the file is larger than 99 bytes"),
        ("c.jsonl", f"{SHOW_LINE}{' ' * 99}\n[", "c.jsonl:2:1: the line is larger than 99 bytes"),
    ],
)
def test_a_file_or_line_that_is_too_large_is_not_read(
    name: str, text: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (syntax, folders):
        monkeypatch.setattr(module, "MAX_BYTES", 99)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [found.partition(";")[0] for found in problems(tmp_path / name)] == [problem]


# --------------------------------------------------------------------------------------- texts


def test_a_text_with_a_lone_surrogate_is_a_problem() -> None:
    assert text_problems(SHOW + "a: \ud800") == [
        "2:4: the byte 0xed is not valid UTF-8; save the file as UTF-8"
    ]


def test_a_text_of_no_known_format_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.loads("", "jsn")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.known == ("json", "yaml", "jsonl")
    assert str(caught.value) == 'no format "jsn"; did you mean "json"?'


def test_the_error_prints_every_problem_and_travels() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads("{}", "yaml")
    assert str(caught.value) == "<yaml>: the catalogue has no show"
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 -- our own


def test_joiners_that_are_spelling_are_printed_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f'{SHOW}episodes: [{{id: e, number: 1, title: "می\u200cخواهم \u200b"}}]\n'
    (path,) = write({"c.yaml": text}, tmp_path)
    call("show", "1", "--data", str(path), "--json")
    assert '"title": "می\u200cخواهم \\u200b"' in capsys.readouterr().out
    error = tfg.UnknownFormatError("x", [], reason="می\u200cخواهم\u202f\u200b")
    assert str(error) == '"x" می\u200cخواهم\u202f\\u200b'


def chain(length: int, *, upward: bool) -> str:
    """Return a catalogue with a line of so many places, the widest last or first."""
    above = [f", part_of: p{n}" for n in range(1, length)]
    places = [
        f"  - {{id: p{n}, name: P{n}, kind: city{of}}}\n" for n, of in enumerate([*above, ""])
    ]
    return f"{SHOW}places:\n{''.join(places if upward else reversed(places))}"


@pytest.mark.parametrize("upward", [True, False])
def test_32_levels_of_records_are_allowed_and_33_are_one_problem(*, upward: bool) -> None:
    assert len(tfg.loads(chain(32, upward=upward), "yaml").places["p0"].lineage) == 32
    (problem,) = text_problems(chain(33, upward=upward))
    index = 0 if upward else 32
    assert problem.endswith(f": places[{index}].part_of: more than 32 levels above it")


@pytest.mark.slow
@pytest.mark.parametrize("upward", [True, False])
def test_a_line_of_thousands_is_one_problem(*, upward: bool) -> None:
    assert len(text_problems(chain(3_000, upward=upward))) == 1


def test_a_faulty_line_is_searched_for_positions_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned: list[str] = []

    def noting(text: str) -> Positions:
        scanned.append(text)
        return positions(text)

    positions = json_reader.positions
    monkeypatch.setattr(json_reader, "positions", noting)
    lines = [f'{{"episode": {{"id": "a{n}", "titel": "A", "kimd": 2}}}}\n' for n in (1, 2)]
    (tmp_path / "c.jsonl").write_text(SHOW_LINE + "".join(lines), encoding="utf-8")
    found = [problem for problem in problems(tmp_path / "c.jsonl") if "unknown key" in problem]
    assert len(found) == 4
    assert sorted(scanned) == lines


def test_values_without_a_file_have_no_positions() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.from_dict({"show": {"id": "s", "title": 3, "language": "en"}, "people": [{"id": "a"}]})
    located = [(p.file, p.line, p.column, p.path) for p in caught.value.problems]
    assert located == [("", 0, 0, "show.title"), ("", 0, 0, "people[0]")]


@pytest.mark.slow
def test_the_value_of_an_episode_on_a_line_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    record = {"season": 1, "title": "T", "summary": "x" * 10_000, "themes": ["nothing"]}
    lines = [json.dumps({"episode": {"id": f"e{n}", **record}}) for n in range(800)]
    path.write_text(SHOW_LINE + "\n".join(lines), encoding="utf-8")
    expected = len(tfg.validate(path))
    tracemalloc.start()
    try:
        assert len(tfg.validate(path)) == expected == 800
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < path.stat().st_size / 2


@pytest.mark.parametrize("text", ["show: {id: s, title: T, language: en}", "show: {}"])
@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(text: str, *, enabled: bool) -> None:
    before, thresholds = gc.isenabled(), gc.get_threshold()
    try:
        (gc.enable if enabled else gc.disable)()
        with suppress(tfg.CatalogueError):
            tfg.loads(text, "yaml")
        assert (gc.isenabled(), gc.get_threshold()) == (enabled, thresholds)
    finally:
        (gc.enable if before else gc.disable)()


# --------------------------------------------------------------------------- the bundled data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Copy the bundled data, to plant mistakes in."""
    copy(tfg.data_files(), tmp_path / "data")
    return tmp_path / "data"


def copy(folder: Traversable, target: Path) -> None:
    target.mkdir()
    for entry in folder.iterdir():
        if entry.is_dir():
            copy(entry, target / entry.name)
        else:
            (target / entry.name).write_bytes(entry.read_bytes())


def test_the_slower_loader_of_yaml_reads_the_bundled_data_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bundled = tfg.load_catalogue()
    use(LOADERS["pure"], monkeypatch)
    assert tfg.load_catalogue(tfg.data_files()) == bundled


def test_four_planted_mistakes_are_reported_by_position_in_one_pass(data: Path) -> None:
    for name, old, new in (
        ("people.yaml", "  family: Choury\n", "  familly: Choury\n"),
        ("episodes/s01e03.yaml", "person: karine-gentelet\n", "person: karine-gentlet\n"),
        ("show.yaml", "language: fr\n", "language: fr\nlanguage: en\n"),
        ("episodes/s01e07.yaml", "themes:\n", "themes:\n  - 33:13\n"),
    ):
        text = (data / name).read_text(encoding="utf-8")
        assert old in text
        (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = tfg.validate(data)
    assert [(problem.file, problem.path, problem.message, problem.hint) for problem in found] == [
        (
            *("episodes/s01e03.yaml", "guests[5].person", 'no person "karine-gentlet"'),
            'did you mean "karine-gentelet"?',
        ),
        (
            *("episodes/s01e07.yaml", "themes[0]", 'no theme "33:13"'),
            "correct the id, or add it to the themes",
        ),
        ("people.yaml", "people[1].familly", "unknown key", 'did you mean "family"?'),
        ("show.yaml", "language", 'duplicate key "language"', "remove one of them"),
    ]
    pointed_at: list[str] = []
    for problem in found:
        lines = (data / problem.file).read_text(encoding="utf-8").split("\n")
        pointed_at.append(lines[problem.line - 1][problem.column - 1 :])
    assert pointed_at == ["karine-gentlet", "33:13", "familly: Choury", "language: en"]
    assert {problem.severity for problem in found} == {"error"}


@pytest.mark.parametrize("name", ["people", "organisations"])
def test_a_list_that_cannot_be_read_is_the_only_problem(data: Path, name: str) -> None:
    with (data / f"{name}.yaml").open("a", encoding="utf-8") as file:
        file.write("'")
    assert [problem.file for problem in tfg.validate(data)] == [f"{name}.yaml"]


# ------------------------------------------------------------------------------------ overlays

BASE = f"{SHOW}people: [{{id: ann, name: Ann}}]\nepisodes: [{{id: e, title: E, hosts: [ann]}}]\n"


def test_a_second_season_is_added_to_the_bundled_catalogue(tmp_path: Path) -> None:
    episode = (
        "{id: s02e01, season: 2, number: 1, title: La réparation, themes: [low-tech],"
        " guests: [{person: ada-miller, credited_as: Ada Miller}]}"
    )
    people = "- {id: ada-miller, name: Ada Miller}\n"
    (season_2,) = write({"2/episodes/s02e01.yaml": episode, "2/people.yaml": people}, tmp_path)
    for data in (None, tfg.data_files()):
        both = tfg.load_catalogue(data, season_2)
        low_tech = [episode.code for episode in both.by_theme("low-tech")]
        assert (low_tech[:2], low_tech[-1]) == (["S1E6", "S1E8"], "S2E1")
        assert [episode.code for episode in both.by_guest("miller")] == ["S2E1"]


def test_the_bundled_catalogue_stays_as_it_is_beside_an_overlay(tmp_path: Path) -> None:
    before = lines()
    text = "show: {title: Another title}\nredirects: [{id: simplon, to: google}]"
    (overlay,) = write({"o.yaml": text}, tmp_path)
    assert tfg.load_catalogue(None, overlay).show.title == "Another title"
    assert lines() == before


def test_records_of_the_base_hold_what_an_overlay_says_of_others(tmp_path: Path) -> None:
    paths = write({"c.yaml": BASE, "o.yaml": "people: [{id: ann, family: Bell}]"}, tmp_path)
    assert tfg.load_catalogue(*paths).episodes["e"].hosts[0].family == "Bell"


def test_merge_asks_where_an_overlay_replaces(tmp_path: Path) -> None:
    paths = write({"c.yaml": BASE, "o.yaml": "people: [{id: ann, name: Ann Bell}]"}, tmp_path)
    mine = tfg.load_catalogue(paths[0])
    theirs = tfg.Catalogue(show=mine.show, people=[tfg.Person(id="ann", name="Ann Bell")])
    with pytest.raises(tfg.CatalogueError, match=r"people\.ann\.name"):
        mine.merge(theirs)
    assert mine.merge(theirs, on_conflict="replace") == tfg.load_catalogue(*paths)


@settings(max_examples=examples(15), deadline=None)
@given(catalogues(), st.randoms(use_true_random=False))
def test_a_catalogue_split_into_overlays_is_the_same_again_in_any_order(
    whole: tfg.Catalogue, random: Any
) -> None:
    document = tfg.to_dict(whole)
    parts: list[dict[str, Any]] = [{"info": document["info"], "show": document["show"]}, {}, {}]
    for name in document.keys() - {"info", "show"}:
        for record in document[name]:
            random.choice(parts).setdefault(name, []).append(record)
    with tempfile.TemporaryDirectory() as folder:
        files = {f"{number}.json": json.dumps(part) for number, part in enumerate(parts)}
        base, *overlays = write(files, Path(folder))
        found = tfg.load_catalogue(base, *random.sample(overlays, 2))
    assert found == whole
