"""What a program pays for before its first answer: the modules that it has to import."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.packaged import compiled
from techforgood_podcast.writers.format import MODULES

PACKAGE = Path(str(tfg.__file__)).parent
HEAVY = {
    *("attr", "attrs", "cattrs", "importlib_resources", "yaml"),
    *("hashlib", "html", "importlib.resources", "importlib.util", "re", "typing"),
}
WITH_ATTRS = {"attr", "attrs", "importlib.resources", "re", "typing"}
"""What ``import attrs`` brings, or may bring in one of its releases."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the path of modules, with the package as a wheel has it."""
    folder = tmp_path_factory.mktemp("installed")
    package = folder / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    form = compiled.files_of(tfg.load_catalogue(tfg.data_files()))[compiled.FILE]
    (package / compiled.FILE).write_bytes(form)
    return folder


@cache
def modules(folder: Path, code: str) -> set[str]:
    """Return what modules a fresh interpreter has loaded after it ran some code."""
    script = (
        f"import sys; sys.path.insert(0, {str(folder)!r})\n{code}\nloaded = sorted(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", f"{script}\nimport json; print(json.dumps(loaded))"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return set(json.loads(done.stdout))


def ours(loaded: set[str]) -> set[str]:
    start = f"{PACKAGE.name}."
    return {name.removeprefix(start) for name in loaded if name.startswith(start)}


def test_importing_the_package_imports_nothing_heavy(installed: Path) -> None:
    without = modules(installed, "")
    assert modules(installed, "import techforgood_podcast") - without == {"techforgood_podcast"}
    assert without & {"attr", "cattrs", "importlib_resources", "yaml"} == set()


@pytest.mark.parametrize(
    "question",
    [
        'tfg.load_catalogue().by_guest("Karine Gentelet")',
        'tfg.by_guest("gentelet")',
        'tfg.by_organisation("bayesimpact")',
        'tfg.by_theme("digital inclusion")',
        "tfg.load_catalogue().info.sha256",
    ],
)
def test_a_first_answer_takes_attrs_and_few_modules(installed: Path, question: str) -> None:
    before = modules(installed, "")
    loaded = modules(installed, f"import techforgood_podcast as tfg\nassert {question}") - before
    assert loaded & HEAVY <= WITH_ATTRS
    assert len(ours(loaded)) <= 28


def test_a_first_search_imports_nothing_to_read_the_words_of_languages(installed: Path) -> None:
    code = 'import techforgood_podcast as tfg\nassert tfg.search("emploi")'
    loaded = modules(installed, code) - modules(installed, "import attrs")
    assert "techforgood_podcast.text.languages" in loaded
    assert loaded & {"pkgutil", "importlib_resources"} == set()


def test_a_first_search_reads_no_patterns_for_words_such_as_3d_and_nothing_for_misspelt_words(
    installed: Path,
) -> None:
    code = (
        "import re, sys\n"
        "search, wanted = re.search, []\n"
        "re.search = lambda pattern, *others: wanted.append(pattern) or search(pattern, *others)\n"
        'import techforgood_podcast as tfg\nassert tfg.search("imprimantes 3D")\n'
        "assert wanted == [], wanted"
    )
    assert ours(modules(installed, code)) & {"catalogue.snippets", "text.near_words"} == set()


@pytest.mark.parametrize(
    "question",
    ["tfg.by_guest('gentelet')", *(f"tfg.episode({ref!r})" for ref in (3, "3", "S1E3", "s1e3"))],
)
def test_a_first_answer_reads_no_words_of_fields_and_languages(
    installed: Path, question: str
) -> None:
    code = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, a: event == 'open' and opened.append(str(a[0])))\n"
        f"import techforgood_podcast as tfg\n{question}\n"
        "read = [path for path in opened if path.endswith('.json')]\n"
        "assert [path[-14:] for path in read] == ['_compiled.json'], read"
    )
    modules(installed, code)


def test_reading_the_yaml_sources_and_writing_imports_more(installed: Path) -> None:
    code = (
        "import techforgood_podcast as tfg\ntfg.dumps(tfg.load_catalogue(tfg.data_files()), 'json')"
    )
    loaded = modules(installed, code)
    assert {"yaml", "importlib_resources"} <= loaded
    assert "cattrs" not in loaded
    assert len(ours(loaded)) <= 66


TEXT = '{"show": {"id": "s", "title": "T", "language": "fr"}}'


@pytest.mark.parametrize("form", ["json", "yaml", "jsonl"])
def test_reading_imports_at_most_so_many_of_our_modules_and_no_writers(
    installed: Path, form: str
) -> None:
    code = f"import techforgood_podcast as tfg\ntfg.loads({TEXT!r}, {form!r})"
    loaded = ours(modules(installed, code))
    rooms = {name.partition(".")[0] for name in loaded}
    assert "reading" in rooms
    assert rooms & {"feeds", "writers"} == set()
    assert len(loaded) <= 48


@pytest.mark.parametrize("arguments", ["'emploi', 'rss'", "'emploi.rss'"])
def test_writing_a_format_imports_no_other(installed: Path, arguments: str) -> None:
    code = (
        "import os, tempfile, techforgood_podcast as tfg\n"
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    os.chdir(folder)\n"
        f"    tfg.dump(tfg.by_theme('emploi'), {arguments})\n"
        "    os.chdir('/')\n"
    )
    loaded = ours(modules(installed, code))
    written = [name for name, module in MODULES.items() if f"writers.{module}" in loaded]
    assert written == ["rss"]
