"""Selections of episodes: what each query keeps, sorts and counts."""

import copy
import datetime as dt
import pickle
from typing import Any, Literal

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import MINE, WHOLE, codes
from techforgood_podcast import Catalogue, Episode, Episodes


def test_a_guest_is_found_in_each_episode_they_speak_in() -> None:
    assert codes(MINE.episodes.by_guest("Cole, Bob")) == ["S1E1", "S1E2"]


@pytest.mark.parametrize("ref", [3, None, MINE.themes[0]], ids=["number", "nothing", "theme"])
def test_what_is_neither_guest_nor_text_is_refused(ref: Any) -> None:
    with pytest.raises(TypeError, match=r"^expected a guest, an id or a name, found"):
        MINE.episodes.by_guest(ref)


def test_a_person_of_another_catalogue_is_in_no_episode() -> None:
    foreign = tfg.Person(id="no-one", name="No One")
    assert codes(MINE.episodes.by_guest(foreign)) == []
    assert MINE.appearances(foreign) == ()


def test_someone_who_is_only_mentioned_is_no_guest_of_the_episode() -> None:
    assert codes(MINE.episodes.by_guest("cid-dean")) == ["S1E2"]


def test_a_host_is_no_guest_and_the_error_names_the_queries_that_find_hosts() -> None:
    message = 'no guest "ann bell"; Ann Bell is a host; use by_host or by_person'
    with pytest.raises(tfg.UnknownNameError, match=f"^{message}$"):
        MINE.episodes.by_guest("ann bell")


def test_a_guest_is_no_host_and_the_error_names_the_queries_that_find_guests() -> None:
    episode = MINE.episodes[0]
    guest = tfg.Credit(credited_as="Eve", person=tfg.Person(id="eve", name="Eve"))
    catalogue = Catalogue(show=MINE.show, episodes=[attrs.evolve(episode, guests=(guest,))])
    with pytest.raises(tfg.UnknownNameError, match=r"Eve is a guest; use by_guest or by_person$"):
        catalogue.by_host("Eve")
    with pytest.raises(tfg.UnknownNameError, match=r'^no host "Nobody"$'):
        catalogue.by_host("Nobody")


def test_a_person_who_neither_speaks_nor_hosts_is_found_by_person() -> None:
    message = '"Karin Moe"; Karin Moe is not a guest; use by_person$'
    show = tfg.Show(id="mine", title="Mine", language="en")
    mentioned = tfg.Credit(credited_as="Karin Moe", person=tfg.Person(id="moe", name="Karin Moe"))
    episode = Episode(id="bread", show=show, title="Bread", mentioned=(mentioned,))
    with pytest.raises(tfg.UnknownNameError, match=message):
        Catalogue(show=show, episodes=[episode]).by_guest("Karin Moe")


def test_a_name_of_several_people_of_whom_none_is_a_guest_is_unknown() -> None:
    show = tfg.Show(
        id="mine",
        title="Mine",
        language="en",
        hosts=(tfg.Person(id="ann-moe", name="Ann Moe"), tfg.Person(id="bob-moe", name="Bob Moe")),
    )
    with pytest.raises(tfg.UnknownNameError, match=r'^no guest "moe"$'):
        Catalogue(show=show).by_guest("moe")


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
    assert codes(MINE.episodes.by_organisation("Payer", relation="user")) == []


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


def test_unknown_values_are_last_in_reverse_too() -> None:
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


def test_the_sets_of_two_selections_are_in_the_order_of_the_catalogue() -> None:
    long_first = MINE.episodes.by_season(1).sorted("duration", reverse=True)
    food = MINE.episodes.by_theme("food")
    assert codes(long_first & food) == ["S1E2"]
    assert codes(long_first | food) == ["S1 intro", "S1E1", "S1E2", "S2E1"]
    assert codes(long_first - food) == ["S1 intro", "S1E1"]


def test_episodes_of_another_catalogue_cannot_be_added() -> None:
    later = attrs.evolve(WHOLE[0], id="s02e01")
    with pytest.raises(tfg.UnknownNameError) as caught:
        _ = WHOLE | Catalogue(show=later.show, episodes=[later]).episodes
    assert (caught.value.text, caught.value.kind) == ("s02e01", "episode")


def test_selections_of_two_catalogues_are_compared_by_id() -> None:
    old = MINE.subset(["S1E1"])
    new = MINE.subset(["S1E1", "S1E2"])
    assert codes(new.episodes - old.episodes) == ["S1E2"]
    assert list(new.episodes & old.episodes) == [new.episodes["S1E1"]]
    assert new.episodes | old.episodes == new.episodes


def test_counts_are_sorted_highest_first_and_equal_ones_in_sort_order() -> None:
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


def test_an_unknown_relation_is_an_error_with_suggestions() -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        tfg.by_organisation("Google", relation="suporter")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert caught.value.suggestions[0] == "supporter"


@pytest.mark.parametrize(
    ("relation", "message"),
    [
        ("funded", 'no relation "funded"; did you mean "funder"?'),
        ("founder", '"founder" is not a relation; founders are people: use founders_of'),
    ],
)
def test_a_wrong_relation_is_called_one(relation: Any, message: str) -> None:
    with pytest.raises(tfg.UnknownOptionError) as caught:
        tfg.by_organisation("Simplon", relation=relation)
    assert str(caught.value) == message


def test_a_founder_in_a_file_belongs_to_the_person() -> None:
    document = """
show: {id: s, title: T, language: en}
organisations: [{id: studio, name: Studio, kind: company}]
episodes: [{id: e, title: T, organisations: [{organisation: studio, relation: co-founder}]}]
"""
    message = 'relation "co-founder"; founders are people: write founder_of for the person'
    with pytest.raises(tfg.CatalogueError, match=message):
        tfg.loads(document, "yaml")


@pytest.mark.parametrize(
    ("former", "word"), [("employer", "affiliation"), ("client", "user"), ("sponsor", "funder")]
)
def test_another_word_for_a_relation_is_answered_with_the_one_in_use(
    former: str, word: str
) -> None:
    document = f"""
show: {{id: s, title: T, language: en}}
organisations: [{{id: studio, name: Studio, kind: company}}]
episodes:
  - {{id: e, title: T, organisations: [{{organisation: studio, relation: {former}}}]}}
"""
    with pytest.raises(tfg.CatalogueError, match=f'did you mean "{word}"'):
        tfg.loads(document, "yaml")
    with pytest.raises(tfg.UnknownOptionError, match=f'did you mean "{word}"'):
        tfg.by_organisation("Google", relation=former)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("operation", ["__and__", "__or__", "__sub__"])
def test_only_selections_are_combined(operation: str) -> None:
    episodes = tfg.load_catalogue().episodes
    assert getattr(episodes, operation)({"s01e01"}) is NotImplemented
