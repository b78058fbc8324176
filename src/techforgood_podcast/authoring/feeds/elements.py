"""Which elements of a feed fill each field, and what reads a value off one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

import attrs

from ...models import Chapter, Episode, EpisodeKind, Show, ShowKind, Transcript
from ...text.markup import notes_text, refer_to_refused, unwrap_cdata
from .values import (
    parse_audio,
    parse_day,
    parse_duration,
    parse_email,
    parse_flag,
    parse_language,
    parse_media_type,
    parse_moment,
    parse_number,
    parse_season,
    parse_time,
    parse_url,
    plain_text,
    valid_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .xml import Element

# Elements with the names of people who may be hosts, guests or crew.
PEOPLE: Final = ("itunes:author", "atom:contributor")
# What separates the names in a list of people, in the languages of many feeds.
_AND: Final = re.compile(r"[,;&/|]|\s(?:and|e|et|og|och|und|y)\s", re.IGNORECASE)
# Roles of people who speak, in the group of the cast only.
_CAST: Final = frozenset({"host", "co-host", "guest"})


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
        """Whether it is the credit of a host."""
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
    """

    parse: Callable[[Element], Any]
    elements: tuple[str, ...]
    on_request: bool = False
    prefer: Callable[[Element], Any] | None = None


def _source(parse: Callable[[Element], Any], *elements: str) -> Source:
    return Source(parse, elements)


def text_of(element: Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join(element.text.split())


def parse_credit(element: Element) -> FeedCredit | None:
    """Return the credit that a ``podcast:person`` states."""
    name = plain_text(element.text)
    if not name:
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
    """Return the credit of a host."""
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


def _text(parse: Callable[[str], Any]) -> Callable[[Element], Any]:
    return lambda element: parse(text_of(element))


def _choice(kinds: Any) -> Callable[[Element], str | None]:
    known = {kind: kind for kind in get_args(kinds)}
    return lambda element: known.get(text_of(element).lower())


def _address(attribute: str) -> Callable[[Element], str | None]:
    return lambda element: parse_url(element.attributes.get(attribute, "").strip())


def _image(element: Element) -> str | None:
    return parse_url(element.attributes.get("href", "").strip() or element.find_text("url"))


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
    media_type = parse_media_type(element.attributes.get("type", ""))
    if url is None or media_type is None:
        return ()
    language = parse_language(element.attributes.get("language", ""))
    return (Transcript(url=url, media_type=media_type, language=language),)


def _chapter(element: Element) -> tuple[Chapter, ...]:
    start = parse_time(element.attributes.get("start", "").strip())
    title = plain_text(element.attributes.get("title", ""))
    if start is None or not title:
        return ()
    url, image = _address("href")(element), _address("image")(element)
    return (Chapter(start=start, title=title, url=url, image_url=image),)


def _notes(element: Element) -> str | None:
    return notes_text(element.text)


def _notes_html(element: Element) -> str | None:
    return refer_to_refused(element.text) if unwrap_cdata(element.text).strip() else None


_NOTES = ("content:encoded", "description", "itunes:summary")

SHOW: Final[Mapping[str, Source]] = {
    "owner_name": _source(_inside("itunes:name", plain_text), "itunes:owner"),
    "owner_email": _source(_inside("itunes:email", parse_email), "itunes:owner"),
    "title": _source(_text(plain_text), "title", "itunes:title"),
    "language": _source(_text(parse_language), "language"),
    "summary": Source(_notes, _NOTES, on_request=True),
    "url": _source(_text(parse_url), "link"),
    "feed_url": _source(parse_self_link, "atom:link"),
    "cover_url": _source(_image, "itunes:image", "image"),
    "author": _source(_text(plain_text), "itunes:author"),
    "copyright": _source(_text(plain_text), "copyright"),
    "explicit": _source(_text(parse_flag), "itunes:explicit"),
    "kind": _source(_choice(ShowKind), "itunes:type"),
    "categories": _source(_categories, "itunes:category"),
    "guid": _source(_text(valid_text), "podcast:guid"),
    "blocked": _source(_text(parse_flag), "itunes:block"),
    "locked": _source(_text(parse_flag), "podcast:locked"),
    "new_feed_url": _source(_text(parse_url), "itunes:new-feed-url"),
    "funding_url": _source(_address("url"), "podcast:funding"),
}
"""What fills the fields of a show; its hosts are in its credits, its order is that of the items."""

EPISODE: Final[Mapping[str, Source]] = {
    "title": _source(_text(plain_text), "title"),
    "short_title": _source(_text(plain_text), "itunes:title"),
    "season": _source(_text(parse_season), "itunes:season", "podcast:season"),
    "number": _source(_text(parse_number), "itunes:episode", "podcast:episode"),
    "published": _source(_text(parse_day), "pubDate", "dc:date"),
    "published_at": _source(_text(parse_moment), "pubDate", "dc:date"),
    "kind": _source(_choice(EpisodeKind), "itunes:episodeType"),
    "duration": _source(_text(parse_duration), "itunes:duration"),
    "url": _source(_text(parse_url), "link"),
    "guid": _source(_text(valid_text), "guid"),
    "notes_html": Source(_notes_html, _NOTES, on_request=True, prefer=_notes),
    "summary": Source(_text(plain_text), ("itunes:subtitle",), on_request=True),
    "audio": _source(parse_audio, "enclosure"),
    "image_url": _source(_image, "itunes:image", "image"),
    "explicit": _source(_text(parse_flag), "itunes:explicit"),
    "blocked": _source(_text(parse_flag), "itunes:block"),
    "keywords": _source(_keywords, "category", "itunes:keywords"),
    "transcripts": _source(_transcripts, "podcast:transcript"),
    "chapters_url": _source(_address("url"), "podcast:chapters"),
    "chapters": _source(_chapter, "psc:chapter"),
}
"""What fills the fields of an episode; its people are in its credits, its places beside them."""

FILLED: Final[Mapping[type[object], frozenset[str]]] = {
    Show: frozenset({*SHOW, "hosts", "feed_order"}),
    # Notes that somebody wrote as text are compared with the text of the feed's.
    Episode: frozenset({*EPISODE, "notes", "hosts", "guests", "crew", "places"}),
}
"""The fields that a feed can fill, by class."""
