"""The rules that fields keep, as part of their annotations; type checkers see ``str`` and ``int``.

A rule is a callable that takes a value of the right type and returns a message and a hint, or
``None`` if nothing is wrong; a :class:`Breach` says where. ``checking`` applies the rules, in a
module of its own since reading the compiled catalogue needs only the names here.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, TypeAlias

from ..quoting import did_you_mean
from ..syntax import describe, wrong_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..syntax import Path

    Wrong: TypeAlias = tuple[str, str | None] | None
    """A message and a hint, or ``None`` where nothing is wrong."""
    Rule: TypeAlias = Callable[[Any], Wrong]


class Breach(NamedTuple):
    """A broken rule, and where.

    Attributes:
        path: the keys and indexes that lead to the value, from the record.
        message: what is wrong.
        hint: what to do about it.
        key: whether the key is wrong rather than the value.
    """

    path: Path
    message: str
    hint: str | None = None
    key: bool = False

    def below(self, *steps: str | int) -> Breach:
        """Return the breach with a longer path, as seen from an outer record."""
        return self._replace(path=(*steps, *self.path))


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a compiled pattern; compiling all of them would slow down the import."""
    return re.compile(pattern, flags)


class Matching:
    """The rule of a text that matches a pattern as a whole.

    Attributes:
        form: the name of this kind of text in descriptions of fields.
        pattern: the regular expression.
        noun: what a message says was expected, with its article.
        shape: how this kind of text is written.
        flags: how the pattern is read, as for ``re.compile``.
    """

    __slots__ = ("flags", "form", "noun", "pattern", "shape")

    def __init__(self, form: str, pattern: str, noun: str, shape: str, flags: int = 0) -> None:
        self.form: str = form
        self.pattern: str = pattern
        self.noun: str = noun
        self.shape: str = shape
        self.flags: int = flags

    def __call__(self, value: str) -> Wrong:
        """Check a text."""
        if compiled(self.pattern, self.flags).fullmatch(value):
            return None
        return f"expected {self.noun} {self.shape}, found {describe(value)}", None


class Tag(Matching):
    """The rule of a language tag, which also finds the tag that was meant."""

    __slots__ = ()

    def __call__(self, value: str) -> Wrong:
        """Check a text."""
        wrong = super().__call__(value)
        if wrong is None:
            return None
        first, *others = value.replace("_", "-").split("-")
        first = _TAGS.get(first.lower(), first.lower())
        meant = "-".join((first, *others))
        return wrong[0], did_you_mean([meant]) if super().__call__(meant) is None else None


class Prose(Matching):
    """The rule of a text of one or more lines."""

    __slots__ = ()

    def __call__(self, value: str) -> Wrong:
        """Check a text."""
        return None if value.strip() else ("the text is empty", "leave it out if nothing is known")


class AtLeast:
    """The rule of a number with a lower bound."""

    __slots__ = ("least",)

    def __init__(self, least: int) -> None:
        self.least: int = least

    def __call__(self, value: int) -> Wrong:
        """Check a number."""
        if value >= self.least:
            return None
        return f"expected a whole number of {self.least} or more, found {value}", None


def is_file_name(value: str) -> Wrong:
    """Refuse ids that file systems or Windows refuse, since an id names a file."""
    if len(value) > MAX_ID:
        return f"the id has more than {MAX_ID} letters", "shorten it"
    if compiled(DEVICES).fullmatch(value):
        return f'"{value}" cannot name a file on Windows', "choose another id"
    return None


def is_whole_seconds(value: dt.timedelta) -> Wrong:
    """Refuse running times that files cannot state."""
    if dt.timedelta() <= value < dt.timedelta(hours=10_000) and not value.microseconds:
        return None
    return "expected whole seconds, from 0 to 9999:59:59", None


def has_fixed_zone(value: dt.datetime) -> Wrong:
    """Refuse moments that files cannot state: without a zone, or not in whole seconds.

    A time that occurs twice when clocks go back does not compare equal to itself after a round
    trip.
    """
    offset = value.utcoffset()
    if offset is None:
        return f"expected a moment with its zone, found {value}", "add the zone, such as +01:00"
    if value.microsecond or offset % dt.timedelta(minutes=1) or abs(offset) > _WIDEST:
        return f"expected whole seconds, and a zone from -14:00 to +14:00, found {value}", None
    if value != value.replace(tzinfo=dt.timezone(offset)):
        return f"the clocks were changed at {value}", "pass a datetime with a fixed offset"
    return None


def has_valid_host(value: str) -> Wrong:
    """Refuse addresses with invisible characters, a user name, or no host and port that can exist.

    Hosts in any script are accepted. RFC 9110 forbids user names and passwords in web addresses.
    """
    hidden = compiled(HIDDEN).search(value)
    if hidden:
        return f"the address has the invisible character U+{ord(hidden[0]):04X}", "remove it"
    authority = compiled("[/?#]").split(value.partition("//")[2], maxsplit=1)[0]
    if "@" in authority:
        return "the address has a user name or a password", "remove what precedes the host"
    # Some characters normalise to others that would end the host, such as U+2100 to a/c.
    parts = compiled(_HOST_AND_PORT).fullmatch(unicodedata.normalize("NFKC", authority))
    if parts and _is_host(parts[1]) and int(parts[2] or 0) <= _LAST_PORT:
        return None
    return f"the address has no valid host or port: {describe(value)}", "correct what follows //"


def _is_host(host: str) -> bool:
    """Return whether a host that looks like an IP address is one."""
    import ipaddress

    try:
        if host.startswith("["):
            ipaddress.IPv6Address(host[1:-1])
        elif compiled("[0-9.]+").fullmatch(host):
            ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True


# Soft hyphens, and characters without width or that change the direction of the text.
HIDDEN: Final = "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f]"
# A host in brackets, or words of letters in any script; then perhaps a port.
_WORD: Final = r"(?:[A-Za-z0-9_-]|[^\x00-\x7f]|%[0-9A-Fa-f]{2})+"
_HOST_AND_PORT: Final = rf"(\[[0-9A-Fa-f:.]+\]|(?:{_WORD}\.)*{_WORD}\.?)(?::([0-9]{{0,5}}))?"
_LAST_PORT: Final = 65_535
_WIDEST: Final = dt.timedelta(hours=14)

DEVICES: Final = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
ID: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# Letters of the longest id.
MAX_ID: Final = 100
WEB_ADDRESS: Final = Matching(
    "url", r"https?://[^\s<>\"{}|\\^`]+", "an address", "that begins with https://"
)
# Names of languages that people write instead of a tag.
_TAGS: Final = {
    name: tag
    for tag, names in {
        "de": "german deutsch allemand",
        "en": "english anglais",
        "es": "spanish español espagnol",
        "fr": "french français francais",
        "it": "italian italiano italien",
        "nl": "dutch nederlands néerlandais",
        "pt": "portuguese português portugais",
    }.items()
    for name in names.split()
}
LANGUAGE_TAG: Final = Tag(
    "language", r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag,", 'such as "fr"'
)

_ID_RULE: Final = Matching(
    "id", ID, "an id", "(lower-case words of a-z and 0-9, joined by hyphens)"
)
_MEDIA_TYPE: Final = Matching(
    "media_type", r"[\w.+-]+/[\w.+-]+", "a media type,", 'such as "audio/mpeg"', re.ASCII
)
_COUNTRY_CODE: Final = Matching(
    "country_code", "[A-Z]{2}", "a country code", 'of two letters, such as "FR"'
)
_EMAIL: Final = Matching(
    "email", r"[^\s<>()\"@,;:]+@[^\s<>()\"@,;:]+", "an e-mail address,", 'such as "me@example.org"'
)
PATTERNS: Final = {
    rule.form: rule.pattern
    for rule in (_ID_RULE, WEB_ADDRESS, LANGUAGE_TAG, _MEDIA_TYPE, _COUNTRY_CODE, _EMAIL)
}
"""The regular expression of each form of text that has one."""

Id: TypeAlias = Annotated[str, _ID_RULE, is_file_name]
Url: TypeAlias = Annotated[str, WEB_ADDRESS, has_valid_host]
Language: TypeAlias = Annotated[str, LANGUAGE_TAG]
MediaType: TypeAlias = Annotated[str, _MEDIA_TYPE]
CountryCode: TypeAlias = Annotated[str, _COUNTRY_CODE]
Email: TypeAlias = Annotated[str, _EMAIL]
LongText: TypeAlias = Annotated[str, Prose("prose", ".*", "a text", "", re.DOTALL)]
Html: TypeAlias = Annotated[str, Prose("html", ".*", "a text", "", re.DOTALL)]
Count: TypeAlias = Annotated[int, AtLeast(1)]
Number: TypeAlias = Annotated[int, AtLeast(0)]
Duration: TypeAlias = Annotated[dt.timedelta, is_whole_seconds]
Moment: TypeAlias = Annotated[dt.datetime, has_fixed_zone]


def is_id(text: str) -> bool:
    """Return whether a text may be an id."""
    return not (_ID_RULE(text) or is_file_name(text))


def check_flags(**flags: object) -> None:
    """Refuse arguments that are neither true nor false, since ``"no"`` would count as true.

    Raises:
        TypeError: one is of another type than ``bool``.

    >>> check_flags(force="no")
    Traceback (most recent call last):
    TypeError: expected True or False as force, found "no"
    """
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise wrong_kind(f"True or False as {name}", value)
