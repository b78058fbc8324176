"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

Done: TypeAlias = "tuple[int | str | None, str, str]"
"""Exit status, and what stood on stdout and stderr."""
Run: TypeAlias = "Callable[..., Done]"

MINE = """\
show:
  id: bread-and-code
  title: Bread and code
  language: en
episodes:
  - id: s01e01
    season: 1
    number: 1
    title: The oven
    summary: How an oven is heated.
    published: 2024-05-01
    guests:
      - person: ada-miller
        credited_as: Ada Miller
      - person: alan-baker
        role: baker
        credited_as: Alan Baker
    mentioned:
      - person: grace-cook
        role: cook
        credited_as: Grace Cook
    organisations:
      - organisation: mill
        relation: subject
      - organisation: farm
        relation: supporter
        of: mill
    themes:
      - baking
people:
  - id: ada-miller
    name: Ada Miller
  - id: alan-baker
    name: Alan Baker
  - id: grace-cook
    name: Grace Cook
organisations:
  - id: mill
    name: The mill
    kind: company
  - id: farm
    name: The farm
    kind: company
themes:
  - id: baking
    label:
      en: Baking
      fr: Boulangerie
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> Done:
        status: int | str | None
        try:
            status = main(arguments)
        except SystemExit as end:
            status = end.code
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in an interpreter of its own, without this one's settings of output."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "LANG"))
    }
    return subprocess.run(
        [sys.executable, "-m", "techforgood_podcast", *arguments],
        env={**inherited, **environment},
        capture_output=True,
        check=False,
    )


def lines_of(text: str) -> list[list[str]]:
    """Return the cells of a printed table."""
    return [re.split(r" {2,}", line) for line in text.splitlines()]


def test_episodes_are_listed_with_code_title_and_running_time(run: Run) -> None:
    status, out, err = run("episodes", "--host", "Bandelier")
    assert (status, err) == (0, "")
    assert out == (
        "S1 intro  À qui profite la tech for good, l'intro !               03:13\n"
        "S1E3      Fracture numérique et fracture sociale avec Wetechcare\n"
        "S1E7      Simplon où le pari du numérique pour tous               27:26\n"
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], ["S1 intro", "S1E1", "S1E2", "S1E3", "S1E4", "S1E5", "S1E6", "S1E7", "S1E8"]),
        (["--guest", "GENTELET, karine"], ["S1E3", "S1E7"]),
        (["--host", "antonin"], ["S1 intro", "S1E4", "S1E6"]),
        (["--organisation", "wetechcare"], ["S1E3"]),
        (["--theme", "food waste"], ["S1E1"]),
        (["--place", "belgium"], ["S1E4", "S1E6"]),
        (["--text", "imprimantes 3D"], ["S1E6"]),
        (["--theme", "art", "--theme", "santé"], ["S1E4", "S1E6"]),
        (["--theme", "low-tech", "--place", "belgique"], ["S1E6"]),
        (["--theme=low-tech", "--guest=Lara Market"], ["S1E6"]),
    ],
)
def test_filters_of_one_kind_mean_any_and_of_two_kinds_both(
    run: Run, filters: list[str], found: list[str]
) -> None:
    status, out, _ = run("episodes", *filters)
    assert status == 0
    assert [line[0] for line in lines_of(out)] == found


def test_a_text_is_looked_for_in_every_episode_that_the_other_filters_keep(run: Run) -> None:
    assert [hit.episode.code for hit in tfg.search("technologie", limit=1)] != ["S1E4"]
    status, out, _ = run("episodes", "--theme", "art", "--text", "technologie")
    assert (status, lines_of(out)[0][0]) == (0, "S1E4")


def test_guests_are_listed_with_their_episodes(run: Run) -> None:
    status, out, _ = run("guests", "--organisation", "ENS-PSL", "--theme", "insertion")
    assert status == 0
    assert lines_of(out) == [
        ["François Lucas", "S1E3"],
        ["Jean Deydier", "S1E3"],
        ["Johnny", "S1E3"],
        ["Karine Gentelet", "S1E3"],
        ["Khamran Yekrangi", "S1E3"],
        ["Linda Salli", "S1E3"],
    ]


def test_a_guest_of_two_episodes_is_listed_once_with_both(run: Run) -> None:
    _, out, _ = run("guests")
    assert ["Karine Gentelet", "S1E3, S1E7"] in lines_of(out)


def test_organisations_are_listed_with_kind_and_episodes(run: Run) -> None:
    status, out, _ = run("organisations", "--theme", "art")
    assert status == 0
    assert lines_of(out) == [
        ["Kikk festival", "festival", "S1E4"],
        ["Post Uit Hessdalen", "troupe", "S1E4"],
    ]


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ([], ["Art", "Arts numériques", "Rapport à la technologie", "Robotique"]),
        (["--language", "fr"], ["Art", "Arts numériques", "Rapport à la technologie", "Robotique"]),
        (["--language", "en"], ["Art", "Digital arts", "Relationship with technology", "Robotics"]),
    ],
)
def test_themes_are_listed_in_the_language_asked_for(
    run: Run, language: list[str], labels: list[str]
) -> None:
    status, out, _ = run("themes", "--place", "namur", *language)
    assert status == 0
    assert [line[0] for line in lines_of(out)][:4] == labels


def test_search_prints_what_was_matched(run: Run) -> None:
    status, out, err = run("search", "imprimantes", "3D")
    assert (status, err) == (0, "")
    assert lines_of(out) == [
        [
            "S1E6",
            "Ethique, tech et soin : un fablab au coeur du CHU de Liège",
            "**imprimantes 3D**",
        ]
    ]


def test_show_prints_all_of_one_episode(run: Run) -> None:
    status, out, err = run("show", "S1E8", "--language", "en")
    head, summary, table = out.split("\n\n")
    assert (status, err) == (0, "")
    assert head == "S1E8  Quel avenir pour la tech avec Plastic Odyssey  34:53"
    assert summary.startswith('The word "tech" calls up')
    cells = lines_of(table)
    assert cells[:3] == [
        ["host", "Patrick Gaillardin"],
        ["guest", "Pierre Quinonero, co-founder of Purple Alternative Surface"],
        ["guest", "Simon Bernard, co-founder of Plastic Odyssey"],
    ]
    assert ["mentioned", "Sébastien Molas, co-founder of Purple Alternative Surface"] in cells
    assert ["supporter", "Plastic Odyssey, of Purple Alternative Surface"] in cells
    assert ["subject", "Plastic Odyssey"] in cells
    assert ["theme", "Environment"] in cells
    assert cells[-1] == ["trois quart", "Plastic waste that ends up buried or burnt."]


def test_show_prints_the_day_and_the_address_where_they_are_known(run: Run) -> None:
    _, second, _ = run("show", "2")
    _, third, _ = run("show", "3")
    assert ["published", "2022-02-24"] in lines_of(second)
    assert not [line for line in lines_of(second) if line[0] == "address"]
    assert not [line for line in lines_of(third) if line[0] == "published"]
    assert [line[0] for line in lines_of(third) if line[-1].startswith("https:")] == ["address"]


@pytest.mark.parametrize("ref", ["3", "S1E3", "s01e03", "Fracture numérique", "Saison 1, Ep. 3"])
def test_show_takes_every_way_to_name_an_episode(run: Run, ref: str) -> None:
    status, out, _ = run("show", ref)
    assert (status, out[:4]) == (0, "S1E3")


def test_info_says_what_the_catalogue_holds(run: Run) -> None:
    status, out, _ = run("info")
    told = dict(lines_of(out))
    sha256 = told.pop("sha256")
    assert status == 0
    assert re.fullmatch("[0-9a-f]{64}", sha256)
    assert told == {
        "title": "À qui profite la tech for good ?",
        "package": tfg.__version__,
        "version": tfg.load_catalogue().info.version,
        "schema_version": "1",
        "licence": "CC0-1.0",
        "episodes": "9",
        "people": "49",
        "guests": "44",
        "organisations": "46",
        "themes": "49",
        "places": "12",
    }


def test_formats_are_listed_with_suffixes_and_purpose(run: Run) -> None:
    status, out, _ = run("formats")
    assert status == 0
    assert [line[:2] for line in lines_of(out)] == [
        ["json", ".json"],
        ["yaml", ".yaml .yml"],
        ["jsonl", ".jsonl"],
    ]


def test_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version") == (0, f"techforgood-podcast {tfg.__version__}\n", "")


def test_help_lists_every_command(run: Run) -> None:
    status, out, err = run("--help")
    assert (status, err) == (0, "")
    assert re.findall(r"^    ([\w-]+)(?: |$)", out, flags=re.MULTILINE) == [
        *("episodes", "show", "guests", "organisations", "themes", "search", "export"),
        *("formats", "init", "enrich", "import-feed", "validate", "info"),
    ]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("episodes", "--guest", "gentelet"), ["s01e03", "s01e07"]),
        (("guests", "--theme", "santé"), ["arnaud", "david-servais", "lara-market"]),
        (("organisations", "--theme", "art"), ["kikk-festival", "post-uit-hessdalen"]),
        (("themes", "--place", "namur"), ["art", "arts-numeriques", "rapport-a-la-technologie"]),
        (("search", "namur"), ["s01e04"]),
    ],
)
def test_a_list_as_json_holds_the_records_of_the_file_format(
    run: Run, arguments: tuple[str, ...], ids: list[str]
) -> None:
    status, out, err = run(*arguments, "--json")
    assert (status, err) == (0, "")
    assert [record["id"] for record in json.loads(out)][:3] == ids


def test_a_hit_as_json_has_its_score(run: Run) -> None:
    _, out, _ = run("search", "namur", "--json")
    assert json.loads(out)[0]["score"] > 0


def test_one_episode_as_json_is_its_record(run: Run) -> None:
    status, out, _ = run("show", "intro", "--json")
    record = json.loads(out)
    assert status == 0
    assert record["title"] == "À qui profite la tech for good, l'intro !"
    assert record["duration"] == "03:13"
    assert "number" not in record


def test_json_is_printed_in_plain_letters(run: Run) -> None:
    _, out, _ = run("episodes", "--guest", "Hugo Dehaez", "--json")
    assert "chorégraphe" in out


def test_info_and_formats_can_be_read_by_programs(run: Run) -> None:
    info = json.loads(run("info", "--json")[1])
    assert (info["episodes"], info["sha256"]) == (9, tfg.load_catalogue().info.sha256)
    formats = json.loads(run("formats", "--json")[1])
    assert [record["media_type"] for record in formats] == [
        *("application/json", "application/yaml", "application/jsonl")
    ]


def test_another_catalogue_is_used_where_one_is_named(run: Run, mine: str) -> None:
    assert run("episodes", "--data", mine) == (0, "S1E1  The oven\n", "")
    assert run("guests", "--data", mine)[1] == "Ada Miller  S1E1\nAlan Baker  S1E1\n"
    assert run("themes", "--data", mine, "--language", "fr")[1] == "Boulangerie  S1E1\n"
    assert run("search", "--data", mine, "oven")[1] == "S1E1  The oven  The **oven**\n"


def test_show_leaves_out_what_is_not_known(run: Run, mine: str) -> None:
    status, out, err = run("show", "1", "--data", mine)
    assert (status, err) == (0, "")
    assert out == (
        "S1E1  The oven\n\n"
        "How an oven is heated.\n\n"
        "published  2024-05-01\n"
        "guest      Ada Miller\n"
        "guest      Alan Baker, baker\n"
        "mentioned  Grace Cook, cook\n"
        "subject    The mill\n"
        "supporter  The farm, of The mill\n"
        "theme      Baking\n"
    )


def test_a_text_that_lacks_the_language_is_printed_in_its_main_one(run: Run, mine: str) -> None:
    _, out, _ = run("show", "1", "--data", mine, "--language", "fr")
    assert "guest      Alan Baker, baker\n" in out
    assert "theme      Boulangerie\n" in out


def test_info_leaves_out_what_a_catalogue_does_not_say_of_itself(run: Run, mine: str) -> None:
    told = dict(lines_of(run("info", "--data", mine)[1]))
    assert "licence" not in told
    assert (told["title"], told["guests"]) == ("Bread and code", "2")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("episodes", "--guest", "Karin Gentlet"),
            'no guest "Karin Gentlet"; did you mean "Karine Gentelet"?',
        ),
        (
            ("guests", "--guest", "Lara"),
            (
                'the guest "Lara" could be "Lara Market" (lara-market) or'
                ' "Lara Vigneron" (lara-vigneron)'
            ),
        ),
        (
            ("themes", "--organisation", "Humaniss"),
            'no organisation "Humaniss"; did you mean "Humanis"?',
        ),
        (("show", "99"), 'no episode "99"'),
        (("episodes", "--guest", ""), 'no guest ""'),
        (("episodes", "--guest", "no\nbody"), 'no guest "no body"'),
        (("episodes", "--theme", "art", "--guest", "gentelet"), "nothing found"),
        (("search", "xylophone"), "nothing found"),
        (("episodes", "--text", ""), "nothing found"),
        (("episodes", "--data", "nowhere"), "nowhere: there is no such file or folder"),
    ],
)
def test_what_is_not_found_is_said_in_one_line_with_status_1(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    assert run(*arguments) == (1, "", f"techforgood-podcast: {message}\n")


def test_an_empty_list_as_json_is_an_empty_list(run: Run) -> None:
    status, out, err = run("guests", "--theme", "art", "--guest", "gentelet", "--json")
    assert (status, json.loads(out), err) == (1, [], "techforgood-podcast: nothing found\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("episods",),
            'no command "episods"; did you mean "episodes"; see techforgood-podcast --help',
        ),
        (
            ("xyz",),
            'no command "xyz"; choose a command; see techforgood-podcast --help',
        ),
        (
            (),
            "the following arguments are required: COMMAND; see techforgood-podcast --help",
        ),
        (
            ("show",),
            "the following arguments are required: REF; see techforgood-podcast show --help",
        ),
        (
            ("info", "a\nb"),
            'no argument "a b"; see techforgood-podcast info --help',
        ),
        (
            ("episodes", "--gest", "x"),
            (
                'no argument "--gest"; did you mean "--guest" or "--host" or "--text";'
                " see techforgood-podcast episodes --help"
            ),
        ),
        (("export", "jsn"), 'no format "jsn"; did you mean "json" or "jsonl"?'),
        (("export", "pdf"), 'no format "pdf"; there is json, yaml, jsonl'),
    ],
)
def test_wrong_usage_is_said_in_one_line_with_status_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    assert run(*arguments) == (2, "", f"techforgood-podcast: {message}\n")


@pytest.mark.parametrize(
    "arguments", [("episodes", "--language", "de"), ("episodes", "--gues", "gentelet")]
)
def test_a_wrong_option_is_said_in_one_line_with_status_2(
    run: Run, arguments: tuple[str, ...]
) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"techforgood-podcast: .+; see techforgood-podcast.* --help\n", err)


def test_export_prints_a_selection_that_loads_again(run: Run) -> None:
    status, out, err = run("export", "json", "--theme", "emploi")
    assert (status, err) == (0, "")
    assert out == tfg.dumps(tfg.by_theme("emploi"), "json")
    assert len(tfg.loads(out, "json").episodes) == 3


def test_export_writes_a_file_and_prints_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "emploi.yaml"
    assert run("export", "yaml", "--theme", "emploi", "-o", str(path)) == (0, "", "")
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.by_theme("emploi"), "yaml")


def test_export_takes_its_format_from_the_command_and_not_from_the_suffix(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "emploi.txt"
    assert run("export", "jsonl", "--output", str(path)) == (0, "", "")
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.load_catalogue(), "jsonl")


def test_export_writes_another_catalogue(run: Run, mine: str) -> None:
    _, out, _ = run("export", "json", "--data", mine)
    assert tfg.loads(out, "json").show.title == "Bread and code"


def test_export_keeps_an_existing_file_unless_it_is_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("mine", encoding="utf-8")
    status, out, err = run("export", "json", "-o", str(path))
    assert (status, out) == (1, "")
    assert err == (
        f'techforgood-podcast: "{path}" exists already and was left as it is;'
        " pass force=True (--force) to replace it\n"
    )
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("export", "json", "-o", str(path), "--force") == (0, "", "")
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.load_catalogue(), "json")


def test_export_to_a_folder_that_is_not_there_is_an_error_in_one_line(
    run: Run, tmp_path: Path
) -> None:
    status, out, err = run("export", "json", "-o", str(tmp_path / "nowhere" / "all.json"))
    assert (status, out) == (1, "")
    assert re.fullmatch(r"techforgood-podcast: .*No such file or directory.*\n", err)


def test_a_good_catalogue_has_nothing_wrong(run: Run, mine: str) -> None:
    assert run("validate", mine) == (0, f"{mine}: nothing wrong\n", "")
    assert run("validate", mine, "--json") == (0, "[]\n", "")


def test_the_mistake_that_the_readme_shows_is_reported_as_it_shows_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = Path(__file__).parent.parent.joinpath("README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", readme, flags=re.DOTALL)[0]
    command, shown = re.findall(r"\$ techforgood-podcast (validate .*)\n(.*)\n", readme)[0]
    monkeypatch.chdir(tmp_path)
    Path("my-podcast.yaml").write_text(
        text.replace("person: ada-miller", "person: ada-milner"), encoding="utf-8"
    )
    assert run(*command.split()) == (1, f"{shown}\n", "")


def broken(folder: Path) -> Path:
    """Return a folder with two mistakes in two files."""
    (folder / "episodes").mkdir(parents=True)
    files = {
        "show.yaml": "id: mine\ntitel: Mine\ntitle: Mine\nlanguage: en\n",
        "episodes/s01e01.yaml": (
            "id: s01e01\nseason: 1\ntitle: Bread\nthemes:\n  - baking\nsummary: Bread.\n"
        ),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_every_mistake_is_printed_with_its_file_line_and_column(run: Run, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken")
    status, out, err = run("validate", str(folder))
    episode = folder / "episodes" / "s01e01.yaml"
    assert (status, err) == (1, "")
    assert out.splitlines() == [
        f'{episode}:5:5: themes[0]: no theme "baking"; the themes of the catalogue have no such id',
        f'{folder / "show.yaml"}:2:1: titel: unknown key; did you mean "title"?',
    ]


def test_mistakes_as_json_have_their_parts(run: Run, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken")
    status, out, _ = run("validate", "--json", str(folder))
    assert status == 1
    assert json.loads(out)[1] == {
        "file": str(folder / "show.yaml"),
        "line": 2,
        "column": 1,
        "path": "titel",
        "message": "unknown key",
        "hint": 'did you mean "title"?',
        "severity": "error",
    }


def test_several_paths_are_validated_one_after_the_other(
    run: Run, mine: str, tmp_path: Path
) -> None:
    folder = broken(tmp_path / "broken")
    status, out, _ = run("validate", str(folder), mine)
    assert status == 1
    assert sorted(line.partition(": ")[0] for line in out.splitlines()) == sorted(
        [f"{folder / 'episodes' / 's01e01.yaml'}:5:5", f"{folder / 'show.yaml'}:2:1", mine]
    )


def test_the_name_of_a_file_is_printed_as_it_was_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("inner").mkdir()
    Path("inner/bad.yaml").write_text("[]\n", encoding="utf-8")
    nowhere = str(Path("inner", "nowhere"))
    bad = str(Path("inner", "bad.yaml"))
    assert run("validate", nowhere)[1].startswith(f"{nowhere}: there is no such file")
    assert run("validate", bad)[1].startswith(f"{bad}:1:1: ")


def test_a_file_whose_name_is_not_unicode_is_reported(run: Run) -> None:
    name = os.fsdecode(b"nowhere-\xff.yaml")
    status, out, _ = run("validate", "--json", name)
    assert (status, json.loads(out)[0]["file"]) == (1, name)


def test_a_catalogue_with_several_mistakes_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken")
    status, out, err = run("episodes", "--data", str(folder))
    assert (status, out) == (1, "")
    assert err == (
        'techforgood-podcast: episodes/s01e01.yaml:5:5: themes[0]: no theme "baking"; the themes'
        " of the catalogue have no such id (and 1 more; techforgood-podcast validate lists them)\n"
    )


def test_a_closed_pipe_is_silent_and_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["episodes"]) == 0
        monkeypatch.undo()


@pytest.mark.parametrize(
    "arguments", [("episodes",), ("export", "json"), ("validate", "nowhere"), ("--help",)]
)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_nothing_is_said_when_nobody_reads(arguments: tuple[str, ...], unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "techforgood_podcast", *arguments],
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_error_that_nobody_reads_ends_without_another_one() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "techforgood_podcast", "show", "99"], stderr=writing, check=False
    )
    os.close(writing)
    assert done.returncode == 0


def test_output_that_cannot_be_written_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "read-only.txt"
    path.touch()
    with os.fdopen(os.open(path, os.O_RDONLY), "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["episodes"]) == 1
        monkeypatch.undo()
    assert capsys.readouterr().err == "techforgood-podcast: [Errno 9] Bad file descriptor\n"


def test_output_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["episodes"]) == 0
    assert main(["export", "json"]) == 0


def test_output_may_go_to_a_stream_of_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    assert main(["export", "json", "--theme", "art"]) == 0
    assert stream.getvalue() == tfg.dumps(tfg.by_theme("art"), "json")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
    ],
    ids=["LC_ALL=C", "LC_ALL=C without UTF-8", "latin-1", "ascii"],
)
def test_letters_that_the_terminal_lacks_are_no_failure(environment: dict[str, str]) -> None:
    for arguments in (("show", "1"), ("export", "yaml"), ("info",), ("episodes", "--json")):
        done = start(*arguments, **environment)
        assert (done.returncode, done.stderr) == (0, b"")
    done = start("episodes", "--guest", "Œuvre", **environment)
    assert done.returncode == 1
    assert re.fullmatch(rb'techforgood-podcast: no guest ".+"\r?\n', done.stderr)


def test_letters_that_the_terminal_lacks_are_printed_by_their_numbers() -> None:
    done = start("episodes", "--guest", "Jean Moreau", PYTHONIOENCODING="ascii")
    assert b"le casse-t\\xeate de Phenix" in done.stdout


def test_files_and_json_are_in_utf_8_whatever_the_terminal_speaks() -> None:
    done = start("export", "json", "--theme", "art", PYTHONIOENCODING="latin-1")
    assert done.stdout == tfg.dumps(tfg.by_theme("art"), "json").encode()


def test_names_are_read_under_lc_all_c() -> None:
    done = start("episodes", "--guest", "Frédéric Bardeau", LC_ALL="C")
    assert done.stdout.decode().startswith("S1E7  Simplon où le pari du numérique pour tous")


def test_the_package_runs_as_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "techforgood_podcast.__main__", raising=False)
    monkeypatch.setattr(sys, "argv", ["techforgood_podcast", "episodes", "--theme", "art"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("techforgood_podcast", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("S1E4  Quand l'art questionne la tech")


def test_the_installed_command_is_the_same_program() -> None:
    command = shutil.which("techforgood-podcast", path=sysconfig.get_path("scripts"))
    assert command is not None
    done = subprocess.run([command, "show", "99"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.splitlines() == [b'techforgood-podcast: no episode "99"']
