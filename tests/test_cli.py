"""The command line: what it refuses, and what it exports."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

import techforgood_podcast as tfg
from command_line import NO_EPISODE
from site_pages import long_show
from techforgood_podcast.text.languages import LANGUAGE_TAGS

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Run

NAMES = [format_.name for format_ in tfg.formats()]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("episodes", "--guest", "Karin Gentlet"),
            'no guest "Karin Gentlet"; did you mean "Karine Gentelet"?',
        ),
        (
            ("episodes", "--guest", "bandelier"),
            'no guest "bandelier"; Pauline Bandelier is a host; use --host',
        ),
        (
            ("episodes", "--host", "gentelet"),
            'no host "gentelet"; Karine Gentelet is a guest; use --guest',
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
        (("show", "99"), NO_EPISODE),
        (("episodes", "--guest", ""), 'no guest ""; see techforgood-podcast guests'),
        (
            ("episodes", "--guest", "no\nbody"),
            r'no guest "no\nbody"; see techforgood-podcast guests',
        ),
        (("episodes", "--place", "xyzzy"), 'no place "xyzzy"; see techforgood-podcast places'),
        (("cite", "gentelet"), 'no episode "gentelet"; see techforgood-podcast episodes'),
        (("related", "gentelet"), 'no episode "gentelet"; see techforgood-podcast episodes'),
        (
            ("show", "-1"),
            'no episode "-1"; there are S1 intro and S1E1–S1E8',
        ),
        (("show", " "), 'no episode, person, organisation, theme or place " "'),
        (("episodes", "--theme", "art", "--longer-than", "9999"), "nothing found"),
        (("search", "xylophone"), "nothing found"),
        (("episodes", "--text", ""), "nothing found"),
        (("episodes", "--data", "nowhere"), "nowhere: there is no such file or folder"),
    ],
)
def test_a_name_that_is_not_found_is_reported_in_one_line_with_status_1(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    assert run(*arguments) == (1, "", f"techforgood-podcast: {message}\n")


def test_advice_is_for_the_catalogue_of_the_command(run: Run, mine: str, tmp_path: Path) -> None:
    more = tmp_path / "o v.yaml"
    more.write_text("themes: []", encoding="utf-8")
    for arguments, advice in (
        (("episodes", "--guest", "xyzzy"), "see techforgood-podcast guests"),
        (("show", "xyzzy"), "try techforgood-podcast search xyzzy"),
    ):
        err = run(*arguments, "--data", mine, "--overlay", str(more))[2]
        assert err.endswith(f"; {advice} --data {mine} --overlay '{more}'\n")


def test_an_empty_list_as_json_is_an_empty_list(run: Run) -> None:
    status, out, err = run("guests", "--theme", "art", "--longer-than", "9999", "--json")
    assert (status, json.loads(out), err) == (1, [], "techforgood-podcast: nothing found\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("episods",),
            'unknown command "episods"; did you mean "episodes"?',
        ),
        (
            ("xyz",),
            'unknown command "xyz"; see techforgood-podcast --help',
        ),
        (("import", "feed.xml"), 'unknown command "import"; did you mean "import-feed"?'),
        (("help", "exprt"), 'unknown command "exprt"; did you mean "export"?'),
        (
            ("help", "update", "x"),
            'unexpected argument "x"; see techforgood-podcast help --help',
        ),
        (("",), 'unknown command ""; see techforgood-podcast --help'),
        (("--verson",), 'unknown option "--verson"; did you mean "--version"?'),
        (("-x",), 'unknown option "-x"; see techforgood-podcast --help'),
        (
            ("--data", "mine", "episodes"),
            ('unknown option "--data"; put it after the command; see techforgood-podcast --help'),
        ),
        (
            ("show",),
            "missing WHAT; see techforgood-podcast show --help",
        ),
        (
            ("episodes", "--guest"),
            "--guest: missing value; see techforgood-podcast episodes --help",
        ),
        (
            ("episodes", "--json=yes"),
            "--json: ignored explicit argument 'yes'; see techforgood-podcast episodes --help",
        ),
        (
            ("episodes", "ada miller"),
            (
                "unexpected argument \"ada miller\"; name a filter, such as --guest 'ada miller';"
                " see techforgood-podcast episodes --help"
            ),
        ),
        (
            ("export", "rss", "emploi.rss"),
            (
                'unexpected argument "emploi.rss"; to write a file, pass --output emploi.rss;'
                " see techforgood-podcast export --help"
            ),
        ),
        (("episodes", "--sort", "tilte"), '--sort: unknown value "tilte"; did you mean "title"?'),
        (
            ("export", "mermaid", "--nodes", "x"),
            (
                '--nodes: unknown value "x"; choose from all or shared;'
                " see techforgood-podcast export --help"
            ),
        ),
        (
            ("info", "a\nb"),
            r'unexpected argument "a\nb"; see techforgood-podcast info --help',
        ),
        (("episodes", "--gest", "x"), 'unknown option "--gest"; did you mean "--guest"?'),
        (("episodes", "--gues", "x"), 'unknown option "--gues"; did you mean "--guest"?'),
        (("episodes", "--language", "de"), 'no language "de"; choose from fr, en'),
        (("export", "jsn"), 'no format "jsn"; did you mean "json"?'),
        (("export", "zzzz"), f'no format "zzzz"; choose from {", ".join(NAMES)}'),
        (("export", "bib"), 'no format "bib"; did you mean "biblatex"?'),
        (
            ("export", "emploi.rss"),
            '"emploi.rss" is not a format; to write a file, pass --output emploi.rss',
        ),
        (
            ("export",),
            (
                'name a format, such as "techforgood-podcast export rss", or a file, such as'
                ' "--output emploi.rss"; see techforgood-podcast formats'
            ),
        ),
        (
            ("export", "sqlite"),
            "sqlite is a file, not text; write it with --output PATH.sqlite",
        ),
        (("export", "parquet"), "parquet is a folder, not text; write it with --output PATH"),
        (("export", "-o", "emploi.jsn"), 'no format ".jsn"; did you mean ".json"?'),
        (
            ("export", "-o", "emploi"),
            (
                '"emploi" does not end in the suffix of a format, such as .json; '
                "see techforgood-podcast formats"
            ),
        ),
        (
            ("export", "-o", "emploi.markdown"),
            (
                '"emploi.markdown" does not end in the suffix of a format, such as .json;'
                " see techforgood-podcast formats"
            ),
        ),
        (
            ("export", "json", "--language", "en"),
            '"--language" does not apply to json, which takes --indent',
        ),
        (
            ("export", "csv", "--excel", "--base-url", "https://example.org/"),
            '"--base-url" does not apply to csv, which takes --language, --excel, --separator',
        ),
        (
            ("export", "rss", "--feed-url", "home"),
            (
                '--feed-url: "home" is not an address that begins with https://;'
                " see techforgood-podcast export --help"
            ),
        ),
        (
            ("episodes", "--season", "9" * 5000),
            (
                f'--season: expected the number of a season, found "{"9" * 299}…";'
                " see techforgood-podcast episodes --help"
            ),
        ),
        (
            ("export", "rss", "--language", "br"),
            f'no language "br"; choose from {", ".join(sorted(LANGUAGE_TAGS))}',
        ),
    ],
)
def test_wrong_usage_is_reported_in_one_line_with_status_2(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    assert run(*arguments) == (2, "", f"techforgood-podcast: {message}\n")


@pytest.mark.parametrize(
    "option", ["--season=two", "--longer-than=-1", "--since=yesterday", "--until=2022-02-30"]
)
def test_a_value_of_the_wrong_form_is_refused_with_its_option(run: Run, option: str) -> None:
    name, _, value = option.partition("=")
    status, out, err = run("episodes", option)
    assert (status, out) == (2, "")
    assert err.startswith(f"techforgood-podcast: {name}: expected ")
    assert f', found "{value}"; see ' in err


def test_a_folder_that_is_not_there_is_named_without_the_number_of_the_error(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "nowhere"
    assert run("export", "json", "-o", str(folder / "emploi.json")) == (
        1,
        "",
        f"techforgood-podcast: {folder}: there is no such folder\n",
    )


def test_export_prints_a_selection_that_loads_again(run: Run) -> None:
    status, out, err = run("export", "json", "--theme", "emploi")
    assert (status, err) == (0, "")
    assert out == tfg.dumps(tfg.by_theme("emploi"), "json")
    assert tfg.loads(out, "json").episodes == tfg.by_theme("emploi")


def test_export_writes_a_file_and_says_what_is_in_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "emploi.yaml"
    assert run("export", "yaml", "--theme", "emploi", "-o", str(path)) == (
        0,
        f"wrote {path} ({len(tfg.by_theme('emploi'))} episodes)\n",
        "",
    )
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.by_theme("emploi"), "yaml")


def test_export_counts_one_episode_in_the_singular(run: Run, mine: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    _, out, _ = run("export", "csv", "--data", mine, "-o", str(path))
    assert out == f"wrote {path} (1 episode)\n"


def test_export_takes_its_format_from_the_suffix(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "emploi.csl.json"
    assert run("export", "--theme", "emploi", "-o", str(path))[0] == 0
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.by_theme("emploi"), "csl")


def test_a_dash_as_output_prints_the_text_alone(run: Run) -> None:
    assert run("export", "ris", "-o", "-") == (0, tfg.dumps(tfg.load_catalogue(), "ris"), "")


def test_an_error_is_short_whatever_was_passed(run: Run) -> None:
    long = "x" * 100_000
    assert run("show", long)[2].count("x") == 299
    status, _, err = run("episodes", f"--json={long}")
    assert status == 2
    assert len(err) < 1100


def test_every_option_of_a_format_is_an_option_of_export(run: Run) -> None:
    options = {option for format_ in tfg.formats() for option in format_.options}
    explained = run("export", "--help")[1].partition("format options:")[2]
    flags = set(re.findall(r"^  --([a-z-]+)", explained, re.MULTILINE))
    assert flags >= {option.replace("_", "-") for option in options}


@pytest.mark.parametrize(("given", "indent"), [("none", None), ("0", 0), ("4", 4)])
def test_json_is_indented_as_asked(run: Run, given: str, indent: int | None) -> None:
    expected = tfg.dumps(tfg.load_catalogue(), "json", indent=indent)
    assert run("export", "json", "--indent", given) == (0, expected, "")
    assert run("export", "json", "--indent", "9")[0] == 2


def test_export_takes_its_format_from_the_command_and_not_from_the_suffix(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "emploi.txt"
    assert run("export", "jsonl", "--output", str(path))[0] == 0
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.load_catalogue(), "jsonl")


@pytest.mark.parametrize(
    "flags", [("--explicit", "--no-explicit"), ("--no-explicit", "--explicit")]
)
def test_an_option_and_its_opposite_exclude_each_other(run: Run, flags: tuple[str, str]) -> None:
    status, out, err = run("export", "rss", *flags)
    assert (status, out) == (2, "")
    assert err == (
        "techforgood-podcast: pass either --explicit or --no-explicit;"
        " see techforgood-podcast export --help\n"
    )


def test_an_option_may_be_repeated(run: Run) -> None:
    assert run("export", "rss", "--explicit", "--explicit")[0] == 0


def test_export_passes_the_options_to_the_format(run: Run) -> None:
    arguments = ("--language", "en", "--feed-url", "https://example.org/feed", "--no-explicit")
    assert run("export", "rss", *arguments)[:2] == (
        0,
        tfg.dumps(
            tfg.load_catalogue(),
            "rss",
            language="en",
            feed_url="https://example.org/feed",
            explicit=False,
        ),
    )


def test_export_takes_a_language_without_its_region_as_listings_do(run: Run) -> None:
    assert run("export", "markdown", "--language", "en-GB") == (
        0,
        tfg.dumps(tfg.load_catalogue(), "markdown", language="en"),
        "",
    )


def test_export_writes_a_folder(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "package"
    assert run("export", "datapackage", "--theme", "emploi", "-o", str(path))[0] == 0
    assert (path / "datapackage.json").is_file()


def test_export_writes_a_site_and_again_with_force(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "public"
    arguments = ("export", "site", "--theme", "art", "--base-url", "https://example.org/", "-o")
    assert run(*arguments, str(path))[0] == 0
    assert (path / "episodes/s01e04.html").is_file()
    status, _, error = run(*arguments, str(path))
    assert (status, "--force" in error) == (1, True)
    assert run(*arguments, str(path), "--force")[0] == 0


@pytest.mark.parametrize(("count", "said"), [(499, 0), (500, 1)])
def test_export_of_a_long_show_says_that_a_folder_is_better_than_one_page(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, said: int
) -> None:
    monkeypatch.setattr("techforgood_podcast.cli.exporting.dump", Mock())
    file = tmp_path / "show.json"
    file.write_text(tfg.dumps(long_show(count), "json"), "utf-8")
    status, out, error = run("export", "html", "--data", str(file), "-o", str(tmp_path / "a.html"))
    assert (status, f"({count} episodes)" in out) == (0, True)
    assert error.count('"techforgood-podcast export site --output FOLDER" writes a page') == said


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
    assert run("export", "json", "-o", str(path), "--force")[0] == 0
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.load_catalogue(), "json")
