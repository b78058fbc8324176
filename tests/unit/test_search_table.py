"""The table behind the search: threads, processes, copies, cost, and builds without FTS5."""

import copy
import gc
import os
import pickle
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.catalogue import full_text, search
from techforgood_podcast.text.names import MAX_LETTERS
from techforgood_podcast.text.questions import read_question
from test_concurrency import at_once, fresh
from test_search import codes, index, summarised

QUERIES = ("emploi", "imprimantes 3D", '"gaspillage alimentaire"', "gazpillage", "zebra", "le")


def tables_of(catalogue: tfg.Catalogue) -> list[search.SearchTable]:
    """Return the tables that searches of a catalogue have made, one a process."""
    made = search.search_tables.items()
    return [t for key, own in made if key.people is catalogue.people for t in own.values()]


class WithoutFts5(sqlite3.Connection):
    """A connection to an SQLite that was built without FTS5."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if "fts5" in sql or "texts" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)


@pytest.fixture
def without_fts5(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    def connect_without(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, **options, factory=WithoutFts5)

    monkeypatch.setattr(sqlite3, "connect", connect_without)


@pytest.mark.usefixtures("without_fts5")
def test_without_fts5_a_search_and_a_database_are_unavailable() -> None:
    catalogue = fresh()
    with pytest.raises(tfg.SearchUnavailableError, match=r"needs FTS5, which this SQLite \(3\."):
        catalogue.search("emploi")
    with pytest.raises(tfg.SearchUnavailableError):
        catalogue.by_theme("emploi").search("emploi")
    with pytest.raises(tfg.SearchUnavailableError):
        tfg.dump(catalogue, os.devnull, "sqlite", force=True)
    assert catalogue.search("") == ()


@pytest.fixture
def without_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)


@pytest.mark.usefixtures("without_sqlite")
def test_without_sqlite_a_search_and_a_database_are_unavailable(tmp_path: Path) -> None:
    catalogue = fresh()
    with pytest.raises(tfg.SearchUnavailableError, match="sqlite3, which this Python lacks"):
        catalogue.search("emploi")
    with pytest.raises(tfg.SearchUnavailableError, match="sqlite3, which this Python lacks"):
        tfg.dump(catalogue, tmp_path / "catalogue.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("without_sqlite")
def test_without_sqlite_everything_else_works() -> None:
    catalogue = fresh()
    art = catalogue.by_theme("art")
    assert art == tfg.by_theme("art")
    assert catalogue.related(3)
    for format_ in tfg.formats():
        assert format_.kind != "text" or tfg.dumps(art, format_)
    with pytest.raises(tfg.UnknownNameError, match=r'no theme "chocolat"$'):
        catalogue.theme("chocolat")


def test_another_fault_of_sqlite_is_passed_on() -> None:
    connection = sqlite3.connect(":memory:")
    full_text.TEXTS.create(connection)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        full_text.TEXTS.create(connection)
    connection.close()


@pytest.mark.slow
def test_sixteen_threads_find_what_one_finds() -> None:
    catalogue = fresh()
    expected = [tfg.search(query) for query in QUERIES]
    for found in at_once(lambda: [catalogue.search(q) for q in QUERIES for _ in range(3)]):
        assert found[::3] == found[1::3] == found[2::3] == expected


def test_the_table_is_built_once_and_closed_with_its_catalogue() -> None:
    gc.freeze()  # so that collecting is quick
    catalogue = fresh()
    catalogue.search("emploi")
    (table,) = tables_of(catalogue)
    catalogue.by_theme("emploi").search("emploi")
    assert tables_of(catalogue) == [table]
    connection = table.index.connection
    del table, catalogue
    gc.collect()
    gc.unfreeze()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_copy_has_no_table_and_finds_the_same() -> None:
    catalogue = fresh()
    expected = catalogue.search("emploi")
    for again in (copy.deepcopy(catalogue), pickle.loads(pickle.dumps(catalogue))):  # noqa: S301
        assert tables_of(again) == []
        assert again.search("emploi") == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_child_finds_the_same_with_a_table_of_its_own() -> None:
    catalogue = fresh()
    expected = catalogue.search("emploi")
    (table,) = tables_of(catalogue)
    with table.lock:  # as if another thread were searching
        child = os.fork()
        if not child:
            is_same = catalogue.search("emploi") == expected
            os._exit(0 if is_same and tables_of(catalogue)[1:] else 1)
        assert os.waitpid(child, 0)[1] == 0
    assert catalogue.search("emploi") == expected


def test_a_search_does_not_wait_for_one_of_another_catalogue() -> None:
    catalogue, other = fresh(), fresh()
    assert other.search("emploi")
    (table,) = tables_of(other)
    with table.lock:
        assert catalogue.search("emploi")


def test_the_words_of_a_query_are_distinct() -> None:
    assert read_question("pain vin pain " * 30).words == ("pain", "vin")


@pytest.mark.parametrize("query", ["mie", '"mie"'])
def test_the_first_500_letters_of_a_query_are_read(query: str) -> None:
    catalogue = index("pain", "mie")
    assert codes(catalogue, f"{query:>500}") == ["S1E2"]
    assert codes(catalogue, f"{'pain':500}{query}") == ["S1E1"]
    asked = f"{'pain':500}{query}"
    assert tfg.match_expression(asked, catalogue) == tfg.match_expression("pain", catalogue)


def test_the_first_letters_of_a_long_run_are_looked_for() -> None:
    run = "日本語" * 400
    assert codes(index("pain", run), f"{run} 京都") == ["S1E2"]


def test_a_letter_that_stands_for_many_is_one_letter_of_a_query() -> None:
    assert len(read_question("\ufdfa" * 500).words) > 1
    assert codes(index("pain", "\ufdfa" * 500), "\ufdfa" * 1000) == ["S1E2"]


def test_a_query_of_many_words_is_answered() -> None:
    text = " ".join(f"w{number}" for number in range(100))
    catalogue = index("pain", text)
    assert codes(catalogue, text) == codes(catalogue, f'"{text}"') == ["S1E2"]
    assert codes(catalogue, text, all_words=True) == ["S1E2"]


@pytest.mark.parametrize("mark", ['"', "“", "«", "„"])
def test_marks_that_are_never_closed_begin_no_phrase(mark: str) -> None:
    other = "« pain vin »" if mark != "«" else "“ pain vin ”"
    most = MAX_LETTERS + 1 if mark == '"' else MAX_LETTERS  # an odd number of what closes itself
    asked = read_question(f"{other}{mark * most}")
    assert (asked.words, asked.phrases) == (("pain", "vin"), ("pain vin",))


def test_a_word_repeated_in_a_summary_makes_one_short_snippet() -> None:
    (hit,) = summarised("pain " * 8_000 + "et vin").search("pain vin")
    assert hit.snippet.endswith("pain** et **vin**")
    assert len(hit.snippet) < 300


def test_a_limit_is_a_whole_number() -> None:
    with pytest.raises(TypeError):
        index("Farine").search("farine", 2.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
