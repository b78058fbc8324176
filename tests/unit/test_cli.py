"""The command line: what it exports, and refuses; ``commands/`` has what a person sees."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pytest

import techforgood_podcast as tfg
from site_pages import long_show

if TYPE_CHECKING:
    from command_line import Run


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
    assert f'found "{"9" * 299}…"; see ' in run("episodes", "--season", "9" * 5000)[2]


def test_a_line_break_in_an_argument_is_escaped(run: Run) -> None:
    assert r'no guest "no\nbody"; ' in run("episodes", "--guest", "no\nbody")[2]
    assert r'unexpected argument "a\nb"; ' in run("info", "a\nb")[2]


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


def test_export_keeps_an_existing_file_unless_it_is_forced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text("mine", encoding="utf-8")
    status, out, err = run("export", "json", "-o", str(path))
    assert (status, out) == (1, "")
    assert err == (f'techforgood-podcast: "{path}" already exists; pass --force to replace it\n')
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("export", "json", "-o", str(path), "--force")[0] == 0
    assert path.read_text(encoding="utf-8") == tfg.dumps(tfg.load_catalogue(), "json")


def test_the_mistake_that_the_readme_shows_is_reported_as_it_shows_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
    text = re.findall(r"```yaml\n(.*?)```", readme, flags=re.DOTALL)[0]
    command, shown = re.findall(
        r"\$ podcast-catalogue (validate [^\n]*)\n(.*?)```", readme, flags=re.DOTALL
    )[0]
    monkeypatch.chdir(tmp_path)
    Path("my-podcast.yaml").write_text(
        text.replace("person: ada-miller", "person: ada-milner"), encoding="utf-8"
    )
    assert run(*command.split()) == (1, shown, "")


@pytest.mark.parametrize(("unreadable", "shown"), [("mine", "mine"), ("episodes", "mine/episodes")])
def test_a_folder_that_cannot_be_listed_is_named_by_its_path(
    unreadable: str, shown: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "mine")[0] == 0
    listed, stat = Path.iterdir, Path.stat

    def refuse(self: Path) -> Any:
        if self.name == unreadable:
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    def refuse_inside(self: Path, **options: Any) -> Any:
        if self.parent.name == unreadable:
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, **options)

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(Path, "stat", refuse_inside)
    status, out, _ = run("validate", "mine", "--quiet")
    assert (status, out) == (1, f"{shown}: cannot be read: Permission denied\n")


def test_a_file_whose_name_is_not_unicode_is_reported(run: Run) -> None:
    name = os.fsdecode(b"nowhere-\xff.yaml")
    status, out, _ = run("validate", "--json", name)
    assert (status, json.loads(out)[0]["file"]) == (1, name)
