"""Part of a catalogue as a catalogue of its own."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED
from plain_values import document
from settings import examples


def test_a_subset_holds_only_what_its_episodes_and_the_show_refer_to() -> None:
    subset = LINKED.subset(LINKED.by_theme("food"))
    assert [e.id for e in subset.episodes] == ["s01e02"]
    assert [person.id for person in subset.people] == ["ann-bell", "bob-cole", "zoe-quill"]
    assert [body.id for body in subset.organisations] == ["bakery", "group", "studio"]
    assert [theme.id for theme in subset.themes] == ["food"]
    assert [place.id for place in subset.places] == ["france"]
    assert [source.id for source in subset.sources] == ["page"]


def test_a_subset_keeps_the_retired_ids_of_what_it_holds_and_all_withdrawn_ones() -> None:
    subset = LINKED.subset(LINKED.by_theme("dance"))
    assert document(subset)["redirects"] == [
        {"id": "a-bell", "to": "ann-bell"},
        {"id": "forgotten"},
    ]


def test_a_subset_answers_queries_like_the_selection_it_was_made_from() -> None:
    selection = BUNDLED.by_theme("emploi")
    answer = list(selection.by_guest("Paul Duan"))
    assert answer
    assert list(BUNDLED.subset(selection).by_guest("Paul Duan")) == answer


def written_and_read(obj: tfg.Catalogue | tfg.Episodes | tfg.Episode) -> tfg.Catalogue:
    return tfg.loads(tfg.dumps(obj, "json"), "json")


QUERIES = {
    "guest": BUNDLED.by_guest("gentelet"),
    "host": BUNDLED.by_host("Weber"),
    "person": BUNDLED.by_person("Molas"),
    "organisation": BUNDLED.by_organisation("fing"),
    "theme": BUNDLED.by_theme("emploi"),
    "place": BUNDLED.by_place("belgique"),
    "season": BUNDLED.episodes.by_season(1),
    "nothing": BUNDLED.episodes.by_season(2),
}


@pytest.mark.parametrize("selection", QUERIES.values(), ids=QUERIES)
def test_a_subset_from_any_query_survives_a_round_trip(selection: tfg.Episodes) -> None:
    subset = BUNDLED.subset(selection)
    assert list(subset.episodes) == list(selection)
    assert written_and_read(subset) == subset


@given(st.sets(st.integers(0, 8)))
@settings(max_examples=examples(20), deadline=None)
def test_a_subset_of_a_subset_is_the_subset_itself(indexes: set[int]) -> None:
    subset = BUNDLED.subset([BUNDLED.episodes[index] for index in indexes])
    assert subset.subset(subset.episodes) == subset


def test_the_subset_of_all_episodes_is_the_bundled_catalogue() -> None:
    assert BUNDLED.subset(BUNDLED.episodes) == BUNDLED


def test_a_selection_is_written_as_a_catalogue_of_its_own() -> None:
    selection = BUNDLED.by_theme("art")
    assert written_and_read(selection) == BUNDLED.subset(selection)


def test_an_episode_is_written_as_a_catalogue_of_its_own() -> None:
    assert written_and_read(BUNDLED.episode(4)) == BUNDLED.subset([BUNDLED.episode(4)])


def test_a_subset_with_an_episode_from_elsewhere_is_refused() -> None:
    foreign = tfg.Episode(id="s09e09", show=BUNDLED.show, season=9, title="Elsewhere")
    with pytest.raises(tfg.UnknownNameError, match="s09e09") as caught:
        BUNDLED.subset([foreign])
    assert (caught.value.text, caught.value.kind) == ("s09e09", "episode")


def test_a_changed_copy_of_an_episode_is_refused_as_one_that_differs() -> None:
    copy = attrs.evolve(BUNDLED.episode(3), title="Changed")
    with pytest.raises(tfg.UnknownNameError) as caught:
        BUNDLED.subset([copy])
    assert str(caught.value) == (
        'no episode "s01e03"; this catalogue\'s episode with this id differs; '
        "pass the id to select it"
    )
