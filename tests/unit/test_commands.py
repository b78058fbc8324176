"""The command line, as a person sees it: commands, and what they print.

A case of ``commands/*.cases`` is a folder of files, each after ``--- its path``, and commands, each
after ``$``, with what it prints below it. What goes to stderr stands after ``!``, and a status
other than 0 last. Beside the files is ``mine.yaml``, a small catalogue.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from case_files import Case, compare, each_case, read_cases
from command_line import MINE

if TYPE_CHECKING:
    import pytest

    from command_line import Run

CASES = [
    case
    for file in sorted(Path(__file__).with_name("commands").glob("*.cases"))
    for case in read_cases(file)
]


@each_case(*CASES)
def test_a_command_prints_what_is_expected(
    case: Case, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files, *commands = re.split(r"^\$ ", case.text, flags=re.MULTILINE)
    texts = {"mine.yaml": MINE}
    texts.update(re.findall(r"^--- (.+)\n((?:(?!--- ).*\n)*)", files, re.MULTILINE))
    for name, text in texts.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    found = [files]
    for line in (command.partition("\n")[0] for command in commands):
        status, out, err = run(*shlex.split(line))
        errors = "".join(f"! {message}\n" for message in err.splitlines())
        ended = f"status {status}\n" if status else ""
        found.append(f"{line}\n{out}{errors}{ended}")
    compare(case, "$ ".join(found).rstrip("\n") + "\n")
