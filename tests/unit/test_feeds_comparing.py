"""A feed compared with the one that it is to replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

import techforgood_podcast as tfg
from rss_strategies import documents, item, rss
from settings import examples
from techforgood_podcast.authoring.feeds.comparing import compare_feeds, is_loss

if TYPE_CHECKING:
    from collections.abc import Sequence

OVEN = {"title": "Oven", "guid": "urn:1"}
AUDIO = '<enclosure url="https://example.org/1.mp3" type="audio/mpeg"/>'


def compared(old: str, new: str) -> list[tuple[object, ...]]:
    """Return the differences as rows: change, kind, field, before and after."""
    found = compare_feeds(rss(old), rss(new))
    return [(one.change, one.kind, one.field, one.before, one.after) for one in found]


def losses(old: str, new: str) -> Sequence[tfg.Difference]:
    return [*filter(is_loss, compare_feeds(rss(old), rss(new)))]


def test_a_feed_that_says_the_same_in_other_words_differs_in_nothing() -> None:
    old = "<title>Bread</title><itunes:explicit>clean</itunes:explicit>" + item(
        **OVEN,
        link="https://example.org/é",
        pubDate="Mon, 17 Jan 2022 06:00:00 +0100",
        itunes_duration="00:30:34",
        more='<enclosure url="https://example.org/1.mp3" length="0" type="audio/mpeg"/>',
    )
    new = "<title>Bread</title><itunes:explicit>false</itunes:explicit>" + item(
        **OVEN,
        link="https://example.org/%C3%A9",
        pubDate="2022-01-17T05:00:00+00:00",
        itunes_duration="1834",
        more=AUDIO,
    )
    assert compared(old, new) == []


def test_an_element_that_the_new_feed_lacks_is_named_with_its_value() -> None:
    old = "<ttl>60</ttl>" + item(**OVEN, more='<media:content url="https://example.org/x"/>')
    assert compared(old, item(**OVEN)) == [
        ("removed", "channel", "ttl", "60", None),
        ("removed", "item", "media:content", "https://example.org/x", None),
    ]


def test_an_element_that_the_new_feed_adds_is_named_with_its_value() -> None:
    assert compared(item(**OVEN), "<ttl>60</ttl>" + item(**OVEN, itunes_season="1")) == [
        ("added", "channel", "ttl", None, "60"),
        ("added", "item", "itunes:season", None, "1"),
    ]


def test_an_empty_element_says_nothing() -> None:
    assert compared("<ttl></ttl>" + item(**OVEN, itunes_subtitle=" "), item(**OVEN)) == []


def test_of_elements_that_are_repeated_those_that_differ_are_named() -> None:
    old = item(**OVEN, more="<category>a</category><category>b</category><category>a</category>")
    new = item(**OVEN, more="<category>c</category><category>a</category>")
    assert compared(old, new) == [
        ("changed", "item", "category", "b", "c"),
        ("removed", "item", "category", "a", None),
    ]


def test_markup_within_notes_counts() -> None:
    old, new = (item(**OVEN, description=text) for text in ("&lt;b&gt;Hot&lt;/b&gt;", "Hot"))
    assert compared(old, new) == [("changed", "item", "description", "<b>Hot</b>", "Hot")]


def test_what_a_catalogue_cannot_hold_of_an_element_counts() -> None:
    old = '<podcast:locked owner="me@example.org">yes</podcast:locked>'
    new = "<podcast:locked>yes</podcast:locked>"
    assert compared(old, new) == [
        ("changed", "channel", "podcast:locked", "yes me@example.org", "yes")
    ]


def test_the_inside_of_elements_counts() -> None:
    def category(inside: str) -> str:
        return f'<itunes:category text="Arts"><itunes:category text="{inside}"/></itunes:category>'

    assert compared(category("Food"), category("Books")) == [
        ("changed", "channel", "itunes:category", "Arts Food", "Arts Books")
    ]


def test_an_item_that_is_not_there_is_lost() -> None:
    other = item(title="Salt", guid="urn:2")
    assert [(loss.id, loss.field, loss.name) for loss in losses(item(**OVEN) + other, other)] == [
        ("urn:1", None, "Oven")
    ]


def test_a_new_item_is_no_loss() -> None:
    other = item(title="Salt", guid="urn:2")
    assert compared(other, item(**OVEN) + other) == [
        ("added", "item", None, None, {"title": "Oven"})
    ]
    assert losses(other, item(**OVEN) + other) == []


def test_a_guid_that_changes_is_lost() -> None:
    for old, new in (
        (item(**OVEN, more=AUDIO), item(title="The oven", guid="urn:2", more=AUDIO)),
        (item(**OVEN), item(title="Oven", guid="urn:2")),
    ):
        assert [(loss.field, loss.before, loss.after) for loss in losses(old, new)] == [
            ("guid", "urn:1", "urn:2")
        ]


def test_an_item_without_a_guid_is_known_by_its_audio_file() -> None:
    address = "https://example.org/1.mp3"
    old = item(title="Oven", more=AUDIO)
    assert losses(old, item(title="Oven", guid=address, more=AUDIO)) == []
    assert losses(old, item(title="Oven", guid="urn:1", more=AUDIO))[0].before == address
    assert losses(item(title="Oven"), item(title="Oven", guid="urn:1")) == []


def test_an_address_and_its_encoded_form_are_one() -> None:
    old, new = (
        item(title="Oven", link=f"https://example.org/{name}", more=AUDIO.replace("1.mp3", name))
        for name in ("a b|é", "a%20b%7C%C3%A9")
    )
    assert compared(old, new) == []


def test_items_that_share_a_guid_are_compared_one_to_one() -> None:
    assert losses(item(**OVEN) + item(**OVEN), item(**OVEN)) != []
    assert compared(item(**OVEN) + item(**OVEN), item(**OVEN) + item(**OVEN)) == []


def test_items_that_share_a_guid_may_get_guids_of_their_own() -> None:
    twins = item(**OVEN) + item(**OVEN)
    new = item(**OVEN) + item(title="Oven", guid="urn:2")
    assert compared(twins, new) == [("changed", "item", "shared guid", "urn:1", "urn:2")]
    assert losses(twins, new) == []
    assert len(losses(twins + item(title="Salt", guid="urn:3"), new)) == 1


def test_another_order_of_the_items_is_a_change_of_the_channel() -> None:
    one, two, three = (item(title=name, guid=name) for name in ("a", "b", "c"))
    assert compared(one + two, two + three + one) == [
        ("changed", "channel", "order of items", ["a", "b"], ["b", "a"]),
        ("added", "item", None, None, {"title": "c"}),
    ]


@given(documents())
@settings(max_examples=examples(60))
def test_no_feed_differs_from_itself(document: str) -> None:
    try:
        tfg.authoring.inspect_feed(document)
    except tfg.FeedError:
        return
    assert compare_feeds(document, document) == ()
