"""A grammar of RSS documents: everyday ones, messy ones and hostile ones."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

NAMESPACES = (
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(channel: str) -> str:
    """Return a feed with this content of its channel."""
    return f'<rss version="2.0"{NAMESPACES}><channel>{channel}</channel></rss>'


def item(**fields: str) -> str:
    """Return an item: ``itunes_duration="33:13"`` is ``<itunes:duration>33:13</itunes:duration>``.

    A field named ``more`` holds elements as they are.
    """
    more = fields.pop("more", "")
    names = {field: field.replace("_", ":") for field in fields}
    texts = (f"<{names[field]}>{text}</{names[field]}>" for field, text in fields.items())
    return f"<item>{''.join(texts)}{more}</item>"


TITLES = (
    *("Bread", "1. Bread", "S1E2 - Oven", "Épisode 3 : Le pain", "#4 Salt", "1984", "3.5 degrees"),
    *("&amp;lt;b&amp;gt;Bread&amp;lt;/b&amp;gt;", "<![CDATA[<b>Bread</b> &amp; co]]>"),
    "Le <b>pain</b>",
    *("日本語", "&#x202E;abc", "con", "...", "&#x80;&#xFDD0;", "&amp;#x1F;", "~", "a: b #c", " "),
    *("<![CDATA[ ]]>", "&lt;", "-->", "<!-- no -->", "&lt;!--&lt;!--", "x" * 3000, "İ", "ﷺ" * 500),
)  # fmt: skip
NOTES = (
    *("<![CDATA[<p>One<br>two</p>]]>", "&lt;ul&gt;&lt;li&gt;One", "One\n\ntwo &amp; three"),
    "<![CDATA[<a href='https://example.org/'>One</a><script>two</script>]]>",
)
NUMBERS = ("1", "2", "02", "0", "-1", "1.5", "one", "9999999", "99999999", "٣", "²", "")
DURATIONS = (
    *("1:02:03", "62:03", "3723", "62 min", "0", "00:00:00", "1834.5", "PT1H", "-1", "1:2:3:4"),
    *("999:999:59", "999999", "9999999", "12:60", ":", "٣:٠٠"),
)
DAYS = (
    *("Thu, 24 Feb 2022 23:30:00 -0500", "Thu, 24 Feb 2022", "2022-02-24T05:00:00Z", "0 1 Jan"),
    *("2022-02-24", "2022-02-30", "0000-00-00", "24/02/2022", "Thu, 31 Feb 2022 1:1", ",,,", "Mon"),
    *("1 Jan 99999999999 1:1", "1 Jan -5 1:1", "24 Feb 22 99:99:99 +9999999", "1645660800"),
    "jeu., 24 févr. 2022",
)
ADDRESSES = (
    *(
        "https://example.org/1.mp3",
        "HTTPS://EXAMPLE.ORG",
        "/1.mp3",
        "javascript:alert(1)",
        "http://",
    ),
    *(
        "https://example.org/a b",
        "https://é.example/日",
        "https://x/&#x80;",
        "https://x/&amp;amp;y",
    ),
    "https://x/" + "y" * 3000,
)
TYPES = (
    "audio/mpeg",
    "Audio/MPEG; q=1",
    "video/mp4",
    "text/html",
    "audio/",
    "",
    "audio/" + "x" * 3000,
)
NAMES = (
    "Ada Miller",
    "ADA MILLER",
    "Örs Őz",
    "日本",
    "!!!",
    "***",
    "nul",
    "s01e01",
    "&amp;amp;",
    "\u200b",
)
ROLES = ("host", "co-host", "guest", "Guest ", "editor", "")
GROUPS = ("cast", "Cast", "writing", "")
LANGUAGES = ("fr", "fr-FR", "en_us", "french", "fr-", "x", "日本", "zh-Hant-TW", "")

VALID = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[*map(chr, {*range(0x20)} - {9, 10, 13}), "\ufffe", "\uffff"],
)
"""Every character that XML allows."""


def _texts(*usual: str) -> SearchStrategy[str]:
    """The usual texts of a field, escaped for a document, and any other."""
    return st.sampled_from(usual) | st.text(VALID, max_size=20).map(escape)


@st.composite
def _fields(draw: DrawFn) -> str:
    """An element of a channel or an item, valid or not."""
    name, texts = draw(
        st.sampled_from(
            (
                *(("title", TITLES), ("itunes:title", TITLES), ("guid", (*TITLES, *ADDRESSES))),
                *(("itunes:season", NUMBERS), ("podcast:season", NUMBERS)),
                *(("itunes:episode", NUMBERS), ("podcast:episode", NUMBERS)),
                *(("itunes:duration", DURATIONS), ("pubDate", DAYS), ("dc:date", DAYS)),
                *(("link", ADDRESSES), ("language", LANGUAGES), ("description", TITLES)),
                ("itunes:episodeType", ("full", "Trailer", "bonus", "other")),
                *(("itunes:explicit", ("yes", "false", "maybe")), ("itunes:type", ("serial",))),
                *(
                    ("itunes:keywords", ("a, b,, a", "a")),
                    ("category", ("c, d", "a", " ")),
                    ("content:encoded", NOTES),
                ),
                *(("itunes:author", TITLES), ("copyright", TITLES), ("podcast:guid", TITLES)),
            )
        )
    )
    return f"<{name}>{draw(_texts(*texts))}</{name}>"


@st.composite
def _persons(draw: DrawFn) -> str:
    role, group = draw(_texts(*ROLES)), draw(_texts(*GROUPS))
    attributes = draw(st.sampled_from(("", f" role={_quoted(role)}", f" group={_quoted(group)}")))
    return f"<podcast:person{attributes}>{draw(_texts(*NAMES))}</podcast:person>"


@st.composite
def _enclosures(draw: DrawFn) -> str:
    url, type_ = _quoted(draw(_texts(*ADDRESSES))), _quoted(draw(_texts(*TYPES)))
    length = draw(st.sampled_from(("1", "0", "", "ten", "9" * 30)))
    attributes = draw(st.sampled_from((f"url={url} type={type_}", f"url={url}", f"type={type_}")))
    return f'<enclosure {attributes} length="{length}"/>'


def _quoted(escaped: str) -> str:
    """Return a text for an attribute; what is escaped already is escaped once more."""
    return quoteattr(escaped)


_IMAGES = st.sampled_from(
    (
        '<itunes:image href="https://example.org/cover.jpg"/>',
        '<itunes:image href="cover.jpg"/>',
        "<itunes:image/>",
        "<image><url>https://example.org/small.jpg</url></image>",
        '<atom:link rel="self" href="https://example.org/feed"/>',
        '<atom:link rel="self"/>',
        '<itunes:category text="Arts"><itunes:category text="Food"/></itunes:category>',
        "<itunes:owner><itunes:name>Ann</itunes:name><itunes:email>a@b</itunes:email></itunes:owner>",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
    )
)
_FILES = st.sampled_from(
    (
        '<podcast:transcript url="https://example.org/1.vtt" type="text/vtt" language="fr"/>',
        '<podcast:transcript url="1.vtt" type="text/vtt"/>',
        '<podcast:chapters url="https://example.org/1.json" type="application/json+chapters"/>',
        '<itunes:image href="https://example.org/1.jpg"/>',
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="1.mp3"/>',
    )
)
_ITEMS = st.lists(_fields() | _persons() | _enclosures() | _FILES, max_size=8).map(
    lambda parts: f"<item>{''.join(parts)}</item>"
)
_HOSTILE = st.sampled_from(
    (
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0" encoding="klingon"?>',
        '<?xml version="1.0" encoding="utf-16"?>',
        '<?xml version="1.0" encoding="utf-7"?>',
        '<?xml version="1.0" encoding="undefined"?>',
        '<?xml version="9"?>',
        "<!--",
        "&#xD800;",
        "&#0;",
        "&nothing;",
        "\ud800",
        "\x00",
        "\ufeff",
        "<![CDATA[",
        "]]>",
        "<item>",
        "</item>",
        "<a>" * 70,
        "<x:y>",
        "\r",
    )
)


@st.composite
def documents(draw: DrawFn) -> str:
    """Feeds, most of them well-formed."""
    parts = draw(st.lists(_ITEMS | _fields() | _persons() | _IMAGES, max_size=6))
    document = rss("\n".join(parts))
    if draw(st.booleans()):
        return document
    index = draw(st.integers(0, len(document)) | st.just(0))
    return document[:index] + draw(_HOSTILE) + document[index:]


@st.composite
def raw_documents(draw: DrawFn) -> bytes:
    """Feeds as they come from a disk, in some encoding, whole or cut."""
    encoding = draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1")))
    data = draw(documents()).encode(encoding, "backslashreplace")
    if draw(st.booleans()):
        return data
    index = draw(st.integers(0, len(data)))
    return data[:index] + draw(st.binary(max_size=4)) + data[index + draw(st.integers(0, 4)) :]
