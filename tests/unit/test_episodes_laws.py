"""What holds of all selections of episodes."""

from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from catalogues import BUNDLED, WHOLE
from settings import examples
from techforgood_podcast import Episodes

selections = st.sets(st.sampled_from([episode.id for episode in WHOLE])).map(
    lambda ids: WHOLE.where(lambda episode: episode.id in ids)
)


@given(selections, selections)
@settings(max_examples=examples(60), deadline=None)
def test_intersection_and_union_do_not_depend_on_the_order(a: Episodes, b: Episodes) -> None:
    assert a & b == b & a
    assert a | b == b | a


@given(selections, selections, selections)
@settings(max_examples=examples(60), deadline=None)
def test_intersection_and_union_do_not_depend_on_brackets(
    a: Episodes, b: Episodes, c: Episodes
) -> None:
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)


@given(selections, selections, selections)
@settings(max_examples=examples(60), deadline=None)
def test_intersection_distributes_over_union(a: Episodes, b: Episodes, c: Episodes) -> None:
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)


@given(selections, selections)
@settings(max_examples=examples(60), deadline=None)
def test_what_is_left_out_of_a_union_is_left_out_of_both(a: Episodes, b: Episodes) -> None:
    assert WHOLE - (a | b) == (WHOLE - a) & (WHOLE - b)
    assert WHOLE - (a & b) == (WHOLE - a) | (WHOLE - b)


@given(selections, selections)
@settings(max_examples=examples(60), deadline=None)
def test_a_difference_and_an_intersection_make_up_the_whole(a: Episodes, b: Episodes) -> None:
    assert (a - b) | (a & b) == a
    assert len((a - b) & b) == 0


@given(selections)
@settings(max_examples=examples(60), deadline=None)
def test_a_selection_with_itself_is_itself(a: Episodes) -> None:
    assert (a & a, a | a, WHOLE - (WHOLE - a)) == (a, a, a)
    assert (len(a - a), a & WHOLE, a | WHOLE) == (0, a, WHOLE)


@given(selections, selections)
@settings(max_examples=examples(60), deadline=None)
def test_sets_are_in_the_order_of_the_catalogue(a: Episodes, b: Episodes) -> None:
    backwards = a.sorted("id", reverse=True)
    for episodes in (backwards & b, backwards | b, backwards - b):
        assert [episode.id for episode in episodes] == sorted(
            (episode.id for episode in episodes), key=[e.id for e in WHOLE].index
        )


@given(selections, st.sampled_from(BUNDLED.themes))
@settings(max_examples=examples(60), deadline=None)
def test_a_query_of_a_selection_is_its_intersection_with_the_query(
    selection: Episodes, theme: tfg.Theme
) -> None:
    assert selection.by_theme(theme) == selection & BUNDLED.by_theme(theme)


@given(selections)
@settings(max_examples=examples(25), deadline=None)
def test_each_count_is_the_length_of_the_query_of_the_same_name(selection: Episodes) -> None:
    by_guest = {guest: len(selection.by_guest(guest)) for guest in BUNDLED.guests}
    by_host = {host: len(selection.by_host(host)) for host in BUNDLED.hosts}
    by_body = {body: len(selection.by_organisation(body)) for body in BUNDLED.organisations}
    by_theme = {theme: len(selection.by_theme(theme)) for theme in BUNDLED.themes}
    by_place = {place: len(selection.by_place(place)) for place in BUNDLED.places}
    by_season = {1: len(selection)}
    assert selection.count_by("guest") == {key: n for key, n in by_guest.items() if n}
    assert selection.count_by("host") == {key: n for key, n in by_host.items() if n}
    assert selection.count_by("organisation") == {key: n for key, n in by_body.items() if n}
    assert selection.count_by("theme") == {key: n for key, n in by_theme.items() if n}
    assert selection.count_by("place") == {key: n for key, n in by_place.items() if n}
    assert selection.count_by("season") == {key: n for key, n in by_season.items() if n}
