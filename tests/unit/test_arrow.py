"""The relational tables as Arrow tables."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from techforgood_podcast.relational.schema import rows, schema

BUNDLED = tfg.load_catalogue()
TABLES = tfg.tables(BUNDLED)
TYPES = {
    "text": "string",
    "integer": "int64",
    "number": "double",
    "boolean": "bool",
    "date": "date32[day]",
    "datetime": "timestamp[ms, tz=UTC]",
}


def lines(table: Any) -> list[tuple[Any, ...]]:
    return [tuple(line.values()) for line in table.to_pylist()]


@pytest.mark.parametrize("languages", [("fr",), ("fr", "en"), ("pt-BR", "de", "en")])
def test_there_is_an_attribute_for_each_relational_table(languages: tuple[str, ...]) -> None:
    text = tfg.LocalizedText(dict.fromkeys(languages, "T"))
    show = tfg.Show(id="s", title="S", language=languages[0], summary=text)
    found = tfg.tables(tfg.Catalogue(show=show))
    assert list(found) == [*(table.name for table in schema(languages)), "appearances"]
    assert set(found) <= set(dir(found))


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE], ids=["bundled", "hostile"])
def test_a_table_holds_the_rows_of_the_relational_table(catalogue: tfg.Catalogue) -> None:
    found = tfg.tables(catalogue)
    for table in schema(catalogue.languages):
        assert lines(found[table.name]) == list(rows(catalogue, table))


@given(catalogues())
@settings(max_examples=examples(20), deadline=None)
def test_every_catalogue_can_be_converted_to_tables(catalogue: tfg.Catalogue) -> None:
    found = tfg.tables(catalogue)
    for table in schema(catalogue.languages):
        assert lines(found[table.name]) == list(rows(catalogue, table))


@pytest.mark.slow
def test_a_long_table_is_made_of_several_batches_and_holds_every_line() -> None:
    show = tfg.Show(id="s", title="S", language="fr")
    sources = [
        tfg.Source(id=f"s{number}", title=tfg.LocalizedText(en="S")) for number in range(12_000)
    ]
    found = tfg.tables(tfg.Catalogue(show=show, sources=sources)).sources
    assert 1 < found.column("id").num_chunks < 100
    assert sorted(found.column("id").to_pylist()) == sorted(source.id for source in sources)


@pytest.mark.parametrize("table", schema(BUNDLED.languages), ids=lambda table: table.name)
def test_columns_have_the_types_and_descriptions_of_the_relational_ones(table: Any) -> None:
    found = TABLES[table.name].schema
    assert found.metadata == {b"description": table.description.encode()}
    assert [(f.name, str(f.type), f.nullable, f.metadata[b"description"]) for f in found] == [
        (column.name, TYPES[column.type], not column.required, column.description.encode())
        for column in table.columns
    ]


def test_an_empty_table_has_the_same_columns_as_a_full_one() -> None:
    found = tfg.tables(BUNDLED.episodes.by_season(7))
    assert found.episodes.num_rows == 0
    assert found.episodes.schema.equals(TABLES.episodes.schema, check_metadata=True)


def test_tables_of_a_selection_or_an_episode_hold_only_what_they_refer_to() -> None:
    found = tfg.tables(BUNDLED.by_guest("Karine Gentelet"))
    assert found.episodes.column("code").to_pylist()[:2] == ["S1E3", "S1E7"]
    alone = tfg.tables(BUNDLED.episode("S1E3"))
    assert alone.episodes.column("code").to_pylist() == ["S1E3"]
    guests = alone.episode_guests.column("person_id").to_pylist()
    assert guests == [guest.person.id for guest in BUNDLED.episode(3).guests if guest.person]
    assert set(guests) < set(alone.people.column("id").to_pylist())


def test_tables_are_a_mapping_as_well() -> None:
    assert len(TABLES) == len(list(TABLES)) == len(schema(("fr",))) + 1
    assert TABLES["episodes"] is TABLES.episodes
    assert "episodes" in TABLES
    assert dict(TABLES)["people"] is TABLES.people


@pytest.mark.parametrize("name", ["epsiodes", "keys", "__len__"])
def test_an_unknown_table_name_is_not_in_the_mapping(name: str) -> None:
    assert name not in TABLES
    assert TABLES.get(name) is None
    with pytest.raises(KeyError, match=name):
        _ = TABLES[name]


def test_an_unknown_table_name_is_not_an_attribute() -> None:
    with pytest.raises(AttributeError, match="epsiodes"):
        _ = TABLES.epsiodes


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(TABLES, "episodes", TABLES.people)  # noqa: B010 -- type checkers refuse the other way
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(TABLES, "episodes")


def test_tables_are_equal_by_value_also_when_pickled_or_copied() -> None:
    assert tfg.tables(BUNDLED) == TABLES
    assert pickle.loads(pickle.dumps(TABLES)) == TABLES  # noqa: S301 -- its own pickle
    assert copy.deepcopy(TABLES) == TABLES
    assert tfg.tables(BUNDLED.episode(3)) != TABLES


def test_the_repr_says_how_many_lines_each_table_has() -> None:
    assert repr(TABLES).startswith("<Tables: info 1, redirects 0, names ")
    hosts = sum(len(episode.hosts) for episode in BUNDLED.episodes)
    assert f", episodes {len(BUNDLED.episodes)}, episode_hosts {hosts}, " in repr(TABLES)


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(tfg.MissingExtraError) as caught:
        tfg.tables(BUNDLED)
    assert (caught.value.feature, caught.value.extra) == ("tables", "arrow")


def test_pyarrow_is_imported_only_when_tables_are_made() -> None:
    code = (
        "import sys, techforgood_podcast as tfg\n"
        "tfg.tables\n"
        "assert 'pyarrow' not in sys.modules\n"
        "tfg.tables(tfg.load_catalogue())\n"
        "assert 'pyarrow' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, check=False)
    assert done.returncode == 0
