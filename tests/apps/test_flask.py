"""The Flask programs of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg

if TYPE_CHECKING:
    from pathlib import Path

flask = framework("flask")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    return run("web-frameworks.md", "Flask", tmp_path, monkeypatch)["client"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_episode_is_served_in_the_language_of_the_browser(client: Any, language: str) -> None:
    answer = client.get("/episodes/S1E6", headers={"Accept-Language": language})
    expected = tfg.to_dict(CATALOGUE.episode(6), expand=True, language=language)
    assert answer.json == expected


def test_without_a_language_of_the_catalogue_an_episode_is_served_in_all(client: Any) -> None:
    answer = client.get("/episodes/S1E6", headers={"Accept-Language": "ja"})
    assert answer.json == tfg.to_dict(CATALOGUE.episode(6), expand=True)


def test_an_unknown_name_is_not_found_and_suggests_others(client: Any) -> None:
    answer = client.get("/episodes/plastik")
    assert answer.status_code == 404
    assert answer.json["error"] == (
        'no episode "plastik"; did you mean "Quel avenir pour la tech avec Plastic Odyssey"?'
    )


def test_an_unchanged_catalogue_is_not_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = run("web-frameworks.md", "Cache over HTTP", tmp_path, monkeypatch)["client"]
    first = client.get("/catalogue.json")
    assert tfg.from_dict(first.json) == CATALOGUE
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/catalogue.json", headers=known).status_code == 304
    framework("app").ETAG = "changed"
    assert client.get("/catalogue.json", headers=known).status_code == 200
    assert client.get("/nothing").headers.get("ETag") is None


def test_a_record_that_was_not_made_plain_is_refused() -> None:
    app = flask.Flask("broken")
    app.testing = True
    app.get("/")(lambda: CATALOGUE.episode(3))
    with pytest.raises(TypeError, match="did not return a valid response"):
        app.test_client().get("/")
