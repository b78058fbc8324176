"""What is written is read again as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

import pytest
import yaml
from hypothesis import given, settings

import techforgood_podcast as tfg
from catalogues import MINE
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from settings import examples
from strategies import catalogues

if TYPE_CHECKING:
    from pathlib import Path

Format = Literal["json", "yaml", "jsonl"]
each_format = pytest.mark.parametrize("format_", get_args(Format))
any_catalogue = given(catalogue=catalogues())
few = settings(deadline=None, max_examples=examples(20))


def check(catalogue: tfg.Catalogue, format_: Format) -> None:
    text = tfg.dumps(catalogue, format_)
    again = tfg.loads(text, format_)
    assert again == catalogue
    assert again.info == catalogue.info
    assert tfg.dumps(again, format_) == text


@each_format
@few
@any_catalogue
def test_any_catalogue_that_was_written_is_read_again(
    catalogue: tfg.Catalogue, format_: Format
) -> None:
    check(catalogue, format_)


@each_format
@pytest.mark.parametrize("catalogue", [OWN, HOSTILE], ids=["own", "hostile"])
def test_a_catalogue_that_was_written_is_read_again(
    catalogue: tfg.Catalogue, format_: Format
) -> None:
    check(catalogue, format_)


@pytest.mark.parametrize("name", ["c.json", "c.yaml", "c.yml", "c.jsonl", "C.JSON"])
def test_a_file_is_read_again_by_its_suffix(tmp_path: Path, name: str) -> None:
    tfg.dump(OWN, tmp_path / name)
    assert tfg.load_catalogue(tmp_path / name) == OWN


@settings(deadline=None, max_examples=examples(15))
@any_catalogue
def test_a_catalogue_laid_out_in_a_folder_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, catalogue: tfg.Catalogue
) -> None:
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "episodes").mkdir()
    document = tfg.to_dict(catalogue)
    files = {f"episodes/{episode['id']}": episode for episode in document.pop("episodes", ())}
    files |= {"catalogue" if key == "info" else key: value for key, value in document.items()}
    for name, value in files.items():
        text = yaml.safe_dump(value, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert tfg.load_catalogue(folder) == catalogue


@each_format
def test_a_selection_is_written_with_all_that_it_leads_to(format_: Format) -> None:
    selection = MINE.by_theme("art")
    again = tfg.loads(tfg.dumps(selection, format_), format_)
    assert again.episodes == selection
    assert again.show == MINE.show
    assert 0 < len(again.places) < len(MINE.places)


@each_format
def test_one_episode_is_written_as_a_catalogue(format_: Format) -> None:
    again = tfg.loads(tfg.dumps(MINE.episodes[1], format_), format_)
    assert tuple(again.episodes) == (MINE.episodes[1],)


@each_format
def test_an_empty_selection_is_written_as_a_catalogue_without_episodes(format_: Format) -> None:
    again = tfg.loads(tfg.dumps(MINE.episodes[:0], format_), format_)
    assert (len(again.episodes), again.show) == (0, MINE.show)


@few
@any_catalogue
def test_other_readers_of_yaml_see_the_values_that_json_holds(catalogue: tfg.Catalogue) -> None:
    written = yaml.safe_load(tfg.dumps(catalogue, "yaml"))
    assert written == json.loads(tfg.dumps(catalogue, "json"))


@few
@any_catalogue
def test_the_lines_of_jsonl_may_come_in_any_order(catalogue: tfg.Catalogue) -> None:
    lines = tfg.dumps(catalogue, "jsonl").splitlines(keepends=True)
    assert tfg.loads("".join(reversed(lines)), "jsonl") == catalogue
