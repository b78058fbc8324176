"""The fields of the models, described as data in one place.

Loading, plain values, tables and the merging of catalogues all walk these fields, so that no
list of fields is kept beside the models. What a field means is in the docstring of its class, and
at run time in a copy of it, ``meanings.json``; what else authors should know is in ``advice.json``.
Both are read when somebody asks for such words.
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

from .rules import Matching

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from typing import TypedDict, TypeVar

    from .rules import Rule

    class Advice(TypedDict, total=False):
        """What authors should know of a field."""

        advice: str
        examples: list[object]
        choices: dict[str, str]

    WordsT = TypeVar("WordsT", str, Advice)
    Told: TypeAlias = Mapping[str, Mapping[str, WordsT]]
    """What is told of each field, by class and field."""

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
        owner: the class that has it.
        model: the class of a ``reference`` or ``record``.
        choices: the words that a ``choice`` may be.
        rules: the rules of its annotation, beyond its type.
        many: whether it holds a tuple.
        required: whether a file has to state it.
        optional: whether it may be ``None``.
        default: its value where a file leaves it out; ``None`` if it is made of other fields.
        implied: whether it follows from the rest of a catalogue, so that no file states it.
        hidden: whether only files and feeds hold it, and no table and no answer of a web API.
        private: whether it is hidden from differences, too.
    """

    name: str
    form: Form
    slot: str = ""
    value_type: type[Any] = str
    owner: type[Any] = object
    model: type[Any] | None = None
    choices: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    many: bool = False
    required: bool = False
    optional: bool = False
    default: object = None
    implied: bool = False
    hidden: bool = False
    private: bool = False

    @property
    def description(self) -> str:
        """What the field means, in one sentence."""
        return self._told(_meanings()) or ""

    @property
    def advice(self) -> str:
        """What somebody who writes a file should know beyond the description."""
        return self._for_authors.get("advice", "")

    @property
    def examples(self) -> list[object]:
        """Values as files hold them."""
        return self._for_authors.get("examples", [])

    @property
    def meanings(self) -> dict[str, str]:
        """Each of the choices and what it means, in one sentence."""
        return self._for_authors.get("choices", {})

    @property
    def _for_authors(self) -> Advice:
        return self._told(_advice()) or {}

    def _told(self, told: Told[WordsT]) -> WordsT | None:
        return told.get(self.owner.__name__, {}).get(self.slot.removeprefix("_"))

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
    return tuple(fields_by_name(cast("Hashable", model)).values())


def descriptions_of(model: type[object]) -> dict[str, str]:
    """Return what each field of a model means, in one sentence."""
    return {
        name: field.description for name, field in fields_by_name(cast("Hashable", model)).items()
    }


def summary_of(model: type[object]) -> str:
    """Return what a model is, in one sentence."""
    return _meanings().get(model.__name__, {}).get("", "")


@cache
def _meanings() -> Told[str]:
    told: Told[str] = _read("meanings.json")
    return told


@cache
def _advice() -> Told[Advice]:
    told: Told[Advice] = _read("advice.json")
    return told


def _read(name: str) -> Any:
    import json

    from importlib_resources import files

    return json.loads((files(str(__package__)) / name).read_text(encoding="utf-8"))


@cache
def _stated(model: Any) -> Mapping[str, Field]:
    return {name: field for name, field in fields_by_name(model).items() if not field.implied}


@cache
def fields_by_name(model: Any) -> Mapping[str, Field]:
    """Return every field of a model by its name, including those that files only imply."""
    return {
        attribute.alias: _field(model, attribute)
        for attribute in attrs.fields(attrs.resolve_types(model))
    }


def _field(owner: type[Any], attribute: attrs.Attribute[Any]) -> Field:
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
        owner=owner,
        model=model,
        choices=choices,
        rules=rules,
        many=many,
        required=required,
        optional=optional,
        default=None if required or _maker_of(attribute) else attribute.default,
        implied=metadata.get("implied", False),
        hidden=metadata.get("hidden", False),
        private=metadata.get("private", False),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Return a type without ``None``, and whether ``None`` was allowed."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return hint, False
    return next(kind for kind in get_args(hint) if kind is not type(None)), True


def _maker_of(attribute: attrs.Attribute[Any]) -> Callable[[Any], Any] | None:
    """Return what makes the default of a field from the other fields of the record, if it is so."""
    return getattr(attribute.default, "factory", None)


@cache
def _slots(
    model: Any,
) -> list[tuple[str, Callable[[Any, Any], None], Any, Callable[[Any], Any] | None]]:
    """Return ``(name, fill, default, maker)`` for each slot; those with a maker come last."""
    slots = [
        (field.alias, getattr(model, field.name).__set__, field.default, _maker_of(field))
        for field in attrs.fields(model)
    ]
    return sorted(slots, key=lambda slot: slot[-1] is not None)


def filled(model: type[Any], values: Mapping[str, Any]) -> Any:
    """Return a record of values that were checked already, without calling the constructor.

    The constructor would check them again, which takes most of its time.
    """
    record: Any = object.__new__(model)
    for name, fill, default, make in _slots(cast("Hashable", model)):
        is_made = make and name not in values
        fill(record, make(record) if make and is_made else values.get(name, default))
    return record
