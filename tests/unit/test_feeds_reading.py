"""Feeds are read as their hosts write them: what is certain is taken, the rest left out."""

from __future__ import annotations

import datetime as dt

import pytest

import techforgood_podcast as tfg
from rss_strategies import item, rss
from techforgood_podcast import Audio, Episode


def only(document: str | bytes) -> Episode:
    """Return the one episode of a feed."""
    (episode,) = tfg.authoring.draft_from_feed(document).episodes
    return episode


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("1:02:03", 3723), ("01:02:03", 3723), ("62:03", 3723), ("3723", 3723)),
        *(("33:13", 1993), ("1834.5", 1834), ("00:48:00.250", 2880), (" 7 ", 7), ("12:5", 725)),
    ],
)
def test_a_running_time_is_read_in_each_of_its_forms(text: str, expected: int) -> None:
    found = only(rss(item(title="Bread", itunes_duration=text)))
    assert found.duration == dt.timedelta(seconds=expected)


@pytest.mark.parametrize(
    "text", ["62 min", "0", "00:00:00", "1:62", "-5", "PT1H", "1:2:3:4", "99999999", ":", ""]
)
def test_a_garbled_running_time_is_left_out(text: str) -> None:
    assert only(rss(item(title="Bread", itunes_duration=text))).duration is None


@pytest.mark.parametrize(
    "text",
    [
        *("Thu, 24 Feb 2022 23:30:00 -0500", "Thu, 24 Feb 2022 00:30:00 +1300"),
        *("Thu, 24 Feb 2022 05:00:00 GMT", "Thu, 24 Feb 2022 05:00:00", "24 Feb 2022 05:00"),
        *("Thu, 24 Feb 2022", "24 Feb 2022", "Thu, 24 February 2022 05:00:00 EST"),
        *("2022-02-24", "2022-02-24T23:30:00-05:00", "2022-02-24 05:00"),
    ],
)
def test_the_day_is_the_one_printed_in_the_feeds_own_zone(text: str) -> None:
    assert only(rss(item(title="Bread", pubDate=text))).published == dt.date(2022, 2, 24)


@pytest.mark.parametrize(
    "text",
    [
        *("someday", "", "24/02/2022", "2022-02-30", "2022-13-01", "0000-00-00", "2022-02-245"),
        *("Thu, 31 Feb 2022 05:00:00 GMT", "jeu., 24 févr. 2022", "1645660800", "2022"),
        "1 Jan 99999999999999999999 05:00",
    ],
)
def test_a_garbled_day_is_left_out(text: str) -> None:
    assert only(rss(item(title="Bread", pubDate=text))).published is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        *(("Bread", "Bread"), ("<![CDATA[<b>Bread</b> &amp; co]]>", "Bread & co")),
        *(("Bread &amp;amp; co", "Bread & co"), ("&amp;lt;i&amp;gt;Bread", "Bread")),
        *(("Le <b>pain</b> frais", "Le pain frais"), ("A&lt;br /&gt;B", "A B")),
        *(("I &lt;3 bread", "I <3 bread"), ("1 &lt; 2 &gt; 1", "1 < 2 > 1")),
        *(("L\x92œuvre", "L œuvre"), ("&#xFDD0;A&#x2028;B", "A B"), (" A\n\t B ", "A B")),
        *(("A&lt;!-- no --&gt;B", "AB"), ("D&amp;#39;abord", "D'abord")),
    ],
)  # fmt: skip
def test_a_title_is_plain_text_whatever_the_feed_makes_of_it(title: str, expected: str) -> None:
    assert only(rss(item(title=title))).title == expected


@pytest.mark.slow
def test_notes_as_long_as_a_text_may_be_are_read_again() -> None:
    show = tfg.Show(id="s", title="S", language="en")
    notes = "&" * (1024 * 1024 - 1)
    episode = tfg.Episode(id="e", show=show, title="T", notes=notes)
    feed = tfg.dumps(tfg.Catalogue(show=show, episodes=[episode]), "rss")
    assert tfg.authoring.draft_from_feed(feed, with_notes=True).episodes[0].notes == notes


@pytest.mark.parametrize("title", ["Vec<T>", "map<string, int>", "<3"])
def test_signs_of_a_title_that_are_no_mark_up_stay(title: str) -> None:
    show = tfg.Show(id="s", title="S", language="en")
    written = tfg.Catalogue(show=show, episodes=[tfg.Episode(id="e", show=show, title=title)])
    assert only(tfg.dumps(written, "rss")).title == title


@pytest.mark.slow
def test_mark_up_that_never_ends_is_read_in_one_pass() -> None:
    for mark_up in ("<!--" * 250_000, "&lt;b" * 200_000):
        document = rss(item(title=f"<![CDATA[{mark_up}]]>") + item(title="Bread"))
        assert only(document).title == "Bread"


def test_the_title_for_apple_is_the_short_one_if_it_differs() -> None:
    found = only(rss(item(title="BB1 Bread", itunes_title="Bread")))
    assert (found.title, found.short_title) == ("BB1 Bread", "Bread")
    assert only(rss(item(title="Bread", itunes_title="Bread"))).short_title is None


def test_the_title_for_apple_is_the_title_where_there_is_no_other() -> None:
    found = only(rss(item(itunes_title="Bread")))
    assert (found.title, found.short_title) == ("Bread", None)


@pytest.mark.parametrize(
    "title",
    [
        *("3. Bread", "03 - Bread", "#3: Bread", "3) Bread", "3 | Bread", "S1E3 - Bread"),
        *("S01E03: Bread", "Ep. 3 – Bread", "EP003 | Bread", "Épisode 3 : Bread"),
        "Saison 1, épisode 3 : Bread",
    ],
)
def test_a_number_in_a_title_is_read_and_left_there(title: str) -> None:
    found = only(rss(item(title=title)))
    assert (found.title, found.number) == (title, 3)


@pytest.mark.parametrize(
    ("title", "season"),
    [("S2E3 - Bread", 2), ("Saison 2, épisode 3 : Bread", 2), ("S0E3: Bread", None)],
)
def test_a_season_in_a_title_is_read(title: str, season: int | None) -> None:
    found = only(rss(item(title=title)))
    assert (found.season, found.number) == (season, 3)


@pytest.mark.parametrize(
    "title",
    [
        *("3.5 degrees", "3-2 wins", "3 pigs", "3.", "A 3. Bread", "1984: a review", "1984"),
        *("Episode 3 pigs", "0: Hello", "12345: Bread", "Top 5: Bread"),
    ],
)
def test_a_number_that_may_mean_anything_else_is_not_read(title: str) -> None:
    assert only(rss(item(title=title))).number is None


def test_the_number_of_its_own_element_comes_before_that_in_the_title() -> None:
    found = only(rss(item(title="S2E4 - Bread", itunes_season="1", itunes_episode="3")))
    assert (found.season, found.number) == (1, 3)


def test_a_number_in_a_title_of_another_season_is_not_read() -> None:
    found = only(rss(item(title="S2E4 - Bread", itunes_season="1")))
    assert (found.season, found.number) == (1, None)


def test_a_season_of_its_own_element_goes_with_a_number_in_the_title() -> None:
    found = only(rss(item(title="S2E4 - Bread", itunes_season="2")))
    assert (found.season, found.number) == (2, 4)


def test_the_number_is_read_from_either_title() -> None:
    for titles in (("12: Bread", "Bread"), ("Bread", "12: Bread")):
        title, short = titles
        assert only(rss(item(title=title, itunes_title=short))).number == 12


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("03", 3), (" 3 ", 3), ("2022", 2022)])
def test_a_number_is_read(text: str, number: int) -> None:
    found = only(rss(item(title="Bread", itunes_season=text, itunes_episode=text)))
    assert (found.season, found.number) == (number, number)


def test_an_episode_zero_is_kept_but_no_season_zero() -> None:
    found = only(rss(item(title="Bread", itunes_season="0", itunes_episode="0")))
    assert (found.season, found.number, found.id, found.code) == (None, 0, "e00", "E0")
    assert only(rss(item(title="#00: Bread"))).number == 0


@pytest.mark.parametrize("text", ["-1", "1.5", "one", "S1", "99999999", ""])
def test_a_garbled_number_is_left_out(text: str) -> None:
    found = only(rss(item(title="Bread", itunes_season=text, itunes_episode=text)))
    assert (found.season, found.number) == (None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("full", "full"), ("Trailer", "trailer"), ("BONUS", "bonus"), ("odd", "full"), ("", "full")],
)
def test_the_kind_of_an_episode_is_read(text: str, kind: str) -> None:
    assert only(rss(item(title="Bread", itunes_episodeType=text))).kind == kind


@pytest.mark.parametrize(
    "address",
    [
        *("/one.html", "one.html", "//example.org/1", "ftp://example.org/1", "javascript:alert(1)"),
        *("https://", "https://a b", "https://a|b/", "https://example.org/&#x80;"),
        "https://example.org/" + "x" * 2000,
    ],
)
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    more = f'<enclosure url="{address}" length="1" type="audio/mpeg"/>'
    found = only(rss(item(title="Bread", link=address, more=more)))
    assert (found.url, found.audio) == (None, None)


@pytest.mark.parametrize(
    ("printed", "encoded"),
    [
        *(("1 salt.mp3", "1%20salt.mp3"), ("?a=1|2", "?a=1%7C2"), ("{a}^`%20", "%7Ba%7D%5E%60%20")),
        *(("&lt;b&gt;&quot;", "%3Cb%3E%22"), ("a\\b", "a%5Cb"), ("2&#xA0;été", "2%C2%A0été")),
    ],
)
def test_what_no_address_may_hold_is_percent_encoded(printed: str, encoded: str) -> None:
    address = f"https://example.org/{printed}"
    more = f'<enclosure url="{address}" type="audio/mpeg"/><itunes:image href="{address}"/>'
    found = only(rss(item(title="Bread", link=address.replace("&#xA0;", "%C2%A0"), more=more)))
    whole = f"https://example.org/{encoded}"
    assert (found.url, found.audio and found.audio.url, found.image_url) == (whole, whole, whole)


@pytest.mark.parametrize(
    ("attributes", "media_type", "length"),
    [
        ('length="9" type="audio/mpeg"', "audio/mpeg", 9),
        ('length="" type="audio/mpeg"', "audio/mpeg", None),
        ('length="0" type="audio/mpeg"', "audio/mpeg", None),
        ('length="-1" type="Video/MP4"', "video/mp4", None),
        ('length="1,000" type="audio/x-m4a"', "audio/x-m4a", 1_000),
        ('length="99,206,835 " type="audio/mpeg"', "audio/mpeg", 99_206_835),
        ('length="10,00" type="audio/mpeg"', "audio/mpeg", None),
        ('type=" audio/ogg; codecs=opus "', "audio/ogg", None),
    ],
)
def test_what_an_enclosure_says_for_certain_is_read(
    attributes: str, media_type: str, length: int | None
) -> None:
    url = "https://example.org/1.mp3"
    found = only(rss(item(title="Bread", more=f'<enclosure url=" {url} " {attributes}/>')))
    assert found.audio == Audio(url=url, media_type=media_type, length=length)


@pytest.mark.parametrize(
    "type_", ["", 'type=""', 'type="application/pdf"', 'type="audio"', f'type="audio/{"x" * 2000}"']
)
def test_an_enclosure_that_is_no_sound_is_left_out(type_: str) -> None:
    more = f'<enclosure url="https://example.org/1" length="9" {type_}/>'
    assert only(rss(item(title="Bread", more=more))).audio is None


@pytest.mark.parametrize("guid", ["", " ", "a&#x80;b", "x" * 2001])
def test_a_guid_that_no_catalogue_can_hold_is_left_out(guid: str) -> None:
    assert only(rss(item(title="Bread", guid=guid))).guid is None


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        *(("mp3", "audio/mpeg"), ("MP3?x=1.ogg", "audio/mpeg"), ("m4a#t", "audio/mp4")),
        *(("ogg", "audio/ogg"), ("opus", "audio/opus"), ("mp4", "video/mp4")),
    ],
)
@pytest.mark.parametrize("attribute", ["", 'type=""', 'type="application/octet-stream"'])
def test_a_missing_media_type_is_that_of_the_suffix(
    suffix: str, media_type: str, attribute: str
) -> None:
    more = f'<enclosure url="https://example.org/1.{suffix}" length="9" {attribute}/>'
    audio = only(rss(item(title="Bread", more=more))).audio
    assert audio is not None
    assert audio.media_type == media_type


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu, 24 Feb 2022 23:30:00 -0500", "2022-02-24T23:30:00-05:00"),
        ("Thu, 24 Feb 2022 05:00:00 GMT", "2022-02-24T05:00:00+00:00"),
        ("Thu, 24 Feb 2022 05:00:00 +02:00", "2022-02-24T05:00:00+02:00"),
        ("Thu, 24 Feb 2022 05:00:00 +00:00", "2022-02-24T05:00:00+00:00"),
        ("Thu, 24 Feb 2022 05:00:00 -0330", "2022-02-24T05:00:00-03:30"),
        ("Thu, 24 Feb 2022 05:00 CET", "2022-02-24T05:00:00+01:00"),
        ("Thu, 24 Feb 2022 05:00:00 cest", "2022-02-24T05:00:00+02:00"),
        ("Thu, 24 Feb 2022 05:00:00 BST", "2022-02-24T05:00:00+01:00"),
        ("Thu, 24 Feb 2022 05:00:00 AEST", "2022-02-24T05:00:00+10:00"),
        ("Thu, 24 Feb 2022 05:00:00 GMT+2", "2022-02-24T05:00:00+02:00"),
        ("Thu Feb 24 2022 05:00:00 GMT-0500 (EST)", "2022-02-24T05:00:00-05:00"),
        ("2022-02-24T05:00:00Z", "2022-02-24T05:00:00+00:00"),
        ("2022-02-24T05:00:00.5+01:00", "2022-02-24T05:00:00+01:00"),
    ],
)
def test_the_moment_is_read_with_its_zone(text: str, moment: str) -> None:
    found = only(rss(item(title="Bread", pubDate=text)))
    assert found.published_at is not None
    assert found.published_at.isoformat() == moment
    assert found.published == dt.date(2022, 2, 24)


@pytest.mark.parametrize(
    "text",
    [
        *("Thu, 24 Feb 2022 05:00:00", "Thu, 24 Feb 2022", "2022-02-24", "2022-02-24T05:00:00"),
        *("24 Feb 2022 99:99:99 GMT", "24 Feb 2022 05:00:00 +9999", "2022-02-24T25:00:00Z"),
        *("24 Feb 2022 05:00:00 XYZT", "24 Feb 2022 00:00:00 GMT", "2022-02-24T00:00:00Z"),
    ],
)
def test_without_a_time_or_a_zone_or_at_midnight_only_the_day_is_certain(text: str) -> None:
    found = only(rss(item(title="Bread", pubDate=text)))
    assert (found.published, found.published_at) == (dt.date(2022, 2, 24), None)


def test_the_first_date_that_is_one_counts() -> None:
    found = only(rss(item(title="Bread", pubDate="someday", dc_date="2022-02-24T05:00:00Z")))
    assert found.published == dt.date(2022, 2, 24)
    assert found.published_at is not None


@pytest.mark.parametrize(
    ("text", "explicit"),
    [*(("yes", True), ("True", True), ("explicit", True)), ("no", False), ("clean", False)],
)
def test_explicit_has_several_words(text: str, explicit: bool) -> None:  # noqa: FBT001
    assert only(rss(item(title="Bread", itunes_explicit=text))).explicit is explicit


def test_an_odd_word_for_explicit_says_nothing() -> None:
    assert only(rss(item(title="Bread", itunes_explicit="maybe"))).explicit is None


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/one", "https://example.org/one"),
        (" ../one", "https://example.org/one"),
        ("./one", "https://example.org/show/one"),
        ("//cdn.example.org/one", "https://cdn.example.org/one"),
        ("//[", None),
    ],
)
def test_a_relative_address_is_completed(address: str, whole: str | None) -> None:
    more = f'<enclosure url="{address}" type="audio/mpeg"/><itunes:image href="{address}"/>'
    one = item(title="Bread", link=address, more=more)
    for base in (
        '<atom:link rel="self" href="https://example.org/show/feed.xml"/><link>/</link>',
        "<link>https://example.org/show/</link>",
    ):
        found = only(rss(f"{base}{one}"))
        assert (found.url, found.image_url) == (whole, whole)
        assert (found.audio and found.audio.url) == whole


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("1.mp3", "https://example.org/show/1.mp3"),
        (" audio/2 été.mp3", "https://example.org/show/audio/2%20été.mp3"),
        ("?file=3", "https://example.org/show/feed.xml?file=3"),
        *((other, None) for other in ("", "#top", "www.example.org/1.mp3", "ftp:1.mp3", "file:1")),
    ],
)
def test_the_name_of_a_file_is_completed_where_only_an_address_can_be(
    name: str, whole: str | None
) -> None:
    more = (
        f'<enclosure url="{name}" type="audio/mpeg"/><itunes:image href="{name}"/>'
        f'<podcast:transcript url="{name}" type="text/vtt"/><podcast:chapters url="{name}"/>'
        f'<podcast:person href="{name}">Ann Bell</podcast:person>'
    )
    base = '<atom:link rel="self" href="https://example.org/show/feed.xml"/>'
    found = only(rss(base + item(title="Bread", link=name, more=more)))
    assert (found.audio and found.audio.url, found.image_url, found.chapters_url) == (whole,) * 3
    assert [transcript.url for transcript in found.transcripts] == ([whole] if whole else [])
    assert (found.url, found.hosts[0].url) == (None, None)


@pytest.mark.parametrize("name", [".", " ", "a."])
def test_the_name_of_a_file_that_never_ends_is_read_in_one_pass(name: str) -> None:
    base = '<atom:link rel="self" href="https://example.org/show/feed.xml"/>'
    more = f'<enclosure url="{name * 500_000}" type="audio/mpeg"/>'
    assert only(rss(base + item(title="Bread", more=more))).audio is None


def test_the_feed_may_name_itself_as_a_file() -> None:
    link = '<link>https://example.org/show/</link><atom:link rel="self" href="feed.xml"/>'
    assert (
        tfg.authoring.draft_from_feed(rss(link)).show.feed_url
        == "https://example.org/show/feed.xml"
    )


def test_relative_addresses_in_notes_stay() -> None:
    one = item(title="Bread", description="&lt;a href='/one'&gt;One&lt;/a&gt;")
    found = tfg.authoring.draft_from_feed(
        rss(f"<link>https://example.org/</link>{one}"), with_notes=True
    )
    assert found.episodes[0].notes == "One"
