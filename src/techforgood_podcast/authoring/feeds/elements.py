"""Which elements of a feed fill each field, and how their values are read."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from email.utils import parsedate
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args
from urllib.parse import quote, unquote

import attrs

from ...models import Audio, Chapter, Episode, EpisodeKind, Link, Show, ShowKind, Transcript
from ...models.rules import HIDDEN, PATTERNS, WEB_ADDRESS, has_fixed_zone, has_valid_host
from ...text.folding import FORBIDDEN, fold, forbidden_in, squash
from ...text.markup import notes_text, refer_to_refused, unescape, unwrap_cdata, without_addresses
from ...text.writing import to_uri

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .xml import Element

_BREAK = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
# Elements that hosting services leave in a title; "Vec<T>" has none.
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|body|center|cite|code|del|div|dl|dd|dt|em|figure"
    r"|font|footer|h[1-6]|head|header|hr|html|i|iframe|img|ins|kbd|li|main|mark|nav|ol|p|pre|q|s"
    r"|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:[\s/][^<>]*)?>|<!--[^<>]*>",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]?\d)(?:\.\d+)?")
_SECONDS = re.compile(r"(\d{1,6})(?:\.\d+)?")
_NUMBER = re.compile(r"0{0,6}(\d{1,7})", re.ASCII)
# Bytes, with or without commas between the thousands.
_SIZE = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,4}|[1-9]\d{0,14}", re.ASCII)
# The start of an address, to the end of its host; what an address may not hold after that.
_HOST = re.compile(r"https?://[^/?#]*")
_REFUSED = re.compile(r'[\s<>"{}|\\^`]')
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
# A time of day other than midnight.
_TIME = re.compile(r"(?<!\d)(?!00?:00(?::00)?(?![\d:]))(?:[01]?\d|2[0-3]):[0-5]\d", re.ASCII)
# A zone after the time of day: a name, numbers, or both ("GMT+2"); a comment may follow.
_ZONE = re.compile(
    r"(?<=:\d\d)\s*(?:(?:GMT|UTC?)?\s?(?P<sign>[+-])(?P<hours>\d?\d)(?::?(?P<minutes>[0-5]\d))?"
    r"|(?P<name>[A-Z]{1,4}))(?:\s*\([^()]*\))?$",
    re.ASCII | re.IGNORECASE,
)
# The names of zones by the hours that they are before UTC; names that several zones share are not
# here, but for those that RFC 2822 defines.
_ZONE_NAMES: Final = {
    -8: "PST",
    -7: "MST PDT",
    -6: "CST MDT",
    -5: "EST CDT",
    -4: "AST EDT",
    -3: "ADT",
    0: "Z UT UTC GMT WET",
    1: "CET MEZ BST WEST",
    2: "CEST MESZ EET",
    3: "EEST MSK",
    9: "JST",
    10: "AEST",
    11: "AEDT",
    12: "NZST",
    13: "NZDT",
}
_ZONES: Final = {name: hours for hours, names in _ZONE_NAMES.items() for name in names.split()}
# The media type of a file whose enclosure states none of sound or video, by the suffix of its
# address.
_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/opus",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
_YES, _NO = {"yes", "true", "explicit"}, {"no", "false", "clean"}
# Maximum length of a title, name or URL in characters; anything longer is dropped.
_MAX_LENGTH = 2_000
_ADDRESS = re.compile(r"https?://([^/?#]{,255})(.*)", re.DOTALL)
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
# What a site that is built on one's own machine has in place of the addresses of the web.
OWN_MACHINE: Final = re.compile(
    r"https?://(?:[^/?#@]*@)?(?:(?:[^/?#:]*\.)?localhost|[^/?#:]*\.local|(?:0|10|127)(?:\.\d+){3}"
    r"|(?:169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d+){2}"
    r"|\[(?:::1?|f[cd][0-9a-f]{2}:[^]]*|fe[89ab][0-9a-f]:[^]]*)\])\.?(?=[:/?#]|\Z)",
    re.IGNORECASE,
)
# Why an element is not taken.
UNKNOWN: Final = "the catalogue has no field for it"
_NO_ADDRESS: Final = "not a complete web address"
# Elements with the names of people who may be hosts, guests or crew.
PEOPLE: Final = ("itunes:author", "atom:contributor")
# What separates the names in a list of people, in the languages of many feeds.
_AND: Final = re.compile(r"[,;/|]|\s(?:and|e|et|og|och|und|y)\s", re.IGNORECASE)
# Roles of people who speak, in the group of the cast only.
_CAST: Final = frozenset({"host", "co-host", "guest"})


def plain_text(text: str) -> str:
    """Strip the markup and the escapes that some hosting services leave in text.

    >>> plain_text("<b>Pain</b> &amp;amp; code")
    'Pain & code'
    """
    text = unwrap_cdata(unescape(unescape(text)))
    text = _TAG.sub("", _BREAK.sub(" ", text))
    text = " ".join(re.sub(FORBIDDEN, " ", text).split())
    return text if len(text) <= _MAX_LENGTH else ""


def valid_text(text: str) -> str | None:
    r"""Return the text unchanged, or ``None`` if a catalogue may not contain it.

    >>> valid_text("Bread"), valid_text("Bread\0")
    ('Bread', None)
    """
    return text if 0 < len(text) <= _MAX_LENGTH and not forbidden_in(text) else None


def _parse_number(text: str) -> int | None:
    """Parse a whole number from 0."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def _parse_season(text: str) -> int | None:
    """Parse a whole number from 1."""
    return _parse_number(text) or None


def parse_url(text: str) -> str | None:
    """Return a complete web address, with what it may not hold percent-encoded as in browsers.

    >>> parse_url("https://example.org/1 salt.mp3"), parse_url("https://example .org/")
    ('https://example.org/1%20salt.mp3', None)
    """
    if _REFUSED.search(text) and (host := _HOST.match(text)):
        text = host[0] + _REFUSED.sub(lambda found: quote(found[0]), text[host.end() :])
    refused = not valid_text(text) or WEB_ADDRESS(text) or has_valid_host(text)
    return None if refused else text


def _parse_language(text: str) -> str | None:
    """Return a language tag."""
    found = _LANGUAGE.fullmatch(text.replace("_", "-"))
    return f"{found[1].lower()}{found[2]}" if found else None


def _parse_flag(text: str) -> bool | None:
    """Parse the words that feeds have for yes and no."""
    word = text.lower()
    return True if word in _YES else False if word in _NO else None


def _parse_duration(text: str) -> dt.timedelta | None:
    """Parse ``1:02:03``, ``62:03`` or ``3723``; a second or less counts as missing."""
    return length if (length := parse_time(text)) and length.total_seconds() > 1 else None


def parse_time(text: str) -> dt.timedelta | None:
    """Parse the time since the start of the audio, written like a running time.

    >>> str(parse_time("1:02:03")), parse_time("62 min")
    ('1:02:03', None)
    """
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    found = _SECONDS.fullmatch(text)
    return dt.timedelta(seconds=int(found[1])) if found else None


def _parse_day(text: str) -> dt.date | None:
    """Return the date of a timestamp, in the time zone it is printed in."""
    iso = _ISO_DAY.match(text)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()))
        time = parsedate(text) or parsedate(f"{text} 00:00")
        return dt.date(*time[:3]) if time else None
    except (ValueError, OverflowError):
        return None


def _parse_moment(text: str) -> dt.datetime | None:
    """Return a timestamp with the zone it is printed in; ``None`` if only the day is certain.

    That is so without a time or a zone, and at midnight UTC, as feeds print a day without a time.
    """
    try:
        if _ISO_MOMENT.fullmatch(text):
            moment = dt.datetime.fromisoformat(text).replace(microsecond=0)
        else:
            zone = _ZONE.search(text)
            time = parsedate(text[: zone.start()]) if zone else None
            offset = _parse_zone(zone) if zone else None
            if time is None or offset is None:
                return None
            moment = dt.datetime(*time[:6], tzinfo=dt.timezone(offset))
    except (ValueError, OverflowError):
        return None
    is_day = moment.time() == dt.time() and not moment.utcoffset()
    return None if is_day or has_fixed_zone(moment) else moment


def _parse_zone(found: re.Match[str]) -> dt.timedelta | None:
    """Return by how much a zone is before UTC; ``None`` if its name is not known."""
    if found["name"]:
        hours = _ZONES.get(found["name"].upper())
        return None if hours is None else dt.timedelta(hours=hours)
    offset = dt.timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
    return -offset if found["sign"] == "-" else offset


def _parse_email(text: str) -> str | None:
    """Return an e-mail address."""
    return text if valid_text(text) and re.fullmatch(PATTERNS["email"], text) else None


def _media_type(element: Element) -> str:
    """Return the media type of a file, without its parameters; empty if it states none."""
    text = element.attributes.get("type", "").partition(";")[0].strip().lower()
    is_one = valid_text(text) and re.fullmatch(PATTERNS["media_type"], text, re.ASCII)
    return text if is_one else ""


def _parse_audio(enclosure: Element) -> Audio | None:
    """Return the sound or video file of an enclosure."""
    url = parse_url(enclosure.attributes.get("url", "").strip())
    if url is None:
        return None
    media_type = _media_type(enclosure)
    if not media_type.startswith(("audio/", "video/")):
        path = re.split(r"[?#]", url, maxsplit=1)[0]
        media_type = _TYPES.get(path.rpartition(".")[2].lower(), "")
    if not media_type:
        return None
    length = enclosure.attributes.get("length", "").strip()
    size = int(length.replace(",", "")) if _SIZE.fullmatch(length) else None
    return Audio(url=url, media_type=media_type, length=size)


def same_address(address: str) -> str:
    """Return a key that an address has with http and with https, and however it is encoded."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return to_uri(address)
    host, rest = unquote(found[1]), to_uri(found[2])
    with suppress(UnicodeError):  # the host is not valid
        host = host.encode("idna").decode()
    return to_uri(host) + _ENCODED.sub(lambda character: character[0].upper(), rest)


@attrs.frozen(kw_only=True)
class FeedCredit:
    """A person credited in a Podcasting 2.0 ``podcast:person`` element.

    Attributes:
        name: the name as printed.
        role: the role in lower case; ``host`` if none is given, or the group if it is not the cast.
        group: the group in lower case; ``cast`` if none is given.
        url: the URL of a page about the person.
        image_url: the URL of a picture.

    >>> FeedCredit(name="Ann Bell", role="guest", group="cast").role
    'guest'
    """

    name: str
    role: str
    group: str
    url: str | None = None
    image_url: str | None = None

    @property
    def is_host(self) -> bool:
        """Whether the credit is a host's."""
        return self.group == "cast" and self.role in {"host", "co-host"}

    @property
    def is_guest(self) -> bool:
        """Whether it is the credit of a guest."""
        return self.group == "cast" and self.role == "guest"


class Source(NamedTuple):
    """Where a feed states a field.

    Attributes:
        parse: returns the value that an element has, or ``None``. A field of several values gets a
            tuple of them.
        elements: the elements that may have it, the best first.
        on_request: whether it is taken with notes only.
        prefer: returns something for an element that comes before those for which it returns
            nothing; the order of the elements alone decides by default.
        otherwise: why an element is not taken that has no value; "not a usable value" if empty.
    """

    parse: Callable[[Element], Any]
    elements: tuple[str, ...]
    on_request: bool = False
    prefer: Callable[[Element], Any] | None = None
    otherwise: str = ""


def _source(parse: Callable[[Element], Any], *elements: str, otherwise: str = "") -> Source:
    return Source(parse, elements, otherwise=otherwise)


def text_of(element: Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join(element.text.split())


def parse_credit(element: Element) -> FeedCredit | None:
    """Return the credit that a ``podcast:person`` states."""
    name = plain_text(element.text)
    if not re.sub(HIDDEN, "", name):
        return None
    role = plain_text(element.attributes.get("role", "")).lower()
    group = plain_text(element.attributes.get("group", "")).lower() or "cast"
    if not role or role in _CAST:
        role = (role or "host") if group == "cast" else group
    return FeedCredit(
        name=name,
        role=role,
        group=group,
        url=_address("href")(element),
        image_url=_address("img")(element),
    )


def parse_host(element: Element) -> FeedCredit | None:
    """Return the credit, if it is a host's."""
    credit = parse_credit(element)
    return credit if credit and credit.is_host else None


def parse_names(element: Element) -> tuple[str, ...]:
    """Return the names of authors or contributors, of which one element may list several."""
    text = plain_text(element.find_text("atom:name") or text_of(element))
    return tuple(filter(None, map(str.strip, _AND.split(text))))


def parse_location(element: Element) -> str | None:
    """Return the name of the place that a ``podcast:location`` says an episode is about."""
    is_subject = element.attributes.get("rel", "subject") == "subject"
    return plain_text(element.text) or None if is_subject else None


def parse_country(element: Element) -> str | None:
    """Return the code of the country that a ``podcast:location`` states."""
    code = element.attributes.get("country", "").strip().upper()
    return code if re.fullmatch(PATTERNS["country_code"], code) else None


def _text(parse: Callable[[str], Any]) -> Callable[[Element], Any]:
    return lambda element: parse(text_of(element))


def _choice(kinds: Any) -> Callable[[Element], str | None]:
    known = {kind: kind for kind in get_args(kinds)}
    return lambda element: known.get(text_of(element).lower())


def _address(attribute: str) -> Callable[[Element], str | None]:
    return lambda element: parse_url(element.attributes.get(attribute, "").strip())


def _image(element: Element) -> str | None:
    return parse_url(element.attributes.get("href", "").strip() or element.find_text("url"))


def _cover(element: Element) -> str | None:
    address = _image(element)
    return None if address and OWN_MACHINE.match(address) else address


def parse_self_link(element: Element) -> str | None:
    """Return the address of the feed itself."""
    return _address("href")(element) if element.attributes.get("rel") == "self" else None


def _inside(name: str, parse: Callable[[str], Any]) -> Callable[[Element], Any]:
    return lambda element: parse(element.find_text(name))


def _keywords(element: Element) -> tuple[str, ...]:
    """Return the keywords of a list, or a category alone, which may have a comma."""
    text = plain_text(text_of(element))
    words = [text] if element.name == "category" else text.split(",")
    return tuple(word for word in map(str.strip, words) if word)


def _categories(element: Element) -> tuple[str, ...]:
    """Return a category of Apple's with each of its subcategories, or alone."""
    name = plain_text(element.attributes.get("text", ""))
    below = [plain_text(sub.attributes.get("text", "")) for sub in element.children]
    return tuple(f"{name} > {sub}" for sub in below if sub) or (name,) if name else ()


def _transcripts(element: Element) -> tuple[Transcript, ...]:
    url = _address("url")(element)
    media_type = _media_type(element)
    if url is None or not media_type:
        return ()
    language = _parse_language(element.attributes.get("language", ""))
    return (Transcript(url=url, media_type=media_type, language=language),)


def _chapter(element: Element) -> tuple[Chapter, ...]:
    start = parse_time(element.attributes.get("start", "").strip())
    title = plain_text(element.attributes.get("title", ""))
    if start is None or not title:
        return ()
    url, image = _address("href")(element), _address("image")(element)
    return (Chapter(start=start, title=title, url=url, image_url=image),)


def _funding(element: Element) -> Link | None:
    """Return where listeners can give money; a link without words is called by its host."""
    url = _address("url")(element)
    if url is None:
        return None
    host = url.partition("://")[2].removeprefix("www.")
    return Link(label=plain_text(element.text) or re.split("[/?#]", host)[0], url=url)


def _notes(element: Element) -> str | None:
    return notes_text(element.text)


def _notes_html(element: Element) -> str | None:
    return refer_to_refused(element.text) if unwrap_cdata(element.text).strip() else None


_NOTES = ("content:encoded", "description", "itunes:summary")
_ELLIPSIS: Final = re.compile(r"(?:\.{3}|…|\[(?:\.{3}|…)\])\Z")


def has_cut_subtitle(item: Element) -> bool:
    """Return whether the subtitle of an item is the beginning of its notes, cut off."""
    subtitle = plain_text(item.find_text("itunes:subtitle"))
    kept = _ELLIPSIS.sub("", subtitle)
    found = next(filter(None, map(_notes, item.find_all(*_NOTES))), "")
    notes = fold(without_addresses(found)).lstrip("> ")  # the rest of a broken tag
    begun = squash(fold(unescape(kept)))
    ends = accumulate(map(len, notes.split()))
    is_cut = kept != subtitle or len(begun) not in ends  # inside a word
    # A subtitle may lack the spaces between paragraphs.
    return bool(notes and subtitle) and is_cut and squash(notes).startswith(begun)


SHOW: Final[Mapping[str, Source]] = {
    "owner_name": _source(_inside("itunes:name", plain_text), "itunes:owner"),
    "owner_email": _source(_inside("itunes:email", _parse_email), "itunes:owner"),
    "title": _source(_text(plain_text), "title", "itunes:title"),
    "language": _source(_text(_parse_language), "language", otherwise="not a language tag"),
    "summary": Source(_notes, _NOTES, on_request=True),
    "url": _source(_text(parse_url), "link", otherwise=_NO_ADDRESS),
    "feed_url": _source(parse_self_link, "atom:link", otherwise=UNKNOWN),
    "cover_url": _source(_cover, "itunes:image", "image", otherwise=_NO_ADDRESS),
    "author": _source(_text(plain_text), "itunes:author"),
    "copyright": _source(_text(plain_text), "copyright"),
    "explicit": _source(_text(_parse_flag), "itunes:explicit"),
    "kind": _source(_choice(ShowKind), "itunes:type"),
    "categories": _source(_categories, "itunes:category"),
    "guid": _source(_text(valid_text), "podcast:guid"),
    "blocked": _source(_text(_parse_flag), "itunes:block"),
    "locked": _source(_text(_parse_flag), "podcast:locked"),
    "new_feed_url": _source(_text(parse_url), "itunes:new-feed-url"),
    "funding": _source(_funding, "podcast:funding", otherwise=_NO_ADDRESS),
}
"""What fills the fields of a show; its hosts are in its credits, its order is that of the items."""


EPISODE: Final[Mapping[str, Source]] = {
    "title": _source(_text(plain_text), "title"),
    "short_title": _source(_text(plain_text), "itunes:title"),
    "season": _source(
        _text(_parse_season),
        "itunes:season",
        "podcast:season",
        otherwise="not a whole number from 1",
    ),
    "number": _source(
        _text(_parse_number),
        "itunes:episode",
        "podcast:episode",
        otherwise="not a whole number from 0",
    ),
    "published": _source(_text(_parse_day), "pubDate", "dc:date", otherwise="not a date"),
    "published_at": _source(_text(_parse_moment), "pubDate", "dc:date", otherwise="not a date"),
    "kind": _source(_choice(EpisodeKind), "itunes:episodeType"),
    "duration": _source(_text(_parse_duration), "itunes:duration", otherwise="not a running time"),
    "url": _source(_text(parse_url), "link", otherwise=_NO_ADDRESS),
    "guid": _source(_text(valid_text), "guid", otherwise="not a usable identifier"),
    "notes_html": Source(_notes_html, _NOTES, on_request=True, prefer=_notes),
    "summary": Source(_text(plain_text), ("itunes:subtitle",), on_request=True),
    "audio": _source(
        _parse_audio, "enclosure", otherwise="no complete address of a sound or video file"
    ),
    "image_url": _source(_image, "itunes:image", "image", otherwise=_NO_ADDRESS),
    "explicit": _source(_text(_parse_flag), "itunes:explicit"),
    "blocked": _source(_text(_parse_flag), "itunes:block"),
    "keywords": _source(_keywords, "category", "itunes:keywords"),
    "transcripts": _source(
        _transcripts, "podcast:transcript", otherwise="no complete address, or no media type"
    ),
    "chapters_url": _source(_address("url"), "podcast:chapters", otherwise=_NO_ADDRESS),
    "chapters": _source(_chapter, "psc:chapter", otherwise="no time of its start, or no title"),
}
"""What fills the fields of an episode; its people are in its credits, its places beside them."""


FILLED: Final[Mapping[type[object], frozenset[str]]] = {
    Show: frozenset({*SHOW, "hosts", "feed_order"}),
    # Notes that somebody wrote as text are compared with the text of the feed's.
    Episode: frozenset({*EPISODE, "notes", "hosts", "guests", "crew", "places"}),
}
"""The fields that a feed can fill, by class."""


# Why an element is not taken that has no usable value, if it fills no field of the tables.
_OTHERWISE: Final = {
    "podcast:location": "not the name of what it is about",
    "podcast:person": "no name",
} | {
    element: source.otherwise
    for source in (*SHOW.values(), *EPISODE.values())
    if source.otherwise
    for element in source.elements
}


# What is not taken of an element that is taken: its text, or attributes.
UNREAD: Final[Mapping[str, tuple[str, ...]]] = {
    "podcast:location": ("geo", "osm"),
    "podcast:locked": ("owner",),
}


def why_incomplete(element: Element) -> str:
    """Return why only a part of an element is taken; empty if all of it is.

    >>> from .xml import Element
    >>> why_incomplete(Element("pubDate", {}, 1, 1, text="Thu, 24 Feb 2022 21:35:38 XYZ"))
    'no time: zone not known'
    """
    length = element.attributes.get("length", "").strip()
    if element.name == "enclosure" and length.strip("0") and not _SIZE.fullmatch(length):
        return "no length: not a whole number from 1"
    if element.name == "podcast:location" and element.attributes.get("country"):
        return "" if parse_country(element) else "no country: not a code of two letters"
    text = text_of(element)
    is_date = element.name in EPISODE["published_at"].elements
    lacks_zone = is_date and _TIME.search(text) and _parse_moment(text) is None
    return "no time: zone not known" if lacks_zone else ""


def why_unreadable(element: Element) -> str:
    """Return why an element is not taken that has no usable value."""
    if element.name in SHOW["cover_url"].elements and _image(element):
        return "an address of your own machine"
    return _OTHERWISE.get(element.name, "not a usable value")
