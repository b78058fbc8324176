"""Table columns derived from the fields of the models.

Columns are described as the fields are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from ..models.durations import count_seconds
from ..models.fields import Field, Form, descriptions_of, fields_of
from ..models.sections import Section, section_of
from ..text.writing import lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..models import Entity

Value: TypeAlias = str | int | float | dt.date | None
Reader: TypeAlias = Callable[[Any], Value]
ColumnType: TypeAlias = Literal["text", "integer", "number", "boolean", "date", "datetime"]

# Fields of any other form are text.
_TYPES: Final[Mapping[Form, ColumnType]] = {
    "integer": "integer",
    "duration": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "datetime",
}


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: the name, unique within the table even when case is ignored.
        type: the type of the values; a date has no time of day, a datetime has a zone.
        form: the form of the model field that the column comes from.
        description: the meaning, in a sentence or two.
        required: whether every row has a value.
        choices: the allowed values; empty if any value of the type is allowed.
    """

    name: str
    type: ColumnType = "text"
    form: Form = "text"
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ForeignKey:
    """A reference to a row of the same table or of an earlier one.

    Attributes:
        columns: the referring columns.
        table: the name of the referenced table.
        references: the primary key columns of the referenced table.
    """

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


def suffixes_of(languages: tuple[str, ...]) -> dict[str, str]:
    """Return a distinct column-name suffix for each language.

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


def target_of(model: type[Entity]) -> Section:
    """Return the catalogue section that holds the records of a model."""
    return section_of(model)


def link(column: str, table: str) -> ForeignKey:
    """Return the foreign key of a column that holds an id."""
    return ForeignKey(columns=(column,), table=table, references=("id",))


@attrs.frozen
class Columns:
    """The columns of a record, with a reader for each and their foreign keys."""

    columns: tuple[Column, ...]
    readers: tuple[Reader, ...]
    foreign_keys: tuple[ForeignKey, ...]


def columns_of(model: type[Any], fields: tuple[Field, ...], suffixes: Mapping[str, str]) -> Columns:
    """Return the columns of the single-valued fields, skipping lists and what is private.

    Args:
        model: the class of the records.
        fields: the fields of the model to include.
        suffixes: the column-name suffix of each language.
    """
    descriptions = descriptions_of(model)
    pairs: list[tuple[Column, Reader]] = []
    foreign_keys: list[ForeignKey] = []
    for field in fields:
        if field.many or field.private:
            continue
        # A field whose default is a real value is never empty in a record.
        required = field.required or field.default is not None
        found = list(
            _columns(field._replace(required=required), descriptions.get(field.name, ""), suffixes)
        )
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
    """Yield the columns of a field.

    A localised field has one column per language, a nested record one per field of its own, and
    any other field exactly one.
    """
    name, form = field.name, field.form
    if form == "localized":
        for language, suffix in suffixes.items():
            column = Column(
                name=f"{name}_{suffix}",
                form=form,
                description=f"{description} This column: {language}.",
                required=field.required and len(suffixes) == 1,
            )
            yield column, _text_reader(name, language)
    elif form == "record" and field.model:
        inside = columns_of(field.model, fields_of(field.model), suffixes)
        for inner, reader in zip(inside.columns, inside.readers, strict=True):
            column = attrs.evolve(
                inner,
                name=f"{name}_{inner.name}",
                description=f"{description.removesuffix('.')}: {lower_first(inner.description)}",
                required=field.required and inner.required,
            )
            yield column, _nested_reader(name, reader)
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


def _text_reader(name: str, language: str) -> Reader:
    def read(record: Any) -> Value:
        text = getattr(record, name)
        return None if text is None else text.get(language)

    return read


def _nested_reader(name: str, reader: Reader) -> Reader:
    def read(record: Any) -> Value:
        inner = getattr(record, name)
        return None if inner is None else reader(inner)

    return read


def _reader(field: Field) -> Reader:
    """Return a function that reads a field in its table representation."""
    convert = _CONVERSIONS.get(field.form)
    name = field.name

    def read(record: Any) -> Value:
        value = getattr(record, name)
        return value if value is None or convert is None else convert(value)

    return read


def id_of(entity: Entity) -> str:
    """Return the id of a record, for foreign key columns."""
    return entity.id


_CONVERSIONS: Final[Mapping[Form, Reader]] = {
    "reference": id_of,
    "duration": count_seconds,
    "number": float,
}
