"""Folders and files → catalogues, with one message for each mistake."""

from __future__ import annotations

import gc
import json
import tracemalloc
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg
from mistakes import SHOW, SHOW_LINE
from techforgood_podcast.syntax import json as json_reader

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast.syntax import Positions


def folder(path: Path, files: dict[str, str]) -> Path:
    """Write the files of a catalogue, with a show unless one is given."""
    for name, text in {"show.yaml": "id: s\ntitle: S\nlanguage: fr\n", **files}.items():
        (path / name).parent.mkdir(exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(path)
    return [str(problem) for problem in caught.value.problems]


def test_a_folder_is_a_catalogue(tmp_path: Path) -> None:
    catalogue = tfg.load_catalogue(
        folder(
            tmp_path,
            {
                "catalogue.yaml": "version: 2026.11.24\nlicence: CC0-1.0\n",
                "show.yaml": "id: s\ntitle: S\nlanguage: fr\nhosts: [ann]\nsources: [page]\n",
                "people.yaml": "- id: ann\n  name: Ann\n  organisations: [acme]\n",
                "organisations.yaml": "- {id: acme, name: Acme, kind: company, place: paris}\n",
                "themes.yaml": "- {id: jobs, label: Emploi}\n",
                "places.yaml": "- {id: paris, name: Paris, kind: city}\n",
                "sources.yaml": "- {id: page, title: Page, consulted: 2026-11-24}\n",
                "redirects.yaml": "- {id: anne, to: ann}\n",
                "episodes/s01e01.yaml": "id: s01e01\nseason: 1\nnumber: 1\ntitle: One\n",
                "episodes/s01-intro.yaml": "id: s01-intro\nseason: 1\ntitle: Hello\n",
                "README.md": "not read",
                "episodes/notes.txt": "not read",
            },
        )
    )
    assert repr(catalogue) == (
        '<Catalogue "S": 2 episodes, 1 person, 1 organisation, 1 theme, 1 place>'
    )
    assert catalogue.info.version == "2026.11.24"
    assert catalogue.hosts[0].organisations[0].place is catalogue.places[0]
    assert [episode.code for episode in catalogue.episodes] == ["S1 intro", "S1E1"]
    assert catalogue.episodes[0].show is catalogue.show
    with pytest.warns(FutureWarning, match="retired"):
        assert catalogue.people["anne"].name == "Ann"


def test_the_name_of_a_folder_may_be_text(tmp_path: Path) -> None:
    assert tfg.load_catalogue(str(folder(tmp_path, {}))).show.title == "S"


def test_files_that_would_be_empty_may_be_absent_or_empty(tmp_path: Path) -> None:
    catalogue = tfg.load_catalogue(folder(tmp_path, {"people.yaml": "# nobody yet\n"}))
    assert len(catalogue.people) == len(catalogue.themes) == 0


@pytest.mark.parametrize("name", ["c.yaml", "c.yml", "C.YAML"])
def test_a_yaml_file_is_a_whole_catalogue(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SHOW + "people: [{id: a, name: 33:13}]\n", encoding="utf-8")
    assert tfg.load_catalogue(tmp_path / name).people["a"].name == "33:13"


def test_a_json_file_is_a_whole_catalogue(tmp_path: Path) -> None:
    text = '{"show": {"id": "s", "title": "S", "language": "fr"}, "people": null, "info": null}'
    (tmp_path / "c.json").write_text(text, encoding="utf-8")
    assert tfg.load_catalogue(tmp_path / "c.json").show.title == "S"


def test_the_lines_of_a_jsonl_file_are_in_any_order(tmp_path: Path) -> None:
    lines = [
        '{"episode": {"id": "e", "season": 1, "title": "T", "hosts": ["ann"]}}\n',
        " \n",
        '{"person": {"id": "ann", "name": "Ann"}}\r\n',
        '{"redirect": {"id": "anne"}}\n',
        SHOW_LINE,
        '{"info": {"version": "1"}}',
    ]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8", newline="")
    catalogue = tfg.load_catalogue(tmp_path / "c.jsonl")
    assert catalogue.episodes["e"].hosts == (tfg.Person(id="ann", name="Ann"),)
    assert catalogue.info.version == "1"


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(SHOW, encoding="utf-8-sig")
    assert tfg.load_catalogue(tmp_path / "c.yaml").show.id == "s"


def test_windows_line_endings_are_accepted(tmp_path: Path) -> None:
    text = SHOW + "people:\n  - id: a\n    name: >-\n      A\n      B\n    titel: C\n"
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8", newline="\r\n")
    assert problems(tmp_path / "c.yaml")[0].startswith("c.yaml:7:5: people[0].titel: unknown key")


def test_a_path_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.yaml"
    assert problems(path) == [f"{path}: there is no such file or folder"]


def test_a_path_below_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    path = tmp_path / "a" / "b.yaml"
    assert problems(path) == [f"{path}: there is no such file or folder"]


def test_a_file_with_another_suffix_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(SHOW, encoding="utf-8")
    assert problems(tmp_path / "c.txt") == [
        "c.txt: expected a folder, or a .yaml, .json or .jsonl file"
    ]


def test_a_file_of_a_folder_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    folder(tmp_path, {"episodes/e.yaml": "{id: e, season: 1, title: T, hosts: [ann]}"})
    (tmp_path / "people.yaml").mkdir()
    assert problems(tmp_path) == ["people.yaml: cannot be read: Is a directory"]


def test_a_link_of_a_folder_that_leads_nowhere_is_one_problem(tmp_path: Path) -> None:
    folder(tmp_path, {"episodes/e.yaml": "{id: e, season: 1, title: T, hosts: [ann]}"})
    (tmp_path / "people.yaml").symlink_to("nowhere.yaml")
    assert problems(tmp_path) == ["people.yaml: cannot be read: No such file or directory"]


def test_an_unreadable_episode_is_one_problem(tmp_path: Path) -> None:
    folder(tmp_path, {"redirects.yaml": "- {id: old, to: e}\n"})
    (tmp_path / "episodes" / "e.yaml").mkdir(parents=True)
    assert problems(tmp_path) == ["episodes/e.yaml: cannot be read: Is a directory"]


def test_a_misspelt_file_is_one_problem_even_if_others_refer_into_it(tmp_path: Path) -> None:
    files = {
        "peple.yaml": "- {id: ann, name: Ann}\n",
        "episodes/e.yaml": "{id: e, season: 1, title: T, hosts: [ann]}",
    }
    assert problems(folder(tmp_path, files)) == [
        'peple.yaml: no file of this name is read; did you mean "people.yaml"?'
    ]


@pytest.mark.parametrize("name", ["people.yml", "people.json", "people.YAML"])
def test_a_file_with_another_suffix_in_a_folder_is_one_problem(tmp_path: Path, name: str) -> None:
    files = {name: "- {id: ann, name: Ann}\n", "episodes/e.yaml": "id: e\nseason: 1\ntitle: T\n"}
    assert problems(folder(tmp_path, files)) == [
        f'{name}: no file of this name is read; did you mean "people.yaml"?'
    ]


def test_a_file_that_nothing_reads_is_a_problem(tmp_path: Path) -> None:
    assert problems(folder(tmp_path, {"weather.yaml": "a"})) == [
        (
            "weather.yaml: no file of this name is read; choose from catalogue.yaml, show.yaml,"
            " people.yaml, organisations.yaml, themes.yaml, places.yaml, sources.yaml,"
            " redirects.yaml"
        )
    ]


def test_an_episode_with_another_suffix_is_one_problem(tmp_path: Path) -> None:
    files = {"episodes/e.yml": "id: e\n", "redirects.yaml": "- {id: old, to: e}\n"}
    assert problems(folder(tmp_path, files)) == [
        "episodes/e.yml: no file of this name is read; call it e.yaml"
    ]


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    files = {".people.yaml": "- [", "episodes/.#e.yaml": "- ["}
    assert tfg.load_catalogue(folder(tmp_path, files)).show.id == "s"


@pytest.mark.parametrize("name", ["episodes", "episode/a.yaml", "Episodes/a.yaml"])
def test_a_misspelt_episodes_folder_is_a_problem(tmp_path: Path, name: str) -> None:
    near = name.partition("/")[0]
    assert problems(folder(tmp_path, {name: "[", "README": ""})) == [
        f'{near}: no folder of this name is read; did you mean "episodes"?'
    ]


def test_an_episode_id_must_match_its_file_name(tmp_path: Path) -> None:
    files = {"episodes/s01e02.yaml": "id: s01e01\nseason: 1\ntitle: T\n"}
    assert problems(folder(tmp_path, files)) == [
        (
            "episodes/s01e02.yaml:1:5: id: the id differs from the file's name;"
            ' write "id: s01e02", or call the file s01e01.yaml'
        )
    ]


def test_a_copied_episode_with_the_old_id_is_one_problem(tmp_path: Path) -> None:
    files = {f"episodes/s01e0{n}.yaml": "id: s01e01\nseason: 1\ntitle: T\n" for n in (1, 2)}
    assert [problem.partition(";")[0] for problem in problems(folder(tmp_path, files))] == [
        "episodes/s01e02.yaml:1:5: id: the id differs from the file's name"
    ]


def test_an_episode_with_a_malformed_id_is_one_problem(tmp_path: Path) -> None:
    files = {"episodes/s01e01.yaml": "id: S01E01\nseason: 1\ntitle: T\n"}
    assert [problem.partition(" (")[0] for problem in problems(folder(tmp_path, files))] == [
        "episodes/s01e01.yaml:1:5: id: expected an id"
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "~"])
def test_an_empty_show_is_one_problem(tmp_path: Path, text: str) -> None:
    found = problems(folder(tmp_path, {"show.yaml": text}))
    assert [problem.partition(" ")[2] for problem in found] == [
        "expected keys and values, found nothing"
    ]


def test_a_folder_without_a_show_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == ["show.yaml: the catalogue has no show"]


def test_a_list_in_place_of_an_episode_is_one_problem(tmp_path: Path) -> None:
    assert problems(folder(tmp_path, {"episodes/e.yaml": "- id: e\n"})) == [
        "episodes/e.yaml:1:1: expected keys and values, found a list"
    ]


def test_a_mapping_in_place_of_a_list_is_one_problem(tmp_path: Path) -> None:
    files = {
        "people.yaml": "ann: {name: Ann}\n",
        "episodes/e.yaml": "{id: e, season: 1, title: T, hosts: [ann]}",
    }
    assert problems(folder(tmp_path, files)) == [
        "people.yaml:1:1: people: expected a list, found a mapping"
    ]


def test_a_path_inside_a_file_begins_with_its_list(tmp_path: Path) -> None:
    found = problems(folder(tmp_path, {"people.yaml": "- id: a\n  name: A\n  familly: B\n"}))
    assert found == ['people.yaml:3:3: people[0].familly: unknown key; did you mean "family"?']


@pytest.mark.parametrize(
    ("data", "position", "message"),
    [
        (SHOW.encode("utf-16"), "1:1", "the file is encoded in UTF-16, not UTF-8"),
        (SHOW.encode("utf-16-le"), "1:2", "the character U+0000 is not allowed"),
        (f"{SHOW}# é\nx: é".encode("latin-1"), "2:3", "the byte 0xe9 is not valid UTF-8"),
        (f"{SHOW}# é\nx: ".encode() + b"\xff", "3:4", "the byte 0xff is not valid UTF-8"),
        (b"# " + b" " * 32 * 1024 * 1024, "1:1", "the file is larger than 33,554,432 bytes"),
    ],
    ids=["utf-16", "utf-16 without mark", "latin-1", "late byte", "size"],
)  # fmt: skip
def test_a_file_that_is_not_utf8_is_one_problem(
    tmp_path: Path, data: bytes, position: str, message: str
) -> None:
    (tmp_path / "c.yaml").write_bytes(data)
    found = [problem.partition(";")[0] for problem in problems(tmp_path / "c.yaml")]
    assert found == [f"c.yaml:{position}: {message}"]


@pytest.mark.parametrize(
    ("data", "position", "message"),
    [
        ((SHOW_LINE * 2).encode("utf-16"), "1:1", "the file is encoded in UTF-16, not UTF-8"),
        ((SHOW_LINE + '{"é"}\n' * 3).encode("latin-1"), "2:3", "the byte 0xe9 is not valid UTF-8"),
        (f"\n{' ' * 2**25}\n[".encode(), "2:1", "the line is larger than 33,554,432 bytes"),
    ],
    ids=["utf-16", "latin-1", "size"],
)
def test_a_jsonl_file_that_is_not_utf8_is_one_problem(
    tmp_path: Path, data: bytes, position: str, message: str
) -> None:
    (tmp_path / "c.jsonl").write_bytes(data)
    found = [problem.partition(";")[0] for problem in problems(tmp_path / "c.jsonl")]
    assert found == [f"c.jsonl:{position}: {message}"]


def test_problems_are_sorted_by_position(tmp_path: Path) -> None:
    files = {
        "themes.yaml": "- {id: t, label: T, broader: nope}\n- {id: t, label: T}\n",
        "people.yaml": "- {id: a}\n- {id: a, name: &x A}\n- {idd: b, name: A}\n",
        "episodes/b.yaml": "x: 1\n",
        "episodes/a.yaml": "id: a\nseason: 1\ntitle: 'T\n",
    }
    found = [problem.split(": ")[0] for problem in problems(folder(tmp_path, files))]
    assert found == [
        *("episodes/a.yaml:4:1", "episodes/b.yaml:1:1", "episodes/b.yaml:1:1"),
        *("episodes/b.yaml:1:1", "people.yaml:1:3", "people.yaml:2:8"),
        *("people.yaml:2:17", "people.yaml:3:4", "themes.yaml:1:30", "themes.yaml:2:8"),
    ]


def test_an_empty_path_is_a_problem() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue("")
    assert str(caught.value) == "the path is empty"


def test_a_folder_inside_a_zip_is_a_catalogue(tmp_path: Path) -> None:
    archive = tmp_path / "mine.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("mine/show.yaml", "id: s\ntitle: S\nlanguage: en\n")
    inside: Any = zipfile.Path(archive, "mine/")
    assert tfg.load_catalogue(inside).show.title == "S"


@pytest.mark.parametrize(
    "path",
    ["a\0b.yaml", f"{'a' * 300}.yaml", "\ud800.yaml"],
    ids=["null", "long", "surrogate"],
)
def test_a_path_that_no_system_accepts_is_a_problem(path: str) -> None:
    assert len(tfg.validate(path)) == 1


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


def test_a_faulty_line_is_searched_for_positions_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned: list[str] = []

    def positions(text: str) -> Positions:
        scanned.append(text)
        return found(text)

    found = json_reader.positions
    monkeypatch.setattr(json_reader, "positions", positions)
    path = tmp_path / "mine.jsonl"
    lines = [f'{{"episode": {{"id": "a{n}", "titel": "A", "sesaon": 1, "kimd": 2}}}}' for n in "12"]
    show = '{"show": {"id": "s", "title": "S", "language": "en"}}'
    path.write_text("\n".join([show, *lines]), encoding="utf-8")
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.load_catalogue(path)
    problems = caught.value.problems
    assert len([problem for problem in problems if problem.message == "unknown key"]) == 6
    assert {(problem.line, problem.column) for problem in problems} >= {(2, 26), (3, 40)}
    assert len(scanned) == 2
