"""Whatever is printed around the texts of a show is in the file of the language, word by word."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

import techforgood_podcast as tfg
from site_pages import files_of
from techforgood_podcast.text.writing import words
from test_languages import FILES
from web_pages import FULL

# The texts of the show are in letters that no language of the files has.
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyzàèéô", "абвгдежзиклмнопрстуфхцчшщъаеео")
OWN = {"title", "name", "label", "credited_as", "aliases", "honorific"}
# Names of formats, styles and licences; units, codes, media types and addresses; languages.
_NAMES = """
    apa mla chicago bibtex biblatex ris rss json feed csv e h mp min mit s example org
    français english deutsch español
"""
NAMES = frozenset(_NAMES.split())
WORD = re.compile(r"[a-zà-ɏ]+")
# What people read or hear of a page, but for what scripts print.
PRINTED = re.compile(
    r"<(script|style)\b.*?</\1>|>([^<]+)|\b(?:aria-label|placeholder)=\"([^\"]*)\"", re.DOTALL
)
ADDRESS = re.compile(r"https?://\S+|@misc\{[^@]*\n\}|^[A-Z][A-Z\d]  - .*$|S\d+E\d+", re.MULTILINE)


def masked(value: Any, tag: str, key: str = "") -> Any:
    """Return values in which the texts of the show are in one language, and in other letters."""
    match value:
        case {"fr": str(text)}:
            return {tag: text.lower().translate(LETTERS)}
        case dict():
            return {name: masked(one, tag, name) for name, one in value.items()}
        case list():
            return [masked(one, tag, key) for one in value]
        case str() if key in OWN:
            return value.lower().translate(LETTERS)
        case _:
            return tag if key == "language" else value


@pytest.mark.parametrize("tag", FILES)
def test_a_page_and_a_site_print_no_word_that_the_file_of_the_language_lacks(tag: str) -> None:
    catalogue = tfg.from_dict(masked(json.loads(tfg.dumps(FULL, "json")), tag))
    known = {word for text in words(tag).values() for word in WORD.findall(text.lower())}
    pages = {"page": tfg.dumps(catalogue, "html"), **files_of(catalogue)}
    texts = {
        name: "\n".join(text for found in PRINTED.findall(page) for text in found[1:])
        for name, page in pages.items()
        if page.startswith("<!DOCTYPE html>")
    }
    texts["markdown"] = tfg.dumps(catalogue, "markdown")
    assert len(texts) > 10
    assert {
        f"{name}: {word}"
        for name, text in texts.items()
        for word in WORD.findall(ADDRESS.sub("", unescape(text)).lower())
        if word not in known and word not in NAMES
    } == set[str]()
