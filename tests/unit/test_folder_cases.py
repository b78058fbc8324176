"""A folder and a feed, commands, and what becomes of the folder: the cases in ``folders/``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from case_files import Case, cases_of, compare, each_case
from command_line import answered

if TYPE_CHECKING:
    import pytest


@each_case(*cases_of(Path(__file__).with_name("folders")))
def test_a_command_writes_and_reports_what_is_expected(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    compare(case, answered(case, tmp_path, capsys))
