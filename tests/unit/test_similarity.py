"""Names that resemble a text: misspelt, shortened, or with a word in common."""

import pytest

from techforgood_podcast.text.names import NameIndex


def test_the_closest_name_may_have_one_letter_many_times() -> None:
    assert NameIndex({"id": ["id"], "es": ["e" * 100]}).suggest("e" * 99) == ("es",)


def test_of_a_word_of_two_letters_none_may_be_wrong() -> None:
    index = NameIndex({"bd": ["bd"], "be": ["be"], "de": ["de Vries"]})
    assert index.suggest("bx") == index.suggest("ve") == index.suggest("xy") == ()


def test_an_empty_text_and_one_that_resembles_no_name_get_no_suggestions() -> None:
    index = NameIndex({"title": ["title"], "kind": ["kind"]})
    assert index.suggest("") == index.suggest("zzzzzz") == ()


def test_of_two_words_in_a_name_the_closer_one_counts() -> None:
    index = NameIndex({"far": ["Zarb Quux"], "near": ["Zara Yara Quux"]})
    assert index.suggest("zara quuy") == ("near", "far")


def test_suggestions_are_sorted_closest_first() -> None:
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


def test_each_word_may_have_its_own_typos() -> None:
    index = NameIndex({"a": ["albertine brovoure zulu"]})
    assert index.suggest("albretnie bravuore") == ("a",)
    assert index.suggest("albretnie bravuroe") == ()


def test_names_that_share_some_words_are_suggested_only_if_none_resembles_all_of_them() -> None:
    index = NameIndex({"shares": ["Marie Curie"], "typo": ["Mariee Dupond"]})
    assert index.suggest("Marie Dupont") == ("typo",)
    assert index.suggest("Marie Tremblay") == ("shares",)


def test_a_stop_word_in_common_is_no_reason_for_a_suggestion() -> None:
    index = NameIndex({"a": ["Ligue des jardins avec les enfants"]})
    assert index.suggest("des xylophonistes avec les") == ()


def test_a_stop_word_in_a_name_is_not_what_a_word_is_mistyped_for() -> None:
    assert NameIndex({"a": ["Ligue des jardins"]}).suggest("dels") == ()


def test_a_word_of_three_letters_in_common_is_worth_a_suggestion() -> None:
    index = NameIndex({"a": ["Fondation SFR"], "b": ["Ligue XY"]})
    assert index.suggest("SFR Paribas") == ("a",)
    assert index.suggest("XY Paribas") == ()


def test_of_shared_words_the_more_there_are_the_sooner_a_name_is_suggested() -> None:
    index = NameIndex({"one": ["Maison rouge"], "two": ["Ligue verte rouge"]})
    assert index.suggest("ligue rouge xylophone") == ("two", "one")


def test_one_letter_alone_suggests_nothing() -> None:
    assert NameIndex({"a": ["xy"], "b": ["xyz abc"]}).suggest("x") == ()


def test_a_text_of_stop_words_suggests_nothing() -> None:
    assert NameIndex({"a": ["Les uns et les autres"]}).suggest("aux de") == ()


def test_a_text_too_long_for_a_name_has_no_suggestions() -> None:
    index = NameIndex({"a": ["x" * 200]})
    assert index.suggest("x" * 200) == ("a",)
    assert index.suggest("x" * 201) == ()


def test_two_letters_of_a_long_name_may_be_wrong() -> None:
    index = NameIndex({"a": ["abcdefghijklmnop"]})
    assert index.suggest("abcdefghijklmn12") == ("a",)
    assert index.suggest("abcdefghijklm123") == ()


def test_one_letter_of_a_word_of_up_to_five_may_be_wrong() -> None:
    index = NameIndex({"a": ["human"], "b": ["lune"]})
    assert index.suggest("humen") == ("a",)
    assert index.suggest("humenx") == index.suggest("lnx") == ()


def test_a_wrong_first_letter_has_to_be_the_only_one() -> None:
    index = NameIndex({"khamran": ["Khamran"], "kanyinda": ["Kanyinda"]})
    assert index.suggest("Ganyinda") == ("kanyinda",)
    assert index.suggest("shaman") == ()


def test_the_first_of_three_letters_may_not_be_wrong() -> None:
    index = NameIndex({"job": ["job"], "bob": ["bob"]})
    assert index.suggest("bop") == ("bob",)
    assert index.suggest("dob") == ()


def test_no_more_suggestions_are_given_than_asked_for() -> None:
    index = NameIndex({f"name-{letter}": [f"Name{letter}"] for letter in "abcdefghijkl"})
    assert len(index.suggest("Name")) == 10
    assert index.suggest("Name", limit=2) == ("name-a", "name-b")


def test_a_typo_in_a_name_typed_family_name_first_is_suggested() -> None:
    index = NameIndex({"karine-gentelet": ["Karine Gentelet"]}, personal=True)
    assert index.suggest("Gentlet, Karin") == ("karine-gentelet",)


def test_initials_suggest_the_name_that_they_begin() -> None:
    names = {"paul": ["Paul Moreau"], "jb": ["Jean Baptiste Moreau"], "jean": ["Jean Moreau"]}
    index = NameIndex(names, personal=True)
    assert index.suggest("J Moreau") == ("jb", "jean", "paul")
    assert index.suggest("P. Moreau")[0] == index.suggest("Moreau, P.")[0] == "paul"
    assert index.suggest("JB Moreau") == index.suggest("J.-B. Moreeau")[:1] == ("jb",)


def test_the_beginning_of_a_word_matches_it_beside_another_word() -> None:
    index = NameIndex({"ben": ["Benjamin Wattine"], "hugo": ["Hugo Wattine"]}, personal=True)
    assert index.suggest("Ben Wattine") == index.suggest("Ben Watine") == ("ben",)


def test_three_letters_that_begin_a_word_suggest_it() -> None:
    index = NameIndex({"frederic": ["Frédéric"], "carole": ["Carole"], "beatrice": ["Béatricette"]})
    assert index.suggest("Fred") == ("frederic",)
    assert index.suggest("Car") == ("carole",)
    assert index.suggest("Béa") == ("beatrice",)
    assert index.suggest("Ca") == ()


def test_names_that_begin_like_the_text_are_suggested_before_misspelt_ones() -> None:
    index = NameIndex({"paul": ["Paul Duan"], "danny": ["Danny Kanyinda"]}, personal=True)
    assert index.suggest("dan") == ("danny", "paul")


@pytest.mark.parametrize(("text", "id_"), [("par", "paris"), ("mme", "mmesoma"), ("ave", "avec")])
def test_a_stop_word_or_a_title_may_be_the_beginning_of_a_name(text: str, id_: str) -> None:
    names = {"paris": ["Paris"], "mmesoma": ["Mmesoma"], "avec": ["Avec vous"]}
    assert NameIndex(names, personal=True).suggest(text) == (id_,)


def test_a_letter_that_is_an_article_does_not_prevent_a_suggestion() -> None:
    assert NameIndex({"emploi": ["emploi"]}).suggest("l'emplio") == ("emploi",)


def test_a_word_typed_in_two_is_suggested() -> None:
    index = NameIndex({"chu": ["Le fablab du CHU"], "other": ["Festival"]})
    assert index.suggest("fab lab") == index.suggest("f.a.b.l.a.p.") == ("chu",)


def test_suggested_ids_come_with_the_name_that_resembles_the_text() -> None:
    index = NameIndex({"emploi": ["Emploi", "Employment", "chômage"], "art": ["Art"]})
    assert index.suggest_names("chomaje") == (("emploi", "chômage"),)
    assert index.suggest_names("Emploi moyen") == (("emploi", "Emploi"),)
