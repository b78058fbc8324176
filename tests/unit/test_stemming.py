"""Related words of French and English share a stem."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from settings import examples
from stem_pairs import ENGLISH, FRENCH, UNRELATED, Pairs
from techforgood_podcast.text.folding import fold
from techforgood_podcast.text.search_terms import stem


@pytest.mark.parametrize(
    "words",
    [
        ("imprimante", "imprimantes"),
        ("reseau", "reseaux"),
        ("journal", "journaux"),
        ("recycle", "recycler", "recycled", "recyclage", "recycling"),
        ("finance", "financing", "financement"),
        ("gratuit", "gratuite", "gratuits", "gratuitement"),
        ("chomeur", "chomeuse", "chomeurs", "chomeuses"),
        ("dance", "dancer", "dancers", "dancing"),
        ("charity", "charities"),
        ("technology", "technologie", "technologies"),
        ("volunteer", "volunteers", "volunteering"),
        ("evaluer", "evaluation", "evaluations"),
        ("employee", "employees", "employed", "employment"),
    ],
)
def test_related_words_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("word", ["", "a", "bus", "gas", "c++", "3d", "2014s", "process", "spring"])
def test_a_word_without_an_ending_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


# What the Snowball stemmers of each language reach on these pairs is 0.67, 0.76 and 1.
@pytest.mark.parametrize(("pairs", "share"), [(FRENCH, 0.95), (ENGLISH, 0.95)])
def test_nearly_all_related_words_share_a_stem(pairs: Pairs, share: float) -> None:
    assert sum(stem(one) == stem(other) for one, other in pairs) >= share * len(pairs)


def test_four_of_five_unrelated_words_that_look_related_have_stems_of_their_own() -> None:
    assert sum(stem(one) != stem(other) for one, other in UNRELATED) >= 0.8 * len(UNRELATED)
    assert len({*FRENCH, *ENGLISH, *UNRELATED}) > 200


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
