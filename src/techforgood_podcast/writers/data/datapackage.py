"""``datapackage``: a folder of CSV tables with a description of every column, for research data.

The folder follows Data Package 2.0: `datapackage.json` describes the package, its licence and
sources, and the keys and columns of each table. The tables are those of the data dictionary, each
in a file such as `episode_guests.csv`.

Also lost: which language of a text is its main one (the first in `names.csv`, for names and
labels). Whole numbers in figures beyond 2 ** 53 become the nearest floating-point number.

Note: cells hold exact values for programs. A spreadsheet may take a text that begins with "=" for a
formula; use `csv` there. An empty cell is an unknown value. The package names no contributors,
since a catalogue does not say who compiled it.

Tested with: frictionless, which checks types, keys and every other constraint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ...models.rules import PATTERNS
from ...relational.schema import rows, schema, without
from ...syntax.json import drop_unknown, write
from ..anchors import licence_address
from ..format import Format
from ..text.markdown import link_mailboxes
from ..text.phrases import Phrases
from .csv import write_rows

if TYPE_CHECKING:
    from ...catalogue.catalogue import Catalogue
    from ...relational.schema import Column, ForeignKey, Table

FORMAT = Format(
    name="datapackage",
    suffixes=(),
    media_type="application/vnd.datapackage+json",
    summary="A folder of CSV tables with a description of every column, for research data.",
    family="data",
    kind="folder",
)

_PROFILES: Final = "https://datapackage.org/profiles/2.0"
# The names of other types are the same.
_TYPES: Final = {"text": "string"}
_DIALECT: Final = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
# The format takes single licences only; a licence expression is in info.csv.
_NAME: Final = re.compile(r"[-a-zA-Z0-9._]+")


def content(catalogue: Catalogue) -> dict[str, str | bytes]:
    """Return the files of the folder by name: the description and the tables.

    >>> import techforgood_podcast as tfg
    >>> print(content(tfg.load_catalogue())["episode_themes.csv"][:54])
    episode_id,position,theme_id
    s01-intro,1,tech-for-good
    """
    tables = tuple(without(table, "notes", "notes_html") for table in schema(catalogue.languages))
    package = drop_unknown(_package(catalogue, tables))
    files: dict[str, str | bytes] = {"datapackage.json": f"{write(package)}\n"}
    for table in tables:
        header = [column.name for column in table.columns]
        files[_path(table)] = write_rows(header, rows(catalogue, table))
    return files


def _path(table: Table) -> str:
    return f"{table.name}.csv"


def _package(catalogue: Catalogue, tables: tuple[Table, ...]) -> dict[str, Any]:
    show = catalogue.show
    notice = Phrases(show.language).write_notice(catalogue.info)
    described = "\n\n".join(filter(None, (str(show.summary or ""), notice)))
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": show.id,
        "title": show.title,
        # Descriptions are Markdown.
        "description": "\n".join(map(link_mailboxes, described.splitlines())),
        "version": catalogue.info.version,
        "homepage": show.url,
        "image": show.cover_url,
        "keywords": [str(theme.label) for theme in show.themes],
        "licenses": _licences(catalogue.info.licence),
        "sources": [{"title": str(one.title), "path": one.url} for one in catalogue.sources],
        "resources": [_resource(table) for table in tables],
    }


def _licences(licence: str | None) -> list[dict[str, Any]]:
    if licence is None or not _NAME.fullmatch(licence):
        return []
    return [{"name": licence, "path": licence_address(licence)}]


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": _path(table),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": table.primary_key,
            "foreignKeys": [_foreign_key(key, table) for key in table.foreign_keys],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        "description": column.description,
        "constraints": {
            "required": column.required or None,
            "enum": column.choices,
            "pattern": _pattern(column),
        },
    }


def _pattern(column: Column) -> str | None:
    """Return the pattern of a column in the syntax of XML Schema, which is more restricted."""
    if column.form not in PATTERNS:
        return None
    return PATTERNS[column.form].replace("(?:", "(").replace('\\"', '"')


def _foreign_key(key: ForeignKey, table: Table) -> dict[str, Any]:
    # A table refers to itself without naming itself.
    other = {} if key.table == table.name else {"resource": key.table}
    return {"fields": key.columns, "reference": {**other, "fields": key.references}}
