"""The relational tables: one schema, and every fact of a catalogue in it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings

import strategies as catalogues
import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from rebuilding import comparable, rebuilt, tables_of
from settings import examples
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.models.records import names_of
from techforgood_podcast.models.sections import SECTIONS
from techforgood_podcast.relational.schema import Column, Table, rows, schema

BUNDLED = tfg.load_catalogue()
LANGUAGES = ("fr", "en")
SCHEMA = {table.name: table for table in schema(LANGUAGES)}
TYPES = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": dt.date,
    "datetime": dt.datetime,
}


def columns(name: str) -> list[str]:
    return [column.name for column in SCHEMA[name].columns]


def column(table: str, name: str) -> Column:
    return next(column for column in SCHEMA[table].columns if column.name == name)


def table_rows(catalogue: tfg.Catalogue, name: str) -> list[tuple[object, ...]]:
    table = next(table for table in schema(catalogue.languages) if table.name == name)
    return list(rows(catalogue, table))


def test_each_list_is_a_table_and_so_is_each_list_inside_a_record_and_inside_its_parts() -> None:
    assert {"shows", "show_hosts", "episode_guest_organisations"} <= SCHEMA.keys()
    for section in SECTIONS:
        lists = [field for field in fields_of(section.model) if field.many and not field.hidden]
        inside = {field.name for field in lists} - {"aliases"}
        assert {section.name, *(f"{section.noun}_{name}" for name in inside)} <= SCHEMA.keys()


@pytest.mark.parametrize(
    ("table", "expected"),
    {
        "info": "version licence sha256",
        "redirects": "id to_id",
        "names": "kind id position name key",
        "places": "id name_fr name_en kind part_of_id",
        "organisation_parents": "organisation_id position parent_id",
        "person_same_as": "person_id position value",
        "episodes": "id show_id code title duration_seconds published_at summary_fr summary_en"
        " audio_url audio_length explicit",
        "episode_hosts": "episode_id position person_id",
        "episode_guests": "episode_id position person_id group_fr group_en role_fr role_en"
        " credited_as",
        "episode_guest_organisations": "episode_id guest_position position organisation_id",
        "episode_organisations": "episode_id position organisation_id relation of_id",
    }.items(),
)
def test_a_column_is_named_after_its_field_language_or_target(table: str, expected: str) -> None:
    names = expected.split()
    assert [column for column in columns(table) if column in names] == names


def test_the_part_of_a_language_tag_is_joined_by_underscores() -> None:
    themes = {table.name: table for table in schema(("pt-BR", "fr"))}["themes"]
    assert [column.name for column in themes.columns][1:3] == ["label_pt_br", "label_fr"]


def test_tags_that_differ_in_case_alone_have_columns_of_their_own() -> None:
    show = tfg.Show(id="s", title="S", language="fr")
    labels = ({tag: tag} for tag in ("zh-hant", "zh-Hant"))
    themes = [tfg.Theme(id=f"t{i}", label=tfg.LocalizedText(text)) for i, text in enumerate(labels)]
    found = tables_of(tfg.Catalogue(show=show, themes=themes))["themes"]
    pairs = [(theme["label_zh_hant"], theme["label_zh_hant_2"]) for theme in found]
    assert pairs == [(None, "zh-hant"), ("zh-Hant", None)]


LINKS = [(table, key) for table in SCHEMA.values() for key in table.foreign_keys]


def test_foreign_keys_refer_to_primary_keys_of_the_same_or_an_earlier_table() -> None:
    order = list(SCHEMA)
    for table, key in LINKS:
        assert order.index(key.table) <= order.index(table.name)
        assert key.references == SCHEMA[key.table].primary_key
        assert len(key.columns) == len(key.references)
        assert set(key.columns) <= {column.name for column in table.columns}


@pytest.mark.parametrize("table", SCHEMA.values(), ids=SCHEMA)
def test_the_primary_key_comes_first_and_is_required(table: Table) -> None:
    size = len(table.primary_key)
    assert (size == 0) == (table.name == "info")
    first = [(column.name, column.required) for column in table.columns[:size]]
    assert first == [(name, True) for name in table.primary_key]


def test_every_column_of_ids_is_a_foreign_key() -> None:
    leading = {(table.name, name) for table, key in LINKS for name in key.columns}
    ids = {
        (table.name, column.name): column.form
        for table in SCHEMA.values()
        for column in table.columns
        if column.name.endswith("_id")
    }
    assert len(ids) > 20
    assert {*ids.values()} == {"id"}
    assert {*ids} - leading == {("redirects", "to_id")}


@pytest.mark.parametrize("table", SCHEMA.values(), ids=SCHEMA)
def test_every_table_and_column_is_described_by_a_sentence(table: Table) -> None:
    for text in (table.description, *(column.description for column in table.columns)):
        assert text[0] == text[0].upper()
        assert text[-1] in ".…"
        assert "``" not in text
        assert "None" not in text


def test_tables_are_described_also_where_docstrings_are_stripped() -> None:
    code = """
import techforgood_podcast as tfg
from techforgood_podcast.relational.schema import schema
assert tfg.Episode.__doc__ is None
for table in schema(("fr", "en")):
    print(table.name, table.description)
    for column in table.columns:
        print(column.name, column.description)
"""
    done = subprocess.run(
        [sys.executable, "-OO", "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    expected: list[str] = []
    for table in SCHEMA.values():
        expected.append(f"{table.name} {table.description}")
        expected += [f"{column.name} {column.description}" for column in table.columns]
    assert done.stdout.splitlines() == expected


def test_a_column_is_described_as_its_field_is() -> None:
    assert column("sources", "consulted").description == "The day on which it was read."
    assert column("sources", "id").description.startswith("Lower-case words")
    assert column("episodes", "audio_length").description == "Its audio file: its size in bytes."
    assert (
        column("places", "kind").description
        == '"country", "region", "department" (as in France) or "city".'
    )


def test_columns_have_types_and_words_of_their_fields() -> None:
    assert column("episodes", "duration_seconds").type == "integer"
    assert column("episodes", "published").type == "date"
    assert column("episode_figures", "low").type == "number"
    assert column("episodes", "kind").choices == ("full", "trailer", "bonus")
    assert column("names", "kind").choices[-1] == "episode"


def test_columns_of_required_fields_are_required() -> None:
    required = {column.name for column in SCHEMA["episodes"].columns if column.required}
    assert required == {"id", "show_id", "code", "kind", "title"}
    assert column("info", "schema_version").required
    assert column("info", "sha256").required
    assert not column("themes", "label_fr").required


def test_no_table_has_the_address_of_the_owner_of_the_feed() -> None:
    assert [name for name in SCHEMA if "owner_email" in columns(name)] == []


def test_a_text_is_required_where_there_is_one_language() -> None:
    themes = {table.name: table for table in schema(("en",))}["themes"]
    required = {column.name for column in themes.columns if column.required}
    assert required == {"id", "label_en"}


def test_the_schema_of_the_same_languages_is_made_once() -> None:
    assert schema(LANGUAGES) is schema(LANGUAGES)
    assert schema(LANGUAGES) != schema(("fr",))


def test_the_names_hold_every_text_to_find_a_record_by_and_its_key() -> None:
    names = [row for row in table_rows(BUNDLED, "names") if row[1] == "bayes-impact"]
    assert names[0] == ("organisation", "bayes-impact", 1, "Bayes Impact", "bayes impact", False)
    body = BUNDLED.organisations["bayes-impact"]
    assert [row[3] for row in names] == list(names_of(body))


def test_a_name_that_folds_to_nothing_has_no_key() -> None:
    show = tfg.Show(id="s", title="!!!", language="fr")
    assert table_rows(tfg.Catalogue(show=show), "names") == [("show", "s", 1, "!!!", None, False)]


@pytest.mark.parametrize(
    ("table", "records"),
    [
        ("theme_lineage", BUNDLED.themes),
        ("place_lineage", BUNDLED.places),
        ("organisation_lineage", BUNDLED.organisations),
    ],
)
def test_a_lineage_holds_each_record_with_itself_and_all_above_it(
    table: str, records: tfg.Collection[tfg.Theme | tfg.Place | tfg.Organisation]
) -> None:
    pairs = [(one.id, above.id) for one in records for above in one.lineage]
    assert len(pairs) > len(records)
    assert table_rows(BUNDLED, table) == pairs


def test_numbers_are_floats_and_running_times_are_seconds() -> None:
    tables = tables_of(BUNDLED)
    assert {type(row["value"]) for row in tables["episode_figures"]} <= {float, type(None)}
    first = tables["episodes"][0]
    assert first["duration_seconds"] == 193
    assert type(first["duration_seconds"]) is int


def test_episodes_stand_in_their_order_and_know_show_and_code() -> None:
    found = [(row["id"], row["show_id"], row["code"]) for row in tables_of(BUNDLED)["episodes"]]
    assert found == [(e.id, BUNDLED.show.id, e.code) for e in BUNDLED.episodes]


def test_the_digest_of_the_catalogue_is_in_the_info() -> None:
    (info,) = tables_of(BUNDLED)["info"]
    assert info["sha256"] == BUNDLED.info.sha256


def test_an_empty_selection_has_the_show_and_no_episode() -> None:
    none = BUNDLED.subset(())
    tables = tables_of(none)
    assert [row["id"] for row in tables["shows"]] == [BUNDLED.show.id]
    of_episodes = {name: rows for name, rows in tables.items() if name.startswith("episode")}
    assert len(of_episodes) > 5
    assert not any(of_episodes.values())


@pytest.mark.parametrize(
    "catalogue", [BUNDLED, HOSTILE, BUNDLED.subset(BUNDLED.by_theme("emploi"))]
)
def test_the_document_can_be_put_together_again_from_the_tables(catalogue: tfg.Catalogue) -> None:
    assert rebuilt(tables_of(catalogue), catalogue.languages) == comparable(tfg.to_dict(catalogue))


@given(catalogue=catalogues.catalogues())
@settings(deadline=None, max_examples=examples(20))
def test_the_tables_of_any_catalogue_hold_every_fact_and_keep_what_the_schema_says(
    catalogue: tfg.Catalogue,
) -> None:
    found = tables_of(catalogue)
    assert rebuilt(found, catalogue.languages) == comparable(tfg.to_dict(catalogue))
    for table in schema(catalogue.languages):
        keys = [key_of(row, table.primary_key) for row in found[table.name]]
        assert len(set(keys)) == len(keys)
        for row in found[table.name]:
            for column in table.columns:
                check(column, row[column.name])
        for link in table.foreign_keys:
            known = {key_of(row, link.references) for row in found[link.table]}
            told = {key_of(row, link.columns) for row in found[table.name]}
            assert {key for key in told if None not in key} <= known


def key_of(row: dict[str, object], names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[name] for name in names)


def check(column: Column, value: object) -> None:
    if value is None:
        assert not column.required
        return
    assert type(value) is TYPES[column.type]
    assert not column.choices or value in column.choices
    assert value != ""
