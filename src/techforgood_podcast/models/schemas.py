"""The JSON Schemas of fields, and how pydantic serialises records, with schemas made of these.

pydantic is imported only when it asks. The shape of a record is a typed dictionary made from the
description of its fields.
"""

from __future__ import annotations

from functools import cache, partial
from inspect import isabstract
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast

from ..syntax import describe, with_article
from .plain import keys_of, plain, reference_view
from .rules import PATTERNS, AtLeast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema, SchemaSerializer

    from .fields import Field, Form
    from .plain import View


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


def record_schema(model: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return how pydantic handles a record, a hit or a related episode."""
    shape = dict[str, Any] if isabstract(model) else _shape(cast("Hashable", model), "expanded")
    return instance_schema(model, partial(plain, view="expanded"), shape, handler)


def instance_schema(
    cls: type[Any],
    serialise: Callable[[Any], Any],
    shape: Any,
    handler: GetCoreSchemaHandler,
) -> CoreSchema:
    """Return a schema that takes instances of a class only.

    Args:
        cls: the class.
        serialise: makes an instance into values of the shape.
        shape: the type of what is serialised.
        handler: the handler that pydantic passes.
    """
    from pydantic_core import core_schema

    def checked(value: object) -> object:
        return _instance(cls, value)

    described = handler.generate_schema(shape)
    return core_schema.no_info_plain_validator_function(
        checked,
        json_schema_input_schema=described,
        serialization=core_schema.plain_serializer_function_ser_schema(
            serialise, return_schema=described
        ),
    )


def collection_schema(cls: type[Any], item: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    """Return a schema that takes collections of a class only, with records of one type.

    Args:
        cls: the class.
        item: the type of the records.
        handler: the handler that pydantic passes.
    """
    from pydantic_core import core_schema

    def checked(value: object, check_items: Callable[[Any], object]) -> object:
        check_items(list(_instance(cls, value)))
        return value

    described = handler.generate_schema(list[item])
    return core_schema.no_info_wrap_validator_function(
        checked,
        described,
        serialization=core_schema.plain_serializer_function_ser_schema(
            list, return_schema=described
        ),
    )


@cache
def serializer_of(cls: Any) -> SchemaSerializer:
    """Return pydantic's serializer for the objects of a class."""
    from pydantic import TypeAdapter

    return TypeAdapter(cls).serializer


def _instance(cls: type[Any], value: object) -> Any:
    """Return an instance of a class; refuse anything else."""
    if isinstance(value, cls):
        return value
    noun = f"{with_article(cls.__name__)} object"
    message = f"expected {noun}, found {describe(value)}; pass the object itself"
    raise ValueError(message)


@cache
def _shape(model: Any, view: View) -> Any:
    """Return a typed dictionary with the keys of a class in a view.

    The result is cached, since pydantic takes two of one name for different classes.
    """
    from typing_extensions import TypedDict  # the one that pydantic takes before Python 3.12

    make: Any = TypedDict  # type checkers want names that they can read
    keys = {field.name: _type(field, view) for field, _ in keys_of(model, view)}
    return make(f"{model.__name__}{_SUFFIXES.get(view, '')}", keys)


# What follows the name of a class in the name of its shape.
_SUFFIXES: Mapping[View, str] = {"reference": "Reference", "ancestor": "Ancestor"}


def _type(field: Field, view: View) -> Any:
    """Return the type of a key, with its schema or its description."""
    from pydantic import Field as Told
    from pydantic import WithJsonSchema

    if field.form not in {"reference", "record"}:
        value = value_schema(field)
        known_or_null = {"anyOf": [value, {"type": "null"}]} if field.optional else value
        return Annotated[Any, WithJsonSchema(key_schema(field, known_or_null))]
    inner = reference_view(field) if field.form == "reference" else view
    one: Any = _shape(cast("Hashable", field.model), inner)
    kind: Any = list[one] if field.many else one | None if field.optional else one
    return Annotated[kind, Told(description=field.description)]
