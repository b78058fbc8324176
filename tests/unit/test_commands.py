"""The command line, as a person sees it: the cases in ``commands/``.

Beside the files of a case is ``mine.yaml``, a small catalogue.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from case_files import Case, cases_of, compare, each_case
from command_line import MINE, answered
from own_folders import write


@each_case(*cases_of(Path(__file__).with_name("commands")))
@pytest.mark.filterwarnings("default")  # a program prints them
def test_a_command_prints_what_is_expected(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "mine.yaml", MINE)
    compare(case, answered(case, tmp_path, capsys))
