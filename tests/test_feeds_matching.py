"""The items of a feed belong to episodes by guid, number, title or audio file."""

from __future__ import annotations

import datetime as dt

import pytest

import techforgood_podcast as tfg
from enriching import BREAD, ONE, catalogue, matched
from rss_strategies import item, rss


def test_an_item_belongs_to_the_episode_of_its_season_and_number() -> None:
    two = catalogue(
        "{id: s01e03, season: 1, number: 3, title: Bread}",
        "{id: s02e03, season: 2, number: 3, title: Wine}",
    )
    fields = BREAD | {"title": "Another title", "itunes_season": "2", "itunes_episode": "3"}
    assert matched(tfg.enrich(two, rss(item(**fields)))) == ["s02e03"]


def test_season_and_number_in_the_words_of_podcasting_2_count_as_well() -> None:
    fields = BREAD | {"title": "Another", "podcast_season": "1", "podcast_episode": "3"}
    assert matched(tfg.enrich(ONE, rss(item(**fields)))) == ["s01e03"]


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


def test_a_number_before_the_title_in_the_catalogue_makes_no_difference() -> None:
    numbered = catalogue("{id: s01e03, season: 1, number: 3, title: 3. Bread}")
    assert matched(tfg.enrich(numbered, rss(item(**BREAD)))) == ["s01e03"]


def test_a_title_that_is_a_number_is_found() -> None:
    numbered = catalogue('{id: s01e01, season: 1, title: "1984"}')
    assert matched(tfg.enrich(numbered, rss(item(**BREAD | {"title": "1984"})))) == ["s01e01"]


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


def test_a_number_inside_a_title_is_a_part_of_it() -> None:
    tips = catalogue("{id: s01e01, season: 1, title: Top 5 tips}")
    assert matched(tfg.enrich(tips, rss(item(**BREAD | {"title": "Top 6 tips"})))) == []


def test_a_number_that_is_no_episode_number_is_a_part_of_the_title() -> None:
    pigs = catalogue("{id: s01e07, season: 1, number: 7, title: 3 little pigs}")
    assert matched(tfg.enrich(pigs, rss(item(**BREAD | {"title": "little pigs"})))) == []


def test_a_number_alone_finds_no_episode() -> None:
    fields = BREAD | {"title": "Another title", "itunes_episode": "3"}
    assert matched(tfg.enrich(ONE, rss(item(**fields)))) == []


def test_two_equal_titles_are_not_guessed_between() -> None:
    twins = catalogue(
        "{id: s01e01, season: 1, number: 1, title: News}",
        "{id: s01e02, season: 1, number: 2, title: news!}",
    )
    found = tfg.enrich(twins, rss(item(**BREAD | {"title": "News"})))
    assert (found.changes, len(found.unmatched)) == ((), 1)


def test_of_two_episodes_of_one_number_the_title_tells_which() -> None:
    twins = catalogue(
        "{id: s01e01, season: 1, number: 1, title: News}",
        "{id: s01e01-2, season: 1, number: 1, title: Weather}",
    )
    fields = BREAD | {"itunes_season": "1", "itunes_episode": "1"}
    assert matched(tfg.enrich(twins, rss(item(**fields | {"title": "News"})))) == ["s01e01"]
    assert matched(tfg.enrich(twins, rss(item(**fields | {"title": "Sport"})))) == []


def test_an_item_without_title_and_number_is_unmatched() -> None:
    found = tfg.enrich(ONE, rss("\n" + item(pubDate="Mon, 17 Jan 2022 06:00:00 GMT")))
    assert [(i.line, i.title) for i in found.unmatched] == [(2, "")]


def test_two_items_for_one_episode_are_not_guessed_between() -> None:
    later = item(title="3. Bread", pubDate="Tue, 18 Jan 2022 06:00:00 GMT")
    found = tfg.enrich(ONE, rss(item(**BREAD) + later))
    assert (found.changes, len(found.unmatched)) == ((), 2)


# ------------------------------------------------------------------------- by guid first

GUIDS = catalogue(
    "{id: s01e03, season: 1, number: 3, title: Bread, guid: 'https://example.org/?p=3'}",
    "{id: s01e04, season: 1, number: 4, title: Wine, guid: 'urn:4'}",
)


def test_a_guid_comes_before_numbers_and_title() -> None:
    moved = item(title="4: Wine", guid="https://example.org/?p=3", itunes_duration="60")
    found = tfg.enrich(GUIDS, rss(moved))
    assert matched(found) == ["s01e03"]


def test_guids_with_http_and_https_are_equal() -> None:
    found = tfg.enrich(GUIDS, rss(item(title="?", guid="http://example.org/?p=3")))
    assert [(c.id, c.change) for c in found.changes] == [("s01e03", "confirmed")]


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


def test_guids_that_are_no_addresses_differ_in_their_case() -> None:
    known = catalogue("{id: s01e03, season: 1, title: Bread, guid: 'a%c3'}")
    assert matched(tfg.enrich(known, rss(item(title="?", guid="a%C3")))) == []


@pytest.mark.parametrize("season", ["1", ""])
def test_a_contradicting_guid_excludes_a_match_by_number_or_title(season: str) -> None:
    other = item(title="Wine", guid="urn:5", itunes_season=season, itunes_episode="4")
    found = tfg.enrich(GUIDS, rss(other))
    assert (found.changes, len(found.unmatched)) == ((), 1)


def test_an_item_without_a_guid_matches_an_episode_that_has_one() -> None:
    assert matched(tfg.enrich(GUIDS, rss(item(**BREAD)))) == ["s01e03"]


def test_a_guid_that_two_episodes_have_decides_nothing() -> None:
    twins = catalogue(
        "{id: s01e03, season: 1, number: 3, title: Bread, guid: 'urn:3'}",
        "{id: s01e04, season: 1, number: 4, title: Wine, guid: 'urn:3'}",
    )
    assert matched(tfg.enrich(twins, rss(item(title="Salt", guid="urn:3")))) == []


def test_a_trailer_with_the_number_of_an_episode_is_not_that_episode() -> None:
    trailer = item(
        title="Soon", itunes_season="1", itunes_episode="3", itunes_episodeType="trailer"
    )
    assert matched(tfg.enrich(ONE, rss(trailer + item(**BREAD)))) == ["s01e03"]
    assert tfg.enrich(ONE, rss(trailer)).unmatched[0].title == "Soon"


def test_a_trailer_with_the_title_of_an_episode_leaves_it_to_the_full_item() -> None:
    trailer = item(title="Bread", itunes_duration="60", itunes_episodeType="trailer")
    found = tfg.enrich(ONE, rss(trailer + item(title="Bread", itunes_duration="3000")))
    assert found.catalogue.episode(3).duration == dt.timedelta(seconds=3000)


def test_a_trailer_does_not_take_the_title_of_an_episode_without_its_full_item() -> None:
    trailer = item(title="Bread", itunes_duration="60", itunes_episodeType="trailer")
    found = tfg.enrich(ONE, rss(trailer))
    assert (found.changes, [i.values["kind"] for i in found.unmatched]) == ((), ["trailer"])


def test_a_trailer_with_the_audio_file_of_an_episode_is_that_episode() -> None:
    audio = "audio: {url: 'https://example.org/3.mp3', media_type: audio/mpeg}"
    known = catalogue(f"{{id: soon, title: Soon, {audio}}}")
    more = '<enclosure url="https://example.org/3.mp3" type="audio/mpeg"/>'
    trailer = item(title="Soon", itunes_episodeType="trailer", more=more)
    assert matched(tfg.enrich(known, rss(trailer))) == ["soon"]


def test_of_items_with_one_title_the_day_tells_which() -> None:
    dated = catalogue("{id: news, title: News, published: 2022-01-17}")
    rerun = item(title="News", pubDate="2023-01-17", guid="2")
    found = tfg.enrich(dated, rss(rerun + item(title="News", pubDate="2022-01-17", guid="1")))
    assert found.catalogue.episodes["news"].guid == "1"
    assert [i.values["guid"] for i in found.unmatched] == ["2"]


def test_an_episode_without_a_season_has_the_number_of_an_item_without_one() -> None:
    flat = catalogue("{id: e278, number: 278, title: Bread}")
    assert matched(tfg.enrich(flat, rss(item(title="278: Renamed", guid="1")))) == ["e278"]


def test_the_day_tells_which_of_two_items_with_one_title_is_an_episode_of_unknown_audio() -> None:
    dated = catalogue("{id: news, title: News, published: 2022-01-17}")
    more = '<enclosure url="https://example.org/{}.mp3" type="audio/mpeg"/>'
    items = (
        item(title="News", pubDate=f"{year}-01-17", guid=str(year), more=more.format(year))
        for year in (2023, 2022)
    )
    found = tfg.enrich(dated, rss("".join(items)))
    assert found.catalogue.episodes["news"].guid == "2022"


def test_a_trailer_is_the_trailer_of_its_title() -> None:
    two = catalogue(
        "{id: trailer, title: Bread, kind: trailer, published: 2022-01-17}",
        "{id: s01e03, title: Bread, guid: 'urn:3'}",
    )
    found = tfg.enrich(two, rss(item(title="Bread", guid="urn:0", itunes_episodeType="trailer")))
    assert matched(found) == ["trailer"]
