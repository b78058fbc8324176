"""The JSON Schemas of the authoring files, and what they find wrong with a value."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

import techforgood_podcast as tfg
from techforgood_podcast import data_files
from techforgood_podcast.models.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

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


FORMATS = FormatChecker()


@FORMATS.checks("iri")
def is_iri(value: object) -> bool:
    """Return whether a text is an address once its letters are escaped, as RFC 3987 maps them."""
    if not isinstance(value, str):
        return True
    return FORMATS.conforms(re.sub("[^\0-\x7f]+", lambda found: quote(found[0]), value), "uri")


def validator_of(schema: Json, formats: FormatChecker = FORMATS) -> Any:
    return Draft202012Validator(schema, registry=REGISTRY, format_checker=formats)


def faults(schema: str, value: Any) -> list[str]:
    """Return what a schema, or a part of one, finds wrong with a value, formats included."""
    errors = validator_of({"$ref": schema}).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in errors]
