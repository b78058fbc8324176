"""What the library knows of each language: a file of words, with the same keys in all."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.writing import labels_of, words, write_day

PACKAGE = Path(str(tfg.__file__)).parent
FILES: dict[str, Any] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.joinpath("text", "languages").glob("*.json"))
}
ENGLISH = FILES["en"]

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr-CA": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}

every_language = pytest.mark.parametrize("tag", FILES)


def fields(text: str) -> set[str | None]:
    """Return the names of what is filled into a text."""
    return {name for _, name, _, _ in Formatter().parse(text)}


@every_language
def test_a_language_has_the_words_that_english_has(tag: str) -> None:
    assert words(tag).keys() == words("en").keys()
    assert {key: fields(word) for key, word in words(tag).items()} == {
        key: fields(word) for key, word in words("en").items()
    }
    assert all(words(tag).values())


@every_language
def test_a_language_labels_each_relation(tag: str) -> None:
    assert FILES[tag]["relations"].keys() == set(get_args(tfg.Relation))
    assert all(all(labels_of(relation, tag)) for relation in get_args(tfg.Relation))


@every_language
def test_a_language_writes_each_day_of_a_year_differently(tag: str) -> None:
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    written = {write_day(day, tag) for day in days}
    assert len(written) == len(days)
    assert all("2023" in day for day in written)


@every_language
def test_a_language_has_words_for_each_thing_that_people_ask_for(tag: str) -> None:
    asking = FILES[tag]["asking"]
    assert asking.keys() == ENGLISH["asking"].keys()
    assert all(asking.values())


@every_language
def test_what_search_and_names_compare_with_folded_words_is_folded(tag: str) -> None:
    lists = (FILES[tag][name] for name in ("titles", "stop_words", "endings"))
    listed = " ".join(chain.from_iterable(lists))
    assert fold(listed) == listed


@every_language
def test_a_language_has_a_decimal_mark_and_a_name(tag: str) -> None:
    assert FILES[tag]["decimal_mark"] in {".", ","}
    assert FILES[tag]["name"]


def test_each_file_of_words_is_that_of_a_language() -> None:
    show = tfg.Show(id="s", title="S", language="de")
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.dumps(tfg.Catalogue(show=show), "markdown", language="br")
    assert {*caught.value.known} == {*FILES, "de"}


@every_language
def test_no_word_is_in_two_groups_of_a_file(tag: str) -> None:
    groups = FILES[tag]["words"].values()
    assert sum(map(len, groups)) == len(words(tag))


def test_the_words_of_languages_are_read_from_a_zip_too(tmp_path: Path) -> None:
    package = tmp_path / "wheel" / PACKAGE.name
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    archive = shutil.make_archive(str(tmp_path / "wheel"), "zip", tmp_path / "wheel")
    code = (
        f"import sys; sys.path.insert(0, {archive!r})\n"
        "import techforgood_podcast as tfg\n"
        "text = tfg.dumps(tfg.by_theme('emploi'), 'markdown', language='fr')\n"
        "sys.stdout.buffer.write(text.encode())\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert "Thèmes" in done.stdout.decode()


@pytest.mark.parametrize(("tag", "months"), MONTHS.items())
def test_each_month_has_its_name(tag: str, months: str) -> None:
    for month, name in enumerate(months.split(), 1):
        assert write_day(dt.date(2024, month, 29), tag) == f"29 {name} 2024"


def test_the_first_of_a_month_is_an_ordinal_in_french_only() -> None:
    day = dt.date(2024, 5, 1)
    assert (write_day(day, "fr"), write_day(day, "en")) == ("1er mai 2024", "1 May 2024")


def test_other_languages_get_the_english_words() -> None:
    assert write_day(dt.date(2024, 5, 2), "br") == "2 May 2024"
