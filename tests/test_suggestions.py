"""Entries of a closed list that a mistyped one may mean."""

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.text.suggestions import closest

FORMATS = [known.name for known in tfg.formats()]
KEYS = [field.name for model in (tfg.Person, tfg.Show, tfg.Episode) for field in fields_of(model)]


@pytest.mark.parametrize(
    ("typed", "words", "expected"),
    [
        ("jsn", FORMATS, ("json",)),
        ("cvs", FORMATS, ("csv",)),
        ("titel", KEYS, ("title",)),
        ("asociation", ["association", "company"], ("association",)),
        ("familly", KEYS, ("family",)),
        ("langauge", KEYS, ("language",)),
        ("nmae", KEYS, ("name",)),
        ("kimd", KEYS, ("kind",)),
        ("uri", KEYS, ("url",)),
        ("TITLE", KEYS, ("title",)),
        ("--sesaon", ["--season", "--since"], ("--season",)),
    ],
)
def test_a_typing_error_is_corrected(typed: str, words: list[str], expected: object) -> None:
    assert closest(typed, words) == expected


@pytest.mark.parametrize("typed", ["", "-", "colour", "foo", "zzzzzz", "relation"])
def test_nothing_is_suggested_for_an_unrelated_word(typed: str) -> None:
    assert closest(typed, [*KEYS, "", "-"]) == ()


def test_the_closest_word_comes_first() -> None:
    assert closest("titlle", ["tiled", "titles", "title"]) == ("title", "titles")


def test_at_most_three_words_are_suggested() -> None:
    assert len(closest("name", ["names", "named", "namer", "names2"])) == 3
    assert len(closest("abc", ["acb", "bac", "bca", "cab"])) == 3
