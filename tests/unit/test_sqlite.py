"""The database: every fact, checked; views that answer as the catalogue does; full-text search."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import strategies as catalogues
import techforgood_podcast as tfg
from databases import Database, opened
from hostile import CATALOGUE as HOSTILE
from linked import OWN
from rebuilding import tables_of
from search_queries import QUESTIONS, ours, score
from settings import examples
from techforgood_podcast.relational.schema import schema
from techforgood_podcast.text.folding import fold
from techforgood_podcast.writers import import_writer
from written import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="s", title="S", language="fr")
NOUNS = ("theme", "place", "organisation")
FOUND = (
    "SELECT episodes.id FROM episodes_fts(?) AS found"
    " JOIN episodes ON episodes.rowid = found.rowid ORDER BY rank"
)


@pytest.fixture(scope="module")
def bundled() -> Iterator[Database]:
    with opened(BUNDLED) as database:
        yield database


@pytest.fixture
def writable() -> Iterator[Database]:
    with opened(BUNDLED) as database:
        yield database


def found(database: Database, text: str) -> list[str]:
    return [id_ for (id_,) in database.ask(FOUND, text)]


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    assert bytes_of(OWN, "sqlite") == bytes_of(OWN, "sqlite")


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE], ids=["bundled", "hostile"])
def test_tables_hold_the_rows_of_the_relational_schema(catalogue: tfg.Catalogue) -> None:
    with opened(catalogue) as database:
        assert plain(database.tables(), catalogue) == plain(tables_of(catalogue), catalogue)


def plain(
    tables: dict[str, list[dict[str, Any]]], catalogue: tfg.Catalogue
) -> dict[str, list[dict[str, Any]]]:
    """Return relational tables as SQLite has them: days and moments are texts."""
    return {
        table.name: [
            {
                key: value.isoformat() if isinstance(value, dt.date) else value
                for key, value in row.items()
            }
            for row in tables[table.name]
        ]
        for table in schema(catalogue.languages)
    }


@given(catalogue=catalogues.catalogues())
@settings(deadline=None, max_examples=examples(20))
def test_any_catalogue_is_held_whole_and_sound_with_views_that_answer_as_queries_do(
    catalogue: tfg.Catalogue,
) -> None:
    with opened(catalogue) as database:
        assert database.ask("PRAGMA integrity_check") == [("ok",)]
        assert database.ask("PRAGMA foreign_key_check") == []
        assert plain(database.tables(), catalogue) == plain(tables_of(catalogue), catalogue)
        for noun in NOUNS:
            assert by_view(database, noun) == by_query(catalogue, noun)


def test_an_empty_selection_is_a_database_without_episodes() -> None:
    with opened(BUNDLED.subset(())) as database:
        assert database.ask("SELECT count(*) FROM episodes") == [(0,)]
        assert database.ask("SELECT * FROM overview") == []
        assert database.ask("SELECT title FROM shows") == [(BUNDLED.show.title,)]
        assert found(database, "coeur") == []


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE episodes SET published = '2024-02-30'", "CHECK constraint"),
        ("UPDATE episodes SET published = '2024-2-3'", "CHECK constraint"),
        ("UPDATE episodes SET published = 'soon'", "CHECK constraint"),
        ("UPDATE episodes SET kind = 'long'", "CHECK constraint"),
        ("UPDATE episodes SET title = NULL", "NOT NULL constraint"),
        ("UPDATE episodes SET season = 'one'", "cannot store TEXT value in INTEGER column"),
        ("UPDATE episodes SET explicit = 2", "CHECK constraint"),
        ("UPDATE episodes SET published_at = '2022-02-30T08:30:00+01:00'", "CHECK constraint"),
        ("UPDATE episodes SET published_at = '2022-01-17T08:30:00'", "CHECK constraint"),
        ("UPDATE episodes SET published_at = '2022-01-17 08:30:00+01:00'", "CHECK constraint"),
        ("UPDATE episodes SET published_at = '2022-01-17T08:30:00+1:00'", "CHECK constraint"),
        (
            "UPDATE episodes SET published_at = '2022-01-17T08:30:00+01:00 or'",
            "CHECK constraint",
        ),
        ("UPDATE episodes SET published_at = '2022-01-17'", "CHECK constraint"),
        ("UPDATE episodes SET id = 'same'", "UNIQUE constraint"),
        ("DELETE FROM themes WHERE id = 'emploi'", "FOREIGN KEY constraint"),
        ("UPDATE episode_guest_organisations SET organisation_id = 'nobody'", "FOREIGN KEY"),
    ],
)
def test_what_no_catalogue_may_hold_is_refused(
    bundled: Database, statement: str, reason: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=reason):
        bundled.ask(statement)


def test_what_a_catalogue_may_hold_is_accepted(writable: Database) -> None:
    for moment in ("2022-01-17T08:30:00+01:00", "2022-01-17T08:30:00-14:00", None):
        writable.ask("UPDATE episodes SET published_at = ?, explicit = 0, season = NULL", moment)
    for day in ("2024-02-29", None):
        writable.ask("UPDATE episodes SET published = ?", day)
        assert set(writable.ask("SELECT published FROM episodes")) == {(day,)}


def test_every_table_is_strict(bundled: Database) -> None:
    strict = dict(bundled.ask("SELECT name, strict FROM pragma_table_list WHERE type = 'table'"))
    assert strict["descriptions"]
    assert all(strict[table.name] for table in schema(BUNDLED.languages))


def by_view(database: Database, noun: str) -> set[tuple[str, str]]:
    return set(database.ask(f"SELECT {noun}_id, episode_id FROM episodes_by_{noun}"))  # noqa: S608


def by_query(catalogue: tfg.Catalogue, noun: str) -> set[tuple[str, str]]:
    return {
        (entity.id, episode.id)
        for entity in getattr(catalogue, f"{noun}s")
        for episode in getattr(catalogue, f"by_{noun}")(entity)
    }


@pytest.mark.parametrize("noun", NOUNS)
def test_a_view_gives_the_episodes_that_a_query_gives(bundled: Database, noun: str) -> None:
    assert by_view(bundled, noun) == by_query(BUNDLED, noun)
    assert len(by_view(bundled, noun)) == len(bundled.rows(f"episodes_by_{noun}"))


def test_appearances_say_who_appears_where_as_what(bundled: Database) -> None:
    who = (
        "SELECT code, part, role_fr, role_en, organisations FROM appearances"
        " WHERE name = ? ORDER BY code"
    )
    assert bundled.ask(who, "Jean Deydier") == [
        ("S1E3", "guest", "fondateur de We TechCare", "founder of We TechCare", "We TechCare")
    ]
    assert bundled.ask(who, "Sébastien Molas")[0][:2] == ("S1E8", "mentioned")
    expected = ("S1 intro", "host", None, None, "Collectif Solvo")
    assert bundled.ask(who, "Michèle Foin")[0] == expected


def test_a_group_appears_by_its_credit() -> None:
    group = tfg.Credit(group=tfg.LocalizedText(fr="les bénévoles"), credited_as="Bénévoles")
    episode = tfg.Episode(id="e", show=SHOW, season=1, title="T", guests=(group,))
    with opened(tfg.Catalogue(show=SHOW, episodes=[episode])) as database:
        assert database.ask("SELECT name, person_id, organisations FROM appearances") == [
            ("Bénévoles", None, None)
        ]


def test_the_overview_has_a_line_for_each_episode(bundled: Database) -> None:
    lines = bundled.rows("overview")
    assert [line["code"] for line in lines] == [episode.code for episode in BUNDLED.episodes]
    for line, episode in zip(lines, BUNDLED.episodes, strict=True):
        assert line["hosts"] == _joined(host.name for host in episode.hosts)
        assert line["guests"] == _joined(
            guest.person.name if guest.person else guest.credited_as for guest in episode.guests
        )
        assert line["themes"] == _joined(str(theme.label) for theme in episode.themes)
        assert line["places"] == _joined(str(place.name) for place in episode.places)
        assert line["organisations"] == _joined(
            dict.fromkeys(mention.organisation.name for mention in episode.organisations)
        )


def _joined(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


@pytest.mark.parametrize("title", ["Au cœur du numérique", "Au coeur du numerique"])
def test_words_are_found_with_and_without_accents_and_ligatures(title: str) -> None:
    theme = tfg.Theme(id="t", label=tfg.LocalizedText(fr="L’Œuvre d’été", da="Smørrebrød"))
    episode = tfg.Episode(id="e", show=SHOW, season=1, title=title, themes=(theme,))
    words = ("coeur", "cœur", "COEUR", "numerique", "numérique", "Numérique coeur", "oeuvre")
    with opened(tfg.Catalogue(show=SHOW, episodes=[episode])) as database:
        for text in (*words, "œuvre", "ŒUVRE", "été", "ete", "smorrebrod", "smørrebrød"):
            assert found(database, text) == ["e"], text
        assert found(database, "choeur") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gentelet", ["s01e03", "s01e07"]),
        ("wetechcare", ["s01e03"]),
        ("digital inclusion", ["s01e03", "s01e07"]),
        ("belgique", ["s01e04", "s01e06"]),
        ('"gaspillage alimentaire"', ["s01e01"]),
        ("fondateur de we techcare", ["s01e03"]),
        ("title: numerique", ["s01e03"]),
    ],
)
def test_people_organisations_themes_places_and_roles_are_found(
    bundled: Database, text: str, expected: list[str]
) -> None:
    assert set(expected) <= set(found(bundled, text))


def test_every_hostile_title_is_found_by_its_words() -> None:
    with opened(HOSTILE) as database:
        for episode in HOSTILE.episodes:
            assert episode.id in found(database, f'"{fold(episode.title)}"')


def test_the_index_is_whole(writable: Database) -> None:
    writable.ask("INSERT INTO episodes_fts (episodes_fts, rank) VALUES ('integrity-check', 0)")


def answers(database: Database, text: str) -> list[str]:
    """Return the codes that the query in the documentation of the format finds."""
    documentation = import_writer("sqlite").__doc__ or ""
    query = re.search(r"`(SELECT\s+code,\s.+?)`", documentation, re.DOTALL)
    assert query
    return [code for code, _ in database.ask(query[1], tfg.match_expression(text, BUNDLED))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("who throws away l'unsold food?", "S1E1"),
        ("plastique", "S1E8"),
        ("épisode 5", "S1E5"),
        ("bande-annonce", "S1 intro"),
        ('"gaspillage alimentaire" Phenix', "S1E1"),
    ],
)
def test_the_documented_query_answers_what_people_type(
    bundled: Database, text: str, code: str
) -> None:
    assert answers(bundled, text)[0] == code


@pytest.mark.parametrize("text", ["", "?", '"', "a AND (b* NEAR", "\0", "\ud800", "title: -x ^y"])
def test_any_text_is_a_valid_question(bundled: Database, text: str) -> None:
    assert isinstance(answers(bundled, text), list)
    assert tfg.match_expression("", BUNDLED) == '""'


@pytest.mark.slow
def test_the_database_answers_nearly_as_well_as_the_library(bundled: Database) -> None:
    for queries in QUESTIONS.values():
        own = score(partial(answers, bundled), queries).mrr
        assert own >= score(ours, queries).mrr - 0.04


def test_the_search_box_of_datasette_finds_words_as_people_write_them(bundled: Database) -> None:
    for quoted, id_ in (('"l\'école"', "s01e07"), ('"low-tech"', "s01e08")):
        assert found(bundled, quoted)[0] == id_


def test_tools_find_the_search_table_of_the_episodes_in_the_schema(bundled: Database) -> None:
    # What Datasette and sqlite-utils look for.
    pattern = '%VIRTUAL TABLE%USING FTS%content="episodes"%'
    tables = bundled.ask(
        "SELECT name FROM sqlite_schema WHERE rootpage = 0 AND sql LIKE ?", pattern
    )
    assert tables == [("episodes_fts",)]


def test_the_search_table_can_be_rebuilt_and_gives_excerpts(writable: Database) -> None:
    before = found(writable, "gaspillage OR numerique")
    writable.ask("INSERT INTO episodes_fts (episodes_fts) VALUES ('rebuild')")
    assert found(writable, "gaspillage OR numerique") == before
    excerpt = "SELECT snippet(episodes_fts, 0, '[', ']', '', 9) FROM episodes_fts('title: phenix')"
    ((text,),) = writable.ask(excerpt)
    assert "[phenix]" in text


def test_the_rank_of_the_search_table_is_the_weighted_bm25(bundled: Database) -> None:
    ((rank,),) = bundled.ask("SELECT v FROM episodes_fts_config WHERE k = 'rank'")
    weights = rank.removeprefix("bm25(").removesuffix(")")
    ask = f"SELECT rank, bm25(episodes_fts, {weights}), bm25(episodes_fts) FROM episodes_fts(?)"  # noqa: S608 -- our own numbers
    ranks = bundled.ask(ask, "emploi")
    assert all(own == weighted for own, weighted, _ in ranks)
    assert any(own != plain for own, _, plain in ranks)


def test_any_two_letters_of_scripts_without_spaces_are_found() -> None:
    title = "ガス代のAIニュース 한국어 뉴스 ภาษาไทย ພາສາລາວ ភាសាខ្មែរ 北京大学"
    episode = tfg.Episode(id="e", show=SHOW, season=1, title=title)
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode])
    with opened(catalogue) as database:
        for text in ("ガス", "ス代", "ュー", "한국", "국어", "าษ", "ສາ", "京大", "AI"):
            assert found(database, f'"{text}"') == ["e"]
            assert found(database, tfg.match_expression(text, catalogue)) == ["e"]
        for text in ("ニュース", "ខ្មែរ", "AIニュース"):
            assert found(database, tfg.match_expression(text, catalogue)) == ["e"]
        assert found(database, tfg.match_expression("代ニ", catalogue)) == []


def test_a_record_is_found_by_the_key_of_any_name(bundled: Database) -> None:
    ask = "SELECT DISTINCT kind, id FROM names WHERE key = ?"
    assert bundled.ask(ask, fold("INCLUSION NUMÉRIQUE")) == [("theme", "inclusion-numerique")]
    assert bundled.ask(ask, "digital inclusion") == [("theme", "inclusion-numerique")]


def test_every_column_is_described(bundled: Database) -> None:
    described = set(bundled.ask("SELECT table_name, column_name FROM descriptions"))
    for table in schema(BUNDLED.languages):
        assert (table.name, None) in described
        assert {(table.name, column.name) for column in table.columns} <= described
    views = bundled.ask("SELECT name FROM sqlite_schema WHERE type = 'view'")
    assert {(name, None) for (name,) in views} <= described


def test_tables_and_columns_are_described_for_datasette(bundled: Database) -> None:
    metadata = json.loads(bundled.ask("SELECT json FROM datasette_metadata")[0][0])
    assert metadata["title"] == BUNDLED.show.title
    assert metadata["license"] == "CC0-1.0"
    episodes = metadata["databases"]["catalogue"]["tables"]["episodes"]
    assert episodes["description"] == "One episode."
    assert episodes["columns"]["published"] == "The day of publication."


@pytest.mark.parametrize("name", ["emploi.sqlite", "en ligne.v2.db", "mes..sqlite3", ".sqlite"])
def test_datasette_finds_descriptions_under_its_name_of_the_file(name: str, tmp_path: Path) -> None:
    tfg.dump(OWN, tmp_path / name, "sqlite")
    with closing(sqlite3.connect(tmp_path / name)) as connection:
        (text,) = connection.execute("SELECT json FROM datasette_metadata").fetchone()
    assert list(json.loads(text)["databases"]) == [(tmp_path / name).stem]


def test_the_version_of_the_file_format_is_that_of_the_database(bundled: Database) -> None:
    assert bundled.ask("PRAGMA user_version") == [(1,)]


def test_languages_have_columns_of_their_own_in_views() -> None:
    theme = tfg.Theme(id="t", label=tfg.LocalizedText({"pt-BR": "Pão", "de": "Brot"}))
    show = tfg.Show(id="s", title="S", language="de")
    episode = tfg.Episode(id="e", show=show, season=1, title="T", themes=(theme,))
    with opened(tfg.Catalogue(show=show, episodes=[episode])) as database:
        (line,) = database.rows("episodes_by_theme")
        assert (line["label_de"], line["label_pt_br"]) == ("Brot", "Pão")
        assert database.ask("SELECT themes FROM overview") == [("Pão",)]


def test_what_sqlite_refuses_is_no_catalogue_for_it() -> None:
    texts = {f"{first}{second}": "T" for first in "abcde" for second in "abcdefghijklmnopqrst"}
    many = {f"{tag}-{n:02}": text for tag, text in texts.items() for n in range(7)}
    theme = tfg.Theme(id="t", label=tfg.LocalizedText(many))
    with pytest.raises(tfg.CatalogueError, match=r"SQLite cannot hold this .*too many columns"):
        bytes_of(tfg.Catalogue(show=SHOW, themes=[theme]), "sqlite")
