"""What the library knows of each language: a file of words, with the keys of English or fewer."""

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
from techforgood_podcast.text.writing import words, write_day
from techforgood_podcast.writers.text.phrases import Phrases

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
    assert FILES[tag].get("relations", {}).keys() <= set(get_args(tfg.Relation))
    assert all(all(Phrases(tag).relations[relation]) for relation in get_args(tfg.Relation))


@every_language
def test_a_language_writes_each_day_of_a_year_differently(tag: str) -> None:
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    written = {write_day(day, tag) for day in days}
    assert len(written) == len(days)
    assert all("2023" in day for day in written)


@every_language
def test_a_language_has_words_for_things_that_people_ask_for_in_english(tag: str) -> None:
    asking = FILES[tag]["asking"]
    assert asking.keys() <= {*ENGLISH["asking"], "months"}
    assert all(asking.values())


@every_language
def test_what_search_and_names_compare_with_folded_words_is_folded(tag: str) -> None:
    lists = (FILES[tag].get(name, ()) for name in ("titles", "stop_words", "endings", "exceptions"))
    listed = " ".join(chain.from_iterable(lists))
    assert fold(listed) == listed


@every_language
def test_a_language_has_a_decimal_mark_and_a_name(tag: str) -> None:
    assert FILES[tag].get("decimal_mark", ",") in {".", ","}
    assert FILES[tag]["name"] != tag


def test_a_show_is_written_in_its_language_and_those_that_have_all_words() -> None:
    show = tfg.Show(id="s", title="S", language="de")
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.dumps(tfg.Catalogue(show=show), "markdown", language="br")
    assert {*caught.value.known} == {"de", "en", "fr"}


@every_language
def test_no_word_is_in_two_groups_of_a_file(tag: str) -> None:
    keys = [key for group in FILES[tag].get("words", {}).values() for key in group]
    assert len(keys) == len({*keys} & words("en").keys())


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


def bread(language: str) -> tfg.Catalogue:
    """Return a catalogue with two seasons of three episodes in a language."""
    show = tfg.Show(id="s", title="S", language=language)
    text = tfg.LocalizedText({"fr": "Pain", language: "Brot"})
    return tfg.Catalogue(
        show=show,
        episodes=[
            tfg.Episode(
                id=f"s{season}e{number}",
                show=show,
                season=season,
                number=number,
                title="Brot",
                summary=text,
            )
            for season in (1, 2)
            for number in (1, 2, 3)
        ],
    )


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("de", "Staffel 1 Folge 3", "S1E3"),
        ("de", "die dritte Folge der ersten Staffel", "S1E3"),
        ("de-AT", "die letzte Folge", "S2E3"),
        ("de", "Season 2, Folge 1", "S2E1"),
        ("es", "temporada 1 capítulo 3", "S1E3"),
        ("es", "el tercer episodio de la segunda temporada", "S2E3"),
        ("es-MX", "el último episodio", "S2E3"),
    ],
)
def test_an_episode_is_asked_for_in_the_language_of_the_show(
    language: str, text: str, code: str
) -> None:
    catalogue = bread(language)
    assert catalogue.episode(text).code == code
    assert [hit.episode.code for hit in catalogue.search(text)] == [code]


def test_a_search_reads_the_words_of_the_languages_of_the_show_alone() -> None:
    german, english = (
        tfg.Catalogue(show=show, episodes=[tfg.Episode(id="e", show=show, title="War and bread")])
        for tag in ("de", "en")
        for show in [tfg.Show(id="s", title="S", language=tag)]
    )
    assert german.search("war") == ()
    assert len(english.search("war")) == 1
    assert german.search("breads and baking").unmatched == ("baking",)


def test_printed_words_that_a_file_lacks_are_english() -> None:
    assert [words("de")["months"], words("de")["guests"]] == [words("en")["months"], "guests"]
    assert Phrases("de").relations["funder"].of == "funder of"


def test_a_file_without_all_printed_words_changes_no_language_of_pages() -> None:
    page = tfg.dumps(bread("de"), "html")
    assert 'aria-label="Contents" data-said="contents" lang="en"' in page
    show = tfg.Show(id="s", title="S", language="fr", summary=tfg.LocalizedText(fr="a", de="b"))
    assert 'lang="de"' not in tfg.dumps(tfg.Catalogue(show=show), "html")


def test_a_file_without_all_printed_words_is_no_language_to_write_in() -> None:
    show = tfg.Show(id="s", title="S", language="fr")
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.dumps(tfg.Catalogue(show=show), "markdown", language="de")


@every_language
def test_endings_leave_four_letters_and_exceptions_are_few(tag: str) -> None:
    assert all(left >= 4 for left, _ in FILES[tag].get("endings", {}).values())
    assert len(FILES[tag].get("exceptions", ())) <= 20
