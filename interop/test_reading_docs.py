"""The pages of the catalogue as an independent reader of CommonMark sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from hostile import CATALOGUE
from test_docs import load

if TYPE_CHECKING:
    from markdown_it.token import Token


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_text_of_a_hostile_catalogue_is_markup_in_its_pages(language: str) -> None:
    reader = MarkdownIt("commonmark").enable("table")
    pages = load("catalogue_pages").pages(CATALOGUE, language).values()
    tokens = [token for page in pages for block in reader.parse(page) for token in flat(block)]
    assert {token.type for token in tokens} & {"html_block", "html_inline", "image"} == set()
    links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
    assert links
    inside = re.compile(r"#[a-z]+-h\d\d|episode-h\d\d\.md|[a-z]+\.md(#[a-z-]+)?")
    assert all(inside.fullmatch(x) or x.startswith("https://example.org/") for x in links)


def flat(block: Token) -> list[Token]:
    return [block, *(block.children or [])]
