"""Files and texts → catalogues, with one message for each mistake."""

from __future__ import annotations

import pickle
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

    from techforgood_podcast.loading import TextFormat

SHOW = "show: {id: s, title: S, language: fr}\n"
SHOW_LINE = '{"show": {"id": "s", "title": "S", "language": "fr"}}\n'


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


def text_problems(text: str, format: TextFormat = "yaml") -> list[str]:  # noqa: A002
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(text, format)
    return [str(problem).removeprefix(f"<{format}>:") for problem in caught.value.problems]


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


def test_records_stand_on_the_lines_of_a_jsonl_file_in_any_order(tmp_path: Path) -> None:
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


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
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
            "weather.yaml: no file of this name is read; there is catalogue.yaml, show.yaml,"
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
def test_what_is_nearly_the_folder_of_the_episodes_is_a_problem(tmp_path: Path, name: str) -> None:
    near = name.partition("/")[0]
    assert problems(folder(tmp_path, {name: "[", "README": ""})) == [
        f'{near}: no folder of this name is read; did you mean "episodes"?'
    ]


def test_an_episode_is_called_like_its_file(tmp_path: Path) -> None:
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


def test_an_episode_whose_id_is_no_id_is_one_problem(tmp_path: Path) -> None:
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
    ("data", "place", "message"),
    [
        (SHOW.encode("utf-16"), "1:1", "the file is in UTF-16, not in UTF-8"),
        (SHOW.encode("utf-16-le"), "1:2", "the character U+0000 is not allowed"),
        (f"{SHOW}# é\nx: é".encode("latin-1"), "2:3", "the byte 0xe9 is not UTF-8"),
        (f"{SHOW}# é\nx: ".encode() + b"\xff", "3:4", "the byte 0xff is not UTF-8"),
        (b"# " + b" " * 32 * 1024 * 1024, "1:1", "the file has more than 33,554,432 bytes"),
    ],
    ids=["utf-16", "utf-16 without mark", "latin-1", "late byte", "size"],
)  # fmt: skip
def test_a_file_that_is_no_text_in_utf8_is_one_problem(
    tmp_path: Path, data: bytes, place: str, message: str
) -> None:
    (tmp_path / "c.yaml").write_bytes(data)
    found = [problem.partition(";")[0] for problem in problems(tmp_path / "c.yaml")]
    assert found == [f"c.yaml:{place}: {message}"]


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ((SHOW_LINE * 2).encode("utf-16"), "1:1", "the file is in UTF-16, not in UTF-8"),
        ((SHOW_LINE + '{"é"}\n' * 3).encode("latin-1"), "2:3", "the byte 0xe9 is not UTF-8"),
        (f"\n{' ' * 1_048_576}\n[".encode(), "2:1", "the line has more than 1,048,576 bytes"),
    ],
    ids=["utf-16", "latin-1", "size"],
)
def test_a_jsonl_file_that_is_no_text_in_utf8_is_one_problem(
    tmp_path: Path, data: bytes, place: str, message: str
) -> None:
    (tmp_path / "c.jsonl").write_bytes(data)
    found = [problem.partition(";")[0] for problem in problems(tmp_path / "c.jsonl")]
    assert found == [f"c.jsonl:{place}: {message}"]


def test_a_text_with_a_lone_surrogate_is_a_problem() -> None:
    assert text_problems(SHOW + "a: \ud800") == [
        "2:4: the byte 0xed is not UTF-8; save the file in UTF-8"
    ]


def test_a_text_of_no_known_format_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.loads("", "jsn")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.known == ("json", "yaml", "jsonl")
    assert str(caught.value) == 'no format "jsn"; did you mean "json" or "jsonl"?'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: expected keys and values, found nothing"),
        ("- a", "1:1: expected keys and values, found a list"),
        ("a", '1:1: expected keys and values, found "a"'),
        ("!x {}", "1:1: tags (!name) are not allowed; take it out"),
        ("*x", "1:1: aliases (*name) are not allowed; write the value again"),
        ("<<: *x", "1:1: merge keys (<<) are not allowed; write the keys out"),
        ("{}", " the catalogue has no show"),
        ("people: []", " the catalogue has no show"),
        ("show:", "1:6: show: expected keys and values, found nothing"),
        ("show: !x {}", "1:7: show: tags (!name) are not allowed; take it out"),
        ("shwo: {}", '1:1: shwo: unknown key; did you mean "show"?'),
        (SHOW + "people: a", '2:9: people: expected a list, found "a"'),
        (SHOW + "people: [a]", '2:10: people[0]: expected keys and values, found "a"'),
        (SHOW + "people: [~]", "2:10: people[0]: expected keys and values, found nothing"),
        (SHOW + "people: !x []", "2:9: people: tags (!name) are not allowed; take it out"),
        (
            SHOW + "weather: fair",
            (
                "2:1: weather: unknown key; there is info, show, episodes, people, organisations,"
                " themes, places, sources, redirects"
            ),
        ),
        (
            SHOW + "people: []\npeople: [{}]",
            (
                '3:1: people: the key "people" stands here a second time; the first one counts;'
                " take one of them out"
            ),
        ),
    ],
)
def test_one_mistake_in_a_file_is_one_problem(text: str, problem: str) -> None:
    assert text_problems(text) == [problem]


EPISODE = "episodes: [{id: e, season: 1, title: T, hosts: [ann]}]\nredirects: [{id: x, to: ann}]\n"


@pytest.mark.parametrize(
    ("people", "problem"),
    [
        ("peopel: [{id: ann, name: Ann}]", '4:1: peopel: unknown key; did you mean "people"?'),
        ("people: {id: ann, name: Ann}", "4:9: people: expected a list, found a mapping"),
        ("people: [!x {id: ann}]", "4:10: people[0]: tags (!name) are not allowed; take it out"),
        ("people: [ann]", '4:10: people[0]: expected keys and values, found "ann"'),
        ("people: [{name: Ann}]", '4:10: people[0]: the key "id" is missing'),
        (
            "people: [{Id: ann, name: Ann}]",
            '4:11: people[0].Id: unknown key; did you mean "id"?',
        ),
        (
            "people: [{id: *a, name: Ann}]",
            "4:15: people[0].id: aliases (*name) are not allowed; write the value again",
        ),
        (
            "people: [{<<: {id: ann}, name: Ann}]",
            "4:11: people[0]: merge keys (<<) are not allowed; write the keys out",
        ),
    ],
)
def test_nothing_is_said_of_references_into_what_cannot_be_read(people: str, problem: str) -> None:
    assert text_problems(SHOW + EPISODE + people) == [problem]


def test_a_list_that_cannot_be_read_does_not_hide_references_into_another() -> None:
    text = SHOW + EPISODE + "people: [{name: Ann, organisations: [acme]}]"
    assert text_problems(text) == [
        '4:10: people[0]: the key "id" is missing',
        (
            '4:38: people[0].organisations[0]: no organisation "acme";'
            " the organisations of the catalogue have no such id"
        ),
    ]


def test_an_id_stands_once_in_a_list() -> None:
    text = SHOW + "people:\n  - {id: a, name: A}\n  - {id: b, name: A}\n  - {id: a, name: C}\n"
    assert text_problems(text) == [
        '5:10: people[2].id: the id "a" stands here a second time; it stands first at <yaml>:3'
    ]


def test_an_id_may_stand_in_several_lists() -> None:
    text = SHOW + "people: [{id: a, name: A}]\nthemes: [{id: a, label: A}]\n"
    assert tfg.loads(text, "yaml").people["a"].id == tfg.loads(text, "yaml").themes["a"].id


def test_an_id_is_retired_once() -> None:
    assert text_problems(SHOW + "redirects: [{id: a}, {id: a}]") == [
        '2:27: redirects[1].id: the id "a" stands here a second time; it stands first at <yaml>:2'
    ]


def test_a_redirect_leads_to_a_record() -> None:
    text = SHOW + "people: [{id: karine, name: K}]\nredirects: [{id: a, to: karin}, {id: b, to: a}]"
    assert text_problems(text) == [
        '3:25: redirects[0].to: no record has the id "karin"; did you mean "karine"?',
        ('3:45: redirects[1].to: no record has the id "a"; no list has such an id'),
    ]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("[b]", "expected a text, found a list"),
        ("!x b", "tags (!name) are not allowed; take it out"),
        (
            "B c",
            'expected an id (lower-case words of a-z and 0-9, joined by hyphens), found "B c"',
        ),
    ],
)
def test_a_redirect_to_what_is_no_id_is_one_problem(target: str, message: str) -> None:
    assert text_problems(f"{SHOW}redirects: [{{id: a, to: {target}}}]") == [
        f"2:25: redirects[0].to: {message}"
    ]


def test_a_redirect_that_is_no_mapping_is_one_problem() -> None:
    assert text_problems(SHOW + "redirects: [a]") == [
        '2:13: redirects[0]: expected keys and values, found "a"'
    ]


@pytest.mark.parametrize("to", ["", ", to: b"])
def test_a_retired_id_is_never_used_again(to: str) -> None:
    text = f"{SHOW}people: [{{id: a, name: A}}, {{id: b, name: B}}]\nredirects: [{{id: a{to}}}]"
    assert text_problems(text) == [
        '2:15: people[0].id: the id "a" is retired and never used again; choose another id'
    ]


def test_a_retired_id_is_free_in_a_list_that_it_does_not_lead_to() -> None:
    text = SHOW + "people: [{id: a, name: A}]\nthemes: [{id: b, label: B}]\n"
    catalogue = tfg.loads(text + "redirects: [{id: a, to: b}]", "yaml")
    assert catalogue.people["a"].name == "A"


def test_nothing_is_above_itself() -> None:
    text = SHOW + "themes: [{id: a, label: A, broader: a}]"
    assert text_problems(text) == ["2:37: themes[0].broader: it stands above itself: a → a"]


def test_a_circle_is_one_problem_that_names_those_in_it() -> None:
    text = SHOW + "organisations:\n"
    for id_, parents in (("x", "[a]"), ("a", "[y, b]"), ("b", "[c]"), ("c", "[a]"), ("y", "[]")):
        text += f"  - {{id: {id_}, name: N, kind: lab, parents: {parents}}}\n"
    assert text_problems(text) == [
        "6:42: organisations[3].parents: it stands above itself: a → b → c → a"
    ]


def chain(length: int, *, upward: bool) -> str:
    """Return a catalogue with a line of so many places, the widest last or first."""
    steps = range(length) if upward else reversed(range(length))
    places = [
        f"  - {{id: p{step}, name: P, kind: city"
        + (f", part_of: p{step + 1}" if step < length - 1 else "")
        + "}\n"
        for step in steps
    ]
    return f"{SHOW}places:\n{''.join(places)}"


@pytest.mark.parametrize("upward", [True, False])
def test_32_records_may_stand_above_one_another(upward: bool) -> None:  # noqa: FBT001 -- a parameter of pytest's
    assert len(tfg.loads(chain(32, upward=upward), "yaml").places["p0"].lineage) == 32


@pytest.mark.parametrize(("upward", "line"), [(True, 3), (False, 35)])
def test_a_line_of_33_is_too_long_and_one_problem(upward: bool, line: int) -> None:  # noqa: FBT001 -- a parameter of pytest's
    place = line - 3
    assert text_problems(chain(33, upward=upward)) == [
        f"{line}:44: places[{place}].part_of: more than 32 records stand above one another"
    ]


@pytest.mark.parametrize("upward", [True, False])
def test_a_line_of_thousands_is_one_problem(upward: bool) -> None:  # noqa: FBT001 -- a parameter of pytest's
    assert len(text_problems(chain(3_000, upward=upward))) == 1


def test_two_ways_up_may_meet_again() -> None:
    text = SHOW + "organisations:\n"
    for id_, parents in (("a", "[b, c]"), ("b", "[d]"), ("c", "[d]"), ("d", "[]")):
        text += f"  - {{id: {id_}, name: N, kind: lab, parents: {parents}}}\n"
    organisation = tfg.loads(text, "yaml").organisations["a"]
    assert [body.id for body in organisation.lineage] == ["a", "b", "d", "c"]


def test_each_line_of_jsonl_is_reported_in_one_pass() -> None:
    lines = [
        SHOW_LINE.strip(),
        '{"person": {"id": "a", "name": 7}}',
        "",
        '{"person": {"id": "a", "name": "A"}}',
        SHOW_LINE.strip(),
        '{"persn": {}}',
        "[]",
        '{"info": {}, "show": {}}',
        "NaN",
        '{"person": NaN}',
        '{"person": {"id": "b", "name": "B", "id": "c"}}',
        "{",
        '  {"theme": {"id": "t"}}',
    ]
    nouns = "source, place, theme, organisation, person, episode, info, show, redirect"
    found = [
        "2:32: person.name: expected a text, found 7",
        '4:19: person.id: the id "a" stands here a second time; it stands first at <jsonl>:2',
        '5:10: show: a catalogue has one "show"; the first one counts',
        '6:2: persn: unknown key; did you mean "person"?',
        f"7:1: expected an object with one key; the key is one of {nouns}",
        f"8:1: expected an object with one key; the key is one of {nouns}",
        "9:1: NaN is not allowed",
        "10:12: person: NaN is not allowed",
        (
            '11:37: person.id: the key "id" stands here a second time; the first one counts;'
            " take one of them out"
        ),
        "12:2: not readable as JSON: Expecting property name enclosed in double quotes",
        '13:13: theme: the key "label" is missing',
    ]
    assert text_problems("\n".join(lines), "jsonl") == found


def test_a_line_of_jsonl_that_cannot_be_read_is_one_problem() -> None:
    text = (
        SHOW_LINE + '{"person"\n{"episode": {"id": "e", "season": 1, "title": "T", "hosts": ["a"]}}'
    )
    assert len(text_problems(text, "jsonl")) == 1


def test_an_unknown_key_of_a_line_like_no_other_is_reported_with_all_there_are() -> None:
    assert text_problems(SHOW_LINE + '{"weather": 1}', "jsonl") == [
        (
            "2:2: weather: unknown key; there is source, place, theme, organisation, person,"
            " episode, info, show, redirect"
        )
    ]


def test_a_jsonl_text_without_lines_has_no_show() -> None:
    assert text_problems("", "jsonl") == [" the catalogue has no show"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '{"show": {"id": "s", "title": "S", "language": "fr"},\n "people": [],\n "people": []}',
            (
                '3:2: people: the key "people" stands here a second time; the first one counts;'
                " take one of them out"
            ),
        ),
        ('{"show": NaN}', "1:10: show: NaN is not allowed"),
        ("[]", "1:1: expected keys and values, found a list"),
        ("7", "1:1: expected keys and values, found 7"),
        (
            '{"show": {"id": "s", "title": "S", "language": "fr"},\n "x": '
            + "[" * 99
            + "]" * 99
            + "}",
            "2:38: x: lists and objects stand more than 32 deep",
        ),
    ],
    ids=["duplicate", "constant", "list", "number", "deep"],
)
def test_one_mistake_in_json_is_one_problem(text: str, problem: str) -> None:
    assert [found.replace("[0]", "") for found in text_problems(text, "json")] == [problem]


def test_problems_are_sorted_by_place(tmp_path: Path) -> None:
    files = {
        "themes.yaml": "- {id: t, label: T, broader: nope}\n- {id: t, label: T}\n",
        "people.yaml": "- {id: a}\n- {id: a, name: &x A}\n- {idd: b, name: A}\n",
        "episodes/b.yaml": "x: 1\n",
        "episodes/a.yaml": "id: a\nseason: 1\ntitle: 'T\n",
    }
    found = [problem.split(": ")[0] for problem in problems(folder(tmp_path, files))]
    assert found == [
        *("episodes/a.yaml:4:1", "episodes/b.yaml:1:1", "episodes/b.yaml:1:1"),
        *("episodes/b.yaml:1:1", "episodes/b.yaml:1:1", "people.yaml:1:3", "people.yaml:2:8"),
        *("people.yaml:2:17", "people.yaml:3:4", "themes.yaml:1:30", "themes.yaml:2:8"),
    ]


def test_the_error_prints_every_problem_and_travels() -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads("{}", "yaml")
    assert str(caught.value) == "<yaml>: the catalogue has no show"
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 -- our own


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
