"""An export of the catalogue says where people who appear in it can ask for a correction.

What formats make of the notices of other catalogues is in ``exports/`` and ``pages/``.
"""

from __future__ import annotations

import importlib
import re
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import techforgood_podcast as tfg
from web_pages import page
from written import bytes_of, files_of

PARQUET: Any = importlib.import_module("pyarrow.parquet")
CATALOGUE = tfg.load_catalogue()
ONE = CATALOGUE.subset([3])
ROOT = Path(__file__).parents[2]
MAILBOX = re.compile(r"[\w.+-]+@[\w.-]*\w")
BEGINNINGS = {"fr": "Vous y figurez", "en": "If you appear in this catalogue"}
NOTICE = CATALOGUE.info.notice
assert NOTICE is not None
# What the notice says, by language, from those words on.
ASKED = {language: NOTICE[language].partition(words)[2] for language, words in BEGINNINGS.items()}
# In a folder of texts, the file with the notice; each page of the site has a link to it.
FILES = {"datapackage": "info.csv", "site": "about.html"}
FILES_OF_PROJECT = ("CITATION.cff", "SECURITY.md")
KNOWN = {format_.name: format_ for format_ in tfg.formats()}
each_language = pytest.mark.parametrize("language", BEGINNINGS)


def text_of(format_: tfg.FormatName, language: str) -> str:
    options = {"language": language} if "language" in KNOWN[format_].options else {}
    if format_ in FILES:
        return files_of(ONE, format_, **options)[FILES[format_]]
    written = bytes_of(ONE, format_, **options)
    if format_ == "parquet":
        with zipfile.ZipFile(BytesIO(written)) as archive:
            return str(PARQUET.read_table(BytesIO(archive.read("info.parquet"))).to_pylist())
    return written.decode("utf-8", "replace")


@each_language
@pytest.mark.parametrize("format_", [name for name in KNOWN if name != "csv"])
def test_each_export_but_csv_says_where_to_write(format_: tfg.FormatName, language: str) -> None:
    (address,) = MAILBOX.findall(ASKED[language])
    assert address in text_of(format_, language).partition(BEGINNINGS[language])[2]


@each_language
@pytest.mark.parametrize("card", [False, True], ids=["page", "card"])
def test_a_page_and_a_card_have_a_link_to_the_address(card: bool, language: str) -> None:  # noqa: FBT001 -- a parameter of the test
    (address,) = MAILBOX.findall(ASKED[language])
    found = page(ONE, card=card, language=language).all("a")
    assert f"mailto:{address}" in {link.attribute("href") for link in found}


def test_the_address_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (tfg.data_files() / "README.md").read_text(encoding="utf-8")
    said = {
        **{f"notice, {language}": text for language, text in ASKED.items()},
        **dict(zip(("README, en", "README, fr"), readme.split("## Correction ou"), strict=True)),
        **{name: (ROOT / name).read_text(encoding="utf-8") for name in FILES_OF_PROJECT},
    }
    address = project["authors"][0]["email"]
    assert {name: MAILBOX.findall(text) for name, text in said.items()} == {
        name: [address] for name in said
    }
