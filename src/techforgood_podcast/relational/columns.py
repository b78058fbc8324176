"""The columns that the fields of a model become: names, types, and what the docstrings say."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from ..models.durations import count_seconds
from ..models.fields import Field, Form, Section, fields_of, section_of
from ..text.typography import capitalize_first, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..models import Entity

Value: TypeAlias = str | int | float | dt.date | None
Reader: TypeAlias = Callable[[Any], Value]
ColumnType: TypeAlias = Literal["text", "integer", "number", "date"]

_TYPES: Final[Mapping[Form, ColumnType]] = {
    "integer": "integer",
    "duration": "integer",
    "number": "number",
    "date": "date",
}
"""The types of fields that are no text."""
_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)
"""One field in the section "Attributes" of a docstring."""


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: its name; no other of the table differs from it in case alone.
        type: what its values are; a date is a day.
        form: what a value looks like, as for the fields of the models.
        description: what it means, in a sentence or two.
        required: whether every line has a value in it.
        choices: the words that a value may be, where not every text will do.
    """

    name: str
    type: ColumnType = "text"
    form: Form = "text"
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ForeignKey:
    """Columns that hold the key of a line in this or an earlier table.

    Attributes:
        columns: the columns here.
        table: the other table.
        references: the columns of its primary key.
    """

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


def suffixes_of(languages: tuple[str, ...]) -> dict[str, str]:
    """Return for each language what the names of its columns end in, no two alike.

    >>> suffixes_of(("fr", "pt-BR", "pt-br"))
    {'fr': 'fr', 'pt-BR': 'pt_br', 'pt-br': 'pt_br_2'}
    """
    found: dict[str, str] = {}
    for language in languages:
        suffix = plain = language.lower().replace("-", "_")
        number = 1
        while suffix in found.values():
            number += 1
            suffix = f"{plain}_{number}"
        found[language] = suffix
    return found


def summary_of(documented: object) -> str:
    """Return the first line of a docstring."""
    return (inspect.getdoc(documented) or "").partition("\n")[0]


def descriptions_of(model: type[object]) -> dict[str, str]:
    """Return what the docstring of a model says of its fields, as sentences for readers of tables.

    >>> from ..models import Redirect
    >>> descriptions_of(Redirect)["to"]
    'The id that took its place; empty for one that was withdrawn.'
    """
    found: dict[str, str] = {}
    for above in reversed(model.__mro__):
        for name, text in _ATTRIBUTE.findall(inspect.cleandoc(above.__doc__ or "")):
            told = " ".join(text.split()).replace("``None``", "empty").replace("``", '"')
            found[name] = capitalize_first(told)
    return found


def target_of(model: type[Entity]) -> Section:
    """Return the list that references to a model lead to."""
    return section_of(model)


def link(column: str, table: str) -> ForeignKey:
    """Return the foreign key of a column that holds an id."""
    return ForeignKey(columns=(column,), table=table, references=("id",))


@attrs.frozen
class Columns:
    """The columns of a record, how each is read from it, and where they lead."""

    columns: tuple[Column, ...]
    readers: tuple[Reader, ...]
    foreign_keys: tuple[ForeignKey, ...]


def columns_of(model: type[Any], fields: tuple[Field, ...], suffixes: Mapping[str, str]) -> Columns:
    """Return the columns of the fields that hold one value, and how each is read.

    Args:
        model: the class of the records.
        fields: those of its fields that are wanted.
        suffixes: for each language what the names of its columns end in.
    """
    told = descriptions_of(model)
    pairs: list[tuple[Column, Reader]] = []
    foreign_keys: list[ForeignKey] = []
    for field in fields:
        if field.many:
            continue
        always = field.required or attrs.fields_dict(model)[field.name].default is not None
        stated = field._replace(required=always)
        found = list(_columns(stated, told.get(field.name, ""), suffixes))
        pairs.extend(found)
        if field.form == "reference" and field.model:
            foreign_keys.append(link(found[0][0].name, target_of(field.model).name))
    return Columns(
        tuple(column for column, _ in pairs),
        tuple(reader for _, reader in pairs),
        tuple(foreign_keys),
    )


def _columns(
    field: Field, description: str, suffixes: Mapping[str, str]
) -> Iterator[tuple[Column, Reader]]:
    """Give the columns of a field: one a language, one for each field of a record, or one."""
    name, form = field.name, field.form
    if form == "localized":
        for language, suffix in suffixes.items():
            column = Column(
                name=f"{name}_{suffix}",
                form=form,
                description=f"{description} In the language {language}.",
                required=field.required and len(suffixes) == 1,
            )
            yield column, _in_language(name, language)
    elif form == "record" and field.model:
        inside = columns_of(field.model, fields_of(field.model), suffixes)
        for inner, reader in zip(inside.columns, inside.readers, strict=True):
            column = attrs.evolve(
                inner,
                name=f"{name}_{inner.name}",
                description=f"{description.removesuffix('.')}: {lower_first(inner.description)}",
                required=field.required and inner.required,
            )
            yield column, _within(name, reader)
    else:
        is_key = form in {"reference", "id"}
        ending = "_id" if is_key else "_seconds" if form == "duration" else ""
        column = Column(
            name=f"{name}{ending}",
            type=_TYPES.get(form, "text"),
            form="id" if is_key else form,
            description=description,
            required=field.required,
            choices=field.choices,
        )
        yield column, _reader(field)


def _in_language(name: str, language: str) -> Reader:
    def read(record: Any) -> Value:
        text = getattr(record, name)
        return None if text is None else text.get(language)

    return read


def _within(name: str, reader: Reader) -> Reader:
    def read(record: Any) -> Value:
        inner = getattr(record, name)
        return None if inner is None else reader(inner)

    return read


def _reader(field: Field) -> Reader:
    """Return what reads a field of one value, as tables hold it."""
    convert = _CONVERSIONS.get(field.form)
    name = field.name

    def read(record: Any) -> Value:
        value = getattr(record, name)
        return value if value is None or convert is None else convert(value)

    return read


def id_of(entity: Entity) -> str:
    """Return the id that stands for a record elsewhere."""
    return entity.id


_CONVERSIONS: Final[Mapping[Form, Reader]] = {
    "reference": id_of,
    "duration": count_seconds,
    "number": float,
}
