"""What the models say of themselves, as data: the one description that files are checked by.

Loading, the canonical form and the merging of catalogues all walk these fields, so that no list
of fields is kept by hand beside ``models``.
"""

from __future__ import annotations

import datetime as dt
import re
import types
from functools import cache
from typing import (
    TYPE_CHECKING,
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

from . import (
    Appearance,
    Audio,
    Entity,
    Episode,
    Figure,
    LocalizedText,
    Mention,
    Organisation,
    Person,
    Place,
    Source,
    Theme,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

Form: TypeAlias = Literal[
    "text",
    "id",
    "url",
    "language",
    "media_type",
    "country_code",
    "integer",
    "number",
    "date",
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
        form: what a value looks like.
        model: the class of a ``reference`` or ``record``.
        choices: the words that a ``choice`` may be.
        many: whether it holds a list.
        required: whether a file has to state it.
    """

    name: str
    form: Form
    model: type[Any] | None = None
    choices: tuple[str, ...] = ()
    many: bool = False
    required: bool = False


class Section(NamedTuple):
    """One list of a catalogue.

    Attributes:
        name: the plural, key of the list in a file.
        noun: the singular, for messages and for lines of JSONL.
        model: the class of its records.
    """

    name: str
    noun: str
    model: type[Entity]


SECTIONS = (
    Section(name="sources", noun="source", model=Source),
    Section(name="places", noun="place", model=Place),
    Section(name="themes", noun="theme", model=Theme),
    Section(name="organisations", noun="organisation", model=Organisation),
    Section(name="people", noun="person", model=Person),
    Section(name="episodes", noun="episode", model=Episode),
)
"""The lists of a catalogue; each refers to itself and to earlier ones only."""

PARTS = (Appearance, Audio, Figure, Mention)
"""The records that stand inside others."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows takes for devices, so that no file can have them."""

_FORMS: dict[Any, Form] = {
    str: "text",
    int: "integer",
    float: "number",
    dt.date: "date",
    dt.timedelta: "duration",
    LocalizedText: "localized",
}


@cache
def section_of(model: type[Entity]) -> Section:
    """Return the list that records of this class stand in."""
    return next(section for section in SECTIONS if section.model is model)


def fields_of(model: type[object]) -> tuple[Field, ...]:
    """Return the fields of a model that files state, in order."""
    return _fields_of(cast("Hashable", model))


@cache
def _fields_of(model: Any) -> tuple[Field, ...]:
    return tuple(
        _field(attribute)
        for attribute in attrs.fields(attrs.resolve_types(model))
        if "implied" not in attribute.metadata
    )


def _field(attribute: attrs.Attribute[Any]) -> Field:
    hint: Any = attribute.type
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    hint = _without_none(hint)
    form: Form
    model: type[Any] | None = None
    choices: tuple[str, ...] = ()
    if get_origin(hint) is Literal:
        form, choices = "choice", get_args(hint)
    elif hint in _FORMS:
        form = attribute.metadata.get("form", _FORMS[hint])
    else:
        form, model = ("reference" if issubclass(hint, Entity) else "record"), hint
    return Field(
        name=attribute.name,
        form=form,
        model=model,
        choices=choices,
        many=many,
        required=attribute.default is attrs.NOTHING,
    )


def _without_none(hint: Any) -> Any:
    """Return the type of the value where there is one."""
    if get_origin(hint) not in {Union, types.UnionType}:
        return hint
    return next(kind for kind in get_args(hint) if kind is not type(None))
