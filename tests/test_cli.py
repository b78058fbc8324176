"""The command line: what it refuses, what it exports, and what it finds wrong with files."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from command_line import Run, runner, write_mine

NAMES = [format_.name for format_ in tfg.formats()]
AN_ADDRESS = "an address that begins with https://"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    return write_mine(tmp_path)


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
        (("show", "99"), 'no episode "99"; there are S1E1–S1E8'),
        (("episodes", "--guest", ""), 'no guest ""; see techforgood-podcast guests'),
        (
            ("episodes", "--guest", "no\nbody"),
            'no guest "no body"; see techforgood-podcast guests',
        ),
        (("episodes", "--place", "xyzzy"), 'no place "xyzzy"'),
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
            'unknown command "episods"; did you mean "episodes"; see techforgood-podcast --help',
        ),
        (
            ("xyz",),
            'unknown command "xyz"; see techforgood-podcast --help',
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
            'unexpected argument "a b"; see techforgood-podcast info --help',
        ),
        (
            ("episodes", "--gest", "x"),
            (
                'unknown option "--gest"; did you mean "--guest";'
                " see techforgood-podcast episodes --help"
            ),
        ),
        (("export", "jsn"), 'no format "jsn"; did you mean "json"?'),
        (("export", "zzzz"), f'no format "zzzz"; choose from {", ".join(NAMES)}'),
        (
            ("export", "sqlite"),
            '"sqlite" is a file and not text; write it with dump (--output)',
        ),
        (
            ("export", "json", "--language", "en"),
            '"--language" does not apply to json, which takes no options',
        ),
        (
            ("export", "csv", "--excel", "--base-url", "https://example.org/"),
            '"--base-url" does not apply to csv, which takes --language, --excel, --separator',
        ),
        (("export", "rss", "--feed-url", "home"), f'"home" is not {AN_ADDRESS}'),
        (("export", "rss", "--language", "de"), 'no language "de"; choose from en, fr'),
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


def test_a_folder_that_is_not_there_is_named_without_the_number_of_the_error(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "emploi.json"
    assert run("export", "json", "-o", str(path)) == (
        1,
        "",
        f"techforgood-podcast: {path}: {os.strerror(errno.ENOENT)}\n",
    )


def test_export_prints_a_selection_that_loads_again(run: Run) -> None:
    status, out, err = run("export", "json", "--theme", "emploi")
    assert (status, err) == (0, "")
    assert out == tfg.dumps(tfg.by_theme("emploi"), "json")
    assert tfg.loads(out, "json").episodes == tfg.by_theme("emploi")


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


def test_export_hands_the_options_on_to_the_format(run: Run) -> None:
    arguments = ("--language", "en", "--feed-url", "https://example.org/feed", "--no-explicit")
    assert run("export", "rss", *arguments) == (
        0,
        tfg.dumps(
            tfg.load_catalogue(),
            "rss",
            language="en",
            feed_url="https://example.org/feed",
            explicit=False,
        ),
        "",
    )


def test_export_writes_a_folder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "package"
    assert run("export", "datapackage", "--theme", "emploi", "-o", str(path)) == (0, "", "")
    assert (path / "datapackage.json").is_file()


def test_export_writes_another_catalogue(run: Run, mine: str) -> None:
    _, out, _ = run("export", "json", "--data", mine)
    assert tfg.loads(out, "json").show.title == "Bread and code"


def test_export_keeps_an_existing_file_unless_it_is_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("mine", encoding="utf-8")
    status, out, err = run("export", "json", "-o", str(path))
    assert (status, out) == (1, "")
    assert err == (f'techforgood-podcast: "{path}" already exists; pass --force to replace it\n')
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
    assert run("validate", mine) == (0, f"{mine}: no problems found\n", "")
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
        f'{episode}:5:5: themes[0]: no theme "baking"; correct the id, or add it to the themes',
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
        'techforgood-podcast: episodes/s01e01.yaml:5:5: themes[0]: no theme "baking"; correct'
        " the id, or add it to the themes"
        " (and 1 more; run techforgood-podcast validate to list them)\n"
    )
