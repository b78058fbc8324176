"""SQL that creates the relational tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..relational.schema import Column, Table

_TYPES: Final = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "date": "TEXT",
    "datetime": "TEXT",
}


def quote(names: Iterable[str]) -> str:
    """Return names as SQL identifiers; none of them holds a quotation mark.

    >>> quote(["id", "position"])
    '"id", "position"'
    """
    return ", ".join(f'"{name}"' for name in names)


def define_table(table: Table) -> Iterator[str]:
    """Give the statements that create a table, and an index for each foreign key."""
    yield _table(table)
    for key in table.foreign_keys:
        if key.columns != table.primary_key[: len(key.columns)]:
            yield _index(table, key.columns)
    if table.name == "names":
        yield _index(table, ("key",))


def _table(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    if table.primary_key:
        parts.append(f"PRIMARY KEY ({quote(table.primary_key)})")
    parts += [
        f"FOREIGN KEY ({quote(key.columns)})"
        f" REFERENCES {quote([key.table])} ({quote(key.references)})"
        for key in table.foreign_keys
    ]
    inside = ",\n  ".join(parts)
    return f"CREATE TABLE {quote([table.name])} (\n  {inside}\n) STRICT"


def _column(column: Column) -> str:
    name = quote([column.name])
    words = [name, _TYPES[column.type]]
    if column.required:
        words.append("NOT NULL")
    if column.choices:
        words.append(f"CHECK ({name} IN ({', '.join(map(repr, column.choices))}))")
    if column.type == "date":
        words.append(f"CHECK (date({name}) IS {name})")  # with "=", an invalid date would pass
    if column.type == "boolean":
        words.append(f"CHECK ({name} IN (0, 1))")
    if column.type == "datetime":
        local = f"strftime('%Y-%m-%dT%H:%M:%S', substr({name}, 1, 19))"
        zone = "GLOB '*[+-][01][0-9]:[0-5][0-9]'"
        words.append(f"CHECK ({local} || substr({name}, 20, 6) IS {name} AND {name} {zone})")
    return " ".join(words)


def _index(table: Table, columns: tuple[str, ...]) -> str:
    name = f"{table.name}_by_{'_'.join(columns)}"
    return f"CREATE INDEX {quote([name])} ON {quote([table.name])} ({quote(columns)})"
