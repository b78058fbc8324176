"""A text that names no entry → the entries that it may mean."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from catalogues import BUNDLED
from settings import examples
from techforgood_podcast.models.records import names_of

COLLECTIONS: dict[str, tfg.Collection[tfg.Person] | tfg.Collection[tfg.Organisation]] = {
    "people": BUNDLED.people,
    "organisations": BUNDLED.organisations,
}
LONG_NAMES = [
    (section, entity.id, name)
    for section, entities in COLLECTIONS.items()
    for entity in entities
    for name in names_of(entity)
    if sum(map(str.isalpha, name)) >= 8
]


def suggestions(section: str, text: str) -> list[str] | None:
    """Return the ids suggested for a text, or nothing where the text is somebody's name."""
    try:
        COLLECTIONS[section].resolve(text)
    except tfg.UnknownNameError as error:
        return [id_ for id_, _ in error.suggestions]
    except tfg.AmbiguousNameError:
        return None
    return None


@st.composite
def _slipped(draw: st.DrawFn, text: str) -> str:
    """Return the text with one letter inserted, left out, replaced, or swapped with the next."""
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    indexes = [index for index, character in enumerate(text) if character.isalpha()]
    if not indexes:
        return text + letter
    index = draw(st.sampled_from(indexes))
    before, own, after = text[:index], text[index], text[index + 1 :]
    slips = (before + letter + own + after, before + after, before + letter + after)
    swapped = before + after[:1] + own + after[1:]
    return draw(st.sampled_from((*slips, swapped)))


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return section and id of an entry, and one of its names with slips past the first letter."""
    section, id_, name = draw(st.sampled_from(LONG_NAMES))
    middle = draw(st.integers(1, len(name)))
    first, second = name[1:middle], name[middle:]
    slips = draw(st.sampled_from(("first", "second", "both")))
    if slips != "second":
        first = draw(_slipped(first))
    if slips != "first":
        second = draw(_slipped(second))
    return section, id_, name[0] + first + second


@given(mistyped())
@settings(max_examples=examples(200), deadline=None)
def test_a_typo_of_one_or_two_letters_is_suggested(typed: tuple[str, str, str]) -> None:
    section, id_, text = typed
    suggested = suggestions(section, text)
    assume(suggested is not None)
    assert suggested is not None
    assert id_ in suggested


def suggested(collection: tfg.Collection[Any], text: str) -> tuple[str, ...]:
    """Return the ids suggested for a text that finds nothing, the closest first."""
    with pytest.raises(tfg.UnknownNameError) as caught:
        collection.resolve(text)
    return tuple(id_ for id_, _ in caught.value.suggestions)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("K. Gentelet", "karine-gentelet"),
        ("K Gentelet", "karine-gentelet"),
        ("Gentelet K.", "karine-gentelet"),
        ("Pr K. Gentelet", "karine-gentelet"),
        ("JB Blondel", "jean-baptiste-blondel"),
        ("J.-B. Blondel", "jean-baptiste-blondel"),
        ("Blondel J. B.", "jean-baptiste-blondel"),
        ("P.-A. Martignoles", "pierre-alain-martignoles"),
        ("Fred Bardeau", "frederic-bardeau"),
        ("Seb Molas", "sebastien-molas"),
        ("Ben Watine", "benjamin-wattine"),
        ("Seum", "seumboy"),
    ],
)
def test_initials_and_short_forms_suggest_the_right_person(text: str, id_: str) -> None:
    assert suggested(BUNDLED.people, text) == (id_,)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Mme Gentellet", "karine-gentelet"),
        ("Gente1et Kar1ne", "karine-gentelet"),
        ("Thibaut Le Dantec", "thibault-ledantec"),
        ("Marie Du Chatel", "marie-du-chastel"),
        ("Hubert Guillot", "hubert-guillaud"),
        ("Michel Fouin", "michele-foin"),
        ("kamran yekrangui", "khamran-yekrangi"),
        ("Brunot Codron", "bruno-caudron"),
        ("Antoine Weber", "antonin-weber"),
        ("Jean Moraux", "jean-moreau"),
        ("Simon Bernart", "simon-bernard"),
        ("Lara Marquet", "lara-market"),
    ],
)
def test_a_misspelt_person_alone_is_suggested(text: str, id_: str) -> None:
    assert suggested(BUNDLED.people, text) == (id_,)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Bayesimpct", "bayes-impact"),
        ("Base Impact", "bayes-impact"),
        ("wetekcare", "wetechcare"),
        ("Phoenix", "phenix"),
        ("plastic odissée", "plastic-odyssey"),
        ("Simplon.co", "simplon"),
        ("BNP Parisbas", "bnp"),
        ("St Vincent de Paul", "conference-saint-vincent-de-paul"),
        ("Les copains du Bastien", "les-copains-de-bastien"),
        ("Association Basiliad", "basiliade"),
        ("Kick festival", "kikk-festival"),
        ("Ministère de la Culture", "ministere-des-solidarites-et-de-la-sante"),
        ("C.H.U.", "chu-de-liege"),
    ],
)
def test_an_organisation_that_is_nearly_named_is_suggested(text: str, id_: str) -> None:
    assert suggested(BUNDLED.organisations, text)[0] == id_


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("mutuel aid", "solidarite"),
        ("gaspilage", "gaspillage-alimentaire"),
        ("artificial inteligence", "intelligence-artificielle"),
        ("tec for good", "tech-for-good"),
        ("santé mentale", "sante"),
    ],
)
def test_a_theme_that_is_nearly_named_is_suggested(text: str, id_: str) -> None:
    assert suggested(BUNDLED.themes, text)[0] == id_


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("aix-en-provance", "aix-en-provence"),
        ("Belgie", "belgique"),
        ("Schiltigheim (67)", "schiltigheim"),
        ("Île-de-Frence", "ile-de-france"),
    ],
)
def test_a_place_that_is_nearly_named_is_suggested(text: str, id_: str) -> None:
    assert suggested(BUNDLED.places, text)[0] == id_


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("plastic odissey", "s01e08"),
        ("fab lab", "s01e06"),
        ("grandir sans perdre son amour", "s01e05"),
    ],
)
def test_an_episode_that_is_nearly_named_is_suggested(text: str, id_: str) -> None:
    assert suggested(BUNDLED.episodes, text)[0] == id_


@pytest.mark.parametrize("name", ["people", "organisations", "themes", "places", "sources"])
@pytest.mark.parametrize(
    "text", ["UQ", "mer", "shaman", "pain", "vie", "chat", "zzz", "Elon Musk", "blockchain", "42"]
)
def test_an_unrelated_text_suggests_nothing(name: str, text: str) -> None:
    assert suggested(getattr(BUNDLED, name), text) == ()


@pytest.mark.parametrize("name", ["people", "organisations", "sources"])
def test_the_code_of_a_country_suggests_nobody_else(name: str) -> None:
    assert suggested(getattr(BUNDLED, name), "BE") == ()


def test_a_suggestion_shows_the_alias_that_resembles_the_text() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.themes.resolve("mutuel aid")
    assert caught.value.suggestions == (("solidarite", "Solidarité"),)
    assert caught.value.aliases == ("mutual aid",)
    assert str(caught.value) == (
        'no theme "mutuel aid"; did you mean "Solidarité" (also "mutual aid")?'
    )


@pytest.mark.parametrize("text", ["Solveo", "Bayesimpct", "We Tekcare", "copain bastien"])
def test_an_alias_that_says_no_more_than_the_name_is_not_shown(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.organisations.resolve(text)
    assert caught.value.aliases == ("",)
