"""The page on dataframes shows what pandas, Polars and DuckDB answer."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[1] / "docs" / "dataframes.md"


def test_the_examples_for_dataframes_give_what_they_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```py(?:thon)?\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    runner = doctest.DocTestRunner()
    for number, block in enumerate(blocks, 1):
        test = doctest.DocTestParser().get_doctest(block, {}, f"block {number}", str(PAGE), 0)
        test.globs = names
        runner.run(test, clear_globs=False)
    assert {"pd", "pl", "duckdb"} <= names.keys()
    assert runner.summarize().failed == 0
