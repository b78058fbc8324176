"""Run the examples of the README and the documentation as tests; fixtures of several test files.

Blocks marked ``py`` need other packages than the tests have; those in ``tests/apps/`` run them.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

if TYPE_CHECKING:
    from sybil import Example

    from command_line import Run

# Tests must not fail because the machine is slow or busy.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any")

_COMMANDS = ("techforgood-podcast", "podcast-catalogue")
# Runs the command line under the name that is typed, which messages show.
_AS_TYPED = """\
import sys
del sys.argv[0]
from techforgood_podcast.cli import main
sys.exit(main())
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage of property-based tests and of the documentation.

    Measuring takes as long as the tests. Tests with examples of their own cover every branch.
    """
    for item in items:
        if item.path.suffix == ".md" or hasattr(getattr(item, "obj", None), "hypothesis"):
            item.add_marker("no_cover")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line in this process."""
    from command_line import runner

    return runner(capsys)


@pytest.fixture
def mine(tmp_path: Path) -> str:
    """Write a catalogue of one's own, and return its path."""
    from command_line import MINE

    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    return str(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write the folder of a podcast of one's own, with a show and an episode, and return it."""
    from own_folders import OVEN, SHOW, write

    write(tmp_path, "show.yaml", SHOW)
    write(tmp_path, "episodes/e01.yaml", OVEN)
    return tmp_path


def _enter_new_folder(namespace: dict[str, Any]) -> None:
    """Run the examples of a document in a new temporary folder."""
    namespace["__before__"] = Path.cwd()
    namespace["__folder__"] = tempfile.TemporaryDirectory()
    os.chdir(namespace["__folder__"].name)


def _leave_folder(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["__before__"])
    namespace["__folder__"].cleanup()


def _save(example: Example) -> None:
    """Save a YAML block to a file if the text after it says "Save it as …", in either language."""
    name = re.match(
        r"\s*(?:Save it as|Enregistrez-le sous) `([^`]+)`", example.document.text[example.end :]
    )
    if name:
        Path(name[1]).write_text(example.parsed, encoding="utf-8")


def _run(example: Example) -> str | None:
    """Run the package's own commands in the folder of the document, and compare their output.

    The faults that ``validate`` prints are not in the files of the document;
    ``tests/unit/commands/validate.cases`` has such files.
    """
    for block in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        line, _, expected = block.partition("\n")
        program, command, *arguments = shlex.split(line)
        if program not in _COMMANDS:
            continue
        if command == "validate" and "no problems found" not in expected:
            continue
        completed = subprocess.run(
            [sys.executable, "-c", _AS_TYPED, program, command, *arguments],
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        output = f"{completed.stdout}{completed.stderr}"
        if completed.returncode or output != expected:
            return f"{line}\nstatus {completed.returncode}\n{output}"
    return None


_DOCUMENTS = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("yaml", _save),
        CodeBlockParser("console", _run),
    ],
    patterns=["README.md", "README.fr.md", "docs/*.md", "docs/fr/*.md"],
    path=str(Path(__file__).parents[1]),
    setup=_enter_new_folder,
    teardown=_leave_folder,
)


class _Documents:
    """A plug-in for all folders, since the documents are in none below this file."""

    pytest_collect_file = staticmethod(_DOCUMENTS.pytest())


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Documents())
