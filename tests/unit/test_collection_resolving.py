"""A text → the one entry it names: spellings, parts of names, typos."""

import unicodedata
from collections.abc import Callable
from functools import partial

import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED
from named import organisations, people
from techforgood_podcast.models.records import names_of


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def without_spaces(text: str) -> str:
    return text.replace(" ", "")


CHANGES: dict[str, Callable[[str], str]] = {
    "as written": str,
    "in upper case": str.upper,
    "in lower case": str.lower,
    "decomposed": partial(unicodedata.normalize, "NFD"),
    "without accents": without_accents,
    "without spaces": without_spaces,
    "with every space doubled": lambda text: text.replace(" ", "  "),
    "with no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "with hyphens": lambda text: text.replace(" ", "-"),
    "with typographic apostrophes": lambda text: text.replace("'", "’"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_bundled_entry_is_found_by_each_of_its_names(change: Callable[[str], str]) -> None:
    collections = (
        BUNDLED.people,
        BUNDLED.organisations,
        BUNDLED.themes,
        BUNDLED.places,
        BUNDLED.sources,
        BUNDLED.episodes,
    )
    missed = [
        (entity.id, name)
        for entities in collections
        for entity in entities
        for name in (*names_of(entity), entity.id)
        if entities.resolve(change(name)) is not entity
    ]
    assert missed == []


def test_every_bundled_person_is_found_family_name_first() -> None:
    named = [person for person in BUNDLED.people if person.family]
    missed = [
        person.id
        for person in named
        if BUNDLED.people.resolve(f"{person.family}, {person.given}") is not person
    ]
    assert missed == []
    assert len(named) > 30


def test_an_ambiguous_name_says_which_entries_it_could_be() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.people.resolve("Lara")
    assert caught.value.text == "Lara"
    assert caught.value.kind == "person"
    assert caught.value.candidates == (
        ("lara-market", "Lara Market"),
        ("lara-vigneron", "Lara Vigneron"),
    )


def test_a_whole_name_wins_over_part_of_another() -> None:
    assert people("Ada", "Ada Miller").resolve("ada").name == "Ada"


def test_all_words_of_the_text_have_to_belong_to_the_name() -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Karine Gentelet").resolve("Karine Gentelet Dupont")


def test_a_fragment_of_a_word_is_not_part_of_a_name() -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Karine Gentelet").resolve("gent")


def test_a_two_letter_typo_is_suggested() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.people.resolve("Karin Gentlet")
    assert caught.value.suggestions[0] == ("karine-gentelet", "Karine Gentelet")
    assert str(caught.value) == 'no person "Karin Gentlet"; did you mean "Karine Gentelet"?'


def test_a_country_answers_to_its_code() -> None:
    assert BUNDLED.by_place("FR") == BUNDLED.by_place("France")


def test_the_closest_suggestion_comes_first() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        organisations("Simploxx", "Simplom", "Phénix").resolve("Simplon")
    assert caught.value.suggestions == (("org-1", "Simplom"), ("org-0", "Simploxx"))


def test_a_name_that_resembles_none_has_no_suggestions() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        people("Karine Gentelet").resolve("Zzyzx")
    assert caught.value.suggestions == ()


@pytest.mark.parametrize("text", ["", " ", "…", "’", "\u200b"])
def test_an_empty_text_is_unknown(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.people.resolve(text)
    assert caught.value.suggestions == BUNDLED.people.find(text) == ()


def test_an_empty_text_does_not_match_a_name_of_punctuation() -> None:
    bands = organisations("!!!", "ABBA")
    with pytest.raises(tfg.UnknownNameError):
        bands.resolve("")
    assert bands.resolve("org-0").name == "!!!"
