"""Feeds are read as their hosts write them: what is certain is taken, the rest left out."""

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import pytest

import techforgood_podcast as tfg
from rss_strategies import NAMESPACES, item, rss
from techforgood_podcast import Audio, Episode

FEEDS = Path(__file__).parent / "feeds"


def only(document: str | bytes) -> Episode:
    """Return the one episode of a feed."""
    (episode,) = tfg.draft_from_feed(document).episodes
    return episode


def failure(document: str | bytes) -> str:
    with pytest.raises(tfg.FeedError) as caught:
        tfg.draft_from_feed(document)
    return str(caught.value)


# ------------------------------------------------------------------------------ where from


def test_a_feed_is_a_text_bytes_or_the_path_of_a_file(tmp_path: Path) -> None:
    document = rss("<title>Été</title>")
    (tmp_path / "feed.xml").write_text(document, encoding="utf-8")
    for feed in (document, document.encode(), tmp_path / "feed.xml"):
        assert tfg.draft_from_feed(feed).show.title == "Été"


def test_a_file_that_does_not_exist_is_named(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    with pytest.raises(tfg.FeedError) as caught:
        tfg.draft_from_feed(path)
    assert str(caught.value) == f"{path}: No such file or directory"
    assert (caught.value.line, caught.value.column) == (0, 0)


def test_a_folder_is_no_feed(tmp_path: Path) -> None:
    with pytest.raises(tfg.FeedError, match="Is a directory"):
        tfg.draft_from_feed(tmp_path)


def test_a_path_that_no_file_can_have_is_no_feed() -> None:
    with pytest.raises(tfg.FeedError, match="null byte"):
        tfg.draft_from_feed(Path("a\0b"))


def test_a_device_is_refused() -> None:
    with pytest.raises(tfg.FeedError, match="neither a file nor a folder"):
        tfg.draft_from_feed(Path("/dev/zero"))


def test_an_error_keeps_its_parts_when_it_is_pickled() -> None:
    error = tfg.FeedError("no feed", 2, 3)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- just written
    assert (type(again), str(again)) == (tfg.FeedError, "feed:2:3: no feed")
    assert (again.message, again.line, again.column) == ("no feed", 2, 3)
    assert isinstance(again, ValueError)


# ------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        *(("", "utf-8"), ("", "utf-8-sig"), ("utf-8", "utf-8"), ("UTF-8", "utf-8-sig")),
        *(("", "utf-16"), ("utf-16", "utf-16"), ("UTF-16", "utf-16")),
        *(("iso-8859-1", "latin-1"), ("latin1", "latin-1"), ("windows-1252", "cp1252")),
        *(("iso-8859-15", "iso-8859-15"), ("koi8-r", "koi8-r")),
    ],
)
def test_the_encoding_of_bytes_is_the_one_they_declare(declared: str, encoding: str) -> None:
    title = "Подкаст" if encoding == "koi8-r" else "Été"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    document = f"{head}{rss(f'<title>{title}</title>')}".encode(encoding)
    assert tfg.draft_from_feed(document).show.title == title


@pytest.mark.parametrize("declared", ["utf-16", "latin-1", "klingon", "utf-8"])
def test_the_encoding_that_a_text_declares_is_that_of_another_time(declared: str) -> None:
    head = f'\ufeff<?xml version="1.0" encoding="{declared}"?>\n'
    assert tfg.draft_from_feed(head + rss("<title>Été</title>")).show.title == "Été"


@pytest.mark.parametrize(
    "encoding", ["klingon", "utf-7", "shift_jis", "hex", "undefined", "idna", "utf-16"]
)
def test_an_encoding_that_cannot_be_read_is_located(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?>{rss("")}'.encode()
    message = failure(document)
    assert message.startswith("feed:1:31: ")
    assert "encoding" in message


def test_a_byte_that_is_no_utf_8_is_located() -> None:
    document = "<rss><channel>\n<title>é".encode() + b"\xff</title></channel></rss>"
    assert failure(document) == "feed:2:9: invalid XML: not well-formed (invalid token)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("before", ["", "\n", "\n\n", "\r", "\r\n"])
def test_places_count_characters_in_every_encoding(encoding: str, before: str) -> None:
    head = '<?xml version="1.0" encoding="latin-1"?>' if encoding == "latin-1" else ""
    line = {"": 1, "\n\n": 3}.get(before, 2)
    column = len(f"{head}<rss>ééé</" if line == 1 else "ééé</") + 1
    document = f"{head}<rss>{before}ééé</rs>".encode(encoding)
    assert failure(document) == f"feed:{line}:{column}: invalid XML: mismatched tag"


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_document_that_ends_with_its_byte_order_mark_is_located(mark: bytes) -> None:
    assert failure(mark) == "feed:1:1: invalid XML: no element found"


def test_half_a_character_in_a_text_is_located() -> None:
    assert failure("<rss>\né\ud800") == "feed:2:2: invalid Unicode: lone surrogate"


# ---------------------------------------------------------------------------------- broken


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("ampersand", "feed:2:12: invalid XML: not well-formed (invalid token)"),
        ("atom", "feed:2:1: expected an RSS feed: <rss> with a <channel>"),
        ("cut-off", "feed:2:12: invalid XML: no element found"),
        ("doctype", "feed:2:15: a DOCTYPE is not allowed in a feed"),
        ("empty", "feed:1:1: invalid XML: no element found"),
        ("html", "feed:1:1: invalid XML: syntax error"),
        ("late-declaration", "feed:2:1: invalid XML: "),
        ("namespace", "feed:2:1: invalid XML: unbound prefix"),
        ("nesting", "feed:2:19: invalid XML: mismatched tag"),
        ("no-channel", "feed:2:3: expected an RSS feed: <rss> with a <channel>"),
    ],
)
def test_a_broken_feed_is_refused_where_it_breaks(name: str, message: str) -> None:
    with pytest.raises(tfg.FeedError) as caught:
        tfg.draft_from_feed(FEEDS / f"broken-{name}.xml")
    assert str(caught.value).startswith(message)


def test_every_broken_feed_is_refused() -> None:
    for path in FEEDS.glob("broken-*.xml"):
        with pytest.raises(tfg.FeedError):
            tfg.draft_from_feed(path)


# -------------------------------------------------------------------------- what items say


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


def test_mark_up_that_never_ends_is_read_in_one_pass() -> None:
    for mark_up in ("<!--" * 250_000, "&lt;b" * 200_000):
        document = rss(item(title=f"<![CDATA[{mark_up}]]>") + item(title="Bread"))
        assert only(document).title == "Bread"


def test_the_title_for_apple_is_preferred_as_it_has_no_number() -> None:
    assert only(rss(item(title="BB1 Bread", itunes_title="Bread"))).title == "Bread"


@pytest.mark.parametrize(
    "title",
    [
        *("3. Bread", "03 - Bread", "#3: Bread", "3) Bread", "3 | Bread", "S1E3 - Bread"),
        *("S01E03: Bread", "Ep. 3 – Bread", "EP003 | Bread", "Épisode 3 : Bread"),
        "Saison 1, épisode 3 : Bread",
    ],
)
def test_the_number_of_the_item_is_no_part_of_its_title(title: str) -> None:
    numbered = item(title=title, itunes_season="1", itunes_episode="3")
    assert only(rss(numbered)).title == "Bread"


@pytest.mark.parametrize(
    "title", ["4. Bread", "S2E3 - Bread", "3.5 degrees", "3-2 wins", "3 pigs", "3.", "A 3. Bread"]
)
def test_another_number_is_a_part_of_the_title(title: str) -> None:
    numbered = item(title=title, itunes_season="1", itunes_episode="3")
    assert only(rss(numbered)).title == title


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("03", 3), (" 3 ", 3), ("2022", 2022)])
def test_a_number_is_read(text: str, number: int) -> None:
    found = only(rss(item(title="Bread", itunes_season=text, itunes_episode=text)))
    assert (found.season, found.number) == (number, number)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "one", "S1", "99999999", ""])
def test_a_garbled_number_is_left_out(text: str) -> None:
    found = only(rss(item(title="Bread", itunes_season=text, itunes_episode=text)))
    assert (found.season, found.number) == (1, None)


@pytest.mark.parametrize(
    ("told", "kind"),
    [("full", "full"), ("Trailer", "trailer"), ("BONUS", "bonus"), ("odd", "full"), ("", "full")],
)
def test_the_kind_of_an_episode_is_read(told: str, kind: str) -> None:
    assert only(rss(item(title="Bread", itunes_episodeType=told))).kind == kind


@pytest.mark.parametrize(
    "address",
    [
        *("/one.html", "one.html", "//example.org/1", "ftp://example.org/1", "javascript:alert(1)"),
        *("https://", "https://a b", "https://example.org/&lt;b&gt;", "https://example.org/&#x80;"),
        "https://example.org/" + "x" * 2000,
    ],
)
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    more = f'<enclosure url="{address}" length="1" type="audio/mpeg"/>'
    found = only(rss(item(title="Bread", link=address, more=more)))
    assert (found.url, found.audio) == (None, None)


@pytest.mark.parametrize(
    ("attributes", "media_type", "length"),
    [
        ('length="9" type="audio/mpeg"', "audio/mpeg", 9),
        ('length="" type="audio/mpeg"', "audio/mpeg", None),
        ('length="0" type="audio/mpeg"', "audio/mpeg", None),
        ('length="-1" type="Video/MP4"', "video/mp4", None),
        ('length="1,000" type="audio/x-m4a"', "audio/x-m4a", None),
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
    ("itunes", "podcast"),
    [
        (
            "http://www.itunes.com/DTDs/Podcast-1.0.dtd",
            "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
        ),
        ("http://www.itunes.com/dtds/podcast-1.0.dtd/", "https://PodcastIndex.org/namespace/1.0/"),
    ],
)
def test_namespaces_are_known_in_each_of_their_spellings(itunes: str, podcast: str) -> None:
    document = rss(
        item(
            title="Bread",
            i_duration="33:13",
            more='<p:person role="guest">Ben Baker</p:person>',
        )
    ).replace(NAMESPACES, f' xmlns:i="{itunes}" xmlns:p="{podcast}"')
    found = only(document)
    assert found.duration == dt.timedelta(minutes=33, seconds=13)
    assert [guest.credited_as for guest in found.guests] == ["Ben Baker"]


def test_an_element_of_another_namespace_says_nothing() -> None:
    media = '<media:title xmlns:media="http://search.yahoo.com/mrss/">Another</media:title>'
    assert only(rss(item(title="Bread", more=media))).title == "Bread"
