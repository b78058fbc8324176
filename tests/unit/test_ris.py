"""Citations in RIS."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given, settings

import citable
import techforgood_podcast as tfg
from hostile import CATALOGUE as HOSTILE
from settings import examples
from strategies import catalogues

LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def records(
    obj: tfg.Catalogue | tfg.Episodes | tfg.Episode, **options: Any
) -> list[list[tuple[str, str]]]:
    """Return the tags and values of each record, read line by line as every reader does."""
    found: list[list[tuple[str, str]]] = []
    for line in tfg.dumps(obj, "ris", **options).splitlines():
        if not line:
            continue
        match = LINE.fullmatch(line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            found.append([])
        found[-1].append((tag, value))
    assert all(record[-1] == ("ER", "") for record in found)
    return found


def values(record: list[tuple[str, str]], tag: str) -> list[str]:
    return [value for name, value in record if name == tag]


def test_a_complete_episode_is_cited_in_full() -> None:
    assert records(citable.CATALOGUE.episode("s02e03")) == [
        [
            ("TY", "SOUND"),
            ("ID", "my-show_s02e03"),
            ("TI", "Steps"),
            ("T2", "My show"),
            ("AU", "Quill, Zoé"),
            ("A2", "Ada"),
            ("A2", "le public"),
            ("PY", "2024"),
            ("DA", "2024/02/29"),
            ("VL", "2"),
            ("M1", "3"),
            ("M3", "Podcast"),
            ("PB", "Studio, Radio & Co"),
            ("LA", "fr"),
            ("AB", "Un résumé. Deux."),
            ("KW", "Art"),
            ("KW", "Emploi, travail"),
            *(("N1", line) for line in citable.CREDITS["fr"]),
            ("UR", "https://example.org/1"),
            ("Y2", "2024/03/05"),
            ("ER", ""),
        ]
    ]


def test_unknown_values_are_left_out() -> None:
    catalogue = tfg.Catalogue(show=tfg.Show(id="s", title="S", language="en"))
    episode = tfg.Episode(id="e", show=catalogue.show, season=1, title="T")
    assert tfg.dumps(episode, "ris") == (
        "TY  - SOUND\nID  - s_e\nTI  - T\nT2  - S\nVL  - 1\nM3  - Podcast\nLA  - en\n"
        "N1  - Season 1\nER  - \n"
    )


def test_records_are_parted_by_an_empty_line() -> None:
    text = tfg.dumps(citable.CATALOGUE, "ris")
    assert text.count("ER  - \n\nTY  - SOUND\n") == len(citable.CATALOGUE.episodes) - 1
    assert text.endswith("ER  - \n")


def test_an_empty_selection_gives_an_empty_line() -> None:
    assert tfg.dumps(citable.EMPTY, "ris") == "\n"


def test_summary_themes_groups_and_notes_are_in_the_language_asked_for() -> None:
    record = records(citable.CATALOGUE, language="en")[1]
    assert values(record, "AB") == ["A summary."]
    assert values(record, "KW") == ["Arts", "Work"]
    assert values(record, "A2") == ["Ada", "the public"]
    assert values(record, "N1") == citable.CREDITS["en"]


def test_a_language_that_the_catalogue_lacks_is_refused() -> None:
    with pytest.raises(tfg.UnknownLanguageError):
        tfg.dumps(citable.CATALOGUE, "ris", language="nl")


def test_every_episode_of_the_bundled_catalogue_is_cited_once() -> None:
    catalogue = tfg.load_catalogue()
    titles = [values(record, "TI") for record in records(catalogue)]
    assert titles == [[episode.title] for episode in catalogue.episodes]


def test_a_year_has_four_digits() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    early = tfg.Episode(id="e", show=show, season=1, title="T", published=dt.date(7, 1, 17))
    assert [values(records(early)[0], tag) for tag in ("PY", "DA")] == [["0007"], ["0007/01/17"]]


def test_a_text_that_looks_like_a_tag_ends_no_record() -> None:
    found = records(HOSTILE)
    assert [values(record, "TI") for record in found] == [
        [" ".join(episode.title.split())] for episode in HOSTILE.episodes
    ]
    assert all(values(record, "TY") == ["SOUND"] for record in found)


@settings(deadline=None, max_examples=examples(20))
@given(catalogues(min_episodes=1))
def test_every_catalogue_can_be_cited(catalogue: tfg.Catalogue) -> None:
    for record, episode in zip(records(catalogue), catalogue.episodes, strict=True):
        assert values(record, "ID") == [f"{catalogue.show.id}_{episode.id}"]
        assert values(record, "TI") == [re.sub(r"[ \t\r\n]+", " ", episode.title).strip(" ")]
        assert len(values(record, "AU")) == len(episode.hosts)
        speakers = {guest.person or guest for guest in episode.guests}
        assert len(values(record, "A2")) == len(speakers)
        assert len(values(record, "DA")) == (episode.published is not None)
