"""The data package: a description that fits the tables, and tables that hold every row exactly.

Descriptions and cells of small catalogues are in ``exports/datapackage.cases``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import strategies as catalogues
import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from rebuilding import tables_of
from settings import examples
from techforgood_podcast.relational.schema import schema
from value_strategies import texts
from written import files_of

if TYPE_CHECKING:
    from collections.abc import Callable

BUNDLED = tfg.load_catalogue()
READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
}


def read(catalogue: tfg.Catalogue) -> dict[str, list[dict[str, Any]]]:
    """Return every row as the description says, within the constraints that it states."""
    files = files_of(catalogue, "datapackage")
    package = json.loads(files["datapackage.json"])
    paths = [f"{table.name}.csv" for table in schema(catalogue.languages)]
    assert [resource["path"] for resource in package["resources"]] == paths
    assert list(files) == ["datapackage.json", *paths]
    for text in files.values():
        assert text == text.rstrip("\n") + "\n"
    return {
        resource["name"]: rows_of(files[resource["path"]], resource["schema"])
        for resource in package["resources"]
    }


def rows_of(text: str, described: dict[str, Any]) -> list[dict[str, Any]]:
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    assert header == [field["name"] for field in described["fields"]]
    return [
        {
            field["name"]: value_of(value, field, described["missingValues"])
            for field, value in zip(described["fields"], line, strict=True)
        }
        for line in lines
    ]


def value_of(text: str, field: dict[str, Any], missing: list[str]) -> object:
    constraints = field.get("constraints", {})
    if text in missing:
        assert not constraints.get("required")
        return None
    assert text in constraints.get("enum", [text])
    assert re.fullmatch(constraints.get("pattern", "(?s:.*)"), text)
    return READERS[field["type"]](text)


def check(catalogue: tfg.Catalogue) -> None:
    tables = tables_of(catalogue)
    for row in tables["episodes"]:
        del row["notes"], row["notes_html"]
    assert read(catalogue) == tables


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE, BUNDLED.subset(())])
def test_the_tables_are_those_of_the_relational_schema(catalogue: tfg.Catalogue) -> None:
    check(catalogue)


@given(catalogue=catalogues.catalogues())
@settings(deadline=None, max_examples=examples(20))
def test_the_tables_of_any_catalogue_are_those_of_the_relational_schema(
    catalogue: tfg.Catalogue,
) -> None:
    check(catalogue)


def test_the_same_catalogue_gives_the_same_files() -> None:
    assert files_of(OWN, "datapackage") == files_of(OWN, "datapackage")


@given(text=texts())
@settings(deadline=None, max_examples=examples(100))
def test_any_text_is_read_back_from_a_cell(text: str) -> None:
    show = tfg.Show(id="s", title="S", language="fr", summary=tfg.LocalizedText(fr=text))
    table = files_of(tfg.Catalogue(show=show), "datapackage")["shows.csv"]
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["summary_fr"] == text


def test_a_cell_with_a_carriage_return_is_quoted() -> None:
    show = tfg.Show(id="s", title="S", language="fr", summary=tfg.LocalizedText(fr="a\rb"))
    assert '"a\rb"' in files_of(tfg.Catalogue(show=show), "datapackage")["shows.csv"]
