import datetime as dt

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from settings import examples
from techforgood_podcast import Catalogue, LocalizedText

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="my-show", title="My show", language="en")
NAMUR = tfg.Place(id="namur", name=LocalizedText(fr="Namur"), kind="city")


def of_people(*people: tfg.Person) -> Catalogue:
    return Catalogue(show=SHOW, people=people)


def with_redirect(id_: str, to: str | None) -> Catalogue:
    people = [tfg.Person(id=name, name=name) for name in ("ann", "bob")]
    return Catalogue(show=SHOW, people=people, redirects=[tfg.Redirect(id=id_, to=to)])


def subset_at(indexes: set[int]) -> Catalogue:
    return BUNDLED.subset([BUNDLED.episodes[index] for index in indexes])


def problems_of(left: Catalogue, right: Catalogue) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        left.merge(right)
    return [str(problem) for problem in caught.value.problems]


def test_merging_a_catalogue_with_itself_changes_nothing() -> None:
    assert BUNDLED.merge(BUNDLED) == BUNDLED


def test_merging_with_an_equal_catalogue_changes_nothing() -> None:
    assert BUNDLED.merge(tfg.loads(tfg.dumps(BUNDLED, "json"), "json")) == BUNDLED


@given(st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
@settings(max_examples=examples(30), deadline=None)
def test_merging_two_subsets_gives_the_subset_of_both(a: set[int], b: set[int]) -> None:
    assert subset_at(a).merge(subset_at(b)) == subset_at(a | b)


@given(st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
@settings(max_examples=examples(30), deadline=None)
def test_merging_does_not_depend_on_the_side_where_nothing_conflicts(
    a: set[int], b: set[int]
) -> None:
    assert subset_at(a).merge(subset_at(b)) == subset_at(b).merge(subset_at(a))


@given(st.sets(st.integers(0, 8)))
@settings(max_examples=examples(20), deadline=None)
def test_merging_a_part_into_the_whole_gives_the_whole(indexes: set[int]) -> None:
    assert BUNDLED.merge(subset_at(indexes), on_conflict="replace") == BUNDLED


def test_a_merge_holds_what_either_side_holds() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann"))
    right = of_people(tfg.Person(id="bob", name="Bob"))
    assert [person.name for person in left.merge(right).people] == ["Ann", "Bob"]


def test_where_one_side_knows_nothing_the_other_counts() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann Bell", given="Ann"))
    right = of_people(tfg.Person(id="ann", name="Ann Bell", family="Bell", aliases=("A. Bell",)))
    whole = tfg.Person(id="ann", name="Ann Bell", given="Ann", family="Bell", aliases=("A. Bell",))
    assert left.merge(right) == of_people(whole)
    assert right.merge(left) == of_people(whole)


def test_a_conflict_names_id_and_field_and_both_values() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann", given="Ann"))
    right = of_people(tfg.Person(id="ann", name="Anna", given="Anna"))
    assert problems_of(left, right) == [
        'people.ann.name: "Ann" here, but "Anna" in the other catalogue',
        'people.ann.given: "Ann" here, but "Anna" in the other catalogue',
    ]


def test_a_conflict_of_the_show_is_named() -> None:
    renamed = Catalogue(show=attrs.evolve(SHOW, title="Your show"))
    assert problems_of(Catalogue(show=SHOW), renamed) == [
        'show.title: "My show" here, but "Your show" in the other catalogue'
    ]


def test_a_conflict_of_references_names_ids() -> None:
    def catalogue(town: str) -> Catalogue:
        place = tfg.Place(id=town, name=LocalizedText(fr=town), kind="city")
        body = tfg.Organisation(id="kikk", name="Kikk", kind="festival", place=place)
        return Catalogue(show=SHOW, organisations=[body])

    assert problems_of(catalogue("namur"), catalogue("liege")) == [
        'organisations.kikk.place: "namur" here, but "liege" in the other catalogue'
    ]


def test_a_conflict_of_lists_names_all_their_items() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann", aliases=("A", "B")))
    right = of_people(tfg.Person(id="ann", name="Ann", aliases=("C",)))
    assert problems_of(left, right) == [
        'people.ann.aliases: "A, B" here, but "C" in the other catalogue'
    ]


def test_a_conflict_of_other_values_shows_them() -> None:
    def catalogue(year: int) -> Catalogue:
        body = tfg.Organisation(id="kikk", name="Kikk", kind="festival", founded=year)
        return Catalogue(show=SHOW, organisations=[body])

    assert problems_of(catalogue(2010), catalogue(2011)) == [
        'organisations.kikk.founded: "2010" here, but "2011" in the other catalogue'
    ]


def test_a_conflict_inside_long_values_shows_where_they_differ() -> None:
    def catalogue(english: str) -> Catalogue:
        summary = LocalizedText(fr="Du pain. " * 20, en=english)
        return Catalogue(show=attrs.evolve(SHOW, summary=summary))

    ours, theirs = ('"… Du pain. ", "en": "Bread."}"', '"… Du pain. ", "en": "Wine."}"')
    assert problems_of(catalogue("Bread."), catalogue("Wine.")) == [
        f"show.summary: {ours} here, but {theirs} in the other catalogue"
    ]


def test_on_request_the_facts_of_the_other_count() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann", family="Bell"))
    right = of_people(tfg.Person(id="ann", name="Anna"))
    assert left.merge(right, on_conflict="replace") == of_people(
        tfg.Person(id="ann", name="Anna", family="Bell")
    )


def test_a_conflict_in_a_record_is_none_of_those_that_refer_to_it() -> None:
    def catalogue(name: str) -> Catalogue:
        body = tfg.Organisation(id="branch", name=name, kind="company")
        return of_people(tfg.Person(id="ann", name="Ann", organisations=(body,)))

    assert problems_of(catalogue("Branch"), catalogue("Office")) == [
        'organisations.branch.name: "Branch" here, but "Office" in the other catalogue'
    ]


def episode_with(body: tfg.Organisation, show: tfg.Show = SHOW) -> Catalogue:
    ann = tfg.Person(id="ann", name="Ann")
    episode = tfg.Episode(
        id="s01e01",
        show=show,
        season=1,
        title="Bread",
        guests=(tfg.Credit(person=ann, organisations=(body,), credited_as="Ann"),),
        organisations=(tfg.Mention(organisation=body, relation="subject"),),
    )
    return Catalogue(show=show, episodes=[episode])


def test_records_inside_an_episode_refer_to_the_merged_ones() -> None:
    left = episode_with(tfg.Organisation(id="kikk", name="Kikk", kind="festival"))
    right = episode_with(tfg.Organisation(id="kikk", name="Kikk", kind="festival", place=NAMUR))
    merged = left.merge(right)
    episode = merged.episode("s01e01")
    assert episode.organisations[0].organisation is merged.organisations["kikk"]
    assert episode.guests[0].organisations[0] is merged.organisations["kikk"]
    assert episode.guests[0].person is merged.people["ann"]
    assert merged.organisations["kikk"].place is merged.places["namur"]


def test_a_moment_in_another_zone_is_no_conflict_and_the_first_one_is_kept() -> None:
    moment = dt.datetime(2022, 1, 1, 12, tzinfo=dt.UTC)
    moments = moment, moment.astimezone(dt.timezone(dt.timedelta(hours=1)))
    left, right = (
        Catalogue(
            show=SHOW,
            episodes=[
                tfg.Episode(id="e1", show=SHOW, title="Bread", published=at.date(), published_at=at)
            ],
        )
        for at in moments
    )
    assert str(left.merge(right).episode("e1").published_at) == str(moment)


def test_episodes_belong_to_the_merged_show() -> None:
    body = tfg.Organisation(id="kikk", name="Kikk", kind="festival")
    began = attrs.evolve(SHOW, first_published=dt.date(2022, 1, 17))
    merged = episode_with(body).merge(Catalogue(show=began))
    assert merged.show == began
    assert merged.episodes[0].show is merged.show


def test_a_conflict_inside_an_episode_names_its_field() -> None:
    def catalogue(credit: str) -> Catalogue:
        guest = tfg.Credit(group=LocalizedText(fr="le public"), credited_as=credit)
        episode = tfg.Episode(id="s01e01", show=SHOW, season=1, title="Bread", guests=(guest,))
        return Catalogue(show=SHOW, episodes=[episode])

    with pytest.raises(tfg.CatalogueError) as caught:
        catalogue("Le public").merge(catalogue("La foule"))
    assert [problem.path for problem in caught.value.problems] == ["episodes.s01e01.guests"]


def themes_in_line(*ids: str) -> Catalogue:
    """Return a catalogue of themes, each broader than the one before it."""
    broader: tfg.Theme | None = None
    for id_ in reversed(ids):
        broader = tfg.Theme(id=id_, label=LocalizedText(fr=id_), broader=broader)
    return Catalogue(show=SHOW, themes=[broader] if broader else [])


@pytest.mark.parametrize("on_conflict", ["error", "replace"])
def test_a_record_that_would_be_its_own_ancestor_is_refused(on_conflict: str) -> None:
    with pytest.raises(tfg.CatalogueError) as caught:
        themes_in_line("art", "dance").merge(
            themes_in_line("dance", "art"),
            on_conflict="replace" if on_conflict == "replace" else "error",
        )
    assert str(caught.value.problems[-1]) == (
        "themes.dance.broader: is its own ancestor: art → dance → art"
    )


def test_the_redirects_of_both_sides_are_kept() -> None:
    merged = with_redirect("a-bell", "ann").merge(with_redirect("b-cole", None))
    assert tfg.to_dict(merged)["redirects"] == [{"id": "a-bell", "to": "ann"}, {"id": "b-cole"}]


def test_a_redirect_that_leads_to_two_records_is_a_conflict() -> None:
    assert problems_of(with_redirect("old", "ann"), with_redirect("old", "bob")) == [
        'redirects.old.to: "ann" here, but "bob" in the other catalogue'
    ]


def test_on_request_the_redirect_of_the_other_counts() -> None:
    merged = with_redirect("old", "ann").merge(with_redirect("old", "bob"), on_conflict="replace")
    assert tfg.to_dict(merged)["redirects"] == [{"id": "old", "to": "bob"}]


RETIRED = 'people.old.id: the id "old" is retired and cannot be reused; choose another id'


def test_an_id_that_one_side_retired_may_not_come_back_from_the_other() -> None:
    other = of_people(tfg.Person(id="old", name="Old"))
    assert problems_of(with_redirect("old", "ann"), other) == [RETIRED]


def test_an_id_that_one_side_withdrew_may_not_come_back_from_the_other() -> None:
    other = of_people(tfg.Person(id="old", name="Old"))
    assert problems_of(other, with_redirect("old", None)) == [RETIRED]


def test_a_merge_keeps_what_the_first_catalogue_says_of_itself_and_its_own_digest() -> None:
    left = Catalogue(show=SHOW, info=tfg.DataInfo(version="1"))
    right = Catalogue(
        show=SHOW, people=[tfg.Person(id="ann", name="Ann")], info=tfg.DataInfo(version="2")
    )
    merged = left.merge(right)
    assert merged.info.version == "1"
    assert merged.info.sha256 == right.info.sha256


def test_merging_leaves_both_catalogues_as_they_were() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann"))
    right = of_people(tfg.Person(id="ann", name="Ann", family="Bell"))
    left.merge(right)
    assert left == of_people(tfg.Person(id="ann", name="Ann"))
    assert right == of_people(tfg.Person(id="ann", name="Ann", family="Bell"))
