"""Chunks and a tool for language models, as the documentation shows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from programs import run

import techforgood_podcast as tfg
from schemas import validator_of

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("language-models.md", "Chunks for retrieval", tmp_path, monkeypatch)["chunks"]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    return run("language-models.md", "A tool that searches", tmp_path, monkeypatch)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_summary_and_figure_is_a_chunk_with_a_source(chunks: Any, language: str) -> None:
    found = json.loads(json.dumps(list(chunks(CATALOGUE, language))))
    assert len({chunk["id"] for chunk in found}) == len(found)
    assert len(found) == sum(1 + len(episode.figures) for episode in CATALOGUE.episodes)
    assert all(chunk["text"] and chunk["sources"] for chunk in found)
    assert {chunk["metadata"]["episode"] for chunk in found} == {e.id for e in CATALOGUE.episodes}


def test_the_tool_finds_an_episode_with_its_sources(tool: dict[str, Any]) -> None:
    (found,) = json.loads(tool["search_podcast"]("nourriture invendue", limit=1))
    assert found["episode"] == "S1E1"
    assert found["sources"] == [source.url for source in CATALOGUE.episode(1).sources]


def test_the_tool_answers_an_unclear_name_with_the_choices(tool: dict[str, Any]) -> None:
    answer = json.loads(tool["search_podcast"]("hôpital", guest="lara"))
    assert "Lara Market" in answer["error"]
    assert "Lara Vigneron" in answer["error"]


@pytest.mark.parametrize(
    "arguments", [{}, {"text": 3}, {"text": "x", "limit": 0}, {"text": "x", "gest": "Lara"}]
)
def test_arguments_that_the_tool_does_not_take_break_its_schema(
    tool: dict[str, Any], arguments: dict[str, Any]
) -> None:
    schema = tool["SEARCH_PODCAST"]["parameters"]
    validator = validator_of(schema)
    validator.check_schema(schema)
    assert validator.is_valid({"text": "hôpital", "guest": "Servais", "limit": 3})
    assert not validator.is_valid(arguments)
