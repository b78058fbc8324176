"""Makes ``data-dictionary.md`` of the models and of the tables derived from them.

    python docs/make_data_dictionary.py

A test fails where the page is not what this makes of them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import Field, fields_of
from techforgood_podcast.models.sections import PARTS, SECTIONS
from techforgood_podcast.relational.columns import descriptions_of, summary_of
from techforgood_podcast.relational.schema import Column, Table, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).with_name("data-dictionary.md")
INTRODUCTION = """\
<!-- Made by docs/make_data_dictionary.py; change the docstrings of the models instead. -->

# Data dictionary

What each record holds. A field's name is its name in Python, its key in the files that people
write, and its key in JSON, YAML and JSONL. "Required" means that no file is valid without it; any
other field may be absent, which means that it is not known. In Python it is then `None`, or an
empty tuple.

[The README of the data](../src/techforgood_podcast/data/README.md) says how each is written by
hand, [Records](api-records.md) how each is used in Python, and [the data model](data-model.md) how
they hang together.

## Forms

| form | in files | in Python |
|---|---|---|
| text | a text on one line; of a summary, several | `str` |
| id | words of `a` to `z` and digits, joined by hyphens | `str` |
| address | an address on the web, `http` or `https` | `str` |
| language | a BCP 47 tag, such as `fr` | `str` |
| media type | such as `audio/mpeg` | `str` |
| country code | ISO 3166-1 alpha-2, such as `BE` | `str` |
| whole number, number | digits | `int`, `float` |
| day | `YYYY-MM-DD` | `datetime.date` |
| running time | `MM:SS` or `H:MM:SS` | `datetime.timedelta` |
| localised text | a mapping of language to text, or a text alone | `LocalizedText` |
| reference | the id of the other record | the other record itself |
| record | a mapping, in its place | the record |
| one of … | one of these words | `str` |

A text alone is one in the show's language. Where "list of" stands before a form, files have a list,
and Python a tuple.
"""
FORMS = {
    "text": "text",
    "id": "id",
    "url": "address",
    "language": "language",
    "media_type": "media type",
    "country_code": "country code",
    "integer": "whole number",
    "number": "number",
    "date": "day",
    "duration": "running time",
    "localized": "localised text",
}
FILES = {
    "Show": "show",
    "DataInfo": "info",
    "Redirect": "redirects",
    **{section.model.__name__: section.name for section in SECTIONS},
}
"""The key of each model in a file that holds a whole catalogue."""


def page() -> str:
    """Return the whole page."""
    first = (tfg.DataInfo, tfg.Show, tfg.Episode)
    others = tuple(s.model for s in reversed(SECTIONS) if s.model is not tfg.Episode)
    models: tuple[type[object], ...] = (*first, *PARTS, *others, tfg.Redirect)
    records = "\n".join("\n".join(record(model)) for model in models)
    tables = "\n".join("\n".join(table(one)) for one in schema(tfg.load_catalogue().languages))
    return f"""{INTRODUCTION}
## Records

{records}
## Tables

`sqlite`, `datapackage`, `parquet` and `tfg.tables` hold the same catalogue as tables. All of them
are derived from the records above: a list is a table of its own, a localised text has a column for
each language, a running time is in seconds, and a reference is a column that ends in `_id`. "key"
marks the columns that identify a line.

{tables}"""


def record(model: type[object]) -> Iterator[str]:
    """Give the lines about one model."""
    name = model.__name__
    place = f"`{FILES[name]}`" if name in FILES else "inside an episode"
    told = descriptions_of(model)
    yield f"### {name}\n\n{summary_of(model)} In a file: {place}.\n"
    yield "| field | form | required | meaning |\n|---|---|---|---|"
    for field in fields_of(model):
        required = "yes" if field.required else ""
        yield f"| `{field.name}` | {form(field)} | {required} | {cell(told[field.name])} |"
    yield ""


def form(field: Field) -> str:
    """Return the form of a field, with links to other models."""
    if field.choices:
        found = "one of " + ", ".join(f"`{choice}`" for choice in field.choices)
    elif field.model:
        found = f"{field.form} to" if field.form == "reference" else "record"
        found += f" [{field.model.__name__}](#{field.model.__name__.lower()})"
    else:
        found = FORMS[field.form]
    return f"list of: {found}" if field.many else found


def table(one: Table) -> Iterator[str]:
    """Give the lines about one table."""
    keys = {
        column: key.table
        for key in one.foreign_keys
        for column in key.columns
        if len(key.columns) == 1
    }
    yield f"### {one.name}\n\n{cell(one.description)}\n"
    yield "| column | type | always there | meaning |\n|---|---|---|---|"
    for column in one.columns:
        yield (
            f"| `{column.name}` | {kind(column, one)} | {'yes' if column.required else ''} "
            f"| {cell(column.description)}{leads(keys.get(column.name))} |"
        )
    yield ""


def kind(column: Column, one: Table) -> str:
    """Return the type of a column, and whether it identifies a line."""
    return f"{column.type}, key" if column.name in one.primary_key else column.type


def leads(target: str | None) -> str:
    """Say to which table a column leads."""
    return f" Leads to `{target}`." if target else ""


def cell(text: str) -> str:
    """Return a text that stays in its cell."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
