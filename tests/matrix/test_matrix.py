"""The wheel gives the same answers on every CPython, beside any release of its dependencies."""

from __future__ import annotations

import json
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from environments import AS_OTHERS, EXTRAS, HERE, ROOT, Environment
from interpreters import Interpreter, usable

if TYPE_CHECKING:
    from environments import Versions

VERSIONS: tuple[Versions, ...] = ("lowest", "highest")
WHEEL = Path(os.environ["TFG_WHEEL"])
MISTAKES = ROOT / "tests" / "unit" / "faults"
FEED = ROOT / "tests" / "unit" / "feeds" / "buzzsprout.xml"
# Tests of one Python share its environments, and so a worker of pytest-xdist.
EVERY = pytest.mark.parametrize(
    "python",
    [
        pytest.param(python, id=str(python), marks=pytest.mark.xdist_group(str(python)))
        for python in usable()
    ],
)

REFUSED = """
import pathlib, sys
try:
    pathlib.Path(sys.argv[1], "new").touch()
except PermissionError:
    print("yes")
"""

# Flags and variables under which nothing may change.
CONDITIONS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "as usual": ((), {}),
    "-O": (("-O",), {}),
    "-OO": (("-OO",), {}),
    "-W error": (("-W", "error"), {}),
    "-bb": (("-bb",), {}),
    "isolated": (("-I",), {}),
    "LC_ALL=C": ((), {"LC_ALL": "C"}),
    "LC_ALL=C without UTF-8": (
        (),
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    ),
    **{f"hash seed {seed}": ((), {"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4294967295")},
}


class Environments:
    """Environments, each made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Environment] = {}

    def of(
        self, python: Interpreter, versions: Versions = "highest", extras: tuple[str, ...] = ()
    ) -> Environment:
        name = "-".join((str(python), versions, *extras))
        if name not in self._made:
            folder = self._folder / name
            self._made[name] = Environment(folder, python, WHEEL, versions, extras)
        return self._made[name]


@pytest.fixture(scope="session")
def environments(tmp_path_factory: pytest.TempPathFactory) -> Environments:
    return Environments(tmp_path_factory.mktemp("environments"))


@pytest.fixture(scope="session")
def expected(environments: Environments) -> dict[str, Any]:
    """The answers on the first Python, as usual."""
    return answers(environments.of(usable()[0]))[1]


def answers(environment: Environment, **options: Any) -> tuple[Path, dict[str, Any]]:
    """Return where a Python found the package, and what the package answers."""
    printed = json.loads(environment.run(str(HERE / "answers.py"), str(MISTAKES), **options))
    return Path(printed["file"]), printed["answers"]


def disagreements(environment: Environment) -> tuple[set[str], list[str]]:
    """Return what threads asked for, and on what they did not agree."""
    printed = json.loads(environment.run(str(HERE / "threads.py")))
    return {part.rpartition(".")[2] for part in printed["parts"]}, printed["disagreed"]


def built_on_first_use() -> set[str]:
    """Return the names of all cached properties of catalogues, collections and name indexes."""
    with zipfile.ZipFile(WHEEL) as archive:
        modules = [
            archive.read(name).decode()
            for name in archive.namelist()
            if re.match(r"techforgood_podcast/(catalogue|text)/", name)
        ]
    return {name for text in modules for name in re.findall(r"@cached_property\n +def (\w+)", text)}


@EVERY
@pytest.mark.parametrize(
    "condition",
    [
        pytest.param(condition, marks=pytest.mark.smoke if condition == "as usual" else ())
        for condition in CONDITIONS
    ],
)
def test_flags_variables_and_hash_seeds_change_no_answer(
    condition: str, python: Interpreter, environments: Environments, expected: dict[str, Any]
) -> None:
    flags, variables = CONDITIONS[condition]
    environment = environments.of(python)
    file, found = answers(environment, flags=flags, **variables)
    assert file.is_relative_to(environment.packages)
    assert found == expected


@EVERY
def test_the_lowest_versions_of_the_dependencies_give_the_same_answers(
    python: Interpreter, environments: Environments, expected: dict[str, Any]
) -> None:
    environment = environments.of(python, "lowest")
    assert answers(environment)[1] == expected
    assert answers(environment, flags=("-W", "error"))[1] == expected


@EVERY
@pytest.mark.parametrize("versions", VERSIONS)
def test_64_threads_agree_on_every_part_that_is_built_on_first_use(
    versions: Versions, python: Interpreter, environments: Environments
) -> None:
    asked, disagreed = disagreements(environments.of(python, versions))
    assert asked == built_on_first_use()
    assert disagreed == []


@EVERY
def test_the_wheel_answers_from_a_zip(
    python: Interpreter, environments: Environments, expected: dict[str, Any]
) -> None:
    file, found = answers(environments.of(python), PYTHONPATH=str(WHEEL))
    assert file.is_relative_to(WHEEL)
    assert found == expected


@EVERY
def test_a_read_only_installation_answers_and_stays_as_it_is(
    python: Interpreter, environments: Environments, expected: dict[str, Any]
) -> None:
    environment = environments.of(python)
    before = sorted(environment.packages.rglob("*"))
    with environment.read_only():
        assert (
            environment.run("-c", REFUSED, str(environment.packages), prefix=AS_OTHERS) == "yes\n"
        )
        assert answers(environment, prefix=AS_OTHERS)[1] == expected
    assert sorted(environment.packages.rglob("*")) == before


@EVERY
def test_pyyaml_without_libyaml_gives_the_same_answers(
    python: Interpreter, environments: Environments, expected: dict[str, Any]
) -> None:
    environment = environments.of(python)
    with environment.without_libyaml():
        assert environment.run("-c", "import yaml; print(yaml.__with_libyaml__)") == "False\n"
        assert answers(environment)[1] == expected


def test_what_needs_an_extra_names_the_command_that_installs_it(expected: dict[str, Any]) -> None:
    command = "needs an extra; run: pip install"
    assert expected["written"]["parquet"] == f"parquet {command} pyarrow"
    assert expected["tables"] == f"tables {command} pyarrow"
    assert expected["written"]["html"] == f"html {command} jinja2 nh3"
    assert expected["picture"] == f"plots {command} matplotlib"
    assert working(expected) == set()


def working(found: dict[str, Any]) -> set[str]:
    """Return the extras that are installed, according to the answers."""
    messages = {
        "arrow": found["tables"],
        "html": found["written"]["html"],
        "plots": found["picture"],
    }
    coloured = {"cli"} if "\x1b[" in found["terminal"] else set[str]()
    return coloured | {extra for extra, text in messages.items() if "needs an extra" not in text}


@pytest.mark.xdist_group(str(usable()[0]))
@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_installs_all_that_its_features_need_and_nothing_for_others(
    extra: str, environments: Environments
) -> None:
    found = answers(environments.of(usable()[0], "highest", (extra,)))[1]
    assert working(found) == {extra}


@EVERY
def test_the_lowest_and_the_highest_versions_of_the_extras_give_the_same_answers(
    python: Interpreter, environments: Environments, expected: dict[str, Any]
) -> None:
    lowest, highest = (
        answers(environments.of(python, versions, EXTRAS))[1] for versions in VERSIONS
    )
    assert working(lowest) == set(EXTRAS)
    assert lowest == highest
    for name, text in expected["written"].items():
        assert lowest["written"][name] == text or "needs an extra" in text


@EVERY
def test_a_feed_becomes_a_package_that_passes_its_own_tests(
    python: Interpreter, tmp_path: Path
) -> None:
    environment = Environment(tmp_path / "environment", python, WHEEL)
    environment.install("hatchling", "pytest")
    package = ("-m", "techforgood_podcast", "package", str(FEED), "-o", "show", "--name", "mine")
    environment.run(*package)
    project = environment.folder / "show"
    offline = ("--offline", "--no-build-isolation", "--no-binary", "mine")
    environment.install(*offline, str(project))
    names = "import techforgood_podcast as tfg; print(*[one.name for one in tfg.installed()])"
    assert environment.run("-c", names) == "mine techforgood_podcast\n"
    tests = environment.run("-m", "pytest", "-q", str(project))
    assert re.search(r"\b[1-9]\d* passed in ", tests)
