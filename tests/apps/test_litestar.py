"""The Litestar program of the documentation, and msgspec, which encodes its answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

litestar = framework("litestar")
msgspec = framework("msgspec")
testing = framework("litestar.testing")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    run("web-frameworks.md", "Litestar", tmp_path, monkeypatch)
    return framework("service")


def test_a_selection_is_served_as_a_list(service: Any) -> None:
    with testing.TestClient(service.app) as client:
        served = client.get("/episodes?guest=gentelet").json()
    assert served == tfg.to_dict(CATALOGUE.by_guest("gentelet"))


def test_a_record_is_served_in_expanded_form(service: Any) -> None:
    with testing.TestClient(service.app) as client:
        served = client.get("/episodes/S1E3").json()
    assert served == tfg.to_dict(CATALOGUE.episode(3), expand=True)


def test_the_program_is_described(service: Any) -> None:
    with testing.TestClient(service.app) as client:
        assert {"/episodes", "/episodes/{ref}"} == client.get("/schema/openapi.json").json()[
            "paths"
        ].keys()


def test_a_selection_without_an_encoder_is_an_error() -> None:
    def found() -> tfg.Episodes:
        return CATALOGUE.by_guest("gentelet")

    app = litestar.Litestar([litestar.get("/", sync_to_thread=False)(found)])
    with testing.TestClient(app) as client:
        assert client.get("/").status_code == 500


@pytest.mark.parametrize(
    "value",
    [CATALOGUE, CATALOGUE.people, CATALOGUE.episodes[:0], CATALOGUE.themes[0].label],
    ids=str,
)
def test_msgspec_asks_the_hook_for_what_holds_records(value: Any) -> None:
    encoded = msgspec.json.encode({"value": [value]}, enc_hook=tfg.to_dict)
    assert json.loads(encoded) == {"value": [tfg.to_dict(value)]}
    with pytest.raises(TypeError, match="unsupported"):
        msgspec.json.encode({"value": [value]})
