"""A collection: positions, ids and names, retired ids, searches, and how it shows itself."""

from __future__ import annotations

import copy
import pickle
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from catalogues import BUNDLED
from settings import examples
from techforgood_podcast.models.records import names_of

if TYPE_CHECKING:
    from collections.abc import Callable

SHOW = tfg.Show(id="my-show", title="My show", language="fr")


def people(*names: str) -> tfg.Collection[tfg.Person]:
    found = [tfg.Person(id=name.lower().replace(" ", "-"), name=name) for name in names]
    return tfg.Catalogue(show=SHOW, people=found).people


RETIRING = tfg.Catalogue(
    show=SHOW,
    people=[tfg.Person(id="ann-bell", name="Ann Bell")],
    themes=[tfg.Theme(id="art", label=tfg.LocalizedText(fr="Art"))],
    episodes=[tfg.Episode(id="new", show=SHOW, season=1, title="Bread")],
    redirects=[
        tfg.Redirect(id="a-bell", to="ann-bell"),
        tfg.Redirect(id="bob-cole"),
        tfg.Redirect(id="old", to="new"),
    ],
)
"""A catalogue with a person and an episode whose ids changed, and with a person withdrawn."""


def test_an_entry_is_had_by_position_and_by_id() -> None:
    found = people("Ann Bell", "Bob Cole")
    assert found[0].name == "Ann Bell"
    assert found[-1].name == "Bob Cole"
    assert found["bob-cole"] is found[1]


def test_brackets_take_no_name_and_suggest_ids() -> None:
    with pytest.raises(LookupError) as caught:
        people("Ann Bell")["Ann Bell"]
    assert isinstance(caught.value, tfg.UnknownNameError)
    assert caught.value.suggestions == (("ann-bell", "Ann Bell"),)
    assert str(caught.value) == 'no person has the id "Ann Bell"; did you mean "ann-bell"?'


def test_a_position_beyond_the_end_is_an_index_error() -> None:
    message = r"^no person at position 1; there are 1, counted from 0$"
    with pytest.raises(IndexError, match=message):
        people("Ann Bell")[1]
    with pytest.raises(IndexError, match=r"^no person at position -1; there are none$"):
        people()[-1]


def test_a_slice_is_a_collection() -> None:
    found = people("Ann Bell", "Bob Cole", "Cid Dean")[1:]
    assert found == people("Bob Cole", "Cid Dean")
    assert found.resolve("dean").id == "cid-dean"


def test_a_slice_does_not_know_what_was_left_out() -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Ann Bell", "Bob Cole")[1:].resolve("Ann Bell")


def test_get_gives_none_for_an_unknown_id() -> None:
    found = people("Ann Bell")
    assert found.get("ann-bell") is found[0]
    assert found.get("nobody") is None


@pytest.mark.parametrize(
    ("item", "is_in"),
    [
        (people("Ann Bell")[0], True),
        ("ann-bell", True),
        ("Ann Bell", False),
        (tfg.Person(id="ann-bell", name="Another"), False),
        (tfg.Organisation(id="ann-bell", name="Ann Bell", kind="company"), False),
        *((3, False), (None, False), (["ann-bell"], False)),
    ],
    ids=repr,
)
def test_an_entry_and_its_id_alone_are_in_a_collection(item: object, *, is_in: bool) -> None:
    assert (item in people("Ann Bell")) is is_in


def test_a_collection_is_a_sequence() -> None:
    found = people("Ann Bell", "Bob Cole")
    assert len(found) == 2
    assert [person.id for person in found] == ["ann-bell", "bob-cole"]
    assert [person.id for person in reversed(found)] == ["bob-cole", "ann-bell"]
    assert (found.index(found[1]), found.count(found[1])) == (1, 1)


def test_a_search_gives_no_more_than_its_limit() -> None:
    found = people("Lara Market", "Lara Vigneron", "Lara Croft")
    assert [person.name for person in found.find("lara", limit=2)] == ["Lara Croft", "Lara Market"]
    assert found.find("lara", limit=0) == ()


def test_entries_are_kept_for_which_a_function_returns_true() -> None:
    found = people("Ann Bell", "Bob Cole", "Ann Dean")
    kept = found.where(lambda person: person.name.startswith("Ann"))
    assert [person.id for person in kept] == ["ann-bell", "ann-dean"]
    assert kept.resolve("dean") is found["ann-dean"]


def test_entries_are_sorted_by_what_a_function_returns_and_stay_in_order_if_equal() -> None:
    found = people("Bob Cole", "Ann Bell", "Eve Dean")
    by_length = found.sorted(lambda person: len(person.name))
    assert by_length == found
    assert [person.id for person in found.sorted(lambda person: person.name)] == [
        *("ann-bell", "bob-cole", "eve-dean")
    ]


def test_entries_without_a_value_come_last_in_both_directions() -> None:
    found = BUNDLED.organisations.where(lambda body: body.place is None or body.place.id == "namur")
    for reverse in (False, True):
        found = found.sorted(lambda body: body.place and body.place.id, reverse=reverse)
        assert found[0].place
        assert found[-1].place is None


def test_an_entity_of_another_catalogue_means_the_entry_with_its_id_and_one_of_its_names() -> None:
    found = people("Ann Bell")
    other = tfg.Person(id="ann-bell", name="A. Bell", aliases=("ANN BELL",))
    assert found.resolve(other) is found[0]
    with pytest.raises(tfg.UnknownNameError, match=r'^no person "Zoe"$'):
        found.resolve(tfg.Person(id="zoe", name="Zoe"))
    with pytest.raises(tfg.UnknownNameError, match=r'^no person has the id "ann"; did you mean'):
        found.resolve(tfg.Person(id="ann", name="Ann Bell"))
    with pytest.raises(tfg.UnknownNameError, match=r'"Bo"; its id is that of "Ann Bell" here$'):
        found.resolve(tfg.Person(id="ann-bell", name="Bo"))


def test_what_is_no_entry_is_refused_by_its_class() -> None:
    body: Any = tfg.Organisation(id="ann-bell", name="Ann Bell", kind="company")
    message = "expected a person, an id or a name, found an Organisation"
    with pytest.raises(TypeError, match=f"^{message}$"):
        people("Ann Bell").resolve(body)


def test_a_default_is_returned_where_nothing_matches() -> None:
    found = people("Ann Bell")
    assert found.resolve("Ann Bell", default=None) is found[0]
    assert found.resolve("zoe", default="nobody") == "nobody"
    assert found.resolve(tfg.Person(id="zoe", name="Zoe"), default=None) is None
    assert BUNDLED.episodes.resolve(99, default=None) is None
    assert BUNDLED.episodes.resolve("S9E9", default=None) is None


def test_a_default_hides_no_ambiguous_name_and_no_wrong_argument() -> None:
    with pytest.raises(tfg.AmbiguousNameError):
        BUNDLED.people.resolve("lara", default=None)
    nothing: Any = None
    with pytest.raises(TypeError, match="expected a person, an id or a name"):
        BUNDLED.people.resolve(nothing, default=None)


def test_a_retired_id_leads_to_its_successor_with_a_warning() -> None:
    found = RETIRING.people
    with pytest.warns(FutureWarning, match='"a-bell" is retired; use "ann-bell"'):
        assert found.resolve("a-bell") is found[0]
    with pytest.warns(FutureWarning, match="retired"):
        assert found["a-bell"] is found[0]
    with pytest.warns(FutureWarning, match="retired"):
        assert found.get("a-bell") is found[0]
    assert "a-bell" in found
    assert "a-bell" not in found[:0]


@pytest.mark.parametrize(
    "use",
    [
        lambda: RETIRING.people.resolve("a-bell"),
        lambda: RETIRING.by_person("a-bell"),
        lambda: RETIRING.appearances("a-bell"),
        lambda: RETIRING.person("a-bell"),
        lambda: RETIRING.episode("old"),
        lambda: RETIRING.subset(["old"]),
    ],
    ids=["resolve", "by_person", "appearances", "person", "episode", "subset"],
)
def test_the_warning_of_a_retired_id_points_at_the_code_that_uses_it(
    use: Callable[[], object],
) -> None:
    with pytest.warns(FutureWarning, match="is retired") as caught:
        use()
    assert [warning.filename for warning in caught] == [__file__]


def test_a_withdrawn_id_is_unknown_and_a_retired_one_in_another_list() -> None:
    assert RETIRING.people.get("bob-cole") is None
    with pytest.raises(tfg.UnknownNameError):
        RETIRING.people.resolve("bob-cole")
    with pytest.raises(tfg.UnknownNameError):
        RETIRING.themes.resolve("a-bell")


def test_collections_are_equal_by_their_records() -> None:
    assert people("Ann Bell") == people("Ann Bell")
    assert hash(people("Ann Bell")) == hash(people("Ann Bell"))
    assert people("Ann Bell") != people("Bob Cole")
    assert people("Ann Bell") != (people("Ann Bell")[0],)


def test_no_attribute_of_a_collection_can_be_set_or_deleted() -> None:
    found = people("Ann Bell")
    for name in (name for name in dir(found) if not name.startswith("__")):
        with pytest.raises(AttributeError):
            setattr(found, name, None)
        with pytest.raises(AttributeError):
            delattr(found, name)


def test_no_entry_of_a_collection_can_be_replaced() -> None:
    found = people("Ann Bell")
    with pytest.raises(TypeError):
        found[0] = found[0]  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


def pickled(found: tfg.Collection[tfg.Person]) -> tfg.Collection[tfg.Person]:
    again: tfg.Collection[tfg.Person] = pickle.loads(pickle.dumps(found))  # noqa: S301 -- our own
    return again


@pytest.mark.parametrize("duplicate", [pickled, copy.deepcopy])
def test_a_collection_survives_a_copy_after_use(
    duplicate: Callable[[tfg.Collection[tfg.Person]], tfg.Collection[tfg.Person]],
) -> None:
    found = people("Ann Bell", "Bob Cole")
    found.resolve("bell")
    again = duplicate(found)
    assert (again, hash(again)) == (found, hash(found))
    assert again.resolve("cole") == found[1]


def test_the_repr_names_the_first_ten_entries_and_counts_the_others_or_says_none() -> None:
    found = people(*(f"Person {letter}" for letter in "ABCDEFGHIJKL"))
    assert repr(found[:2]) == "<Collection: Person A, Person B>"
    assert repr(found).endswith("Person J, … 2 more>")
    assert repr(people()) == "<Collection: none>"


def test_entries_are_sorted_in_either_direction_with_unknown_values_last() -> None:
    places = BUNDLED.places
    up = places.sorted(lambda place: place.code)
    down = places.sorted(lambda place: place.code, reverse=True)
    assert [place.code for place in up][:4] == ["BE", "CA", "FR", None]
    assert [place.code for place in down][:4] == ["FR", "CA", "BE", None]


@pytest.mark.parametrize(
    ("ask", "sought"),
    [
        (lambda: BUNDLED.episodes["S1E99"], "id"),
        (lambda: BUNDLED.people["nobody"], "id"),
        (lambda: BUNDLED.episodes.resolve(99), "name"),
        (lambda: BUNDLED.people.resolve("nobody"), "name"),
    ],
    ids=["a code", "an id", "a number", "a name"],
)
def test_an_error_says_whether_an_id_or_a_name_was_asked_for(
    ask: Callable[[], object], sought: str
) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        ask()
    assert caught.value.sought == sought


# ----------------------------------------------------------------------------------- resolving


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


CHANGES: dict[str, Callable[[str], str]] = {
    "as written": str,
    "in upper case": str.upper,
    "in lower case": str.lower,
    "decomposed": partial(unicodedata.normalize, "NFD"),
    "without accents": without_accents,
    "without spaces": lambda text: text.replace(" ", ""),
    "with every space doubled": lambda text: text.replace(" ", "  "),
    "with no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "with hyphens": lambda text: text.replace(" ", "-"),
    "with typographic apostrophes": lambda text: text.replace("'", "’"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_bundled_entry_is_found_by_each_of_its_names(change: Callable[[str], str]) -> None:
    collections = (
        *(BUNDLED.people, BUNDLED.organisations, BUNDLED.themes),
        *(BUNDLED.places, BUNDLED.sources, BUNDLED.episodes),
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
    assert (caught.value.text, caught.value.kind) == ("Lara", "person")
    assert [id_ for id_, _ in caught.value.candidates] == ["lara-market", "lara-vigneron"]


def test_a_whole_name_wins_over_part_of_another() -> None:
    assert people("Ada", "Ada Miller").resolve("ada").name == "Ada"


@pytest.mark.parametrize("text", ["Karine Gentelet Dupont", "gent"])
def test_more_words_than_a_name_has_or_a_part_of_one_name_nobody(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError):
        people("Karine Gentelet").resolve(text)


def test_a_typo_of_two_letters_is_suggested() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.people.resolve("Karin Gentlet")
    assert caught.value.suggestions[0] == ("karine-gentelet", "Karine Gentelet")
    assert str(caught.value) == 'no person "Karin Gentlet"; did you mean "Karine Gentelet"?'


@pytest.mark.parametrize("text", ["", " ", "…", "’", "\u200b"])
def test_an_empty_text_is_unknown(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.people.resolve(text)
    assert caught.value.suggestions == BUNDLED.people.find(text) == ()


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
    """Return section and id of a record, and one of its names with slips past the first letter."""
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
        BUNDLED.themes.resolve("digitl divide")
    assert caught.value.suggestions == (
        ("inclusion-numerique", "Inclusion et fracture numériques"),
    )
    assert caught.value.aliases == ("digital divide",)
    assert str(caught.value) == (
        'no theme "digitl divide"; did you mean "Inclusion et fracture numériques"'
        ' (also "digital divide")?'
    )


@pytest.mark.parametrize("text", ["Solveo", "Bayesimpct", "We Tekcare", "copain bastien"])
def test_an_alias_that_says_no_more_than_the_name_is_not_shown(text: str) -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.organisations.resolve(text)
    assert caught.value.aliases == ("",)
