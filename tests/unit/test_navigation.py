"""From one record of a catalogue to others: its episodes, what is below it, the next one."""

from __future__ import annotations

from typing import Any

import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, LINKED, TWO_SEASONS, episode


@pytest.mark.parametrize(
    ("entity", "asked"),
    [
        (LINKED.person("Cid"), LINKED.by_person("cid-dean")),
        (LINKED.organisation("Group"), LINKED.by_organisation("group")),
        (LINKED.theme("Art"), LINKED.by_theme("art")),
        (LINKED.place("Belgium"), LINKED.by_place("belgium")),
    ],
    ids=["person", "organisation", "theme", "place"],
)
def test_the_episodes_of_a_record_are_those_that_its_query_finds(
    entity: tfg.Person | tfg.Organisation | tfg.Theme | tfg.Place, asked: tfg.Episodes
) -> None:
    assert LINKED.episodes_of(entity) == asked


@pytest.mark.parametrize("wrong", ["Ann Bell", None, LINKED.episodes[0]], ids=["name", "no", "one"])
def test_the_episodes_of_anything_else_are_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"^expected a person, organisation, theme or place, found"):
        LINKED.episodes_of(wrong)


@pytest.mark.parametrize("ref", ["Art", "art", LINKED.themes["art"]], ids=["name", "id", "theme"])
def test_narrower_themes_are_those_directly_below(ref: tfg.Theme | str) -> None:
    assert [theme.id for theme in LINKED.narrower(ref)] == ["dance"]
    assert list(LINKED.narrower("dance")) == []


def test_themes_further_down_are_not_direct() -> None:
    dance = LINKED.themes["dance"]
    tango = tfg.Theme(id="tango", label=tfg.LocalizedText(en="Tango"), broader=dance)
    catalogue = tfg.Catalogue(show=LINKED.show, themes=[tango])
    assert [theme.id for theme in catalogue.narrower("art")] == ["dance"]


@pytest.mark.parametrize("ref", ["Belgium", LINKED.places["belgium"]], ids=["name", "place"])
def test_the_parts_of_a_place_are_those_directly_inside(ref: tfg.Place | str) -> None:
    assert [place.id for place in LINKED.parts(ref)] == ["namur"]
    assert list(LINKED.parts("namur")) == []


def test_every_theme_and_place_is_directly_below_the_one_that_it_names() -> None:
    below = {theme.id: theme for one in BUNDLED.themes for theme in BUNDLED.narrower(one)}
    assert set(below) == {theme.id for theme in BUNDLED.themes if theme.broader}
    inside = {place.id: place for one in BUNDLED.places for place in BUNDLED.parts(one)}
    assert set(inside) == {place.id for place in BUNDLED.places if place.part_of}


def test_the_next_and_the_previous_episode_are_those_beside_it() -> None:
    assert TWO_SEASONS.next("Water") == TWO_SEASONS.episode("s2e3")
    assert TWO_SEASONS.previous("Water") == TWO_SEASONS.episode("Bread")
    for before, after in zip(BUNDLED.episodes, BUNDLED.episodes[1:], strict=False):
        assert (BUNDLED.next(before), BUNDLED.previous(after)) == (after, before)


def test_nothing_is_before_the_first_episode_or_after_the_last() -> None:
    assert BUNDLED.previous(BUNDLED.episodes[0]) is None
    assert BUNDLED.next(BUNDLED.episodes[-1]) is None


def test_an_episode_that_is_not_in_the_catalogue_has_no_neighbours() -> None:
    with pytest.raises(tfg.UnknownNameError):
        TWO_SEASONS.next(episode(9, 9, "Nine"))
    with pytest.raises(tfg.UnknownNameError):
        BUNDLED.previous("Nine")
