"""Cases in plain text: what goes into the library, and what comes out.

A test makes the text of a case anew, and compares. With ``TFG_REGENERATE`` in the environment,
tests write the text that they find into the file instead, and replace each ``...``; read what
changed. ``CONTRIBUTING.md`` explains the marks.
"""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

# What a line raises, why a request is refused, and the exit status of a command that fails. What
# else a command prints on stderr may be a note.
_ERROR = re.compile(r"(?m)^(?:(\w*(?:Error|Exception)):|(!) (?!\S*podcast\S*: )|(status [12])$)")


@attrs.frozen
class Case:
    """One case of a file: its id, and its text."""

    file: Path
    id: str
    text: str


def read_cases(file: Path) -> list[Case]:
    """Return the cases of a file, in order."""
    parts = [block.partition("\n") for block in _blocks(file)[1:]]
    return [Case(file, id_, text.rstrip("\n") + "\n") for id_, _, text in parts]


def head_of(file: Path) -> str:
    """Return the text above the first case of a file."""
    return _blocks(file)[0].rstrip("\n") + "\n"


def _blocks(file: Path) -> list[str]:
    return re.split("^=== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)


def cases_of(folder: Path) -> list[Case]:
    """Return the cases of all files of a folder, in order."""
    return [case for file in sorted(folder.glob("*.cases")) for case in read_cases(file)]


def files_in(text: str) -> dict[str, str]:
    """Return the files of a text, each after ``--- its path``."""
    return dict(re.findall(r"^--- (.+)\n((?:(?!--- ).*\n)*)", text, re.MULTILINE))


def each_case(*cases: Case) -> pytest.MarkDecorator:
    """Run a test on each of some cases, under its id."""
    return pytest.mark.parametrize(
        "case", cases, ids=[f"{case.file.stem}: {case.id}" for case in cases]
    )


def _errors_of(text: str) -> Counter[str]:
    return Counter("".join(kinds) for kinds in _ERROR.findall(text))


def compare(case: Case, found: str, given: str = "") -> None:
    """Fail with the id of a case, its text, and the difference, unless a test found this text.

    ``...`` on a line of its own matches any lines, and within a line any characters, except in what
    is given, with which the text begins. An error that a case lacks is not written into it, since
    it may be a mistake: whoever means the error writes its first line.
    """
    expected = "".join(
        "(?:.*\n)*" if line == "...\n" else ".*".join(map(re.escape, line.split("...")))
        for line in case.text.removeprefix(given).splitlines(keepends=True)
    )
    found = given + found
    if re.fullmatch(re.escape(given) + expected, found):
        return
    if os.environ.get("TFG_REGENERATE"):
        if new := _errors_of(found) - _errors_of(case.text):
            message = f'"{case.id}" of {case.file.name} has an error now and is left as it was; '
            remedy = f"if the error is meant, add its line by hand: {', '.join(new)}"
            pytest.fail(f"{message}{remedy}\n\n{found}", pytrace=False)
        begun = f"=== {case.id}\n"
        text = case.file.read_text(encoding="utf-8").replace(begun + case.text, begun + found)
        case.file.write_text(text, encoding="utf-8", newline="\n")
        return
    lines = case.text.splitlines()
    numbered = [f"{number:>4}  {line}" for number, line in enumerate(lines, start=1)]
    difference = difflib.unified_diff(lines, found.splitlines(), "expected", "found", "", "", 1, "")
    pytest.fail("\n".join((case.id, *numbered, "", *difference)), pytrace=False)
