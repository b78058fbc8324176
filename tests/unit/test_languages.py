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

PACKAGE = Path(str(tfg.__file__)).parent
FILES: dict[str, Any] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.joinpath("text", "languages").glob("*.json"))
}
ENGLISH = FILES["en"]

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr-CA": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "br": "January February March April May June July August September October November December",
}

every_language = pytest.mark.parametrize("tag", FILES)


def printed(tag: str) -> dict[str, str]:
    """Return each text that a file gives to formats, by its groups and its key."""
    found = FILES[tag]
    words = {f"words.{g}.{k}": word for g, own in found["words"].items() for k, word in own.items()}
    relations = found["relations"].items()
    return words | {f"relations.{r}.{end}": one for r, own in relations for end, one in own.items()}


def blanks(text: str) -> list[str]:
    """Return what is filled into a text, in the order of the letters."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def lacking(tag: str) -> list[str]:
    """Return what a file lacks of what English has, word by word, and what is wrong with it."""
    english, own = printed("en"), printed(tag)
    return [
        *(f'add {key}, which is "{english[key]}" in English' for key in {*english} - {*own}),
        *(f"delete {key}, which English lacks" for key in {*own} - {*english}),
        *(f"fill in {key}" for key, word in own.items() if not word.strip()),
        *(
            f'fill {blanks(english[key])} into {key}, where "{own[key]}" has {blanks(own[key])}'
            for key in english.keys() & own.keys()
            if blanks(own[key]) != blanks(english[key])
        ),
        *(
            f'give twelve months apart by spaces in {key}, not "{own[key]}"'
            for key in ("words.days.months", "words.days.short_months")
            if len(own.get(key, "").split()) != 12
        ),
        *(f"add {key}" for key in ("name", "decimal_mark", "asking") if not FILES[tag].get(key)),
    ]


@every_language
def test_a_language_has_all_that_english_has_word_by_word(tag: str) -> None:
    assert sorted(lacking(tag)) == []


def test_a_language_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    draft: dict[str, Any] = json.loads(json.dumps(FILES["fr"]))
    monkeypatch.setitem(FILES, "xx", draft)
    del draft["words"]["page"]["count_many"]
    draft["words"]["page"]["count_one"] = " "
    draft["words"]["page"]["remove"] = "Retirer"
    draft["words"]["days"]["months"] = "janvier"
    draft["relations"]["funder"] = {"word": "financement", "of": "financement accordé à"}
    assert sorted(lacking("xx")) == [
        'add relations.funder.by, which is "with funding from" in English',
        'add words.page.count_many, which is "{n} episodes" in English',
        "fill [''] into words.page.remove, where \"Retirer\" has []",
        "fill in words.page.count_one",
        'give twelve months apart by spaces in words.days.months, not "janvier"',
    ]


def test_english_labels_each_relation() -> None:
    assert ENGLISH["relations"].keys() == {*get_args(tfg.Relation)}


@every_language
def test_a_language_writes_each_day_of_a_year_differently(tag: str) -> None:
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    written = {write_day(day, tag) for day in days}
    assert len(written) == len(days)
    assert all("2023" in day for day in written)


@every_language
def test_a_language_has_words_for_things_that_people_ask_for_in_english(tag: str) -> None:
    asking = FILES[tag]["asking"]
    assert asking.keys() <= {*ENGLISH["asking"]}
    assert all(asking.values())


@every_language
def test_what_search_and_names_compare_with_folded_words_is_folded(tag: str) -> None:
    lists = (FILES[tag].get(name, ()) for name in ("titles", "stop_words", "endings", "exceptions"))
    listed = " ".join(chain.from_iterable(lists))
    assert fold(listed) == listed


@every_language
def test_a_language_has_a_decimal_mark_and_a_name(tag: str) -> None:
    assert FILES[tag]["decimal_mark"] in {".", ","}
    assert FILES[tag]["name"] != tag


def test_a_show_is_written_in_its_language_and_those_that_have_all_words() -> None:
    show = tfg.Show(id="s", title="S", language="de")
    with pytest.raises(tfg.UnknownLanguageError) as caught:
        tfg.dumps(tfg.Catalogue(show=show), "markdown", language="br")
    assert {*caught.value.known} == {"de", "en", "es", "fr"}


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


@pytest.mark.parametrize(
    ("tag", "first", "second"),
    [
        ("en", "1 May 2024", "2 May 2024"),
        ("fr", "1er mai 2024", "2 mai 2024"),
        ("de", "1. Mai 2024", "2. Mai 2024"),
        ("es", "1 de mayo de 2024", "2 de mayo de 2024"),
    ],
)
def test_a_day_is_written_as_its_language_does(tag: str, first: str, second: str) -> None:
    assert [write_day(dt.date(2024, 5, day), tag) for day in (1, 2)] == [first, second]


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
        ("de", "2. Folge der 2. Staffel", "S2E2"),
        ("de", "aktuelle Folge", "S2E3"),
        ("es", "temporada 1 capítulo 3", "S1E3"),
        ("es", "el tercer episodio de la segunda temporada", "S2E3"),
        ("es-MX", "el último episodio", "S2E3"),
        ("es", "el episodio más reciente", "S2E3"),
        ("es", "T2E1", "S2E1"),
        ("es", "2.º episodio de la 1.ª temporada", "S1E2"),
    ],
)
def test_an_episode_is_asked_for_in_the_language_of_the_show(
    language: str, text: str, code: str
) -> None:
    catalogue = bread(language)
    assert catalogue.episode(text).code == code
    assert [hit.episode.code for hit in catalogue.search(text)] == [code]


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("de", "24. Mai 2008", ["2008-05-24"]),
        ("de", "Brot im Jahr 2008", ["2008-05-24", "2008-06-24"]),
        ("de", "neueste Folge", ["2008-06-24"]),
        ("es", "el 24 de mayo de 2008", ["2008-05-24"]),
        ("es", "24 de junio", ["2008-06-24"]),
        ("es", "mayo de 2008", ["2008-05-24"]),
        ("es", "Brot del año 2008", ["2008-05-24", "2008-06-24"]),
        ("es", "último episodio", ["2008-06-24"]),
    ],
)
def test_an_unnumbered_episode_is_asked_for_by_day_as_its_language_writes_it(
    language: str, text: str, codes: list[str]
) -> None:
    show = tfg.Show(id="s", title="S", language=language)
    days = (dt.date(2008, 5, 24), dt.date(2008, 6, 24))
    some = [tfg.Episode(id=f"e{day}", show=show, title="Brot", published=day) for day in days]
    found = tfg.Catalogue(show=show, episodes=some).search(text)
    assert sorted(hit.episode.code for hit in found) == codes


def test_a_search_reads_the_words_of_the_languages_of_the_show_alone() -> None:
    german, english = (
        tfg.Catalogue(show=show, episodes=[tfg.Episode(id="e", show=show, title="War and bread")])
        for tag in ("de", "en")
        for show in [tfg.Show(id="s", title="S", language=tag)]
    )
    assert german.search("war") == ()
    assert len(english.search("war")) == 1
    assert german.search("breads and baking").unmatched == ("baking",)


@every_language
def test_endings_leave_four_letters_and_exceptions_are_few(tag: str) -> None:
    assert all(left >= 4 for left, _ in FILES[tag].get("endings", {}).values())
    assert len(FILES[tag].get("exceptions", ())) <= 20
