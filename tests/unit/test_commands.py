"""The command line, as a person sees it: commands, and what they print.

A case of ``commands/*.cases`` is a folder of files, each after ``--- its path``, and commands, each
after ``$``, with what it prints below it. What goes to stderr stands after ``!``, and a status
other than 0 last. Beside the files are those above the first case, and ``mine.yaml``, a small
catalogue.

``cat FILE`` prints a file, ``ls FOLDER`` the files in it, ``< FILE`` makes one the standard input,
and ``| grep TEXT`` keeps some lines.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from case_files import Case, cases_of, compare, each_case, files_in
from command_line import MINE, runner

if TYPE_CHECKING:
    from command_line import Done, Run


def run_line(line: str, run: Run) -> Done:
    """Run a command, or one of those that look at files."""
    command, *filters = line.split(" | grep ")
    command, _, source = command.partition(" < ")
    name, *arguments = shlex.split(command) or [""]
    if name == "cat":
        done: Done = (0, Path(arguments[0]).read_text(encoding="utf-8"), "")
    elif name == "ls":
        paths = sorted(path for path in Path(arguments[0]).rglob("*") if path.is_file())
        found = [path.relative_to(arguments[0]).as_posix() for path in paths]
        done = (0, "".join(f"{path}\n" for path in found), "")
    else:
        with pytest.MonkeyPatch.context() as patch:
            if source:
                data = io.BytesIO(Path(source).read_bytes())
                patch.setattr(sys, "stdin", io.TextIOWrapper(data))
            done = run(*shlex.split(command))
    status, out, err = done
    for (text,) in map(shlex.split, filters):
        out = "".join(one for one in out.splitlines(keepends=True) if text in one)
    return status, out, err


@each_case(*cases_of(Path(__file__).with_name("commands")))
@pytest.mark.filterwarnings("default")  # a program prints them
def test_a_command_prints_what_is_expected(
    case: Case, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", hash)  # leave it to the system when files get to the disk
    files, *commands = re.split(r"^\$ ", case.text, flags=re.MULTILINE)
    given = case.file.read_text(encoding="utf-8").partition("=== ")[0]
    texts = {"mine.yaml": MINE} | files_in(given + files)
    for name, text in texts.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    found: list[str] = []
    for line in (command.partition("\n")[0] for command in commands):
        status, out, err = run_line(line, runner(capsys))
        errors = "".join(f"! {message}\n" for message in err.splitlines())
        ended = f"status {status}\n" if status else ""
        found.append(f"$ {line}\n{out}{errors}{ended}")
    compare(case, "".join(found).rstrip("\n") + "\n", files)
