"""JSON Schemas of single fields, from which those of files and of pydantic are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from .rules import PATTERNS, AtLeast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .fields import Field, Form

Json: TypeAlias = dict[str, Any]


def key_schema(field: Field, value: Json) -> Json:
    """Return the schema of a key, given that of one value; a key with many values has a list.

    >>> from .fields import stated_fields
    >>> from . import Person
    >>> key_schema(stated_fields(Person)["aliases"], {"type": "string"})["items"]
    {'type': 'string'}
    """
    many = {"type": "array", "items": value} if field.many else value
    return {"description": field.description, **many}


def value_schema(field: Field) -> Json:
    """Return the schema of one value of a field that holds no records.

    >>> from .fields import stated_fields
    >>> from . import Episode
    >>> value_schema(stated_fields(Episode)["season"])
    {'type': 'integer', 'minimum': 1}
    """
    if field.choices:
        return {"type": "string", "enum": list(field.choices)}
    found = form_schema(field.form)
    for rule in field.rules:
        if isinstance(rule, AtLeast):
            found["minimum"] = rule.least
    return found


def form_schema(form: Form) -> Json:
    """Return the schema of a value of one form.

    >>> form_schema("country_code")
    {'type': 'string', 'pattern': '^(?:[A-Z]{2})$'}
    """
    pattern = {"pattern": f"^(?:{PATTERNS[form]})$"} if form in PATTERNS else {}
    return {"type": "string", **pattern, **_FORMS.get(form, {})}


_FORMS: Mapping[Form, Json] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "url": {"format": "iri"},
    "date": {"format": "date"},
    "datetime": {"format": "date-time"},
    "duration": {"pattern": "^(?:[0-9]{1,4}:[0-5][0-9]|[0-9]{1,3}):[0-5][0-9]$"},
    "localized": {"type": "object", "additionalProperties": {"type": "string"}},
}
