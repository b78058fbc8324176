"""Names as people type them: folded texts, and the entries that they stand for."""

import tracemalloc
import unicodedata
from collections.abc import Callable
from functools import cache, partial

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
"""Blocks of characters that are alike, so that a few stand for all in an everyday run."""
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


def test_folding_a_code_point_twice_changes_nothing() -> None:
    assert changed_by(fold) == []


def test_every_code_point_folds_like_its_upper_case() -> None:
    assert changed_by(str.upper) == []


def test_every_code_point_folds_like_its_lower_case() -> None:
    assert changed_by(str.lower) == []


def test_every_code_point_folds_like_its_composed_form() -> None:
    assert changed_by(partial(unicodedata.normalize, "NFC")) == []


def test_every_code_point_folds_like_its_decomposed_form() -> None:
    assert changed_by(partial(unicodedata.normalize, "NFD")) == []


def test_every_code_point_folds_like_its_compatible_form() -> None:
    assert changed_by(partial(unicodedata.normalize, "NFKC")) == []


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


def test_the_closest_name_may_have_one_letter_many_times() -> None:
    assert NameIndex({"id": ["id"], "es": ["e" * 100]}).suggest("e" * 99) == ("es",)


def test_a_name_without_a_letter_in_common_is_not_suggested() -> None:
    assert NameIndex({"cd": ["cd"], "ac": ["ac"]}).suggest("ab") == ("ac",)


def test_an_empty_text_and_one_that_resembles_no_name_get_no_suggestions() -> None:
    index = NameIndex({"title": ["title"], "kind": ["kind"]})
    assert index.suggest("") == index.suggest("zzzzzz") == ()


def test_of_two_words_in_a_name_the_closer_one_counts() -> None:
    index = NameIndex({"far": ["Zarb Quux"], "near": ["Zara Yara Quux"]})
    assert index.suggest("zara quuy") == ("near", "far")


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


def test_words_have_to_stand_in_one_and_the_same_name() -> None:
    index = NameIndex({"fing": ["Fondation internet", "Fing"]})
    assert index.partial("internet fondation") == ("fing",)
    assert index.partial("fing internet") == ()


def test_word_order_matters_unless_the_index_says_otherwise() -> None:
    names = {"karine-gentelet": ["Karine Gentelet"]}
    assert NameIndex(names).exact("Gentelet, Karine") == ()
    assert NameIndex(names, any_order=True).exact("Gentelet, Karine") == ("karine-gentelet",)


def test_an_honorific_alone_finds_nobody() -> None:
    index = NameIndex({"a-b": ["Anne Bel"]}, honorifics={"a-b": "Dr"}, any_order=True)
    assert index.partial("Dr") == ()
    assert index.search("Dr") == ()
    assert index.partial("Dr Bel") == ("a-b",)
    assert index.search("dr be") == ("a-b",)


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


def test_suggestions_stand_closest_first() -> None:
    index = NameIndex({"far": ["Simploxx"], "near": ["Simplom"], "none": ["Phénix"]})
    assert index.suggest("simplon") == ("near", "far")


def test_a_whole_name_comes_before_a_part_of_one_that_is_as_close() -> None:
    index = NameIndex({"part": ["Marten Dupont"], "whole": ["Martan"]})
    assert index.suggest("Martin") == ("whole", "part")


def test_equally_close_suggestions_keep_the_order_of_the_index() -> None:
    assert NameIndex({"b": ["carb"], "a": ["cara"]}).suggest("carc") == ("b", "a")


def test_a_typo_in_one_of_several_words_is_suggested() -> None:
    index = NameIndex({"les-copains": ["Les copains de Bastien"], "other": ["Entourage"]})
    assert index.suggest("copain bastein") == ("les-copains",)


def test_typos_in_two_words_count_together() -> None:
    index = NameIndex({"near": ["alpha brovo zulu"], "far": ["alpho brovo zulu"]})
    assert index.suggest("alpha bravo") == ("near", "far")


def test_typos_in_two_words_may_be_too_many_together() -> None:
    index = NameIndex({"a": ["alxxa brxxo zulu"]})
    assert index.suggest("alpha bravo") == ()


def test_an_entry_that_shares_a_whole_word_is_suggested_last() -> None:
    index = NameIndex({"shares": ["Marie Curie"], "typo": ["Mariee Dupond"]})
    assert index.suggest("Marie Dupont") == ("typo", "shares")


def test_a_short_word_in_common_is_no_reason_for_a_suggestion() -> None:
    assert NameIndex({"a": ["Institut de botanique"]}).suggest("de xylophoniste") == ()


def test_a_word_of_three_letters_in_common_is_worth_a_suggestion() -> None:
    assert NameIndex({"a": ["Ligue des jardins"]}).suggest("des xylophonistes") == ("a",)


def test_of_shared_words_the_more_there_are_the_sooner_a_name_is_suggested() -> None:
    index = NameIndex({"one": ["Maison des jardins"], "two": ["Ligue des jardins"]})
    assert index.suggest("ligue des xylophonistes") == ("two", "one")


def test_one_letter_is_enough_for_a_suggestion() -> None:
    assert NameIndex({"a": ["xy"]}).suggest("x") == ("a",)


def test_something_has_to_be_left_of_what_was_typed() -> None:
    assert NameIndex({"a": ["xy"]}).suggest("z") == ()


def test_a_text_too_long_for_a_name_has_no_suggestions() -> None:
    index = NameIndex({"a": ["x" * 200]})
    assert index.suggest("x" * 200) == ("a",)
    assert index.suggest("x" * 201) == ()


def test_of_a_long_name_a_quarter_may_be_wrong() -> None:
    index = NameIndex({"a": ["abcdefghijklmnop"]})
    assert index.suggest("abcdefghijkl1234") == ("a",)
    assert index.suggest("abcdefghijk12345") == ()


def test_a_name_of_many_words_has_one_order() -> None:
    index = NameIndex({"8": ["b c d e f g h a"], "9": ["b c d e f g h i a"]}, any_order=True)
    assert index.exact("a b c d e f g h") == ("8",)
    assert index.exact("a b c d e f g h i") == ()


def test_no_more_suggestions_are_given_than_asked_for() -> None:
    index = NameIndex({f"name-{letter}": [f"Name{letter}"] for letter in "abcdefghijkl"})
    assert len(index.suggest("Name")) == 10
    assert index.suggest("Name", limit=2) == ("name-a", "name-b")


def test_a_typo_in_a_name_typed_family_name_first_is_suggested() -> None:
    index = NameIndex({"karine-gentelet": ["Karine Gentelet"]}, any_order=True)
    assert index.suggest("Gentlet, Karin") == ("karine-gentelet",)
