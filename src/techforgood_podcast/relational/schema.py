"""The relational schema of a catalogue, shared by the CSV, SQLite, Parquet and Arrow output.

Each list of a catalogue is a table. So is each list inside a record, with the position of every
item as part of the key. The schema is derived entirely from the models and what their fields say,
so field names and descriptions are defined only there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ..catalogue.catalogue import Catalogue
from ..models import DataInfo, Episode, Redirect, Show
from ..models.fields import Field, descriptions_of, fields_of, summary_of
from ..models.records import names_of
from ..models.sections import SECTIONS, Section
from ..text.folding import fold
from ..text.typography import lower_first
from .columns import (
    Column,
    Columns,
    ColumnType,
    ForeignKey,
    Reader,
    Value,
    columns_of,
    id_of,
    link,
    suffixes_of,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Entity

__all__ = [
    "Column",
    "ColumnType",
    "ForeignKey",
    "Reader",
    "Table",
    "Value",
    "rows",
    "schema",
    "without",
]

# The primary key of a row, and the record that its other columns are read from.
KeyedRecord: TypeAlias = tuple[tuple[Value, ...], Any]
KeyedRecords: TypeAlias = Callable[[Catalogue], Iterator[KeyedRecord]]

# Sections that become tables, ordered so that each comes after those it refers to.
LISTS: Final = (
    *SECTIONS[:-1],
    Section("shows", "show", Show),
    SECTIONS[-1],
)
_SHOW: Final = Column(
    name="show_id",
    form="id",
    description=descriptions_of(Episode)["show"],
    required=True,
)
_CODE: Final = Column(
    name="code",
    description='The short name of the episode, such as "S1E3"; several may have the same.',
    required=True,
)


@attrs.frozen(kw_only=True)
class Table:
    """A table: its columns, its keys, and how to read its rows from a catalogue.

    Attributes:
        name: the name.
        description: what a row represents.
        columns: the columns, with those of the primary key first.
        primary_key: the names of the columns that identify a row; empty for a one-row table.
        foreign_keys: references to other tables.
        keyed_records: yields the primary key and the record of each row.
        readers: read the columns after the primary key from a record, one function per column.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    keyed_records: KeyedRecords = attrs.field(eq=False, repr=False)
    readers: tuple[Reader, ...] = attrs.field(eq=False, repr=False)


@cache
def schema(languages: tuple[str, ...]) -> tuple[Table, ...]:
    """Return the tables of a catalogue in these languages, each after the ones it refers to.

    >>> [table.name for table in schema(("fr",)) if "_" not in table.name][:4]
    ['info', 'redirects', 'names', 'sources']
    >>> [column.name for column in schema(("fr", "pt-BR"))[4].columns]
    ['id', 'name_fr', 'name_pt_br', 'kind', 'code', 'part_of_id']
    """
    suffixes = suffixes_of(languages)
    lists = (table for section in LISTS for table in _section_tables(section, suffixes))
    return (_info(suffixes), _redirects(suffixes), _names(), *lists)


def without(table: Table, *names: str) -> Table:
    """Return a table without those of its columns that have some names and are no keys.

    >>> [column.name for column in without(schema(("fr",))[3], "url", "code").columns]
    ['id', 'title_fr', 'consulted']
    """
    keys = len(table.primary_key)
    kept = [index for index, c in enumerate(table.columns) if index < keys or c.name not in names]
    return attrs.evolve(
        table,
        columns=tuple(table.columns[index] for index in kept),
        readers=tuple(table.readers[index - keys] for index in kept[keys:]),
    )


def rows(catalogue: Catalogue, table: Table) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table, in catalogue order.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> themes = next(t for t in schema(catalogue.languages) if t.name == "episode_themes")
    >>> next(rows(catalogue, themes))
    ('s01-intro', 1, 'tech-for-good')
    """
    readers = table.readers
    for key, record in table.keyed_records(catalogue):
        yield (*key, *(reader(record) for reader in readers))


def _info(suffixes: Mapping[str, str]) -> Table:
    """Return the table of the details of the catalogue itself."""
    fields = (*fields_of(DataInfo), Field(name="sha256", form="text", required=True))
    found = columns_of(DataInfo, fields, suffixes)
    return Table(
        name="info",
        description="Facts about the catalogue itself, in a single row.",
        columns=found.columns,
        primary_key=(),
        keyed_records=lambda catalogue: iter([((), catalogue.info)]),
        readers=found.readers,
    )


def _redirects(suffixes: Mapping[str, str]) -> Table:
    """Return the table of the ids that are no longer in use."""
    found = columns_of(Redirect, fields_of(Redirect)[1:], suffixes)
    return Table(
        name="redirects",
        description="An id that is no longer in use, and is never reused.",
        columns=(_id_column(Redirect), *found.columns),
        primary_key=("id",),
        keyed_records=lambda catalogue: (((r.id,), r) for r in catalogue.redirects),
        readers=found.readers,
    )


def _names() -> Table:
    """Return the table of every name that a record can be looked up by."""
    columns = (
        Column(
            name="kind",
            form="choice",
            description="The kind of record.",
            required=True,
            choices=tuple(section.noun for section in LISTS),
        ),
        Column(name="id", form="id", description="The id of the record.", required=True),
        _position_column("The position among its names, from 1; the first is the one to show."),
        Column(name="name", description="The name as written.", required=True),
        Column(
            name="key",
            description="The name without case, accents, punctuation and symbols, for look-ups; "
            "empty if nothing is left.",
        ),
    )

    def keyed_names(catalogue: Catalogue) -> Iterator[KeyedRecord]:
        for section in LISTS:
            for entity in _entities(catalogue, section):
                for position, name in enumerate(names_of(entity), 1):
                    yield (section.noun, entity.id, position), name

    return Table(
        name="names",
        description="The texts by which records can be found: names, labels, titles and aliases.",
        columns=columns,
        primary_key=("kind", "id", "position"),
        keyed_records=keyed_names,
        readers=(str, lambda name: fold(name) or None),
    )


def _section_tables(section: Section, suffixes: Mapping[str, str]) -> Iterator[Table]:
    """Yield the table of a section of the catalogue, then those of the lists in its records."""

    def keyed_entities(catalogue: Catalogue) -> Iterator[KeyedRecord]:
        for entity in _entities(catalogue, section):
            yield (entity.id,), entity

    fields = fields_of(section.model)[1:]
    found = columns_of(section.model, fields, suffixes)
    if section.model is Episode:
        found = Columns(
            (_SHOW, _CODE, *found.columns),
            (_show_id, _code, *found.readers),
            (link(_SHOW.name, "shows"), *found.foreign_keys),
        )
    table = Table(
        name=section.name,
        description=summary_of(section.model),
        columns=(_id_column(section.model), *found.columns),
        primary_key=("id",),
        foreign_keys=found.foreign_keys,
        keyed_records=keyed_entities,
        readers=found.readers,
    )
    yield table
    yield from _nested_tables(table, section.noun, section.model, suffixes)


def _nested_tables(
    outer: Table, singular: str, model: type[Any], suffixes: Mapping[str, str]
) -> Iterator[Table]:
    """Yield the tables of the lists inside the records of another table.

    Args:
        outer: the table of the records.
        singular: the prefix of the new table names, a singular noun such as ``episode``.
        model: the class of the records.
        suffixes: the column-name suffix of each language.
    """
    descriptions = descriptions_of(model)
    key = _nested_key(outer, singular)
    outer_key = tuple(column.name for column in key[:-1])
    parent = ForeignKey(columns=outer_key, table=outer.name, references=outer.primary_key)
    owner = singular if outer.primary_key == ("id",) else f"row of {outer.name}"
    for field in fields_of(model):
        if not field.many or field.name == "aliases":  # aliases are in the table of names
            continue
        about = descriptions.get(field.name, "")
        part = field.model if field.form == "record" else None
        found = (
            columns_of(part, fields_of(part), suffixes)
            if part
            else _item_column(field, about, singular)
        )
        table = Table(
            name=f"{singular}_{field.name}",
            description=f"For each {owner}: {lower_first(about)}",
            columns=(*key, *found.columns),
            primary_key=tuple(column.name for column in key),
            foreign_keys=(parent, *found.foreign_keys),
            keyed_records=_keyed_items(outer, field.name),
            readers=found.readers,
        )
        yield table
        if part:
            yield from _nested_tables(table, _singular(table.name), part, suffixes)


def _nested_key(outer: Table, singular: str) -> tuple[Column, ...]:
    """Return the primary key columns for a list inside the records of another table."""
    *before, last = outer.columns[: len(outer.primary_key)]
    noun = singular.rpartition("_")[2]
    description = f"The {noun}." if last.name == "id" else f"The position in {outer.name}."
    renamed = attrs.evolve(last, name=f"{noun}_{last.name}", description=description)
    return (*before, renamed, _position_column("The position in the list, from 1."))


def _item_column(field: Field, description: str, singular: str) -> Columns:
    """Return the single column for a list of references or texts."""
    if field.form != "reference" or field.model is None:
        value = Column(name="value", form=field.form, description=description, required=True)
        return Columns((value,), (str,), ())
    target = target_of(field.model)
    noun = _singular(field.name) if target.noun == singular else target.noun
    column = Column(name=f"{noun}_id", form="id", description=description, required=True)
    return Columns((column,), (id_of,), (link(column.name, target.name),))


def _keyed_items(outer: Table, name: str) -> KeyedRecords:
    """Return a function that yields the items of a list field, keyed by owner and position."""

    def keyed_items(catalogue: Catalogue) -> Iterator[KeyedRecord]:
        for key, record in outer.keyed_records(catalogue):
            for position, item in enumerate(getattr(record, name), 1):
                yield (*key, position), item

    return keyed_items


def _singular(plural: str) -> str:
    return plural.removesuffix("s")


def _id_column(model: type[Any]) -> Column:
    description = descriptions_of(model)["id"]
    return Column(name="id", form="id", description=description, required=True)


def _position_column(description: str) -> Column:
    return Column(
        name="position",
        type="integer",
        form="integer",
        description=description,
        required=True,
    )


def _entities(catalogue: Catalogue, section: Section) -> Iterator[Entity]:
    """Yield the records of a section; the section of shows has exactly one."""
    if section.model is Show:
        yield catalogue.show
    else:
        yield from getattr(catalogue, section.name)


def _show_id(episode: Episode) -> str:
    return episode.show.id


def _code(episode: Episode) -> str:
    return episode.code
