"""Catalogues, selections and episodes → files."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import techforgood_podcast as tfg

SHOW = tfg.Show(id="s", title="Été", language="fr")
CATALOGUE = tfg.Catalogue(show=SHOW)
NAMES = [format_.name for format_ in tfg.formats()]


def test_formats_gives_a_record_for_each_format() -> None:
    assert [(f.name, f.suffixes, f.media_type, f.kind, f.extra) for f in tfg.formats()] == [
        ("json", (".json",), "application/json", "text", None),
        ("yaml", (".yaml", ".yml"), "application/yaml", "text", None),
        ("jsonl", (".jsonl",), "application/jsonl", "text", None),
    ]


def test_each_format_is_summed_up_in_a_sentence_of_its_own() -> None:
    summaries = {format_.summary for format_ in tfg.formats()}
    assert len(summaries) == len(tfg.formats())
    assert all(summary.endswith(".") for summary in summaries)


def test_json_is_indented_and_keeps_every_letter() -> None:
    assert tfg.dumps(CATALOGUE, "json") == (
        '{\n  "info": {\n    "schema_version": 1\n  },\n'
        '  "show": {\n    "id": "s",\n    "title": "Été",\n    "language": "fr"\n  }\n}\n'
    )


def test_yaml_is_in_block_style() -> None:
    assert tfg.dumps(CATALOGUE, "yaml") == (
        "info:\n  schema_version: 1\nshow:\n  id: s\n  title: Été\n  language: fr\n"
    )


def test_jsonl_has_a_record_on_each_line_after_those_that_it_refers_to() -> None:
    ann = tfg.Person(id="ann", name="Ann", sources=(tfg.Source(id="page", title="Page"),))
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", hosts=(ann,))
    redirects = [tfg.Redirect(id="anne", to="ann")]
    text = tfg.dumps(tfg.Catalogue(show=SHOW, episodes=[episode], redirects=redirects), "jsonl")
    assert text.splitlines() == [
        '{"info": {"schema_version": 1}}',
        '{"show": {"id": "s", "title": "Été", "language": "fr"}}',
        '{"source": {"id": "page", "title": "Page"}}',
        '{"person": {"id": "ann", "name": "Ann", "sources": ["page"]}}',
        '{"episode": {"id": "e", "season": 1, "kind": "full", "title": "T", "hosts": ["ann"]}}',
        '{"redirect": {"id": "anne", "to": "ann"}}',
    ]


@pytest.mark.parametrize("name", NAMES)
def test_output_ends_in_one_newline(name: str) -> None:
    text = tfg.dumps(tfg.load_catalogue(), name)
    assert text == text.rstrip("\n") + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_output_is_the_same_in_processes_that_hash_differently(name: str) -> None:
    code = (
        "import sys, techforgood_podcast as tfg\n"
        f"text = tfg.dumps(tfg.by_theme('tech for good'), {name!r})\n"
        "sys.stdout.buffer.write(text.encode())"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    )
    assert first
    assert first == second == tfg.dumps(tfg.by_theme("tech for good"), name).encode()


def test_an_unknown_format_is_refused_with_the_one_meant() -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.dumps(CATALOGUE, "jsno")
    assert (caught.value.text, caught.value.known) == ("jsno", ("json", "yaml", "jsonl"))
    assert caught.value.suggestions[0] == "json"


def test_a_format_like_no_other_is_refused_with_all_there_are() -> None:
    with pytest.raises(tfg.UnknownFormatError, match="there is json, yaml, jsonl"):
        tfg.dumps(CATALOGUE, "docx")


@pytest.mark.parametrize("name", NAMES)
def test_an_option_that_a_format_does_not_take_is_refused(name: str) -> None:
    with pytest.raises(tfg.UnknownOptionError, match='no option "indent"; there is none'):
        tfg.dumps(CATALOGUE, name, indent=2)


def test_an_unknown_suffix_is_refused_with_the_one_meant(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError) as caught:
        tfg.dump(CATALOGUE, tmp_path / "c.jsno")
    assert caught.value.text == ".jsno"
    assert caught.value.known == (".json", ".yaml", ".yml", ".jsonl")
    assert caught.value.suggestions[0] == ".json"
    assert list(tmp_path.iterdir()) == []


def test_a_path_without_a_suffix_needs_the_name_of_a_format(tmp_path: Path) -> None:
    with pytest.raises(tfg.UnknownFormatError, match=r'no format ""; there is \.json'):
        tfg.dump(CATALOGUE, tmp_path / "catalogue")
    tfg.dump(CATALOGUE, tmp_path / "catalogue", "yaml")
    assert (tmp_path / "catalogue").read_text(encoding="utf-8").startswith("info:\n")


def test_the_name_of_a_format_goes_before_the_suffix(tmp_path: Path) -> None:
    tfg.dump(CATALOGUE, tmp_path / "c.json", "jsonl")
    assert len((tmp_path / "c.json").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_file_holds_the_text_in_utf8_with_plain_line_ends(tmp_path: Path, name: str) -> None:
    tfg.dump(CATALOGUE, os.fspath(tmp_path / "c"), name)
    assert (tmp_path / "c").read_bytes() == tfg.dumps(CATALOGUE, name).encode("utf-8")


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(tfg.TargetExistsError) as caught:
        tfg.dump(CATALOGUE, path)
    assert caught.value.filename == str(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_existing_file_is_replaced_by_force(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text("mine", encoding="utf-8")
    tfg.dump(CATALOGUE, path, force=True)
    assert json.loads(path.read_text(encoding="utf-8"))["show"]["title"] == "Été"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "target.json"
    target.write_text("mine", encoding="utf-8")
    link = tmp_path / "c.json"
    link.symlink_to(target)
    tfg.dump(CATALOGUE, link, force=True)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == tfg.dumps(CATALOGUE, "json")


def test_a_link_to_an_existing_file_keeps_it_without_force(tmp_path: Path) -> None:
    (tmp_path / "target.json").write_text("mine", encoding="utf-8")
    (tmp_path / "c.json").symlink_to("target.json")
    with pytest.raises(tfg.TargetExistsError):
        tfg.dump(CATALOGUE, tmp_path / "c.json")
    assert (tmp_path / "target.json").read_text(encoding="utf-8") == "mine"


def test_the_permissions_of_a_replaced_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text("mine", encoding="utf-8")
    path.chmod(0o640)
    tfg.dump(CATALOGUE, path, force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_permissions_of_a_new_file_are_those_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("", encoding="utf-8")
    tfg.dump(CATALOGUE, tmp_path / "c.json")
    assert (tmp_path / "c.json").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_text_that_cannot_be_encoded_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text("mine", encoding="utf-8")
    show = tfg.Show(id="s", title="\ud800", language="fr")
    with pytest.raises(UnicodeEncodeError):
        tfg.dump(tfg.Catalogue(show=show), path, force=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["c.json"]
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_folder_in_the_place_of_the_file_is_kept_and_no_draft_left(tmp_path: Path) -> None:
    (tmp_path / "c.json" / "inside").mkdir(parents=True)
    with pytest.raises(tfg.TargetExistsError):
        tfg.dump(CATALOGUE, tmp_path / "c.json")
    with pytest.raises(OSError, match=r"c\.json"):
        tfg.dump(CATALOGUE, tmp_path / "c.json", force=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["c.json"]


def test_a_folder_that_does_not_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tfg.dump(CATALOGUE, tmp_path / "nowhere" / "c.json")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_into_the_current_folder_by_its_bare_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tfg.dump(CATALOGUE, "c.json")
    assert Path("c.json").read_text(encoding="utf-8") == tfg.dumps(CATALOGUE, "json")
