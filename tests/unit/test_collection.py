"""A collection as a sequence: positions, ids, retired ids, searches, and how it shows itself."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED
from named import SHOW, people
from techforgood_podcast import LocalizedText


def test_an_entry_is_had_by_position_and_by_id() -> None:
    found = people("Ann Bell", "Bob Cole")
    assert found[0].name == "Ann Bell"
    assert found[-1].name == "Bob Cole"
    assert found["bob-cole"] is found[1]


def test_a_name_in_brackets_is_no_id() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        people("Ann Bell")["Ann Bell"]
    assert caught.value.suggestions == (("ann-bell", "Ann Bell"),)
    assert isinstance(caught.value, LookupError)


def test_brackets_suggest_ids_since_no_name_would_do() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        people("Ann Bell")["Ann Bell"]
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


def test_an_entry_and_its_id_are_in_a_collection() -> None:
    found = people("Ann Bell")
    entry: object = found[0]
    id_: object = "ann-bell"
    assert entry in found
    assert id_ in found


def test_a_name_alone_is_not_in_a_collection() -> None:
    name: object = "Ann Bell"
    assert name not in people("Ann Bell")


@pytest.mark.parametrize("item", [3, None, ["ann-bell"]], ids=repr)
def test_what_cannot_be_an_entry_is_not_in_a_collection(item: object) -> None:
    assert item not in people("Ann Bell")


def test_another_entry_with_the_same_id_is_not_in_a_collection() -> None:
    found = people("Ann Bell")
    assert tfg.Person(id="ann-bell", name="Another") not in found
    organisation: object = tfg.Organisation(id="ann-bell", name="Ann Bell", kind="company")
    assert organisation not in found


def test_a_collection_is_a_sequence() -> None:
    found = people("Ann Bell", "Bob Cole")
    assert len(found) == 2
    assert [person.id for person in found] == ["ann-bell", "bob-cole"]
    assert [person.id for person in reversed(found)] == ["bob-cole", "ann-bell"]
    assert (found.index(found[1]), found.count(found[1])) == (1, 1)


def test_a_search_gives_equal_names_then_words_then_beginnings() -> None:
    found = people("Artiste Un", "Art", "Pop Art").find("art")
    assert [person.name for person in found] == ["Art", "Pop Art", "Artiste Un"]


def test_a_search_gives_no_more_than_its_limit() -> None:
    found = people("Lara Market", "Lara Vigneron", "Lara Croft")
    assert [person.name for person in found.find("lara", limit=2)] == [
        "Lara Croft",
        "Lara Market",
    ]


def test_a_search_for_none_gives_none() -> None:
    assert people("Lara Bell", "Lara Cole").find("lara", limit=0) == ()


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


def test_an_entity_of_another_catalogue_means_the_entry_with_its_id() -> None:
    found = people("Ann Bell")
    other = tfg.Person(id="ann-bell", name="A. Bell")
    assert found.resolve(other) is found[0]
    with pytest.raises(tfg.UnknownNameError, match='no person has the id "zoe"'):
        found.resolve(tfg.Person(id="zoe", name="Zoe"))


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
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        redirects=[tfg.Redirect(id="a-bell", to="ann-bell")],
    )
    with pytest.warns(FutureWarning, match='"a-bell" is retired; use "ann-bell"') as caught:
        assert catalogue.people.resolve("a-bell").name == "Ann Bell"
    assert caught[0].filename == __file__
    with pytest.warns(FutureWarning, match="retired"):
        assert catalogue.people["a-bell"].name == "Ann Bell"
    with pytest.warns(FutureWarning, match="retired"):
        assert catalogue.people.get("a-bell") == catalogue.people[0]
    assert "a-bell" in catalogue.people
    assert "a-bell" not in catalogue.people[:0]


USES: dict[str, Callable[[tfg.Catalogue], object]] = {
    "by_person": lambda catalogue: catalogue.by_person("a-bell"),
    "appearances": lambda catalogue: catalogue.appearances("a-bell"),
    "person": lambda catalogue: catalogue.person("a-bell"),
    "episode": lambda catalogue: catalogue.episode("old"),
    "subset": lambda catalogue: catalogue.subset(["old"]),
}


@pytest.mark.parametrize("use", USES)
def test_the_warning_of_a_retired_id_points_at_the_code_that_uses_it(use: str) -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        episodes=[tfg.Episode(id="new", show=SHOW, season=1, title="Bread")],
        redirects=[tfg.Redirect(id="a-bell", to="ann-bell"), tfg.Redirect(id="old", to="new")],
    )
    with pytest.warns(FutureWarning, match="is retired") as caught:
        USES[use](catalogue)
    assert [warning.filename for warning in caught] == [__file__]


def test_a_retired_id_leads_nowhere_in_another_list() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        themes=[tfg.Theme(id="art", label=LocalizedText(fr="Art"))],
        redirects=[tfg.Redirect(id="a-bell", to="ann-bell")],
    )
    with pytest.raises(tfg.UnknownNameError):
        catalogue.themes.resolve("a-bell")


def test_a_withdrawn_id_is_unknown() -> None:
    catalogue = tfg.Catalogue(
        show=SHOW,
        people=[tfg.Person(id="ann-bell", name="Ann Bell")],
        redirects=[tfg.Redirect(id="bob-cole")],
    )
    assert catalogue.people.get("bob-cole") is None
    with pytest.raises(tfg.UnknownNameError):
        catalogue.people.resolve("bob-cole")


def test_collections_are_equal_by_their_entries() -> None:
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


def test_a_collection_survives_pickling_after_use() -> None:
    found = people("Ann Bell", "Bob Cole")
    found.resolve("bell")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 -- pickled two lines above
    assert (again, hash(again)) == (found, hash(found))
    assert again.resolve("cole") == found[1]


def test_a_collection_survives_a_deep_copy_after_use() -> None:
    found = people("Ann Bell", "Bob Cole")
    found.resolve("bell")
    again = copy.deepcopy(found)
    assert (again, hash(again)) == (found, hash(found))
    assert again.resolve("cole") == found[1]


def test_the_repr_names_the_first_ten_entries_and_counts_the_others() -> None:
    found = people(*(f"Person {letter}" for letter in "ABCDEFGHIJKL"))
    assert repr(found[:2]) == "<Collection: Person A, Person B>"
    assert repr(found).endswith("Person J, … 2 more>")


def test_the_repr_of_an_empty_collection_says_none() -> None:
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
