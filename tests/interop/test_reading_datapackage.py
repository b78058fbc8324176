"""Data packages, read back by frictionless."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from cases import BUNDLED, CASES, OWN, catalogue_of, reader
from terms import notice_of

import techforgood_podcast as tfg
from rebuilding import tables_of
from techforgood_podcast.relational.schema import schema

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every case as a folder of its own."""
    found: dict[str, Path] = {}
    for name, obj in CASES.items():
        found[name] = tmp_path_factory.mktemp(name) / "package"
        tfg.dump(obj, found[name], "datapackage")
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    tfg.dump(OWN, folder, "datapackage")
    return folder


def package_in(folder: Path) -> Any:
    return reader("frictionless").Package(str(folder / "datapackage.json"))


def problems_in(folder: Path) -> list[tuple[str, str]]:
    """Return the type of each problem that frictionless reports, and what it says."""
    report = package_in(folder).validate()
    found = [(str(kind), str(note)) for kind, note in report.flatten(["type", "note"])]
    assert report.valid == (not found)
    return found


def read(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return every row as frictionless reads it; its decimal numbers become those of Python."""
    numbers = {
        (table.name, column.name)
        for table in schema(("fr",))
        for column in table.columns
        if column.type == "number"
    }
    return {
        resource.name: [
            {
                name: float(value)
                if (resource.name, name) in numbers and value is not None
                else value
                for name, value in row.to_dict().items()
            }
            for row in resource.read_rows()
        ]
        for resource in package_in(folder).resources
    }


@pytest.mark.parametrize("name", CASES)
def test_frictionless_finds_no_problem(folders: dict[str, Path], name: str) -> None:
    assert problems_in(folders[name]) == []


@pytest.mark.parametrize("name", CASES)
def test_frictionless_reads_back_every_fact(folders: dict[str, Path], name: str) -> None:
    catalogue = catalogue_of(CASES[name])
    tables = read(folders[name])
    expected = tables_of(catalogue)
    del tables["info"], expected["info"]
    for row in expected["episodes"]:
        del row["notes"], row["notes_html"]
    assert tables == expected


def test_frictionless_reads_the_package_from_a_zip(tmp_path: Path) -> None:
    tfg.dump(OWN, tmp_path / "package.zip", "datapackage")
    package = reader("frictionless").Package(str(tmp_path / "package.zip"))
    assert package.validate().valid
    assert {resource.name for resource in package.resources} == {
        table.name for table in schema(OWN.languages)
    }


def test_frictionless_knows_the_schema_of_each_table(folders: dict[str, Path]) -> None:
    package = package_in(folders["bundled"])
    for table in schema(BUNDLED.languages):
        seen = package.get_resource(table.name).schema
        assert [(f.name, f.type, bool(f.required), f.description) for f in seen.fields] == [
            (c.name, "string" if c.type == "text" else c.type, c.required, c.description)
            for c in table.columns
            if c.name not in {"notes", "notes_html"}
        ]
        assert tuple(seen.primary_key) == table.primary_key
        links = {
            (tuple(key["fields"]), key["reference"]["resource"] or table.name)
            for key in seen.foreign_keys
        }
        assert links == {(key.columns, key.table) for key in table.foreign_keys}


def test_frictionless_knows_licence_and_sources(folders: dict[str, Path]) -> None:
    package = package_in(folders["bundled"])
    assert (package.name, package.title) == (BUNDLED.show.id, BUNDLED.show.title)
    assert [licence["name"] for licence in package.licenses] == ["CC0-1.0"]
    assert [source["title"] for source in package.sources] == [
        str(s.title) for s in BUNDLED.sources
    ]


@pytest.mark.parametrize("name", ["bundled", "hostile"])
def test_a_description_is_plain_text_in_markdown(folders: dict[str, Path], name: str) -> None:
    package = json.loads((folders[name] / "datapackage.json").read_text(encoding="utf-8"))
    shown = reader("markdown_it").MarkdownIt("commonmark").render(package["description"])
    # The address in a notice is a link.
    assert set(re.findall(r"</?(\w+)", shown)) <= {"p", "a"}
    words = unescape(re.sub(r"</?a[^>]*>", "", re.sub(r"</?p>", " ", shown))).split()
    catalogue = catalogue_of(CASES[name])
    notice = notice_of(catalogue).get(catalogue.show.language, "")
    assert words == f"{catalogue.show.summary} {notice}".split()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_frictionless_reports_an_id_that_occurs_twice(copy: Path) -> None:
    path = copy / "themes.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1], ""]), encoding="utf-8", newline="\n")
    assert [kind for kind, _ in problems_in(copy)] == ["primary-key"]


def test_frictionless_reports_a_reference_that_dangles(copy: Path) -> None:
    change(copy / "episode_themes.csv", "baking", "nosuch")
    ((kind, note),) = problems_in(copy)
    assert kind == "foreign-key"
    assert "themes" in note


def test_frictionless_reports_each_value_that_breaks_a_rule(copy: Path) -> None:
    broken = {
        "published": ("2024-02-30", "type-error", 'type is "date/default"'),
        "season": ("one", "type-error", 'type is "integer/default"'),
        "kind": ("long", "constraint-error", 'constraint "enum"'),
        "title": ("", "constraint-error", 'constraint "required"'),
        "url": ("not an address", "constraint-error", 'constraint "pattern"'),
    }
    path = copy / "episodes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names, *lines = csv.reader(file)
    for column, (value, _, _) in broken.items():
        lines[0][names.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *lines])
    found = problems_in(copy)
    assert len(found) == len(broken)
    for _, kind, reason in broken.values():
        assert any(code == kind and reason in note for code, note in found), found


def test_frictionless_reports_a_column_that_is_missing(copy: Path) -> None:
    change(copy / "themes.csv", "id,", "")
    assert "incorrect-label" in {kind for kind, _ in problems_in(copy)}


def test_frictionless_reports_a_table_that_is_missing(copy: Path) -> None:
    (copy / "people.csv").unlink()
    assert "scheme-error" in {kind for kind, _ in problems_in(copy)}
