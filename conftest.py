"""The examples of the README and of the documentation are tests: what they show has to happen."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

if TYPE_CHECKING:
    from sybil import Example

# No test passes or fails by how fast the machine is, or by what else it does.
settings.register_profile("any", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any")

_COMMAND = "techforgood-podcast"


def _enter_a_new_folder(namespace: dict[str, Any]) -> None:
    """Let one document's examples write where nothing else stands."""
    namespace["__before__"] = Path.cwd()
    namespace["__folder__"] = tempfile.TemporaryDirectory()
    os.chdir(namespace["__folder__"].name)


def _leave_it(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["__before__"])
    namespace["__folder__"].cleanup()


def _save(example: Example) -> None:
    """Save a block of YAML under the name that the next sentence gives it, if it gives one."""
    name = re.match(r"\s*Save it as `([^`]+)`", example.document.text[example.end :])
    if name:
        Path(name[1]).write_text(example.parsed, encoding="utf-8")


def _run(example: Example) -> str | None:
    """Run each of the package's own commands, in a new folder, and compare what it prints.

    ``validate`` is left to ``tests/test_cli.py``, which first breaks the file as the text says.
    """
    for block in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        line, _, expected = block.partition("\n")
        program, command, *arguments = shlex.split(line)
        if program != _COMMAND or command == "validate":
            continue
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, "-m", "techforgood_podcast", command, *arguments],
                cwd=folder,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        if done.returncode or done.stderr or done.stdout != expected:
            return f"{line}\nstatus {done.returncode}\n{done.stdout}{done.stderr}"
    return None


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser("yaml", _save),
        CodeBlockParser("console", _run),
    ],
    patterns=["README.md", "README.fr.md", "docs/*.md"],
    setup=_enter_a_new_folder,
    teardown=_leave_it,
).pytest()
