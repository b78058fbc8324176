"""A search as a tool: frameworks that read signatures take a query of the library as it is."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from programs import framework

import techforgood_podcast as tfg
from schemas import validator_of

client = framework("mcp.client")
fastapi = framework("fastapi")
fastapi_testing = framework("fastapi.testclient")
langchain_tools = framework("langchain_core.tools")
mcpserver = framework("mcp.server.mcpserver")
typer = framework("typer")
typer_testing = framework("typer.testing")

CATALOGUE = tfg.load_catalogue()
ASKED: dict[str, Any] = {"text": "nourriture invendue", "limit": 2}
FOUND = tfg.to_dict(CATALOGUE.search(**ASKED), expand=True)


@pytest.fixture(params=["facade", "catalogue", "selection"])
def search(request: pytest.FixtureRequest) -> Any:
    """Return the search of each that has one."""
    owners: dict[str, Any] = {
        "facade": tfg,
        "catalogue": CATALOGUE,
        "selection": CATALOGUE.episodes,
    }
    return owners[request.param].search


def test_an_mcp_server_takes_a_search_for_a_tool(search: Any) -> None:
    server = mcpserver.MCPServer("podcast")
    server.add_tool(search)

    async def ask() -> Any:
        async with client.Client(server) as connected:
            (tool,) = (await connected.list_tools()).tools
            return tool, await connected.call_tool("search", ASKED)

    tool, answer = asyncio.run(ask())
    assert answer.structured_content["result"] == json.loads(json.dumps(FOUND))
    assert validator_of(tool.input_schema).is_valid(ASKED)
    assert not validator_of(tool.input_schema).is_valid({"limit": 2})
    assert validator_of(tool.output_schema).is_valid(answer.structured_content)


def test_langchain_takes_a_search_for_a_tool(search: Any) -> None:
    tool = langchain_tools.StructuredTool.from_function(search)
    assert tool.args.keys() == {"text", "limit", "all_words"}
    assert tool.args["limit"] == {"default": 10, "title": "Limit", "type": "integer"}
    assert tool.invoke(ASKED) == CATALOGUE.search(**ASKED)


def test_fastapi_takes_a_search_for_an_endpoint(search: Any) -> None:
    app = fastapi.FastAPI()
    app.get("/search")(search)
    web = fastapi_testing.TestClient(app)
    assert web.get("/search", params=ASKED).json() == json.loads(json.dumps(FOUND))
    assert web.get("/search").status_code == 422
    assert web.get("/openapi.json").status_code == 200


def test_typer_takes_a_search_for_a_command(search: Any) -> None:
    app = typer.Typer()
    app.command(name="search")(search)
    app.callback()(lambda: None)
    runner = typer_testing.CliRunner()
    done = runner.invoke(app, ["search", "emploi", "--limit", "1"], standalone_mode=False)
    assert done.return_value == CATALOGUE.search("emploi", 1)
    shown = runner.invoke(app, ["search", "--help"])
    assert "--all-words" in shown.output
