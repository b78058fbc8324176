"""What holds of all catalogues, selections and values."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED, WHOLE
from mistakes import episode
from plain_values import clock, document
from settings import examples
from strategies import catalogues
from value_strategies import durations, numbers

if TYPE_CHECKING:
    import datetime as dt

    from techforgood_podcast import Catalogue, Episodes

selections = st.sets(st.sampled_from([episode.id for episode in WHOLE])).map(
    lambda ids: WHOLE.where(lambda episode: episode.id in ids)
)
tried = settings(max_examples=examples(60), deadline=None)
each_catalogue = pytest.mark.parametrize("catalogue", [BUNDLED, LINKED], ids=["bundled", "linked"])


@given(selections, selections, selections)
@tried
def test_selections_keep_the_laws_of_sets(a: Episodes, b: Episodes, c: Episodes) -> None:
    assert (a & b, a | b) == (b & a, b | a)
    assert ((a & b) & c, (a | b) | c) == (a & (b & c), a | (b | c))
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)
    assert WHOLE - (a | b) == (WHOLE - a) & (WHOLE - b)
    assert WHOLE - (a & b) == (WHOLE - a) | (WHOLE - b)
    assert (a - b) | (a & b) == a
    assert (a & a, a | a, WHOLE - (WHOLE - a)) == (a, a, a)
    assert (len((a - b) & b), len(a - a), a & WHOLE, a | WHOLE) == (0, 0, a, WHOLE)


@given(selections, selections)
@tried
def test_sets_are_in_the_order_of_the_catalogue(a: Episodes, b: Episodes) -> None:
    backwards = a.sorted("id", reverse=True)
    for found in (backwards & b, backwards | b, backwards - b):
        assert list(found) == sorted(found, key=list(WHOLE).index)


@given(selections, st.sampled_from(BUNDLED.themes))
@tried
def test_a_query_of_a_selection_is_its_intersection_with_the_query(
    selection: Episodes, theme: tfg.Theme
) -> None:
    assert selection.by_theme(theme) == selection & BUNDLED.by_theme(theme)


@given(selections)
@settings(max_examples=examples(25), deadline=None)
def test_each_count_is_the_length_of_the_query_of_the_same_name(selection: Episodes) -> None:
    expected: dict[str, dict[Any, int]] = {
        "guest": {one: len(selection.by_guest(one)) for one in BUNDLED.guests},
        "host": {one: len(selection.by_host(one)) for one in BUNDLED.hosts},
        "person": {one: len(selection.by_person(one)) for one in BUNDLED.people},
        "organisation": {one: len(selection.by_organisation(one)) for one in BUNDLED.organisations},
        "theme": {one: len(selection.by_theme(one)) for one in BUNDLED.themes},
        "place": {one: len(selection.by_place(one)) for one in BUNDLED.places},
        "season": {1: len(selection)},
    }
    count_by: Any = selection.count_by
    for facet, counts in expected.items():
        assert count_by(facet) == {one: number for one, number in counts.items() if number}


@given(selections, selections)
@settings(max_examples=examples(30), deadline=None)
def test_what_is_added_one_way_is_removed_the_other_way(a: Episodes, b: Episodes) -> None:
    left, right = BUNDLED.subset(a), BUNDLED.subset(b)
    added = {(one.kind, one.id) for one in left.diff(right) if one.change == "added"}
    removed = {(one.kind, one.id) for one in right.diff(left) if one.change == "removed"}
    assert added == removed
    assert {id_ for kind, id_ in added if kind == "episode"} == {one.id for one in b - a}


@given(selections)
@settings(max_examples=examples(20), deadline=None)
def test_a_subset_of_a_subset_is_the_subset_itself(selection: Episodes) -> None:
    subset = BUNDLED.subset(selection)
    assert subset.subset(subset.episodes) == subset


@pytest.mark.parametrize(
    "part",
    [
        *(BUNDLED.by_guest("gentelet"), BUNDLED.by_host("Weber"), BUNDLED.by_person("Molas")),
        *(BUNDLED.by_organisation("fing"), BUNDLED.by_theme("emploi"), BUNDLED.by_theme("art")),
        *(BUNDLED.by_place("belgique"), BUNDLED.by_season(1), BUNDLED.by_season(2)),
    ],
    ids=repr,
)
def test_a_selection_and_its_subset_are_read_again_as_the_same_catalogue(part: Episodes) -> None:
    subset = BUNDLED.subset(part)
    assert list(subset.episodes) == list(part)
    for written in (subset, part):
        assert tfg.loads(tfg.dumps(written, "json"), "json") == subset
    # An episode alone does not know the former ids of its themes.
    for one in part:
        alone = tfg.loads(tfg.dumps(one, "json"), "json")
        assert (list(alone.episodes), alone.redirects) == ([one], ())


@settings(deadline=None, max_examples=examples(20))
@given(catalogues())
def test_the_digest_of_every_catalogue_can_be_checked_from_its_document(
    catalogue: Catalogue,
) -> None:
    written = document(catalogue)
    del written["info"]
    text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    assert catalogue.info.sha256 == hashlib.sha256(text.encode()).hexdigest()


@settings(deadline=None)
@given(durations())
def test_any_duration_survives_a_round_trip(duration: dt.timedelta) -> None:
    text = clock(duration)
    found = episode(f"season: 1, duration: {text}")
    assert found.duration == duration
    assert document(found)["episodes"][0]["duration"] == text


@settings(deadline=None, max_examples=examples(30))
@given(numbers())
def test_every_number_that_python_writes_is_read_again(number: float) -> None:
    figure = f"value: {number!r}, unit: u, statement: s, as_printed: p"
    assert episode(f"season: 1, figures: [{{{figure}}}]").figures[0].value == number


@each_catalogue
def test_all_appearances_are_those_of_each_person_and_the_groups(catalogue: Catalogue) -> None:
    everybody = catalogue.appearances()
    for person in catalogue.people:
        own = tuple(one for one in everybody if one.person == person)
        assert own == catalogue.appearances(person)
        found = dict.fromkeys(one.episode for one in own)
        assert list(found) == list(catalogue.by_person(person))
    groups = [guest for one in catalogue.episodes for guest in one.guests if guest.group]
    assert [one.credit for one in everybody if one.person is None] == groups


@each_catalogue
@pytest.mark.parametrize("kind", ["theme", "place", "organisation"])
def test_expanded_values_name_what_an_episode_is_found_by(catalogue: Catalogue, kind: str) -> None:
    facets: dict[str, set[str]] = {}
    for found in tfg.to_dict(catalogue.episodes, expand=True):
        listed = found.get(f"{kind}s", [])
        if kind == "organisation":
            credits_ = [
                one for key in ("guests", "mentioned", "crew") for one in found.get(key, [])
            ]
            listed = [mention["organisation"] for mention in listed]
            listed += [body for credit in credits_ for body in credit.get("organisations", [])]
        for one in listed:
            for above in (one, *one.get("lineage", [])):
                facets.setdefault(above["id"], set()).add(found["id"])
    for entity in getattr(catalogue, f"{kind}s"):
        expected = {episode.id for episode in catalogue.episodes_of(entity)}
        assert facets.get(entity.id, set()) == expected


def test_expanding_adds_to_what_a_file_holds_and_drops_nothing() -> None:
    for record in (*BUNDLED.episodes, *BUNDLED.people, *BUNDLED.organisations):
        held = tfg.to_dict(record).keys() - {"search_words", "search_names"}
        assert held <= tfg.to_dict(record, expand=True).keys()
