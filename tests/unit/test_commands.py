"""The command line, as a person sees it: the cases in ``commands/``.

Beside the files of a case is ``mine.yaml``, a small catalogue.
"""

from __future__ import annotations

import inspect
import re
import traceback
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

import techforgood_podcast as tfg
from case_files import Case, cases_of, compare, each_case
from command_line import MINE, answered
from own_folders import write
from techforgood_podcast.cli import failures

HERE = Path(__file__)
CASES = cases_of(HERE.with_name("commands"))
EVERY = (*CASES, *cases_of(HERE.with_name("folders")))
OPTION = re.compile(r"(?<![\w-])--[a-z]")


@each_case(*CASES)
@pytest.mark.filterwarnings("default")  # a program prints them
def test_a_command_prints_what_is_expected(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "mine.yaml", MINE)
    compare(case, answered(case, tmp_path, capsys))


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


def messages_of(case: Case) -> list[str]:
    """Return the errors that the commands of a case print, and the problems that they list."""
    commands = re.findall(r"^\$ ((?:(?!\$ |=> |--- ).*\n)*)", case.text, re.MULTILINE)
    return [
        line
        for command in commands
        for line in command.splitlines()[1:]
        if line.startswith("! ") or command.startswith(("update ", "validate "))
    ]


@each_case(*EVERY)
def test_what_the_command_line_prints_names_no_argument_of_python(case: Case) -> None:
    assert [line for line in messages_of(case) if names_in_python().search(line)] == []


# An option in Python's words would be printed, too.
@each_case(*(case for case in EVERY if any(map(OPTION.search, messages_of(case)))))
@pytest.mark.filterwarnings("default")
def test_an_error_in_python_names_no_option(
    case: Case,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raised: list[str] = []
    explain = failures.explain

    def listen(error: tfg.PodcastError, options: Any) -> tuple[str, int]:
        raised.append(in_python(error))
        return explain(error, options)

    monkeypatch.setattr(failures, "explain", listen)
    write(tmp_path, "mine.yaml", MINE)
    answered(case, tmp_path, capsys)
    assert [said for said in raised if OPTION.search(said)] == []
