"""Names as people type them: folded texts, and the entries that they name."""

import re
import tracemalloc
import unicodedata
from collections.abc import Callable
from functools import cache, partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from settings import examples
from techforgood_podcast.text.folding import fold, squash
from techforgood_podcast.text.names import NameIndex

SCARCE = [
    range(0x3400, 0x4DC0),  # ideographs
    range(0x4E00, 0xA000),
    range(0xAC00, 0xF900),  # syllables of Hangul, surrogates, private use
    range(0x17000, 0x18E00),  # Tangut
    range(0x20000, 0x2F800),  # more ideographs
    range(0x2FB00, 0xE0000),  # unassigned
    range(0xE0200, 0x110000),  # private use
]
"""Blocks of characters that are alike, so that an everyday run needs only a few of each."""
STEP = 1 if examples(1) > 1 else 16
CHUNKS = [
    " ".join(f"x{chr(code)}x" for code in range(start, start + 0x100))
    for start in range(0, 0x110000, 0x100)
    if start % (STEP * 0x100) == 0 or not any(start in block for block in SCARCE)
]
"""All code points, or in an everyday run fewer of those, each of them between two letters."""
TEXTS = st.text(max_size=12)
MARKED = st.text(st.characters(categories=["L", "M"]), max_size=12)


@cache
def keys() -> list[str]:
    return [fold(chunk) for chunk in CHUNKS]


def changed_by(change: Callable[[str], str]) -> list[str]:
    """Give the first code point of each chunk whose key is another one after a change."""
    return [
        f"U+{ord(chunk[1]):04X}"
        for chunk, key in zip(CHUNKS, keys(), strict=True)
        if (other := change(chunk)) != chunk and fold(other) != key
    ]


def compatible(text: str) -> str:
    """Return the compatible form, in which trade marks would be letters."""
    return unicodedata.normalize("NFKC", re.sub("[™℠]", " ", text))


@pytest.mark.slow
def test_folding_a_code_point_twice_changes_nothing() -> None:
    assert changed_by(fold) == []


@pytest.mark.slow
def test_every_code_point_folds_like_its_upper_case() -> None:
    assert changed_by(str.upper) == []


def test_every_code_point_folds_like_its_lower_case() -> None:
    assert changed_by(str.lower) == []


def test_every_code_point_folds_like_its_composed_form() -> None:
    assert changed_by(partial(unicodedata.normalize, "NFC")) == []


def test_every_code_point_folds_like_its_decomposed_form() -> None:
    assert changed_by(partial(unicodedata.normalize, "NFD")) == []


def test_every_code_point_folds_like_its_compatible_form() -> None:
    assert changed_by(compatible) == []


def test_each_block_of_code_points_is_looked_at() -> None:
    starts = {ord(chunk[1]) for chunk in CHUNKS}
    assert set(range(0, 0x3400, 0x100)) <= starts
    assert [block for block in SCARCE if not starts & set(block)] == []
    assert len(CHUNKS) > 500


def test_no_code_point_leaves_a_mark_a_control_or_a_separator() -> None:
    left = {character for key in keys() for character in set(key)} - {" "}
    categories = {character: unicodedata.category(character) for character in left}
    assert {c for c, category in categories.items() if category[0] in "MPZ"} == set()
    assert {c for c, category in categories.items() if category in {"Cc", "Cf"}} == set()


@given(TEXTS | MARKED)
@settings(max_examples=examples(100), deadline=None)
@example("ǽ\t,")
@example("ᾳ\u0301")
@example("İstanbul")
@example("♥+→ +♥a →")
def test_folding_a_text_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS | MARKED)
@settings(max_examples=examples(100), deadline=None)
@example("ὈΔΥΣΣΕΎΣ")
@example("Straße")
@example("ŉ ǰ ΐ")
def test_a_text_folds_like_its_upper_case(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(TEXTS | MARKED)
@settings(max_examples=examples(100), deadline=None)
def test_a_text_folds_like_its_composed_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(TEXTS | MARKED)
@settings(max_examples=examples(100), deadline=None)
@example("ǽ ǿ ﬁ ĳ")
def test_a_text_folds_like_its_decomposed_form(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_a_character_folds_alike_beside_one_that_latin_1_lacks() -> None:
    characters = map(chr, range(0x100))
    assert [c for c in characters if fold(f"x{c}x一") != f"{fold(f'x{c}x')}一"] == []


@given(TEXTS, TEXTS)
@settings(max_examples=examples(100), deadline=None)
def test_folding_works_on_each_word_by_itself(left: str, right: str) -> None:
    assert fold(f"{left} {right}").split() == fold(left).split() + fold(right).split()


@given(TEXTS)
@settings(max_examples=examples(100), deadline=None)
def test_a_key_has_single_spaces_between_words_and_none_around_them(text: str) -> None:
    key = fold(text)
    assert " ".join(key.split(" ")) == key.strip()
    assert "  " not in key


def test_case_and_accents_make_no_difference() -> None:
    assert fold("ÉPISODE Été naïf Ça") == "episode ete naif ca"


def test_ligatures_and_crossed_letters_are_spelt_out() -> None:
    assert fold("cœur Æsop Øre Łódź ﬁn ĳs ısı") == "coeur aesop ore lodz fin ijs isi"


def test_punctuation_and_every_kind_of_space_become_one_space() -> None:
    assert fold("d’Aix-en‑Provence\u00a0!\u202f«\tl'intro\n»") == "d aix en provence l intro"


def test_invisible_characters_are_taken_out() -> None:
    assert fold("we\u200btech\u00adcare\u202e \ufeff") == "wetechcare"


def test_control_characters_are_taken_out() -> None:
    assert fold("a\x07b\x85é") == "ab e"


def test_a_tab_separates_words_though_it_is_a_control_character() -> None:
    assert fold("we\ttech") == "we tech"


def test_a_text_of_punctuation_alone_has_an_empty_key() -> None:
    assert fold(" –!? ’ ") == ""


def test_symbols_that_touch_a_word_are_no_part_of_it() -> None:
    assert fold("🎙️Thé→Café™ ♥sel♥ Raspberry® a|b 10€") == "the cafe sel raspberry a b 10"


def test_symbols_that_stand_alone_are_kept() -> None:
    assert fold("♥♥ («→») +") == "♥♥ → +"


def test_plus_signs_belong_to_the_word_before_them() -> None:
    assert fold("C++→Rust LGBTQ+ a+b +33") == "c++ rust lgbtq+ a+ b + 33"


@pytest.mark.slow
def test_a_long_row_of_symbols_is_folded_as_quickly_as_other_texts() -> None:
    text = "♥" * 100_000
    assert fold(f"+{text}a {text} {'+' * 100_000}a") == f"+ a {text} {'+' * 100_000} a"


def test_what_rare_characters_fold_to_takes_no_memory() -> None:
    text = "".join(map(chr, range(0x4E00, 0x9000)))
    assert fold(text) == text
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        fold("".join(map(chr, range(0xAC00, 0xD000))))
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 50_000


def test_squashing_takes_the_spaces_out() -> None:
    assert squash(fold("So We Fund")) == "sowefund"


def test_an_id_wins_over_an_equal_name_of_another_entry() -> None:
    index = NameIndex({"other": ["bob"], "bob": ["Robert"]})
    assert index.exact("bob") == ("bob",)


def test_a_name_as_typed_wins_over_one_that_is_equal_without_spaces() -> None:
    index = NameIndex({"one": ["So We Fund"], "two": ["Sowefund"]})
    assert index.exact("so we fund") == ("one",)
    assert index.exact("sowefund") == ("two",)


def test_all_ids_of_one_name_are_found_in_the_order_given() -> None:
    index = NameIndex({"second": ["Léa"], "first": ["Lea"]})
    assert index.exact("LEA") == ("second", "first")


def test_a_name_of_punctuation_alone_is_not_what_an_empty_text_means() -> None:
    index = NameIndex({"chk": ["!!!"]})
    assert index.exact("") == ()
    assert index.exact("chk") == ("chk",)


def test_a_name_is_found_without_the_symbols_that_touch_it() -> None:
    index = NameIndex({"ann": ["Ann Baker🎧"], "lou": ["♥"]}, personal=True)
    assert index.exact("ann baker") == index.partial("baker") == ("ann",)
    assert index.exact("♥") == ("lou",)


def test_all_words_must_be_in_the_same_name() -> None:
    index = NameIndex({"fing": ["Fondation internet", "Fing"]})
    assert index.partial("internet fondation") == ("fing",)
    assert index.partial("fing internet") == ()


def test_word_order_matters_unless_the_index_says_otherwise() -> None:
    names = {"karine-gentelet": ["Karine Gentelet"]}
    assert NameIndex(names).exact("Gentelet, Karine") == ()
    assert NameIndex(names, personal=True).exact("Gentelet, Karine") == ("karine-gentelet",)


def test_an_honorific_alone_finds_nobody() -> None:
    index = NameIndex({"a-b": ["Anne Bel"]}, honorifics={"a-b": "Dr"}, personal=True)
    assert index.partial("Dr") == ()
    assert index.search("Dr") == ()
    assert index.partial("Dr Bel") == ("a-b",)
    assert index.search("dr be") == ("a-b",)


def test_two_words_with_which_a_name_begins_find_it() -> None:
    index = NameIndex({"a": ["Flour and water"], "b": ["Flour and wine"], "c": ["Wine, flour"]})
    assert index.begun("flour a") == ("a", "b")
    assert index.begun("Flour, and wa") == ("a",)
    assert index.begun("flour") == index.begun("and wa") == index.begun("") == ()


def test_a_search_takes_the_beginnings_of_words() -> None:
    index = NameIndex({"a": ["Lara Market"], "b": ["Lara Vigneron"], "c": ["Clara Vial"]})
    assert index.search("lar vi") == ("b",)
    assert index.search("la") == ("a", "b")


def test_a_search_gives_equal_names_then_the_same_words_then_beginnings() -> None:
    index = NameIndex({"a": ["Artistes"], "b": ["Art numérique"], "c": ["Art"]})
    assert index.search("art") == ("c", "b", "a")


def test_a_search_for_an_empty_text_finds_nothing() -> None:
    assert NameIndex({"a": ["Art"]}).search(" ’ ") == ()


def test_each_word_of_a_search_has_to_be_found() -> None:
    assert NameIndex({"a": ["Art"]}).search("art zebra") == ()


def test_a_name_of_many_words_has_one_order() -> None:
    index = NameIndex({"8": ["b c d e f g h a"], "9": ["b c d e f g h i a"]}, personal=True)
    assert index.exact("a b c d e f g h") == ("8",)
    assert index.exact("a b c d e f g h i") == ()


def test_a_title_before_a_persons_name_is_ignored() -> None:
    index = NameIndex({"a": ["Anne Bel"], "b": ["Max Bel"]}, personal=True)
    assert index.exact("Mme Anne Bel") == index.exact("Professeure Anne BEL") == ("a",)
    assert index.exact("M. Bel, Max") == index.exact("BEL, Dr Max") == ("b",)
    assert index.partial("M. le Dr Bel") == ()
    assert index.partial("Monsieur Bel") == ("a", "b")
    assert index.search("Mme an") == ("a",)
    assert index.suggest("Pr Ane Bel") == ("a",)


def test_a_title_alone_finds_and_suggests_nobody() -> None:
    index = NameIndex({"a": ["Madame Bel"], "b": ["Anne Madam"]}, personal=True)
    assert index.exact("Monsieur") == index.partial("Monsieur") == index.search("Mme") == ()
    assert index.suggest("Monsieur") == index.suggest("Madame Mme") == ()


def test_a_title_that_is_part_of_a_name_is_a_word_like_any_other() -> None:
    index = NameIndex({"m": ["M"], "mr": ["Mr Loyal"], "loyal": ["Jean Loyal"]}, personal=True)
    assert index.exact("M") == ("m",)
    assert index.exact("Mr Loyal") == ("mr",)


def test_a_title_of_the_names_of_an_index_is_ignored_before_all_of_them() -> None:
    index = NameIndex({"a": ["Anne Bel"], "b": ["Max Roy"]}, {"a": "Sir"}, personal=True)
    assert index.exact("Sir Max Roy") == ("b",)


def test_titles_are_not_ignored_before_names_that_are_no_persons() -> None:
    index = NameIndex({"a": ["Docteur House"], "b": ["House"]})
    assert index.exact("Dr House") == index.partial("Madame House") == ()


def test_a_plural_of_several_names_is_none_of_them_in_particular() -> None:
    index = NameIndex(
        {"all": ["Ligue des missions locales"], "aix": ["Mission locale d'Aix"], "b": ["Locale"]}
    )
    assert index.partial("missions locales") == ("all", "aix")
    assert index.partial("mission locale") == ("aix",)


def test_the_plural_of_a_whole_name_wins_over_part_of_another() -> None:
    index = NameIndex({"coding": ["École du numérique"], "school": ["École"]})
    assert index.exact("écoles") == ("school",)


def test_a_double_s_is_no_plural() -> None:
    index = NameIndex({"a": ["Humanis"], "b": ["bus"]})
    assert index.exact("Humaniss") == index.exact("buss") == index.exact("bu") == ()


def test_the_ending_of_a_persons_name_is_no_plural() -> None:
    index = NameIndex({"a": ["Anne Luca"], "b": ["Max Lucas"]}, personal=True)
    assert index.partial("Lucas") == ("b",)


def test_a_plural_of_four_letters_finds_its_singular() -> None:
    assert NameIndex({"art": ["Art"]}).exact("arts") == ("art",)
    assert NameIndex({"ab": ["ab"]}).exact("abs") == ()


def test_titles_are_ignored_only_before_a_name_and_after_a_comma() -> None:
    index = NameIndex({"karine": ["Karine Gentelet"]}, personal=True)
    assert index.partial("Gentelet, Mme Karine") == index.partial("Mme Gentelet") == ("karine",)
    assert index.partial("Karine Mme Gentelet") == ()


def test_ten_names_are_suggested_at_most_if_no_limit_is_given() -> None:
    index = NameIndex({f"id{n}": [f"abricot {n}"] for n in range(10, 30)})
    assert len(index.suggest("abricot 9999")) == len(index.suggest_names("abricot 9999")) == 10


def test_a_name_found_without_its_spaces_is_suggested_by_its_own_spelling() -> None:
    index = NameIndex({"we": ["Wetechcare", "We TechCare"], "other": ["Other"]})
    assert index.suggest_names("wetechcate") == (("we", "Wetechcare"),)
