"""Encoders that ask for help, or that pydantic runs without knowing a type, get true answers."""

from __future__ import annotations

import inspect
import json
import pydoc
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import orjson
import pydantic_core
import pytest
from pydantic import BaseModel, TypeAdapter

import techforgood_podcast as tfg
from catalogues import BUNDLED

if TYPE_CHECKING:
    from collections.abc import Callable

to_dict: Callable[..., Any] = tfg.to_dict
EPISODE = BUNDLED.episode(7)
OBJECTS: dict[str, Any] = {
    "episode": EPISODE,
    "credit": EPISODE.guests[0],
    "text": EPISODE.themes[0].label,
    "info": BUNDLED.info,
    "hit": BUNDLED.search("emploi")[0],
    "hits": BUNDLED.search("emploi"),
    "related": BUNDLED.related(3),
    "selection": BUNDLED.by_theme("art"),
    "nothing": BUNDLED.episodes[:0],
    "people": BUNDLED.people,
    "catalogue": BUNDLED,
}


class Answer(BaseModel):
    """A field of which pydantic knows nothing."""

    value: Any


every_object = pytest.mark.parametrize("value", OBJECTS.values(), ids=OBJECTS)


def expanded(value: Any) -> Any:
    return to_dict(value, expand=True)


@every_object
def test_json_encoders_that_ask_get_plain_values(value: Any) -> None:
    plain = {"value": to_dict(value)}
    assert json.loads(json.dumps({"value": value}, default=tfg.to_dict)) == plain
    assert orjson.loads(orjson.dumps({"value": value}, default=tfg.to_dict)) == plain


@every_object
def test_pydantic_serialises_a_field_of_any_type(value: Any) -> None:
    answer = Answer(value={"inside": [value]})
    assert answer.model_dump(mode="json") == {"value": {"inside": [expanded(value)]}}
    assert json.loads(answer.model_dump_json()) == answer.model_dump(mode="json")
    adapter = TypeAdapter(dict[str, Any])
    assert adapter.dump_python({"value": value}, mode="json") == {"value": expanded(value)}


@every_object
def test_pydantic_core_serialises_what_has_no_type(value: Any) -> None:
    assert pydantic_core.from_json(pydantic_core.to_json(value)) == expanded(value)


@pytest.mark.parametrize(
    "cls", [tfg.Catalogue, tfg.Collection, tfg.Episodes, tfg.LocalizedText], ids=str
)
def test_tools_that_take_annotations_for_fields_find_none(cls: type[object]) -> None:
    assert [base for base in cls.__mro__ if inspect.get_annotations(base)] == []


def test_what_pydantic_looks_for_is_there_once_it_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert hasattr(EPISODE, "__pydantic_serializer__")
    monkeypatch.delitem(sys.modules, "pydantic_core")
    assert not hasattr(EPISODE, "__pydantic_serializer__")


def test_a_class_that_pydantic_cannot_serialise_has_a_help_page() -> None:
    assert "A record with an id" in pydoc.render_doc(tfg.Entity)


def test_listing_the_attributes_of_a_record_does_not_import_pydantic() -> None:
    program = (
        "import inspect, sys, techforgood_podcast as tfg\n"
        "inspect.getmembers(tfg.episode(3)), inspect.getmembers(tfg.load_catalogue().people)\n"
        "assert not {'pydantic', 'pydantic_core'} & sys.modules.keys()"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == 0
