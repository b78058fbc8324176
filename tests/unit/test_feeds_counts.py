"""Nothing in a feed is dropped without a word."""

from __future__ import annotations

import pytest

import techforgood_podcast as tfg
from rss_strategies import item, rss


def counts(channel: str, *, with_notes: bool = False) -> list[tuple[str, str, int, str]]:
    """Return what was not taken: the parent, the element, how many, and why."""
    found = tfg.authoring.inspect_feed(rss(channel), with_notes=with_notes)
    return [(c.parent, c.element, c.count, c.reason) for c in found if c.reason]


def test_what_is_taken_is_counted_without_a_reason() -> None:
    found = tfg.authoring.inspect_feed(rss("<title>Bread</title>" + item(title="Oven") * 3))
    assert [(c.parent, c.element, c.count, c.reason) for c in found] == [
        *(("channel", "title", 1, ""), ("item", "title", 3, "")),
    ]


@pytest.mark.parametrize(
    ("fields", "element", "reason"),
    [
        ({"itunes_duration": "00:04:60"}, "itunes:duration", "not a running time"),
        ({"pubDate": "someday"}, "pubDate", "not a date"),
        ({"itunes_season": "0"}, "itunes:season", "not a whole number from 1"),
        ({"itunes_episode": "34.5"}, "itunes:episode", "not a whole number from 0"),
        ({"link": "/one"}, "link", "not a complete web address"),
        ({"guid": "x" * 3000}, "guid", "not a usable identifier"),
        (
            {"more": '<enclosure url="1.mp3" type="audio/mpeg"/>'},
            "enclosure",
            "no complete address of a sound or video file",
        ),
        (
            {
                "more": "<podcast:person>\u200b</podcast:person><podcast:person> </podcast:person>"
                '<podcast:person role="guest"/>'
            },
            "podcast:person",
            "no name",
        ),
        (
            {"more": '<podcast:transcript url="https://example.org/1.vtt"/>'},
            "podcast:transcript",
            "no complete address, or no media type",
        ),
        ({"itunes_explicit": "perhaps"}, "itunes:explicit", "not a usable value"),
        ({"description": "Notes"}, "description", "taken with notes only"),
    ],
)
def test_what_is_not_taken_is_counted_with_the_reason(
    fields: dict[str, str], element: str, reason: str
) -> None:
    assert counts(item(title="Bread", **fields)) == [("item", element, 1, reason)]


def test_the_first_lines_are_named() -> None:
    found = tfg.authoring.inspect_feed(
        rss("\n".join([item(title="Bread", itunes_duration="?")] * 7))
    )
    (missed,) = (count for count in found if count.reason)
    assert (missed.count, missed.lines) == (7, (1, 2, 3, 4, 5))


def test_an_empty_element_says_nothing_that_could_be_dropped() -> None:
    assert counts(item(title="Bread", link="", ttl=" ")) == []


def test_another_value_of_one_field_is_counted() -> None:
    assert counts(item(title="Bread", itunes_season="1", podcast_season="2")) == [
        ("item", "podcast:season", 1, "another value was taken")
    ]


def test_the_same_value_in_two_elements_is_taken_twice() -> None:
    assert counts(item(title="Bread", itunes_title="Bread")) == []


def test_an_item_without_a_title_is_counted() -> None:
    assert counts(item(guid="1")) == [("item", "item", 1, "it has no title")]


@pytest.mark.parametrize(
    "date", ["Thu, 24 Feb 2022 21:35:38 XYZ", "Thu, 24 Feb 2022 0:35:38", "2022-02-24T05:00"]
)
def test_a_time_without_a_known_zone_is_counted_though_its_day_is_taken(date: str) -> None:
    feed = item(title="A", pubDate=date)
    assert counts(feed) == [("item", "pubDate", 1, "no time: zone not known")]
    (episode,) = tfg.authoring.draft_from_feed(rss(feed)).episodes
    assert (str(episode.published), episode.published_at) == ("2022-02-24", None)


@pytest.mark.parametrize(
    "date", ["Thu, 24 Feb 2022", "Thu, 24 Feb 2022 00:00:00", "24 Feb 2022 00:00 GMT", "2022-02-24"]
)
def test_a_day_without_a_time_lacks_nothing(date: str) -> None:
    assert counts(item(title="A", pubDate=date)) == []


@pytest.mark.parametrize(("length", "times"), [("9 MB", 1), ("000", 0), ("", 0)])
def test_a_length_that_is_no_number_is_counted_though_its_file_is_taken(
    length: str, times: int
) -> None:
    more = f'<enclosure url="https://example.org/1.mp3" length="{length}" type="audio/mpeg"/>'
    found = [("item", "enclosure", 1, "no length: not a whole number from 1")]
    assert counts(item(title="A", more=more)) == found * times


def test_people_of_the_show_other_than_hosts_are_counted() -> None:
    person = '<podcast:person role="producer" group="creative direction">Ann</podcast:person>'
    assert counts(f"{person}<podcast:person>Bob</podcast:person>") == [
        ("channel", "podcast:person", 1, "only hosts have a field in the show")
    ]


def test_elements_of_unknown_namespaces_have_the_prefix_of_the_feed() -> None:
    media = '<media:credit xmlns:media="http://search.yahoo.com/mrss/">Ann</media:credit>'
    other = '<dc:title xmlns:dc="https://example.org/other">Ann</dc:title>'
    assert [row[1] for row in counts(item(title="Bread", more=media + other))] == [
        *("media:credit", "?:title"),
    ]


def test_with_notes_the_notes_are_taken() -> None:
    channel = "<description>A show.</description>" + item(title="A", description="Notes")
    assert counts(channel, with_notes=True) == []


def test_what_is_left_of_an_element_that_is_taken_is_counted() -> None:
    feed = rss(
        '<podcast:locked owner="me@example.org">yes</podcast:locked>'
        '<podcast:funding url="https://example.org/">Give</podcast:funding>'
    )
    assert [(c.element, c.reason) for c in tfg.authoring.inspect_feed(feed)] == [
        ("podcast:locked", ""),
        ("podcast:locked owner", "the catalogue has no field for it"),
        ("podcast:funding", ""),
        ("podcast:funding text", "the catalogue has no field for it"),
    ]
