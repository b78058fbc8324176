"""The bundled catalogue in each format of text is what it was when somebody last read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from golden import DESCRIPTIONS, FOLDER, TEXTS, path_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

    import techforgood_podcast as tfg


@pytest.mark.parametrize("format_", TEXTS, ids=lambda format_: format_.name)
def test_the_bundled_catalogue_is_written_as_it_was(format_: tfg.Format) -> None:
    expected = path_of(format_).read_text(encoding="utf-8")
    assert text_of(format_) == expected, "see: make regenerate"


@pytest.mark.parametrize("path", DESCRIPTIONS, ids=lambda path: path.name)
def test_tables_are_described_as_they_were(path: Path) -> None:
    expected = path.read_text(encoding="utf-8")
    assert DESCRIPTIONS[path]() == expected, "see: make regenerate"


def test_no_file_of_a_format_that_is_gone_lies_about() -> None:
    assert sorted(FOLDER.iterdir()) == sorted((*map(path_of, TEXTS), *DESCRIPTIONS))
