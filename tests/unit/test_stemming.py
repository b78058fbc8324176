"""Related words of French, English and German share a stem."""

from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from case_files import read_cases
from search_queries import FOLDER
from settings import examples
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.search_terms import stem

FAMILIES = {
    case.id: [line.split() for line in case.text.splitlines() if line]
    for case in read_cases(FOLDER / "stems.cases")
}


def pairs(name: str) -> list[tuple[str, str]]:
    """Return the neighbours in the families of a case."""
    return [pair for family in FAMILIES[name] for pair in pairwise(family)]


@pytest.mark.parametrize("family", FAMILIES["families with one stem"], ids=" ".join)
def test_related_words_have_one_stem(family: list[str]) -> None:
    assert len(set(map(stem, family))) == 1


@pytest.mark.parametrize("word", ["", "a", "bus", "gas", "c++", "3d", "2014s", "process", "spring"])
def test_a_word_without_an_ending_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


# The Snowball stemmers of French and English reach 0.67 and 0.76, and 1 on those below.
@pytest.mark.parametrize("name", [name for name in FAMILIES if "related in" in name])
def test_nearly_all_related_words_share_a_stem(name: str) -> None:
    assert fmean(stem(one) == stem(other) for one, other in pairs(name)) >= 0.95


def test_four_of_five_unrelated_words_that_look_related_have_stems_of_their_own() -> None:
    assert fmean(stem(one) != stem(other) for one, other in pairs("unrelated")) >= 0.8
    assert len({pair for name in FAMILIES for pair in pairs(name)}) > 200


def test_plus_signs_are_an_ending() -> None:
    assert stem("lgbtq+") == stem("lgbtq") == "lgbtq"
    assert stem("chevaux++") == stem("cheval")


@pytest.mark.parametrize("words", [("ville", "village"), ("form", "format"), ("man", "manage")])
def test_words_that_are_not_related_keep_stems_of_their_own(words: tuple[str, str]) -> None:
    assert stem(words[0]) != stem(words[1])


@given(st.text(max_size=20))
@settings(max_examples=examples(100), deadline=None)
def test_a_stem_is_no_longer_than_its_word_and_never_empty(text: str) -> None:
    words = fold(text).split()
    assume(words)
    assert [word for word in words if not 0 < len(stem(word)) <= len(word)] == []
