"""Entries of a closed list that a mistyped one may mean."""

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.text.names import closest

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
        ("br", ["en", "fr"], ()),
        ("TITLE", KEYS, ("title",)),
        ("--sesaon", ["--season", "--since"], ("--season",)),
    ],
)
def test_a_typing_error_is_corrected(typed: str, words: list[str], expected: object) -> None:
    assert closest(typed, words) == expected


@pytest.mark.parametrize(
    ("typed", "words", "expected"),
    [
        ("image", KEYS, ("image_url",)),
        ("lang", KEYS, ("language",)),
        ("episode_title", KEYS, ("title", "short_title")),
        ("feed", [*FORMATS, "feed_url"], ("feed_url",)),
    ],
)
def test_a_word_with_a_part_in_common_is_suggested_if_none_is_spelt_alike(
    typed: str, words: list[str], expected: object
) -> None:
    assert closest(typed, words) == expected


@pytest.mark.parametrize("typed", ["", "-", "colour", "foo", "zzzzzz", "relation", "z" * 10**5])
def test_nothing_is_suggested_for_an_unrelated_word(typed: str) -> None:
    assert closest(typed, [*KEYS, "", "-"]) == ()


def test_another_word_for_one_of_the_list_suggests_that_one() -> None:
    assert closest("Employer", ["subject", "affiliation"]) == ("affiliation",)


def test_only_the_closest_words_are_suggested() -> None:
    assert closest("titlle", ["tiled", "titles", "title"]) == ("title",)
    assert closest("abc", ["acb", "bac", "bca"]) == ("acb", "bac")


def test_at_most_three_words_are_suggested() -> None:
    assert len(closest("name", ["names", "named", "namer", "namex"])) == 3
    assert len(closest("url", ["a_url", "b_url", "c_url", "d_url"])) == 3
