"""The items of a feed belong to episodes by guid, number, title or audio file."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from enriching import BREAD, ONE, catalogue, matched
from rss_strategies import item, rss


@pytest.mark.parametrize(
    "title",
    [
        *("Bread", "BREAD!", "« Bread »", "3. Bread", "03 - Bread", "3) Bread", "#3 Bread"),
        *("S1E3 - Bread", "S01E03: Bread", "S1 E3 Bread", "E3 · Bread", "Ep. 3 – Bread"),
        *("Épisode 3 : Bread", "Saison 1, épisode 3 : Bread", "Season 1 Episode 3: Bread"),
    ],
)
def test_an_item_belongs_to_the_episode_of_its_title_with_or_without_number(title: str) -> None:
    assert matched(tfg.enrich(ONE, rss(item(**BREAD | {"title": title})))) == ["s01e03"]


@pytest.mark.parametrize(
    "title",
    ["4. Bread", "S1E4 - Bread", "S2E3 - Bread", "Episode 4: Bread", "S13 Bread", "Breads", "3"],
)
def test_a_title_that_says_another_number_finds_nothing(title: str) -> None:
    found = tfg.enrich(ONE, rss(item(**BREAD | {"title": title})))
    assert (found.changes, [i.title for i in found.unmatched]) == ((), [title])


@pytest.mark.parametrize("numbers", [("1", "4"), ("2", "3"), ("2", "")])
def test_an_equal_title_under_another_number_finds_nothing(numbers: tuple[str, str]) -> None:
    fields = BREAD | {"itunes_season": numbers[0], "itunes_episode": numbers[1]}
    assert matched(tfg.enrich(ONE, rss(item(**fields)))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.example/%c3%a1?q=%c3%b1", "https://x.example/á?q=%C3%B1"),
        ("https://münchen.example/1", "http://xn--mnchen-3ya.example/1"),
        ("https://m%c3%bcnchen.example/1", "https://München.example/1"),
        ("https://é..example/1", "https://%C3%A9..example/1"),  # no valid host
    ],
)
def test_addresses_that_differ_in_their_encoding_are_equal(one: str, other: str) -> None:
    known = catalogue(f"{{id: s01e03, season: 1, title: Bread, guid: '{one}'}}")
    found = tfg.enrich(known, rss(item(title="?", guid=other)))
    assert [(c.id, c.change) for c in found.changes] == [("s01e03", "confirmed")]
