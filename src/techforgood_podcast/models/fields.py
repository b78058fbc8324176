"""The fields of the models, described as data in one place.

Loading, plain values, tables and the merging of catalogues all walk these fields, so that no
list of fields is kept beside the models.
"""

from __future__ import annotations

import datetime as dt
import types
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs

from ..messages import did_you_mean
from ..syntax import UNKNOWN, describe, is_mapping, with_article
from ..text.suggestions import FOUNDERS, closest, is_founder
from .checks import (
    Breach,
    breaches_of_texts,
    wrong_day,
    wrong_duration,
    wrong_moment,
    wrong_number,
    wrong_text,
    wrong_truth,
)
from .rules import Matching

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from .rules import Rule, Wrong

Form: TypeAlias = Literal[
    "text",
    "prose",
    "html",
    "id",
    "url",
    "language",
    "media_type",
    "country_code",
    "email",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
    "duration",
    "localized",
    "choice",
    "reference",
    "record",
]


class Field(NamedTuple):
    """One field of a model.

    Attributes:
        name: its name, in Python and in files.
        slot: the attribute that holds what was stated; ``name`` may give a derived value.
        form: what a value looks like.
        value_type: the class of a value, or of an item.
        description: what it means, in one sentence.
        model: the class of a ``reference`` or ``record``.
        choices: the words that a ``choice`` may be.
        rules: the rules of its annotation, beyond its type.
        many: whether it holds a tuple.
        required: whether a file has to state it.
        optional: whether it may be ``None``.
        default: its value where a file leaves it out.
        advice: what somebody who writes a file should know beyond the description.
        examples: values as files hold them.
        meanings: each of the choices and what it means, in one sentence.
        implied: whether it follows from the rest of a catalogue, so that no file states it.
        private: whether only files and feeds hold it, and no table and no answer of a web API.
    """

    name: str
    form: Form
    slot: str = ""
    value_type: type[Any] = str
    description: str = ""
    model: type[Any] | None = None
    choices: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    many: bool = False
    required: bool = False
    optional: bool = False
    default: object = None
    advice: str = ""
    examples: tuple[object, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()
    implied: bool = False
    private: bool = False

    @property
    def empty_is_absent(self) -> bool:
        """Whether plain values leave the field out if it is an empty tuple, or false by default."""
        return self.many or self.default is False


_FORMS: dict[Any, Form] = {
    str: "text",
    int: "integer",
    float: "number",
    bool: "boolean",
    dt.date: "date",
    dt.datetime: "datetime",
    dt.timedelta: "duration",
}


def fields_of(model: type[object]) -> tuple[Field, ...]:
    """Return the fields of a model that files state, in order."""
    return tuple(stated_fields(model).values())


def stated_fields(model: type[object]) -> Mapping[str, Field]:
    """Return the fields of a model that files state, by name."""
    return _stated(cast("Hashable", model))


def all_fields(model: type[object]) -> tuple[Field, ...]:
    """Return every field of a model in order, including those that files only imply."""
    return tuple(_fields_of(cast("Hashable", model)).values())


def descriptions_of(model: type[object]) -> dict[str, str]:
    """Return what each field of a model means, in one sentence."""
    return {name: field.description for name, field in _fields_of(cast("Hashable", model)).items()}


@cache
def _stated(model: Any) -> Mapping[str, Field]:
    return {name: field for name, field in _fields_of(model).items() if not field.implied}


@cache
def _fields_of(model: Any) -> Mapping[str, Field]:
    """Return every field by its name."""
    return {
        attribute.alias: _field(attribute) for attribute in attrs.fields(attrs.resolve_types(model))
    }


def _field(attribute: attrs.Attribute[Any]) -> Field:
    hint, optional = _without_none(attribute.type)
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    rules: tuple[Rule, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *stated = get_args(hint)
        rules = tuple(stated)
    form: Form
    model: type[Any] | None = None
    choices: tuple[str, ...] = ()
    if get_origin(hint) is Literal:
        form, choices, hint = "choice", get_args(hint), str
    elif hint in _FORMS:
        matching = next((rule for rule in rules if isinstance(rule, Matching)), None)
        form = cast("Form", matching.form) if matching else _FORMS[hint]
    else:
        form = hint._form  # noqa: SLF001 -- what the class says of itself
        model = None if form == "localized" else hint
    metadata = attribute.metadata
    required = attribute.default is attrs.NOTHING
    return Field(
        name=attribute.alias or attribute.name,
        form=form,
        slot=attribute.name,
        value_type=hint,
        description=metadata["description"],
        model=model,
        choices=choices,
        rules=rules,
        many=many,
        required=required,
        optional=optional,
        default=None if required else attribute.default,
        advice=metadata["advice"],
        examples=metadata["examples"],
        meanings=tuple(metadata["choices"].items()),
        implied=metadata["implied"],
        private=metadata["private"],
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Return a type without ``None``, and whether ``None`` was allowed."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return hint, False
    return next(kind for kind in get_args(hint) if kind is not type(None)), True


def breaches(model: type[Any], values: Mapping[str, Any]) -> Iterator[Breach]:
    """Yield everything that is wrong with some values for the fields of a record, in their order.

    A value that is absent or ``UNKNOWN`` keeps every rule.
    """
    fields = _fields_of(cast("Hashable", model))
    for name, value in values.items():
        field = fields.get(name)
        if field is None or value is UNKNOWN or (value is None and field.optional):
            continue
        if not field.many:
            yield from _breaches_of(field, value, name)
        elif isinstance(value, tuple):
            for index, item in enumerate(cast("tuple[object, ...]", value)):
                if item is not UNKNOWN:
                    yield from _breaches_of(field, item, name, index)
        else:
            yield Breach((name,), f"expected a tuple, found {describe(value)}")
    yield from model._breaches_between(values)  # noqa: SLF001 -- its own rules


def _breaches_of(field: Field, value: Any, *path: str | int) -> Iterator[Breach]:
    """Yield what is wrong with one value, or with one item of a tuple."""
    if field.form == "localized" and isinstance(value, field.value_type):
        for breach in breaches_of_texts(zip(value.languages, value.texts, strict=True)):
            yield breach.below(*path)
    elif field.model is not None:
        if not isinstance(value, field.model):
            yield Breach(
                path, f"expected {with_article(field.model.__name__)}, found {describe(value)}"
            )
    elif wrong := _wrong(field, value):
        yield Breach(path, *wrong)


def _wrong(field: Field, value: Any) -> Wrong:
    if field.choices:
        if type(value) is str and value in field.choices:
            return None
        near = closest(value, field.choices) if isinstance(value, str) else ()
        if field.name == "relation" and is_founder(value):
            return (
                f"unknown relation {describe(value)}",
                f"{FOUNDERS}: write founder_of for the person",
            )
        hint = did_you_mean(near) or f"choose from {', '.join(field.choices)}"
        return f"unknown {field.name} {describe(value)}", hint
    if field.form not in _CHECKS:
        return wrong_text(value, field.rules)
    return _CHECKS[field.form](value) or next(
        (wrong for rule in field.rules if (wrong := rule(value))), None
    )


def _wrong_localized(value: object) -> Wrong:
    if isinstance(value, str):
        return f"expected a LocalizedText, found {describe(value)}", "name the language of the text"
    # Reading makes a LocalizedText of every mapping, so that this one is from Python.
    noun = "a LocalizedText" if is_mapping(value) else "a text"
    return f"expected {noun}, found {describe(value)}", None


_CHECKS: Mapping[Form, Callable[[Any], Wrong]] = {
    "integer": lambda value: wrong_number(value, whole=True),
    "number": lambda value: wrong_number(value, whole=False),
    "boolean": wrong_truth,
    "date": wrong_day,
    "datetime": wrong_moment,
    "duration": wrong_duration,
    "localized": _wrong_localized,
}


@cache
def _slots(model: Any) -> tuple[tuple[str, Callable[[Any, Any], None], Any], ...]:
    """Return for each slot of a model the name of its field, what fills it, and its default."""
    return tuple(
        (attribute.alias, getattr(model, attribute.name).__set__, attribute.default)
        for attribute in attrs.fields(model)
    )


def filled(model: type[Any], values: Mapping[str, Any]) -> Any:
    """Return a record of values that were checked already, without calling the constructor.

    The constructor would check them again, which takes most of its time.
    """
    record: Any = object.__new__(model)
    for name, fill, default in _slots(cast("Hashable", model)):
        fill(record, values.get(name, default))
    return record
