"""A grammar of RSS documents: everyday ones, messy ones and hostile ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import yaml
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


_TEXTS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "feeds" / "drawn.yaml").read_text(encoding="utf-8")
)
TITLES = (*_TEXTS["titles"], "x" * 3000, "ﷺ" * 500)
ADDRESSES = (*_TEXTS["addresses"], "https://x/" + "y" * 3000)
TYPES = (*_TEXTS["types"], "audio/" + "x" * 3000)

VALID = st.characters(
    exclude_categories=["Cs"],
    exclude_characters=[*map(chr, {*range(0x20)} - {9, 10, 13}), "\ufffe", "\uffff"],
)
"""Every character that XML allows."""


def _texts(*usual: str) -> SearchStrategy[str]:
    """The usual texts of a field, escaped for a document, and any other."""
    return st.sampled_from(usual) | st.text(VALID, max_size=20).map(escape)


_ELEMENTS = {
    **dict.fromkeys(("title", "itunes:title", "description", "itunes:author", "copyright"), TITLES),
    "podcast:guid": TITLES,
    "guid": (*TITLES, *ADDRESSES),
    "link": ADDRESSES,
    **dict.fromkeys(("itunes:season", "podcast:season"), _TEXTS["numbers"]),
    **dict.fromkeys(("itunes:episode", "podcast:episode"), _TEXTS["numbers"]),
    "itunes:duration": _TEXTS["durations"],
    **dict.fromkeys(("pubDate", "dc:date"), _TEXTS["days"]),
    "language": _TEXTS["languages"],
    "itunes:episodeType": ("full", "Trailer", "bonus", "other"),
    "itunes:explicit": ("yes", "false", "maybe"),
    "itunes:type": ("serial",),
    "itunes:keywords": ("a, b,, a", "a"),
    "category": ("c, d", "a", " "),
    "content:encoded": _TEXTS["notes"],
}


@st.composite
def _fields(draw: DrawFn) -> str:
    """An element of a channel or an item, valid or not."""
    name = draw(st.sampled_from(list(_ELEMENTS)))
    return f"<{name}>{draw(_texts(*_ELEMENTS[name]))}</{name}>"


@st.composite
def _persons(draw: DrawFn) -> str:
    role, group = draw(_texts(*_TEXTS["roles"])), draw(_texts(*_TEXTS["groups"]))
    attributes = draw(st.sampled_from(("", f" role={_quoted(role)}", f" group={_quoted(group)}")))
    return f"<podcast:person{attributes}>{draw(_texts(*_TEXTS['names']))}</podcast:person>"


@st.composite
def _enclosures(draw: DrawFn) -> str:
    url, type_ = _quoted(draw(_texts(*ADDRESSES))), _quoted(draw(_texts(*TYPES)))
    length = draw(st.sampled_from(("1", "0", "", "ten", "9" * 30)))
    attributes = draw(st.sampled_from((f"url={url} type={type_}", f"url={url}", f"type={type_}")))
    return f'<enclosure {attributes} length="{length}"/>'


def _quoted(escaped: str) -> str:
    """Return a text for an attribute; what is escaped already is escaped once more."""
    return quoteattr(escaped)


_IMAGES = st.sampled_from(_TEXTS["pictures"])
_FILES = st.sampled_from(_TEXTS["files"])
_ITEMS = st.lists(_fields() | _persons() | _enclosures() | _FILES, max_size=8).map(
    lambda parts: f"<item>{''.join(parts)}</item>"
)
_HOSTILE = st.sampled_from(
    (
        *_TEXTS["hostile"],
        *("&#xD800;", "&#0;", "&nothing;", "\ud800", "\x00", "\ufeff", "<a>" * 70, "\r"),
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
