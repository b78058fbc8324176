"""Selections in an order that the user made, and the formats that keep it."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import attrs
import pytest

import techforgood_podcast as tfg
from catalogues import BUNDLED, TWO_SEASONS, episode, of

if TYPE_CHECKING:
    from pathlib import Path

PLAYLIST = TWO_SEASONS.select(["s02e03", "s01e01", "s01e03"])
KEEPING = [one.name for one in tfg.formats() if one.keeps_order]


def ids(episodes: tfg.Episodes) -> list[str]:
    return [one.id for one in episodes]


def titles(text: str, episodes: tfg.Episodes) -> list[str]:
    """Return the titles of some episodes in the order in which a text first has them."""
    return sorted((one.title for one in episodes), key=text.index)


def test_a_selection_has_the_order_in_which_its_episodes_are_named() -> None:
    assert ids(PLAYLIST) == ["s02e03", "s01e01", "s01e03"]


def test_episodes_may_be_named_in_every_way() -> None:
    hit = BUNDLED.search("imprimante 3D")[0]
    related, appearance = BUNDLED.related(3)[0], BUNDLED.appearances("Lara Market")[0]
    found = BUNDLED.select(["S1E8", 3, "s01e04", BUNDLED.episodes[0], hit, related, appearance])
    assert [one.code for one in found] == ["S1E8", "S1E3", "S1E4", "S1 intro", "S1E6", "S1E7"]


def test_an_episode_that_is_named_twice_keeps_its_first_place() -> None:
    assert ids(TWO_SEASONS.select(["s2e3", "Bread", "s02e03"])) == ["s02e03", "s01e01"]


def test_an_episode_that_is_not_in_the_catalogue_is_refused() -> None:
    with pytest.raises(tfg.UnknownNameError, match="s09e09"):
        TWO_SEASONS.select([episode(9, 9, "Nine")])


def test_an_episode_that_differs_from_the_one_with_its_id_is_refused() -> None:
    other = attrs.evolve(BUNDLED.episodes[0], title="Other")
    with pytest.raises(tfg.UnknownNameError, match="differs; pass the id"):
        BUNDLED.select([other])


def test_a_selection_of_nothing_is_empty() -> None:
    assert ids(BUNDLED.select([])) == []


def test_a_selection_answers_queries_in_its_order() -> None:
    assert ids(PLAYLIST.by_season(1, 2)) == ids(PLAYLIST)
    assert ids(PLAYLIST.by_season(1)) == ["s01e01", "s01e03"]


@pytest.mark.parametrize("format_", KEEPING)
def test_a_format_for_readers_keeps_the_order_of_a_selection(
    format_: tfg.FormatName, tmp_path: Path
) -> None:
    tfg.dump(PLAYLIST, tmp_path / "playlist", format_)
    first = tmp_path / "playlist" / "index.html"
    text = (first if first.exists() else first.parent).read_text(encoding="utf-8")
    assert titles(text, PLAYLIST) == [one.title for one in PLAYLIST]


@pytest.mark.parametrize(
    "selection",
    [
        PLAYLIST.sorted("title", reverse=True),
        TWO_SEASONS.episodes[::-1],
        TWO_SEASONS.search("bread wine").episodes,
        PLAYLIST.where(lambda one: one.number == 3),
        PLAYLIST[:2],
    ],
    ids=["sorted", "turned", "ranked", "narrowed", "cut"],
)
def test_every_order_that_was_made_is_kept(selection: tfg.Episodes) -> None:
    rows = csv.DictReader(io.StringIO(tfg.dumps(selection, "csv"), newline=""))
    assert [row["id"] for row in rows] == ids(selection)


@pytest.mark.parametrize(
    "selection",
    [PLAYLIST | TWO_SEASONS.episodes, PLAYLIST & TWO_SEASONS.episodes],
    ids=["or", "and"],
)
def test_combining_selections_restores_the_order_of_the_catalogue(selection: tfg.Episodes) -> None:
    rows = csv.DictReader(io.StringIO(tfg.dumps(selection, "csv"), newline=""))
    expected = [one.id for one in TWO_SEASONS.episodes if one in selection]
    assert [row["id"] for row in rows] == ids(selection) == expected


def test_other_formats_are_in_the_order_of_the_catalogue() -> None:
    whole = json.loads(tfg.dumps(PLAYLIST, "json"))
    assert [one["id"] for one in whole["episodes"]] == ["s01e01", "s01e03", "s02e03"]
    assert tfg.dumps(PLAYLIST, "turtle") == tfg.dumps(TWO_SEASONS.subset(PLAYLIST), "turtle")


def test_a_catalogue_of_a_selection_is_in_its_own_order() -> None:
    assert ids(TWO_SEASONS.subset(PLAYLIST).episodes) == ["s01e01", "s01e03", "s02e03"]


def test_a_page_of_an_own_order_has_no_headings_of_seasons() -> None:
    assert "## Season" not in tfg.dumps(PLAYLIST, "markdown", language="en")
    assert "## Season 1" in tfg.dumps(TWO_SEASONS, "markdown", language="en")
    page = tfg.dumps(PLAYLIST, "html")
    assert re.findall(r'<h3 id="season-\d"', page) == []
    assert 'value="" data-word="as_exported"' in page


def test_a_page_in_the_order_of_the_catalogue_can_be_turned() -> None:
    assert '<select id="order"' in tfg.dumps(TWO_SEASONS, "html")


def test_the_newest_first_are_not_turned_again() -> None:
    two = of(episode(1, 1, "Bread"), episode(1, 2, "Wine"))
    page = tfg.dumps(two.select(["Wine", "Bread"]), "html")
    assert titles(page.partition('id="list"')[2], two.episodes) == ["Wine", "Bread"]
