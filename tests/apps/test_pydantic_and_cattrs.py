"""Records inside models of pydantic and classes of attrs, as the documentation shows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from programs import framework, run

import techforgood_podcast as tfg
from schemas import validator_of

if TYPE_CHECKING:
    from pathlib import Path

pydantic = framework("pydantic")

CATALOGUE = tfg.load_catalogue()


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    return run("plain-values.md", "pydantic", tmp_path, monkeypatch)


def test_a_model_is_serialised_as_its_schema_says(names: dict[str, Any]) -> None:
    served = json.loads(names["playlist"].model_dump_json())
    assert served["episodes"] == tfg.to_dict(CATALOGUE.by_guest("gentelet"), expand=True)
    validator = validator_of(names["Playlist"].model_json_schema(mode="serialization"))
    assert [error.message for error in validator.iter_errors(served)] == []
    del served["episodes"][1]["title"]
    assert not validator.is_valid(served)


def test_an_id_without_a_catalogue_is_refused(names: dict[str, Any]) -> None:
    with pytest.raises(pydantic.ValidationError, match="pass the object itself"):
        names["Playlist"](name="Work", episodes=["s01e03"])


def test_a_reference_is_looked_up(names: dict[str, Any]) -> None:
    asked = names["Request"].model_validate({"theme": "digital inclusion"})
    assert asked.theme is CATALOGUE.theme("inclusion-numerique")
    assert names["Request"](theme=asked.theme) == asked


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ("low-tch", 'no theme "low-tch"; did you mean "Low-tech"'),
        (3, 'no theme "3"'),
        (None, 'no theme "None"'),
    ],
)
def test_a_reference_to_nothing_is_an_error_of_its_field(
    names: dict[str, Any], sent: object, message: str
) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        names["Request"].model_validate_json(json.dumps({"theme": sent}))
    (error,) = caught.value.errors()
    assert error["loc"] == ("theme",)
    assert message in error["msg"]


@pytest.mark.parametrize("sent", ["digital inclusion", 3, {"id": "emploi"}])
def test_the_schema_of_what_is_sent_allows_texts_alone(names: dict[str, Any], sent: object) -> None:
    validator = validator_of(names["Request"].model_json_schema())
    assert validator.is_valid({"theme": sent}) is isinstance(sent, str)


def test_a_reference_to_nothing_is_an_error_in_cattrs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = run("plain-values.md", "cattrs", tmp_path, monkeypatch)
    with pytest.raises(ExceptionGroup) as caught:
        names["fast"].loads('{"text": "?", "about": "low-tch"}', names["Note"])
    (error,) = caught.value.exceptions
    assert isinstance(error, tfg.RecordError)
    assert error.hint == 'did you mean "low-tech"?'
