"""Query engines for folders of Parquet files: DuckDB in this process, and Spark."""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

from techforgood_podcast.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

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
