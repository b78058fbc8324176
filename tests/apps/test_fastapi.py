"""The FastAPI program of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from programs import framework, run

import techforgood_podcast as tfg
from schemas import validator_of

if TYPE_CHECKING:
    from pathlib import Path

fastapi = framework("fastapi")
exceptions = framework("fastapi.exceptions")
testclient = framework("fastapi.testclient")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("web-frameworks.md", "FastAPI", tmp_path, monkeypatch)["client"]


def described(client: Any, path: str) -> Any:
    """Return what checks a response against the description in ``/openapi.json``."""
    document = client.get("/openapi.json").json()
    content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    return validator_of({**content["schema"], "components": document["components"]})


@pytest.mark.parametrize("ref", [episode.code for episode in CATALOGUE.episodes])
def test_an_episode_is_served_in_expanded_form(client: Any, ref: str) -> None:
    served = client.get(f"/episodes/{ref}").json()
    assert served == tfg.to_dict(CATALOGUE.episode(ref), expand=True)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/episodes", "/episodes"),
        ("/episodes", "/episodes?guest=gentelet"),
        ("/episodes/{ref}", "/episodes/S1E6"),
        ("/search", "/search?q=emploi"),
    ],
)
def test_a_response_is_as_openapi_describes_it(client: Any, path: str, address: str) -> None:
    served = client.get(address).json()
    assert served
    assert [error.message for error in described(client, path).iter_errors(served)] == []


@pytest.mark.parametrize(
    "broken",
    [
        {"code": 3},
        {"title": None},
        {"hosts": ["pauline-bandelier"]},
        {"summary": "of one language"},
    ],
)
def test_a_response_that_the_description_excludes_is_recognised(
    client: Any, broken: dict[str, Any]
) -> None:
    served = client.get("/episodes/S1E6").json()
    assert not described(client, "/episodes/{ref}").is_valid({**served, **broken})


def test_an_unknown_name_is_not_found_and_suggests_others(client: Any) -> None:
    answer = client.get("/episodes/plastik")
    assert answer.status_code == 404
    assert "Plastic Odyssey" in answer.json()["detail"]


def test_a_name_that_several_have_is_not_found_and_says_who(client: Any) -> None:
    answer = client.get("/episodes?guest=lara")
    assert answer.status_code == 404
    assert "(lara-market) or" in answer.json()["detail"]


def test_an_unchanged_catalogue_is_not_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("web-frameworks.md", "Cache over HTTP", tmp_path, monkeypatch)
    program = framework("main")
    client = testclient.TestClient(program.app)
    first = client.get("/catalogue.json")
    assert tfg.from_dict(first.json()) == CATALOGUE
    known = {"If-None-Match": f'"other", W/{first.headers["ETag"]}'}
    assert client.get("/catalogue.json", headers=known).status_code == 304
    program.ETAG = '"changed"'
    assert client.get("/catalogue.json", headers=known).status_code == 200


def test_plain_values_in_place_of_a_record_are_refused() -> None:
    app = fastapi.FastAPI()

    def wrong() -> tfg.Episode:
        return cast("tfg.Episode", tfg.to_dict(CATALOGUE.episode(3)))

    app.get("/")(wrong)
    with pytest.raises(exceptions.ResponseValidationError, match="expected an Episode object"):
        testclient.TestClient(app).get("/")


def served_by(annotation: Any, value: object) -> Any:
    """Return the answer of a path operation that is annotated so, or not at all."""
    app = fastapi.FastAPI()

    def operation() -> Any:
        return value

    operation.__annotations__ = {} if annotation is None else {"return": annotation}
    app.get("/")(operation)
    return testclient.TestClient(app, raise_server_exceptions=False).get("/")


@pytest.mark.parametrize("annotation", [Any, dict[str, Any]])
def test_records_inside_values_of_any_type_are_served(annotation: Any) -> None:
    found = {
        "episode": CATALOGUE.episode(3),
        "related": CATALOGUE.related(3),
        "all": CATALOGUE.by_guest("gentelet"),
        "label": CATALOGUE.themes[0].label,
    }
    assert served_by(annotation, found).json() == tfg.to_dict(found, expand=True)


def test_a_record_without_any_annotation_is_an_error() -> None:
    assert served_by(None, CATALOGUE.episode(3)).status_code == 500
