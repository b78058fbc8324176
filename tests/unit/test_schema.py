"""The JSON Schemas of the authoring files explain every key and every word to choose from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from plain_values import is_mapping
from schemas import MODELS, SCHEMAS, SHARED, faults
from techforgood_podcast.models.fields import Field, fields_of
from techforgood_podcast.models.sections import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas import Json


def subschemas(value: Any, pointer: str) -> Iterator[tuple[str, Json]]:
    """Walk a schema: each part that describes a value, with the pointer to it."""
    yield pointer, value
    for key in ("properties", "$defs"):
        for name, inner in value.get(key, {}).items():
            yield from subschemas(inner, f"{pointer}/{key}/{name}")
    for key in ("items", "additionalProperties"):
        if is_mapping(value.get(key)):
            yield from subschemas(value[key], f"{pointer}/{key}")


PARTS_OF_SCHEMAS = {
    f"{name}#{pointer}": part
    for name, schema in sorted(SCHEMAS.items())
    for pointer, part in subschemas(schema, "")
}


CHOICES = {
    f"{model.__name__}.{field.name}": field
    for model in (*MODELS.values(), *PARTS)
    for field in fields_of(model)
    if field.choices
}


def test_each_authoring_file_has_a_schema_and_no_schema_is_without_a_file() -> None:
    assert set(SCHEMAS) == {SHARED, *(f"{name}.schema.json" for name in MODELS)}


@pytest.mark.parametrize("field", CHOICES.values(), ids=CHOICES)
def test_a_field_explains_each_word_to_choose_from_and_no_other(field: Field) -> None:
    assert tuple(field.meanings) == field.choices


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_valid_under_the_metaschema(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(
    "part", [part for part, described in PARTS_OF_SCHEMAS.items() if set(described) != {"$ref"}]
)
def test_every_key_and_kind_of_value_is_explained(part: str) -> None:
    described = PARTS_OF_SCHEMAS[part]
    assert re.fullmatch(r"\S.*[^.\s]", described["title"])
    assert re.fullmatch(r"\S.*\.", described["description"])


@pytest.mark.parametrize(
    "part", [part for part, described in PARTS_OF_SCHEMAS.items() if "enum" in described]
)
def test_every_word_to_choose_from_is_explained_by_a_sentence(part: str) -> None:
    described = PARTS_OF_SCHEMAS[part]
    assert len(described["enumDescriptions"]) == len(described["enum"])
    assert all(text.endswith(".") for text in described["enumDescriptions"])


@pytest.mark.parametrize(
    "part", [part for part, described in PARTS_OF_SCHEMAS.items() if "examples" in described]
)
def test_examples_are_valid(part: str) -> None:
    examples = PARTS_OF_SCHEMAS[part]["examples"]
    assert examples
    assert [faults(part, example) for example in examples] == [[]] * len(examples)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_needs_no_network(name: str) -> None:
    assert "$id" not in SCHEMAS[name]  # so that references lead to the files beside it
    found = re.findall(r'"\$ref": "(.*?)#(.*?)"', json.dumps(SCHEMAS[name]))
    led_to = {f"{file or name}#{pointer}" for file, pointer in found}
    assert led_to
    assert led_to <= PARTS_OF_SCHEMAS.keys()
