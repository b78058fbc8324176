import copy
import datetime as dt
import pickle
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from techforgood_podcast import Episodes

MINE = tfg.loads(
    """
show: {id: my-show, title: My show, language: fr, hosts: [zoe-quill]}
people:
  - {id: ann-bell, name: Ann Bell}
  - {id: bob-cole, name: Bob Cole}
  - {id: cid-dean, name: Cid Dean}
  - {id: zoe-quill, name: Zoé Quill}
organisations:
  - {id: group, name: Group, kind: company}
  - {id: branch, name: Branch, kind: company, parents: [group]}
  - {id: team, name: Team, kind: lab, parents: [branch]}
  - {id: payer, name: Payer, kind: company}
themes:
  - {id: art, label: Art}
  - {id: dance, label: Danse, broader: art}
  - {id: ballet, label: Ballet, broader: dance}
  - {id: food, label: Cuisine}
places:
  - {id: belgique, name: Belgique, kind: country}
  - {id: wallonie, name: Wallonie, kind: region, part_of: belgique}
  - {id: namur, name: Namur, kind: city, part_of: wallonie}
  - {id: france, name: France, kind: country}
episodes:
  - {id: s01-intro, season: 1, kind: trailer, title: Intro, hosts: [zoe-quill]}
  - id: s01e01
    season: 1
    number: 1
    title: Été
    duration: "30:00"
    published: 2022-01-17
    hosts: [ann-bell]
    guests:
      - {person: bob-cole, organisations: [team], credited_as: Bob}
    organisations:
      - {organisation: branch, relation: subject}
      - {organisation: payer, relation: supporter, of: branch}
    themes: [ballet]
    places: [namur]
  - id: s01e02
    season: 1
    number: 2
    title: Eau
    duration: "45:10"
    published: 2022-02-24
    hosts: [ann-bell, zoe-quill]
    guests:
      - {person: bob-cole, credited_as: Bob}
      - {person: cid-dean, credited_as: Cid}
    organisations:
      - {organisation: team, relation: partner}
    themes: [art, food]
    places: [wallonie]
  - id: s02e01
    season: 2
    number: 1
    title: Zèbre
    duration: "15:00"
    hosts: [zoe-quill]
    mentioned:
      - {person: cid-dean, organisations: [payer], credited_as: Cid}
    themes: [food]
    places: [france]
""",
    "yaml",
)
BUNDLED = tfg.load_catalogue()
WHOLE = BUNDLED.episodes

selections = st.sets(st.sampled_from([episode.id for episode in WHOLE])).map(
    lambda ids: WHOLE.where(lambda episode: episode.id in ids)
)


def codes(episodes: Episodes) -> list[str]:
    return [episode.code for episode in episodes]


def test_a_guest_is_found_in_each_episode_they_speak_in() -> None:
    assert codes(MINE.episodes.by_guest("Cole, Bob")) == ["S1E1", "S1E2"]


def test_someone_who_is_only_mentioned_is_no_guest_of_the_episode() -> None:
    assert codes(MINE.episodes.by_guest("cid-dean")) == ["S1E2"]


def test_a_host_is_no_guest() -> None:
    with pytest.raises(tfg.UnknownNameError):
        MINE.episodes.by_guest("Ann Bell")


def test_a_guest_is_no_host() -> None:
    with pytest.raises(tfg.UnknownNameError):
        MINE.episodes.by_host("Bob Cole")


def test_a_host_is_found_in_each_episode_they_made() -> None:
    assert codes(MINE.episodes.by_host("zoe quill")) == ["S1 intro", "S1E2", "S2E1"]


def test_a_person_is_found_as_host_guest_and_mentioned() -> None:
    assert codes(MINE.episodes.by_person("Ann Bell")) == ["S1E1", "S1E2"]
    assert codes(MINE.episodes.by_person("Bob Cole")) == ["S1E1", "S1E2"]
    assert codes(MINE.episodes.by_person("Cid Dean")) == ["S1E2", "S2E1"]


def test_an_entity_an_id_and_a_name_ask_the_same() -> None:
    entity = MINE.people["bob-cole"]
    found = [MINE.episodes.by_guest(ref) for ref in (entity, "bob-cole", "BOB COLE")]
    assert [codes(episodes) for episodes in found] == [["S1E1", "S1E2"]] * 3


def test_several_arguments_mean_any_of_them() -> None:
    assert codes(MINE.episodes.by_person("Ann Bell", "Cid Dean")) == ["S1E1", "S1E2", "S2E1"]
    assert codes(MINE.episodes.by_theme("ballet", "Cuisine")) == ["S1E1", "S1E2", "S2E1"]


def test_no_argument_means_none() -> None:
    assert codes(MINE.episodes.by_guest()) == []


def test_chained_queries_mean_all_of_them() -> None:
    assert codes(MINE.episodes.by_guest("Bob Cole").by_theme("food")) == ["S1E2"]
    assert codes(MINE.episodes.by_theme("food").by_guest("Bob Cole")) == ["S1E2"]


def test_a_selection_without_the_person_is_empty_and_no_error() -> None:
    assert codes(MINE.episodes.by_season(2).by_guest("Bob Cole")) == []


def test_an_entity_of_which_nothing_is_known_is_in_no_episode() -> None:
    assert codes(MINE.episodes.by_guest(tfg.Person(id="dee-east", name="Dee East"))) == []


def test_a_slice_is_asked_and_not_the_whole_catalogue() -> None:
    assert codes(MINE.episodes[:2].by_guest("Bob Cole")) == ["S1E1"]


def test_a_query_keeps_the_order_of_a_sorted_selection() -> None:
    backwards = MINE.episodes.sorted("duration", reverse=True)
    assert codes(backwards.by_guest("Bob Cole")) == ["S1E2", "S1E1"]


def test_an_ambiguous_name_names_the_candidates() -> None:
    with pytest.raises(tfg.AmbiguousNameError) as caught:
        WHOLE.by_guest("lara")
    assert [id_ for id_, _ in caught.value.candidates] == ["lara-market", "lara-vigneron"]


def test_a_misspelt_guest_is_suggested() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        WHOLE.by_guest("Karin Gentlet")
    assert caught.value.suggestions[0] == ("karine-gentelet", "Karine Gentelet")


def test_an_organisation_counts_mentions_and_affiliations() -> None:
    assert codes(MINE.episodes.by_organisation("Team")) == ["S1E1", "S1E2"]
    assert codes(MINE.episodes.by_organisation("Payer")) == ["S1E1", "S2E1"]


def test_an_organisation_counts_the_bodies_below_it() -> None:
    assert codes(MINE.episodes.by_organisation("Group")) == ["S1E1", "S1E2"]


def test_a_body_does_not_count_those_above_it() -> None:
    assert codes(MINE.episodes.by_organisation("Team", relation="subject")) == []


def test_a_relation_narrows_to_mentions_in_that_relation() -> None:
    assert codes(MINE.episodes.by_organisation("Branch", relation="subject")) == ["S1E1"]
    assert codes(MINE.episodes.by_organisation("Team", relation="partner")) == ["S1E2"]
    assert codes(MINE.episodes.by_organisation("Payer", relation="supporter")) == ["S1E1"]
    assert codes(MINE.episodes.by_organisation("Payer", relation="client")) == []


def test_a_relation_counts_the_bodies_below() -> None:
    assert codes(MINE.episodes.by_organisation("Group", relation="partner")) == ["S1E2"]


def test_an_unknown_organisation_is_an_error_with_a_relation_too() -> None:
    with pytest.raises(tfg.UnknownNameError):
        MINE.episodes.by_organisation("Grupo", relation="subject")


def test_a_theme_counts_its_narrower_ones() -> None:
    assert codes(MINE.episodes.by_theme("art")) == ["S1E1", "S1E2"]
    assert codes(MINE.episodes.by_theme("danse")) == ["S1E1"]


def test_a_theme_alone_counts_itself_alone() -> None:
    assert codes(MINE.episodes.by_theme("art", narrower=False)) == ["S1E2"]
    assert codes(MINE.episodes.by_theme("danse", narrower=False)) == []


def test_a_country_counts_its_regions_and_towns() -> None:
    assert codes(MINE.episodes.by_place("Belgique")) == ["S1E1", "S1E2"]
    assert codes(MINE.episodes.by_place("Wallonie")) == ["S1E1", "S1E2"]
    assert codes(MINE.episodes.by_place("Namur")) == ["S1E1"]


def test_a_season_is_kept_by_its_number() -> None:
    assert codes(MINE.episodes.by_season(1)) == ["S1 intro", "S1E1", "S1E2"]
    assert codes(MINE.episodes.by_season(1, 2)) == ["S1 intro", "S1E1", "S1E2", "S2E1"]
    assert codes(MINE.episodes.by_season(3)) == []


def test_longer_means_strictly_longer() -> None:
    assert codes(MINE.episodes.longer_than(minutes=30)) == ["S1E2"]
    assert codes(MINE.episodes.longer_than(minutes=29.9)) == ["S1E1", "S1E2"]


def test_shorter_means_strictly_shorter() -> None:
    assert codes(MINE.episodes.shorter_than(minutes=30)) == ["S2E1"]
    assert codes(MINE.episodes.shorter_than(minutes=30.1)) == ["S1E1", "S2E1"]


def test_an_unknown_running_time_never_matches() -> None:
    assert "S1 intro" not in codes(MINE.episodes.longer_than(minutes=-1))
    assert "S1 intro" not in codes(MINE.episodes.shorter_than(minutes=1000))


def test_both_days_of_a_span_are_included() -> None:
    span = MINE.episodes.published_between(dt.date(2022, 1, 17), dt.date(2022, 2, 24))
    assert codes(span) == ["S1E1", "S1E2"]
    day_less = MINE.episodes.published_between(dt.date(2022, 1, 18), dt.date(2022, 2, 23))
    assert codes(day_less) == []


def test_an_unknown_day_never_matches() -> None:
    assert codes(MINE.episodes.published_between(dt.date.min, dt.date.max)) == ["S1E1", "S1E2"]


def test_a_predicate_keeps_what_it_is_true_for() -> None:
    assert codes(MINE.episodes.where(lambda e: e.duration is None)) == ["S1 intro"]


def test_what_a_predicate_raises_is_passed_on() -> None:
    def careless(episode: tfg.Episode) -> bool:
        return episode.number > 1  # type: ignore[operator]  # pyright: ignore[reportOptionalOperand]

    with pytest.raises(TypeError, match="NoneType"):
        MINE.episodes.where(careless)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("id", ["S1 intro", "S1E1", "S1E2", "S2E1"]),
        ("code", ["S1 intro", "S1E1", "S1E2", "S2E1"]),
        ("season", ["S1 intro", "S1E1", "S1E2", "S2E1"]),
        ("number", ["S1E1", "S2E1", "S1E2", "S1 intro"]),
        ("kind", ["S1E1", "S1E2", "S2E1", "S1 intro"]),
        ("title", ["S1E2", "S1E1", "S1 intro", "S2E1"]),
        ("duration", ["S2E1", "S1E1", "S1E2", "S1 intro"]),
        ("published", ["S1E1", "S1E2", "S1 intro", "S2E1"]),
    ],
)
def test_episodes_are_sorted_by_a_field(
    field: Literal["id", "code", "season", "number", "kind", "title", "duration", "published"],
    expected: list[str],
) -> None:
    assert codes(MINE.episodes.sorted(field)) == expected


def test_unknown_values_stand_last_in_reverse_too() -> None:
    backwards = MINE.episodes.sorted("duration", reverse=True)
    assert codes(backwards) == ["S1E2", "S1E1", "S2E1", "S1 intro"]


def test_equal_values_keep_their_order_in_reverse_too() -> None:
    backwards = MINE.episodes.sorted("season", reverse=True)
    assert codes(backwards) == ["S2E1", "S1 intro", "S1E1", "S1E2"]


def test_sorting_by_an_unknown_field_suggests_one() -> None:
    with pytest.raises(tfg.UnknownFieldError) as caught:
        MINE.episodes.sorted("duraton")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.text == "duraton"
    assert caught.value.suggestions == ("duration",)
    assert "published" in caught.value.known


def test_the_sets_of_two_selections_stand_in_the_order_of_the_catalogue() -> None:
    long_first = MINE.episodes.by_season(1).sorted("duration", reverse=True)
    food = MINE.episodes.by_theme("food")
    assert codes(long_first & food) == ["S1E2"]
    assert codes(long_first | food) == ["S1 intro", "S1E1", "S1E2", "S2E1"]
    assert codes(long_first - food) == ["S1 intro", "S1E1"]


@given(selections, selections)
@settings(max_examples=60, deadline=None)
def test_intersection_and_union_do_not_depend_on_the_order(a: Episodes, b: Episodes) -> None:
    assert a & b == b & a
    assert a | b == b | a


@given(selections, selections, selections)
@settings(max_examples=60, deadline=None)
def test_intersection_and_union_do_not_depend_on_brackets(
    a: Episodes, b: Episodes, c: Episodes
) -> None:
    assert (a & b) & c == a & (b & c)
    assert (a | b) | c == a | (b | c)


@given(selections, selections, selections)
@settings(max_examples=60, deadline=None)
def test_intersection_distributes_over_union(a: Episodes, b: Episodes, c: Episodes) -> None:
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)


@given(selections, selections)
@settings(max_examples=60, deadline=None)
def test_what_is_left_out_of_a_union_is_left_out_of_both(a: Episodes, b: Episodes) -> None:
    assert WHOLE - (a | b) == (WHOLE - a) & (WHOLE - b)
    assert WHOLE - (a & b) == (WHOLE - a) | (WHOLE - b)


@given(selections, selections)
@settings(max_examples=60, deadline=None)
def test_a_difference_and_an_intersection_make_up_the_whole(a: Episodes, b: Episodes) -> None:
    assert (a - b) | (a & b) == a
    assert len((a - b) & b) == 0


@given(selections)
@settings(max_examples=60, deadline=None)
def test_a_selection_with_itself_is_itself(a: Episodes) -> None:
    assert (a & a, a | a, WHOLE - (WHOLE - a)) == (a, a, a)
    assert (len(a - a), a & WHOLE, a | WHOLE) == (0, a, WHOLE)


@given(selections, selections)
@settings(max_examples=60, deadline=None)
def test_sets_stand_in_the_order_of_the_catalogue(a: Episodes, b: Episodes) -> None:
    backwards = a.sorted("id", reverse=True)
    for episodes in (backwards & b, backwards | b, backwards - b):
        assert [episode.id for episode in episodes] == sorted(
            (episode.id for episode in episodes), key=[e.id for e in WHOLE].index
        )


@given(selections, selections)
@settings(max_examples=60, deadline=None)
def test_a_query_of_a_selection_is_its_intersection_with_the_query(
    a: Episodes, b: Episodes
) -> None:
    for theme in b.themes[:3]:
        assert a.by_theme(theme) == a & BUNDLED.by_theme(theme)


def test_episodes_of_another_catalogue_cannot_be_added() -> None:
    with pytest.raises(tfg.UnknownNameError) as caught:
        _ = WHOLE | MINE.episodes
    assert (caught.value.text, caught.value.kind) == ("s02e01", "episode")


@given(selections)
@settings(max_examples=25, deadline=None)
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


def test_counts_stand_most_first_and_equal_ones_in_sort_order() -> None:
    counts = MINE.episodes.count_by("place")
    assert [(place.id, count) for place, count in counts.items()] == [
        ("belgique", 2),
        ("wallonie", 2),
        ("france", 1),
        ("namur", 1),
    ]


def test_seasons_are_counted_most_first() -> None:
    assert list(MINE.episodes.count_by("season").items()) == [(1, 3), (2, 1)]
    assert list(MINE.episodes[1:].by_theme("food").count_by("season").items()) == [(1, 1), (2, 1)]


def test_counting_by_an_unknown_facet_suggests_one() -> None:
    with pytest.raises(tfg.UnknownFieldError) as caught:
        MINE.episodes.count_by("them")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    assert caught.value.suggestions == ("theme",)
    assert caught.value.known == ("guest", "host", "organisation", "theme", "place", "season")


def test_the_total_duration_sums_what_is_known() -> None:
    assert MINE.episodes.total_duration == dt.timedelta(hours=1, minutes=30, seconds=10)
    assert MINE.episodes[:1].total_duration == dt.timedelta()


def test_a_selection_names_the_entities_of_its_episodes_alone() -> None:
    selection = MINE.episodes.by_season(2)
    assert [person.id for person in selection.guests] == []
    assert [person.id for person in selection.hosts] == ["zoe-quill"]
    assert [body.id for body in selection.organisations] == ["payer"]
    assert [theme.id for theme in selection.themes] == ["food"]
    assert [place.id for place in selection.places] == ["france"]


def test_the_entities_of_a_selection_do_not_include_those_above() -> None:
    first = MINE.episodes.by_theme("ballet")
    assert [body.id for body in first.organisations] == ["branch", "payer", "team"]
    assert [theme.id for theme in first.themes] == ["ballet"]
    assert [place.id for place in first.places] == ["namur"]


def test_an_episode_is_had_by_position_id_and_title() -> None:
    assert MINE.episodes[0].code == "S1 intro"
    assert MINE.episodes["s02e01"].title == "Zèbre"
    assert MINE.episodes.resolve("zebre").code == "S2E1"


def test_a_slice_of_episodes_is_a_selection() -> None:
    assert isinstance(MINE.episodes[1:3], Episodes)
    assert codes(MINE.episodes[1:3]) == ["S1E1", "S1E2"]


def test_no_attribute_of_a_selection_can_be_set_or_deleted() -> None:
    for name in (name for name in dir(MINE.episodes) if not name.startswith("__")):
        with pytest.raises(AttributeError):
            setattr(MINE.episodes, name, None)
        with pytest.raises(AttributeError):
            delattr(MINE.episodes, name)


def test_a_selection_survives_pickling() -> None:
    selection = WHOLE.by_theme("emploi")
    again = pickle.loads(pickle.dumps(selection))  # noqa: S301 -- pickled in this line
    assert (again, hash(again)) == (selection, hash(selection))
    assert again.by_guest("Paul Duan") == selection.by_guest("Paul Duan")


def test_a_selection_survives_a_deep_copy() -> None:
    selection = WHOLE.by_theme("emploi")
    again = copy.deepcopy(selection)
    assert (again, hash(again)) == (selection, hash(selection))
    assert again.by_guest("Paul Duan") == selection.by_guest("Paul Duan")


def test_the_repr_of_a_selection_names_the_codes() -> None:
    assert repr(MINE.episodes) == "<Episodes: S1 intro, S1E1, S1E2, S2E1>"
    assert repr(MINE.episodes.by_season(3)) == "<Episodes: none>"


def test_a_notebook_shows_code_title_running_time_and_guests() -> None:
    table = MINE.by_guest("Bob Cole").by_theme("food")._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert table == (
        "<table><thead><tr><th>code</th><th>title</th><th>duration</th><th>guests</th></tr>"
        "</thead><tbody><tr><td>S1E2</td><td>Eau</td><td>45:10</td><td>Bob, Cid</td></tr>"
        "</tbody></table>"
    )


def test_a_title_in_a_notebook_stays_text() -> None:
    show = tfg.Show(id="my-show", title="My show", language="en")
    episode = tfg.Episode(id="s01e01", show=show, season=1, title="<b>Bold</b>")
    table = tfg.Catalogue(show=show, episodes=[episode]).episodes._repr_html_()  # pyright: ignore[reportPrivateUsage]
    assert "<td>&lt;b&gt;Bold&lt;/b&gt;</td><td></td><td></td>" in table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gentelet", ["S1E3", "S1E7"]),
        ("Gentelet, Karine", ["S1E3", "S1E7"]),
        ("KARINE  GENTELET", ["S1E3", "S1E7"]),
        ("Lara Vigneron", ["S1E6"]),
        ("Dr Servais", ["S1E6"]),
        ("Saida", ["S1E7"]),
    ],
)
def test_a_bundled_guest_is_found_in_each_of_their_episodes(text: str, expected: list[str]) -> None:
    assert codes(tfg.by_guest(text)) == expected


def test_the_bundled_introduction_has_four_hosts_and_no_guests() -> None:
    intro = BUNDLED.episode("intro")
    assert [host.id for host in intro.hosts] == [
        "pauline-bandelier",
        "michele-foin",
        "patrick-gaillardin",
        "antonin-weber",
    ]
    assert (intro.number, intro.guests) == (None, ())


def test_someone_named_in_a_bundled_episode_is_no_guest_of_it() -> None:
    assert codes(BUNDLED.by_person("Sébastien Molas")) == ["S1E8"]
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.by_guest("Sébastien Molas")


def test_groups_speak_in_bundled_episodes_without_a_name() -> None:
    speakers = {episode.code: episode.guests for episode in WHOLE}
    groups = {code: sum(g.person is None for g in guests) for code, guests in speakers.items()}
    assert {code: count for code, count in groups.items() if count} == {"S1E1": 3, "S1E4": 3}


def test_a_running_time_of_thirty_three_minutes_is_no_number() -> None:
    assert BUNDLED.episode(1).duration == dt.timedelta(minutes=33, seconds=13)


def test_the_number_before_a_title_is_no_part_of_it() -> None:
    assert BUNDLED.episode(5).title == "Grandir sans perdre son âme avec Linked out"


@pytest.mark.parametrize("text", ["coeur", "cœur", "CŒUR"])
def test_a_heart_is_found_with_and_without_its_ligature(text: str) -> None:
    assert BUNDLED.episode(text).code == "S1E6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fing", ["S1E5"]),
        ("Abeona", ["S1E3", "S1E7"]),
        ("CHU de Liège", ["S1E6"]),
        ("humanis", ["S1E3"]),
    ],
)
def test_a_bundled_body_counts_for_those_above_it(text: str, expected: list[str]) -> None:
    assert codes(tfg.by_organisation(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("belgique", ["S1E4", "S1E6"]),
        ("Belgium", ["S1E4", "S1E6"]),
        ("PACA", ["S1E2"]),
        ("france", ["S1E1", "S1E2", "S1E3"]),
    ],
)
def test_a_bundled_place_counts_what_is_inside_it(text: str, expected: list[str]) -> None:
    assert codes(BUNDLED.by_place(text)) == expected


def test_a_bundled_theme_is_the_same_in_both_languages() -> None:
    assert codes(tfg.by_theme("digital inclusion")) == ["S1E3", "S1E7"]
    assert codes(tfg.by_theme("inclusion numérique")) == ["S1E3", "S1E7"]


def test_an_unknown_relation_is_an_error_with_suggestions() -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        tfg.by_organisation("Google", relation="suporter")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.suggestions[0] == "supporter"


@pytest.mark.parametrize("operation", ["__and__", "__or__", "__sub__"])
def test_only_selections_are_combined(operation: str) -> None:
    episodes = tfg.load_catalogue().episodes
    assert getattr(episodes, operation)({"s01e01"}) is NotImplemented
