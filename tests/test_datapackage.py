"""The data package: a description that fits the tables, and tables that hold every fact exactly."""

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
from rebuilding import comparable, rebuilt, tables_of
from settings import examples
from techforgood_podcast.relational.schema import schema
from techforgood_podcast.writers import datapackage
from techforgood_podcast.writers.csv_cells import escape_formula, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="S", language="fr")
READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "date": dt.date.fromisoformat,
}


def package_of(catalogue: tfg.Catalogue) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(datapackage.content(catalogue)["datapackage.json"])
    return package


def read(catalogue: tfg.Catalogue) -> dict[str, list[dict[str, Any]]]:
    """Return every row as the description says that it is to be read."""
    files = datapackage.content(catalogue)
    package = json.loads(files["datapackage.json"])
    return {
        resource["name"]: rows_of(str(files[resource["path"]]), resource["schema"])
        for resource in package["resources"]
    }


def rows_of(text: str, described: dict[str, Any]) -> list[dict[str, Any]]:
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    assert header == [field["name"] for field in described["fields"]]
    return [
        {
            field["name"]: None
            if value in described["missingValues"]
            else READERS[field["type"]](value)
            for field, value in zip(described["fields"], line, strict=True)
        }
        for line in lines
    ]


def check(value: object, constraints: dict[str, Any]) -> None:
    assert value is not None or not constraints.get("required")
    if value is not None:
        assert value in constraints.get("enum", [value])
        assert re.fullmatch(constraints.get("pattern", "(?s:.*)"), str(value))


@given(catalogue=catalogues.catalogues())
@settings(deadline=None, max_examples=examples(30))
def test_the_tables_hold_every_fact_of_any_catalogue(catalogue: tfg.Catalogue) -> None:
    assert rebuilt(read(catalogue), catalogue.languages) == comparable(catalogue.document())


@given(catalogue=catalogues.catalogues())
@settings(deadline=None, max_examples=examples(20))
def test_rows_keep_the_constraints_that_the_description_states(catalogue: tfg.Catalogue) -> None:
    rows = read(catalogue)
    for resource in package_of(catalogue)["resources"]:
        for field in resource["schema"]["fields"]:
            for row in rows[resource["name"]]:
                check(row[field["name"]], field.get("constraints", {}))


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE, BUNDLED.subset(())])
def test_the_tables_are_those_of_the_relational_schema(catalogue: tfg.Catalogue) -> None:
    assert read(catalogue) == tables_of(catalogue)


def test_a_text_that_begins_like_a_formula_stays_as_it_is() -> None:
    show = tfg.Show(id="s", title="=1+1", language="fr")
    assert "s,=1+1,fr," in str(datapackage.content(tfg.Catalogue(show=show))["shows.csv"])


def test_there_is_a_file_for_each_table_and_one_that_describes_them() -> None:
    files = datapackage.content(BUNDLED)
    tables = [f"{table.name}.csv" for table in schema(BUNDLED.languages)]
    assert list(files) == ["datapackage.json", *tables]
    assert [resource["path"] for resource in package_of(BUNDLED)["resources"]] == tables


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE, BUNDLED.subset(())])
def test_every_file_ends_in_one_newline(catalogue: tfg.Catalogue) -> None:
    for text in datapackage.content(catalogue).values():
        assert isinstance(text, str)
        assert text == text.rstrip("\n") + "\n"


def test_the_same_catalogue_gives_the_same_files() -> None:
    assert datapackage.content(BUNDLED) == datapackage.content(BUNDLED)


def test_the_package_says_what_it_is() -> None:
    package = package_of(BUNDLED)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["name"] == BUNDLED.show.id
    assert package["title"] == BUNDLED.show.title
    assert package["version"] == BUNDLED.info.version
    assert package["homepage"] == BUNDLED.show.url
    assert package["description"] == str(BUNDLED.show.summary)
    assert package["keywords"] == [str(theme.label) for theme in BUNDLED.show.themes]
    assert package["sources"] == [
        {"title": source.title, "path": source.url} for source in BUNDLED.sources
    ]
    path = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert package["licenses"] == [{"name": "CC0-1.0", "path": path}]


def test_what_is_not_known_is_not_said() -> None:
    package = package_of(tfg.Catalogue(show=SHOW))
    assert list(package) == ["$schema", "name", "title", "resources"]


def test_a_source_without_an_address_has_a_title_alone() -> None:
    catalogue = tfg.Catalogue(show=SHOW, sources=[tfg.Source(id="book", title="A book")])
    assert package_of(catalogue)["sources"] == [{"title": "A book"}]


@pytest.mark.parametrize(
    ("licence", "expected"),
    [("MIT", [{"name": "MIT"}]), ("MIT OR CC0-1.0", None), (None, None)],
)
def test_a_licence_is_named_where_the_format_can_name_it(
    licence: str | None, expected: list[dict[str, str]] | None
) -> None:
    catalogue = tfg.Catalogue(show=SHOW, info=tfg.DataInfo(licence=licence))
    assert package_of(catalogue).get("licenses") == expected
    assert read(catalogue)["info"][0]["licence"] == licence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* _c_ `d` [e](f) <g> & h", r"a \*b\* \_c\_ \`d\` \[e\](f) \<g\> \& h"),
        ("# a\n- b\n1. c\n+ d\n===", "\\# a\n\\- b\n1\\. c\n\\+ d\n\\==="),
        ("a - b # c 1. d", "a - b # c 1. d"),
        ("    a\r- b", "a\n\\- b"),
        ("a\\b", r"a\\b"),
    ],
)
def test_a_summary_holds_no_markup(text: str, expected: str) -> None:
    show = tfg.Show(id="s", title="S", language="fr", summary=tfg.LocalizedText(fr=text))
    assert package_of(tfg.Catalogue(show=show))["description"] == expected


def test_fields_have_types_constraints_and_descriptions() -> None:
    resources = {resource["name"]: resource for resource in package_of(BUNDLED)["resources"]}
    episodes = resources["episodes"]
    fields = {field["name"]: field for field in episodes["schema"]["fields"]}
    assert episodes["description"] == "One episode."
    assert episodes["schema"]["primaryKey"] == ["id"]
    assert episodes["schema"]["missingValues"] == [""]
    assert fields["kind"]["constraints"] == {
        "required": True,
        "enum": ["full", "trailer", "bonus"],
    }
    assert fields["id"]["constraints"] == {"required": True, "pattern": "[a-z0-9]+(-[a-z0-9]+)*"}
    assert fields["url"]["constraints"] == {"pattern": r'https?://[^\s<>"{}|\\^`]+'}
    assert fields["published"] == {
        "name": "published",
        "type": "date",
        "description": "The day of publication.",
    }
    assert fields["duration_seconds"]["type"] == "integer"
    assert all(field["description"] for r in resources.values() for field in r["schema"]["fields"])


def test_keys_lead_to_other_tables_and_into_the_same() -> None:
    resources = {resource["name"]: resource for resource in package_of(BUNDLED)["resources"]}
    assert resources["episode_guest_organisations"]["schema"]["foreignKeys"] == [
        {
            "fields": ["episode_id", "guest_position"],
            "reference": {"resource": "episode_guests", "fields": ["episode_id", "position"]},
        },
        {
            "fields": ["organisation_id"],
            "reference": {"resource": "organisations", "fields": ["id"]},
        },
    ]
    assert resources["places"]["schema"]["foreignKeys"] == [
        {"fields": ["part_of_id"], "reference": {"fields": ["id"]}}
    ]
    assert "primaryKey" not in resources["info"]["schema"]


def test_the_folder_is_written(tmp_path: Path) -> None:
    tfg.dump(BUNDLED.by_theme("emploi"), tmp_path / "emploi", "datapackage")
    written = {path.name: path.read_bytes() for path in (tmp_path / "emploi").iterdir()}
    content = datapackage.content(BUNDLED.subset(BUNDLED.by_theme("emploi")))
    assert written == {name: str(text).encode() for name, text in content.items()}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (1, "1"),
        (2.0, "2"),
        (0.5, "0.5"),
        (1e22, "1e+22"),
        (dt.date(2024, 2, 29), "2024-02-29"),
        ("a", "a"),
        ('a "b"', '"a ""b"""'),
        ("a,b", '"a,b"'),
        ("a\nb", '"a\nb"'),
        ("a\rb", '"a\rb"'),
        (" a", '" a"'),
        ("a\t", '"a\t"'),
        ("a b", "a b"),
    ],
)
def test_a_cell_is_quoted_where_it_has_to_be(value: Any, expected: str) -> None:
    assert write_rows(["a", "b"], [[value, 1]]) == f"a,b\n{expected},1\n"


@given(table=catalogues.few(catalogues.few(catalogues.texts(), max_size=3), max_size=3))
@settings(deadline=None, max_examples=examples(200))
def test_any_text_is_read_back_from_a_cell(table: tuple[tuple[str, ...], ...]) -> None:
    rows = [(*row, "end") for row in table]
    read_back = list(csv.reader(io.StringIO(write_rows(["a"], rows), newline="")))
    assert read_back == [["a"], *map(list, rows)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert escape_formula(f"{sign}1") == f"'{sign}1"
    assert escape_formula(f"'{sign}1") == f"''{sign}1"


@pytest.mark.parametrize("value", ["1+1", "'twas", "''", "", 1, -1.5, None, dt.date(2024, 2, 29)])
def test_what_no_spreadsheet_takes_for_a_formula_is_left_as_it_is(value: Any) -> None:
    assert escape_formula(value) == value


@given(text=catalogues.texts())
@settings(deadline=None, max_examples=examples(300))
def test_an_apostrophe_can_be_taken_away_again(text: str) -> None:
    written = str(escape_formula(text))
    assert written[:1] not in set("=+-@\t\r")
    assert re.sub("^'('*[=+@\t\r-])", r"\1", written) == text
