"""The command line, as a person sees it: commands, and what they print.

A case of ``commands/*.cases`` is a folder of files, each after ``--- its path``, and commands, each
after ``$``, with what it prints below it. What goes to stderr stands after ``!``, and a status
other than 0 last. Beside the files are those above the first case, and ``mine.yaml``, a small
catalogue.

``cat FILE`` prints a file, ``ls FOLDER`` the files in it, ``< FILE`` makes one the standard input,
and ``| grep TEXT`` keeps some lines.
"""

from __future__ import annotations

import inspect
import io
import os
import re
import shlex
import sys
import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case, files_in
from command_line import MINE
from techforgood_podcast.cli import failures

if TYPE_CHECKING:
    from command_line import Done, Run

CASES = cases_of(Path(__file__).with_name("commands"))
OPTION = re.compile(r"(?<![\w-])--[a-z]")


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", hash)  # leave it to the system when files get to the disk
    return run


def lay(case: Case) -> tuple[str, list[str]]:
    """Write the files of a case; return their text, and the commands."""
    files, *commands = re.split(r"^\$ ", case.text, flags=re.MULTILINE)
    given = case.file.read_text(encoding="utf-8").partition("=== ")[0]
    texts = {"mine.yaml": MINE} | files_in(given + files)
    for name, text in texts.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return files, [command.partition("\n")[0] for command in commands]


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


@each_case(*CASES)
@pytest.mark.filterwarnings("default")  # a program prints them
def test_a_command_prints_what_is_expected(case: Case, run: Run) -> None:
    files, lines = lay(case)
    found: list[str] = []
    for line in lines:
        status, out, err = run_line(line, run)
        errors = "".join(f"! {message}\n" for message in err.splitlines())
        ended = f"status {status}\n" if status else ""
        found.append(f"$ {line}\n{out}{errors}{ended}")
    compare(case, "".join(found).rstrip("\n") + "\n", files)


@cache
def names_in_python() -> re.Pattern[str]:
    """Return what matches a function or an argument, unless a message says that it is in Python.

    The names of fields are words of files.
    """
    owners: tuple[Any, ...] = (tfg, tfg.authoring, tfg.Catalogue, tfg.Episodes, tfg.Collection)
    names = ((o, name) for o in owners for name in getattr(o, "__all__", dir(o)))
    public = [getattr(owner, name) for owner, name in names if not name.startswith("_")]
    functions = [one for one in public if inspect.isfunction(one) or inspect.ismethod(one)]
    arguments = {name for one in functions for name in inspect.signature(one).parameters}
    records: list[Any] = [one for one in public if isinstance(one, type) and attrs.has(one)]
    fields = {field.name for record in records for field in attrs.fields(record)}
    words = {name for name in arguments | {one.__name__ for one in functions} if "_" in name}
    named = rf"\b(?:{'|'.join(words - fields)})\b|\b(?:{'|'.join(arguments)})="
    return re.compile(rf"(?<!in Python with authoring\.)(?:{named})")


def in_python(error: BaseException) -> str:
    """Return what the library raised says; nothing if the command line raised it itself."""
    while isinstance(error.__cause__, tfg.PodcastError):
        error = error.__cause__
    *_, (frame, _line) = traceback.walk_tb(error.__traceback__)
    return "" if re.search(r"\.(cli|commands)\b", frame.f_globals["__name__"]) else str(error)


@each_case(*(case for case in CASES if re.search("^(! |status )", case.text, re.MULTILINE)))
@pytest.mark.filterwarnings("default")
def test_an_error_names_arguments_in_python_and_options_on_the_command_line(
    case: Case, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised: list[str] = []
    explain = failures.explain

    def listen(error: tfg.PodcastError, options: Any) -> tuple[str, int]:
        raised.append(in_python(error))
        return explain(error, options)

    monkeypatch.setattr(failures, "explain", listen)
    done = [(line.partition(" ")[0], *run_line(line, run)) for line in lay(case)[1]]
    printed = [out + err if name in {"update", "validate"} else err for name, _, out, err in done]
    assert [said for said in raised if OPTION.search(said)] == []
    assert [said for said in printed if names_in_python().search(said)] == []
