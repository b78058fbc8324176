"""The JSON Schemas of the authoring files, and what they find wrong with a value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

import techforgood_podcast as tfg
from techforgood_podcast import data_files
from techforgood_podcast.models.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Json = dict[str, Any]

SHARED = "definitions.schema.json"
MODELS: dict[str, type[Any]] = {
    "catalogue": tfg.DataInfo,
    "show": tfg.Show,
    "redirects": tfg.Redirect,
    **{section.name: section.model for section in SECTIONS if section.model is not tfg.Episode},
    "episode": tfg.Episode,
}
"""What each schema describes: one record, or a list of them."""
SINGLES = {"catalogue", "show", "episode"}
SCHEMAS: Mapping[str, Json] = {
    entry.name: json.loads(entry.read_text("utf-8"))
    for entry in (data_files() / "schema").iterdir()
}
REGISTRY: Registry[Any] = Registry[Any]().with_resources(
    (name, DRAFT202012.create_resource(schema)) for name, schema in SCHEMAS.items()
)


def validator_of(schema: Json, formats: Iterable[str] | None = None) -> Any:
    checker = FormatChecker(formats)
    return Draft202012Validator(schema, registry=REGISTRY, format_checker=checker)


def faults(schema: str, value: Any) -> list[str]:
    """Return what a schema, or a part of one, finds wrong with a value, formats included."""
    errors = validator_of({"$ref": schema}).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]
