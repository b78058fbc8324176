"""Databases, read back by Datasette."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from cases import BUNDLED, CASES, catalogue_of, reader

import techforgood_podcast as tfg
from rebuilding import comparable, rebuilt
from techforgood_podcast.relational.schema import schema

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path

TABLES = [table.name for table in schema(BUNDLED.languages)]


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Export every case to a file of its own, named as the addresses below expect."""
    found: dict[str, Path] = {}
    for name, obj in CASES.items():
        found[name] = tmp_path_factory.mktemp(name) / "catalogue.sqlite"
        tfg.dump(obj, found[name])
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.sqlite"
    tfg.dump(BUNDLED, path)
    return path


def facts(document: dict[str, Any]) -> Any:
    """Return a document without ``info``, which an exported episode does not have."""
    return comparable({key: value for key, value in document.items() if key != "info"})


def run(answer: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(answer)


@pytest.mark.parametrize("name", CASES)
def test_datasette_reads_back_every_fact(paths: dict[str, Path], name: str) -> None:
    catalogue = catalogue_of(CASES[name])
    tables = run(_datasette_tables(paths[name]))
    assert facts(rebuilt(tables, catalogue.languages)) == facts(tfg.to_dict(catalogue))


async def _datasette_tables(path: Path) -> dict[str, list[dict[str, Any]]]:
    datasette = reader("datasette.app").Datasette([str(path)], settings={"max_returned_rows": 9999})
    found: dict[str, list[dict[str, Any]]] = {}
    for table in TABLES:
        query = f"SELECT * FROM [{table}]"  # noqa: S608 -- a constant name
        found[table] = await _rows(datasette, {"sql": query})
    return found


async def _rows(datasette: Any, parameters: dict[str, str]) -> list[dict[str, Any]]:
    answer = await datasette.client.get(
        "/catalogue.json", params={"_shape": "objects", **parameters}
    )
    actual = answer.json()
    assert answer.status_code == 200, actual
    assert not actual["truncated"]
    return list(actual["rows"])


def test_datasette_answers_filters_views_queries_and_searches(paths: dict[str, Path]) -> None:
    datasette = reader("datasette.app").Datasette([str(paths["bundled"])])

    def ask(page: str, **parameters: str) -> list[dict[str, Any]]:
        parameters = {"_shape": "array", "_size": "max", **parameters}
        answer = run(datasette.client.get(f"/catalogue/{page}.json", params=parameters))
        assert answer.status_code == 200, answer.text
        return list(answer.json())

    long = ask("episodes", duration_seconds__gt="1800")
    assert {row["id"] for row in long} == {e.id for e in BUNDLED.episodes.longer_than(minutes=30)}
    found = ask("episodes", _search="numerique")
    assert {"s01e03", "s01e07"} <= {row["id"] for row in found}
    assert [row["kind"] for row in ask("names", key="inclusion numerique")] == ["theme"]
    guests = ask("episode_guests", person_id="karine-gentelet")
    assert [row["episode_id"] for row in guests] == ["s01e03", "s01e07"]
    assert len(ask("overview")) == len(BUNDLED.episodes)
    seen = ask("episodes_by_theme", label_en="Digital inclusion and the digital divide")
    assert {row["episode_id"] for row in seen} == {
        episode.id for episode in BUNDLED.by_theme("digital inclusion")
    }
    (appearance,) = ask("appearances", name="Jean Deydier")
    assert (appearance["code"], appearance["role_en"]) == ("S1E3", "founder of We TechCare")


async def _searched(path: Path, text: str) -> list[str]:
    """Return the ids of the episodes that the search box of Datasette shows."""
    datasette = reader("datasette.app").Datasette([str(path)])
    parameters = {"_shape": "array", "_search": text}
    answer = await datasette.client.get("/catalogue/episodes.json", params=parameters)
    assert answer.status_code == 200, answer.text
    return [row["id"] for row in answer.json()]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("l'école", "s01e07"),
        ("l’École", "s01e07"),
        ("low-tech", "s01e08"),
        ("cœur", "s01e06"),
        ("Karine GENTELET", "s01e03"),
    ],
)
def test_the_search_box_of_datasette_takes_what_people_type(
    paths: dict[str, Path], text: str, id_: str
) -> None:
    assert id_ in run(_searched(paths["bundled"], text))
    assert run(_searched(paths["bundled"], f"{text} zzz")) == []


@pytest.mark.parametrize("text", ["ガス", "ス代", "ュー", "한국", "국어", "ニュ ース", "ai"])
def test_the_search_box_of_datasette_finds_two_letters_of_words_without_spaces(
    tmp_path: Path, text: str
) -> None:
    show = tfg.Show(id="s", title="S", language="ja")
    episode = tfg.Episode(id="e", show=show, season=1, title="ガス代のAIニュース 한국어 뉴스")
    other = tfg.Episode(id="f", show=show, season=1, title="東京都")
    tfg.dump(tfg.Catalogue(show=show, episodes=[episode, other]), tmp_path / "catalogue.sqlite")
    assert run(_searched(tmp_path / "catalogue.sqlite", text)) == ["e"]


def test_datasette_links_references_to_what_they_name(paths: dict[str, Path]) -> None:
    async def page() -> str:
        datasette = reader("datasette.app").Datasette([str(paths["bundled"])])
        return str((await datasette.client.get("/catalogue/episode_themes")).text)

    assert 'href="/catalogue/themes/tech-for-good"' in run(page())


def sources_page(path: Path, *, renamed: str | None = None) -> str:
    """Return a page of Datasette, started with the metadata of a database, maybe then renamed."""
    with closing(sqlite3.connect(path)) as connection:
        (text,) = connection.execute("SELECT json FROM datasette_metadata").fetchone()
    path = path.rename(path.with_name(renamed)) if renamed else path

    async def page() -> str:
        datasette = reader("datasette.app").Datasette([str(path)], metadata=json.loads(text))
        assert (await datasette.client.get("/")).status_code == 200
        return str((await datasette.client.get(datasette.urls.table(path.stem, "sources"))).text)

    return str(run(page()))


@pytest.mark.parametrize("name", ["catalogue.sqlite", "emploi.v2.db", "en ligne.sqlite3"])
def test_datasette_shows_what_tables_and_columns_mean(name: str, tmp_path: Path) -> None:
    tfg.dump(BUNDLED, tmp_path / name)
    shown = sources_page(tmp_path / name)
    assert "Where facts come from." in shown
    assert "The day on which it was read." in shown


def test_datasette_shows_no_descriptions_under_an_unknown_name(copy: Path) -> None:
    shown = sources_page(copy, renamed="renamed.sqlite")
    assert "consulted" in shown
    assert "Where facts come from." not in shown


def test_datasette_refuses_what_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_text("no database, but long enough to be read as the head of one" * 20)

    async def ask() -> tuple[int, str]:
        datasette = reader("datasette.app").Datasette([str(path)])
        answer = await datasette.client.get("/catalogue.json")
        return answer.status_code, str(answer.json()["error"])

    assert run(ask()) == (500, "file is not a database")
