"""A feed that is written from the catalogue of a feed can take its place."""

from __future__ import annotations

import re
from pathlib import Path
from string import printable
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, reject, settings

import techforgood_podcast as tfg
from rss_strategies import documents, item, rss
from settings import examples
from techforgood_podcast.authoring.feeds.comparing import compare_feeds
from techforgood_podcast.syntax import is_list, is_mapping

FEEDS = Path(__file__).parent / "feeds"
# What a feed states though the catalogue does not know it: identifiers, texts made from the rest.
DERIVED = {"guid", "notes_html", "summary"}

# The fields of a draft; notes are filled as HTML or as text.
SHOW_FIELDS = """
    id sources author blocked categories copyright cover_url explicit feed_order feed_url
    funding guid hosts kind language locked new_feed_url owner_email owner_name summary
    title url
"""
EPISODE_FIELDS = """
    id sources audio blocked chapters chapters_url crew duration explicit guests guid hosts
    image_url keywords kind notes_html number places published published_at season
    short_title summary title transcripts url
"""

FULL = rss(
    "<title>Bread &amp; code</title><language>en</language><link>https://example.org/</link>"
    "<description>Two bakers.</description><copyright>© Ann</copyright>"
    '<atom:link rel="self" href="https://example.org/rss"/>'
    '<itunes:image href="https://example.org/cover.jpg"/>'
    "<itunes:author>Ann &amp; Bob</itunes:author>"
    "<itunes:owner><itunes:name>Ann</itunes:name><itunes:email>ann@example.org</itunes:email>"
    "</itunes:owner><itunes:explicit>false</itunes:explicit><itunes:type>serial</itunes:type>"
    '<itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>'
    '<itunes:category text="Technology"/>'
    "<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>"
    '<podcast:person role="host" href="https://example.org/ann">Ann</podcast:person>'
    "<itunes:block>Yes</itunes:block><podcast:locked>no</podcast:locked>"
    "<itunes:new-feed-url>https://example.org/new</itunes:new-feed-url>"
    '<podcast:funding url="https://example.org/give">Give</podcast:funding>'
    + item(title="Dough", guid="urn:11", pubDate="2022-01-16")
    + item(
        title="12: Salt",
        itunes_title="Salt",
        itunes_subtitle="A pinch will do",
        itunes_block="yes",
        link="https://example.org/12",
        guid="urn:12",
        pubDate="Mon, 17 Jan 2022 23:30:00 -0500",
        description="<![CDATA[<p>How much?</p><ul><li>A pinch</li></ul>]]>",
        itunes_season="2",
        itunes_episodeType="bonus",
        itunes_duration="1:02:03",
        itunes_explicit="true",
        itunes_keywords="salt, flour",
        more='<enclosure url="https://example.org/12.mp3" length="9" type="audio/mpeg"/>'
        '<itunes:image href="https://example.org/12.jpg"/>'
        '<podcast:transcript url="https://example.org/12.vtt" type="text/vtt" language="en"/>'
        '<podcast:chapters url="https://example.org/12.json" type="application/json+chapters"/>'
        '<psc:chapters version="1.2"><psc:chapter start="00:01:02" title="Oven"/></psc:chapters>'
        "<podcast:location>Namur</podcast:location>"
        '<podcast:person role="host" href="https://example.org/ann">Ann</podcast:person>'
        '<podcast:person role="guest" img="https://example.org/b.jpg">Bob</podcast:person>'
        '<podcast:person role="Editor" group="audio post-production">Cy</podcast:person>',
    )
    + item(title="Untitled", guid="urn:13", pubDate="2022-01-18")
)


def test_every_field_of_a_feed_survives_a_round_trip() -> None:
    first = tfg.authoring.draft_from_feed(FULL, with_notes=True)
    again = tfg.authoring.draft_from_feed(tfg.dumps(first, "rss"), with_notes=True)
    assert [str(d) for d in first.diff(again) if d.before or d.field not in DERIVED] == []
    assert first.episodes["s02e12"] == again.episodes["s02e12"]
    assert first.show == again.show


def test_the_full_feed_fills_every_field_that_a_feed_can_fill() -> None:
    plain = tfg.to_dict(tfg.authoring.draft_from_feed(FULL, with_notes=True))
    assert set(plain["show"]) == {*SHOW_FIELDS.split()}
    (episode,) = (each for each in plain["episodes"] if each["id"] == "s02e12")
    assert set(episode) == {*EPISODE_FIELDS.split()}


def test_an_update_takes_answers_about_the_fields_that_a_feed_can_fill(folder: Path) -> None:
    with pytest.raises(tfg.UnknownFieldError) as caught:
        tfg.authoring.update_folder(folder, FULL, accept=["titel"])
    fields = {*SHOW_FIELDS.split(), *EPISODE_FIELDS.split()} - {"id", "sources"}
    assert set(caught.value.known) == fields | {"all", "notes"}


@pytest.mark.parametrize("name", ["acast", "podlove", "apple", "buzzsprout", "minimal"])
def test_a_feed_of_a_host_loses_nothing_in_a_round_trip(name: str) -> None:
    assert lost(FEEDS / f"{name}.xml") == []


@settings(max_examples=examples(150), deadline=None)
@given(documents())
@example(
    rss(
        "<item><title>Bread</title>"
        '<enclosure url="https://é.example/日" type="audio/mpeg" length="1"/></item>'
    )
)
def test_no_feed_loses_anything_in_a_round_trip(document: str) -> None:
    assert lost(document) == []


def lost(feed: str | Path) -> list[str]:
    """Return the differences between a catalogue and the one read from its feed."""
    try:
        first = tfg.authoring.draft_from_feed(feed, with_notes=True)
    except tfg.FeedError:
        reject()
    if any(re.search("-[0-9a-f]{8}", one.id) for one in (first.show, *first.episodes)):
        reject()  # the hash is that of the guid, which the written feed adds where there was none
    again = tfg.authoring.draft_from_feed(tfg.dumps(first, "rss"), with_notes=True)
    return [
        str(d)
        for d in first.diff(again)
        if (d.before or d.field not in DERIVED) and as_fed(d.before) != as_fed(d.after)
    ]


def as_fed(value: Any) -> Any:
    """Return a value as feeds print it: addresses in ASCII; of credits, only who and which role.

    What looks like a tag in a text is a tag in a feed.
    """
    if isinstance(value, str):
        is_address = value.startswith("http")
        return quote(value, safe=printable) if is_address else re.sub("</?[a-z]+>", "", value)
    if is_list(value):
        if value and "credited_as" in value[0]:
            return [(credit["person"], credit.get("role")) for credit in value]
        return [as_fed(item) for item in value]
    if is_mapping(value):
        return {key: as_fed(item) for key, item in value.items()}
    return value


def test_items_that_share_a_guid_keep_it_in_the_export() -> None:
    oven, salt = (
        item(title=title, guid="urn:1", pubDate=f"1 Jan 200{year} 00:00:00 +0000")
        for year, title in enumerate(("Oven", "Salt"))
    )
    draft = tfg.authoring.draft_from_feed(rss(oven + salt))
    guids = [(episode.id, episode.guid) for episode in draft.episodes]
    assert guids == [("oven", "urn:1"), ("salt", "urn:1")]
    feed = tfg.dumps(draft, "rss")
    assert feed.count('<guid isPermaLink="false">urn:1</guid>') == 2
    changed = compare_feeds(rss(salt + oven), feed)
    assert "guid" not in {difference.field for difference in changed}


def test_the_name_and_the_country_of_a_location_come_back_in_the_export() -> None:
    location = '<podcast:location country="{}">{}</podcast:location>'.format
    more = location("us", "Austin, TX") + location("US", "Waco")
    draft = tfg.authoring.draft_from_feed(rss(item(title="Oven", more=more)))
    assert [(p.id, str(p.name), p.code, p.part_of and p.part_of.id) for p in draft.places] == [
        ("austin-tx", "Austin, TX", None, "us"),
        ("us", "US", "US", None),
        ("waco", "Waco", None, "us"),
    ]
    feed = tfg.dumps(draft, "rss")
    assert '<podcast:location rel="subject" country="US">Austin, TX</podcast:location>' in feed
