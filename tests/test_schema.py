"""The JSON Schemas of the authoring files say what the models say, and explain it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from plain_values import is_mapping
from schemas import DEFINITIONS, MODELS, SCHEMAS, SHARED, SINGLES, faults
from techforgood_podcast.models import DataInfo
from techforgood_podcast.models.fields import Field, fields_of
from techforgood_podcast.models.sections import PARTS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from schemas import Json

FILE_SCHEMAS = {name: SCHEMAS[f"{name}.schema.json"] for name in MODELS}
RECORDS: Mapping[type[Any], Json] = {
    **{MODELS[name]: schema for name, schema in FILE_SCHEMAS.items() if name in SINGLES},
    **{
        MODELS[name]: schema["items"]
        for name, schema in FILE_SCHEMAS.items()
        if name not in SINGLES
    },
    **{part: SCHEMAS[SHARED]["$defs"][part.__name__.lower()] for part in PARTS},
}
ANNOTATIONS = {"title", "description", "examples", "default", "enumDescriptions"}
LIMITS = {"minimum", "const"}


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


def shape(described: Json) -> Json:
    """Return the rules of a property beyond words and limits; pointers replace files."""
    kept = {key: inner for key, inner in described.items() if key not in ANNOTATIONS | LIMITS}
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].partition("#")[2]
    if "items" in kept:
        kept["items"] = shape(kept["items"])
    return kept


def shape_of_field(field: Field) -> Json:
    """Return the expected rules of a property, those of the model's field."""
    if field.form == "choice":
        one: Json = {"type": "string", "enum": list(field.choices)}
    elif field.form in {"integer", "number", "boolean"}:
        one = {"type": field.form}
    else:
        one = {"$ref": f"/$defs/{definition_of(field)}"}
    return {"type": "array", "items": one} if field.many else one


def definition_of(field: Field) -> str:
    if field.model is None:
        return DEFINITIONS[field.form]
    if field.form == "reference":
        return next(f"{section.noun}_id" for section in SECTIONS if section.model is field.model)
    return field.model.__name__.lower()


# ---------------------------------------------------------------------- drift from the models


def test_each_authoring_file_has_a_schema_and_no_schema_is_without_a_file() -> None:
    assert set(SCHEMAS) == {SHARED, *(f"{name}.schema.json" for name in MODELS)}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
def test_a_record_has_the_keys_forms_and_words_of_its_model(model: type[Any]) -> None:
    properties: Json = RECORDS[model]["properties"]
    expected = {field.name: shape_of_field(field) for field in fields_of(model)}
    assert {name: shape(described) for name, described in properties.items()} == expected
    assert list(properties) == list(expected)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
def test_a_record_requires_what_its_model_requires_and_takes_no_other_keys(
    model: type[Any],
) -> None:
    schema = RECORDS[model]
    assert schema["type"] == "object"
    assert schema.get("required", []) == [f.name for f in fields_of(model) if f.required]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: str(model.__name__))
def test_a_default_is_that_of_the_model(model: type[Any]) -> None:
    stated = {
        name: described["default"]
        for name, described in RECORDS[model]["properties"].items()
        if "default" in described
    }
    defaults = {field.name: field.default for field in attrs.fields(model)}
    assert stated == {name: defaults[name] for name in stated}


def test_the_schemas_are_those_of_the_format_that_the_loader_reads() -> None:
    assert RECORDS[DataInfo]["properties"]["schema_version"]["const"] == DataInfo().schema_version


def test_a_text_has_to_be_the_same_alone_and_by_language() -> None:
    definitions = SCHEMAS[SHARED]["$defs"]
    assert definitions["localized_text"]["pattern"] == definitions["long_text"]["pattern"]


# ------------------------------------------------------------------- the schemas in themselves


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
def test_every_word_to_choose_from_is_explained(part: str) -> None:
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
