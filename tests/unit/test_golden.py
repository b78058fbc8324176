"""The bundled catalogue in each format is what it was when somebody last read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from golden import EXPECTED, FOLDER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_the_bundled_catalogue_is_written_as_it_was(path: Path) -> None:
    assert EXPECTED[path]() == path.read_text(encoding="utf-8"), "see: make regenerate"


def test_no_file_of_a_format_that_is_gone_lies_about() -> None:
    assert sorted(FOLDER.iterdir()) == sorted(EXPECTED)
