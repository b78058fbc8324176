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
from value_strategies import texts
from written import files_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="S", language="fr")
READERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": dt.date.fromisoformat,
    "datetime": dt.datetime.fromisoformat,
}


def package_of(catalogue: tfg.Catalogue) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(files_of(catalogue, "datapackage")["datapackage.json"])
    return package


def read(catalogue: tfg.Catalogue) -> dict[str, list[dict[str, Any]]]:
    """Return every row as the description says that it is to be read."""
    files = files_of(catalogue, "datapackage")
    package = json.loads(files["datapackage.json"])
    return {
        resource["name"]: rows_of(files[resource["path"]], resource["schema"])
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
@settings(deadline=None, max_examples=examples(20))
def test_the_tables_hold_every_fact_of_any_catalogue(catalogue: tfg.Catalogue) -> None:
    tables = read(catalogue)
    for row in tables["episodes"]:
        assert row.keys().isdisjoint({"notes", "notes_html"})
        row |= {"notes": None, "notes_html": None}
    document = tfg.to_dict(catalogue)
    for episode in document.get("episodes", ()):
        episode.pop("notes", None)
        episode.pop("notes_html", None)
    assert rebuilt(tables, catalogue.languages) == comparable(document)


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
    tables = tables_of(catalogue)
    for row in tables["episodes"]:
        del row["notes"], row["notes_html"]
    assert read(catalogue) == tables


def test_a_text_that_begins_like_a_formula_stays_as_it_is() -> None:
    show = tfg.Show(id="s", title="=1+1", language="fr")
    assert "s,=1+1,fr," in files_of(tfg.Catalogue(show=show), "datapackage")["shows.csv"]


def test_there_is_a_file_for_each_table_and_one_that_describes_them() -> None:
    files = files_of(BUNDLED, "datapackage")
    tables = [f"{table.name}.csv" for table in schema(BUNDLED.languages)]
    assert list(files) == ["datapackage.json", *tables]
    assert [resource["path"] for resource in package_of(BUNDLED)["resources"]] == tables


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE, BUNDLED.subset(())])
def test_every_file_ends_in_one_newline(catalogue: tfg.Catalogue) -> None:
    files = files_of(catalogue, "datapackage")
    assert len(files) > 20
    for text in files.values():
        assert isinstance(text, str)
        assert text == text.rstrip("\n") + "\n"


def test_the_same_catalogue_gives_the_same_files() -> None:
    assert files_of(BUNDLED, "datapackage") == files_of(BUNDLED, "datapackage")


def test_the_package_describes_itself() -> None:
    package = package_of(BUNDLED)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["name"] == BUNDLED.show.id
    assert package["title"] == BUNDLED.show.title
    assert package["version"] == BUNDLED.info.version
    assert package["homepage"] == BUNDLED.show.url
    assert package["description"] == str(BUNDLED.show.summary)
    assert package["keywords"] == [str(theme.label) for theme in BUNDLED.show.themes]
    assert package["sources"] == [
        {"title": str(source.title), "path": source.url} for source in BUNDLED.sources
    ]
    path = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert package["licenses"] == [{"name": "CC0-1.0", "path": path}]


def test_unknown_values_are_left_out() -> None:
    package = package_of(tfg.Catalogue(show=SHOW))
    assert list(package) == ["$schema", "name", "title", "resources"]


def test_a_source_without_an_address_has_a_title_alone() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW, sources=[tfg.Source(id="book", title=tfg.LocalizedText(en="A book"))]
    )
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
        ("# a\n- b\n1. c\n+ d\n===", "\\# a\n\\- b\n1\\. c\n\\+ d\n\\=\\=\\="),
        ("a - b: c 1. d", "a - b: c 1. d"),
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
    every = [field for r in resources.values() for field in r["schema"]["fields"]]
    assert len(every) > 100
    assert [field["name"] for field in every if not field["description"]] == []


def test_foreign_keys_refer_to_other_tables_or_to_their_own() -> None:
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
    content = files_of(BUNDLED.subset(BUNDLED.by_theme("emploi")), "datapackage")
    assert written == {name: str(text).encode() for name, text in content.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
def test_a_cell_is_quoted_where_it_has_to_be(text: str, expected: str) -> None:
    day = dt.date(2024, 2, 29)
    summary = tfg.LocalizedText(fr=text)
    show = tfg.Show(id="s", title="S", language="fr", summary=summary, first_published=day)
    table = files_of(tfg.Catalogue(show=show), "datapackage")["shows.csv"]
    assert table.partition("\n")[2].startswith(f"s,S,fr,{expected},")


@pytest.mark.parametrize(
    ("value", "expected"), [(1, "1"), (2.0, "2"), (0.5, "0.5"), (-1.5, "-1.5"), (1e22, "1e+22")]
)
def test_a_whole_number_is_written_without_a_point_where_it_is_exact(
    value: float, expected: str
) -> None:
    text = tfg.LocalizedText(fr="x")
    figure = tfg.Figure(value=value, unit=text, statement=text, as_printed=text)
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", figures=(figure,))
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode])
    (row,) = csv.DictReader(io.StringIO(files_of(catalogue, "datapackage")["episode_figures.csv"]))
    assert (row["value"], row["low"]) == (expected, "")


@given(text=texts())
@settings(deadline=None, max_examples=examples(100))
def test_any_text_is_read_back_from_a_cell(text: str) -> None:
    show = tfg.Show(id="s", title="S", language="fr", summary=tfg.LocalizedText(fr=text))
    table = files_of(tfg.Catalogue(show=show), "datapackage")["shows.csv"]
    (row,) = csv.DictReader(io.StringIO(table, newline=""))
    assert row["summary_fr"] == text
