"""The catalogue as relational tables: one schema, from which CSV, SQLite and Arrow all derive.

Each list of a catalogue is a table, and so is each list inside a record, whose lines have the
number of their place. Everything is derived from the models, docstrings included: what a field
means is written there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from ..catalogue.catalogue import Catalogue
from ..models import DataInfo, Episode, Redirect, Show
from ..models.fields import SECTIONS, Field, Section, fields_of
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
    descriptions_of,
    id_of,
    link,
    suffixes_of,
    summary_of,
    target_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..models import Entity

__all__ = ["Column", "ColumnType", "ForeignKey", "Reader", "Table", "Value", "rows", "schema"]

Line: TypeAlias = tuple[tuple[Value, ...], Any]
"""The key of a line, and the record that it tells of."""
Lines: TypeAlias = Callable[[Catalogue], Iterator[Line]]

LISTS: Final = (*SECTIONS[:-1], Section(name="shows", noun="show", model=Show), SECTIONS[-1])
"""The lists that are tables, each after those that it refers to."""
_SHOW: Final = Column(
    name="show_id",
    form="id",
    description=descriptions_of(Episode).get("show", ""),
    required=True,
)
_CODE: Final = Column(name="code", description=summary_of(Episode.code), required=True)


@attrs.frozen(kw_only=True)
class Table:
    """A table: its columns, what identifies a line, and where its lines come from.

    Attributes:
        name: its name.
        description: what a line is.
        columns: its columns, those of the primary key first.
        primary_key: the columns that identify a line; none for a table of one line.
        foreign_keys: the columns that lead to other tables.
        lines: gives the key and the record of each line of a catalogue.
        readers: give the values of the columns after the key, one each.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    lines: Lines = attrs.field(eq=False, repr=False)
    readers: tuple[Reader, ...] = attrs.field(eq=False, repr=False)


@cache
def schema(languages: tuple[str, ...]) -> tuple[Table, ...]:
    """Return the tables of a catalogue in these languages, each after those it refers to.

    >>> [table.name for table in schema(("fr",)) if "_" not in table.name][:4]
    ['info', 'redirects', 'names', 'sources']
    >>> [column.name for column in schema(("fr", "pt-BR"))[4].columns]
    ['id', 'name_fr', 'name_pt_br', 'kind', 'code', 'part_of_id']
    """
    suffixes = suffixes_of(languages)
    lists = (table for section in LISTS for table in _of_list(section, suffixes))
    return (_info(suffixes), _redirects(suffixes), _names(), *lists)


def rows(catalogue: Catalogue, table: Table) -> Iterator[tuple[Value, ...]]:
    """Give the lines of a table, in the order of the catalogue.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> themes = next(t for t in schema(catalogue.languages) if t.name == "episode_themes")
    >>> next(rows(catalogue, themes))
    ('s01-intro', 1, 'tech-for-good')
    """
    readers = table.readers
    for key, record in table.lines(catalogue):
        yield (*key, *(reader(record) for reader in readers))


def _info(suffixes: Mapping[str, str]) -> Table:
    """Return the table of what a catalogue says of itself."""
    fields = (*fields_of(DataInfo), Field(name="sha256", form="text", required=True))
    stated = columns_of(DataInfo, fields, suffixes)
    return Table(
        name="info",
        description="What the catalogue says of itself, in one line.",
        columns=stated.columns,
        primary_key=(),
        lines=lambda catalogue: iter([((), catalogue.info)]),
        readers=stated.readers,
    )


def _redirects(suffixes: Mapping[str, str]) -> Table:
    """Return the table of the ids that are no longer in use."""
    stated = columns_of(Redirect, fields_of(Redirect)[1:], suffixes)
    return Table(
        name="redirects",
        description=summary_of(Redirect),
        columns=(_id_column(Redirect), *stated.columns),
        primary_key=("id",),
        lines=lambda catalogue: (((redirect.id,), redirect) for redirect in catalogue.redirects),
        readers=stated.readers,
    )


def _names() -> Table:
    """Return the table of every text that a record can be found by."""
    columns = (
        Column(
            name="kind",
            form="choice",
            description="What the name stands for.",
            required=True,
            choices=tuple(section.noun for section in LISTS),
        ),
        Column(name="id", form="id", description="Whose name it is.", required=True),
        _position("The place among its names, from 1; the first is the one to show."),
        Column(name="name", description="The name as it is written.", required=True),
        Column(
            name="key",
            description="The name without case, accents and punctuation, to look it up by; "
            "empty where nothing is left of it.",
        ),
    )

    def lines(catalogue: Catalogue) -> Iterator[Line]:
        for section in LISTS:
            for entity in _entities(catalogue, section):
                for position, name in enumerate(entity.names, 1):
                    yield (section.noun, entity.id, position), name

    return Table(
        name="names",
        description="Every text that a record can be found by: names, labels, titles and aliases.",
        columns=columns,
        primary_key=("kind", "id", "position"),
        lines=lines,
        readers=(str, lambda name: fold(name) or None),
    )


def _of_list(section: Section, suffixes: Mapping[str, str]) -> Iterator[Table]:
    """Give the table of a list of the catalogue, and those of the lists inside its records."""

    def lines(catalogue: Catalogue) -> Iterator[Line]:
        for entity in _entities(catalogue, section):
            yield (entity.id,), entity

    fields = fields_of(section.model)[1:]
    stated = columns_of(section.model, fields, suffixes)
    if section.model is Episode:
        stated = Columns(
            (_SHOW, _CODE, *stated.columns),
            (_show_id, _code, *stated.readers),
            (link(_SHOW.name, "shows"), *stated.foreign_keys),
        )
    whole = Table(
        name=section.name,
        description=summary_of(section.model),
        columns=(_id_column(section.model), *stated.columns),
        primary_key=("id",),
        foreign_keys=stated.foreign_keys,
        lines=lines,
        readers=stated.readers,
    )
    yield whole
    yield from _inside(whole, section.noun, section.model, suffixes)


def _inside(
    outer: Table, singular: str, model: type[Any], suffixes: Mapping[str, str]
) -> Iterator[Table]:
    """Give the tables of the lists that stand inside the records of another table.

    Args:
        outer: that table.
        singular: what to call one of its lines.
        model: the class of its records.
        suffixes: for each language what the names of its columns end in.
    """
    told = descriptions_of(model)
    key = _key_inside(outer, singular)
    known = tuple(column.name for column in key[:-1])
    above = ForeignKey(columns=known, table=outer.name, references=outer.primary_key)
    owner = singular if outer.primary_key == ("id",) else f"line of {outer.name}"
    for field in fields_of(model):
        if not field.many or field.name == "aliases":  # these are in the table of names
            continue
        about = told.get(field.name, "")
        part = field.model if field.form == "record" else None
        stated = (
            columns_of(part, fields_of(part), suffixes) if part else _item(field, about, singular)
        )
        table = Table(
            name=f"{singular}_{field.name}",
            description=f"Of each {owner}: {lower_first(about)}",
            columns=(*key, *stated.columns),
            primary_key=tuple(column.name for column in key),
            foreign_keys=(above, *stated.foreign_keys),
            lines=_items(outer, field.name),
            readers=stated.readers,
        )
        yield table
        if part:
            yield from _inside(table, _singular(table.name), part, suffixes)


def _key_inside(outer: Table, singular: str) -> tuple[Column, ...]:
    """Return the columns of the key for a list inside the records of another table."""
    *before, last = outer.columns[: len(outer.primary_key)]
    one = singular.rpartition("_")[2]
    description = f"The {one}." if last.name == "id" else f"The position in {outer.name}."
    known = attrs.evolve(last, name=f"{one}_{last.name}", description=description)
    return (*before, known, _position("The place in the list, from 1."))


def _item(field: Field, description: str, singular: str) -> Columns:
    """Return the one column of a list of references or texts."""
    if field.form != "reference" or field.model is None:
        value = Column(name="value", form=field.form, description=description, required=True)
        return Columns((value,), (str,), ())
    target = target_of(field.model)
    noun = _singular(field.name) if target.noun == singular else target.noun
    column = Column(name=f"{noun}_id", form="id", description=description, required=True)
    return Columns((column,), (id_of,), (link(column.name, target.name),))


def _items(outer: Table, name: str) -> Lines:
    """Return what gives the lines of a list that stands inside the records of another table."""

    def lines(catalogue: Catalogue) -> Iterator[Line]:
        for key, record in outer.lines(catalogue):
            for position, item in enumerate(getattr(record, name), 1):
                yield (*key, position), item

    return lines


def _singular(plural: str) -> str:
    return plural.removesuffix("s")


def _id_column(model: type[Any]) -> Column:
    description = descriptions_of(model).get("id", "")
    return Column(name="id", form="id", description=description, required=True)


def _position(description: str) -> Column:
    return Column(
        name="position",
        type="integer",
        form="integer",
        description=description,
        required=True,
    )


def _entities(catalogue: Catalogue, section: Section) -> Iterator[Entity]:
    """Give the records of a list; that of the shows has one."""
    if section.model is Show:
        yield catalogue.show
    else:
        yield from getattr(catalogue, section.name)


def _show_id(episode: Episode) -> str:
    return episode.show.id


def _code(episode: Episode) -> str:
    return episode.code
