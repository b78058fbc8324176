"""Chunks and tools for language models, as the documentation shows them, alone and of MCP."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg
from schemas import validator_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

client = framework("mcp.client")
mcpserver = framework("mcp.server.mcpserver")

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


# --------------------------------------------------------------------------- tools of an MCP server


async def _call(server: Any, name: str, arguments: dict[str, Any]) -> tuple[Any, Any]:
    async with client.Client(server) as connected:
        (tool,) = (await connected.list_tools()).tools
        return tool, await connected.call_tool(name, arguments)


def call(server: Any, name: str, **arguments: Any) -> tuple[Any, Any]:
    """Return the only tool of a server as a client sees it, and its answer."""
    return asyncio.run(_call(server, name, arguments))


def serving(tool: Callable[[], Any]) -> Any:
    """Return a server with one tool."""
    server = mcpserver.MCPServer("podcast")
    server.tool()(tool)
    return server


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("language-models.md", "A tool of an MCP server", tmp_path, monkeypatch)["server"]


def test_a_list_of_records_is_structured_and_as_its_schema_says(server: Any) -> None:
    tool, answer = call(server, "episodes_with", guest="gentelet")
    content = answer.structured_content
    assert content["result"] == tfg.to_dict(CATALOGUE.by_guest("gentelet"), expand=True)
    validator = validator_of(tool.output_schema)
    assert [error.message for error in validator.iter_errors(content)] == []
    del content["result"][0]["title"]
    assert not validator.is_valid(content)


def test_the_schema_of_what_the_tool_takes_is_short(server: Any) -> None:
    tool, _ = call(server, "episodes_with", guest="gentelet")
    assert tool.input_schema["properties"]["guest"]["type"] == "string"
    assert len(json.dumps(tool.input_schema)) < 400


@pytest.mark.parametrize(
    ("name", "message"),
    [("gentlet", 'did you mean "Karine Gentelet"?'), ("lara", 'or "Lara Vigneron"')],
)
def test_a_wrong_name_is_an_error_with_the_right_one(server: Any, name: str, message: str) -> None:
    _, answer = call(server, "episodes_with", guest=name)
    assert answer.is_error
    assert message in answer.content[0].text


def one() -> tfg.Episode:
    return CATALOGUE.episode(3)


def some() -> tfg.Episodes:
    return CATALOGUE.by_guest("gentelet")


def none() -> tfg.Episodes:
    return CATALOGUE.episodes[:0]


def text() -> tfg.LocalizedText:
    return CATALOGUE.themes[0].label


def everything() -> tfg.Catalogue:
    return CATALOGUE


@pytest.mark.parametrize("tool", [one, some, none, text, everything])
def test_what_a_tool_returns_is_sent_as_json(tool: Callable[[], Any]) -> None:
    _, answer = call(serving(tool), tool.__name__)
    assert json.loads(answer.content[0].text) == tfg.to_dict(tool(), expand=True)
    assert answer.structured_content is None


def test_records_inside_a_dictionary_are_structured() -> None:
    def found() -> dict[str, Any]:
        return {"first": CATALOGUE.episode(3), "all": CATALOGUE.by_guest("gentelet")}

    _, answer = call(serving(found), "found")
    assert answer.structured_content == tfg.to_dict(found(), expand=True)


def test_an_object_that_is_no_record_is_sent_as_its_repr() -> None:
    def other() -> Any:
        return object()

    _, answer = call(serving(other), "other")
    assert json.loads(answer.content[0].text).startswith("<object object")
