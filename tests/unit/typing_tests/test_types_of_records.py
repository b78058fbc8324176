"""What type checkers infer of the fields of records, of texts by language, and of tables."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, assert_type

import techforgood_podcast as tfg
from techforgood_podcast import Credit, LocalizedText, Person, Transcript
from techforgood_podcast.relational.arrow import Tables

CATALOGUE = tfg.load_catalogue()


def test_what_may_be_unknown_may_be_none() -> None:
    episode = CATALOGUE.episode(3)
    assert assert_type(episode.duration, dt.timedelta | None) is None
    assert assert_type(episode.published, dt.date | None) is None
    assert assert_type(episode.number, int | None) == 3
    assert assert_type(episode.summary, LocalizedText | None) is not None
    assert assert_type(episode.guests[0].person, Person | None) is not None
    assert assert_type(episode.title, str)
    assert assert_type(episode.season, int | None) == 1
    assert assert_type(episode.published_at, dt.datetime | None) is None
    assert assert_type(episode.explicit, bool | None) is None
    assert assert_type(CATALOGUE.show.kind, Literal["episodic", "serial"] | None) is None


def test_lists_are_tuples_that_are_empty_where_nothing_is_known() -> None:
    episode = CATALOGUE.episode(3)
    assert assert_type(episode.transcripts, tuple[Transcript, ...]) == ()
    assert assert_type(episode.keywords, tuple[str, ...]) == ()
    assert assert_type(episode.crew, tuple[Credit, ...]) == ()
    assert assert_type(CATALOGUE.show.categories, tuple[str, ...]) == ()


def test_a_text_by_language_may_lack_one_unless_a_default_is_given() -> None:
    text = LocalizedText(fr="emploi")
    assert assert_type(text["fr"], str) == "emploi"
    assert assert_type(text.get("en"), str | None) is None
    assert assert_type(text.get("en", ""), str) == ""
    assert assert_type(text.get("en", 0), str | int) == 0
    assert assert_type(text.fr, str | None) == "emploi"
    assert assert_type(text.en, str | None) is None
    assert assert_type(text.languages, tuple[str, ...]) == ("fr",)


def test_tables_are_a_mapping_of_arrow_tables_which_have_no_types() -> None:
    found = assert_type(tfg.tables(CATALOGUE), Tables)
    assert assert_type(found.episodes, Any).num_rows == len(CATALOGUE.episodes)
    assert assert_type(found["episodes"], Any) is found.episodes
    assert assert_type(list(found), list[str])[0] == "info"
