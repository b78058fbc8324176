"""A show without seasons: codes, order, queries and formats."""

from __future__ import annotations

import datetime as dt
import json
import random
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


def order(*episodes: tfg.Episode) -> list[str]:
    """Return the ids of episodes in the order of their catalogue, whatever the order given."""
    shuffled = random.Random(1).sample(episodes, len(episodes))  # noqa: S311 -- no secret
    found = [
        [e.id for e in tfg.Catalogue(show=SHOW, episodes=one).episodes]
        for one in (episodes, shuffled)
    ]
    assert found[0] == found[1]
    return found[0]


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


def test_episodes_without_a_season_come_last() -> None:
    seasons = [episode("c", season=2), episode("b", season=10), episode("a")]
    assert order(*seasons) == ["c", "b", "a"]


def test_without_all_days_the_numbers_count_and_unnumbered_ones_come_first() -> None:
    day = dt.date(2024, 1, 1)
    assert order(episode("a", number=2), episode("b", number=1, published=day), episode("c")) == [
        *("c", "b", "a")
    ]


def test_where_every_episode_has_a_day_the_days_count() -> None:
    days = [
        episode("a", number=1, published=dt.date(2024, 1, 2)),
        episode("b", number=2, published=dt.date(2024, 1, 1)),
    ]
    assert order(*days) == ["b", "a"]


def test_episodes_of_one_day_are_in_the_order_of_numbers_then_of_ids() -> None:
    day = dt.date(2024, 1, 1)
    same = [
        episode("b", published=day),
        episode("c", published=day, number=1),
        episode("a", published=day),
    ]
    assert order(*same) == ["a", "b", "c"]


def test_where_every_episode_has_a_moment_the_moments_count() -> None:
    early, late = "2024-01-02T00:30:00+02:00", "2024-01-01T23:30:00-05:00"
    assert order(episode("a", **moment(late)), episode("b", **moment(early))) == ["b", "a"]


def test_with_days_and_moments_mixed_the_days_count_first() -> None:
    mixed = [
        episode("a", **moment("2024-01-01T23:30:00-05:00")),
        episode("b", published=dt.date(2024, 1, 2)),
        episode("c", **moment("2024-01-01T08:00:00-05:00")),
    ]
    assert order(*mixed) == ["c", "a", "b"]


def test_each_season_has_its_own_order() -> None:
    day = dt.date(2024, 1, 1)
    assert order(
        episode("a", season=1, number=2, published=day),
        episode("b", season=1, number=1, published=day + dt.timedelta(1)),
        episode("c", season=2, number=2, published=day),
        episode("d", season=2, number=1),
    ) == ["a", "b", "d", "c"]


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
