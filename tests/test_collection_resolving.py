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


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("We TechCare", "wetechcare"),
        ("Wetechcare", "wetechcare"),
        ("we tech care", "wetechcare"),
        ("we-tech-care", "wetechcare"),
        ("WETECHCARE", "wetechcare"),
        ("Phénix", "phenix"),
        ("Phenix", "phenix"),
        ("Bayes Impact", "bayes-impact"),
        ("BayesImpact", "bayes-impact"),
        ("bayesimpact", "bayes-impact"),
        ("Les copains de Bastien", "les-copains-de-bastien"),
        ("Copains de Bastien", "les-copains-de-bastien"),
        ("BOB-emploi", "bob-emploi"),
        ("BOB", "bob-emploi"),
        ("bob emploi", "bob-emploi"),
        ("Kikk", "kikk-festival"),
        ("KIKK", "kikk-festival"),
        ("kikk festival", "kikk-festival"),
        ("LinkedOut", "linked-out"),
        ("Linkedout", "linked-out"),
        ("linked-out", "linked-out"),
        ("Linked out", "linked-out"),
        ("French Tech", "frenchtech"),
        ("FrenchTech", "frenchtech"),
        ("InternetActu", "internetactu"),
        ("internet actu", "internetactu"),
        ("Mission locale d’Aix en Provence", "mission-locale-aix-en-provence"),
    ],
)
def test_an_organisation_is_found_in_each_spelling_that_people_type(text: str, id_: str) -> None:
    assert BUNDLED.organisations.resolve(text).id == id_


@pytest.mark.parametrize("text", ["Aix-en-Provence", "Aix en Provence", "aixenprovence", "AIX"])
def test_a_town_is_found_with_and_without_its_hyphens(text: str) -> None:
    assert BUNDLED.places.resolve(text).id == "aix-en-provence"


@pytest.mark.parametrize(
    "text",
    [
        "Frédéric Bardeau",
        "Fréderic Bardeau",
        "Frederic Bardeau",
        "Bardeau, Frédéric",
        "bardeau",
        "FRÉDÉRIC",
    ],
)
def test_a_person_is_found_in_each_spelling_of_the_page(text: str) -> None:
    assert BUNDLED.people.resolve(text).id == "frederic-bardeau"


@pytest.mark.parametrize(
    "text", ["gentelet", "Gentelet, Karine", "KARINE  GENTELET", "karine", "karine-gentelet"]
)
def test_a_person_is_found_by_name_part_and_word_order(text: str) -> None:
    assert BUNDLED.people.resolve(text).name == "Karine Gentelet"


@pytest.mark.parametrize(
    "text",
    [
        "Dr David Servais",
        "Dr. David Servais",
        "dr servais",
        "David Servais",
        "Servais",
        "Servais, Dr David",
        "Servais David, Dr",
        "Dr Servais David",
        "drdavidservais",
    ],
)
def test_a_person_is_found_with_and_without_the_honorific(text: str) -> None:
    assert BUNDLED.people.resolve(text).id == "david-servais"


def test_an_honorific_alone_is_not_a_name() -> None:
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.people.resolve("Dr")


@pytest.mark.parametrize("title", ["Dr", "Docteur", "M.", "Mr", "Mr.", "Monsieur", "Pr", "Prof."])
def test_a_title_before_the_name_of_a_man_is_ignored(title: str) -> None:
    assert BUNDLED.people.resolve(f"{title} Fontaine").id == "david-fontaine"
    assert BUNDLED.people.resolve(f"{title} David Fontaine").id == "david-fontaine"


@pytest.mark.parametrize(
    "title", ["Mme", "Mme.", "Madame", "Ms", "Mrs", "Mrs.", "Pr", "Professeur", "Professeure"]
)
def test_a_title_before_the_name_of_a_woman_is_ignored(title: str) -> None:
    assert BUNDLED.guests.resolve(f"{title} Gentelet").id == "karine-gentelet"
    assert BUNDLED.people.resolve(f"GENTELET, {title} Karine").id == "karine-gentelet"


def test_a_title_does_not_make_a_shared_name_less_ambiguous() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.people.resolve("M. David")
    assert [id_ for id_, _ in caught.value.candidates] == ["david-fontaine", "david-servais"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Lara", ["lara-market", "lara-vigneron"]),
        ("david", ["david-fontaine", "david-servais"]),
        ("JEAN", ["jean-baptiste-blondel", "jean-deydier", "jean-moreau"]),
    ],
)
def test_a_first_name_shared_by_several_guests_is_ambiguous(text: str, ids: list[str]) -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.guests.resolve(text)
    assert [id_ for id_, _ in caught.value.candidates] == ids


def test_a_plural_that_several_names_share_is_ambiguous() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.organisations.resolve("missions locales")
    assert {id_ for id_, _ in caught.value.candidates} >= {
        "association-missions-locales-paca",
        "mission-locale-aix-en-provence",
        "mission-locale-aulnay-sous-bois",
    }


def test_an_ambiguous_name_says_which_entries_it_could_be() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        BUNDLED.people.resolve("Lara")
    assert caught.value.text == "Lara"
    assert caught.value.kind == "person"
    assert caught.value.candidates == (
        ("lara-market", "Lara Market"),
        ("lara-vigneron", "Lara Vigneron"),
    )


@pytest.mark.parametrize(("text", "id_"), [("Saida", "saida"), ("Kenwele", "kenwele")])
def test_a_guest_with_a_first_name_alone_is_found_by_it(text: str, id_: str) -> None:
    assert BUNDLED.guests.resolve(text).id == id_


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
    assert BUNDLED.places.resolve("BE").id == BUNDLED.places.resolve("be").id == "belgique"
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
    assert caught.value.suggestions == ()


def test_an_empty_text_does_not_match_a_name_of_punctuation() -> None:
    bands = organisations("!!!", "ABBA")
    with pytest.raises(tfg.UnknownNameError):
        bands.resolve("")
    assert bands.resolve("org-0").name == "!!!"
