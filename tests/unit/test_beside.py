"""Tests, benchmarks and the scripts of the documentation import nothing from one another.

Of the library, tests import what the documentation names, which needs no reason. A test that asks
for anything else asks through the package, the command line or a format, unless ``REASONS`` has its
module.
"""

from __future__ import annotations

import ast
import os
import re
import runpy
import textwrap
from functools import cache
from pathlib import Path

import techforgood_podcast as tfg

ROOT = next(folder for folder in Path(__file__).parents if (folder / "pyproject.toml").exists())
MAX_INTERNAL = 38
REASONS = {
    "authoring.feeds.comparing": "two feeds, compared where no command has both",
    "authoring.folders.editing": "edits of YAML that no update makes, and places it is unsure of",
    "authoring.folders.skeleton": "folders of catalogues that no feed and no command makes",
    "authoring.projects": "the workflow, names and examples of a package, without building one",
    "catalogue.answers": "how private values are told apart, where no report compares them",
    "catalogue.catalogue": "a catalogue made of the records in its compiled form",
    "catalogue.full_text": "the kinds and weights of passages, which the page's search has too",
    "catalogue.search": "the table behind the search: when it is built, shared and closed",
    "cli": "the program, run in the process of the tests",
    "cli.failures": "errors as the library raised them, before the command line words them",
    "cli.parsers": "parsers made once for hundreds of commands",
    "cli.terminal": "tables, links and escapes in terminals of any width",
    "files": "writing that is killed, raced or out of space",
    "models.fields": "every field of every record, to try each one",
    "models.records": "the names of any record, and whether two are the same",
    "models.sections": "every kind of record, to try each one",
    "packaged.compiled": "the compiled form, damaged and of other releases",
    "reading.folders": "limits, lowered so that small files pass them; the type of a path",
    "reading.transcripts": "what is said in a file, which no public name returns",
    "relational.schema": "the tables that each format of tables is compared with",
    "syntax": "the type of positions, and the value of what cannot be read",
    "syntax.json": "what the reader of JSON says beside the values, and when it looks for places",
    "syntax.limits": "the limits of files, which the security policy states",
    "syntax.yaml": "both loaders of PyYAML, compared in values, problems and positions",
    "text.folding": "folded names and texts, with which readers of every format compare",
    "text.names": "the index of names, with names that no catalogue has",
    "text.near_words": "distances between words, compared with a slow reference",
    "text.questions": "what a query asks for, where no episode shows the difference",
    "text.search_terms": "words, stems and stop words, which the page's search has too",
    "text.suggestions": "words of closed lists that no command has",
    "text.writing": "typography and labels, with which readers of every format compare",
    "writers": "the type of what can be written, and the module of any format",
    "writers.citations.styles": "citations to copy, in the one style that no format has",
    "writers.format": "the list of formats and options, compared with the modules",
    "writers.page_and_site.scripts_and_styles": "a script that the page has, run without the page",
    "writers.text.account": "what is said of each record, with which each medium is compared",
    "writers.text.facts": "the same in one language, as the terminal prints it",
    "writers.text.phrases": "phrases such as roles and places, with which readers compare",
}


def imports(source: str) -> set[str]:
    """Return the dotted names that a source imports, wherever and however it does."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.update(imports_of_the_library(node.value))
    return found


def imports_of_the_library(text: str) -> list[str]:
    """Return the modules of the library that a text imports, such as a program or a session."""
    found = re.findall(r"(?:from|import) (techforgood_podcast[\w.]*)(?: import (\w+))?", text)
    return [".".join(filter(None, names)) for names in found]


@cache
def scripts(side: str) -> dict[Path, set[str]]:
    """Return what each script of a side imports, without those of packages from npm."""
    found: dict[Path, set[str]] = {}
    for folder, below, names in os.walk(ROOT / side):
        below[:] = [one for one in below if one not in {"node_modules", "__pycache__"}]
        for path in (Path(folder, name) for name in names):
            if path.suffix == ".py":
                found[path] = imports(path.read_text("utf-8"))
            elif path.suffix == ".cases":
                found[path] = set(imports_of_the_library(path.read_text("utf-8")))
    return found


def module_of(name: str) -> str:
    """Return the module that a dotted name leads to, without the name of the package."""
    package, *parts = name.split(".")
    source = Path(tfg.__path__[0])
    while package == tfg.__name__ and parts:
        path = source.joinpath(*parts)
        if path.with_suffix(".py").exists() or (path / "__init__.py").exists():
            return ".".join(parts)
        parts.pop()
    return ""


def test_a_side_imports_nothing_from_the_others() -> None:
    sides = {
        side: {path.stem for path in scripts(side) if path.suffix == ".py"}
        for side in ("tests", "benchmarks", "docs")
    }
    for side, own in sides.items():
        assert own
        foreign = set[str]().union(*sides.values()) - own
        used = {
            path: {name.partition(".")[0] for name in names} & foreign
            for path, names in scripts(side).items()
        }
        assert {path: names for path, names in used.items() if names} == {}


def test_tests_import_the_internal_modules_for_which_the_list_has_a_reason() -> None:
    pages = [*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "README.fr.md"]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    named = re.findall(r"techforgood_podcast\.[\w.]+", "".join(texts))
    used = set[str]().union(*scripts("tests").values())
    assert sorted(set(map(module_of, used)) - set(map(module_of, named)) - {""}) == list(REASONS)
    assert len(REASONS) <= MAX_INTERNAL


def test_a_module_is_seen_however_and_wherever_it_is_imported() -> None:
    package = tfg.__name__
    source = f"""
        import {package}.cli.parsers
        from {package}.text import writing
        from {package}.files import write_file
        from {package} import Episode
        call("from {package}.quoting import quoted")
        def f():
            from c.d import e
    """
    found = imports(textwrap.dedent(source))
    assert "c.d.e" in found
    assert set(map(module_of, found)) == {"", "cli.parsers", "files", "quoting", "text.writing"}


TARGETS = runpy.run_path(str(ROOT / "tests" / "mutation" / "targets.py"))["TARGETS"]


def test_every_module_to_mutate_exists() -> None:
    package = Path(str(tfg.__file__)).parent
    modules = [package.joinpath(*one.module.split(".")).with_suffix(".py") for one in TARGETS]
    assert [path for path in modules if not path.is_file()] == []


def test_the_tests_of_every_module_to_mutate_exist() -> None:
    names = {name for target in TARGETS for name in target.tests}
    files = [Path(__file__).with_name(f"test_{name}.py") for name in sorted(names)]
    assert [file for file in files if not file.is_file()] == []
