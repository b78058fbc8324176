"""Bundled episodes in a format are what they were when somebody last read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from golden import EXPECTED, FOLDER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_bundled_episodes_are_written_as_they_were(path: Path) -> None:
    assert EXPECTED[path]() == path.read_text(encoding="utf-8"), "see: make regenerate"


def test_no_file_of_a_format_that_is_gone_lies_about() -> None:
    assert sorted(FOLDER.iterdir()) == sorted(EXPECTED)
