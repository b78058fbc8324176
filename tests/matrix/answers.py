"""Print what the installed package answers, as JSON to compare with the answers elsewhere.

Needs nothing but the package. The argument is the folder of the files with mistakes in them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import re
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import techforgood_podcast as tfg
from techforgood_podcast import plots
from techforgood_podcast.cli import main


class Terminal(io.StringIO):
    """Text that calls itself a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def written(catalogue: tfg.Catalogue, format_: tfg.Format) -> str:
    """Return a digest of the bytes of a format, or the error."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "target")
        try:
            tfg.dump(catalogue, target, format_)
        except tfg.MissingExtraError as error:
            return str(error)
        digest = hashlib.sha256()
        for path in sorted((target, *target.rglob("*"))):
            if path.is_file():
                digest.update(f"{path.relative_to(target)}\n".encode())
                # The bytes of Parquet are those of a release of pyarrow; see `table_rows`.
                digest.update(b"" if format_.name == "parquet" else path.read_bytes())
        return digest.hexdigest()


def table_rows(catalogue: tfg.Catalogue) -> str:
    """Return a digest of all rows of the Arrow tables, or the error."""
    try:
        rows = {name: table.to_pylist() for name, table in tfg.tables(catalogue).items()}
    except tfg.MissingExtraError as error:
        return str(error)
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def picture(catalogue: tfg.Catalogue) -> str:
    """Return the title of a picture, or the error."""
    try:
        return str(plots.network(catalogue).get_title())
    except tfg.MissingExtraError as error:
        return str(error)


def coloured() -> str:
    """Return what a command prints on a terminal."""
    with redirect_stdout(Terminal()) as terminal:
        main(["episodes", "--theme", "art"])
    return terminal.getvalue()


def answer_of_a_child(catalogue: tfg.Catalogue) -> list[str]:
    """Return what a forked process finds that inherits the catalogue and its search table."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        codes = [hit.episode.code for hit in catalogue.search("gaspillage alimentaire")]
        os.write(writer, json.dumps(codes).encode())
        os._exit(0)
    os.close(writer)
    with open(reader, encoding="utf-8") as stream:  # noqa: PTH123 -- a descriptor
        found: list[str] = json.load(stream)
    os.waitpid(child, 0)
    return found


def not_found(name: str) -> str:
    """Return the error for the name of nobody."""
    try:
        return tfg.by_guest(name)[0].code
    except tfg.UnknownNameError as error:
        return str(error)


def problems(mistakes: Path) -> dict[str, list[str]]:
    """Return what is wrong with each document in YAML, by the name of its case."""
    cases = re.split("^=== ", Path(mistakes, "yaml.cases").read_text("utf-8"), flags=re.MULTILINE)
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine.yaml")
        for name, _, text in (case.partition("\n") for case in cases[1:]):
            path.write_text(re.sub("^=> .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
            found[name] = [str(problem) for problem in tfg.validate(path)]
    for path in sorted(Path(mistakes, "bytes").glob("*.yaml")):
        found[path.name] = [str(problem) for problem in tfg.validate(path)]
    return found


def answers(mistakes: Path) -> dict[str, Any]:
    """Return everything, by what was asked."""
    catalogue = tfg.load_catalogue()
    sources = tfg.load_catalogue(tfg.data_files())
    return {
        "catalogue": [repr(catalogue), catalogue.info.sha256, sources.info.sha256],
        "guest": [episode.code for episode in tfg.by_guest("GENTELET, Karine")],
        "theme": [episode.code for episode in tfg.by_theme("digital inclusion")],
        "found": [
            (hit.episode.code, hit.snippet, hit.fields)
            for hit in catalogue.search('données "tech for good" emploi')
        ],
        "found by a child": answer_of_a_child(catalogue),
        "related": [related.episode.code for related in catalogue.related(3)],
        "not found": not_found("Karine Gentlet"),
        "mistakes": problems(mistakes),
        "pickled": pickle.loads(pickle.dumps(catalogue)) == catalogue,  # noqa: S301 -- our own
        "read back": [
            tfg.loads(tfg.dumps(catalogue, "yaml"), "yaml") == catalogue,
            tfg.loads(tfg.dumps(catalogue, "jsonl"), "jsonl") == catalogue,
        ],
        "written": {format_.name: written(catalogue, format_) for format_ in tfg.formats()},
        "tables": table_rows(catalogue),
        "picture": picture(catalogue),
        "terminal": coloured(),
    }


if __name__ == "__main__":
    print(json.dumps({"file": tfg.__file__, "answers": answers(Path(sys.argv[1]))}))
