"""What is wrong with a text, or else the one episode in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from typing import Literal, TypeAlias

    TextFormat: TypeAlias = Literal["json", "yaml", "jsonl"]

SHOW = "show: {id: s, title: S, language: fr}\n"
SHOW_LINE = '{"show": {"id": "s", "title": "S", "language": "fr"}}\n'


def text_problems(text: str, format: TextFormat = "yaml") -> list[str]:  # noqa: A002
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(text, format)
    return [str(problem).removeprefix(f"<{format}>:") for problem in caught.value.problems]


def problems(text: str) -> list[str]:
    """Load a catalogue in YAML whose first line is the show, and return what is wrong."""
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads(SHOW + text, "yaml")
    return [str(problem).removeprefix("<yaml>:") for problem in caught.value.problems]


def json_problems(text: str) -> list[str]:
    """Load a catalogue in JSON, and return what is wrong."""
    with pytest.raises(tfg.CatalogueError) as caught:
        tfg.loads('{"show": {"id": "s", "title": "S", "language": "fr"},\n' + text, "json")
    return [str(problem).removeprefix("<json>:") for problem in caught.value.problems]


def episode(fields: str) -> tfg.Episode:
    """Return the one episode of a catalogue in YAML."""
    return tfg.loads(f"{SHOW}episodes: [{{id: e, title: T, {fields}}}]", "yaml").episodes["e"]
