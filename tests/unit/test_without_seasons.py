"""A show without seasons: codes, order, queries and formats."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import techforgood_podcast as tfg
from published import FULL

if TYPE_CHECKING:
    from pathlib import Path

SHOW = tfg.Show(id="my-show", title="My show", language="en")


def episode(id_: str, **fields: Any) -> tfg.Episode:
    return attrs.evolve(tfg.Episode(id=id_, show=SHOW, title="T"), **fields)


def moment(text: str) -> dict[str, Any]:
    at = dt.datetime.fromisoformat(text)
    return {"published": at.date(), "published_at": at}


# --------------------------------------------------------------------------------------- codes


@pytest.mark.parametrize(
    ("id_", "fields", "code"),
    [
        ("s01e03", {"season": 1, "number": 3}, "S1E3"),
        ("e278", {"number": 278}, "E278"),
        ("s01-intro", {"season": 1}, "S1 intro"),
        ("s01-twelveletter", {"season": 1}, "S1 twelveletter"),
        ("s01-thirteen-long", {"season": 1}, "s01-thirteen-long"),
        ("s01-thirteen-long", {"season": 1, "published": dt.date(2024, 3, 15)}, "2024-03-15"),
        ("trailer", {"published": dt.date(2024, 3, 15)}, "2024-03-15"),
        ("trailer", {}, "trailer"),
        ("a-very-long-title-of-an-episode", {}, "a-very-long-title-of"),
    ],
)
def test_a_code_is_short(id_: str, fields: dict[str, Any], code: str) -> None:
    assert episode(id_, **fields).code == code


def test_a_code_that_two_episodes_have_finds_neither_of_them() -> None:
    day = dt.date(2024, 3, 15)
    catalogue = tfg.Catalogue(show=SHOW, episodes=[episode(i, published=day) for i in ("a", "b")])
    assert "2024-03-15" not in catalogue.episodes
    with pytest.raises(tfg.AmbiguousNameError):
        catalogue.episode("2024-03-15")


def test_an_episode_is_found_by_its_number_alone() -> None:
    assert FULL.episode("E278") is FULL.episode(278) is FULL.episode("ep. 278")
    with pytest.raises(tfg.UnknownNameError, match="there are E278"):
        FULL.episode("E279")


# --------------------------------------------------------------------------------------- order


DAY, NEXT_DAY = dt.date(2024, 1, 1), dt.date(2024, 1, 2)
EARLY, LATE = moment("2024-01-02T00:30:00+02:00"), moment("2024-01-01T23:30:00-05:00")
ORDERS = {
    "without a season last": [episode("c", season=2), episode("b", season=10), episode("a")],
    "by number, unless every episode has a day, and unnumbered ones first": [
        *(episode("c"), episode("b", number=1, published=DAY), episode("a", number=2))
    ],
    "by day, where every episode has one": [
        *(episode("b", number=2, published=DAY), episode("a", number=1, published=NEXT_DAY))
    ],
    "by number and then by id on one day": [
        *(episode("a", published=DAY), episode("b", published=DAY)),
        episode("c", number=1, published=DAY),
    ],
    "by moment, where every episode has one": [episode("b", **EARLY), episode("a", **LATE)],
    "by day first, where some have moments": [
        episode("c", **moment("2024-01-01T08:00:00-05:00")),
        *(episode("a", **LATE), episode("b", published=NEXT_DAY)),
    ],
    "in an order of their own in each season": [
        episode("a", season=1, number=2, published=DAY),
        episode("b", season=1, number=1, published=NEXT_DAY),
        *(episode("d", season=2, number=1), episode("c", season=2, number=2, published=DAY)),
    ],
}


@pytest.mark.parametrize("episodes", ORDERS.values(), ids=ORDERS)
def test_episodes_are_in_order_whatever_the_order_given(episodes: list[tfg.Episode]) -> None:
    for given in (episodes, episodes[::-1], sorted(episodes, key=lambda one: one.id)):
        assert list(tfg.Catalogue(show=SHOW, episodes=given).episodes) == episodes


def test_a_subset_is_sorted_anew() -> None:
    day = dt.date(2024, 1, 1)
    episodes = [
        episode("a", number=1, published=day + dt.timedelta(1)),
        episode("b", number=2, published=day),
        episode("c", number=3),
    ]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    assert [e.id for e in catalogue.episodes] == ["a", "b", "c"]
    subset = catalogue.subset(catalogue.episodes.where(lambda e: e.id != "c"))
    assert [e.id for e in subset.episodes] == ["b", "a"]


def test_sorting_by_day_takes_the_moment_into_account() -> None:
    episodes = [
        episode("a", **moment("2024-01-01T20:00:00+01:00")),
        episode("b", **moment("2024-01-01T08:00:00+01:00")),
        episode("c"),
    ]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    assert [e.id for e in catalogue.episodes.sorted("published")] == ["b", "a", "c"]
    assert [e.id for e in catalogue.episodes.sorted("published", reverse=True)] == ["a", "b", "c"]


def test_sorting_by_code_or_season_puts_those_without_a_season_last() -> None:
    episodes = [episode("a"), episode("b", season=2, number=1), episode("c", season=10, number=1)]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    for field in ("code", "season"):
        assert [e.id for e in catalogue.episodes.sorted(field)] == ["b", "c", "a"]


# ------------------------------------------------------------------------------------- queries


def test_episodes_without_a_season_are_a_season_of_their_own() -> None:
    episodes = [episode("a"), episode("b", season=2), episode("c", season=1), episode("d")]
    catalogue = tfg.Catalogue(show=SHOW, episodes=episodes)
    assert [e.id for e in catalogue.by_season(None)] == ["a", "d"]
    assert [e.id for e in catalogue.by_season(1, None)] == ["c", "a", "d"]
    assert list(catalogue.episodes.count_by("season").items()) == [(None, 2), (1, 1), (2, 1)]


def test_a_season_that_is_a_text_is_refused() -> None:
    with pytest.raises(TypeError, match="the number of a season"):
        FULL.by_season("1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# ------------------------------------------------------------------------------------- formats

ABSENT = {
    "rss": ("itunes:season", "podcast:season"),
    "jsonfeed": ('"season"',),
    "jsonld": ("PodcastSeason", "partOfSeason", "season-None"),
    "turtle": ("PodcastSeason", "season-None"),
    "csl": ('"volume"', "season"),
    "biblatex": ("volume", "season"),
    "ris": ("VL  -", "season"),
    "graphml": ('"node-season">',),
    "markdown": ("Season",),
    "html": ("Season", "season-"),
    "mermaid": ("None",),
    "csv": ("None",),
    "json": ("season",),
}


@pytest.mark.parametrize("name", ABSENT)
def test_no_format_makes_up_a_season(name: Any) -> None:
    found = tfg.dumps(FULL, name)
    assert [text for text in (*ABSENT[name], ">None<", "SNone") if text in found] == []


def test_a_table_has_no_season_where_there_is_none() -> None:
    assert tfg.tables(FULL).episodes.column("season").to_pylist() == [None, None]


def test_parquet_puts_episodes_without_a_season_where_tools_look_for_them(tmp_path: Path) -> None:
    tfg.dump(FULL, tmp_path / "tables", "parquet", partition_by="season")
    folders = [path.name for path in (tmp_path / "tables" / "episodes").iterdir()]
    assert folders == ["season=__HIVE_DEFAULT_PARTITION__"]


def test_a_citation_of_an_unnumbered_episode_without_a_season_names_only_its_parts() -> None:
    numbered, other = json.loads(tfg.dumps(FULL, "csl"))
    assert numbered["annote"].splitlines()[0] == "Episode 278"
    assert "annote" not in other
    last = tfg.dumps(FULL.episodes["water"], "biblatex")
    assert "{}" not in last
