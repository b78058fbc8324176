"""DuckDB, and once a week Spark, open Parquet and answer queries over it as the library does.

Spark is the second reader since it proves another claim: the SQL of the page runs in both. With
``TFG_EPISODES=100000``, as in ``make scale``, the large catalogue is large.
"""

from __future__ import annotations

import importlib
import os
import re
import runpy
import shutil
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pytest
from cases import CASES, catalogue_of

import bulk
import techforgood_podcast as tfg
from rebuilding import comparable, rebuilt
from techforgood_podcast.relational.schema import rows, schema
from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

pyarrow: Any = importlib.import_module("pyarrow")
parquet: Any = importlib.import_module("pyarrow.parquet")

EPISODES = int(os.environ.get("TFG_EPISODES", "2000"))
TEXT = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text(encoding="utf-8")
_SQL = re.compile(
    r"^```sql\n-- ([a-z ]+).*\n((?:.+\n)+)```\n(?:\n```text\n((?:.+\n)*)```)?", re.MULTILINE
)
_EXAMPLE = re.compile(r"^```python\n((?:.*\n)*?)```", re.MULTILINE)
_SPARK = re.compile(r"^```py\n((?:.*\n)+?)```\n\n```text\n((?:.+\n)+)```", re.MULTILINE)

# The SQL blocks, by the comment in their first line.
SQL = {name: query for name, query, _ in _SQL.findall(TEXT)}
# The results shown below them, line by line.
ANSWERS = {
    name: [tuple(line.split(" | ")) for line in answer.splitlines()]
    for name, _, answer in _SQL.findall(TEXT)
    if answer
}
# The Python example for Spark, and its output.
SPARK, SHOWN = _SPARK.findall(TEXT)[0]
# The example that adds a show to a folder of several shows.
ADD_SHOW = _EXAMPLE.findall(TEXT)[-1]
CODES = "SELECT code FROM episodes WHERE season = 1 ORDER BY number NULLS FIRST"
SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    lambda name: f"  {name.lower()}\t",
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: name.replace(" ", "-"),
    lambda name: f"«\u00a0{name.swapcase()}\u00a0»",
)
SEASON = "SELECT id FROM seasons WHERE season = 7"
HOW_MANY = """
SELECT asked.text, count(candidates.id)
FROM asked LEFT JOIN candidates ON candidates.kind = asked.kind AND candidates.text = asked.text
GROUP BY asked.text
"""
QUESTIONS = {"person": "by guest", "organisation": "by organisation", "theme": "by theme"}
NAMESAKES = """
show: {id: show, title: Show, language: en}
episodes:
  - id: e1
    season: 1
    title: One
    guests:
      - {person: camille-1, credited_as: Camille Martin}
      - {person: camille-2, credited_as: Camille Martin}
      - {person: ada-1, credited_as: Ada Miller}
    hosts: [ada-2]
people:
  - {id: camille-1, name: Camille Martin}
  - {id: camille-2, name: Camille Martin}
  - {id: ada-1, name: Ada Miller}
  - {id: ada-2, name: Ada Miller}
"""


Rows = list[tuple[Any, ...]]
Records = list[dict[str, Any]]


class DuckDB:
    """DuckDB, with the function `fold`.

    Attributes:
        refusals: the exceptions raised for unreadable files.
        pruning: the text in a query plan that shows partition pruning.
    """

    pruning = "Scanning Files: 1/"

    def __init__(self) -> None:
        """Open a database in memory, with as many threads as Spark has."""
        module = importlib.import_module("duckdb")
        self.refusals: tuple[type[Exception], ...] = (module.Error,)
        self.database = module.connect()
        self.database.execute("SET threads = 2")
        self.database.create_function("fold", fold, ["VARCHAR"], "VARCHAR")

    def view(self, name: str, path: Path) -> None:
        """Create a view of a Parquet file, or of a folder partitioned by name (``season=7``)."""
        files = f"{path}/**/*.parquet" if path.is_dir() else f"{path}"
        relation = self.database.read_parquet(files, hive_partitioning=True)
        relation.create_view(name, replace=True)

    def run(self, statement: str) -> None:
        """Run a statement that creates a view."""
        self.database.execute(statement)

    def rows(self, query: str) -> Rows:
        """Return the result of a query."""
        found: Rows = self.database.sql(query).fetchall()
        return found

    def records(self, name: str) -> Records:
        """Return the rows of a table."""
        table = self.database.table(name)
        return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]

    def plan(self, query: str) -> str:
        """Run a query and return its plan."""
        ((_, plan),) = self.database.sql(f"EXPLAIN ANALYZE {query}").fetchall()
        return str(plan)


class Spark:
    """Spark on two cores of this machine, with the methods of DuckDB."""

    pruning = "PartitionFilters: [isnotnull("

    def __init__(self, session: Any) -> None:
        """Use a running session."""
        errors = importlib.import_module("pyspark.errors")
        java = importlib.import_module("py4j.protocol")
        self.refusals: tuple[type[Exception], ...] = (errors.PySparkException, java.Py4JError)
        self.session = session
        self.session.udf.register("fold", fold)

    def view(self, name: str, path: Path) -> None:
        self.session.read.parquet(str(path)).createOrReplaceTempView(name)

    def run(self, statement: str) -> None:
        self.session.sql(statement)

    def rows(self, query: str) -> Rows:
        return [tuple(row) for row in self.session.sql(query).collect()]

    def records(self, name: str) -> Records:
        return [row.asDict() for row in self.session.table(name).collect()]

    def plan(self, query: str) -> str:
        (plan,) = self.rows(f"EXPLAIN {query}")
        return str(plan[0])


@contextmanager
def duckdb(folder: Path) -> Generator[Engine]:  # noqa: ARG001 -- same signature as spark()
    """Open DuckDB."""
    engine = DuckDB()
    yield engine
    engine.database.close()


@contextmanager
def spark(folder: Path) -> Generator[Engine]:
    """Start Spark, confined to one folder and to this machine, and stop it afterwards."""
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder}",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "2g",
        "spark.local.dir": folder / "local",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": 2,
        # Up to this number, the driver lists folders itself, which is faster for a few.
        "spark.sql.sources.parallelPartitionDiscovery.threshold": 1_000,
        "spark.sql.warehouse.dir": folder / "warehouse",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = importlib.import_module("pyspark.sql").SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, str(value))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield Spark(session)
    finally:
        session.stop()


Engine: TypeAlias = DuckDB | Spark
ENGINES = {"duckdb": duckdb, "spark": spark}


# These come first: Spark looks for relative paths in the folder in which it was first started.


@pytest.fixture
def _tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tfg.dump(tfg.load_catalogue(), "tables", "parquet", partition_by="season")


@pytest.mark.usefixtures("_tables")
def test_duckdb_opens_all_that_the_questions_need(tmp_path: Path) -> None:
    with duckdb(tmp_path) as engine:
        for name in ("opening", "asked", "candidates", "resolved"):
            engine.run(SQL[name])
        assert {name: len(engine.rows(SQL[name])) for name in ANSWERS} == {
            name: len(answer) for name, answer in ANSWERS.items()
        }
        assert engine.rows(CODES) == [(episode.code,) for episode in tfg.load_catalogue().episodes]


@pytest.mark.spark
@pytest.mark.usefixtures("_tables")
def test_spark_opens_all_tables_and_prints_what_the_page_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "example.py").write_text(SPARK, encoding="utf-8")
    with spark(tmp_path) as engine:
        runpy.run_path("example.py")
        assert capsys.readouterr().out.strip() == SHOWN.strip()
        assert engine.rows(CODES) == [(episode.code,) for episode in tfg.load_catalogue().episodes]


@pytest.fixture(scope="module", params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    with ENGINES[request.param](tmp_path_factory.mktemp("engine")) as engine:
        yield engine


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> tfg.Catalogue:
    path = tmp_path_factory.mktemp("bulk") / "catalogue.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(bulk.lines(EPISODES))
    return tfg.load_catalogue(path)


@pytest.fixture(scope="module")
def folder(catalogue: tfg.Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk") / "tables"
    tfg.dump(catalogue, folder, "parquet", partition_by="season")
    return folder


@pytest.fixture(scope="module")
def whole(engine: Engine, folder: Path) -> Engine:
    """Return an engine with every table of the large catalogue."""
    take(engine, folder)
    return engine


def take(engine: Engine, folder: Path) -> None:
    """Open all tables of a catalogue in an engine."""
    for path in folder.iterdir():
        engine.view(path.stem, path)


def ask(engine: Engine, folder: Path, asked: Iterable[tuple[str, str]]) -> None:
    """Create the table of names to look up, with their folded keys, and resolve them."""
    lines = [{"kind": kind, "text": text, "key": fold(text)} for kind, text in asked]
    parquet.write_table(pyarrow.Table.from_pylist(lines), folder / "asked.parquet")
    engine.view("asked", folder / "asked.parquet")
    for name in ("candidates", "resolved"):
        engine.run(SQL[name])


def counts(engine: Engine, catalogue: tfg.Catalogue) -> dict[str, int]:
    """Return the row count of each table."""
    tables = schema(catalogue.languages)
    count = "SELECT '{0}', count(*) FROM {0}"
    return dict(engine.rows(" UNION ALL ".join(count.format(table.name) for table in tables)))


def spelt(names: Iterable[str]) -> list[str]:
    """Return names in varying odd spellings."""
    return [SPELLINGS[index % len(SPELLINGS)](name) for index, name in enumerate(names)]


def sample(catalogue: tfg.Catalogue) -> dict[str, tuple[list[str], Callable[[str], tfg.Episodes]]]:
    """Return sample names of each kind, with the query of the library that they are for."""
    guests = [guest.name for guest in catalogue.guests[::800]]
    bodies = [body.name for body in catalogue.organisations if len(body.id) <= 3]
    bodies += [body.name for body in catalogue.organisations[::400]]
    themes = [theme.label[language] for theme in catalogue.themes for language in ("fr", "en")]
    return {
        "person": (spelt([*guests, "Nora Needle"]), catalogue.by_guest),
        "organisation": (spelt([*bodies, "Needle Works"]), catalogue.by_organisation),
        "theme": (spelt(themes), catalogue.by_theme),
    }


@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_engine_finds_the_episodes_that_the_library_finds(
    kind: str, whole: Engine, catalogue: tfg.Catalogue, tmp_path: Path
) -> None:
    texts, query = sample(catalogue)[kind]
    ask(whole, tmp_path, ((kind, text) for text in texts))
    found = whole.rows(SQL[QUESTIONS[kind]])
    expected = {(text, episode.id) for text in texts for episode in query(text)}
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert {text for text, _ in expected} == set(texts)


def test_every_table_has_as_many_lines_as_in_the_library(
    whole: Engine, catalogue: tfg.Catalogue
) -> None:
    found = counts(whole, catalogue)
    tables = schema(catalogue.languages)
    assert found == {table.name: sum(1 for _ in rows(catalogue, table)) for table in tables}
    assert found["episodes"] == EPISODES
    assert found["episode_guests"] == sum(len(episode.guests) for episode in catalogue.episodes)


def test_the_keys_are_those_that_fold_makes_inside_the_engine(whole: Engine) -> None:
    query = "SELECT count(*), count(key) FROM names WHERE key {} nullif(fold(name), '')"
    ((_, keys),) = whole.rows(query.format("IS NOT DISTINCT FROM"))
    assert whole.rows(query.format("IS DISTINCT FROM")) == [(0, 0)]
    assert keys > EPISODES


def test_a_name_of_several_records_is_told_from_one_and_from_none(
    engine: Engine, tmp_path: Path
) -> None:
    catalogue = tfg.loads(NAMESAKES, "yaml")
    tfg.dump(catalogue, tmp_path / "tables", "parquet")
    take(engine, tmp_path / "tables")
    ask(engine, tmp_path, (("person", text) for text in ("CAMILLE martin", "Ada—Miller", "Bo")))
    assert dict(engine.rows(HOW_MANY)) == {"CAMILLE martin": 2, "Ada—Miller": 1, "Bo": 0}
    assert engine.rows(SQL["by guest"]) == [("Ada—Miller", "e1")]
    assert [episode.id for episode in catalogue.by_guest("Ada—Miller")] == ["e1"]
    with pytest.raises(tfg.AmbiguousNameError):
        catalogue.by_guest("CAMILLE martin")
    with pytest.raises(tfg.UnknownNameError):
        catalogue.by_guest("Bo")


@pytest.mark.parametrize("partition_by", ["season", "show"])
@pytest.mark.parametrize("case", ["bundled", "hostile", "own", "empty"])
def test_the_engine_reads_every_fact(
    case: str, partition_by: Literal["season", "show"], engine: Engine, tmp_path: Path
) -> None:
    catalogue = catalogue_of(CASES[case])
    tfg.dump(catalogue, tmp_path / "tables", "parquet", partition_by=partition_by)
    take(engine, tmp_path / "tables")
    found = {table.name: engine.records(table.name) for table in schema(catalogue.languages)}
    assert rebuilt(found, catalogue.languages) == comparable(tfg.to_dict(catalogue))
    shows = {row["show_id"] for row in found["episodes"]}
    assert shows == {episode.show.id for episode in catalogue.episodes}


def test_two_shows_stand_side_by_side_in_each_table(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "example.py").write_text(ADD_SHOW, encoding="utf-8")
    add_show = runpy.run_path("example.py")["add_show"]
    shows: dict[str, tfg.Catalogue] = {}
    for seed, show in enumerate(("bulk", "other")):
        text = "".join(bulk.lines(600, seed)).replace('"id": "bulk"', f'"id": "{show}"')
        shows[show] = tfg.loads(text, "jsonl")
        add_show(shows[show], tmp_path / "many")
    take(engine, tmp_path / "many")
    found = engine.rows("""
        SELECT DISTINCT show_id, episode_id
        FROM names JOIN episode_guests USING (show_id)
        WHERE person_id = id AND kind = 'person' AND key = 'nora needle'
    """)
    assert len(found) == 2 * bulk.ANSWERS
    assert set(found) == {
        (show, e.id) for show, catalogue in shows.items() for e in catalogue.by_guest("Nora Needle")
    }
    query = "SELECT show_id, id FROM episodes WHERE show_id = 'other'"
    assert engine.pruning in engine.plan(query)
    assert sorted(engine.rows(query)) == sorted(("other", e.id) for e in shows["other"].episodes)
    assert dict(engine.rows("SELECT show_id, title FROM shows")) == dict.fromkeys(shows, "Made up")


def test_a_season_is_read_from_its_own_file(
    engine: Engine, folder: Path, catalogue: tfg.Catalogue, tmp_path: Path
) -> None:
    shutil.copytree(folder / "episodes", tmp_path / "episodes")
    engine.view("seasons", tmp_path / "episodes")
    assert engine.pruning in engine.plan(SEASON)
    assert engine.pruning not in engine.plan("SELECT id FROM seasons WHERE number = 7")
    broken = tmp_path / "episodes" / "season=4" / "part-0.parquet"
    broken.write_bytes(broken.read_bytes()[:-100])
    assert {id_ for (id_,) in engine.rows(SEASON)} == {
        e.id for e in catalogue.episodes.by_season(7)
    }
    with pytest.raises(engine.refusals, match=r"season=4"):
        engine.rows("SELECT max(title) FROM seasons")


def test_a_file_that_was_cut_off_is_refused(engine: Engine, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    file.write_bytes((folder / "people.parquet").read_bytes()[:-100])
    with pytest.raises(engine.refusals, match=r"[Mm]agic bytes|is not a Parquet file|FOOTER"):
        engine.view("people", file)


def test_the_page_tells_what_each_of_its_questions_answers(engine: Engine, tmp_path: Path) -> None:
    tfg.dump(tfg.load_catalogue(), tmp_path / "tables", "parquet", partition_by="season")
    take(engine, tmp_path / "tables")
    for name in ("asked", "candidates", "resolved"):
        engine.run(SQL[name])
    assert ANSWERS.keys() == SQL.keys() - {"opening", "asked", "candidates", "resolved"}
    for name, answer in ANSWERS.items():
        assert sorted(tuple(map(str, row)) for row in engine.rows(SQL[name])) == answer
