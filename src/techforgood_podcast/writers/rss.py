"""``rss``: a feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.

Lost: every language but one. Groups, people who are only mentioned, organisations, roles,
affiliations and figures (as printed, without value and unit) are text below the summary, not data.
Left out are what is known of organisations, people and themes beyond their names, spellings of
credits, the producers of the show, the day on which it began, its sources, retired ids, and the
licence and version of the data.

Note: without audio files this is a valid feed, but a catalogue to read rather than a podcast to
listen to. An episode has an ``enclosure`` only if the catalogue knows its audio, which ``enrich``
adds from the show's own feed. Addresses are in ASCII, with other characters percent-encoded. An
unknown size is ``length="0"``, as is usual; a date without a time is midnight UTC. Unknown values
are left out even where directories ask for them: dates, an owner, Apple's categories,
``itunes:author`` (``podcast:person`` names the hosts), and the ``link`` of a show without a page.
``language`` is that of the texts, not of the audio. Episodes are in the order of the catalogue.
Titles are plain text; ``description`` is HTML with the summary, and ``content:encoded`` adds the
credits; everything from the catalogue is escaped. An episode without a ``guid``, or with one that
is not unique, is identified by the show's id and its own. ``podcast:person`` names the hosts on
each item, because persons on an item replace those of the channel. Names of more than 128
characters are cut and end in an ellipsis.

Tested with: feedsmith, podcastparser, lxml.
"""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from ..models.durations import count_seconds
from .feed_items import UNDETERMINED, country_of, identify_episodes, list_facts, to_uri
from .format import Format
from .options import check_address, check_flag, choose_language
from .phrases import in_language, write_place
from .xml_text import escape_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..catalogue.catalogue import Catalogue
    from ..models import Audio, Episode, Person, Place, Show, Theme

FORMAT = Format(
    name="rss",
    suffixes=(".rss", ".xml"),
    media_type="application/rss+xml",
    summary="A feed with the tags of Apple and of Podcasting 2.0, for podcast tools and web pages.",
    options=("language", "feed_url", "explicit"),
)

_HEAD = """\
<?xml version="1.0"?>
<rss version="2.0"
    xmlns:atom="http://www.w3.org/2005/Atom"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>"""
_TAIL = "</channel>\n</rss>\n"
# The namespace of podcast:guid, a UUID of version 5.
_GUIDS = "ead4c236-bf58-58c6-a2c6-a6b28d128cb6"
# Longest name of a person or place that the podcast namespace allows.
_LONGEST = 128


def content(
    catalogue: Catalogue,
    *,
    language: str | None = None,
    feed_url: str | None = None,
    explicit: bool | None = None,
) -> str:
    """Return the catalogue as an RSS feed.

    Args:
        catalogue: what to write.
        language: the language of the texts and of the feed; that of the show by default.
        feed_url: the address of the feed; the show's ``feed_url`` by default.
        explicit: the value of ``itunes:explicit``, which Apple requires; left out by default.

    Raises:
        UnknownLanguageError: the catalogue has no text in this language.
        UnknownOptionError: ``feed_url`` is not an address, or ``explicit`` is not a bool.

    >>> import techforgood_podcast as tfg
    >>> feed = tfg.dumps(tfg.load_catalogue(), "rss", language="en", explicit=False)
    >>> print(next(line for line in feed.splitlines() if "Karine Gentelet</podcast" in line))
    <podcast:person role="guest" group="cast">Karine Gentelet</podcast:person>
    """
    language = choose_language(catalogue, language)
    feed_url = check_address(feed_url) or catalogue.show.feed_url
    feed_url = feed_url and to_uri(feed_url)
    stated = None if check_flag(explicit) is None else str(explicit).lower()
    lines = [_HEAD, *_channel(catalogue.show, language, feed_url, stated)]
    episodes = catalogue.episodes
    for episode, guid in zip(episodes, identify_episodes(episodes), strict=True):
        lines += ("<item>", *_item(episode, guid, language), "</item>")
    return "\n".join((*lines, _TAIL))


def _channel(show: Show, language: str, feed_url: str | None, explicit: str | None) -> list[str]:
    description = in_language(show.summary, language) if show.summary else show.title
    own = f'rel="self" type="{FORMAT.media_type}" href="{escape(feed_url or "")}"'
    lines = [
        f"<title>{escape_text(show.title)}</title>",
        f"<link>{escape_text(to_uri(show.url))}</link>" if show.url else "",
        f"<description><![CDATA[{escape_text(description)}]]></description>",
        f"<language>{language}</language>" if language != UNDETERMINED else "",
        f"<atom:link {own}/>" if feed_url else "",
        f"<podcast:guid>{_guid_of(feed_url)}</podcast:guid>" if feed_url else "",
        f'<itunes:image href="{escape(to_uri(show.cover_url))}"/>' if show.cover_url else "",
        f"<itunes:explicit>{explicit}</itunes:explicit>" if explicit else "",
        *[_category(theme, language) for theme in show.themes],
        *_persons(show.hosts, "host"),
    ]
    return [line for line in lines if line]


def _item(episode: Episode, guid: str, language: str) -> list[str]:
    permanent = "true" if guid == episode.url else "false"
    seconds = count_seconds(episode.duration)
    summary = _html(in_language(episode.summary, language)) if episode.summary else ""
    whole = summary + "".join([_list(*section) for section in list_facts(episode, language)])
    guests = [guest.person for guest in episode.guests if guest.person is not None]
    numbered = episode.number is not None
    lines = [
        f"<title>{escape_text(episode.title)}</title>",
        f"<link>{escape_text(to_uri(episode.url))}</link>" if episode.url else "",
        f'<guid isPermaLink="{permanent}">{escape_text(guid)}</guid>',
        f"<pubDate>{_midnight(episode.published)}</pubDate>" if episode.published else "",
        _enclosure(episode.audio) if episode.audio else "",
        f"<description><![CDATA[{summary}]]></description>" if summary else "",
        f"<content:encoded><![CDATA[{whole}]]></content:encoded>" if whole else "",
        *[_category(theme, language) for theme in episode.themes],
        f"<itunes:season>{episode.season}</itunes:season>",
        f"<itunes:episode>{episode.number}</itunes:episode>" if numbered else "",
        f"<itunes:episodeType>{episode.kind}</itunes:episodeType>",
        f"<itunes:duration>{seconds}</itunes:duration>" if seconds is not None else "",
        f"<podcast:season>{episode.season}</podcast:season>",
        f"<podcast:episode>{episode.number}</podcast:episode>" if numbered else "",
        *_persons(episode.hosts, "host"),
        *_persons(guests, "guest"),
        *[_location(place, language) for place in episode.places],
    ]
    return [line for line in lines if line]


def _list(heading: str, lines: Sequence[str]) -> str:
    items = "".join([f"<li>{escape_text(line)}</li>" for line in lines])
    return f"<h3>{heading}</h3><ul>{items}</ul>"


def _enclosure(audio: Audio) -> str:
    url, length = escape(to_uri(audio.url)), audio.length or 0
    return f'<enclosure url="{url}" length="{length}" type="{audio.media_type}"/>'


def _persons(people: Iterable[Person], role: str) -> list[str]:
    """Return an element for each person, once, however often the credits name them."""
    return [_person(person, role) for person in {person.id: person for person in people}.values()]


def _category(theme: Theme, language: str) -> str:
    return f"<category>{escape_text(in_language(theme.label, language))}</category>"


def _person(person: Person, role: str) -> str:
    href = f' href="{escape(to_uri(person.same_as[0]))}"' if person.same_as else ""
    name = escape_text(_shorten(person.name))
    return f'<podcast:person role="{role}" group="cast"{href}>{name}</podcast:person>'


def _location(place: Place, language: str) -> str:
    code = country_of(place)
    country = f' country="{code}"' if code else ""
    name = escape_text(_shorten(write_place(place, language)))
    return f'<podcast:location rel="subject"{country}>{name}</podcast:location>'


def _guid_of(feed_url: str) -> str:
    from uuid import UUID, uuid5

    return str(uuid5(UUID(_GUIDS), feed_url.partition("://")[2].rstrip("/")))


def _midnight(day: dt.date) -> str:
    """Return midnight UTC of a day in the form of RFC 2822, whatever the locale."""
    from email.utils import format_datetime

    return format_datetime(dt.datetime.combine(day, dt.time(), dt.UTC))


def _shorten(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _html(text: str) -> str:
    """Return a text as HTML paragraphs, which empty lines separate."""
    lines = escape_text(text).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return f"<p>{lines}</p>"
