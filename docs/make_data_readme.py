"""Write the tables of the README of the data, between its marks, from the fields of the models.

    python docs/make_data_readme.py

A mark names a class, whose keys follow, or a field, whose words follow. "bundled" in a table is
what every record in the bundled data states. A test fails if a table is out of date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from field_words import code, meaning, written

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import Field, fields_of, stated_fields
from techforgood_podcast.models.sections import SECTIONS
from techforgood_podcast.text.typography import lower_first

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(str(tfg.__file__)).parent / "data" / "README.md"
MARKED = re.compile(r"(<!-- (\w+)(?:\.(\w+))?, generated -->\n\n).*?(\n<!-- end -->)", re.DOTALL)
# The most words that are explained in the line of their key.
FEW = 4


def page() -> str:
    """Return the page with its tables anew."""
    return MARKED.sub(marked, PAGE.read_text(encoding="utf-8"))


def marked(found: re.Match[str]) -> str:
    """Return the marks with what is between them."""
    start, model, name, end = found.groups()
    record = getattr(tfg, model)
    lines = words(stated_fields(record)[name]) if name else keys(record)
    return start + "".join(f"{line}\n" for line in lines) + end


def keys(model: type[Any]) -> Iterator[str]:
    """Yield the lines about the keys of a record."""
    catalogue = tfg.load_catalogue()
    bundled: dict[type[Any], Any] = {tfg.DataInfo: [catalogue.info], tfg.Show: [catalogue.show]}
    bundled |= {section.model: getattr(catalogue, section.name) for section in SECTIONS}
    records = bundled.get(model, ())
    yield "| key | meaning | format | required |\n|---|---|---|---|"
    for field in fields_of(model):
        values = {getattr(record, field.name) for record in records}
        stated = bool(values) and values.isdisjoint({None, ()})
        line = (f"`{field.name}`", cell(meaning(field)), form(field), required(field, stated))
        yield f"| {' | '.join(line)} |"


def required(field: Field, stated: bool) -> str:  # noqa: FBT001 -- whether all records have it
    """Return whether a file needs a key."""
    if field.required:
        return "yes"
    if field.default not in {None, ()}:
        return f"no; `{str(field.default).lower()}` if absent"
    return "bundled" if stated else "no"


def form(field: Field) -> str:
    """Return how a value is written, with the words to choose from if they are few."""
    if len(field.choices) > FEW:
        return "one word, see below"
    if field.choices:
        meanings = (
            f"`{word}`: {lower_first(text.rstrip('.'))}" for word, text in field.meanings.items()
        )
        return "; ".join(meanings)
    if field.form == "record" and field.model:
        noun = field.model.__name__.lower()
        return f"list of {noun}s, see below" if field.many else f"{noun}, see below"
    return written(field)


def words(field: Field) -> Iterator[str]:
    """Yield the lines about the words to choose from."""
    yield f"| {field.name} | meaning |\n|---|---|"
    for word, text in field.meanings.items():
        yield f"| `{word}` | {cell(text)} |"


def cell(text: str) -> str:
    """Return a text for a cell of a table."""
    return code(text, "`").replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{PAGE.name} written\n")
