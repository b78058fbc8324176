"""One row for each episode, as spreadsheets and Python's own ``csv`` read it.

Cells that might be read as formulas are in ``exports/csv.cases``.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from flat import lost, understood, undone
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues
from value_strategies import lines

BUNDLED = tfg.load_catalogue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def written(
    episodes: tfg.Catalogue | tfg.Episodes | tfg.Episode, language: str = "fr"
) -> list[dict[str, str]]:
    return rows(tfg.dumps(episodes, "csv", language=language))


@pytest.mark.parametrize("catalogue", [BUNDLED, HOSTILE], ids=["bundled", "hostile"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_column_holds_the_values_of_its_field(catalogue: tfg.Catalogue, language: str) -> None:
    found = written(catalogue, language)
    assert [row["id"] for row in found] == [episode.id for episode in catalogue.episodes]
    for row, episode in zip(found, catalogue.episodes, strict=True):
        assert lost(row, episode, language) == {}


@given(catalogues(min_episodes=1))
@settings(max_examples=examples(20), deadline=None)
def test_every_catalogue_survives_a_round_trip(catalogue: tfg.Catalogue) -> None:
    language = catalogue.show.language
    for row, episode in zip(written(catalogue, language), catalogue.episodes, strict=True):
        assert lost(row, episode, language) == {}


@given(catalogues(min_episodes=1))
@settings(max_examples=examples(20), deadline=None)
def test_no_cell_begins_like_a_formula(catalogue: tfg.Catalogue) -> None:
    cells = [cell for row in rows(tfg.dumps(catalogue, "csv")) for cell in row.values()]
    assert cells
    assert [cell for cell in cells for part in pieces(cell) if STARTER.match(part)] == []


# A formula where blanks and quotation marks before it do not count.
STARTER = re.compile(r"""[\s"]*[=+@\uff1d\uff0b\uff0d\uff20-]""")


def pieces(cell: str) -> list[str]:
    """Return what a spreadsheet may split a cell into."""
    return re.split(r"[,;\t\r\n]", cell)


def title_cell(title: str) -> str:
    episode = tfg.Episode(id="e", show=BUNDLED.show, season=1, title=title)
    return written(episode)[0]["title"]


@given(st.text("=+-@\uff1d,;'\"a \u00a0\t", min_size=1).filter(str.strip) | lines())
@settings(max_examples=examples(200), deadline=None)
def test_no_piece_of_a_title_is_a_formula_and_the_title_comes_back(title: str) -> None:
    cell = title_cell(title)
    assert [part for part in pieces(cell) if STARTER.match(part)] == []
    assert undone(cell) == title


def test_items_come_back_from_a_list_with_separators_and_formulas() -> None:
    names = ["Ann", "=1+1", "'=1", " =1", "a; b", "a | b", "100%", "%3B", "%25", "%253B", ";", "|"]
    people = tuple(tfg.Person(id=f"p{n}", name=name) for n, name in enumerate(names))
    episode = tfg.Episode(id="e1", show=BUNDLED.show, season=1, title="T", hosts=people)
    assert understood(written(episode)[0])["hosts"] == names


def test_the_columns_of_a_list_stay_in_step_where_nothing_is_known() -> None:
    row = written(BUNDLED.episode("S1E4"), "en")[0]
    assert row["guests"].split("; ")[2:5] == [
        *("Seumboy", "the Post Uit Hessdalen troupe", "the public at the festival"),
    ]
    assert row["guest_ids"].split("; ")[2:5] == ["seumboy", "", ""]
    assert row["guest_roles"].split("; ")[2:5] == ["artist and digital shaman", "", ""]
    assert row["guest_organisations"].split("; ")[2:5] == ["", "Post Uit Hessdalen", ""]


def test_a_cell_names_those_who_share_the_role_of_each_guest() -> None:
    (row,) = written(BUNDLED.episode(7))
    assert row["guest_shared_with"].split("; ")[:4] == [
        "Maria | Kenwele",
        "Saida | Kenwele",
        "Saida | Maria",
        "",
    ]


def test_a_list_inside_an_item_has_a_separator_of_its_own() -> None:
    row = written(BUNDLED.episode("S1E3"))[0]
    assert row["guest_organisation_ids"].split("; ")[-1].split(" | ") == [
        *("universite-du-quebec", "chaire-ia-et-justice-sociale"),
    ]
    assert row["figure_values"] == "13000000; 7000000 | 8000000"


def test_a_duration_has_hours_as_spreadsheets_need_them() -> None:
    durations = {
        row["code"]: (row["duration"], row["duration_seconds"]) for row in written(BUNDLED)
    }
    assert durations["S1 intro"] == ("0:03:13", "193")
    assert durations["S1E1"] == ("0:33:13", "1993")
    assert durations["S1E3"] == ("", "")


def test_the_names_of_the_columns_are_the_same_in_every_language() -> None:
    heads = {
        tfg.dumps(BUNDLED, "csv", language=language).split("\n")[0] for language in ("fr", "en")
    }
    assert len(heads) == 1
    assert heads.pop().startswith("id,code,season,number,kind,title,")


def test_an_empty_selection_has_the_names_of_the_columns() -> None:
    text = tfg.dumps(BUNDLED.episodes.by_season(7), "csv")
    assert text == tfg.dumps(BUNDLED, "csv").split("\n")[0] + "\n"


def with_separator(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))


@pytest.mark.parametrize(("language", "separator"), [("fr", ";"), ("en", ",")])
def test_excel_gets_a_byte_order_mark_and_the_separator_of_the_language(
    language: str, separator: str
) -> None:
    text = tfg.dumps(BUNDLED, "csv", language=language, excel=True)
    plain = tfg.dumps(BUNDLED, "csv", language=language)
    assert text.startswith(f"\ufeffid{separator}code{separator}")
    assert with_separator(text[1:], separator) == with_separator(plain, ",")


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("excel", [True, False])
def test_the_separator_can_be_chosen(separator: Literal[",", ";"], excel: bool) -> None:  # noqa: FBT001
    text = tfg.dumps(HOSTILE, "csv", excel=excel, separator=separator)
    plain = tfg.dumps(HOSTILE, "csv")
    assert with_separator(text.removeprefix("\ufeff"), separator) == with_separator(plain, ",")


def test_rows_end_in_a_line_feed() -> None:
    text = tfg.dumps(BUNDLED, "csv")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
