"""What is written is read again as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

import pytest
import yaml
from hypothesis import given, settings

import techforgood_podcast as tfg
from settings import examples
from strategies import catalogues

if TYPE_CHECKING:
    from pathlib import Path

Format = Literal["json", "yaml", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=examples(20))
@given(catalogue=catalogues())
def test_a_catalogue_that_was_written_is_read_again(
    catalogue: tfg.Catalogue, format_: Format
) -> None:
    text = tfg.dumps(catalogue, format_)
    again = tfg.loads(text, format_)
    assert again == catalogue
    assert again.info == catalogue.info
    assert tfg.dumps(again, format_) == text


@pytest.mark.parametrize("format_", FORMATS)
def test_the_bundled_catalogue_that_was_written_is_read_again(format_: Format) -> None:
    catalogue = tfg.load_catalogue()
    text = tfg.dumps(catalogue, format_)
    again = tfg.loads(text, format_)
    assert again == catalogue
    assert again.info == catalogue.info
    assert tfg.dumps(again, format_) == text


@pytest.mark.parametrize("name", ["c.json", "c.yaml", "c.yml", "c.jsonl", "C.JSON"])
def test_a_file_is_read_again_by_its_suffix(tmp_path: Path, name: str) -> None:
    tfg.dump(tfg.load_catalogue(), tmp_path / name)
    assert tfg.load_catalogue(tmp_path / name) == tfg.load_catalogue()


@settings(deadline=None, max_examples=examples(15))
@given(catalogue=catalogues())
def test_a_catalogue_laid_out_in_a_folder_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, catalogue: tfg.Catalogue
) -> None:
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "episodes").mkdir()
    for key, value in tfg.to_dict(catalogue).items():
        if key == "episodes":
            for episode in value:
                text = yaml.safe_dump(episode, sort_keys=False)
                (folder / "episodes" / f"{episode['id']}.yaml").write_text(text, encoding="utf-8")
        else:
            name = "catalogue.yaml" if key == "info" else f"{key}.yaml"
            text = yaml.safe_dump(value, sort_keys=False)
            (folder / name).write_text(text, encoding="utf-8")
    assert tfg.load_catalogue(folder) == catalogue


@pytest.mark.parametrize("format_", FORMATS)
def test_a_selection_is_written_with_all_that_it_leads_to(format_: Format) -> None:
    selection = tfg.by_theme("emploi")
    again = tfg.loads(tfg.dumps(selection, format_), format_)
    assert again.episodes == selection
    assert again.show == tfg.load_catalogue().show
    assert 0 < len(again.organisations) < len(tfg.load_catalogue().organisations)


@pytest.mark.parametrize("format_", FORMATS)
def test_one_episode_is_written_as_a_catalogue(format_: Format) -> None:
    episode = tfg.load_catalogue().episode(3)
    again = tfg.loads(tfg.dumps(episode, format_), format_)
    assert tuple(again.episodes) == (episode,)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_selection_is_written_as_a_catalogue_without_episodes(format_: Format) -> None:
    catalogue = tfg.load_catalogue()
    again = tfg.loads(tfg.dumps(catalogue.episodes[:0], format_), format_)
    assert len(again.episodes) == 0
    assert again.show == catalogue.show


@settings(deadline=None, max_examples=examples(20))
@given(catalogues())
def test_other_readers_of_yaml_see_the_values_that_json_holds(catalogue: tfg.Catalogue) -> None:
    written = yaml.safe_load(tfg.dumps(catalogue, "yaml"))
    assert written == json.loads(tfg.dumps(catalogue, "json"))


@settings(deadline=None, max_examples=examples(20))
@given(catalogues())
def test_the_lines_of_jsonl_may_come_in_any_order(catalogue: tfg.Catalogue) -> None:
    lines = tfg.dumps(catalogue, "jsonl").splitlines(keepends=True)
    assert tfg.loads("".join(reversed(lines)), "jsonl") == catalogue
