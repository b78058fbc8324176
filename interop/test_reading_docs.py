"""The documentation, checked with independent tools: pandas, Polars, DuckDB and CommonMark."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt

from hostile import CATALOGUE
from test_docs import load

if TYPE_CHECKING:
    import pytest
    from markdown_it.token import Token

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


def test_no_text_of_a_hostile_catalogue_is_markup_in_its_pages() -> None:
    reader = MarkdownIt("commonmark").enable("table")
    pages = load("catalogue_pages").pages(CATALOGUE).values()
    tokens = [token for page in pages for block in reader.parse(page) for token in flat(block)]
    assert {token.type for token in tokens} & {"html_block", "html_inline", "image"} == set()
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert links
    inside = re.compile(r"#[a-z]+-h\d\d|episode-h\d\d\.md|[a-z]+\.md(#[a-z-]+)?")
    assert all(inside.fullmatch(x) or x.startswith("https://example.org/") for x in links)


def flat(block: Token) -> list[Token]:
    return [block, *(block.children or [])]
