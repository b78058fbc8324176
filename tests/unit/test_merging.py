"""Two catalogues become one: the cases of ``merging.yaml``, and laws."""

import datetime as dt
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import techforgood_podcast as tfg
from settings import examples
from techforgood_podcast import Catalogue, LocalizedText

BUNDLED = tfg.load_catalogue()
SHOW = tfg.Show(id="my-show", title="My show", language="en")
NAMUR = tfg.Place(id="namur", name=LocalizedText(fr="Namur"), kind="city")
with Path(__file__).with_name("merging.yaml").open(encoding="utf-8") as stream:
    CASES: dict[str, dict[str, Any]] = yaml.safe_load(stream)


def of_people(*people: tfg.Person) -> Catalogue:
    return Catalogue(show=SHOW, people=people)


def subset_at(indexes: set[int]) -> Catalogue:
    return BUNDLED.subset([BUNDLED.episodes[index] for index in indexes])


def problems_of(
    left: Catalogue, right: Catalogue, on_conflict: Literal["error", "replace"] = "error"
) -> list[str]:
    with pytest.raises(tfg.CatalogueError) as caught:
        left.merge(right, on_conflict=on_conflict)
    return [str(problem) for problem in caught.value.problems]


def test_merging_a_catalogue_with_itself_changes_nothing() -> None:
    assert BUNDLED.merge(BUNDLED) == BUNDLED


def test_merging_with_an_equal_catalogue_changes_nothing() -> None:
    assert BUNDLED.merge(tfg.loads(tfg.dumps(BUNDLED, "json"), "json")) == BUNDLED


@given(st.sets(st.integers(0, 8)), st.sets(st.integers(0, 8)))
@settings(max_examples=examples(30), deadline=None)
def test_merging_two_subsets_gives_the_subset_of_both(a: set[int], b: set[int]) -> None:
    assert subset_at(a).merge(subset_at(b)) == subset_at(a | b)


@given(st.sets(st.integers(0, 8)))
@settings(max_examples=examples(20), deadline=None)
def test_merging_a_part_into_the_whole_gives_the_whole(indexes: set[int]) -> None:
    assert BUNDLED.merge(subset_at(indexes), on_conflict="replace") == BUNDLED


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_two_catalogues_become_one_as_expected(case: dict[str, Any]) -> None:
    left, right, merged = (
        tfg.from_dict({"show": tfg.to_dict(SHOW)} | case.get(name, {}))
        for name in ("left", "right", "merged")
    )
    on_conflict = case.get("on_conflict", "error")
    if "problems" in case:
        assert problems_of(left, right, on_conflict) == case["problems"]
    else:
        assert left.merge(right, on_conflict=on_conflict) == merged


def test_a_conflict_inside_long_values_shows_where_they_differ() -> None:
    def catalogue(english: str) -> Catalogue:
        summary = LocalizedText(fr="Du pain. " * 20, en=english)
        return Catalogue(show=attrs.evolve(SHOW, summary=summary))

    ours, theirs = ('"… Du pain. ", "en": "Bread."}"', '"… Du pain. ", "en": "Wine."}"')
    assert problems_of(catalogue("Bread."), catalogue("Wine.")) == [
        f"show.summary: {ours} here, but {theirs} in the other catalogue"
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


def test_a_merge_keeps_what_the_first_catalogue_says_of_itself_and_its_own_digest() -> None:
    notice = tfg.LocalizedText(en="This catalogue is unofficial.")
    left = Catalogue(show=SHOW, info=tfg.DataInfo(version="1", notice=notice))
    right = Catalogue(
        show=SHOW, people=[tfg.Person(id="ann", name="Ann")], info=tfg.DataInfo(version="2")
    )
    merged = left.merge(right)
    assert (merged.info.version, merged.info.notice) == ("1", notice)
    assert merged.info.sha256 == right.info.sha256


def test_merging_leaves_both_catalogues_as_they_were() -> None:
    left = of_people(tfg.Person(id="ann", name="Ann"))
    right = of_people(tfg.Person(id="ann", name="Ann", family="Bell"))
    left.merge(right)
    assert left == of_people(tfg.Person(id="ann", name="Ann"))
    assert right == of_people(tfg.Person(id="ann", name="Ann", family="Bell"))
