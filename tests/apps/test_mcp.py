"""Tools of an MCP server that return records, as its official client receives them."""

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


def test_a_wrong_name_is_an_error_with_the_right_one(server: Any) -> None:
    _, answer = call(server, "episodes_with", guest="gentlet")
    assert answer.is_error
    assert 'did you mean "Karine Gentelet"?' in answer.content[0].text


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
