"""The GraphQL program of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    run("web-frameworks.md", "Strawberry", tmp_path, monkeypatch)
    return framework("graph").schema


def test_records_take_the_place_of_the_types_declared(schema: Any) -> None:
    answer = schema.execute_sync('{ episodes(guest: "gentelet") { code title themes { id } } }')
    assert answer.errors is None
    assert answer.data["episodes"] == [
        {"code": e.code, "title": e.title, "themes": [{"id": theme.id} for theme in e.themes]}
        for e in CATALOGUE.by_guest("gentelet")
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('{ episodes(guest: "gentlet") { code } }', 'did you mean "Karine Gentelet"?'),
        ('{ episodes(guest: "gentelet") { codes } }', "Did you mean 'code'?"),
    ],
)
def test_a_query_for_what_does_not_exist_is_an_error(schema: Any, query: str, message: str) -> None:
    (error,) = schema.execute_sync(query).errors
    assert message in error.message
