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
OWN = {"title", "name", "label", "credited_as", "honorific"}
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


def masked(text: str) -> str:
    """Return a text of the show in other letters."""
    return text.lower().translate(LETTERS)


def masked_show(tag: str) -> tfg.Catalogue:
    """Return a show in a language, whose texts are in other letters."""

    def mask(values: dict[str, Any]) -> dict[str, Any]:
        if "fr" in values:
            return {tag: masked(values["fr"])}
        own = {key: masked(one) for key, one in values.items() if key in OWN and type(one) is str}
        aliases = {key: [*map(masked, values[key])] for key in values.keys() & {"aliases"}}
        language = dict.fromkeys(values.keys() & {"language"}, tag)
        return {**values, **own, **aliases, **language}

    return tfg.from_dict(json.loads(tfg.dumps(FULL, "json"), object_hook=mask))


@pytest.mark.parametrize("tag", FILES)
def test_a_page_and_a_site_print_no_word_that_the_file_of_the_language_lacks(tag: str) -> None:
    catalogue = masked_show(tag)
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
