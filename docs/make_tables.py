"""Write the tables of fields: the data dictionary, and those in two pages that people write.

    python docs/make_tables.py

The README of the data and the page about feeds have marks around their tables. In the README, a
mark names a class, whose keys follow, or a field, whose words follow; "bundled" is what every
record in the bundled data states. A test fails if a table is out of date.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reference import FORMS, Words, meaning, written
from templates import data, template, write

import techforgood_podcast as tfg
from techforgood_podcast.authoring.feeds.elements import EPISODE, SHOW
from techforgood_podcast.models.fields import Field, fields_of, stated_fields
from techforgood_podcast.models.sections import PARTS, SECTIONS
from techforgood_podcast.relational.schema import Column, Table, appearances, schema
from techforgood_podcast.text.writing import lower_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DICTIONARY = Path(__file__).with_name("data-dictionary.md")
README = Path(str(tfg.__file__)).parent / "data" / "README.md"
FEEDS = Path(__file__).with_name("feeds.md")
MARKED = re.compile(r"(<!-- (\w+)(?:\.(\w+))?, generated -->\n\n).*?(\n<!-- end -->)", re.DOTALL)
LANGUAGES = tfg.load_catalogue().languages
CONVERTED = [words for words in FORMS.values() if words.python != "`str`"]
# What ends the description of a column for one language.
FIRST, *OTHERS = (f" This column: {language}." for language in LANGUAGES)
LINEAGE = (".", " itself, or one that it is part of at any level.")
# What the README of the data or the introduction says already.
SAID = {
    field.description
    for model in (tfg.DataInfo, tfg.Show, *(section.model for section in SECTIONS), *PARTS)
    for field in fields_of(model)
} | {
    "The episode.",
    "The position in the list, from 1.",
    "The code of the episode.",
    "The title of the episode.",
    "The id of the record.",
    "The name as written.",
    *(f"The {noun}{rest}" for noun in ("place", "theme", "organisation") for rest in LINEAGE),
}
# The most words that are explained in the line of their key.
FEW = 4
SOURCES = {"show": SHOW, "episode": EPISODE}
# What the page about feeds says of fields, and of people.
SAID_OF_FEEDS = data("feeds")


def pages() -> dict[Path, str]:
    """Return each page with its tables anew."""
    return {
        DICTIONARY: dictionary(),
        README: filled(README, record),
        FEEDS: filled(FEEDS, elements),
    }


def filled(path: Path, write: Callable[..., Iterator[str]]) -> str:
    """Return a page with the lines between its marks anew, by what the marks name."""

    def fill(found: re.Match[str]) -> str:
        start, *named, end = found.groups()
        return start + "".join(f"{line}\n" for line in write(*filter(None, named))) + end

    return MARKED.sub(fill, path.read_text(encoding="utf-8"))


def dictionary() -> str:
    """Return the data dictionary."""
    found = (*schema(LANGUAGES), appearances(LANGUAGES))
    lists = [one for one in found if is_list(one)]
    alike: dict[tuple[Column, ...], list[Table]] = {}
    for one in found:
        if not is_list(one):
            alike.setdefault(one.columns, []).append(one)
    tables = "\n".join("\n".join(section(group)) for group in alike.values())
    forms = "\n".join(map(form_row, CONVERTED))
    rows = "\n".join(list_rows(lists))
    return template("data-dictionary.txt", forms=forms, tables=tables, lists=rows)


def is_list(one: Table) -> bool:
    """Return whether a table has the values of a list, and nothing else."""
    return "position" in one.primary_key and len(one.columns) == len(one.primary_key) + 1


def form_row(words: Words) -> str:
    """Return the line about one form."""
    shape = f" ({words.shape})" if words.shape else ""
    return f"| {words.name} | {words.files}{shape} | {words.python} |"


def list_rows(lists: list[Table]) -> Iterator[str]:
    """Yield the lines about lists, by the column that holds their values."""
    alike: dict[str, list[str]] = {}
    for one in lists:
        value = one.columns[-1].name
        found = f"`{value}`{arrow(targets(one).get(value))}"
        alike.setdefault(found, []).append(f"`{one.name}`")
    yield from (f"- {value}: {', '.join(tables)}" for value, tables in alike.items())


def section(tables: list[Table]) -> Iterator[str]:
    """Yield the lines about tables with the same columns."""
    one = tables[0]
    keys = targets(one)
    shown = [column for column in one.columns if not column.description.endswith(tuple(OTHERS))]
    yield f"### {', '.join(each.name for each in tables)}\n"
    if len(tables) == 1:
        yield escaped(one.description)
    else:
        yield from (f"- `{each.name}` – {escaped(each.description)}" for each in tables)
    if one.primary_key and one.primary_key != ("id",):
        yield f"\nKey: {', '.join(f'`{name}`' for name in one.primary_key)}"
    columns: dict[str, list[str]] = {}
    for column in shown:
        found = f"{column_names(column)}{arrow(keys.get(column.name))}"
        columns.setdefault(column.type, []).append(found)
    yield ""
    yield from (f"- {type_}: {', '.join(alike)}" for type_, alike in columns.items())
    yield ""
    explained = [
        f"- {column_names(column)}: {escaped(lower_first(meaning))}"
        for column in shown
        if (meaning := column.description.removesuffix(FIRST)) not in SAID
    ]
    if explained:
        yield "\n".join(["Of these:\n", *explained, ""])


def targets(one: Table) -> dict[str, str]:
    """Return the tables that single columns refer to, by column."""
    return {key.columns[0]: key.table for key in one.foreign_keys if len(key.columns) == 1}


def column_names(column: Column) -> str:
    """Return the name of a column; of a text in several languages, one name for each."""
    if not column.description.endswith(FIRST):
        return f"**`{column.name}`**" if column.required else f"`{column.name}`"
    stem = column.name.removesuffix(LANGUAGES[0])
    return ", ".join(f"`{stem}{language}`" for language in LANGUAGES)


def arrow(target: str | None) -> str:
    """Return an arrow to the table that a column refers to."""
    return f" → `{target}`" if target else ""


def escaped(text: str) -> str:
    """Escape a text for a cell of a table."""
    return text.replace("|", "\\|")


def record(model: str, name: str = "") -> Iterator[str]:
    """Return the lines about the keys of a record, or about the words of one of its fields."""
    found = getattr(tfg, model)
    return words(stated_fields(found)[name]) if name else keys(found)


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
        line = (
            f"`{field.name}`",
            coded(meaning(field)),
            form(field),
            required(field, stated),
        )
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


def coded(text: str) -> str:
    """Return a text for a cell, with single words in quotation marks as code."""
    return escaped(re.sub(r'"([^\s".]+)"', r"`\1`", text))


def words(field: Field) -> Iterator[str]:
    """Yield the lines about the words to choose from."""
    yield f"| {field.name} | meaning |\n|---|---|"
    for word, text in field.meanings.items():
        yield f"| `{word}` | {coded(text)} |"


def elements(record: str) -> Iterator[str]:
    """Yield the lines about the fields of a show or an episode."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for field, source in SOURCES[record].items():
        rows.setdefault(source.elements, []).append(field)
    for found, fields in rows.items():
        known = SAID_OF_FEEDS["notes"][record]
        notes = [known[field] for field in fields if field in known]
        if any(SOURCES[record][field].on_request for field in fields):
            notes.append("not with `--without-notes`")
        said = "; ".join((names(fields), *notes))
        yield f"- {names(found)} → {said}"
    yield from (f"- {line}" for line in SAID_OF_FEEDS["people"][record])


def names(found: Iterable[str]) -> str:
    """Return names as code, separated by commas."""
    return ", ".join(f"`{name}`" for name in found)


if __name__ == "__main__":
    write(pages())
