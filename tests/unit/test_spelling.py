"""Words as people mistype them: distances, the nearest of many, and the closest of a list."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from settings import examples
from techforgood_podcast.models.fields import fields_of
from techforgood_podcast.text.near_words import Spellings, Typed
from techforgood_podcast.text.suggestions import closest

FORMATS = [known.name for known in tfg.formats()]
KEYS = [field.name for model in (tfg.Person, tfg.Show, tfg.Episode) for field in fields_of(model)]


def reference_distance(left: str, right: str) -> int:
    """Count edits by the plain table of optimal string alignment."""
    rows = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, j in product(range(len(left) + 1), range(len(right) + 1)):
        if not i or not j:
            rows[i][j] = i + j
            continue
        same = left[i - 1] == right[j - 1]
        rows[i][j] = min(
            rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (0 if same else 1)
        )
        if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
            rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def test_the_distance_equals_the_reference_for_all_short_words() -> None:
    words = ["".join(letters) for size in range(5) for letters in product("abc", repeat=size)]
    wrong = [
        (left, right)
        for left in words[1:]
        for typed in [Typed(left)]
        for right in words
        if typed.distance(right) != reference_distance(left, right)
    ]
    assert wrong == []


@given(st.text("abcé", min_size=1, max_size=90), st.text("abcé", max_size=90))
@settings(max_examples=examples(100), deadline=None)
@example("a" * 64, "a" * 65)
def test_the_distance_equals_the_reference_for_long_words(left: str, right: str) -> None:
    assert Typed(left).distance(right) == reference_distance(left, right)


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
@settings(max_examples=examples(100), deadline=None)
def test_the_distance_is_the_same_both_ways(left: str, right: str) -> None:
    assert Typed(left).distance(right) == Typed(right).distance(left)


def test_a_swap_of_neighbours_is_one_edit() -> None:
    assert Typed("karnie").distance("karine") == 1


def test_a_word_is_spelt_like_the_closest_words_alone_in_order() -> None:
    assert Spellings(["tifre", "tiger", "titles", "titre"]).nearest("tigre", 2) == (
        "tifre",
        "tiger",
        "titre",
    )


def test_a_word_that_is_spelt_right_is_the_closest() -> None:
    assert Spellings(["titres", "titre"]).nearest("titre", 2) == ("titre",)


def test_a_word_may_be_longer_than_the_longest_by_what_is_wrong() -> None:
    assert Spellings(["title"]).nearest("titlexy", 2) == ("title",)


def test_the_first_letter_may_be_wrong_only_alone() -> None:
    words = Spellings(["season", "number"])
    assert (words.nearest("person", 2), words.nearest("reason", 2)) == ((), ("season",))


def test_a_word_may_be_spelt_like_none() -> None:
    assert Spellings(["title", "kind"]).nearest("zebra", 2) == ()


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
