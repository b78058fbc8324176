"""Slips in names, names as they sound, words in one or two, and questions about other things."""

import pytest

import techforgood_podcast as tfg
from techforgood_podcast.text.folding import fold
from test_search_words import found, index

BUNDLED = tfg.load_catalogue()
OTHER_THINGS = """
    football, recette de tarte aux pommes, horoscope, bitcoin price,
    basketball playoffs, dinosaures,
    champagne, tennis, opera singer, knitting patterns, mariage royal, sourdough, jardin potager,
    météo marine, black hole, crossword, natation, chevaliers, sushi, volcano
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fénix", "S1E1"),
        ("Frédéric Bardot", "S1E7"),
        ("Kamran Yekrangui", "S1E3"),
        ("Zimplon", "S1E7"),
        ("linkedout", "S1E5"),
        ("we tech care", "S1E3"),
        ("wave stone", "S1E1"),
        ("Julien Bonneset", "S1E2"),
        ("Piere Quinonnero", "S1E8"),
    ],
)
def test_a_name_is_found_with_a_slip_as_it_sounds_or_in_other_words(text: str, code: str) -> None:
    assert BUNDLED.search(text)[0].episode.code == code


def test_nine_of_ten_questions_about_other_things_find_nothing() -> None:
    every = [text.strip() for text in OTHER_THINGS.split(",")]
    answered = [text for text in every if BUNDLED.search(text)]
    assert len(answered) <= len(every) / 10, answered


def test_a_word_that_begins_the_same_way_is_rather_meant_than_one_spelt_alike() -> None:
    assert found(index("école", "écologie"), "ecolo") == [1]


def test_two_letters_of_a_word_of_eight_are_not_corrected() -> None:
    assert found(index("relation"), "religion") == []


def test_the_last_word_may_be_a_beginning_and_no_other() -> None:
    catalogue = index("Boulangerie", "Le lange", "Boule de lange")
    hits = catalogue.search("bou", prefix=True)
    assert {hit.snippet for hit in hits} == {"**Boulangerie**", "**Boule** de lange"}
    assert catalogue.search("bou") == ()
    assert catalogue.search("bou zebra", prefix=True) == ()
    assert catalogue.search("bou ", prefix=True) == ()
    both = catalogue.search("lange bou", prefix=True, all_words=True)
    assert [hit.snippet for hit in both] == ["**Boule** de **lange**"]
    some = catalogue.episodes[:2]
    assert [hit.episode.id for hit in some.search("bou", prefix=True)] == ["e1"]
    assert tfg.search("gaspi alimen", prefix=True)[0].episode.code == "S1E1"


@pytest.mark.parametrize(
    "text", ["日本のニュース番組", "ภาษาไทย", "한국어 뉴스", "ភាសាខ្មែរ", "ພາສາລາວ", "ガス代"]
)
def test_any_two_letters_of_a_script_without_spaces_are_found(text: str) -> None:
    catalogue = index("Rien", text)
    for word in text.split():
        for start in range(len(word) - 1):
            part = word[start : start + 2]
            if fold(part):
                assert found(catalogue, part) == [1], part


@pytest.mark.parametrize("field", ["names", "notes"])
def test_such_letters_are_found_in_names_and_notes_too(field: str) -> None:
    show = tfg.Show(id="s", title="S", language="ja")
    guest = tfg.Person(id="guest", name="宮崎 駿")
    episode = (
        tfg.Episode(
            id="e", show=show, title="T", guests=(tfg.Credit(person=guest, credited_as="宮崎駿"),)
        )
        if field == "names"
        else tfg.Episode(id="e", show=show, title="T", notes="ゲストは宮崎駿さん")
    )
    catalogue = tfg.Catalogue(show=show, people=[guest], episodes=[episode])
    assert [hit.episode.id for hit in catalogue.search("宮崎")] == ["e"]


def test_letters_of_such_a_script_must_follow_each_other() -> None:
    catalogue = index("東京都", "京都", "東北")
    assert found(catalogue, "東京都") == [0]
    assert sorted(found(catalogue, "京都")) == [0, 1]
    assert found(catalogue, "京北") == []


def test_words_and_such_letters_may_be_mixed() -> None:
    catalogue = index("日本のAIニュース番組", "AI")
    assert sorted(found(catalogue, "AI")) == [0, 1]
    (hit,) = catalogue.search("ニュース")
    assert hit.snippet == "日本のAI**ニュース**番組"
