"""A text that names no entry → the entries that it may mean."""

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
