"""The document of a catalogue, put together again from its relational tables alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import techforgood_podcast as tfg
from plain_values import clock, is_list, is_mapping
from techforgood_podcast.models.fields import Field, fields_of
from techforgood_podcast.models.sections import SECTIONS, Section
from techforgood_podcast.relational.schema import rows, schema

if TYPE_CHECKING:
    from collections.abc import Mapping


Row = dict[str, Any]
Tables = dict[str, list[Row]]

NOUNS = {section.model: section.noun for section in SECTIONS}
SHOWS = Section(name="shows", noun="show", model=tfg.Show)


def tables_of(catalogue: tfg.Catalogue) -> Tables:
    """Return every row of every table by the names of its columns."""
    return {
        table.name: [
            dict(zip((column.name for column in table.columns), row, strict=True))
            for row in rows(catalogue, table)
        ]
        for table in schema(catalogue.languages)
    }


def rebuilt(tables: Tables, languages: tuple[str, ...]) -> dict[str, Any]:
    """Return the document whose tables these are; texts with languages have no order."""
    reader = _Reader(tables, suffixes_of(languages))
    lists = {
        section.name: sorted(reader.records(section), key=lambda record: record["id"])
        for section in SECTIONS
    }
    for episode in lists["episodes"]:
        if "notes_html" in episode:  # tables have their text as well
            episode.pop("notes", None)
    (info,) = tables["info"]
    whole: dict[str, Any] = {
        "info": reader.record(tfg.DataInfo, info, "", ()),
        "show": reader.records(SHOWS)[0],
        **lists,
        "redirects": [_known({"id": r["id"], "to": r["to_id"]}) for r in tables["redirects"]],
    }
    return _known(whole)


def suffixes_of(languages: tuple[str, ...]) -> dict[str, str]:
    """Return for each language what the names of its columns end in."""
    found: dict[str, str] = {}
    for language in languages:
        suffix = language.lower().replace("-", "_")
        alike = [other for other in found if other.lower() == language.lower()]
        found[language] = f"{suffix}_{len(alike) + 1}" if alike else suffix
    return found


def comparable(value: Any) -> Any:
    """Return a document with what tables hold, numbers as they do, and episodes by id."""
    if is_mapping(value):
        return {
            key: _comparable(key, inner)
            for key, inner in value.items()
            if key not in {"owner_email", "search_words"}
        }
    return [comparable(inner) for inner in value] if is_list(value) else value


def _comparable(key: str, value: Any) -> Any:
    if key in {"value", "low", "high"}:
        return float(value)
    if key == "episodes":
        return sorted(comparable(value), key=lambda episode: str(episode["id"]))
    return comparable(value)


def _known(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value not in (None, [], {})}


class _Reader:
    def __init__(self, tables: Tables, suffixes: dict[str, str]) -> None:
        self.tables = tables
        self.suffixes = suffixes

    def records(self, section: Section) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for row in self.tables[section.name]:
            record = self.record(section.model, row, section.noun, (row["id"],))
            rows = [
                name
                for name in self.tables["names"]
                if (name["kind"], name["id"]) == (section.noun, row["id"])
            ]
            names = [name["name"] for name in rows]
            keys = {field.name for field in fields_of(section.model)}
            if "aliases" in keys:
                named = record.get("name", record.get("label"))
                others = rows[len(named) if is_mapping(named) else 1 :]
                hidden = [name["name"] for name in others if name["hidden"]]
                shown = [name["name"] for name in others if not name["hidden"]]
                record["aliases"] = shown
                if hidden:
                    record["search_names" if "search_names" in keys else "aliases"] = hidden
            elif section.model is tfg.Episode:
                assert names == [row["title"], row["code"]]
            else:
                title = record["title"]
                assert sorted(names) == sorted(title.values() if is_mapping(title) else [title])
            found.append(_known(record))
        return found

    def record(
        self,
        model: type[object],
        row: Row,
        singular: str,
        key: tuple[object, ...],
        prefix: str = "",
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields_of(model):
            if field.name == "aliases" or field.hidden:
                continue
            if field.many:
                found[field.name] = self.many(field, singular, key)
            else:
                found[field.name] = self.one(field, row, prefix)
        return _known(found)

    def one(self, field: Field, row: Row, prefix: str) -> Any:
        name = f"{prefix}{field.name}"
        if field.form == "localized":
            texts = {tag: row[f"{name}_{suffix}"] for tag, suffix in self.suffixes.items()}
            return _known(texts)
        if field.form == "record":
            assert field.model is not None
            return self.record(field.model, row, "", (), f"{name}_")
        if field.form == "reference":
            return row[f"{name}_id"]
        if field.form == "duration":
            seconds = row[f"{name}_seconds"]
            return None if seconds is None else clock(dt.timedelta(seconds=seconds))
        value = row[name]
        if field.default is False:
            return value or None
        return value.isoformat() if isinstance(value, dt.date) else value

    def many(self, field: Field, singular: str, key: tuple[object, ...]) -> list[Any]:
        table = f"{singular}_{field.name}"
        found = [row for row in self.tables[table] if tuple(row.values())[: len(key)] == key]
        assert [row["position"] for row in found] == list(range(1, len(found) + 1))
        if field.form == "record":
            assert field.model is not None
            return [
                self.record(field.model, row, table.removesuffix("s"), (*key, row["position"]))
                for row in found
            ]
        if field.form != "reference":
            return [row["value"] for row in found]
        assert field.model is not None
        noun = NOUNS[field.model]
        column = f"{field.name.removesuffix('s') if noun == singular else noun}_id"
        return [row[column] for row in found]
