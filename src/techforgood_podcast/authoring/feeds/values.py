"""Parse the values of a feed; what is missing or garbled is ``None`` or empty."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate, parsedate_tz
from typing import TYPE_CHECKING

from ...models import Audio
from ...models.rules import PATTERNS, WEB_ADDRESS, has_fixed_zone, has_valid_host
from ...text.folding import FORBIDDEN, forbidden_in
from ...text.markup import unescape, unwrap_cdata

if TYPE_CHECKING:
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
_SIZE = re.compile(r"[1-9]\d{0,14}")
_SOUND = re.compile(r"(?:audio|video)/[\w.+-]+", re.ASCII)
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
# The start of an address, to the end of its host; what an address may not hold after that.
_HOST = re.compile(r"https?://[^/?#]*")
_REFUSED = re.compile(r'[\s<>"{}|\\^`]')
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_ISO_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
# A zone after the time of day, in numbers or as one of the names of RFC 2822; UTC if unknown.
_ZONE = re.compile(r":\d\d\s+(?:[+-]\d{4}|UTC?|GMT|Z|[AECMP][SD]T)$", re.ASCII)
# The media type of a file whose enclosure states none, by the suffix of its address.
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
# Media types that say nothing of the file.
_VAGUE = {"", "application/octet-stream", "binary/octet-stream"}
_YES, _NO = {"yes", "true", "explicit"}, {"no", "false", "clean"}
# Maximum length of a title, name or URL in characters; anything longer is dropped.
_MAX_LENGTH = 2_000


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
    """Return the text unchanged, or ``None`` if a catalogue may not contain it."""
    return text if 0 < len(text) <= _MAX_LENGTH and not forbidden_in(text) else None


def parse_number(text: str) -> int | None:
    """Parse a whole number from 0."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def parse_season(text: str) -> int | None:
    """Parse a whole number from 1."""
    return parse_number(text) or None


def parse_url(text: str) -> str | None:
    """Return a complete web address, with what it may not hold percent-encoded as in browsers.

    >>> parse_url("https://example.org/1 salt.mp3"), parse_url("https://example .org/")
    ('https://example.org/1%20salt.mp3', None)
    """
    if _REFUSED.search(text) and (host := _HOST.match(text)):
        from urllib.parse import quote

        text = host[0] + _REFUSED.sub(lambda found: quote(found[0]), text[host.end() :])
    refused = not valid_text(text) or WEB_ADDRESS(text) or has_valid_host(text)
    return None if refused else text


def parse_language(text: str) -> str | None:
    """Return a language tag."""
    found = _LANGUAGE.fullmatch(text.replace("_", "-"))
    return f"{found[1].lower()}{found[2]}" if found else None


def parse_flag(text: str) -> bool | None:
    """Parse the words that feeds have for yes and no."""
    word = text.lower()
    return True if word in _YES else False if word in _NO else None


def parse_duration(text: str) -> dt.timedelta | None:
    """Parse ``1:02:03``, ``62:03`` or ``3723``; a duration of zero counts as missing."""
    return parse_time(text) or None


def parse_time(text: str) -> dt.timedelta | None:
    """Parse the time since the start of the audio, written like a running time."""
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    found = _SECONDS.fullmatch(text)
    return dt.timedelta(seconds=int(found[1])) if found else None


def parse_day(text: str) -> dt.date | None:
    """Return the date of a timestamp, in the time zone it is printed in."""
    iso = _ISO_DAY.match(text)
    try:
        if iso:
            return dt.date(*map(int, iso.groups()))
        time = parsedate(text) or parsedate(f"{text} 00:00")
        return dt.date(*time[:3]) if time else None
    except (ValueError, OverflowError):
        return None


def parse_moment(text: str) -> dt.datetime | None:
    """Return a timestamp with the zone it is printed in; ``None`` if only the day is certain.

    That is so without a time or a zone, and at midnight UTC, as feeds print a day without a time.
    """
    try:
        if _ISO_MOMENT.fullmatch(text):
            moment = dt.datetime.fromisoformat(text).replace(microsecond=0)
        else:
            time = parsedate_tz(text) if _ZONE.search(text) else None
            if time is None:
                return None
            zone = dt.timezone(dt.timedelta(seconds=time[9] or 0))
            moment = dt.datetime(*time[:6], tzinfo=zone)
    except (ValueError, OverflowError):
        return None
    is_day = moment.time() == dt.time() and not moment.utcoffset()
    return None if is_day or has_fixed_zone(moment) else moment


def parse_email(text: str) -> str | None:
    """Return an e-mail address."""
    return text if valid_text(text) and re.fullmatch(PATTERNS["email"], text) else None


def parse_media_type(text: str) -> str | None:
    """Return a media type without its parameters."""
    media_type = text.partition(";")[0].strip().lower()
    return media_type if valid_text(media_type) and _MEDIA_TYPE.fullmatch(media_type) else None


def parse_audio(enclosure: Element) -> Audio | None:
    """Return the sound or video file of an enclosure."""
    url = parse_url(enclosure.attributes.get("url", "").strip())
    if url is None:
        return None
    media_type = enclosure.attributes.get("type", "").partition(";")[0].strip().lower()
    if media_type in _VAGUE:
        path = re.split(r"[?#]", url, maxsplit=1)[0]
        media_type = _TYPES.get(path.rpartition(".")[2].lower(), "")
    if len(media_type) > _MAX_LENGTH or not _SOUND.fullmatch(media_type):
        return None
    length = enclosure.attributes.get("length", "").strip()
    size = int(length) if _SIZE.fullmatch(length) else None
    return Audio(url=url, media_type=media_type, length=size)
