"""The relational schema of a catalogue, shared by the CSV, SQLite, Parquet and Arrow output.

Each list of a catalogue is a table. So is each list inside a record, with the position of every
item as part of the key, and the lineage of themes, places and organisations. The schema is derived
entirely from the models and what their fields say, so field names and descriptions are defined only
there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter, itemgetter, methodcaller
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from ..catalogue.answers import Appearance
from ..catalogue.catalogue import Catalogue
from ..catalogue.ties import everyone_in
from ..models import Credit, DataInfo, Episode, Redirect, Show
from ..models.durations import count_seconds
from ..models.episodes import sharing
from ..models.fields import Field, Form, descriptions_of, fields_of, stated_fields, summary_of
from ..models.plain import entity_id
from ..models.records import hidden_names_of, names_of
from ..models.sections import SECTIONS, Section, section_of
from ..syntax import with_article
from ..text.folding import fold
from ..text.writing import lower_first

if TYPE_CHECKING:
    from collections.abc import Mapping

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

# The primary key of a row, and the record that its other columns are read from.
KeyedRecord: TypeAlias = tuple[tuple[Value, ...], Any]
KeyedRecords: TypeAlias = Callable[[Catalogue], Iterator[KeyedRecord]]


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        name: the name, unique within the table even when case is ignored.
        description: the meaning, in a sentence or two.
        form: the form of the model field that the column comes from.
        required: whether every row has a value.
        choices: the allowed values; empty if any value of the type is allowed.
        refers: the name of the table whose ids the values are; empty for other values.
        read: reads the value from a record; a column of the primary key has no such function.
    """

    name: str
    description: str
    form: Form = attrs.field(default="text", kw_only=True)
    required: bool = attrs.field(default=False, kw_only=True)
    choices: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    refers: str = attrs.field(default="", eq=False, kw_only=True)
    read: Reader | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def type(self) -> ColumnType:
        """The type of the values; a date has no time of day, a datetime has a zone."""
        return _TYPES.get(self.form, "text")


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


@attrs.frozen(kw_only=True)
class Table:
    """A table: its columns, its keys, and how to read its rows from a catalogue.

    Attributes:
        name: the name.
        description: what a row represents.
        columns: the columns, with those of the primary key first.
        primary_key: the names of the columns that identify a row; empty for a one-row table.
        owner: the reference to the record that has the list, for a table of what is in lists.
        keyed_records: yields the primary key and the record of each row.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    owner: ForeignKey | None = None
    keyed_records: KeyedRecords = attrs.field(eq=False, repr=False)

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """References to other tables."""
        links = (
            ForeignKey(columns=(column.name,), table=column.refers, references=("id",))
            for column in self.columns
            if column.refers
        )
        return (self.owner, *links) if self.owner else tuple(links)


# Sections that become tables, ordered so that each comes after those it refers to.
LISTS: Final = (
    *SECTIONS[:-1],
    Section("shows", "show", Show),
    SECTIONS[-1],
)
_SHOW: Final = Column(
    "show_id",
    descriptions_of(Episode)["show"],
    form="id",
    required=True,
    refers="shows",
    read=attrgetter("show.id"),
)
_CODE: Final = Column(
    "code",
    'The short name of the episode, such as "S1E3"; several may have the same.',
    required=True,
    read=attrgetter("code"),
)


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
    return (_info_table(suffixes), _redirects_table(suffixes), _names_table(), *lists)


def without(table: Table, *names: str) -> Table:
    """Return a table without those of its columns that have some names and are no keys.

    >>> [column.name for column in without(schema(("fr",))[3], "url", "code").columns]
    ['id', 'title_fr', 'consulted']
    """
    left_out = {*names}.difference(table.primary_key)
    return attrs.evolve(table, columns=tuple(c for c in table.columns if c.name not in left_out))


def rows(catalogue: Catalogue, table: Table) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of a table, in catalogue order.

    >>> import techforgood_podcast as tfg
    >>> catalogue = tfg.load_catalogue()
    >>> themes = next(t for t in schema(catalogue.languages) if t.name == "episode_themes")
    >>> next(rows(catalogue, themes))
    ('s01-intro', 1, 'tech-for-good')
    """
    readers = [column.read for column in table.columns if column.read]
    for key, record in table.keyed_records(catalogue):
        yield (*key, *(reader(record) for reader in readers))


def _info_table(suffixes: Mapping[str, str]) -> Table:
    """Return the table of the details of the catalogue itself."""
    fields = (*fields_of(DataInfo), Field(name="sha256", form="text", required=True))
    return Table(
        name="info",
        description="Facts about the catalogue itself, in a single row.",
        columns=tuple(_columns_of(DataInfo, fields, suffixes)),
        primary_key=(),
        keyed_records=lambda catalogue: iter([((), catalogue.info)]),
    )


def _redirects_table(suffixes: Mapping[str, str]) -> Table:
    """Return the table of the ids that are no longer in use."""
    found = _columns_of(Redirect, fields_of(Redirect)[1:], suffixes)
    return Table(
        name="redirects",
        description="An id that is no longer in use, and is never reused.",
        columns=(_id_column(Redirect), *found),
        primary_key=("id",),
        keyed_records=lambda catalogue: (((r.id,), r) for r in catalogue.redirects),
    )


def _names_table() -> Table:
    """Return the table of every name that a record can be looked up by."""
    columns = (
        Column(
            "kind",
            "The kind of record.",
            form="choice",
            required=True,
            choices=tuple(section.noun for section in LISTS),
        ),
        Column("id", "The id of the record.", form="id", required=True),
        _position_column("The position among its names, from 1; the first is the one to show."),
        Column("name", "The name as written.", required=True, read=itemgetter(0)),
        Column(
            "key",
            "The name without case, accents, punctuation and symbols, for look-ups; "
            "empty if nothing is left.",
            read=lambda one: fold(one[0]) or None,
        ),
        Column(
            "hidden",
            "Whether the record is only found by the name, and not shown with it.",
            form="boolean",
            required=True,
            read=itemgetter(1),
        ),
    )

    def keyed_names(catalogue: Catalogue) -> Iterator[KeyedRecord]:
        for section in LISTS:
            for entity in _entities(catalogue, section):
                hidden = hidden_names_of(entity)
                for position, name in enumerate(names_of(entity), 1):
                    yield (section.noun, entity.id, position), (name, name in hidden)

    return Table(
        name="names",
        description="The texts by which records can be found: names, labels, titles and aliases.",
        columns=columns,
        primary_key=("kind", "id", "position"),
        keyed_records=keyed_names,
    )


def _section_tables(section: Section, suffixes: Mapping[str, str]) -> Iterator[Table]:
    """Yield the table of a section of the catalogue, then those of the lists in its records."""
    found = _columns_of(section.model, fields_of(section.model)[1:], suffixes)
    of_episode = (_SHOW, _CODE) if section.model is Episode else ()
    table = Table(
        name=section.name,
        description=summary_of(section.model),
        columns=(_id_column(section.model), *of_episode, *found),
        primary_key=("id",),
        keyed_records=lambda catalogue: (((e.id,), e) for e in _entities(catalogue, section)),
    )
    yield table
    yield from _nested_tables(table, section.noun, section.model, suffixes)
    if hasattr(section.model, "lineage"):
        yield _lineage_table(section)


def _lineage_table(section: Section) -> Table:
    """Return the table of what the records of a section are part of, for queries in one join."""
    noun = section.noun

    def keyed_pairs(catalogue: Catalogue) -> Iterator[KeyedRecord]:
        for entity in getattr(catalogue, section.name):
            for above in entity.lineage:
                yield (entity.id, above.id), above

    itself = f"The {noun} itself, or one that it is part of at any level."
    columns = tuple(
        Column(name, about, form="id", required=True, refers=section.name)
        for name, about in ((f"{noun}_id", f"The {noun}."), ("above_id", itself))
    )
    return Table(
        name=f"{noun}_lineage",
        description=f"Each {noun} with itself and all that it is part of, so that one join finds "
        f"what belongs to {with_article(noun)} or to those below.",
        columns=columns,
        primary_key=tuple(column.name for column in columns),
        keyed_records=keyed_pairs,
    )


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
    owner = ForeignKey(columns=outer_key, table=outer.name, references=outer.primary_key)
    noun = singular if outer.primary_key == ("id",) else f"row of {outer.name}"
    for field in fields_of(model):
        # Aliases are in the table of names.
        if not field.many or field.hidden or field.name == "aliases":
            continue
        about = descriptions.get(field.name, "")
        part = field.model if field.form == "record" else None
        item = [_item_column(field, about, singular)]
        found = _columns_of(part, fields_of(part), suffixes) if part else item
        table = Table(
            name=f"{singular}_{field.name}",
            description=f"For each {noun}: {lower_first(about)}",
            columns=(*key, *found),
            primary_key=tuple(column.name for column in key),
            owner=owner,
            keyed_records=_keyed_items(outer, field.name),
        )
        yield table
        if part:
            yield from _nested_tables(table, _drop_s(table.name), part, suffixes)


def _nested_key(outer: Table, singular: str) -> tuple[Column, ...]:
    """Return the primary key columns for a list inside the records of another table."""
    *before, last = outer.columns[: len(outer.primary_key)]
    noun = singular.rpartition("_")[2]
    description = f"The {noun}." if last.name == "id" else f"The position in {outer.name}."
    renamed = attrs.evolve(last, name=f"{noun}_{last.name}", description=description)
    return (*before, renamed, _position_column("The position in the list, from 1."))


def _item_column(field: Field, description: str, singular: str) -> Column:
    """Return the single column for a list of references or texts."""
    value = Column("value", description, form=field.form, required=True, read=str)
    if field.form != "reference" or field.model is None:
        return value
    model: type[Entity] = field.model
    target = section_of(model)
    noun = _drop_s(field.name) if target.noun == singular else target.noun
    return attrs.evolve(value, name=f"{noun}_id", form="id", refers=target.name, read=entity_id)


def _keyed_items(outer: Table, name: str) -> KeyedRecords:
    """Return a function that yields the items of a list field, keyed by owner and position."""

    def keyed_items(catalogue: Catalogue) -> Iterator[KeyedRecord]:
        for key, record in outer.keyed_records(catalogue):
            for position, item in enumerate(getattr(record, name), 1):
                yield (*key, position), item

    return keyed_items


def _drop_s(plural: str) -> str:
    return plural.removesuffix("s")


def _id_column(model: type[Any]) -> Column:
    description = descriptions_of(model)["id"]
    return Column("id", description, form="id", required=True)


def _position_column(description: str) -> Column:
    return Column("position", description, form="integer", required=True)


def _entities(catalogue: Catalogue, section: Section) -> Iterator[Entity]:
    """Yield the records of a section; the section of shows has exactly one."""
    if section.model is Show:
        yield catalogue.show
    else:
        yield from getattr(catalogue, section.name)


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


def _columns_of(
    model: type[Any], fields: tuple[Field, ...], suffixes: Mapping[str, str]
) -> Iterator[Column]:
    """Yield the columns of the single-valued fields, skipping lists and what is hidden.

    Args:
        model: the class of the records.
        fields: the fields of the model to include.
        suffixes: the column-name suffix of each language.
    """
    descriptions = descriptions_of(model)
    for field in fields:
        if not (field.many or field.hidden):
            # A field that may not be None always has a value, even if a file leaves it out.
            always = field._replace(required=not field.optional)
            yield from _columns_of_field(always, descriptions.get(field.name, ""), suffixes)


def _columns_of_field(
    field: Field, description: str, suffixes: Mapping[str, str]
) -> Iterator[Column]:
    """Yield the columns of a field.

    A localised field has one column per language, a nested record one per field of its own, and
    any other field exactly one.
    """
    name, form = field.name, field.form
    if form == "localized":
        for language, suffix in suffixes.items():
            yield Column(
                f"{name}_{suffix}",
                f"{description} This column: {language}.",
                form=form,
                required=field.required and len(suffixes) == 1,
                read=_reader(name, methodcaller("get", language)),
            )
    elif form == "record" and field.model:
        for inner in _columns_of(field.model, fields_of(field.model), suffixes):
            yield attrs.evolve(
                inner,
                name=f"{name}_{inner.name}",
                description=f"{description.removesuffix('.')}: {lower_first(inner.description)}",
                required=field.required and inner.required,
                read=_reader(name, inner.read),
            )
    else:
        is_key = form in {"reference", "id"}
        ending = "_id" if is_key else "_seconds" if form == "duration" else ""
        target: type[Entity] | None = field.model if form == "reference" else None
        yield Column(
            f"{name}{ending}",
            description,
            form="id" if is_key else form,
            required=field.required,
            choices=field.choices,
            refers=section_of(target).name if target else "",
            read=_reader(name, _CONVERSIONS.get(form)),
        )


def _reader(name: str, convert: Reader | None) -> Reader:
    """Return a function that reads a field and converts its value, if there is one."""
    if convert is None:
        return attrgetter(name)

    def read(record: Any) -> Value:
        value = getattr(record, name)
        return None if value is None else convert(value)

    return read


_CONVERSIONS: Final[Mapping[Form, Reader]] = {
    "reference": entity_id,
    "duration": count_seconds,
    "number": float,
}


def _shared_with(appearance: Appearance) -> str | None:
    credit = appearance.credit
    line = sharing(credit, appearance.episode) if credit else ()
    names = (one.person.name if one.person else one.credited_as for one in line if one != credit)
    return "; ".join(names) or None


_APPEARANCE_COLUMNS = (
    Column("episode_id", "The episode.", form="id", required=True, refers="episodes"),
    Column(
        "part",
        "The part in the episode.",
        form="choice",
        required=True,
        choices=stated_fields(Appearance)["part"].choices,
    ),
    _position_column("The position in the list, from 1."),
    Column("code", "The code of the episode.", required=True, read=attrgetter("episode.code")),
    Column("title", "The title of the episode.", required=True, read=attrgetter("episode.title")),
    Column(
        "person_id",
        "Who it is; empty for a group.",
        form="id",
        refers="people",
        read=_reader("person", entity_id),
    ),
    Column(
        "name",
        "The name of the person, or what the credit calls the group.",
        required=True,
        read=lambda one: one.person.name if one.person else one.credit.credited_as,
    ),
    Column(
        "credited_as",
        "The name exactly as the source prints it; empty for a host.",
        read=_reader("credit", attrgetter("credited_as")),
    ),
    Column(
        "organisations",
        "The organisations in the credit, separated by semicolons; for a host, those "
        "that the person belongs to.",
        read=lambda one: "; ".join(body.name for body in one.organisations) or None,
    ),
    Column(
        "shared_with",
        "The names of the others who share the role, separated by semicolons.",
        read=_shared_with,
    ),
)


def appearances(languages: tuple[str, ...]) -> Table:
    """Return the table of the people and groups in each episode, joined with their names.

    >>> [column.name for column in appearances(("fr",)).columns][-3:]
    ['organisations', 'shared_with', 'role_fr']
    """
    description = descriptions_of(Credit)["role"]
    roles = tuple(
        Column(
            f"role_{suffix}",
            f"{description} This column: {language}.",
            form="localized",
            read=_reader("role", methodcaller("get", language)),
        )
        for language, suffix in suffixes_of(languages).items()
    )
    return Table(
        name="appearances",
        description="Each person or group in each episode, with names instead of ids: one row "
        "per host, guest, member of the crew and person mentioned.",
        columns=(*_APPEARANCE_COLUMNS, *roles),
        primary_key=("episode_id", "part", "position"),
        keyed_records=_keyed_appearances,
    )


def _keyed_appearances(catalogue: Catalogue) -> Iterator[KeyedRecord]:
    for episode in catalogue.episodes:
        for position, appearance in everyone_in(episode):
            yield (episode.id, appearance.part, position), appearance
